"""A configuration as settings, checked against the kinds of sources, programs, schedules and selectors that there are. Not its form."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from monitor.library import programs
from monitor.model.place import Source
from monitor.read.furniture import check_selector
from monitor.schedule import check_cron
from monitor.settings import Settings
from monitor.settings_file import load
from monitor.sources import KINDS, default_jurisdiction, default_zone
from monitor.units import CONFIG, STATE


def read_settings(file: Path, *, database: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of a configuration file, checked against the kinds of sources and the programs that there are."""
    settings = load(
        file,
        database=database,
        kinds=KINDS,
        programs=[program.slug for program in programs(file.parent).programs],
        default_zone=default_zone,
        check_cron=check_cron,
        check_selector=check_selector,
        environ=_as_the_service(file, os.environ) if environ is None else environ,
    )
    return replace(settings, sources=tuple(_at_home(source) for source in settings.sources))


def _as_the_service(file: Path, environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment in which a file is read: the service's own configuration means the service's folders, whoever asks."""
    if file.absolute() != CONFIG or "STATE_DIRECTORY" in environ:
        return environ
    return {**environ, "STATE_DIRECTORY": str(STATE)}


def _at_home(source: Source) -> Source:
    """A source whose configuration does not say whose rules it shows has the jurisdiction of its kind."""
    return replace(source, jurisdiction=source.jurisdiction or default_jurisdiction(source.kind))
