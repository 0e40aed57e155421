"""The way of one news item through the room, and the form in which it is told; no rule of its own."""

from __future__ import annotations

from typing import Any

from monitor.model.news import NewsItem, NewsReading
from monitor.model.program import Programs
from monitor.model.words import Direction, NewsLabel, Stage
from monitor.news import places
from monitor.news.citations import find_references
from monitor.news.clause import parse, with_decisions
from monitor.news.events import find_events
from monitor.news.language import detect
from monitor.news.lexicon import Lexicons
from monitor.news.names import find_names
from monitor.news.tokens import split_sentences
from monitor.news.verdict import weigh


def read_news(item: NewsItem, lexicons: Lexicons, programs: Programs) -> NewsReading:
    """What the item says happened, whatever its language and however damaged its text: an answer, never an exception."""
    sentences = split_sentences(item.title, item.text)
    language = detect(sentences, f"{item.title}\n{item.text}", lexicons, item.language)
    lexicon = lexicons.get(language)
    if lexicon is None:
        why = ("no words",) if not sentences else (f"no lexicon for the language ({language})",)
        return NewsReading(
            language, NewsLabel.NONE, Direction.UNCHANGED, Stage.NOT_APPLICABLE, None, None, score=0.0, why=why
        )
    year = item.date.year if item.date else None
    parsed = with_decisions([parse(sentence, lexicon, year) for sentence in sentences])
    verdict = weigh(parsed, [event for sentence in parsed for event in find_events(sentence)])
    licensing = places.program(parsed, {program.slug for program in programs.programs})
    return NewsReading(
        language=language,
        label=verdict.label,
        direction=verdict.direction,
        stage=verdict.stage,
        jurisdiction=places.jurisdiction(parsed),
        program=places.program(parsed),
        instruments=find_references(parsed, item.text, licensing, programs),
        score=verdict.score,
        why=verdict.why,
        names=find_names(parsed),
    )


def as_json(reading: NewsReading, identity: str) -> dict[str, Any]:
    """The object of CONTRACT.md, "inspect news"."""
    return {
        "id": identity,
        "language": reading.language,
        "label": reading.label.value,
        "direction": reading.direction.value,
        "stage": reading.stage.value,
        "jurisdiction": reading.jurisdiction,
        "program": reading.program,
        "instruments": list(reading.instruments),
        "score": round(reading.score, 2),
        "why": list(reading.why),
    }
