"""What a text that was read does to the register: a new version, the end of others, a change, or nothing. Not what its words mean: judge/ says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from monitor.model.instrument import Instrument, InstrumentKind, Judgment
from monitor.model.register import Change, Ending, Held, Version
from monitor.model.words import Direction, Kind
from monitor.register import standing
from monitor.register.beginnings import beginning, direction_of_kind, end_direction
from monitor.register.entry import Entry, Sight, change_of, fingerprint, measure_of, version_of

Compare = Callable[[Instrument, Instrument], Judgment]
Reread = Callable[[Version], Instrument]
_NUMBERED = frozenset({InstrumentKind.LICENSE, InstrumentKind.DIRECTIVE, InstrumentKind.DETERMINATION})
_SIGNED = timedelta(hours=12)  # an act of a day is signed in its course: one that ended at 12:01 a.m. had ended by then


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
    untold: bool = False,
) -> Entry:
    """What one text means for the register.

    `compare` and `reread` are judge's and law's doors. `last_read` is the fingerprint of the held text that this very source's last
    reading of the label amounted to; `republished` says that the label's printing was told already, `awaited` that the version
    was announced: then it is told though a later one was read first. `untold` says that nothing was ever told of the label.
    """
    if instrument.kind is InstrumentKind.REVOCATION:
        return revoke(instrument, sight, held)
    replaces = [former.label for former in instrument.supersedes]
    issued = standing.plausible_issue(instrument.issued, sight.at, replaces, held)
    if issued != instrument.issued:
        instrument = replace(instrument, issued=issued)
    mine = standing.of_label(held, instrument.label) if held is not None else ()
    if held is not None and mine:
        if untold and _slipped_in(instrument, sight, mine):
            before = replace(held, versions=tuple(version for version in held.versions if version not in mine))
            missed = _new_label(instrument, sight, before, compare, reread, awaited=awaited)
            return Entry(endings=missed.endings, changes=missed.changes, stands_for=mine[-1].sha256)
        return _same_label(instrument, sight, held, mine, compare, reread, last_read, republished=republished)
    entry = _new_label(instrument, sight, held, compare, reread, awaited=awaited)
    return replace(entry, stands_for=fingerprint(instrument.text))


def _slipped_in(instrument: Instrument, sight: Sight, mine: tuple[Version, ...]) -> bool:
    """True for a license issued since this source was added that another source's first look had put into the register unsaid."""
    newest = mine[-1]
    ours = newest.known or any(version.source == sight.source for version in mine)
    if ours or sight.baseline or sight.republication or instrument.kind not in _NUMBERED:
        return False
    later = newest.issued is not None and newest.issued > standing.legal_day(sight.since)
    return later and newest.sha256 == fingerprint(instrument.text)


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
    measure = measure_of(instrument, sight) if held is None else None
    version = version_of(instrument, sight)
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
        change = change_of(instrument, sight, kind, direction, summary, note=note)
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
        return change_of(instrument, sight, Kind.REINSTATED, direction, summary, judgment, former.label, note)
    if _says_the_same(judgment):
        summary = f"{instrument.label} replaces {former.label} without a change of its words"
        return change_of(instrument, sight, Kind.AMENDED, Direction.UNCHANGED, summary, judgment, former.label, note)
    return change_of(
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
    return change_of(
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
    version = version_of(instrument, sight)
    if not sight.baseline and _may_be_back(instrument, sight, held, newest):
        back = _judged(instrument, sight, held, newest, compare, reread, "issued again under the same number")
        if back.kind is Kind.REINSTATED:
            return Entry(version=version, changes=(back,), stands_for=text)
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
    change = change_of(
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


def _may_be_back(instrument: Instrument, sight: Sight, held: Held, newest: Version) -> bool:
    """True for another text of a label that had ended: dated later, or with an end that is still to come."""
    ending = standing.ending_of(held, newest)
    if ending is None or ending.by == "superseded" or ending.at > sight.at:
        return False
    later = instrument.issued is not None and newest.issued is not None and instrument.issued > newest.issued
    lasts = instrument.expires_at is None or instrument.expires_at > sight.at
    return lasts and (later or ending.by == "expired")


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
        return Entry(version=version_of(instrument, sight), why_not="it was known", stands_for=newest.sha256)
    if ending is None or ending.by != "withdrawn" or sight.baseline:
        return Entry(why_not="this text is held already", stands_for=newest.sha256)
    direction = end_direction(instrument.kind).opposite
    summary = f"{instrument.label} is on the official page again: {instrument.title}"
    return Entry(
        version=version_of(instrument, sight),
        changes=(change_of(instrument, sight, Kind.REINSTATED, direction, summary),),
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
    change = change_of(ended, sight, Kind.REVOKED, end_direction(kind), f"{label} was revoked: {title}", before=label)
    ending = Ending(instrument.key, label, at, "revoked", None, sight.at)
    return Entry(endings=(ending,) if current is not None else (), changes=(change,))
