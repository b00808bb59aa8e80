"""A process that is killed at any moment leaves the record as it was before the document it was storing.

A real process is killed by SIGKILL just before its nth statement reaches the database, or just before it commits.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from record_samples import READER, actor, document, everything, facts, link, story
from verbale.record import Record

SAID = document()

KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from record_samples import *

where, task, moment = sys.argv[1:]
seen = 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def arm():
    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_):
        global seen
        seen += 1
        if str(seen) == moment:
            die()

    @event.listens_for(Engine, "commit")
    def commit(_):
        if moment == "commit":
            die()

if task == "make":
    arm()
with Record.open(where, create=True) as record:
    arm()
    if task == "add":
        record.add(document("B. " + TEXT), facts(document("B. " + TEXT)), **READER)
    elif task == "read anew":
        record.add(document(), [story(document())], **READER | {"version": "0.2.0"})
    elif task == "link":
        record.replace_views([view(story(document()))])
print(seen)
"""


def run(where: str | Path, task: str, moment: str) -> subprocess.CompletedProcess[str]:
    """Do the task in a process of its own, to be killed at that moment."""
    arguments = [sys.executable, "-c", KILLED, str(where), task, moment]
    return subprocess.run(arguments, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)


@pytest.fixture
def filled(where: str) -> str:
    """A record with one document, linked."""
    with Record.open(where, create=True) as record:
        record.add(SAID, facts(SAID), **READER)
        link(record)
    return where


@pytest.mark.parametrize(("task", "moments"), [("add", "3 6 8 9 commit"), ("read anew", "4 6 8 commit"), ("link", "3 5 8 commit")])
def test_a_kill_leaves_the_record_as_it_was(task: str, moments: str, filled: str) -> None:
    before = everything(filled)
    for moment in moments.split():
        killed = run(filled, task, moment)
        assert killed.returncode == -9, killed.stdout + killed.stderr
        assert everything(filled) == before
        with Record.open(filled) as record:
            assert list(record.verify()) == []
            assert list(record.entries("actors")) == [actor(SAID)]
            assert record.linked()
    done = run(filled, task, "never")
    assert done.returncode == 0, done.stderr
    with Record.open(filled) as record:
        assert everything(filled) != before or list(record.entries("actors")) == []


@pytest.mark.parametrize("moment", ["1", "5", "30", "commit"])
def test_a_kill_while_a_record_is_made_leaves_none_or_a_whole_one(moment: str, where: str) -> None:
    killed = run(where, "make", moment)
    assert killed.returncode == -9, killed.stdout + killed.stderr
    with Record.open(where, create=True) as record:
        record.add(SAID, [story(SAID)], **READER)
        assert list(record.facts()) == [story(SAID)]
