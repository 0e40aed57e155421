"""Where the machine stands that walks the words of a paragraph (`bearing`). Not what moves it on."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.judge.reach import Bearing


@dataclass(slots=True)
class Opened:
    """An exception, or a negated clause, that has not ended yet."""

    depth: int
    comma: bool
    inside: Bearing
    reference: bool = False  # "except as authorized by paragraph (a)": ends with the reference
    negates: bool = False  # "that is not a firearm": ends with the next relative, comma or purpose


@dataclass(slots=True)
class Walk:
    """Where the machine stands."""

    base: Bearing
    mode: Bearing
    reporting: bool = False
    proviso: bool = False
    covering: bool = False  # inside what a report must cover: "must report any payment in rubles"
    addressed: bool = False  # whoever gets the report has been named before: "notify OFAC of any loan to a bank"
    clause: bool = False  # inside "if a contract is amended"
    held: Bearing = Bearing.SUBJECT  # what goes on after it
    row: Bearing | None = None  # what stood before a numbered row inside the sentence
    defining: bool = False  # before "means": the term itself
    definition: bool = False
    verb: int | None = None  # where the main verb of a condition begins that has none of the known ones
    silent: str = ""  # why nothing counts just now: "authority", "reference", "citation"
    exceptions: list[Opened] = field(default_factory=list)

    @property
    def bearing(self) -> Bearing:
        """What a word is for that stands here."""
        if self.silent or self.defining:
            return Bearing.SILENT
        return self.exceptions[-1].inside if self.exceptions else self.mode

    def new_sentence(self) -> None:
        """Forgets what the last sentence opened."""
        self.mode = self.base
        self.proviso = self.covering = self.clause = False
        self.row = None
        self.silent = ""
        self.exceptions.clear()

    def new_item(self, *, first: bool) -> None:
        """An item of a numbered row goes on from what stood before the row."""
        self.exceptions.clear()
        if first:
            self.row = self.mode
        elif self.row is not None:
            self.mode = self.row
