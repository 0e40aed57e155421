"""Small PDFs in the form of a license, each line placed by hand. Flowing text is printed by `monitor.demo.paper`."""

from __future__ import annotations

from monitor.demo.paper import bound, literal

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
        shown = b"\n".join(
            b"BT /F1 11 Tf %g %g Td (%s) Tj ET" % (left, bottom, literal(words)) for left, bottom, words in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
    return bound(objects)


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
