"""The store: documents, what was read out of them, corrections, and the linked views over them."""

from verbale.record.apart import Apart
from verbale.record.collection import Collection
from verbale.record.proposed import Pair
from verbale.record.record import Record
from verbale.record.search import Named, Page, Sides, Wanted
from verbale.record.verify import Broken

__all__ = ["Apart", "Broken", "Collection", "Named", "Page", "Pair", "Record", "Sides", "Wanted"]
