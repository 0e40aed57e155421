"""Whether two mentions name one measure, two of a kind, or one package. Keys only; not words, not time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.model.register import Mention
from monitor.story.profile import profile

_NUMBER = re.compile(r"-?\d.*|-[a-z]$")
_UNKNOWN = "/unknown/"  # a license that was named by its number alone


def kind_of(key: str) -> str:
    """What sort of measure a key names: `gl`, `directive`, `us-eo`. Two numbers of one sort are two measures."""
    rest = _NUMBER.sub("", key.rpartition("/")[2])
    return rest or key.partition("/")[0]


def shared(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    """The keys of the first that name a measure of the second; a number without a program names it in any."""
    theirs = set(two)
    bare = {_bare(key) for key in theirs}
    unknown = {_bare(key) for key in theirs if _UNKNOWN in key}
    return tuple(
        key for key in one if key in theirs or (_UNKNOWN in key and _bare(key) in bare) or _bare(key) in unknown
    )


def _bare(key: str) -> tuple[str, str]:
    return key.partition("/")[0], key.rpartition("/")[2]


def contradict(one: Iterable[str], two: Iterable[str]) -> bool:
    """True where both name measures of one sort, and no measure in common: license 24 is not license 25."""
    mine, theirs = list(one), list(two)
    return bool({kind_of(k) for k in mine} & {kind_of(k) for k in theirs}) and not shared(mine, theirs)


def same_package(one: Mention, two: Mention) -> bool:
    """True for one numbered package of the EU: in both titles, or in one title and in what is only said beforehand."""
    mine, theirs = profile(one), profile(two)
    if mine.titled_packages & theirs.titled_packages:
        return True
    foreseen = (mine.packages if not one.worth else frozenset()) & theirs.titled_packages
    return bool(foreseen or ((theirs.packages if not two.worth else frozenset()) & mine.titled_packages))
