"""The grammar: who does what to which measure in a sentence, and in which mood; not what the item as a whole says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from monitor.model.words import Direction, NewsLabel
from monitor.news.lexicon import Lexicon, Tag
from monitor.news.tokens import Sentence

_T, _R, _U = Direction.TIGHTENED, Direction.RELAXED, Direction.UNCHANGED
_L = NewsLabel

# What an act does to an object. The sign turns with the object: an embargo extended tightens, a license extended relaxes.
MEANINGS: dict[tuple[str, str], tuple[NewsLabel, Direction]] = {
    ("impose", "restriction"): (_L.MEASURE_ADDED, _T),
    ("impose", "register"): (_L.DESIGNATION_ADDED, _T),
    ("impose", "permission"): (_L.MEASURE_RELAXED, _R),  # an exemption is introduced
    ("adopt", "restriction"): (_L.MEASURE_ADDED, _T),
    ("adopt", "permission"): (_L.MEASURE_RELAXED, _R),
    ("restore", "restriction"): (_L.MEASURE_ADDED, _T),
    ("restore", "permission"): (_L.MEASURE_RELAXED, _R),
    ("issue", "permission"): (_L.MEASURE_RELAXED, _R),
    ("issue", "guidance"): (_L.GUIDANCE, _U),
    ("amend", "guidance"): (_L.GUIDANCE, _U),
    ("amend", "permission"): (_L.MEASURE_RELAXED, _R),  # licenses are amended to cover more far oftener than less
    ("update", ""): (_L.GUIDANCE, _U),
    ("tighten", "restriction"): (_L.MEASURE_TIGHTENED, _T),
    ("tighten", "permission"): (_L.MEASURE_TIGHTENED, _T),
    ("expand", "restriction"): (_L.MEASURE_TIGHTENED, _T),
    ("expand", "register"): (_L.DESIGNATION_ADDED, _T),
    ("expand", "permission"): (_L.MEASURE_RELAXED, _R),
    ("ease", "restriction"): (_L.MEASURE_RELAXED, _R),
    ("ease", "permission"): (_L.MEASURE_RELAXED, _R),
    ("lift", "restriction"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("lift", "emergency"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("lift", "permission"): (_L.MEASURE_EXPIRED_OR_REVOKED, _T),
    ("lift", "register"): (_L.DESIGNATION_REMOVED, _R),
    ("suspend", "restriction"): (_L.MEASURE_RELAXED, _R),
    ("suspend", "permission"): (_L.MEASURE_EXPIRED_OR_REVOKED, _T),
    ("extend", "restriction"): (_L.MEASURE_EXTENDED, _T),
    ("extend", "emergency"): (_L.MEASURE_EXTENDED, _T),
    ("extend", "register"): (_L.MEASURE_EXTENDED, _T),
    ("extend", "permission"): (_L.MEASURE_EXTENDED, _R),
    ("keep", "restriction"): (_L.MEASURE_EXTENDED, _T),
    ("keep", "permission"): (_L.MEASURE_EXTENDED, _R),
    ("expire", "restriction"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("expire", "permission"): (_L.MEASURE_EXPIRED_OR_REVOKED, _T),
    ("veto", "extend"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("list", ""): (_L.DESIGNATION_ADDED, _T),
    ("freeze", ""): (_L.DESIGNATION_ADDED, _T),
    ("delist", ""): (_L.DESIGNATION_REMOVED, _R),
    ("allow", ""): (_L.MEASURE_RELAXED, _R),
    ("allow", "permission"): (_L.MEASURE_RELAXED, _R),
    ("forbid", ""): (_L.MEASURE_ADDED, _T),
}
_OBJECTS = ("permission", "restriction", "register", "guidance", "emergency")
# A vaguer act gives way to a plainer one in the same sentence ("agreed to extend" is an extension), and reaches less far.
_PLAINNESS = {
    "impose": 2,
    "adopt": 1,
    "issue": 2,
    "allow": 1,
    "forbid": 1,
    "amend": 1,
    "freeze": 2,
    "veto": 4,
}
_PLAIN = 3
_ACT_NAMES = tuple(dict.fromkeys(act for act, _ in MEANINGS))
_REACH = {1: 6, 2: 8}  # words between an act and its object, by plainness
_FARTHEST = 13
_RELATIVE = 4  # words between a measure and the pronoun that takes it up
_PHRASE = 3  # words of a phrase that is plainer than the words in it: "designation removal"
_PREFERENCE = {"permission": 0.5, "register": 0.3}  # where two kinds of object are as near
_MOOD_REACH = 9
_BOUNDARIES = frozenset(",:?!()–—")
# Courts undo and uphold; whatever else is done in a sentence that names a judge is done by others.
_COURT_ACTS = frozenset({"lift", "delist", "keep", "suspend", "extend", "annul", "allow", "expire"})


class Mood(Enum):
    """How the sentence stands to the act."""

    REAL = auto()
    AGREED = auto()
    UNREAL = auto()
    DENIED = auto()
    REFUSED = auto()
    COURT = auto()
    REACTION = auto()
    RECALLED = auto()


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


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tags of a sentence by part and concept, and where its clauses end."""

    sentence: Sentence
    tags: dict[str, list[Tag]]
    boundaries: tuple[int, ...]
    verb_last: bool = False
    year: int | None = None  # in which the item appeared

    def of(self, key: str) -> list[Tag]:
        """The tags of `part.concept`."""
        return self.tags.get(key, [])

    def part(self, part: str) -> list[Tag]:
        """All tags of a part: every country, every authority."""
        return [tag for key, tags in self.tags.items() if key.startswith(f"{part}.") for tag in tags]

    def any(self, *keys: str) -> bool:
        """True where one of them occurs."""
        return any(key in self.tags for key in keys)

    def asks(self) -> bool:
        """True where a clause of it begins with a question word: "What the sanctions mean"."""
        return any(tag.start == 0 or tag.start - 1 in self.boundaries for tag in self.of("moods.asks"))

    def explains(self) -> bool:
        """True where it asks or announces an explanation rather than telling an event."""
        return self.sentence.question or self.any("moods.explainer") or self.asks()

    def joined(self, start: int, end: int) -> bool:
        """True where no clause ends between the two places."""
        return not any(start <= at < end for at in self.boundaries)


def parse(sentence: Sentence, lexicon: Lexicon, year: int | None = None) -> Parsed:
    """The sentence with its tags in reach."""
    grouped: dict[str, list[Tag]] = {}
    for tag in lexicon.read(sentence):
        same = grouped.setdefault(f"{tag.part}.{tag.concept}", [])
        if same and tag.start < same[-1].end:  # two phrases over the same words: the longer one
            if tag.end - tag.start > same[-1].end - same[-1].start:
                same[-1] = tag
        else:
            same.append(tag)
    boundaries = tuple(at for at, word in enumerate(sentence.words) if word in _BOUNDARIES)
    return Parsed(sentence, grouped, boundaries, lexicon.verb_last, year)


def _overlap(one: Tag, other: Tag) -> bool:
    return one.start < other.end and other.start < one.end


def _gap(one: Tag, other: Tag) -> int:
    if _overlap(one, other):
        return 0
    return other.start - one.end if other.start >= one.end else one.start - other.end


def _shaded(tag: Tag, parsed: Parsed) -> bool:
    """True for "after sanctions", "violated the embargo": a measure that is only the background of something else."""
    for other in (*parsed.of("moods.recalled"), *parsed.of("objects.violation")):
        if 0 <= tag.start - other.end <= 3 and not _act_between(other.end, tag.start, parsed):
            return True
    return False


def _act_between(start: int, end: int, parsed: Parsed) -> bool:
    return any(start <= tag.start and tag.end <= end for tag in parsed.part("acts"))


def _bind(act: Tag, parsed: Parsed) -> Tag | None:
    """The object an act is done to: the nearest that the act can have, one behind it rather than one before."""
    best: tuple[float, Tag] | None = None
    behind = 1.5 if parsed.verb_last else 3.0
    reach = _REACH.get(_PLAINNESS.get(act.concept, _PLAIN), _FARTHEST)
    for concept in _OBJECTS:
        if (act.concept, concept) not in MEANINGS:
            continue
        for tag in parsed.of(f"objects.{concept}"):
            if (tag.start, tag.end) == (act.start, act.end) and act.concept == "suspend" and concept == "permission":
                continue  # "suspension" is itself what it suspends
            gap = _gap(act, tag)
            if gap > reach or _shaded(tag, parsed):
                continue
            # "Sanctions expire": the object of the others is the subject here.
            unlikely = tag.start >= act.end if act.concept == "expire" else tag.end <= act.start
            distance = gap + (behind if unlikely else 0) - _PREFERENCE.get(concept, 0)
            if best is None or distance < best[0]:
                best = (distance, tag)
    return _head(best[1], act, parsed) if best else None


def _head(tag: Tag, act: Tag, parsed: Parsed) -> Tag:
    """The head of "sanctions waiver" and of "exemption from US sanctions": what is extended is the exemption."""
    if tag.concept != "restriction" or (act.concept, "permission") not in MEANINGS:
        return tag
    for other in parsed.of("objects.permission"):
        before = 0 < tag.start - other.end <= 3 and not _act_between(other.end, tag.start, parsed)
        if other.start == tag.end or (before and not _overlap(other, act)):
            return other
    return tag


def _mood(act: Tag, target: Tag | None, parsed: Parsed) -> Mood:
    start = min(act.start, target.start) if target else act.start
    end = max(act.end, target.end) if target else act.end
    if _denied(parsed.of("moods.denied"), act, end, parsed):
        return Mood.DENIED
    if _denied(parsed.of("moods.refused"), act, end, parsed):
        return Mood.REFUSED
    if parsed.any("moods.conditional") or _before(parsed.of("moods.unreal"), start, act.start, _MOOD_REACH):
        return Mood.UNREAL
    if parsed.sentence.title and _after(parsed.of("moods.unreal"), end, 5, parsed):
        return Mood.UNREAL
    if parsed.any("moods.court") and (
        act.concept in _COURT_ACTS or _before(parsed.of("moods.court"), start, act.start, 6)
    ):
        return Mood.COURT
    if _before(parsed.of("moods.reaction"), start, act.start, 6):
        return Mood.REACTION
    if _recalled(act, target, parsed):
        return Mood.RECALLED
    return Mood.AGREED if parsed.of("moods.agreed") else Mood.REAL


def _recalled(act: Tag, target: Tag | None, parsed: Parsed) -> bool:
    """True for what is told as the past of something else: "after the EU imposed", "sanctions that were imposed"."""
    if any(
        (_overlap(tag, act) and parsed.joined(tag.start, act.start)) or 0 <= act.start - tag.end <= 1
        for tag in parsed.of("moods.recalled")
    ):
        return True
    # "sanctions that were imposed"; in a headline also "a judge whom the council sanctioned"
    after = target.end if target is not None else max(0, act.start - _RELATIVE) if parsed.sentence.title else None
    if after is not None and any(
        0 <= tag.start - after <= _RELATIVE and tag.end <= act.start for tag in parsed.of("moods.relative")
    ):
        return True
    return not parsed.sentence.title and _in_an_earlier_year(act, parsed)


def _in_an_earlier_year(act: Tag, parsed: Parsed) -> bool:
    if parsed.year is None:
        return False
    before = parsed.sentence.words[max(0, act.start - _RELATIVE - 2) : act.start]
    return any(len(word) == 4 and word.isdecimal() and 1990 <= int(word) < parsed.year for word in before)


def _denied(tags: list[Tag], act: Tag, end: int, parsed: Parsed) -> bool:
    if any(
        (0 <= act.start - tag.end <= 4 and parsed.joined(tag.end, act.start)) or act.start < tag.start < act.end
        for tag in tags
    ):
        return True  # "heft sancties niet op": the verb stands around it
    return _after(tags, act.end, 1, parsed) or (parsed.verb_last and _after(tags, end, 7, parsed))


def _before(tags: list[Tag], start: int, act: int, reach: int) -> bool:
    """One of them stands before the act, at most `reach` words before what it is done to begins."""
    return any(tag.start < act and start - tag.end < reach for tag in tags)


def _after(tags: list[Tag], end: int, reach: int, parsed: Parsed) -> bool:
    limit = min([tag.start for tag in parsed.of("moods.recalled") if tag.start >= end], default=end + reach)
    return any(0 <= tag.start - end < reach and tag.start < limit and parsed.joined(end, tag.start) for tag in tags)


def _upon_goods(target: Tag | None, act: Tag, parsed: Parsed) -> bool:
    """Upon things rather than those who are listed: "sanctions on oil", "taken equipment off the list"."""
    end = max(act.end, target.end) if target else act.end
    return any(act.start < tag.start < end + 5 for tag in parsed.of("objects.goods"))


def _upon_party(target: Tag | None, act: Tag, parsed: Parsed) -> bool:
    anchor = target or act
    if any(0 <= tag.start - anchor.end <= 8 or _gap(act, tag) <= 4 for tag in parsed.of("objects.party")):
        return True
    # "sanctions against Kabaeva": whom the preposition names, unless it names a country.
    words = parsed.sentence.words
    if sum(word[0].isupper() for word in words) > 0.6 * len(words):
        return False  # Capitals Say Nothing In Such a Headline
    for tag in parsed.of("objects.target"):
        if 0 <= tag.start - anchor.end <= 1 and tag.end < len(words):
            country = any(tag.end <= place.start < tag.end + 5 for place in parsed.part("countries"))
            return not country and words[tag.end][0].isupper()
    return False


def find_events(parsed: Parsed) -> list[Event]:
    """Every event that the sentence tells, the plainest acts only."""
    bound = [
        (act, target)
        for name in _ACT_NAMES
        for act in parsed.of(f"acts.{name}")
        if (target := _bind_act(act, parsed)) is not None or _enough(act, parsed)
    ]
    # "extends the suspension of sanctions": what is extended is no act of its own.
    objects = [(act, target) for act, target in bound if target is not None and target.concept == "permission"]
    free = [
        (act, target)
        for act, target in bound
        if not any(
            act.concept != other.concept and _overlap(act, its) and not _overlap(other, its) for other, its in objects
        )
    ]
    free = [
        (act, target)
        for act, target in free
        if not any(
            _overlap(act, other) and act.end - act.start < other.end - other.start <= _PHRASE for other, _ in free
        )
    ]
    if not free:
        return []
    plain = max(_plainness(act, target) for act, target in free)
    told = [(act, target) for act, target in free if _plainness(act, target) >= plain]
    told.sort(key=lambda pair: pair[0].start)
    # "imposed new sanctions": two words for one act upon one object.
    told = list({(act.concept, target): (act, target) for act, target in reversed(told)}.values())[::-1]
    return [_event(act, target, parsed, nth) for nth, (act, target) in enumerate(told)]


def _plainness(act: Tag, target: Tag | None) -> int:
    if target is not None and target.concept == "guidance":
        return _PLAIN
    return _PLAINNESS.get(act.concept, _PLAIN)


def _owned(act: Tag, parsed: Parsed) -> bool:
    """False for "Moscow lifts sanctions": done by those whom the measures of our authorities are about."""
    if act.concept == "veto" or any(_overlap(act, tag) for tag in parsed.of("objects.restriction")):
        return True  # "Syria sanctions relief"
    begins = {0, *(at + 1 for at in parsed.boundaries)}
    subject = any(tag.end == act.start and tag.start in begins for tag in parsed.part("countries"))
    return not subject or any(tag.start <= act.start and tag.concept != "other" for tag in parsed.part("authorities"))


def _enough(act: Tag, parsed: Parsed) -> bool:
    """True for acts that say what they are done to; assets are frozen by the billion without anybody being listed."""
    return (act.concept, "") in MEANINGS and (act.concept != "freeze" or _upon_party(None, act, parsed))


def _bind_act(act: Tag, parsed: Parsed) -> Tag | None:
    if act.concept == "veto":
        return next((tag for tag in parsed.of("acts.extend") if _gap(act, tag) <= 6), None)
    return _bind(act, parsed)


def _event(act: Tag, target: Tag | None, parsed: Parsed, nth: int) -> Event:
    concept = target.concept if target else ""
    label, direction = MEANINGS[act.concept, concept]
    party = _upon_party(target, act, parsed)
    package = any(target is not None and _gap(target, tag) <= 1 for tag in parsed.of("objects.package"))
    goods = not party and _upon_goods(target, act, parsed)
    if label is NewsLabel.MEASURE_EXPIRED_OR_REVOKED and concept == "restriction":
        if party and not package:
            label = NewsLabel.DESIGNATION_REMOVED
        elif parsed.of("moods.partial") or goods:
            label = NewsLabel.MEASURE_RELAXED
    if label is NewsLabel.DESIGNATION_REMOVED and goods:
        label = NewsLabel.MEASURE_RELAXED
    mood = Mood.REAL if label is NewsLabel.GUIDANCE else _mood(act, target, parsed)
    if mood is Mood.DENIED and act.concept == "extend" and target is not None:
        # What is not renewed ends.
        label, direction, mood = NewsLabel.MEASURE_EXPIRED_OR_REVOKED, direction.opposite, Mood.REAL
    if label is NewsLabel.MEASURE_ADDED and party and not package and act.concept != "forbid":
        label = NewsLabel.DESIGNATION_ADDED
    start = min(act.start, target.start) if target else act.start
    end = max(act.end, target.end) if target else act.end
    return Event(
        act.concept, concept, label, direction, mood,
        parsed.sentence.weight * (1.0 if nth == 0 else 0.5),  # what is said first is the main thing
        parsed.sentence.span(start, end), party, package, parsed.sentence.title,
        target is not None or (act.concept == "forbid" and any(_overlap(act, tag) for tag in parsed.of("objects.package"))),
        parsed.explains(),
        _owned(act, parsed),
    )  # fmt: skip
