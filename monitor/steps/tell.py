"""Tells what was found: its story, its row, its event, its alerts. Not what it means: register/ and news/ said that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.alerts import dispatch, matter
from monitor.alerts.words import Thread
from monitor.law import references
from monitor.model.message import Alert, Delivery, Matter, MatterKind
from monitor.model.register import Change, Mention, Report, Story, Update
from monitor.model.words import Kind, NewsLabel
from monitor.news.verdict import NO_WORD
from monitor.register.beginnings import is_wind_down
from monitor.steps.scene import Knowledge
from monitor.store.tx import Tx
from monitor.story import MEMORY, bears_out, direction_of, lead_hours, place

_TEXT_OF_A_MENTION = 3000


def stamp(at: datetime) -> str:
    """A time as events print it: RFC 3339, UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def tell_change(tx: Tx, knowledge: Knowledge, change: Change, *, text: str = "", group: str | None = None) -> None:
    """Writes a change and tells it; where it was told already without its text, tells what was learned since."""
    provisional = _told_without_text(tx, change)
    mention = _mention_of(knowledge, change, text, group)
    if provisional is not None:
        _tell_update(tx, knowledge, provisional, change, text)
        tx.add_mention(provisional.story, mention, change=provisional.id)
        settle_story(tx, provisional.story, change.at)
        return
    story = _where_it_was_told(tx, change) or _place(tx, mention)
    change = replace(change, story=story)
    change = replace(change, id=tx.add_change(change))
    tx.add_mention(story, mention, change=change.id)
    settle_story(tx, story, change.at)
    confirmed = _confirm(tx, story, change)
    tx.add_event(
        change.at,
        {
            "event": "change",
            "at": stamp(change.at),
            "measure": change.measure,
            "label": change.label,
            "kind": change.kind.value,
            "direction": change.direction.value,
            "title": change.title,
            "summary": change.summary,
            "sources": list(change.sources),
            "story": story,
        },
    )
    titles = [report.title for report in confirmed]
    alert(tx, knowledge, matter.of_change(change, confirms=titles, text=text))


def _mention_of(knowledge: Knowledge, change: Change, text: str, group: str | None) -> Mention:
    return Mention(
        at=change.at,
        title=change.title,
        direction=change.direction,
        official=True,
        source=change.sources[0],
        measures=_measures(knowledge, change),
        program=change.program or None,
        jurisdiction=change.jurisdiction or None,
        text=f"{change.summary}\n{text}"[:_TEXT_OF_A_MENTION],
        kind=change.kind,
        wind_down=is_wind_down(change.title),
        worth=change.kind is not Kind.REPUBLISHED,
        group=group,
    )


def _measures(knowledge: Knowledge, change: Change) -> tuple[str, ...]:
    """The measure itself first; guidance is about the measures that its title names too."""
    named = references(change.title, knowledge.programs) if "/faq-" in change.measure else ()
    return tuple(dict.fromkeys((change.measure, *named)))


def _where_it_was_told(tx: Tx, change: Change) -> str | None:
    """The story of a text that is only printed again, however many years later."""
    if change.kind is not Kind.REPUBLISHED:
        return None
    told = [c.story for c in tx.changes_of(change.measure, change.label) if c.kind is not Kind.REPUBLISHED and c.story]
    return tx.final_story(told[-1]) if told else None


def _told_without_text(tx: Tx, change: Change) -> Change | None:
    """The change that this one is the text of: told from its notice, and not told of again since."""
    if change.provisional:
        return None
    told = [c for c in tx.changes_of(change.measure, change.label) if c.provisional and _completes(change, c)]
    return next((c for c in reversed(told) if c.id is not None and not tx.updates_of(c.id)), None)


def _completes(change: Change, told: Change) -> bool:
    """True where a change can be the text of what was told: of an end another word of that end, of a text a text."""
    if told.kind is Kind.REVOKED:
        return change.kind is Kind.REVOKED
    return change.kind not in {Kind.REVOKED, Kind.EXPIRED, Kind.WITHDRAWN, Kind.REPUBLISHED}


def _tell_update(tx: Tx, knowledge: Knowledge, told: Change, change: Change, text: str) -> None:
    """The text of a change that was told from its notice: direction and kind as they really are."""
    assert told.id is not None, "what was told has a number"
    update = Update(
        at=change.at,
        change=told.id,
        measure=change.measure,
        label=change.label,
        kind=change.kind,
        direction=change.direction,
        summary=change.summary,
        story=told.story,
        source=change.sources[0],
        url=change.url,
        sha256=change.sha256,
        operations=change.operations,
        redline=change.redline,
        note=change.note,
    )
    update = replace(update, id=tx.add_update(update))
    tx.add_event(
        update.at,
        {
            "event": "update",
            "at": stamp(update.at),
            "measure": update.measure,
            "label": update.label,
            "kind": update.kind.value,
            "direction": update.direction.value,
            "summary": update.summary,
            "story": update.story,
        },
    )
    alert(tx, knowledge, matter.of_update(update, told, known=change, text=text))


def tell_report(tx: Tx, knowledge: Knowledge, report: Report, *, alerts: bool = True) -> None:
    """Writes a report and tells it; nobody is alerted to an old one. A report never changes the register."""
    worth = report.tells_a_change
    mention = Mention(
        at=report.at,
        title=report.title,
        direction=report.direction,
        official=False,
        source=report.source,
        measures=report.instruments,
        program=report.program,
        jurisdiction=report.jurisdiction,
        names=report.names,
        text=report.text[:_TEXT_OF_A_MENTION],
        label=report.label,
        published=report.published,
        worth=worth,
    )
    of_the_field = NO_WORD not in report.why  # other news is a story of its own, and never looked at again
    story = _place(tx, mention) if of_the_field else _begin_story(tx, mention)
    report = replace(report, story=story, measure=report.measure or (_only_measure(tx, story) if worth else None))
    report = replace(report, id=tx.add_report(report))
    if of_the_field:
        tx.add_mention(story, mention, report=report.id)
        settle_story(tx, story, report.at)
    if worth and report.id is not None:
        _confirm_late(tx, story, report)
    tx.add_event(
        report.at,
        {
            "event": "report",
            "at": stamp(report.at),
            "source": report.source,
            "title": report.title,
            "label": report.label.value,
            "direction": report.direction.value,
            "stage": report.stage.value,
            "measure": report.measure,
            "story": story,
        },
    )
    if worth and alerts:
        # As it is kept: the official text may have been there first, and has then confirmed it at once.
        kept = tx.report(report.id) if report.id is not None else None
        alert(tx, knowledge, matter.of_report(kept or report))


def _only_measure(tx: Tx, story: str) -> str | None:
    """The measure of a story that has exactly one, guidance aside: what a report of it is about though it names none."""
    measures = {change.measure for change in tx.changes_of_story(story) if "/faq-" not in change.measure}
    return measures.pop() if len(measures) == 1 else None


def _place(tx: Tx, mention: Mention) -> str:
    """The story of a mention: an old one, or a new one; merges what it shows to be one."""
    stories = [story for story in tx.stories_since(mention.at - MEMORY) if story.into is None]
    placement = place(mention, stories)
    if placement.story is None:
        return _begin_story(tx, mention)
    for merged in placement.merges:
        tx.add_story_merge(merged, placement.story, mention.at)
        tx.add_event(mention.at, {"event": "story", "at": stamp(mention.at), "story": merged, "into": placement.story})
    return placement.story


def _begin_story(tx: Tx, mention: Mention) -> str:
    story = f"s{tx.count('story') + 1}"
    tx.add_story(story, mention.at, mention.title, mention.direction)
    return story


def settle_story(tx: Tx, story_id: str, at: datetime) -> None:
    """Writes the direction that a story has with everything now filed under it, where that is another one."""
    story: Story | None = tx.story(story_id)
    if story is None:
        return
    direction = direction_of(story.mentions)
    if direction is not story.direction:
        tx.set_story_direction(story_id, direction, at)


def _confirm(tx: Tx, story: str, change: Change) -> list[Report]:
    """Confirms the story's reports that were waiting for an official word."""
    if change.kind is Kind.REPUBLISHED:
        return []
    open_ = [r for r in tx.reports_of_story(story) if r.confirmed_at is None and r.tells_a_change]
    waiting = [r for r in open_ if bears_out(change.at, r.at, named=change.measure in r.instruments)]
    for report in waiting:
        if report.id is not None:
            tx.add_confirmation(report.id, change.at, lead_hours(report.at, change.at))
    return waiting


def _confirm_late(tx: Tx, story: str, report: Report) -> None:
    told = [c for c in tx.changes_of_story(story) if c.kind is not Kind.REPUBLISHED]
    changes = [c for c in told if bears_out(c.at, report.at, named=c.measure in report.instruments)]
    if changes and report.id is not None and report.label is not NewsLabel.NONE:
        tx.add_confirmation(report.id, report.at, lead_hours(report.at, changes[0].at))


def alert(tx: Tx, knowledge: Knowledge, what: Matter) -> None:
    """Puts a matter into the outbox of everybody who wants it."""
    what = with_programs(tx, what)
    earlier = tx.alerts_about(stories=tx.story_family(what.story)) if what.story is not None else []
    for made in dispatch.alerts_for(what, knowledge.settings.subscriptions, earlier, what.at):
        numbered = replace(made, id=tx.add_alert(made))
        subscription = next(s for s in knowledge.settings.subscriptions if s.name == made.subscription)
        put(tx, dispatch.deliveries_for(numbered, subscription, threads(tx, earlier), knowledge.post, what.at))


def with_programs(tx: Tx, what: Matter) -> Matter:
    """The matter with all programs of its measure: a license may serve two, and readers of either want to hear of it."""
    held = tx.held(what.measure) if what.measure is not None and what.kind is not MatterKind.REPORT else None
    return replace(what, facts=what.facts | {"programs": list(held.measure.programs)}) if held is not None else what


def threads(tx: Tx, earlier: Iterable[Alert]) -> dict[str, Thread]:
    """What each channel was told before, so that later facts follow as replies."""
    numbers = dict.fromkeys(told.id for told in earlier if told.id is not None)
    return dispatch.threads_of(delivery for number in numbers for delivery in tx.deliveries_of(number))


def put(tx: Tx, deliveries: tuple[Delivery, ...]) -> None:
    """Writes rows of the outbox."""
    for delivery in deliveries:
        tx.put_delivery(delivery)


def tell_operator(tx: Tx, knowledge: Knowledge, notice: Matter) -> Alert:
    """A notice about the monitor itself, to the operator's own channel."""
    made = dispatch.operator_alert(notice, notice.at)
    numbered = replace(made, id=tx.add_alert(made))
    put(tx, dispatch.operator_deliveries(numbered, knowledge.settings.operator.channel, knowledge.post, notice.at))
    return numbered


def event_of_alert(alert_row: Alert, delivery: Delivery, at: datetime) -> dict[str, Any]:
    """The event of an alert that is handed to a channel for the first time."""
    return {
        "event": "alert",
        "at": stamp(at),
        "channel": delivery.channel,
        "subject": delivery.message.subject,
        "about": list(alert_row.about),
    }
