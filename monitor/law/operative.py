"""The words that show what a paragraph does, as patterns; not which of them decides (`effects`)."""

from __future__ import annotations

import re


class Words:
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
SUPERSEDES = Words(
    r"\b(?:(?:licen[cs]es?|directives?|determinations?|orders?|sections?|paragraphs?|regulations|part\s\d+|gls?)\b[^;]{0,300}?\b"
    r"(?:is|are|be)\s(?:hereby\s)?(?:replaced|superseded|revoked|rescinded|amended)\b|replaces\sand\ssupersedes"
    r"|supersedes\sand\sreplaces|replaced\sand\ssuperseded|(?:supersedes|revokes)\s(?:the\s)?(?:general\slicense|directive|gl\b))",
    "replace",
    "supersede",
    "revoke",
    "rescind",
    "amended",
)
RUNS_MACHINERY = Words(
    r"\b(?:relieves?\sany\s(?:person|u\.s)|nothing\sin\sthis\s[\w\s]{1,40}\srelieves|does\snot\srelieve|for\s(?:additional|further|more)\sinformation"
    r"|(?:it\sis\shereby\sordered|\bi\shereby\sorder)(?=:|\sas\sfollows)|is\snot\sintended\sto,?\sand\sdoes\snot,?\screate|may\s(?:at\sany\stime\s)?(?:vary,\s)?revoke,?\s(?:or\s)?"
    r"|subject\sto\sthe\srecord-?keeping|responsible\sfor\scomplian|information\sprovided\sto\shm\streasury|^(?:applications\sfor\s)?specific\slicen[cs]es\smay\sbe\s|licen[cs]e\sis\s(?:granted|issued)\sunder)",
    "relieve",
    "revoke",
    "is granted",
    "is issued",
    "information",
    "intended",
    "hereby order",
    "keeping",
    "complian",
    "specific licen",
)
EXCLUDES = Words(
    r"\b(?:(?:do|does|shall|may)\snot\sauthori[sz]e"
    r"|nothing\sin\s(?:this|the|paragraph)[\w\s().,-]{0,80}?\s(?:authori[sz]es|shall\sbe\s(?:construed|deemed)|permits)"
    r"|(?:is|are)\snot\s(?:authori[sz]ed|permitted|covered|available|eligible)\b"
    r"|(?:may|shall)\snot\b(?!" + _COMPARED + r")|cannot\s(?:rely|engage|be\s(?:used|made|relied))\b"
    r"|remains?\s(?:prohibited|blocked)|(?<!that\s)(?<!which\s)(?:do|does)\snot\s(?:permit|apply|extend|include|cover|unblock|allow|license)"
    r"|(?:is|are)\s(?:hereby\s|expressly\s|strictly\s)?prohibited(?=\s?(?:[.;:]|$)|\s(?:from|unless|except)\b)"
    r"|(?:is|are|falls?)\soutside\sthe\sscope|(?:is|are)\sexcluded\sfrom\s(?:this|the|paragraph))"
    r"|(?:^|[.;:]\s)(?:no\s(?!(?:more|fewer|less|later|longer|greater)\sthan)(?:u\.s\.|[^.;:]){1,160}?\s(?:(?:is|are)\s(?:hereby\s)?authori[sz]ed|may|shall)\b"
    r"|in\sno\sevent\b|under\sno\scircumstances?\b)",
    " not", "nothing", "remain", "no ", "cannot", "prohibited", "outside", "excluded",
)  # fmt: skip
WITHHOLDS = Words(r"\b(?:continues?\sto\s|still\s|also\s)?requires?\sa\sspecific\slicen[cs]e\b", "specific licen")
"""What excludes where nothing is granted: "... require a specific license"."""
DEFINES = Words(
    r"(?:^|[\s,“\"])(?:the\s)?terms?\s[^;]{1,160}?\b(?:means?|includes?|excludes?|shall\smean|refers?\sto|has\sthe\s(?:same\s)?meaning|have\sthe\smeanings?|(?:is|are)\sdefined)\b"
    r"|^(?:notes?[^.:]{0,60}[.:]\s)?(?:as\sused\sin|for\s(?:the\s)?purposes?\sof)\s(?:this|these|paragraph|section)[^.;:]{0,200}?[\s”\"](?:means?|includes?|(?:is|are)\s(?:defined|considered|deemed))\b"
    r"|^in\sthis\s(?:general\s)?licen[cs]e[,:]"
    r"|^[“\"][^”\"]{1,120},?[”\"]\s(?:means|includes|has\sthe\smeaning)\b",
    "term",
    "purpose",
    "as used",
    "means",
    "cludes",
    "in this ",
)
PERMITS = Words(
    r"\b(?:(?:is|are|(?:shall|will)\sbe)\s(?:hereby\s|also\s)?(?:authori[sz]ed|permitted|licensed)\b|also\sauthori[sz]es"
    r"|(?:authori[sz]ation|paragraph)\b[^.;]{0,60}?\s(?:also\s)?(?:applies|extends)\sto|(?:is|are)\sexempt\b|nothing\sin\s[^.;]{1,60}?\sprohibits"
    r"|authori[sz]ed\s(?:by|under|in|pursuant\sto)\s(?:this|paragraph)[\w\s()]{1,40}\sincludes?\b"
    r"|authori[sz]ation\sin\sparagraph[\w\s()]{1,60}\sincludes?\b|general\slicense\s(?:[\w.-]{1,6}\s)?authori[sz]es)",
    "authori",
    "permitted",
    "licensed",
    "applies",
    "extends",
    "exempt",
    "prohibits",
)
DENIES = Words(r"\bdoes\snot\sauthori[sz]e\b|(?:is|are)\snot\sauthori[sz]ed\b", " not")
DUTY = Words(
    r"\bmay\snot" + _COMPARED + r"|\b(?:must|shall)\b(?!\snot\sbe\s(?:construed|deemed))"
    r"|\b(?:is|are)\srequired(?:,[^,.;]{1,120},)?\sto\b|\b(?:is|are)\sto\s(?:be\s)?[a-z]{3,}|\bneeds?\sto\b"
    r"|\b(?:is|are|remains?)\sresponsible\sfor\s(?:filing|submitting|reporting|notifying|keeping|maintaining|retaining|obtaining)\b"
    r"|\bmay\sonly\b|\bmay\b[^.;]{0,80}\sonly\s(?:if|to|in|into|by|with|for|from|through|upon|after|where|when)\b"
    r"|\breports?\b[\w\s(),]{0,80}\b(?:is|are)\sdue\b|\bprovided\sthat\b|\bonly\sif\b|\bon\sthe\scondition\b"
    r"|\b(?:is|are)\ssubject\sto\sthe\s(?:following\s)?conditions?\b|\b(?:conditioned|contingent)\s(?:up)?on\b",
    " not", "must", "shall", "required", "report", "provided", "only", "condition", "contingent", "need", "responsible", " to ",
)  # fmt: skip
LETS = Words(r"(?<!\bthat)(?<!\bwhich)(?<!\bwho)\s(?:may|can)\s(?!only\b|not\b|\d)", " may ", " can ")
"""What lets somebody do something: "a person may make payments"."""
NARROWS_GRANT = Words(
    r"\b(?:described|authori[sz]ed|referenced|specified|identified)\s(?:in|by|under)\sparagraph[^.;]{0,80}?\b(?:is|are)\s"
    r"(?:authori[sz]ed\sonly|only\sauthori[sz]ed)\b",
    "only",
)
"""A condition in the clothes of a grant: "the transactions described in paragraph (a) are authorized only if"."""
SPARES = re.compile(
    r"(?:the\s)?(?:(?:exclusions?|limitations?|restrictions?|prohibitions?|conditions?|requirements?)\b[^.;]{0,80}?"
    r"|(?P<place>paragraphs?\s(?P<path>(?:\((?:[a-z]{1,4}|\d{1,3}|[A-Z])\))+))(?:\sof\sthis\s[\w\s]{1,30})?)\s"
    r"(?:does|do|shall)\snot\sapply\sto\b",
    re.IGNORECASE,
)
"""What lifts an exclusion or a condition: by its name, or by its place, whose effect must then be looked up."""
PROHIBITS = Words(
    r"\b(?:(?:is|are)\s(?:hereby\s|also\s)?(?:prohibited|blocked|forbidden)"
    r"|prohibitions?\b[^.;]{0,80}?\s(?<!not\s)(?:shall\s)?(?:also\s)?(?:apply|applies|extends?)\sto|may\snot\b|shall\snot\b|must\snot\b|no\s(?:united\sstates|u\.s\.)\sperson\smay)",
    "prohibit",
    "blocked",
    "forbidden",
    " not",
    "no u",
)
ALLOWS = Words(
    r"\b(?:(?:do|does)\snot\s(?:prohibit|apply\sto|include)|nothing\sin\s[^.;]{1,60}?\s(?:prohibits|shall\sbe\s(?:deemed|construed)\s(?:to|as)\sprohibit)|(?:is|are)\snot\sprohibited|(?:is|are)\s(?:hereby\s)?(?:authori[sz]ed|exempt(?:ed)?|excluded\sfrom)|shall\snot\sapply|(?:determination|directive|order|prohibitions?)\sexcludes?)\b",
    " not",
    "nothing",
    "authori",
    "exempt",
    "exclude",
)
SPARED = Words(
    r"\b(?:persons?|institutions?|banks?|entit(?:y|ies)|individuals?|nationals)\smay\s(?!only\b|not\b)", " may "
)
"""Whom a prohibition leaves free: "U.S. persons may pay pensions"."""
