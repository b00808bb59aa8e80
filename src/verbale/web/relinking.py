"""Linking anew while the pages go on: a person's word is stored at once, and shows where the record has been linked."""

from __future__ import annotations

import logging
import threading

from verbale.errors import VerbaleError
from verbale.pipeline import relink
from verbale.web.asked import Asked

PATIENCE = 1.0
"""Seconds that an answer waits for the linking: a small record is linked within them, so that the next page shows what was said."""
log = logging.getLogger("verbale.web")


class Relinking:
    """One linking at a time, in a thread of its own; what is said while it goes on is linked by the next."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._state = threading.Condition()
        self._wanted = 0
        self._done = 0
        self._problem: str | None = None
        self._thread: threading.Thread | None = None

    @property
    def behind(self) -> bool:
        """Whether something that was said isn't shown yet."""
        with self._state:
            return self._done < self._wanted

    @property
    def problem(self) -> str | None:
        """Why the last linking failed; None where it didn't."""
        with self._state:
            return self._problem

    def ask(self, patience: float | None = PATIENCE) -> bool:
        """Have the record linked anew; return whether it was within so many seconds. patience: None waits till it is."""
        with self._state:
            self._wanted += 1
            mine = self._wanted
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="linking", daemon=True)
                self._thread.start()
            self._state.notify_all()
            return self._state.wait_for(lambda: self._done >= mine, patience)

    def _work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._done < self._wanted)
                aim = self._wanted
            problem = self._link()
            with self._state:
                self._done, self._problem = aim, problem
                self._state.notify_all()

    def _link(self) -> str | None:
        try:
            relink(self._asked.record, self._asked.tables)
        except VerbaleError as error:
            return str(error)
        except Exception as error:
            log.error("linking", exc_info=error)
            return "something is wrong in Verbale itself; the server's log tells more"
        return None
