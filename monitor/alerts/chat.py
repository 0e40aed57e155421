"""Words that a chat service would act on, made to be shown: mentions that ring for a whole channel, links behind other words.

Titles are written by strangers. Apprise escapes markup for the services whose markup it writes; what it sends as plain text,
some services read as Markdown all the same. Not for mail, which has no such powers.
"""

from __future__ import annotations

import re

_JOINER = "\N{WORD JOINER}"  # has no width, and keeps the line together

# @everyone, <!channel>, <@U123>, <users/all>, <https://…|other words>, [other words](https://…); not the @ of an address of mail.
_ACTED_ON = re.compile(r"(?<!\w)@(?=[\w&!])|<(?=[@!#\w])|\](?=\()")


def inert(text: str) -> str:
    """The same words for a reader, of which no chat service makes anything."""
    return _ACTED_ON.sub(lambda match: match[0] + _JOINER, text)
