"""What a format is: one row of the list in `formats.py`, one file in this folder."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verbale.export.material import Material

ToFile = Callable[[Material, BinaryIO], None]
ToFolder = Callable[[Material, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    what: what it is and for whom, in a line. file, folder: what writes it, one of the two: into an open file, or into an empty folder.
    extra: the extra of the package that it needs, and `needs` the modules that come with it.
    whole: whether it takes what lies below the confidence line too, whatever is asked for.
    kinds: the plurals that it reads from the record, for the progress bar.
    """

    name: str
    what: str
    kinds: tuple[str, ...]
    file: ToFile | None = None
    folder: ToFolder | None = None
    extra: str | None = None
    needs: tuple[str, ...] = ()
    whole: bool = False

    def __post_init__(self) -> None:
        if (self.file is None) == (self.folder is None):
            raise ValueError(f"{self.name}: a format is one file or one folder")

    @property
    def ready(self) -> bool:
        """Whether what it needs is installed."""
        return all(importlib.util.find_spec(module) is not None for module in self.needs)
