"""How many licenses are read and compared in a second, how long does a regulation take, and does time grow with length?

`python -m bench.judge`. Texts are made here, in the official form and of real size. Bars: 1,000 comparisons, both texts
read each time, within 5 s on one core; a regulation of 60 pages against its next version within 2 s; ten times the text
in at most fifteen times the time; memory flat from the first hundred comparisons to the last.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace

from monitor.bundled import read_text
from monitor.judge import compare
from monitor.law import parse_programs, read_instrument
from monitor.model.instrument import Instrument, InstrumentKind, Provision
from monitor.model.words import Effect

_COMPARISONS = 1000
_PAGE = 3000  # letters
_WORDS = ["vessel", "bank", "account", "payment", "transfer", "oil", "gas", "export", "import", "service", "person", "entity", "property", "blocked", "authority", "country", "port", "cargo", "insurance", "contract", "report", "record"]  # fmt: skip


def license_text(label: str, seed: int, end: str) -> str:
    """A license of about 4,000 letters: two grants with lists, exclusions, a report, a note."""
    rng = random.Random(seed)
    banks = "\n\n".join(f"({n}) {rng.choice(_WORDS).title()} {rng.choice(_WORDS).title()} Bank;" for n in range(1, 9))
    activities = ", ".join(rng.sample(_WORDS, 8))
    bars = "\n\n".join(
        f"({n}) Any {rng.choice(_WORDS)} of {rng.choice(_WORDS)} to a blocked person;" for n in range(1, 7)
    )
    contents = "\n\n".join(
        f"({n}) The {rng.choice(_WORDS)} and the {rng.choice(_WORDS)} of each transaction;" for n in range(1, 5)
    )
    return (
        "OFFICE OF FOREIGN ASSETS CONTROL\n\nRussian Harmful Foreign Activities Sanctions Regulations\n\n31 CFR Part 587\n\n"
        f"GENERAL LICENSE NO. {label}\n\nAuthorizing Certain Transactions\n\n"
        "(a) Except as provided in paragraph (c) of this general license, all transactions prohibited by Executive Order "
        f"(E.O.) 14024 that are ordinarily incident and necessary to the {activities}, or other dealings involving one or more "
        f"of the following entities are authorized through 12:01 a.m. eastern daylight time, {end}:\n\n{banks}\n\n"
        "(9) Any entity in which one or more of the above entities own, directly or indirectly, a 50 percent or greater interest.\n\n"
        f"(b) Except as provided in paragraph (c) of this general license, U.S. persons are authorized to insure {activities}.\n\n"
        f"(c) This general license does not authorize:\n\n{bars}\n\n(7) Any transactions otherwise prohibited by E.O. 14024.\n\n"
        f"(d) U.S. persons must submit a report that identifies:\n\n{contents}\n\n(e) Reports are due every 90 days.\n\n"
        f"Note to General License No. {label}. Nothing in this general license relieves any person from compliance.\n\n"
        "Bradley T. Smith,\nDirector, Office of Foreign Assets Control.\n\nDated: March 5, 2024.\n"
    )


def following(text: str) -> str:
    """The next version: another label, a later end, one bank more, one exclusion less, a shorter time to report."""
    text = text.replace("NO. 60\n", "NO. 60A\n").replace("No. 60.", "No. 60A.").replace("June 30", "August 30")
    text = text.replace("(9) Any entity", "(9) Onega Trust Bank; or\n\n(10) Any entity").replace(
        "every 90 days", "every 60 days"
    )
    sixth, seventh = text.index("(6) Any"), text.index("(7) Any transactions")
    return f"{text[:sixth]}(6){text[seventh + 3 :]}"


def regulation(pages: int) -> Instrument:
    """An act of this many pages, five paragraphs each."""
    rng = random.Random(pages)
    paragraphs = [
        Provision(f"({n})", Effect.PROHIBITS, " ".join(rng.choice(_WORDS) for _ in range(_PAGE // 5 // 7)) + ".")
        for n in range(pages * 5)
    ]
    return Instrument(
        InstrumentKind.REGULATION, "eu/regulation-2014-1", "eu", "russia", "1", "1", "", provisions=tuple(paragraphs)
    )


def amended(act: Instrument) -> Instrument:
    """The next version: every tenth paragraph reworded, one gone, one new."""
    kept = [
        replace(p, text=p.text.replace(_WORDS[n % 20], "aircraft", 2)) if n % 10 == 0 else p
        for n, p in enumerate(act.provisions)
    ]
    new = Provision("(new)", Effect.PROHIBITS, "The provision of harbor services to any vessel is prohibited.")
    return replace(act, provisions=(*kept[:7], *kept[8:], new))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def licenses() -> tuple[float, float]:
    """Seconds of one core for the comparisons, and megabytes that memory grew after the first hundred."""
    programs = parse_programs(read_text("programs.toml"))
    pairs = [(old := license_text("60", n, "June 30, 2024"), following(old)) for n in range(50)]
    began = time.process_time()
    early = 0.0
    for n in range(_COMPARISONS):
        before, after = (read_instrument(text, programs) for text in pairs[n % len(pairs)])
        assert isinstance(before, Instrument)
        assert isinstance(after, Instrument)
        compare(before, after)
        if n == 100:
            early = _memory()
    return time.process_time() - began, _memory() - early


def acts(pages: int) -> float:
    """Seconds of one core for one act against its next version, the best of three."""
    act = regulation(pages)
    following = amended(act)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        compare(act, following)
        seconds.append(time.process_time() - began)
    return min(seconds)


def main() -> int:
    """Prints the figures; 1 where a bar is missed."""
    seconds, grown = licenses()
    sixty, tenth, whole = acts(60), acts(33), acts(330)
    print(f"{_COMPARISONS} licenses read and compared: {seconds:.2f} s (bar 5), memory grew by {grown:.1f} MB (bar 10)")
    print(f"a regulation of 60 pages: {sixty:.2f} s (bar 2)")
    print(f"100 KB: {tenth:.3f} s, 1 MB: {whole:.3f} s: {whole / tenth:.1f} times (bar 15)")
    held = seconds <= 5 and grown <= 10 and sixty <= 2 and whole <= 15 * max(tenth, 0.01)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
