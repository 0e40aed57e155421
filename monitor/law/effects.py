"""What a paragraph does: permits, conditions, excludes, prohibits, defines, or only runs the machinery (DIRECTION.md).

The words of the paragraph decide first; a list item without words of its own does what the words above its list say:
items below "does not authorize:" are excluded, items below "provided that:" are conditions. An exception turns the
sign round for the items below it. What a license says without either is part of its permission, what an order,
directive or regulation says is part of its prohibition.
"""

from __future__ import annotations

import re

from monitor.model.words import Effect


class _Words:
    """Words that show an effect: a pattern over text in lower case, tried only where one of its key words stands."""

    __slots__ = ("_keys", "_pattern")

    def __init__(self, pattern: str, *keys: str) -> None:
        self._pattern = re.compile(pattern)
        self._keys = keys

    def search(self, low: str) -> re.Match[str] | None:
        """The first such words in a text that is in lower case."""
        return self._pattern.search(low) if any(key in low for key in self._keys) else None


# "may not exceed $5,000" is a bound, no exclusion.
_COMPARED = r"\s(?:be\s|in\sthe\saggregate\s|in\stotal\s){0,2}(?:exceed|more\sthan|greater\sthan|less\sthan|longer\sthan|later\sthan|earlier\sthan)\b"
_SUPERSEDES = _Words(
    r"\b(?:(?:licen[cs]es?|directives?|determinations?|orders?|sections?|paragraphs?|regulations|part\s\d+|gls?)\b[^;]{0,300}?\b"
    r"(?:is|are|be)\s(?:hereby\s)?(?:replaced|superseded|revoked|rescinded|amended)\b|replaces\sand\ssupersedes"
    r"|supersedes\sand\sreplaces|replaced\sand\ssuperseded|(?:supersedes|revokes)\s(?:the\s)?(?:general\slicense|directive|gl\b))",
    "replace",
    "supersede",
    "revoke",
    "rescind",
    "amended",
)
_RUNS_MACHINERY = _Words(
    r"\b(?:relieves?\sany\s(?:person|u\.s)|nothing\sin\sthis\s[\w\s]{1,40}\srelieves|does\snot\srelieve|for\s(?:additional|further|more)\sinformation"
    r"|(?:it\sis\shereby\sordered|\bi\shereby\sorder)(?=:|\sas\sfollows)|is\snot\sintended\sto,?\sand\sdoes\snot,?\screate|may\s(?:at\sany\stime\s)?(?:vary,\s)?revoke,?\s(?:or\s)?|licen[cs]e\sis\s(?:granted|issued)\sunder)",
    "relieve",
    "revoke",
    "is granted",
    "is issued",
    "information",
    "intended",
    "hereby order",
)
_EXCLUDES = _Words(
    r"\b(?:(?:do|does|shall|may)\snot\sauthori[sz]e|nothing\sin\s(?:this|the|paragraph)[\w\s().,-]{0,80}?\s(?:authori[sz]es|shall\sbe\s(?:construed|deemed)|permits)"
    r"|(?:is|are)\snot\s(?:authori[sz]ed|permitted)\b|may\snot\b(?!"
    + _COMPARED
    + r")|remains?\s(?:prohibited|blocked)|does\snot\s(?:permit|apply|extend|include)|shall\snot\b(?!"
    + _COMPARED
    + r")"
    r"|(?:is|are)\s(?:hereby\s|expressly\s)?prohibited\sfrom\b)"
    r"|(?:^|[.;:]\s)no\s[^.;:]{1,160}?\s(?:is|are)\s(?:hereby\s)?authori[sz]ed\b",
    " not ",
    "nothing",
    "remain",
    "no ",
    "prohibited from",
)
_DEFINES = _Words(
    r"(?:^|[\s,“\"])(?:the\s)?terms?\s[^;]{1,160}?\b(?:means?|includes?|shall\smean|refers?\sto|has\sthe\s(?:same\s)?meaning|have\sthe\smeanings?|(?:is|are)\sdefined)\b"
    r"|^(?:notes?[^.:]{0,60}[.:]\s)?(?:as\sused\sin|for\s(?:the\s)?purposes?\sof)\s(?:this|these|paragraph|section)[^.;:]{0,200}?[\s”\"](?:means?|includes?|(?:is|are)\s(?:defined|considered|deemed))\b"
    r"|^in\sthis\s(?:general\s)?licen[cs]e[,:]"
    r"|^[“\"][^”\"]{1,120},?[”\"]\s(?:means|includes|has\sthe\smeaning)\b",
    "term",
    "purpose",
    "as used",
    "means",
    "includes",
    "in this ",
)
_PERMITS = _Words(
    r"\b(?:(?:is|are|(?:shall|will)\sbe)\s(?:hereby\s|also\s)?(?:authori[sz]ed|permitted|licensed)\b|also\sauthori[sz]es"
    r"|authori[sz]ed\s(?:by|under|in|pursuant\sto)\s(?:this|paragraph)[\w\s()]{1,40}\sincludes?\b"
    r"|authori[sz]ation\sin\sparagraph[\w\s()]{1,60}\sincludes?\b|general\slicense\s(?:[\w.-]{1,6}\s)?authori[sz]es)",
    "authori",
    "permitted",
    "licensed",
)
_DENIES = _Words(r"\bdoes\snot\sauthori[sz]e\b|(?:is|are)\snot\sauthori[sz]ed\b", " not ")
_DUTY = _Words(
    r"\bmay\snot"
    + _COMPARED
    + r"|\b(?:must|shall)\b(?!\snot\sbe\s(?:construed|deemed))|\b(?:is|are)\srequired\sto\b|\breports?\b[\w\s(),]{0,80}\b(?:is|are)\sdue\b|\bprovided\sthat\b|\bonly\sif\b|\bon\sthe\scondition\b",
    " not ",
    "must",
    "shall",
    "required",
    "report",
    "provided",
    "only if",
    "condition",
)
_LEAD_CONDITION = re.compile(
    r"\b(?:provided|provided\sthat|only\sif|if|on\sthe\sconditions?(?:\sthat)?|(?:subject\sto|under)\sthe\sfollowing\s(?:conditions?|limitations?|restrictions?|terms)"
    r"|conditions?|requirements?|the\sfollowing\sinformation)(?:\s(?:are|is)\s(?:met|satisfied))?\s?(?:[:—]|--)?$"
)
_LEAD_EXCEPTION = re.compile(
    r"\b(?:except|except\sfor|except\sthat|except\sas\sfollows|unless|other\sthan|excluding|with\sthe\sexceptions?\sof|(?:does|do)\snot\s(?:apply\sto|include)"
    r"|(?:except|other\sthan|excluding)\s(?:for\s)?(?:one\sor\smore\sof\s|any\sof\s)?the\sfollowing[\w\s]{0,60})\s?(?:[:—]|--)?$"
)
_PROHIBITS = _Words(
    r"\b(?:(?:is|are)\s(?:hereby\s)?(?:prohibited|blocked|forbidden)|may\snot\b|shall\snot\b|must\snot\b|no\s(?:united\sstates|u\.s\.)\sperson\smay)",
    "prohibited",
    "blocked",
    "forbidden",
    " not ",
    "no u",
)
_ALLOWS = _Words(
    r"\b(?:(?:do|does)\snot\s(?:prohibit|apply\sto|include)|(?:is|are)\snot\sprohibited|(?:is|are)\s(?:hereby\s)?(?:authori[sz]ed|exempt(?:ed)?|excluded\sfrom)|shall\snot\sapply|(?:determination|directive|order|prohibitions?)\sexcludes?)\b",
    " not ",
    "authori",
    "exempt",
    "exclude",
)
_PURPOSES = ("for purposes", "for the purposes", "for the purpose", "as used")
_OPPOSITE = {
    Effect.PERMITS: Effect.EXCLUDES,
    Effect.EXCLUDES: Effect.PERMITS,
    Effect.PROHIBITS: Effect.PERMITS,
    Effect.CONDITION: Effect.PERMITS,
}
_NOTE_HEAD = re.compile(r"notes?\b[^.]{0,60}(?:\bno\.[^.]{0,20})?\.")
_HEAD = 1500  # characters: what a paragraph does is said in its first sentences


def effect_of_paragraph(text: str, above: Effect | None, lead: str, *, permits: bool) -> Effect:
    """What a designated paragraph does.

    `above` and `lead` are the effect and the words of the paragraph above it, None and "" at the top; `permits` says
    whether the instrument as a whole allows (a license) or prohibits (an order, a directive, a regulation).
    """
    head = text[:_HEAD].lower()
    if above is None or above is Effect.MACHINERY:
        return _of_own_words(head, permits=permits) or (Effect.PERMITS if permits else Effect.PROHIBITS)
    below = _below(above, lead[-160:].lower())
    if above is Effect.PERMITS or (above is Effect.PROHIBITS and not permits):
        own = _of_own_words(head, permits=permits)
        if own in {Effect.EXCLUDES, Effect.MACHINERY, Effect.DEFINITION} and below is not Effect.CONDITION:
            return own
    return below


def effect_of_note(text: str, *, permits: bool) -> Effect:
    """What a note does: mostly nothing; but some exclude, some define a term, some say what is authorized as well."""
    head = _operative(text[:_HEAD].lower())
    if _RUNS_MACHINERY.search(head):
        return Effect.NOTE
    if _DEFINES.search(head):
        return Effect.DEFINITION
    if permits and _DENIES.search(head):
        return Effect.EXCLUDES
    if permits and _PERMITS.search(head):
        return Effect.PERMITS
    return Effect.NOTE


def _operative(head: str) -> str:
    """The sentences before one that only runs the machinery; all of it where the first one does: "... are authorized. For additional information, see ..."."""
    machinery = _RUNS_MACHINERY.search(head)
    end = head.rfind(". ", 0, machinery.start()) if machinery is not None else -1
    before = head[: end + 1]
    return before if end >= 0 and not _NOTE_HEAD.fullmatch(before) else head


def _of_own_words(head: str, *, permits: bool) -> Effect | None:
    head = _operative(head)
    if _RUNS_MACHINERY.search(head):
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
    grant = _PERMITS.search(head)
    if grant is None and _SUPERSEDES.search(head):
        return Effect.MACHINERY
    defines = _DEFINES.search(head) is not None
    if defines and (grant is None or head.startswith(_PURPOSES)):
        return Effect.DEFINITION
    ban = _EXCLUDES.search(head)
    if ban is not None and (grant is None or ban.start() < grant.start()):
        return Effect.EXCLUDES
    if grant is not None:
        return Effect.PERMITS
    return Effect.CONDITION if _DUTY.search(head) else None


def _below(above: Effect, lead: str) -> Effect:
    """What the items of a list do whose lead-in ends with these words."""
    exception = _LEAD_EXCEPTION.search(lead)
    if exception is not None and not (above is Effect.EXCLUDES and exception[0].startswith("do")):
        return _OPPOSITE.get(above, above)
    if above is Effect.PERMITS and _LEAD_CONDITION.search(lead):
        return Effect.CONDITION
    return above
