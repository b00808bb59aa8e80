"""Bytes in, documents out: formats, charsets and a page's own metadata. No language in it, and no politics."""

from verbale.intake.document import MediaType, document
from verbale.intake.folder import find
from verbale.intake.source import MAX_BYTES, load

__all__ = ["MAX_BYTES", "MediaType", "document", "find", "load"]
