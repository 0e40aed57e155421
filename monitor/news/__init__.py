"""Reads a news item: is a measure added or relaxed, whose, which, and is it decided or only talked about."""

from monitor.news.lexicon import Lexicons, parse_lexicons
from monitor.news.reading import as_json, read_news

__all__ = ["Lexicons", "as_json", "parse_lexicons", "read_news"]
