"""What every test of the room reads with: the lexicons and programs that ship with the product."""

import pytest

from monitor import bundled
from monitor.law.programs import parse_programs
from monitor.model.news import NewsItem, NewsReading
from monitor.news import parse_lexicons, read_news

LEXICONS = parse_lexicons(
    {name: bundled.read_text(f"lexicon/{name}.toml") for name in bundled.names("lexicon", ".toml")}
)
PROGRAMS = parse_programs(bundled.read_text("programs.toml"))


def read(title: str, text: str = "", language: str | None = None) -> NewsReading:
    return read_news(NewsItem(title, text, language), LEXICONS, PROGRAMS)


@pytest.fixture
def lexicons():
    return LEXICONS
