"""What is read and judged in a second, on one core: licenses compared, a long regulation, growth with length, news items. No peer does this."""

from __future__ import annotations

import time

from bench import judge, news_speed
from bench.table import Line
from monitor.library import lexicons, programs
from monitor.news import read_news

TITLE = "Texts read and judged, seconds of one core"


def measure(count: int) -> list[Line]:
    """The lines of this row, of so many rounds."""
    pairs, regulations, tenths, wholes, rates = [], [], [], [], []
    for _ in range(count):
        pairs.append(judge.licenses())
        regulations.append(judge.acts(60))
        tenths.append(judge.acts(33))
        wholes.append(judge.acts(330))
        rates.append(_news())
    growth = tuple(whole / tenth for whole, tenth in zip(wholes, tenths, strict=True))
    return [
        Line("1,000 licenses read and compared", "s", tuple(seconds for seconds, _ in pairs), most=5),
        Line("memory grown meanwhile", "MB", tuple(max(0.0, grown) for _, grown in pairs), most=10),
        Line("a regulation of 60 pages", "s", tuple(regulations), most=2),
        Line("a regulation of 100 KB", "s", tuple(tenths)),
        Line("a regulation of 1 MB", "s", tuple(wholes)),
        Line("1 MB for 100 KB (10 is linear)", "×", growth, most=15),
        Line("news items", "a second", tuple(rates), least=1000),
    ]


def _news() -> float:
    items = news_speed.own_items() * 4
    words, known = lexicons(), programs()
    begun = time.process_time()
    for item in items:
        read_news(item, words, known)
    return len(items) / (time.process_time() - begun)
