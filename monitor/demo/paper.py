"""Prints paragraphs as a small PDF, so that staged licenses come as the real ones do. Not a typesetter."""

from __future__ import annotations

import textwrap

_WIDTH, _LINES = 88, 58  # characters a line, lines a page
_LEADING = 12


def print_pdf(text: str) -> bytes:
    """A PDF 1.4 of the paragraphs of `text`, in Helvetica; characters outside Windows-1252 become question marks."""
    lines = [line for paragraph in text.split("\n") for line in (textwrap.wrap(paragraph, _WIDTH) or [""])]
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)] or [[]]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    numbers = []
    for page in pages:
        content = _content(page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        numbers.append(len(objects))
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers))
    return bound(objects)


def _content(lines: list[str]) -> bytes:
    shown = b"".join(b"(%s) Tj T*\n" % literal(line) for line in lines)
    return b"BT /F1 10 Tf %d TL 72 740 Td\n%sET" % (_LEADING, shown)


def literal(line: str) -> bytes:
    """The words between the parentheses of a PDF's string."""
    raw = line.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def bound(objects: list[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
