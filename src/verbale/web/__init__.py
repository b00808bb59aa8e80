"""The web face: the record as pages that can be read, printed and quoted, each with its JSON twin. `verbale serve` serves it."""

from verbale.web.app import application
from verbale.web.settings import Settings

__all__ = ["Settings", "application"]
