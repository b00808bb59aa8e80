"""What the documents say together. A pure function of all facts; nothing depends on order."""

from verbale.linking.as_of import known_by
from verbale.linking.link import VERSION, link, newest_day

__all__ = ["VERSION", "known_by", "link", "newest_day"]
