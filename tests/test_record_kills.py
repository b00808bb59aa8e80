"""A process that is killed at any moment leaves the record as it was before the document it was storing.

A real process is killed by SIGKILL just before its nth statement reaches the database, or just before it commits.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from papers import Paper
from record_samples import READER, actor, document, everything, facts, link, story
from verbale import correcting
from verbale.model import KINDS
from verbale.pipeline import relink
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


CORRECTED = """
import os, random, signal, sys
from sqlalchemy import Engine, event
from papers import Paper
from verbale import correcting
from verbale.model import in_force
from verbale.pipeline import relink
from verbale.record import Record

where, number, moment = sys.argv[1:]
rng, seen = random.Random(int(number)), 0

def passed():
    global seen
    seen += 1
    if str(seen) == moment:
        os.kill(os.getpid(), signal.SIGKILL)

with Record.open(where) as record:
    event.listen(Engine, "before_cursor_execute", lambda *_: passed())
    event.listen(Engine, "commit", lambda _: passed())
    round_, actors = next(record.entries("rounds")), list(record.entries("actors"))
    said = rng.choice(["correct", "merge", "reject", "undo", "read"])
    if said == "correct":
        correcting.correct(record, round_.id, "days", 9, who="mo")
    elif said == "merge":
        correcting.merge(record, actors[0].id, actors[1].id, who="mo")
    elif said == "reject":
        correcting.reject(record, round_.id, who="mo")
    elif said == "undo":
        correcting.undo(record, in_force(record.corrections())[0].id, who="mo")
    else:
        paper = Paper("2013-01-01", f"Told by Aiko Tan and Bo Lund, number {number}.")
        paper.round(paper.dialogue("rights talks"), "2012-12-30")
        record.add(paper.document, [paper.story, *paper.told], weights="w1", cpu="avx2", version="1")
    relink(record)
print(seen)
"""
"""Says or reads one thing, links anew, and is killed at a moment: before the nth statement or commit."""
KILLS = int(os.environ.get("VERBALE_KILLS", "6"))


def shown(where: Path) -> tuple[list[str], int, int]:
    """What the record says, how many documents it holds and how many corrections."""
    with Record.open(where) as record:
        relink(record)
        assert list(record.verify()) == []
        entries = [repr(entry) for kind in KINDS for entry in record.entries(kind.plural, below_line=True)]
        return entries, len(list(record.documents())), len(record.corrections())


def test_a_kill_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """At random moments; VERBALE_KILLS says at how many (`make kills`: at 200)."""
    start, rng = tmp_path / "start.db", random.Random(1)
    with Record.open(start, create=True) as record:
        for day in ("2010-05-14", "2011-04-29"):
            paper = Paper(day, f"Told by Aiko Tan and Bo Lund on {day}.")
            paper.actor("Aiko Tan"), paper.actor("Bo Lund")
            paper.round(paper.dialogue("rights talks"), day)
            record.add(paper.document, [paper.story, *paper.told], **READER)
        relink(record)
        correcting.confirm(record, next(record.entries("actors")).id, who="mo")
    before = shown(start)
    killed = 0
    while killed < KILLS:
        number = rng.randrange(10**6)
        whole, halved = Path(shutil.copy(start, tmp_path / "whole.db")), Path(shutil.copy(start, tmp_path / "halved.db"))
        moments = int(corrected(whole, number, "never").stdout)
        after = shown(whole)
        for moment in rng.sample(range(1, moments + 1), min(KILLS - killed, 8, moments)):
            shutil.copy(start, halved)
            assert corrected(halved, number, str(moment)).returncode == -9
            assert shown(halved) in (before, after)
            killed += 1
            for left in tmp_path.glob("halved.db-*"):
                left.unlink()


def corrected(where: Path, number: int, moment: str) -> subprocess.CompletedProcess[str]:
    """Say one thing in a process of its own, to be killed at that moment."""
    command = [sys.executable, "-c", CORRECTED, str(where), str(number), moment]
    return subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
