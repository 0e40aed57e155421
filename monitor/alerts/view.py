"""What a template sees of a matter: cleaned words, times in the reader's zone, an excerpt of the redline. Not the words around it.

Everything that was fetched passes `one_line` or `paragraphs` here; HTML is escaped by the templates' environment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from monitor.alerts.excerpt import excerpt
from monitor.alerts.matter import from_json, redline_of
from monitor.alerts.names import measure_name, moment, one_line, paragraphs, program_name
from monitor.alerts.subjects import STAGES, shorten, subject, time_left
from monitor.model.instrument import RedlineParagraph, Span, SpanKind
from monitor.model.message import Matter, MatterKind
from monitor.model.words import Direction, Kind, Stage

OPERATIONS = 12  # shown of one change
ENTRIES = 25  # list entries shown of one publication
ITEMS = 60  # matters shown in one digest
SAYS = 320  # words shown of a text that has no older one beside it
OPENING = 480  # characters shown of what a news item says
_LETTERHEAD = 8  # paragraphs above the title at most
TEXT = 600  # characters shown of the words before and after, where there is no redline
_CLOSING = tuple(",.;:!?)]}»”’%")
_OPENING = tuple("([{«“‘")
# What a stage means for somebody who has to comply.
_MEANS = {
    Stage.AGREED_NOT_ADOPTED: "What it tells is agreed, not adopted: it is not in force.",
    Stage.PROPOSED: "What it tells is only proposed: it is not in force.",
    Stage.COURT: "What it tells comes from a court: the rule stands as the register has it until its text is changed.",
    Stage.COMMENTARY: "It comments on what others decide: it tells no decision itself.",
}


def view(matter: Matter, tz: str) -> dict[str, Any]:
    """The values of every template, by name. `tz` is the zone of the channel's readers."""
    shown = _common(matter, tz) | _evidence(matter, tz) | _judgment(matter)
    match matter.kind:
        case MatterKind.DEADLINE:
            due = datetime.fromisoformat(matter.facts["due"])
            shown |= {"due": moment(due, tz), "left": time_left(due, matter.at)}
        case MatterKind.DIGEST:
            items = matter.facts["items"]
            shown |= {
                "items": [view(from_json(item), tz) for item in items[:ITEMS]],
                "left_items": max(0, len(items) - ITEMS),
            }
        case MatterKind.ESCALATION:
            shown |= {
                "escalates": matter.facts["escalates"],
                "told_at": moment(datetime.fromisoformat(matter.facts["told_at"]), tz),
                "waited": _span(matter.at - datetime.fromisoformat(matter.facts["told_at"])),
            }
    return shown


def _common(matter: Matter, tz: str) -> dict[str, Any]:
    facts = matter.facts
    return {
        "kind": matter.kind.value,
        "subject": subject(matter),
        "title": one_line(matter.title),
        "summary": one_line(matter.summary),
        "direction": matter.direction.value if matter.direction is not None else "",
        "change_kind": matter.change_kind.value if matter.change_kind is not None else "",
        "measure": matter.measure or "",
        "measure_name": measure_name(matter.measure, matter.label),
        "program_name": program_name(matter.program),
        "jurisdiction": matter.jurisdiction or "",
        "label": one_line(matter.label or ""),
        "before_label": one_line(facts.get("before_label") or ""),
        "note": one_line(facts.get("note") or ""),
        "by": one_line(facts.get("by") or ""),
        "provisional": bool(facts.get("provisional")),
        "earlier_direction": facts.get("earlier_direction") or "",
        "confirms": [one_line(title) for title in facts.get("confirms", ())],
        "stage": STAGES.get(Stage(facts.get("stage") or "n/a"), ""),
        "stage_means": _MEANS.get(Stage(facts.get("stage") or "n/a"), ""),
        "opening": shorten(one_line(facts.get("body") or ""), OPENING),
        "notice": facts.get("notice") or "",
        "details": [paragraphs(detail) for detail in facts.get("details", ()) if detail],
        "more": _more(matter),
        "at": moment(matter.at, tz),
        "tz": tz,
    }


def _evidence(matter: Matter, tz: str) -> dict[str, Any]:
    def when(name: str) -> str:
        value = matter.facts.get(name)
        return moment(datetime.fromisoformat(value), tz) if value else ""

    return {
        "effective": when("effective"),
        "until": when("expires_at"),
        "published": when("published"),
        "confirmed": bool(matter.facts.get("confirmed_at")),
        "url": _address(matter.url),
        "sha256": matter.facts.get("sha256") or "",
        "sources": [one_line(source) for source in matter.facts.get("sources", ())],
    }


def _judgment(matter: Matter) -> dict[str, Any]:
    facts = matter.facts
    part = excerpt(redline_of(facts))
    operations = sorted(facts.get("operations", ()), key=lambda one: one["direction"] == Direction.UNCHANGED)
    says, left_says = _beginning(matter)
    entries = facts.get("entries", ())
    return {
        "redline": [_paragraph(paragraph) for paragraph in part.paragraphs],
        "left_paragraphs": part.left_paragraphs + facts.get("redline", {}).get("beyond", 0),
        "left_words": part.left_words,
        "left_moved": part.left_moved,
        "says": says,
        "left_says": left_says,
        "operations": [_operation(one) for one in operations[:OPERATIONS]],
        "left_operations": max(0, len(operations) - OPERATIONS),
        "why": [one_line(reason) for reason in facts.get("why", ())],
        "entries": [one_line(entry) for entry in entries[:ENTRIES]],
        "left_entries": max(0, len(entries) - ENTRIES),
    }


def _beginning(matter: Matter) -> tuple[list[str], int]:
    """The first paragraphs of a new text within `SAYS` words, and how many words are left out. Its letterhead is neither."""
    text = matter.facts.get("text") or ""
    found = [one_line(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]
    titles = [paragraph.casefold() for paragraph in found[:_LETTERHEAD]]
    title = one_line(matter.title).casefold()
    head = titles.index(title) + 1 if title in titles else 0
    left = matter.facts.get("words", 0) - sum(len(paragraph.split()) for paragraph in found[:head])
    shown: list[str] = []
    room = SAYS
    for words in (paragraph.split() for paragraph in found[head:]):
        if room <= 0:
            break
        shown.append(" ".join(words if len(words) <= room else [*words[:room], "…"]))
        left -= min(len(words), room)
        room -= len(words)
    return shown, left


def _address(url: str) -> str:
    """The address if a person can follow it: only the web's own schemes become links."""
    clean = one_line(url).replace(" ", "%20")
    return clean if urlsplit(clean).scheme in {"http", "https"} else ""


def _operation(operation: Mapping[str, Any]) -> dict[str, str]:
    shown = {name: one_line(str(operation.get(name) or "")) for name in ("path", "op", "effect", "direction", "why")}
    return shown | {side: shorten(one_line(operation.get(side) or ""), TEXT) for side in ("before", "after")}


def _paragraph(paragraph: RedlineParagraph) -> dict[str, Any]:
    return {"path": one_line(paragraph.path), "was": one_line(paragraph.was or ""), "spans": _spaced(paragraph.spans)}


def _spaced(spans: Sequence[Span]) -> list[dict[str, str]]:
    """Runs of words that can be written one after the other: each says which space stands before it.

    What stayed, came or moved joins as it is printed; a removed run is set between the others and brings no space along.
    """
    shown: list[dict[str, str]] = []
    before: Span | None = None
    for span in spans:
        text = one_line(span.text)
        if text:
            gap = " " if before is not None and _apart(before, span) else ""
            shown.append({"kind": span.kind.value, "text": text, "gap": gap})
        elif before is not None:
            span = Span(before.kind, before.text + " ")  # noqa: PLW2901 -- nothing but space: it belongs to what went before
        before = span if text or before is not None else None
    return shown


def _apart(before: Span, after: Span) -> bool:
    if before.text[-1:].isspace() or after.text[:1].isspace():
        return True
    if SpanKind.REMOVED not in {before.kind, after.kind}:
        return False
    return not (after.text.startswith(_CLOSING) or before.text.endswith(_OPENING))


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 120:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{minutes // 60} hours"


def _more(matter: Matter) -> list[str]:
    """The commands that show more."""
    more = list(matter.facts.get("more", ()))
    if matter.kind is MatterKind.ESCALATION:
        more.append(f"sanctions-monitor alerts ack {matter.facts['escalates']}")
    if matter.facts.get("entries"):
        more.append("sanctions-monitor changes")
    elif matter.measure:
        more.append(f"sanctions-monitor measure {matter.measure}")
        before, after = matter.facts.get("before_label"), matter.label
        if matter.facts.get("operations") and matter.change_kind is not Kind.ADDED:
            both = f" {before} {after}" if before and after and before != after else ""
            more.append(f"sanctions-monitor diff {matter.measure}{both}")
        change = matter.row if matter.kind is MatterKind.CHANGE else matter.facts.get("change")
        if change is not None:
            more.append(f"sanctions-monitor evidence {change}")
    return [one_line(command) for command in more]
