"""What an act is done to: the object it binds in its sentence, and whether persons or goods are behind it. Not what it means."""

from __future__ import annotations

from monitor.news.clause import Parsed, gap, overlap
from monitor.news.lexicon import Tag
from monitor.news.meanings import FARTHEST, MEANINGS, OBJECTS, REACH, plainness_of

_OTHER_CLAUSE = 3  # words that a comma or colon between the two counts for
_PREFERENCE = {"permission": 0.5, "register": 0.3}  # where two kinds of object are as near


def bind(act: Tag, parsed: Parsed) -> Tag | None:
    """The object of an act, or None where it has none in this sentence."""
    if act.concept == "veto":
        return next((tag for tag in parsed.of("acts.extend") if gap(act, tag) <= 6), None)
    return _nearest(act, parsed)


def shaded(tag: Tag, parsed: Parsed) -> bool:
    """True for "after sanctions", "violated the embargo": a measure that is only the background of something else."""
    for other in (*parsed.of("moods.recalled"), *parsed.of("objects.violation")):
        if not 0 <= tag.start - other.end <= 3 or _act_between(other.end, tag.start, parsed):
            continue
        if not any(act.start < other.start and act.end in {other.end, tag.end} for act in parsed.part("acts")):
            return True  # unless it is a word of the act: "zet streep door", "puts it under embargo"
    return False


def _act_between(start: int, end: int, parsed: Parsed) -> bool:
    return any(start <= tag.start and tag.end <= end for tag in parsed.part("acts"))


def _nearest(act: Tag, parsed: Parsed) -> Tag | None:
    """The object an act is done to: the nearest that the act can have, one behind it rather than one before."""
    best: tuple[float, Tag] | None = None
    behind = 1.5 if parsed.verb_last else 3.0
    # Where the verb stands last, all that is told stands between it and its object.
    reach = FARTHEST if parsed.verb_last else REACH.get(plainness_of(act.concept), FARTHEST)
    vague = act.concept == "adopt" and parsed.verb_last
    for concept in OBJECTS:
        if (act.concept, concept) not in MEANINGS:
            continue
        for tag in parsed.of(f"objects.{concept}"):
            if (tag.start, tag.end) == (act.start, act.end) and act.concept == "suspend" and concept == "permission":
                continue  # "suspension" is itself what it suspends
            words = gap(act, tag)
            if vague and tag.start >= act.end and not parsed.joined(act.end, tag.start):
                continue  # "beschlossen, die Sanktionen ...": what was decided comes behind
            if words > reach or shaded(tag, parsed) or parsed.dashed(*sorted((act.start, tag.start))) is not None:
                continue
            # "Sanctions expire": the object of the others is the subject here.
            unlikely = tag.start >= act.end if act.concept == "expire" else tag.end <= act.start
            distance = words + (behind if unlikely else 0) - _PREFERENCE.get(concept, 0)
            distance += 0 if parsed.joined(*sorted((act.start, tag.start))) else _OTHER_CLAUSE
            if best is None or distance < best[0]:
                best = (distance, tag)
    return _head(best[1], act, parsed) if best else None


def _head(tag: Tag, act: Tag, parsed: Parsed) -> Tag:
    """The head of "sanctions waiver" and of "exemption from US sanctions": what is extended is the exemption."""
    if tag.concept != "restriction" or (act.concept, "permission") not in MEANINGS:
        return tag
    for other in parsed.of("objects.permission"):
        before = 0 < tag.start - other.end <= 3 and parsed.joined(other.end, tag.start)
        before = before and not _act_between(other.end, tag.start, parsed)
        if other.start == tag.end or (before and not overlap(other, act)):
            return other
    return tag


def upon_goods(target: Tag | None, act: Tag, parsed: Parsed) -> bool:
    """Upon things rather than those who are listed: "sanctions on oil", "taken equipment off the list"."""
    end = max(act.end, target.end) if target else act.end
    return any(act.start < tag.start < end + 5 for tag in parsed.of("objects.goods"))


def upon_party(target: Tag | None, act: Tag, parsed: Parsed) -> bool:
    """Upon persons, firms, ships: named as such, or by a name behind the preposition."""
    anchor = target or act
    if any(0 <= tag.start - anchor.end <= 8 or gap(act, tag) <= 4 for tag in parsed.of("objects.party")):
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
