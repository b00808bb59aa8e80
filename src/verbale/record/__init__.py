"""The store: documents, what was read out of them, corrections, and the linked views over them."""

from verbale.record.collection import Collection
from verbale.record.record import Record
from verbale.record.verify import Broken

__all__ = ["Broken", "Collection", "Record"]
