"""What a record holds, in the formats that others read, and what others hold, brought into a record. One file a format."""

from verbale.export.formats import BY_NAME, FORMATS, export, formats_of
from verbale.export.material import Chosen, Material

__all__ = ["BY_NAME", "FORMATS", "Chosen", "Material", "export", "formats_of"]
