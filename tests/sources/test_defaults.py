"""The configuration that ships with the program is one that a person can copy and run."""

import tomllib

from monitor.bundled import locate
from monitor.model.place import Part
from monitor.settings import Settings
from monitor.settings_file import load
from monitor.sources import KINDS, adapter, default_zone


def shipped() -> Settings:
    programs = tomllib.loads(locate("programs.toml").read_text(encoding="utf-8"))["program"]
    slugs = {program["slug"] for program in programs}
    return load(locate("monitor.toml"), kinds=KINDS, programs=slugs, default_zone=default_zone, environ={})


def test_the_shipped_configuration_has_no_fault() -> None:
    settings = shipped()
    assert settings.sources
    assert {channel.name for channel in settings.channels} == {"compliance", "operations"}
    assert all(channel.url.literal is None for channel in settings.channels)


def test_every_shipped_source_knows_where_to_begin() -> None:
    for source in shipped().sources:
        wish = adapter(source.kind).entrance(source)
        assert wish.part is Part.ENTRANCE
        assert wish.url.startswith("https://")


def test_every_official_kind_has_a_default() -> None:
    kinds = {source.kind for source in shipped().sources}
    assert {"federal-register", "ecfr", "treasury-press", "govuk", "legislation-uk", "eu-journal"} <= kinds
