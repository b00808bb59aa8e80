"""A document: bytes as they arrived, and the text made from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.model.evidence import Evidence
from verbale.model.ids import mint
from verbale.model.when import UNKNOWN, When


@dataclass(frozen=True, slots=True)
class Document:
    """One document and its stored text.

    source: what the user named (a path, `-`); url, outlet: told by the user or by the page's own metadata.
    sha256: of the bytes as they arrived, hexadecimal.
    media_type: `text/plain` or `text/html`.
    length: of `text`, in code points.
    text: the stored text: decoded, byte-order mark dropped, line ends kept, no Unicode normalization, U+0000 as U+FFFD;
        for HTML the extracted text. Kept out of listings.
    """

    id: str
    source: str
    url: str | None
    outlet: str | None
    date: When
    sha256: str
    media_type: str
    length: int
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    text: str = field(default="", repr=False, metadata={"listed": False})

    @classmethod
    def of(
        cls,
        *,
        source: str,
        sha256: str,
        media_type: str,
        text: str,
        url: str | None = None,
        outlet: str | None = None,
        date: When = UNKNOWN,
    ) -> Document:
        """The document of these bytes; its id depends on the bytes alone."""
        return cls(
            id=mint("document", sha256),
            source=source,
            url=url,
            outlet=outlet,
            date=date,
            sha256=sha256,
            media_type=media_type,
            length=len(text),
            text=text,
        )
