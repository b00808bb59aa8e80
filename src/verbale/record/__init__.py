"""The store: documents, what was read out of them, corrections, and the linked views over them."""

from verbale.record.collection import Collection
from verbale.record.record import Record
from verbale.record.search import Acts, Named, Page, Wanted
from verbale.record.verify import Broken

__all__ = ["Acts", "Broken", "Collection", "Named", "Page", "Record", "Wanted"]
