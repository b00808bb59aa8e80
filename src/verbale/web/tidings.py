"""What is being read, and how far it has come: files and texts that a visitor gave, read one after another."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from verbale import intake
from verbale.errors import SourceError, VerbaleError
from verbale.model import UNKNOWN, When
from verbale.pipeline import Outcome, read_document
from verbale.reading import OnnxReader, Reader
from verbale.web.asked import Asked
from verbale.web.relinking import Relinking

REMEMBERED = 200
"""Readings that are remembered after they have ended."""
WAITING = 100
"""Sources that may wait at a time."""
log = logging.getLogger("verbale.web")


@dataclass(frozen=True, slots=True)
class Source:
    """What a visitor gave. name: as its document is to be named; content: its bytes."""

    name: str
    content: bytes
    date: str | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Tiding:
    """How a reading goes. done, total: sources; documents: ids of those that are read; problems: why others aren't."""

    id: str
    done: int
    total: int
    documents: tuple[str, ...]
    problems: tuple[str, ...]
    ended: bool


class Tidings:
    """One reader at work, in a thread of its own, begun when first there is something to read."""

    def __init__(self, asked: Asked, relinking: Relinking, reader: Callable[[], Reader] = lambda: OnnxReader(jobs=1)) -> None:
        self._asked = asked
        self._relinking = relinking
        self._make_reader = reader
        self._reader: Reader | None = None
        self._waiting: queue.Queue[tuple[str, list[Source]]] = queue.Queue()
        self._known: OrderedDict[str, Tiding] = OrderedDict()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, sources: list[Source]) -> Tiding:
        """Have these read. Raises VerbaleError where too much is waiting."""
        with self._lock:
            waiting = sum(t.total - t.done for t in self._known.values() if not t.ended)
            if waiting + len(sources) > WAITING:
                raise VerbaleError(f"{waiting} sources are waiting to be read; try again when they are")
            made = Tiding(secrets.token_hex(8), 0, len(sources), (), (), ended=False)
            self._known[made.id] = made
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="reader", daemon=True)
                self._thread.start()
        self._waiting.put((made.id, sources))
        return made

    def of(self, ident: str) -> Tiding | None:
        """How that reading goes."""
        with self._lock:
            return self._known.get(ident)

    def _work(self) -> None:
        while True:
            ident, sources = self._waiting.get()
            for source in sources:
                self._step(ident, self._read(source))
            self._relinking.ask(None)
            if (problem := self._relinking.problem) is not None:
                self._tell(ident, problems=(problem,))
            self._tell(ident, ended=True)

    def _step(self, ident: str, outcome: Outcome) -> None:
        documents = (outcome.document.id,) if outcome.document is not None else ()
        problems = (str(outcome.error),) if outcome.error is not None else ()
        self._tell(ident, documents=documents, problems=problems, done=1)

    def _tell(
        self, ident: str, *, documents: tuple[str, ...] = (), problems: tuple[str, ...] = (), done: int = 0, ended: bool = False
    ) -> None:
        with self._lock:
            t = self._known.get(ident)
            if t is not None:
                new = replace(t, done=t.done + done, documents=t.documents + documents, problems=t.problems + problems, ended=ended)
                self._known[ident] = new

    def _read(self, source: Source) -> Outcome:
        """Read one; whatever goes wrong is its outcome, so that the next is read all the same."""
        date = UNKNOWN if source.date is None else When(source.date, "flag")
        try:
            if self._reader is None:
                self._reader = self._make_reader()
            document = intake.document(source.content, source=source.name, date=date, outlet=source.outlet, url=source.url)
            return read_document(self._asked.record, source.name, document, self._reader, self._asked.tables)
        except SourceError as error:
            return Outcome(source.name, error=error)
        except VerbaleError as error:
            return Outcome(source.name, error=SourceError(source.name, str(error)))
        except Exception as error:
            log.error("reading %r", source.name, exc_info=error)
            return Outcome(source.name, error=SourceError(source.name, "something is wrong in Verbale itself; the log tells more"))


def safe_name(given: str | None) -> str:
    """A file's name without folders, controls or what is no name; its ending, by which its kind is told, is kept."""
    name = PurePosixPath((given or "").replace("\\", "/")).name
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*\x00')[-100:].strip(". ")
    return kept or "unnamed.txt"
