"""The store: documents, what was read out of them, corrections, and the linked views over them."""

from verbale.record.collection import Collection
from verbale.record.record import Record
from verbale.record.search import Named, Page, Sides, Wanted
from verbale.record.verify import Broken

__all__ = ["Broken", "Collection", "Named", "Page", "Record", "Sides", "Wanted"]
