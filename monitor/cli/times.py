"""Days and times as people type them on the command line: ISO 8601, UTC where no zone is said."""

from __future__ import annotations

from datetime import UTC, datetime

import click


class _Moment(click.ParamType[datetime]):
    name = "day or time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC; a day is its first instant. Fails as wrong usage."""
        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{value!r} is no day or time; write 2026-03-01 or 2026-03-01T14:30:00Z", param, ctx)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


MOMENT = _Moment()
