"""What a paragraph does: permits, conditions, excludes, prohibits, defines, or only runs the machinery (DIRECTION.md).

The words of the paragraph decide first; a list item without words of its own does what the words above its list say:
items below "does not authorize:" are excluded, items below "provided that:" are conditions. An exception turns the
sign round for the items below it. What a license says without either is part of its permission, what an order,
directive or regulation says is part of its prohibition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.law.operative import (
    ALLOWS,
    DEFINES,
    DENIES,
    DUTY,
    EXCLUDES,
    LETS,
    NARROWS_GRANT,
    PERMITS,
    PROHIBITS,
    RUNS_MACHINERY,
    SPARED,
    SPARES,
    SUPERSEDES,
    WITHHOLDS,
)
from monitor.model.words import Effect

_LEAD_CONDITION = re.compile(
    r"\b(?:provided|provided\sthat|only\sif|if|on\sthe\sconditions?(?:\sthat)?|(?:subject\sto|under)\sthe\sfollowing\s(?:conditions?|limitations?|restrictions?|terms)"
    r"|conditions?|requirements?|the\sfollowing\sinformation)(?:\s(?:are|is)\s(?:met|satisfied))?\s?(?:[:—]|--)?$"
)
_LEAD_EXCEPTION = re.compile(
    r"\b(?:except|except\sfor|except\sthat|except\sas\sfollows|unless|other\sthan|excluding|with\sthe\sexceptions?\sof|(?:does|do)\snot\s(?:apply\sto|include)"
    r"|(?:except|other\sthan|excluding)\s(?:for\s)?(?:one\sor\smore\sof\s|any\sof\s)?the\sfollowing[\w\s]{0,60})\s?(?:[:—]|--)?$"
)
_PURPOSES = ("for purposes", "for the purposes", "for the purpose", "as used")
_OPPOSITE = {
    Effect.PERMITS: Effect.EXCLUDES,
    Effect.EXCLUDES: Effect.PERMITS,
    Effect.PROHIBITS: Effect.PERMITS,
    Effect.CONDITION: Effect.PERMITS,
}
# The last clause of a lead-in that breaks off: "..., except transactions involving:", "provided that no payment is made to:".
_BREAKS_OFF = r"\s(?:to|from|with|by|for|of|in|on|at|is|are|be|involv(?:e|es|ing)|includ(?:e|es|ing)|the\sfollowing(?:\s\w+)?|either|that)\s?(?:[:—]|--)$"
_EXCEPTS_LAST = re.compile(
    r"\b(?:except(?!\sas\b)|other\sthan|excluding|unless|with\sthe\sexception\sof)\b(?P<rest>[^.;:]{0,150}?)"
    + _BREAKS_OFF
)
_PROVIDES_LAST = re.compile(
    r"(?<!\bas\s)\bprovided(?!\s(?:in|by|to|for|under|at|from)\b)(?:,?\show\s?ever)?,?(?:\sthat)?\b(?P<rest>[^.;:]{1,200}?)"
    + _BREAKS_OFF
)
_FORBIDS_LAST = re.compile(
    r"\b(?:but|and)\s[^.;:]{0,60}?\b(?:may|shall|must|do|does)\snot\b[^.;:]{0,80}?" + _BREAKS_OFF
)
_GRANTS = re.compile(r"authori[sz]|permitted|prohibited|licensed")
_SAID = re.compile(r"(?:authori[sz]ed|permitted|licensed|prohibited|blocked)\b[^.]*\.\s")
_NEGATIVE = re.compile(r"\b(?:no|not|neither|none)\b")
_NOTE_HEAD = re.compile(r"notes?\b[^.]{0,60}(?:\bno\.[^.]{0,20})?\.")
_TAIL = 320  # characters: what a list is for is said in the last clause above it
_HEAD = 1500  # characters: what a paragraph does is said in its first sentences


def effect_of_paragraph(text: str, above: Effect | None, lead: str, *, permits: bool) -> Effect:
    """What a designated paragraph does.

    `above` and `lead` are the effect and the words of the paragraph above it, None and "" at the top; `permits` says
    whether the instrument as a whole allows (a license) or prohibits (an order, a directive, a regulation).
    """
    head = text[:_HEAD].lower()
    if above is None or above is Effect.MACHINERY:
        return _of_own_words(head, permits=permits) or (Effect.PERMITS if permits else Effect.PROHIBITS)
    below = _below(above, lead[-_TAIL:].lower())
    if above is Effect.PERMITS or (above is Effect.PROHIBITS and not permits):
        own = _of_own_words(head, permits=permits)
        if own in {Effect.EXCLUDES, Effect.MACHINERY, Effect.DEFINITION} and below is not Effect.CONDITION:
            return own
    return below


def effect_of_note(text: str, *, permits: bool) -> Effect:
    """What a note does: mostly nothing; but some exclude, some define a term, some say what is authorized as well."""
    head = _operative(text[:_HEAD].lower())
    if RUNS_MACHINERY.search(head):
        return Effect.NOTE
    if DEFINES.search(head):
        return Effect.DEFINITION
    if permits and DENIES.search(head):
        return Effect.EXCLUDES
    if permits and PERMITS.search(head):
        return Effect.PERMITS
    return Effect.NOTE


def says_what_it_does(text: str, *, permits: bool) -> bool:
    """True where a paragraph's own words tell its effect; else it only has that of the whole instrument."""
    return _of_own_words(text[:_HEAD].lower(), permits=permits) is not None


def _operative(head: str) -> str:
    """The sentences before one that only runs the machinery; all of it where the first one does: "... are authorized. For additional information, see ..."."""
    machinery = RUNS_MACHINERY.search(head)
    end = head.rfind(". ", 0, machinery.start()) if machinery is not None else -1
    before = head[: end + 1]
    return before if end >= 0 and not _NOTE_HEAD.fullmatch(before) else head


def _of_own_words(head: str, *, permits: bool) -> Effect | None:
    head = _operative(head)
    if RUNS_MACHINERY.search(head):
        return Effect.MACHINERY
    if permits:
        return _of_permission(head)
    allows, prohibits = ALLOWS.search(head), PROHIBITS.search(head)
    if allows is not None and (prohibits is None or allows.start() <= prohibits.start()):
        return Effect.PERMITS
    if prohibits is not None:
        return Effect.PROHIBITS
    if SUPERSEDES.search(head):
        return Effect.MACHINERY
    if DEFINES.search(head):
        return Effect.DEFINITION
    return Effect.PERMITS if SPARED.search(head) else None


def _of_permission(head: str) -> Effect | None:
    grant = PERMITS.search(head)
    if NARROWS_GRANT.search(head):
        return Effect.CONDITION
    if grant is None and SUPERSEDES.search(head):
        return Effect.MACHINERY
    defines = DEFINES.search(head) is not None
    if defines and (grant is None or head.startswith(_PURPOSES)):
        return Effect.DEFINITION
    if spares(head):
        return Effect.PERMITS
    ban = EXCLUDES.search(head)
    if ban is not None and (grant is None or ban.start() < grant.start()):
        return Effect.EXCLUDES
    if grant is not None:
        return Effect.PERMITS
    if WITHHOLDS.search(head):
        return Effect.EXCLUDES
    duty, lets = DUTY.search(head), LETS.search(head)
    if lets is not None and (duty is None or lets.end() <= duty.start()):
        return Effect.PERMITS
    return Effect.CONDITION if duty is not None else None


def spares(text: str, effects: Mapping[str, Effect] | None = None) -> bool:
    """True where a paragraph lifts an exclusion or a condition: "the exclusion in paragraph (b) does not apply to ...".

    `effects` are those of the paragraphs before it, by path; "paragraph (b)(1) does not apply" spares where that one excludes.
    """
    found = SPARES.match(text)
    if found is None or found["place"] is None:
        return found is not None
    return (effects or {}).get(found["path"]) in {Effect.EXCLUDES, Effect.CONDITION}


def _below(above: Effect, lead: str) -> Effect:
    """What the items of a list do whose lead-in ends with these words."""
    exception = _LEAD_EXCEPTION.search(lead)
    # "... are authorized. This does not apply to:" excepts; where these words stand alone, they made the effect above.
    alone = exception is not None and exception[0].startswith("do") and not _SAID.search(lead, 0, exception.start())
    if exception is not None and not alone:
        return _OPPOSITE.get(above, above)
    excepts = _EXCEPTS_LAST.search(lead)
    if excepts is not None and not _GRANTS.search(excepts["rest"]):
        return _OPPOSITE.get(above, above)
    if above is not Effect.PERMITS:
        return above
    if _LEAD_CONDITION.search(lead):
        return Effect.CONDITION
    proviso = _PROVIDES_LAST.search(lead)
    if proviso is not None:
        return Effect.EXCLUDES if _NEGATIVE.search(proviso["rest"]) else Effect.CONDITION
    return Effect.EXCLUDES if _FORBIDS_LAST.search(lead) else above
