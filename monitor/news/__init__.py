"""Reads a news item: is a measure added or relaxed, whose, which, and is it decided or only talked about."""

from __future__ import annotations

from monitor.model.news import NewsItem, NewsReading
from monitor.model.program import Programs
from monitor.news.events import find_events, parse
from monitor.news.language import detect
from monitor.news.lexicon import Lexicons, parse_lexicons
from monitor.news.tokens import split_sentences
from monitor.news.verdict import weigh

__all__ = ["Lexicons", "parse_lexicons", "read_news"]


def read_news(item: NewsItem, lexicons: Lexicons, programs: Programs) -> NewsReading:
    """What the item says happened. Never raises, whatever the text."""
    sentences = split_sentences(item.title, item.text)
    language = item.language or detect((w for s in sentences for w in s.folded), lexicons)
    lexicon = lexicons.get(language)
    parsed = [parse(s, lexicon) for s in sentences] if lexicon else []
    events = [e for p in parsed for e in find_events(p)]
    v = weigh(parsed, events)
    return NewsReading(language, v.label, v.direction, v.stage, None, None, (), v.score, v.why, ())
