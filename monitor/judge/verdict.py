"""What one changed run of words does, with the words for saying why. Not yet the direction of the whole."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.judge.finding import Facet
from monitor.judge.reach import Bearing, Reach
from monitor.model.words import Direction


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reach and a ground for it. `facet` only where it is not that of the paragraph; `sign` only where no table gives it."""

    reach: Reach
    ground: str  # completes "...: ", for instance "one more item in a list"
    facet: Facet | None = None
    sign: Direction | None = None
    weak: bool = False  # words like "wherever located", which only go along with others

    @property
    def turned(self) -> Verdict:
        """The same run seen from the other text."""
        return Verdict(self.reach.turned, self.ground, self.facet, self.sign.opposite if self.sign else None, self.weak)


@dataclass(frozen=True, slots=True)
class Issue:
    """The dates of issue (as ordinal days) and labels of both texts, for telling a slip from a change."""

    before: int | None = None
    after: int | None = None
    same: bool = False  # same label and date of issue: a text that was replaced in place


SAME = Verdict(Reach.SAME, "the words say the same", Facet.FORM)
_MEANING = {
    (Bearing.GRANT, Reach.WIDER): "more is authorized",
    (Bearing.GRANT, Reach.NARROWER): "less is authorized",
    (Bearing.BAR, Reach.WIDER): "more is excluded or prohibited",
    (Bearing.BAR, Reach.NARROWER): "less is excluded or prohibited",
    (Bearing.SUBJECT, Reach.WIDER): "the condition reaches more",
    (Bearing.SUBJECT, Reach.NARROWER): "the condition reaches less",
    (Bearing.DEMAND, Reach.NARROWER): "the condition asks for more",
    (Bearing.DEMAND, Reach.WIDER): "the condition asks for less",
}


def meaning(bearing: Bearing, reach: Reach) -> str:
    """What a reach means for who must comply."""
    return _MEANING.get((bearing, reach), "")
