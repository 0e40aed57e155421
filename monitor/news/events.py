"""The grammar: who does what to which measure in a sentence, and in which mood; not what the item as a whole says."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.words import Direction, NewsLabel
from monitor.news.binding import bind, shaded, upon_goods, upon_party
from monitor.news.clause import Parsed, gap, overlap
from monitor.news.lexicon import Tag
from monitor.news.meanings import ACTS, MEANINGS, PLAIN, plainness_of
from monitor.news.mood import Mood, mood_of

_ARTICLE = 3  # letters of the longest article
# What is undone, prolonged or eased is no act of its own: "the sanctions against judges are lifted", "the freeze is suspended".
_UPON_ACTS = frozenset({"lift", "suspend", "ease", "extend", "keep", "expire"})
_NAMED = frozenset({"list", "freeze", "forbid"})
_STOPPED = frozenset({"suspend", "lift", "annul"})
_OF = frozenset({("of",), ("von",), ("der",), ("van",), ("de",), ("du",), ("des",)})
_NEXT = 2  # words between what stops and the act that it stops: "of", "of the"
_PHRASE = 3  # words of a phrase that is plainer than the words in it: "designation removal"

Bound = tuple[Tag, Tag | None]  # an act and what it is done to


@dataclass(frozen=True, slots=True)
class Event:
    """One act upon one object, as one sentence tells it."""

    act: str
    target: str  # restriction, permission, register, ...; empty where the act says it all
    label: NewsLabel
    direction: Direction
    mood: Mood
    weight: float
    why: str
    party: bool = False  # upon persons, firms, ships
    package: bool = False  # a regime, order, package or ban rather than "sanctions"
    title: bool = False
    firm: bool = True  # the object was named, not only the act
    asked: bool = False  # in a headline that asks or explains
    owned: bool = True  # by one of the authorities, as far as the sentence tells
    licensed: bool = False  # a general license that is there, whatever is said about it
    winding: bool = False  # only to wind down what is forbidden


def find_events(parsed: Parsed) -> list[Event]:
    """Every event that the sentence tells, the plainest acts only."""
    bound = [
        (act, target)
        for name in ACTS
        for act in parsed.of(f"acts.{name}")
        if not _only_named(act, parsed) and ((target := bind(act, parsed)) is not None or _enough(act, parsed))
    ]
    free = _without_parts(bound, parsed)
    if not free:
        return []
    told = _plainest(free, parsed)
    told.sort(key=lambda pair: pair[0].start)
    # "imposed new sanctions": two words for one act upon one object.
    told = list({(act.concept, target): (act, target) for act, target in reversed(told)}.values())[::-1]
    return [_event(act, target, parsed, nth) for nth, (act, target) in enumerate(told)]


def _plainest(free: list[Bound], parsed: Parsed) -> list[Bound]:
    """The plainest acts; what is only recalled is not plainer: "may buy again after the lifting of sanctions"."""
    plain = max(_plainness(act, target) for act, target in free)
    told = [(act, target) for act, target in free if _plainness(act, target) >= plain]
    if len(told) == len(free) or any(mood_of(act, target, parsed) is not Mood.RECALLED for act, target in told):
        return told
    return _plainest([pair for pair in free if pair not in told], parsed)


def _only_named(act: Tag, parsed: Parsed) -> bool:
    """True for "in breach of UK sanctions", "freed from UK sanctions": words that would list somebody are a noun there."""
    if act.concept != "list":
        return False
    nouns = [tag for tag in parsed.of("objects.restriction") if overlap(act, tag)]
    broken = parsed.any("objects.violation") and any(shaded(tag, parsed) for tag in nouns)
    return broken or (bool(nouns) and any(tag.end == act.start for tag in parsed.of("objects.noun_head")))


def _without_parts(bound: list[Bound], parsed: Parsed) -> list[Bound]:
    """The acts that are not words of another one."""
    # "extends the suspension of sanctions": what is extended is no act of its own.
    objects = [(act, target) for act, target in bound if target is not None and target.concept == "permission"]
    free = [
        (act, target)
        for act, target in bound
        if not any(
            act.concept != other.concept and overlap(act, its) and not overlap(other, its) for other, its in objects
        )
    ]
    upon = [its for act, its in free if its is not None and its.concept == "restriction" and act.concept in _UPON_ACTS]
    free = [
        (act, target)
        for act, target in free
        if act.concept not in _NAMED or not any(its.start == act.start for its in upon)
    ]
    # "suspension of the expansion of controls": what is suspended is no act of its own.
    words = parsed.sentence.folded
    stopped = [act.end for act, _ in free if act.concept in _STOPPED and words[act.end : act.end + 1] in _OF]
    free = [(act, target) for act, target in free if not any(0 < act.start - end <= _NEXT for end in stopped)]
    # "revocation of the designation of": what is taken back is no designation.
    undone = [act for act, _ in free if act.concept == "delist"]
    free = [(act, target) for act, target in free if act.concept != "list" or not any(overlap(act, u) for u in undone)]
    return [
        (act, target)
        for act, target in free
        if not any(
            overlap(act, other) and act.end - act.start < other.end - other.start <= _PHRASE for other, _ in free
        )
    ]


def _plainness(act: Tag, target: Tag | None) -> int:
    return PLAIN if target is not None and target.concept == "guidance" else plainness_of(act.concept)


def _owned(act: Tag, parsed: Parsed) -> bool:
    """False for "Moscow lifts sanctions": done by those whom the measures of our authorities are about."""
    if act.concept == "veto" or any(
        tag.start == act.start for tag in (*parsed.of("moods.modal"), *parsed.of("moods.passive"))
    ):
        return True  # "Belavia may again", "Belavia hit with sanctions": by others
    begins = {0, *(at + 1 for at in parsed.boundaries)}
    # "Syria sanctions relief" has no subject
    noun = act.concept != "forbid" and any(tag.start == act.start for tag in parsed.of("objects.restriction"))
    verbs = {tag.start for tag in parsed.part("acts") if tag.start < act.start + (not noun)}
    # "Moldova joins the sanctions": neighbours have measures of their own; "Gazprombank came under sanctions": firms none.
    own = [*parsed.of("authorities.other"), *parsed.of("objects.party")]
    subject = any(
        (tag.end in verbs or _headed(tag, act, parsed))
        and _begins(tag, begins, parsed)
        and not any(overlap(tag, other) for other in own)
        for tag in parsed.part("countries")
    )
    return not subject or any(
        tag.start <= act.start or _gives(tag, act, parsed)
        for tag in parsed.part("authorities")
        if tag.concept != "other"
    )


def _begins(tag: Tag, begins: set[int], parsed: Parsed) -> bool:
    """True for "Moscow", "la Chine", "the Kremlin" at the beginning of a clause."""
    article = tag.start - 1
    return tag.start in begins or (
        article in begins and len(word := parsed.sentence.words[article]) <= _ARTICLE and word.isalpha()
    )


def _gives(authority: Tag, act: Tag, parsed: Parsed) -> bool:
    """True for "Huawei gets 90 days from Washington", "Rosneft on American list": it acts, though it stands behind."""
    if act.concept == "issue":
        return authority.start >= act.end
    if overlap(authority, act) and (authority.end == act.end or act.concept == "restore"):
        return True  # "classé terroriste par l'UE", "Iran krijgt VN-sancties terug"
    lists = parsed.of("objects.register") if act.concept in {"list", "delist", "restore"} else []
    return any(gap(authority, its) == 0 for its in lists)


def _headed(subject: Tag, act: Tag, parsed: Parsed) -> bool:
    """True for "Russia: entry ban for members of parliament"."""
    return act.concept == "forbid" and parsed.sentence.words[subject.end : act.start] == (":",)


def _enough(act: Tag, parsed: Parsed) -> bool:
    """True for acts that say what they are done to; assets are frozen by the billion without anybody being listed."""
    return (act.concept, "") in MEANINGS and (act.concept != "freeze" or upon_party(None, act, parsed))


def _event(act: Tag, target: Tag | None, parsed: Parsed, nth: int) -> Event:
    party = upon_party(target, act, parsed)
    package = any(target is not None and gap(target, tag) <= 1 for tag in parsed.of("objects.package"))
    label, direction = _meaning(act, target, parsed, party=party, package=package)
    mood = Mood.REAL if label is NewsLabel.GUIDANCE else mood_of(act, target, parsed)
    if act.concept == "extend" and target is not None and _unrenewed(mood, act, target, parsed):
        label, direction, mood = NewsLabel.MEASURE_EXPIRED_OR_REVOKED, direction.opposite, Mood.REAL
    start = min(act.start, target.start) if target else act.start
    end = max(act.end, target.end) if target else act.end
    loose = act.concept == "forbid" and any(overlap(act, tag) for tag in parsed.of("objects.package"))
    licensed = (
        act.concept in {"issue", "ease", "allow"}
        and mood in {Mood.REAL, Mood.AGREED}
        and parsed.any("instruments.license")
    )
    return Event(
        act=act.concept,
        target=target.concept if target else "",
        label=label,
        direction=direction,
        mood=mood,
        weight=parsed.sentence.weight * (1.0 if nth == 0 else 0.5),  # what is said first is the main thing
        why=parsed.sentence.span(start, end),
        party=party,
        package=package,
        title=parsed.sentence.title,
        firm=target is not None or loose,
        asked=parsed.asks_about(act),
        owned=_owned(act, parsed),
        licensed=licensed and target is not None and target.concept == "permission",
        winding=target is not None and any(overlap(target, tag) for tag in parsed.of("objects.winding")),
    )


def _unrenewed(mood: Mood, act: Tag, target: Tag, parsed: Parsed) -> bool:
    """True for what is not renewed and so ends.

    An embargo that one of many refuses to renew goes on being argued about; who does not mean to renew may think again.
    """
    if parsed.any("moods.conditional") or any(0 <= act.start - tag.end <= 1 for tag in parsed.of("moods.unreal")):
        return False
    return mood is Mood.DENIED or (mood is Mood.REFUSED and target.concept == "permission")


def _meaning(
    act: Tag, target: Tag | None, parsed: Parsed, *, party: bool, package: bool
) -> tuple[NewsLabel, Direction]:
    """What the act means here: upon persons a listing, upon goods an easing, upon a regime the measure itself."""
    concept = target.concept if target else ""
    label, direction = MEANINGS[act.concept, concept]
    goods = not party and upon_goods(target, act, parsed)
    if label is NewsLabel.DESIGNATION_REMOVED and goods:
        return NewsLabel.MEASURE_RELAXED, direction
    if label is NewsLabel.DESIGNATION_ADDED and goods and concept == "register":
        return NewsLabel.MEASURE_TIGHTENED, direction  # "widens the list of goods that may not be exported"
    if label is NewsLabel.MEASURE_EXPIRED_OR_REVOKED and concept == "restriction":
        if party and not package:
            return NewsLabel.DESIGNATION_REMOVED, direction
        if parsed.of("moods.partial") or goods:
            return NewsLabel.MEASURE_RELAXED, direction
    if label is NewsLabel.MEASURE_ADDED and party and not package and act.concept != "forbid":
        return NewsLabel.DESIGNATION_ADDED, direction
    return label, direction
