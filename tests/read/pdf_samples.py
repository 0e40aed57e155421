"""Small PDFs in the form of a license, written by hand: no library of ours makes any."""

from __future__ import annotations

Line = tuple[float, float, str]  # left, bottom, words


def pdf(*pages: list[Line]) -> bytes:
    """A PDF of these pages, Times Roman 11."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>".encode()
        )
        shown = "\n".join(
            f"BT /F1 11 Tf {left} {bottom} Td ({_escaped(words)}) Tj ET" for left, bottom, words in lines
        ).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
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


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def printed(*paragraphs: list[str], top: float = 720, left: float = 72, page_number: str = "") -> list[Line]:
    """Paragraphs as a page prints them: lines 14 points apart, 25 between paragraphs, the page's number at its foot."""
    lines: list[Line] = []
    at = top
    for paragraph in paragraphs:
        for number, words in enumerate(paragraph):
            lines.append((left + (36 if number == 0 else 0), at, words))
            at -= 14
        at -= 11
    return [*lines, (300, 36, page_number)] if page_number else lines
