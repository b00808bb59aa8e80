"""A document's reading to facts. One file a kind of fact."""

from verbale.coding.facts import facts_of

__all__ = ["facts_of"]
