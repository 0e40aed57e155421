"""One hash of what matters: equal where nothing that a reader would call different changed. Not the hash of the bytes."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from monitor.read.flow import one_line

_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‐‑‒–—−", "-"))


def meaning(*parts: str | None) -> str:
    """A hex digest of texts in their order; white space, invisible characters and typography do not count."""
    digest = sha256()
    for part in parts:
        line = one_line(part or "")
        # Of what has a plain form, ASCII has one sign; most texts are done with that.
        folded = line.replace("`", "'") if line.isascii() else unicodedata.normalize("NFKC", line).translate(_PLAIN)
        digest.update(folded.encode("utf-8", "replace") + b"\x1e")
    return digest.hexdigest()
