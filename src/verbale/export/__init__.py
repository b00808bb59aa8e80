"""What a record holds, in the formats that others read, and what others hold, brought into a record. One file a format."""

from verbale.export.formats import BY_NAME, FORMATS, export
from verbale.export.material import Material

__all__ = ["BY_NAME", "FORMATS", "Material", "export"]
