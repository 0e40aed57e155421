"""The subject of an alert: direction, measure and program within its first sixty characters. Not its body."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from monitor.alerts.names import measure_name, one_line, program_name
from monitor.model.message import Matter, MatterKind
from monitor.model.words import Direction, Stage

LONGEST = 180
HEAD = 58  # the part that names direction, measure and program
STAGES = {
    Stage.AGREED_NOT_ADOPTED: "agreed, not adopted",
    Stage.PROPOSED: "only proposed",
    Stage.COURT: "in court",
    Stage.COMMENTARY: "commentary",
}


def subject(matter: Matter) -> str:
    """The subject: one line, no control characters, at most 180 characters."""
    return shorten(one_line(_FORMS[matter.kind](matter)), LONGEST)


def shorten(text: str, most: int) -> str:
    """`text`, cut at a word where it is longer than `most` characters, with an ellipsis that says so."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"


def time_left(due: datetime, at: datetime) -> str:
    """How long it is from `at` to `due`, in days, or in hours where there are fewer than two days: `7 days`, `23 hours`."""
    hours = round((due - at).total_seconds() / 3600)
    number, unit = (hours, "hour") if hours < 48 else (round(hours / 24), "day")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def what(matter: Matter) -> str:
    """Program and measure as they are called: `Russia GL 25A`."""
    program = program_name(matter.program)
    measure = (
        ""
        if "measures" in matter.facts and matter.kind is MatterKind.CHANGE
        else measure_name(matter.measure, matter.label)
    )
    if not measure and matter.jurisdiction not in {None, "US"}:
        program = f"{matter.jurisdiction} {program}"
    return " ".join(part for part in (program, measure) if part)


def _head(*parts: str) -> str:
    return shorten(" ".join(part for part in parts if part), HEAD)


def _sign(direction: Direction | None) -> str:
    return direction.value.upper() if direction is not None else ""


def _change(matter: Matter) -> str:
    kind = matter.change_kind.value if matter.change_kind is not None and "entries" not in matter.facts else ""
    early = "known from the title" if matter.facts.get("provisional") else matter.facts.get("note") or ""
    title = matter.title.removeprefix(f"{measure_name(matter.measure, matter.label)}: ")
    tail = " – ".join(part for part in (", ".join(part for part in (kind, early) if part), title) if part)
    return f"{_head(_sign(matter.direction), what(matter))}: {tail}"


def _update(matter: Matter) -> str:
    return f"{_head('UPDATE', _sign(matter.direction), what(matter))}: {matter.summary or matter.title}"


def _correction(matter: Matter) -> str:
    was = matter.facts.get("earlier_direction", "")
    return f"{_head('CORRECTED', _sign(matter.direction), what(matter))}: was told as {was} – {matter.title}"


def _report(matter: Matter) -> str:
    stage = STAGES.get(Stage(matter.facts.get("stage", Stage.NOT_APPLICABLE)), "")
    tail = " – ".join(part for part in (stage, matter.title) if part)
    return f"{_head('REPORTED' if matter.facts.get('confirmed_at') else 'UNCONFIRMED', _sign(matter.direction), what(matter))}: {tail}"


def _deadline(matter: Matter) -> str:
    due = datetime.fromisoformat(matter.facts["due"])
    return f"{_head('ENDS IN', time_left(due, matter.at).upper(), what(matter))}: {matter.title}"


def _operator(matter: Matter) -> str:
    return f"MONITOR {matter.facts.get('notice', '')}: {matter.title}"


def _digest(matter: Matter) -> str:
    counts = Counter(item["direction"] or item["kind"] for item in matter.facts["items"])
    return f"DIGEST {matter.title}: {', '.join(f'{count} {word}' for word, count in counts.most_common())}"


def _escalation(matter: Matter) -> str:
    return f"NOT ACKNOWLEDGED {matter.facts['subject']}"


_FORMS = {
    MatterKind.CHANGE: _change,
    MatterKind.UPDATE: _update,
    MatterKind.CORRECTION: _correction,
    MatterKind.REPORT: _report,
    MatterKind.DEADLINE: _deadline,
    MatterKind.OPERATOR: _operator,
    MatterKind.DIGEST: _digest,
    MatterKind.ESCALATION: _escalation,
}
