"""The child process that reads PDFs: bytes in, text out, within limits that it sets on itself. Started by `pdf.PdfReader`.

Each question is a header (a byte, the length) and a PDF; each answer a header (0, or 1 for a failure) and UTF-8 text.
"""

from __future__ import annotations

import os
import resource
import select
import struct
import sys
from typing import IO

_HEADER = struct.Struct("!BI")


def main(arguments: list[str]) -> int:
    """Answers until its input ends, or nothing was asked for `idle` seconds. Arguments: bytes of memory, seconds, idle."""
    memory, seconds, idle = int(arguments[0]), int(arguments[1]), float(arguments[2])
    from monitor.read import pdf_pages  # noqa: PLC0415 - loaded before the limit on memory, which it would count against

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while select.select([source], [], [], idle)[0]:
        header = _exactly(source, _HEADER.size)
        if header is None:
            return 0
        body = _exactly(source, _HEADER.unpack(header)[1])
        if body is None:
            return 0
        _allow(seconds)
        try:
            failed, answer = 0, pdf_pages.text(body)
        except (pdf_pages.UnreadablePdfError, MemoryError) as error:
            failed, answer = 1, str(error) or "the PDF needs more memory than it may have"
        encoded = answer.encode("utf-8", "replace")
        sink.write(_HEADER.pack(failed, len(encoded)) + encoded)
        sink.flush()
    return 0


def _allow(seconds: int) -> None:
    """So much processor time from now on; the parent's clock ends what waits."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _exactly(source: IO[bytes], size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = os.read(source.fileno(), min(size, 1 << 16))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
