"""What a paragraph does: permits, conditions, excludes, prohibits, defines, or only runs the machinery (DIRECTION.md).

The words of the paragraph decide first; a list item without words of its own does what the words above its list say:
items below "does not authorize:" are excluded, items below "provided that:" are conditions. An exception turns the
sign round for the items below it. What a license says without either is part of its permission, what an order,
directive or regulation says is part of its prohibition.
"""

from __future__ import annotations

import re

from monitor.model.words import Effect

_I = re.IGNORECASE
_SUPERSEDES = re.compile(
    r"\b(?:(?:is|are)\s(?:hereby\s)?(?:replaced|superseded|revoked|rescinded|amended)\b|replaces\sand\ssupersedes|supersedes\sand\sreplaces|replaced\sand\ssuperseded|supersedes\s(?:the\s)?(?:general\slicense|directive|GL\b)|revokes\s(?:the\s)?(?:general\slicense|directive|GL\b))",
    _I,
)
_RELIEVES = re.compile(
    r"\b(?:relieves?\sany\sperson|nothing\sin\sthis\s[\w\s]{1,40}\srelieves|does\snot\srelieve|for\s(?:additional|further)\sinformation|pursuant\sto\sthe\sinternational\semergency\seconomic|is\snot\sintended\sto,?\sand\sdoes\snot,?\screate)",
    _I,
)
_EXCLUDES = re.compile(
    r"\b(?:(?:do|does|shall|may)\snot\sauthori[sz]e|nothing\sin\s(?:this|the|paragraph)[\w\s().,-]{0,80}?\s(?:authori[sz]es|shall\sbe\s(?:construed|deemed)|permits)|(?:is|are)\snot\s(?:authori[sz]ed|permitted)\b|may\snot\b|remains?\sprohibited|does\snot\s(?:permit|apply|extend|include)|shall\snot\b)|(?:^|[.;:]\s)No\s[^.;:]{1,160}?\s(?:is|are)\s(?:hereby\s)?authori[sz]ed\b",
    _I,
)
_DEFINES = re.compile(
    r"(?:^|[\s,“\"])(?:the\s)?terms?\s[^;]{1,160}?\b(?:means?|includes?|shall\smean|refers?\sto|has\sthe\s(?:same\s)?meaning|have\sthe\smeanings?|(?:is|are)\sdefined)\b"
    r"|^(?:as\sused\sin|for\s(?:the\s)?purposes?\sof)\s(?:this|these|paragraph|section)[^.;:]{0,200}?[\s”\"](?:means?|includes?|(?:is|are)\s(?:defined|considered|deemed))\b"
    r"|^[“\"][^”\"]{1,120},?[”\"]\s(?:means|includes|has\sthe\smeaning)\b",
    _I,
)
_PERMITS = re.compile(
    r"\b(?:(?:is|are)\s(?:hereby\s|also\s)?(?:authori[sz]ed|permitted|licensed)\b|also\sauthori[sz]es|authori[sz]ed\s(?:by|under|in)\sparagraph[\w\s()]{1,30}\sincludes?\b|authorization\sin\sparagraph[\w\s()]{1,40}\sincludes?\b|(?:this\s)?general\slicense\s(?:[\w.-]{1,6}\s)?authori[sz]es)",
    _I,
)
_DUTY = re.compile(
    r"\b(?:must|shall)\b(?!\snot\sbe\s(?:construed|deemed))|\b(?:is|are)\srequired\sto\b|\breports?\b[\w\s(),]{0,80}\b(?:is|are)\sdue\b|\bprovided\sthat\b|\bonly\sif\b|\bon\sthe\scondition\b",
    _I,
)
_LEAD_CONDITION = re.compile(
    r"\b(?:provided|provided\sthat|only\sif|if|on\sthe\sconditions?\s(?:that)?|(?:subject\sto|under)\sthe\sfollowing\s(?:conditions?|limitations?|restrictions?|terms)|conditions?(?:\sare\s(?:met|satisfied))?|requirements?|the\sfollowing\s(?:conditions?|information|requirements?))(?:\s(?:are|is)\s(?:met|satisfied))?\s?[:—]?\s?(?:--)?$",
    _I,
)
_LEAD_EXCEPTION = re.compile(
    r"\b(?:except|except\sfor|unless|other\sthan|excluding|with\sthe\sexception\sof|except\sthat|exceptions?|does\snot\sapply\sto|do\snot\sapply\sto|does\snot\sinclude|do\snot\sinclude|except\sas\sfollows|(?:except|other\sthan|excluding)\s(?:for\s)?the\sfollowing[\w\s]{0,60})\s?[:—]?\s?(?:--)?$",
    _I,
)
_PROHIBITS = re.compile(
    r"\b(?:(?:is|are)\s(?:hereby\s)?(?:prohibited|blocked)|may\snot\sbe\s(?:transferred|paid|exported)|shall\snot|must\snot|it\sshall\sbe\sprohibited|(?:is|are)\sforbidden|no\s(?:united\sstates|u\.s\.)\sperson\smay)\b",
    _I,
)
_ALLOWS = re.compile(
    r"\b(?:(?:do|does)\snot\s(?:prohibit|apply\sto|include)|(?:is|are)\snot\sprohibited|(?:is|are)\s(?:hereby\s)?(?:authori[sz]ed|exempt(?:ed)?|excluded\sfrom)|shall\snot\sapply|the\sprohibitions?\s(?:in|of)[\w\s().]{1,60}\s(?:do|does)\snot)\b",
    _I,
)
_OPPOSITE = {
    Effect.PERMITS: Effect.EXCLUDES,
    Effect.EXCLUDES: Effect.PERMITS,
    Effect.PROHIBITS: Effect.PERMITS,
    Effect.CONDITION: Effect.PERMITS,
}
_HEAD = 1500  # characters: what a paragraph does is said in its first sentences


def effect_of_paragraph(text: str, above: Effect | None, lead: str, *, permits: bool) -> Effect:
    """What a designated paragraph does.

    `above` and `lead` are the effect and the words of the paragraph above it, None and "" at the top; `permits` says
    whether the instrument as a whole allows (a license) or prohibits (an order, a directive, a regulation).
    """
    head = text[:_HEAD]
    if above is None or above is Effect.MACHINERY:
        return _of_own_words(head, permits=permits) or (Effect.PERMITS if permits else Effect.PROHIBITS)
    below = _below(above, lead[-160:])
    if above is Effect.PERMITS or (above is Effect.PROHIBITS and not permits):
        own = _of_own_words(head, permits=permits)
        if own in {Effect.EXCLUDES, Effect.MACHINERY, Effect.DEFINITION} and below is not Effect.CONDITION:
            return own
    return below


def effect_of_note(text: str, *, permits: bool) -> Effect:
    """What a note does: mostly nothing; but some exclude, some define a term, some say what is authorized as well."""
    head = text[:_HEAD]
    if _RELIEVES.search(head):
        return Effect.NOTE
    if _DEFINES.search(head):
        return Effect.DEFINITION
    if permits and re.search(r"\bdoes\snot\sauthori[sz]e\b|(?:is|are)\snot\sauthori[sz]ed\b", head, _I):
        return Effect.EXCLUDES
    if permits and _PERMITS.search(head):
        return Effect.PERMITS
    return Effect.NOTE


def _of_own_words(head: str, *, permits: bool) -> Effect | None:
    if _RELIEVES.search(head):
        return Effect.MACHINERY
    if permits:
        return _of_permission(head)
    if _ALLOWS.search(head):
        return Effect.PERMITS
    if _PROHIBITS.search(head):
        return Effect.PROHIBITS
    if _SUPERSEDES.search(head):
        return Effect.MACHINERY
    return Effect.DEFINITION if _DEFINES.search(head) else None


def _of_permission(head: str) -> Effect | None:
    if _SUPERSEDES.search(head) and not _PERMITS.search(head):
        return Effect.MACHINERY
    grant, ban = _PERMITS.search(head), _EXCLUDES.search(head)
    if ban is not None and (grant is None or ban.start() < grant.start()):
        return Effect.EXCLUDES
    if _DEFINES.search(head) and (
        grant is None or head[:40].lower().startswith(("for purposes", "for the purposes", "as used"))
    ):
        return Effect.DEFINITION
    if grant is not None:
        return Effect.PERMITS
    return Effect.CONDITION if _DUTY.search(head) else None


def _below(above: Effect, lead: str) -> Effect:
    """What the items of a list do whose lead-in ends with these words."""
    if above in {Effect.NOTE, Effect.DEFINITION, Effect.CONDITION, Effect.MACHINERY} and not _LEAD_EXCEPTION.search(
        lead
    ):
        return above
    if _LEAD_EXCEPTION.search(lead) and not (above is Effect.EXCLUDES and _EXCLUDES.search(lead[-40:])):
        return _OPPOSITE.get(above, above)
    if above is Effect.PERMITS and _LEAD_CONDITION.search(lead):
        return Effect.CONDITION
    return above
