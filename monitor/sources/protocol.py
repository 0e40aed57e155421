"""What every kind of source offers the house. Not the kinds themselves (one module each) and not the fetching."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from monitor.model.place import Capture, Reading, Source, Target, Wish

Accept = Literal["html", "xhtml", "pdf", "json", "xml", "any"]
"""What a target may be answered with; anything else is a wrong content type, which is trouble."""

PdfText = Callable[[bytes], str]
"""Reads the text of a PDF in a limited child process; raises `ReadError`."""


class Adapter(Protocol):
    """One kind of source: which targets it has, and how one capture splits into documents and further wishes.

    An adapter is pure: no network, no clock, no settings. It keeps nothing between two calls.
    """

    @property
    def kind(self) -> str:
        """The word that a configuration uses."""

    def entrance(self, source: Source) -> Wish:
        """The address to ask first, as `Part.ENTRANCE`; the configured URL, except where the kind adds a query."""

    def accept(self, target: Target) -> Accept:
        """What an answer for this target may be."""

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """Documents and wishes of one capture. What cannot be believed is `Reading.trouble`.

        Raises `ReadError` where the bytes are not what they say they are.
        """
