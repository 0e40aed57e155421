"""The condition of the monitor in Prometheus' text form (version 0.0.4). Not where it is asked for: page.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from monitor.condition import Condition

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def metrics(condition: Condition, *, progress: bool) -> str:
    """All metrics as one page."""
    troubles = {(one["source"], one["problem"]) for one in condition.in_trouble}
    families = [
        _family("well", "1 where nobody has to look.", [("", float(not condition.problems and progress))]),
        _family("progress", "1 while polls and deliveries get on.", [("", float(progress))]),
        _family("sources", "Sources that are watched.", [("", condition.sources)]),
        _family("last_poll_timestamp_seconds", "When something was last polled.", _time(condition.last_poll)),
        _family("clock_timestamp_seconds", "When time last passed for the daemon.", _time(condition.clock)),
        _family("polls_last_day", "Polls in the last 24 hours.", [("", condition.polls_today)]),
        _family("changes_last_day", "Changes in the last 24 hours.", [("", condition.changes_today)]),
        _family("measures", "Measures in the register.", [("", condition.measures)]),
        _family(
            "source_in_trouble",
            "1 for each problem that lasts.",
            [(f'{{source="{_label(source)}",problem="{_label(problem)}"}}', 1) for source, problem in sorted(troubles)],
        ),
        _family("sources_late", "Sources that were not read for too long.", [("", len(condition.late))]),
        _family("sources_silent", "Sources silent for longer than ever.", [("", len(condition.silent))]),
        _family("deliveries_waiting", "Messages that wait for their channel.", [("", condition.waiting)]),
        _family("deliveries_dead", "Messages given up, not acknowledged.", [("", len(condition.dead))]),
        _family("own_troubles", "Troubles of the monitor itself.", [("", len(condition.own))]),
        _family("disk_free_bytes", "Free on the fullest disk in use.", [("", condition.disk["free"])]),
        _family("disk_least_bytes", "Below this polling stops.", [("", condition.disk["least"])]),
    ]
    return "".join(families)


def _family(name: str, meaning: str, samples: Iterable[tuple[str, float]]) -> str:
    full = f"sanctions_monitor_{name}"
    lines = [f"# HELP {full} {meaning}", f"# TYPE {full} gauge"]
    lines += [f"{full}{labels} {value:.15g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _time(at: datetime | None) -> list[tuple[str, float]]:
    return [("", at.timestamp())] if at is not None else []


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
