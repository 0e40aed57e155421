"""What a text that was read does to the register: a new version, the end of others, a change, or nothing. Not what its words mean: judge/ says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from monitor.model.instrument import Instrument, InstrumentKind, Judgment
from monitor.model.register import Change, Ending, Held, Measure, Version
from monitor.model.words import Direction, Kind
from monitor.register import standing
from monitor.register.beginnings import beginning, direction_of_kind, end_direction

Compare = Callable[[Instrument, Instrument], Judgment]
Reread = Callable[[Version], Instrument]
_NUMBERED = frozenset({InstrumentKind.LICENSE, InstrumentKind.DIRECTIVE, InstrumentKind.DETERMINATION})
_SIGNED = timedelta(hours=12)  # an act of a day is signed in its course: one that ended at 12:01 a.m. had ended by then


@dataclass(frozen=True, slots=True)
class Sight:
    """How a text came before us. `since`: when its source was added; both times UTC."""

    at: datetime
    source: str
    url: str
    since: datetime
    evidence: str | None = None
    baseline: bool = False
    republication: bool = False
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written. All empty: nothing new."""

    measure: Measure | None = None
    version: Version | None = None
    endings: tuple[Ending, ...] = ()
    changes: tuple[Change, ...] = ()
    why_not: str = ""  # why no change was made, for those who ask
    stands_for: str | None = None  # fingerprint of the held text that this reading amounts to


def fingerprint(text: str) -> str:
    """The hash of a clean text: equal for texts that differ in white space only."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def meet(
    instrument: Instrument,
    sight: Sight,
    held: Held | None,
    compare: Compare,
    reread: Reread,
    *,
    last_read: str | None = None,
    republished: bool = False,
    awaited: bool = False,
) -> Entry:
    """What one text means for the register.

    `compare` and `reread` are judge's and law's doors. `last_read` is the fingerprint of the held text that this very source's last
    reading of the label amounted to; `republished` says that the label's printing was told already, `awaited` that the version
    was announced: then it is told though a later one was read first.
    """
    if instrument.kind is InstrumentKind.REVOCATION:
        return revoke(instrument, sight, held)
    replaces = [former.label for former in instrument.supersedes]
    issued = standing.plausible_issue(instrument.issued, sight.at, replaces, held)
    if issued != instrument.issued:
        instrument = replace(instrument, issued=issued)
    mine = standing.of_label(held, instrument.label) if held is not None else ()
    if held is not None and mine:
        return _same_label(instrument, sight, held, mine, compare, reread, last_read, republished=republished)
    entry = _new_label(instrument, sight, held, compare, reread, awaited=awaited)
    return replace(entry, stands_for=fingerprint(instrument.text))


def _measure(instrument: Instrument, sight: Sight) -> Measure:
    return Measure(
        key=instrument.key,
        issuer=instrument.issuer,
        program=instrument.program,
        kind=instrument.kind,
        title=instrument.title,
        first_seen=sight.at,
        url=sight.url,
        programs=instrument.programs or ((instrument.program,) if instrument.program else ()),
    )


def _version(instrument: Instrument, sight: Sight) -> Version:
    return Version(
        measure=instrument.key,
        label=instrument.label,
        title=instrument.title,
        text=instrument.text,
        sha256=fingerprint(instrument.text),
        seen_at=sight.at,
        source=sight.source,
        url=sight.url,
        evidence=sight.evidence,
        issued=instrument.issued,
        starts=instrument.starts,
        expires=instrument.expires,
        starts_at=instrument.starts_at,
        expires_at=instrument.expires_at,
    )


def _change(
    instrument: Instrument,
    sight: Sight,
    kind: Kind,
    direction: Direction,
    summary: str,
    judgment: Judgment | None = None,
    before: str | None = None,
    note: str = "",
) -> Change:
    effective = instrument.starts_at or (standing.legal_instant(instrument.issued) if instrument.issued else None)
    change = Change(
        at=sight.at,
        measure=instrument.key,
        label=instrument.label,
        kind=kind,
        direction=direction,
        title=instrument.title,
        summary=summary,
        sources=(sight.source,),
        url=sight.url,
        effective=effective,
        sha256=sight.evidence,
        program=instrument.program,
        jurisdiction=standing.jurisdiction(instrument.key),
        before_label=before,
        expires_at=instrument.expires_at,
        note=note,
    )
    return change if judgment is None else replace(change, operations=judgment.operations, redline=judgment.redline)


def _issue_day(version: Version | None) -> date | None:
    return None if version is None else version.issued


def _supersedes(instrument: Instrument, sight: Sight, held: Held | None) -> tuple[Ending, ...]:
    """Ends of the held labels that the new text replaces, and of what came before it in the same measure."""
    if held is None:
        return ()
    named = {s.label.casefold() for s in instrument.supersedes}
    at = standing.legal_instant(instrument.issued) if instrument.issued else sight.at
    endings = []
    for label in dict.fromkeys(version.label for version in held.versions):
        version = standing.of_label(held, label)[-1]
        earlier = version.issued is None or instrument.issued is None or version.issued <= instrument.issued
        replaced = label.casefold() in named or earlier
        if replaced and label.casefold() != instrument.label.casefold() and standing.ending_of(held, version) is None:
            endings.append(Ending(held.measure.key, label, at, "superseded", instrument.label, sight.at))
    return tuple(endings)


def _already_over(instrument: Instrument, sight: Sight, held: Held | None) -> tuple[Ending, ...]:
    """The end of a text that had ended before we first saw it; it makes no event of its own."""
    if instrument.expires_at is not None and instrument.expires_at <= sight.at:
        return (Ending(instrument.key, instrument.label, instrument.expires_at, "expired", None, sight.at),)
    current = standing.latest(held) if held is not None else None
    if (
        current is not None
        and current.issued is not None
        and instrument.issued is not None
        and instrument.issued < current.issued
    ):
        at = standing.legal_instant(current.issued)
        return (Ending(instrument.key, instrument.label, at, "superseded", current.label, sight.at),)
    return ()


def _new_label(
    instrument: Instrument, sight: Sight, held: Held | None, compare: Compare, reread: Reread, *, awaited: bool
) -> Entry:
    measure = _measure(instrument, sight) if held is None else None
    version = _version(instrument, sight)
    over = _already_over(instrument, sight, held)
    endings = (*_supersedes(instrument, sight, held), *over)
    if sight.baseline:
        return Entry(measure, version, endings, why_not="it was there at the first look")
    before_added = instrument.issued is not None and instrument.issued < standing.legal_day(sight.since)
    if sight.republication and (before_added or over) and not awaited:
        return Entry(measure, version, endings, (_printed(instrument, sight),))
    if over and over[0].by == "superseded" and not awaited:
        return Entry(measure, version, endings, why_not="a later version is held already")
    note = "first seen in the Federal Register" if sight.republication else ""
    former = _predecessor(instrument, held)
    if held is None or former is None:
        kind, direction, summary = beginning(instrument)
        change = _change(instrument, sight, kind, direction, summary, note=note)
    else:
        change = _judged(instrument, sight, held, former, compare, reread, note)
    if over and over[0].by == "expired":
        ended = standing.legal_day(over[0].at).isoformat()
        change = replace(
            change, summary=f"{change.summary.rstrip('.')}. It had ended by {ended}, before its text was read."
        )
    return Entry(measure, version, endings, (change,))


def _predecessor(instrument: Instrument, held: Held | None) -> Version | None:
    if held is None:
        return None
    for replaced in instrument.supersedes:
        texts = standing.of_label(held, replaced.label)
        if texts:
            return texts[-1]
    earlier = (
        v for v in held.versions if v.issued is None or instrument.issued is None or v.issued <= instrument.issued
    )
    return standing.latest(replace(held, versions=tuple(earlier)))


def _judged(
    instrument: Instrument, sight: Sight, held: Held, former: Version, compare: Compare, reread: Reread, note: str
) -> Change:
    """The change from the version before; back after an end that was not a supersession, it is `reinstated`."""
    judgment = compare(reread(former), instrument)
    ending = standing.ending_of(held, former)
    issued = standing.legal_instant(instrument.issued) + _SIGNED if instrument.issued else sight.at
    lapsed = former.expires_at is not None and former.expires_at <= issued
    if (ending is not None and ending.by != "superseded" and ending.at <= issued) or lapsed:
        direction = (
            Direction.RELAXED
            if instrument.kind is InstrumentKind.LICENSE
            else direction_of_kind(instrument.kind, instrument.title)
        )
        end = ending.at if ending is not None else former.expires_at
        since = f" since {standing.legal_day(end).isoformat()}" if end is not None else ""
        summary = f"Back after a gap{since}: {instrument.title}. {judgment.summary}".strip()
        return _change(instrument, sight, Kind.REINSTATED, direction, summary, judgment, former.label, note)
    if _says_the_same(judgment):
        summary = f"{instrument.label} replaces {former.label} without a change of its words"
        return _change(instrument, sight, Kind.AMENDED, Direction.UNCHANGED, summary, judgment, former.label, note)
    return _change(
        instrument,
        sight,
        judgment.kind or Kind.AMENDED,
        judgment.direction,
        judgment.summary,
        judgment,
        former.label,
        note,
    )


def _printed(instrument: Instrument, sight: Sight, judgment: Judgment | None = None) -> Change:
    where = sight.citation or "the Federal Register"
    summary = f"{instrument.label} was printed in {where}"
    if judgment is not None and judgment.operations:
        summary += f"; the print differs in {len(judgment.operations)} places from the text held"
    return _change(
        instrument, sight, Kind.REPUBLISHED, Direction.UNCHANGED, summary, judgment, note=sight.citation or ""
    )


def _same_label(
    instrument: Instrument,
    sight: Sight,
    held: Held,
    mine: tuple[Version, ...],
    compare: Compare,
    reread: Reread,
    last_read: str | None,
    *,
    republished: bool,
) -> Entry:
    text = fingerprint(instrument.text)
    newest = mine[-1]
    if sight.republication:
        if republished or sight.baseline:
            return Entry(why_not="its printing is known", stands_for=newest.sha256)
        judgment = None if newest.sha256 == text else compare(reread(newest), instrument)
        return Entry(changes=(_printed(instrument, sight, judgment),), stands_for=newest.sha256)
    if newest.sha256 == text:
        return _revived(instrument, sight, held, newest)
    if instrument.kind is InstrumentKind.ORDER:
        # It is signed once, and only another order amends it: two places print it differently.
        return Entry(why_not="an order is never replaced under its own number", stands_for=newest.sha256)
    version = _version(instrument, sight)
    if sight.baseline or newest.known:
        return Entry(version=version, why_not="seen for the first time on a page", stands_for=text)
    judgment = compare(reread(newest), instrument)
    if _says_the_same(judgment):
        return Entry(why_not="only its print differs", stands_for=newest.sha256)
    older = _echo_of(instrument, mine[:-1], text, compare, reread)
    if older is not None and last_read != newest.sha256:
        # A copy of an older text elsewhere is an echo, unless the same source had itself read the later text (DESIGN.md, rule 1).
        return Entry(why_not="an echo of an earlier text", stands_for=older.sha256)
    note = "replaced under the same number" if instrument.kind in _NUMBERED else ""
    change = _change(
        instrument,
        sight,
        judgment.kind or Kind.AMENDED,
        judgment.direction,
        judgment.summary,
        judgment,
        newest.label,
        note,
    )
    return Entry(version=version, changes=(change,), stands_for=text)


def _says_the_same(judgment: Judgment) -> bool:
    return judgment.kind is None and judgment.problem is None and not judgment.operations


def _echo_of(
    instrument: Instrument, older: tuple[Version, ...], text: str, compare: Compare, reread: Reread
) -> Version | None:
    """The earlier text that this one repeats, to the letter or but for its print."""
    for version in reversed(older):
        if version.sha256 == text or (not version.known and _says_the_same(compare(reread(version), instrument))):
            return version
    return None


def _revived(instrument: Instrument, sight: Sight, held: Held, newest: Version) -> Entry:
    """A withdrawn text that is there again is reinstated; any other held text is nothing new."""
    ending = standing.ending_of(held, newest)
    if newest.known and ending is None:
        # From now on it is a page's text, with its address; whatever that page says later is a change.
        return Entry(version=_version(instrument, sight), why_not="it was known", stands_for=newest.sha256)
    if ending is None or ending.by != "withdrawn" or sight.baseline:
        return Entry(why_not="this text is held already", stands_for=newest.sha256)
    direction = end_direction(instrument.kind).opposite
    summary = f"{instrument.label} is on the official page again: {instrument.title}"
    return Entry(
        version=_version(instrument, sight),
        changes=(_change(instrument, sight, Kind.REINSTATED, direction, summary),),
        stands_for=newest.sha256,
    )


def revoke(
    instrument: Instrument, sight: Sight, held: Held | None, *, told: bool = False, awaited: bool = False
) -> Entry:
    """What a document does whose only content is that others end.

    `told` says that this end was told already, `awaited` that it was so from a notice only: then the document's word completes
    it. A license that the register does not hold has no ending to write; that it ends is told all the same.
    """
    current = standing.latest(held) if held is not None else None
    over = standing.ending_of(held, current) is not None if held is not None and current is not None else told
    if sight.baseline or (over and not awaited):
        return Entry(why_not="it had ended already" if over else "it was there at the first look")
    at = instrument.starts_at or (standing.legal_instant(instrument.issued) if instrument.issued else sight.at)
    label = current.label if current is not None else instrument.label
    title = held.measure.title if held is not None else instrument.title
    kind = held.measure.kind if held is not None else InstrumentKind.LICENSE
    program = held.measure.program if held is not None else instrument.program
    ended = replace(instrument, label=label, title=title, kind=kind, program=program, expires_at=None)
    change = _change(ended, sight, Kind.REVOKED, end_direction(kind), f"{label} was revoked: {title}", before=label)
    ending = Ending(instrument.key, label, at, "revoked", None, sight.at)
    return Entry(endings=(ending,) if current is not None else (), changes=(change,))
