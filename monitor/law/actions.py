"""What an official notice says was done: its title split into actions, each filled up from the body; not the licenses' own texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.law.keys import split_label
from monitor.law.listings import Listed, listed
from monitor.law.naming import orders, programs_of_header, programs_of_title
from monitor.law.references import Reference, named
from monitor.model.instrument import Action, ActionKind
from monitor.model.program import Programs

_I = re.IGNORECASE
# The nouns of titles in the order in which they are tried; the longest phrase that names one act first.
_NOUNS: tuple[tuple[ActionKind, str], ...] = (
    (
        ActionKind.ENFORCEMENT,
        r"settlements?\b|enforcement (?:release|action|information)|finding of violation|civil (?:monetary )?penalt(?:y|ies)|penalty notice|cautionary letter",
    ),
    (
        ActionKind.REGULATION,
        r"(?:interim )?final rules?|(?:sanctions|control)s? regulations?(?: amendments?)?|amend(?:ments?|ing|ed)[\w\s/-]{0,60}regulations?|regulations?\b|rules?\b|inflation adjustment",
    ),
    (
        ActionKind.GUIDANCE,
        r"(?:compliance |sanctions )?(?:guidance|advisor(?:y|ies)|alerts?|fact sheets?|communiqu[eé]s?|framework|brochure|explanatory)|seal compliance note|notice to",
    ),
    (ActionKind.FAQ, r"frequently asked questions?(?: \(faqs?\))?|faqs?\b"),
    (ActionKind.DETERMINATION, r"determinations?\b(?! of violation)"),
    (ActionKind.DIRECTIVE, r"directives?\b"),
    (ActionKind.LICENSE_ISSUED, r"general licen[sc]es?(?: \(gls?\))?|gls?\b"),
    (ActionKind.ORDER, r"executive orders?\b"),
    (
        ActionKind.REMOVED,
        r"removals? of [\w\s'’.-]{0,60}?designations?(?: as [\w\s]{0,50}?(?= and\b|$))?|(?:designations?|sdn list|listings?) (?:removals?|deletions?)|removals?\b|delistings?|deletions?\b",
    ),
    (
        ActionKind.ENTRY_CHANGED,
        r"(?:designations?|identifications?|sdn list|listings?) (?:updates?|changes?)|(?:list|administrative) (?:updates?|changes?)|updates?\b(?= and|$)",
    ),
    (ActionKind.DESIGNATED, r"designations?\b|identifications?\b(?: of)?|listings?\b"),
)
_NOUN = re.compile("|".join(f"(?P<n{number}>\\b(?:{words}))" for number, (_, words) in enumerate(_NOUNS)), _I)
_ENDS = re.compile(r"\brevo(?:cation|ked|king|kes)\b|\brescission\b|\bterminat|\bwithdraw", _I)
_UNDER = re.compile(r"(?:under|pursuant to|to|of|amends?)\s$", _I)
_OLDER = re.compile(r"\b(?:replac|supersed|previously|formerly)\w*\b[^.;]{0,60}$", _I)
_REVOKING = re.compile(r"\brevok(?:es|ed|ing)\b[^.;]{0,60}$", _I)
_NEW_ORDER = re.compile(
    r"\b(?:signed|issued|issuing|new)\b(?:(?!amend|Executive)[^.;]){0,60}?\bExecutive\s+Order(?:\s?\([^)]{1,20}\))?\s*(?P<number>1\d{4})",
    _I,
)
_FORMS = {
    ActionKind.FAQ: re.compile(r"us-ofac/faq-"),
    ActionKind.DETERMINATION: re.compile(r"us-ofac/eo-\d+/determination-"),
    ActionKind.DIRECTIVE: re.compile(r"us-ofac/eo-\d+/directive-"),
    ActionKind.ORDER: re.compile(r"us-eo/"),
}
_LONGEST_TITLE = 2_000
_LONGEST_BODY = 400_000


_LISTS = {ActionKind.DESIGNATED, ActionKind.REMOVED, ActionKind.ENTRY_CHANGED}
_LICENSES = {ActionKind.LICENSE_ISSUED, ActionKind.LICENSE_REVOKED}
_TOLD = re.compile(
    r"\b(?:issu|publish|amend|updat|revis|releas|add)\w*\b(?:(?!\bfaqs?\b|frequently asked|guidance|fact sheets?|advisor(?:y|ies)\b|alerts?\b|statements?\b|regarding|concerning|relating to)[^.;]){0,300}$",
    _I,
)
# "Guidance on General License 46A", "FAQs regarding General License 134": what stands behind is not what was issued.
_ABOUT = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:on|regarding|concerning|about|for|of|to|relat(?:ed|ing) to|pertaining to)\s", _I
)
_EXPLAINING = {ActionKind.GUIDANCE, ActionKind.FAQ}
_EXPIRES = re.compile(r"\bexpir(?:ation|es|ed|ing|y)\b", _I)


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notice taken apart: the references of its text, by kind, and the entries that it prints."""

    text: str
    licenses: tuple[tuple[str, Reference], ...]  # program, reference; only those that the notice itself is about
    revoked: frozenset[str]
    others: tuple[Reference, ...]
    entries: tuple[Listed, ...]


def read_actions(title: str, body: str, programs: Programs) -> tuple[Action, ...]:
    """The actions of a notice in the order of its title, then those that only its body tells.

    A title joins actions with semicolons and "and"; the body gives the numbers of licenses and FAQs and the names.
    """
    title = "".join(letter for letter in " ".join(title.split())[:_LONGEST_TITLE] if letter.isprintable())
    actions = list(_of_title(title, programs))
    notice = _read(title, body[:_LONGEST_BODY], programs)
    actions = _with_licenses(actions, notice, programs)
    actions = _with_names(actions, notice, programs)
    return tuple(_with_measures(action, actions, notice) for action in actions)


def _of_title(title: str, programs: Programs) -> Iterator[Action]:
    before: tuple[str, ...] = ()
    for phrase in re.split(r"\s*;\s*", title):
        inside: tuple[str, ...] = ()
        for kind, words in _acts(phrase):
            inside = programs_of_title(words, programs) or inside or programs_of_header(words, programs)[:1]
            named_here = inside or (before[:1] if kind in _LISTS else ())
            before = named_here or before
            for program in named_here or (None,):
                yield Action(kind, words, program)


def _acts(phrase: str) -> list[tuple[ActionKind, str]]:
    """The acts of one phrase of a title, each with its own words: "Issuance of X and Y" is two."""
    nouns = [
        (_NOUNS[int((match.lastgroup or "n0")[1:])][0], match)
        for match in _NOUN.finditer(phrase)
        if not (
            match[0].lower().startswith("executive")
            and _UNDER.search(phrase[: match.start()])
            and "ssuance of E" not in phrase
        )
    ]
    nouns = [
        (kind, match)
        for number, (kind, match) in enumerate(nouns)
        if not (
            kind is ActionKind.LICENSE_ISSUED
            and number
            and nouns[number - 1][0] in _EXPLAINING
            and _ABOUT.match(phrase[nouns[number - 1][1].end() :])
        )
    ]
    kinds = [kind for kind, _ in nouns]
    if not phrase.strip():
        return []
    if not nouns or ActionKind.ENFORCEMENT in kinds:
        return [(ActionKind.ENFORCEMENT if nouns else ActionKind.OTHER, phrase.strip())]
    if ActionKind.LICENSE_ISSUED in kinds:
        nouns = [noun for noun in nouns if noun[0] is not ActionKind.REGULATION]
    acts, start = [], 0
    for number, (kind, match) in enumerate(nouns):
        end = len(phrase) if number + 1 == len(nouns) else match.end()
        words = re.sub(r"^[\s,]*(?:and\s)?", "", phrase[start:end]).strip()
        acts.append((_fate(words) if kind is ActionKind.LICENSE_ISSUED else kind, words))
        start = end
    return acts


def _fate(words: str) -> ActionKind:
    """What the words of a title say happened to a license; an end that comes by its own date is nobody's act."""
    if _ENDS.search(words):
        return ActionKind.LICENSE_REVOKED
    return ActionKind.OTHER if _EXPIRES.search(words) else ActionKind.LICENSE_ISSUED


def _read(title: str, body: str, programs: Programs) -> _Notice:
    text = f"{' '.join(title.split())}\n{' '.join(body.split())}"
    licenses: dict[tuple[str, str], tuple[str, Reference]] = {}
    revoked: set[str] = set()
    others: list[Reference] = []
    for reference in named(text, programs):
        program, _, number = reference.key.removeprefix("us-ofac/").partition("/")
        if not number.startswith("gl-"):
            others.append(reference)
            continue
        before = text[max(0, reference.start - 200) : reference.start]
        if _REVOKING.search(before):
            revoked.add(f"{reference.key} {reference.label}")
        elif _OLDER.search(before):
            continue
        licenses.setdefault((reference.key, reference.label), (program, reference))
    return _Notice(text, tuple(licenses.values()), frozenset(revoked), tuple(others), tuple(listed(body)))


def _with_licenses(actions: list[Action], notice: _Notice, programs: Programs) -> list[Action]:
    """The license actions with their numbers; one more for every license that the title does not tell."""
    waiting = list(notice.licenses)
    filled: list[Action] = []
    for number, action in enumerate(actions):
        if action.kind not in _LICENSES:
            filled.append(action)
            continue
        later = [a for a in actions[number + 1 :] if a.kind in _LICENSES and a.program == action.program]
        mine = [row for row in waiting if _belongs(row, action, later)]
        waiting = [row for row in waiting if row not in mine]
        filled += _by_program(action, mine, notice) or [action]
    for program, reference in waiting:
        if _TOLD.search(notice.text[max(0, reference.start - 300) : reference.start]):
            name = next((p.titles[0] for p in programs.programs if p.slug == program and p.titles), program)
            action = Action(ActionKind.LICENSE_ISSUED, f"{name} General License {reference.label}", program)
            filled += _by_program(action, [(program, reference)], notice)
    return filled


def _belongs(row: tuple[str, Reference], action: Action, later: list[Action]) -> bool:
    """True where a license is of this action: its program, and amended where the title parts amended from new ones."""
    program, reference = row
    if action.program not in {None, program}:
        return False
    amended = "amended" in action.title.lower()
    if any(("amended" in other.title.lower()) != amended for other in later):
        return bool(split_label(reference.label)[1]) == amended
    return True


def _by_program(action: Action, rows: list[tuple[str, Reference]], notice: _Notice) -> list[Action]:
    """The action for each program and each fate (issued, revoked) of its licenses."""
    groups: dict[tuple[str, bool], list[Reference]] = {}
    for program, reference in rows:
        ends = f"{reference.key} {reference.label}" in notice.revoked or action.kind is ActionKind.LICENSE_REVOKED
        groups.setdefault((program, ends), []).append(reference)
    return [
        replace(
            action,
            kind=ActionKind.LICENSE_REVOKED if ends else ActionKind.LICENSE_ISSUED,
            program=program,
            measures=tuple(reference.key for reference in references),
            labels=tuple(reference.label for reference in references),
        )
        for (program, ends), references in groups.items()
    ]


def _with_names(actions: list[Action], notice: _Notice, programs: Programs) -> list[Action]:
    """The list actions with the names that the body prints, by the program codes behind them."""
    names: dict[int, list[str]] = {}
    tagged: dict[int, set[str]] = {}
    untold: dict[tuple[ActionKind, str | None], list[str]] = {}
    # Who goes on the SDN list leaves the lesser lists: that is no removal.
    added = any(entry.kind is ActionKind.DESIGNATED and not entry.menu for entry in notice.entries)
    for entry in notice.entries:
        slugs = [program.slug for tag in entry.tags if (program := programs.by_tag(tag)) is not None]
        places = [n for n, action in enumerate(actions) if action.kind is entry.kind]
        fitting = [n for n in places if actions[n].program in slugs]
        for place in fitting or places[:1]:
            names.setdefault(place, []).append(entry.name)
            tagged.setdefault(place, set()).update(slugs)
        if not places and not (entry.menu and added and entry.kind is ActionKind.REMOVED):
            untold.setdefault((entry.kind, slugs[0] if slugs else None), []).append(entry.name)
    filled = [
        replace(a, names=tuple(dict.fromkeys(names.get(n, ()))), program=_by_tags(a.program, tagged.get(n, set())))
        for n, a in enumerate(actions)
    ]
    words = {ActionKind.DESIGNATED: "Designations", ActionKind.REMOVED: "Removals", ActionKind.ENTRY_CHANGED: "Updates"}
    for (kind, slug), entries in untold.items():
        name = next((p.titles[0] for p in programs.programs if p.slug == slug and p.titles), "")
        filled.append(Action(kind, f"{name} {words[kind]}".strip(), slug, names=tuple(dict.fromkeys(entries))))
    return filled


def _by_tags(program: str | None, tags: set[str]) -> str | None:
    """The program that the entries' own tags name, where the title calls one of its kin: "Syria-related" stands for both parts."""
    if program is None or program in tags:
        return program
    akin = {tag for tag in tags if tag.split("-")[0] == program.split("-")[0]}
    return akin.pop() if len(akin) == 1 else program


def _with_measures(action: Action, actions: list[Action], notice: _Notice) -> Action:
    """The other actions with the measures that the text names for their kind; the first action of a kind takes them."""
    if action.measures or next(a for a in actions if a.kind is action.kind) is not action:
        return action
    wanted = _FORMS.get(action.kind)
    if wanted is None:
        return action
    found = {r.key: r for r in notice.others if wanted.match(r.key)}
    if action.kind is ActionKind.ORDER:
        new = orders(action.title) or tuple(match["number"] for match in _NEW_ORDER.finditer(notice.text))
        found = {key: r for key, r in found.items() if r.label in new}
    return replace(action, measures=tuple(found), labels=tuple(r.label for r in found.values()))
