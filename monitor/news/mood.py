"""How a sentence stands to an act that it names: does it happen, is it demanded, denied, ruled on, or only recalled."""

from __future__ import annotations

from enum import Enum, auto

from monitor.news.binding import shaded
from monitor.news.clause import Parsed, overlap
from monitor.news.lexicon import Tag

_REACH = 9  # words that a doubt stands before what it casts doubt upon
_RELATIVE = 4  # words between a measure and the pronoun that takes it up
_AIMED = 3  # words from a preposition to the judge that it is about
_SEPARABLE = 2  # words of a verb that stands in two parts
_CLAUSE = 10  # words from that pronoun to the verb that it goes with
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


def mood_of(act: Tag, target: Tag | None, parsed: Parsed) -> Mood:
    """How the sentence stands to what is done in it: denied before doubted, doubted before recalled."""
    start = min(act.start, target.start) if target else act.start
    end = max(act.end, target.end) if target else act.end
    denials = parsed.of("moods.denied")
    if not _bans(act, parsed) and (_none_of(denials, act, target, parsed) or _denied(denials, act, end, parsed)):
        return Mood.DENIED
    if _another_verb("moods.refused", act, target, parsed) or _denied(parsed.of("moods.refused"), act, end, parsed):
        return Mood.REFUSED
    if _another_verb("moods.unreal", act, target, parsed):
        return Mood.UNREAL
    if _conditional(act, target, parsed) or _before(_carried(act, parsed), start, act.start, _REACH):
        return Mood.UNREAL
    if _before(parsed.of("moods.future"), start, act.start, _REACH):
        return Mood.AGREED if parsed.decided else Mood.UNREAL
    if target is not None and any(
        act.end <= tag.start and tag.end <= target.start for tag in parsed.of("moods.unreal")
    ):
        return Mood.UNREAL  # "unveils plans for sanctions"
    doubts = parsed.of("moods.unreal")
    if parsed.sentence.title and (
        _within(doubts, act) or (not _permits(act, target) and _after(doubts, end, 5, parsed))
    ):
        return Mood.UNREAL
    courts = _courts(act, parsed)
    if courts and (act.concept in _COURT_ACTS or _before(courts, start, act.start, 6)):
        return Mood.COURT
    if _before([tag for tag in parsed.of("moods.reaction") if not _anew(tag, act, parsed)], start, act.start, 6):
        return Mood.REACTION
    if _recalled(act, target, parsed):
        return Mood.RECALLED
    return Mood.AGREED if parsed.of("moods.agreed") else Mood.REAL


def _none_of(denials: list[Tag], act: Tag, target: Tag | None, parsed: Parsed) -> bool:
    """True for "heeft geen sancties tegen Belarus ingesteld": the denial stands by the object, the verb last."""
    if target is None or not parsed.verb_last or target.start >= act.start:
        return False
    return any(0 <= target.start - tag.end <= 1 for tag in denials)


def _bans(act: Tag, parsed: Parsed) -> bool:
    """True for "may no longer sell": the denial is the ban itself."""
    return act.concept == "forbid" and any(overlap(act, tag) for tag in parsed.of("moods.denied"))


def _another_verb(mood: str, act: Tag, target: Tag | None, parsed: Parsed) -> bool:
    """True for "stelde in Brussel een embargo voor": a separable verb whose true particle is the one behind its object."""
    if target is None or act.end - act.start < _SEPARABLE:
        return False
    words = parsed.sentence.words
    for tag in parsed.of(mood):
        if tag.start != act.start or tag.end - tag.start < _SEPARABLE or not overlap(tag, target):
            continue
        # "in Brussel", "op Russisch gas": what seemed to be a particle is a preposition.
        if tag.end < act.end or (tag.end > act.end < len(words) and words[act.end][0].isupper()):
            return True
    return False


def _conditional(act: Tag, target: Tag | None, parsed: Parsed) -> bool:
    """True where it happens only if something else does; what follows a permission are its terms."""
    permits = _permits(act, target)
    return any(not (permits and tag.start >= act.end) for tag in parsed.of("moods.conditional"))


def _permits(act: Tag, target: Tag | None) -> bool:
    """True for what is allowed: "lets the firm negotiate a sale" tells what may be done, and casts no doubt on it."""
    return act.concept == "allow" or (target is not None and target.concept == "permission")


def _courts(act: Tag, parsed: Parsed) -> list[Tag]:
    """The courts that act in a sentence.

    Not those that had spoken before ("drops it from the list after a court loss"), nor those that it is done to
    ("lifts the sanctions on the judge", "the International Criminal Court"), nor those that others follow.
    """
    before = parsed.of("moods.recalled")
    whom = parsed.of("objects.party")
    return [
        tag
        for tag in parsed.of("moods.court")
        if not any(0 <= tag.start - other.end <= 1 for other in before)
        and not any(
            overlap(tag, other) and (_done_to(tag, act, parsed) or other.end - other.start > 1) for other in whom
        )
        and not _succeeded(tag, act, parsed)
    ]


def _done_to(court: Tag, act: Tag, parsed: Parsed) -> bool:
    """True behind the act, and within a verb in two parts: "hebt Sanktionen gegen einen Richter auf"."""
    aimed = any(0 <= court.start - tag.end < _AIMED for tag in parsed.of("objects.target"))
    if court.start >= act.end or (aimed and act.start < court.start):
        return True
    # "De VS hebben twee rechters op de lijst gezet"; an "EU-rechter" is one of ours that acts
    actors = parsed.part("authorities") if parsed.verb_last else []
    return any(tag.end < court.start and parsed.joined(tag.end, court.start) for tag in actors)


def _succeeded(court: Tag, act: Tag, parsed: Parsed) -> bool:
    """True where another clause names who acts: "the court annulled it, and the Council took him off the list"."""
    ends = [at for at in parsed.boundaries if court.end <= at < act.start]
    return bool(ends) and any(ends[0] < tag.start < act.start for tag in parsed.part("authorities"))


def _recalled(act: Tag, target: Tag | None, parsed: Parsed) -> bool:
    """True for what is told as the past of something else: "after the EU imposed", "sanctions that were imposed"."""
    if any(
        (
            tag.start < act.start
            and overlap(tag, act)
            and parsed.joined(tag.start, act.start)
            and not _headed(tag, parsed)
        )
        or 0 <= act.start - tag.end <= 1
        for tag in parsed.of("moods.recalled")
    ):
        return True
    # "sanctions that were imposed"; in a headline also "a judge whom the council sanctioned"
    after = target.end if target is not None else max(0, act.start - _RELATIVE) if parsed.sentence.title else None
    if after is not None and any(
        0 <= tag.start - after <= _RELATIVE
        and tag.end <= act.start <= tag.end + _CLAUSE
        and not any(tag.end <= at < act.start for at in parsed.commas)  # the clause of the pronoun is over
        for tag in _pronouns(parsed)
    ):
        return True
    return not parsed.sentence.title and (_in_an_earlier_year(act, parsed) or _bygone(act, parsed))


def _bygone(act: Tag, parsed: Parsed) -> bool:
    """True where the clause says that it was so before: "since October", "had eased last year", "because of the embargo"."""
    if any(tag.start == 0 or parsed.joined(*sorted((tag.start, act.start))) for tag in parsed.of("moods.bygone")):
        return True
    told = act.concept in {"forbid", "allow"}  # what may be done under a measure that is there already
    return told and any(tag.end <= act.start and shaded(tag, parsed) for tag in parsed.of("objects.restriction"))


def _headed(tag: Tag, parsed: Parsed) -> bool:
    """True for a headline that begins so: "Sanctions imposed on gold" tells what is done, not what it was done under."""
    return parsed.sentence.title and tag.start == 0


def _pronouns(parsed: Parsed) -> list[Tag]:
    """The pronouns that take a measure up; "Aussetzung der Sanktionen" has an article."""
    measures = {tag.start for tag in parsed.of("objects.restriction")}
    aimed = {tag.end for tag in parsed.of("objects.target")}  # "gegen die Eigentümer" has one as well
    return [tag for tag in parsed.of("moods.relative") if tag.end not in measures and tag.start not in aimed]


def _in_an_earlier_year(act: Tag, parsed: Parsed) -> bool:
    if parsed.year is None:
        return False
    before = parsed.sentence.words[max(0, act.start - _RELATIVE - 2) : act.start]
    return any(len(word) == 4 and word.isdecimal() and 1990 <= int(word) < parsed.year for word in before)


def _denied(tags: list[Tag], act: Tag, end: int, parsed: Parsed) -> bool:
    # "heft sancties niet op": the verb stands around it, but "is no longer on the list" tells an end.
    around = parsed.verb_last or act.concept != "delist"
    if any(
        (0 <= act.start - tag.end <= 4 and parsed.joined(tag.end, act.start))
        or (around and act.start < tag.start < act.end)
        for tag in tags
    ):
        return True
    if any(tag.start < act.start and act.end < tag.end for tag in tags):
        return True  # "stelt besluit over sancties uit": what denies stands around the act
    return _after(tags, act.end, 1, parsed) or (parsed.verb_last and _after(tags, end, 7, parsed))


def _carried(act: Tag, parsed: Parsed) -> list[Tag]:
    """The doubts that reach the act; "were to expire – US extends" keeps its doubt before the dash."""
    return [
        tag
        for tag in parsed.of("moods.unreal")
        if not _anew(tag, act, parsed)
        and not _aside(tag, act, parsed)
        and (
            (dash := parsed.dashed(tag.end, act.start)) is None
            or not any(tag.end <= other.start < dash for other in parsed.part("acts"))
        )
    ]


def _aside(tag: Tag, act: Tag, parsed: Parsed) -> bool:
    """True for "the waiver, which was to end in June, was extended": a doubt between two commas is about something else."""
    opens = [at for at in parsed.commas if at < tag.start]
    closes = [at for at in parsed.commas if tag.end <= at < act.start]
    return bool(opens and closes) and any(0 < other.start - opens[-1] <= 2 for other in parsed.of("moods.relative"))


def _anew(tag: Tag, act: Tag, parsed: Parsed) -> bool:
    """True for "More pressure on Ortega: US blocks": behind the colon somebody else begins to act."""
    words, starts = parsed.sentence.words, {other.start for other in parsed.part("authorities")}
    return any(words[at] == ":" and at + 1 in starts for at in parsed.boundaries if tag.end <= at < act.start)


def _before(tags: list[Tag], start: int, act: int, reach: int) -> bool:
    """One of them stands before the act, at most `reach` words before what it is done to begins."""
    return any(tag.start < act and start - tag.end < reach for tag in tags)


def _within(tags: list[Tag], act: Tag) -> bool:
    """The words of the act stand around one of them: "target firms in upcoming sanctions"."""
    return any(act.start < tag.start and tag.end < act.end for tag in tags)


def _after(tags: list[Tag], end: int, reach: int, parsed: Parsed) -> bool:
    limit = min([tag.start for tag in parsed.of("moods.recalled") if tag.start >= end], default=end + reach)
    return any(0 <= tag.start - end < reach and tag.start < limit and parsed.joined(end, tag.start) for tag in tags)
