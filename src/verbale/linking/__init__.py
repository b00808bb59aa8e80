"""What the documents say together. A pure function of all facts; nothing depends on order."""

from verbale.linking.link import VERSION, link

__all__ = ["VERSION", "link"]
