"""The command line, as scripts and people meet it: real processes, real files, real weights."""

from __future__ import annotations

import json
import os
import pty
import re
import sqlite3
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import verbale
from record_samples import READER, document, facts, link, raw
from record_samples import actor as sample_actor
from verbale.record import Record

COMMAND = [sys.executable, "-W", "error", "-m", "verbale.cli"]
KINDS = ("documents", "stories", "actors", "statements")
EVIDENCE = ["document_id", "story_id", "start", "end", "exact", "field", "role"]
KEYS = {
    "documents": ["id", "source", "url", "outlet", "date", "sha256", "media_type", "length"],
    "stories": ["id", "document_id", "kind", "headline", "start", "end", "truncated", "date", "sources"],
    "actors": ["id", "name", "kind", "country", "sector", "native_names", "titles", "aliases"],
    "statements": ["id", "story_id", "speaker", "co_speakers", "cue", "content", "kind", "date"],
}
"""The contract's keys in its order; `confidence` and `evidence` come after them on every one."""

POSNER = "Michael Posner said the talks were useful.\n"
AGAIN = "Michael Posner said the cases were raised.\r\nHe left.\r\n"
EMBASSY = "Wang Baodong (王寶東) said the courts were independent.\n"


def verbale_does(
    *arguments: str | bytes, cwd: Path, stdin: bytes = b"", command: Sequence[str] = COMMAND, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end."""
    env = {**os.environ, "COLUMNS": "200", **environment}
    return subprocess.run([*command, *arguments], cwd=cwd, input=stdin, env=env, capture_output=True, timeout=120, check=False)


def listed(kind: str, record: Path, *options: str) -> Any:
    """What `list --json` prints."""
    done = verbale_does("list", kind, "--json", "--record", str(record), *options, cwd=record.parent)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


EXPORT = """
import sys
from verbale.cli import app
for kind in sys.argv[2:]:
    app(["list", kind, "--all", "--json", "--record", sys.argv[1]], standalone_mode=False)
"""


def exported(record: Path) -> bytes:
    """All that the record lists of every kind, to the byte; in one process, for each takes most of a second to start."""
    done = verbale_does(str(record), *KINDS, cwd=record.parent, command=[sys.executable, "-W", "error", "-c", EXPORT])
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b'"confidence"') > 10
    return done.stdout


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return str(path)


@dataclass(frozen=True)
class Kept:
    """A record, what was read into it, and what reading it printed. lists: by kind, what `list --json` prints. export: all of it."""

    record: Path
    sources: list[str]
    printed: str
    lists: dict[str, list[dict[str, Any]]]
    export: bytes


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Three files of a folder, read once."""
    home = tmp_path_factory.mktemp("kept")
    sources = [write(home / "clips" / name, text) for name, text in (("a.txt", POSNER), ("b.txt", AGAIN), ("c/d.md", EMBASSY))]
    done = verbale_does("read", "clips", "--outlet", "The Gazette", "--record", "verbale.db", cwd=home)
    assert (done.returncode, done.stderr) == (0, b"")
    record = home / "verbale.db"
    return Kept(record, sources, done.stdout.decode(), {kind: listed(kind, record) for kind in KINDS}, exported(record))


def test_reading_a_folder_names_each_source_with_its_document(kept: Kept) -> None:
    lines = kept.printed.splitlines()
    assert len(lines) == 3
    for line, name in zip(lines, ("clips/a.txt", "clips/b.txt", "clips/c/d.md"), strict=True):
        assert re.fullmatch(rf"{name}: \d+ facts  doc-[0-9a-f]{{16}}", line)


def test_a_record_is_for_its_owner_alone(kept: Kept) -> None:
    assert stat.S_IMODE(kept.record.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", KINDS)
def test_json_has_the_keys_of_the_contract_in_its_order(kept: Kept, kind: str) -> None:
    assert kept.lists[kind]
    for entry in kept.lists[kind]:
        assert list(entry) == [*KEYS[kind], "confidence", "evidence"]
        assert 0 <= entry["confidence"] <= 1
        assert entry["confidence"] == round(entry["confidence"], 2)
        assert all(list(evidence) == EVIDENCE for evidence in entry["evidence"])
        assert entry["evidence"] or kind == "documents"


def test_json_nests_as_the_contract_says(kept: Kept) -> None:
    assert [list(entry["date"]) for entry in kept.lists["documents"]] == [["edtf", "basis"]] * 3
    assert [list(entry["date"]) for entry in kept.lists["stories"]] == [["edtf", "basis", "weekday"]] * 3
    for entry in kept.lists["statements"]:
        assert list(entry["speaker"]) == ["actor_id", "name"]
        assert list(entry["date"]) == ["edtf", "basis"]


def test_what_is_unknown_is_null_and_a_list_without_members_is_empty(kept: Kept) -> None:
    (first, *_) = kept.lists["documents"]
    assert first["url"] is None
    assert first["date"] == {"edtf": None, "basis": None}
    assert next(a for a in kept.lists["actors"] if a["name"] == "Michael Posner")["native_names"] == []


def test_every_anchor_is_the_exact_words_of_the_stored_text(kept: Kept) -> None:
    with verbale.open(kept.record) as record:
        texts = {d["id"]: record.text(d["id"]) for d in kept.lists["documents"]}
    assert sorted(texts.values()) == sorted([POSNER, AGAIN, EMBASSY])
    for kind in KINDS:
        for entry in kept.lists[kind]:
            for evidence in entry["evidence"]:
                assert texts[evidence["document_id"]][evidence["start"] : evidence["end"]] == evidence["exact"]


def test_who_said_what_is_listed_and_one_person_in_two_documents_is_one(kept: Kept) -> None:
    said = {s["content"]: s["speaker"]["name"] for s in kept.lists["statements"]}
    assert said["the talks were useful"] == said["the cases were raised"] == "Michael Posner"
    (posner,) = (a for a in kept.lists["actors"] if a["name"] == "Michael Posner")
    assert len({evidence["document_id"] for evidence in posner["evidence"]}) == 2


def test_json_is_utf_8_as_it_is_written(kept: Kept) -> None:
    done = verbale_does("list", "actors", "--json", "--record", str(kept.record), cwd=kept.record.parent, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "王寶東" in done.stdout.decode("utf-8")


def test_what_a_terminal_cannot_show_is_shown_by_its_number(kept: Kept) -> None:
    done = verbale_does("list", "actors", "--record", str(kept.record), cwd=kept.record.parent, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u738b" in done.stdout


def test_a_list_can_be_of_one_document_alone(kept: Kept) -> None:
    of = next(d for d in kept.lists["documents"] if d["source"].endswith("d.md"))
    found = listed("actors", kept.record, "--document", of["id"])
    assert found == [a for a in kept.lists["actors"] if any(e["document_id"] == of["id"] for e in a["evidence"])]
    assert [a["name"] for a in found if a["kind"] == "person"] == ["Wang Baodong"]


def test_a_table_names_who_and_what(kept: Kept) -> None:
    done = verbale_does("list", "statements", "--record", str(kept.record), cwd=kept.record.parent)
    assert done.returncode == 0
    assert "Michael Posner" in done.stdout.decode()
    assert "the talks were useful" in done.stdout.decode()


def test_an_entry_is_shown_with_the_words_it_stands_on(kept: Kept) -> None:
    said = next(s for s in kept.lists["statements"] if s["content"] == "the talks were useful")
    done = verbale_does("show", said["id"], "--record", str(kept.record), cwd=kept.record.parent)
    assert done.returncode == 0
    assert POSNER.strip() in done.stdout.decode()
    assert f"{said['evidence'][0]['document_id']}[20:41]" in done.stdout.decode()


def test_any_members_id_leads_to_what_it_was_linked_of(kept: Kept) -> None:
    (posner,) = (a for a in kept.lists["actors"] if a["name"] == "Michael Posner")
    with sqlite3.connect(kept.record) as database:
        facts_ids = [row[0] for row in database.execute("SELECT id FROM facts WHERE kind = 'actor' AND body LIKE '%Michael Posner%'")]
    database.close()
    assert len(facts_ids) == 2
    for ident in facts_ids:
        done = verbale_does("show", ident, "--json", "--record", str(kept.record), cwd=kept.record.parent)
        assert json.loads(done.stdout) == posner


def test_what_is_asked_for_by_an_id_that_is_not_there_fails_by_name(kept: Kept) -> None:
    for arguments in (["show", "act-0000"], ["show", "act-0000", "--json"], ["list", "stories", "--document", "doc-0000"]):
        done = verbale_does(*arguments, "--record", str(kept.record), cwd=kept.record.parent)
        assert done.returncode == 1
        assert done.stdout == b""
        assert arguments[-1 if arguments[0] == "list" else 1] in done.stderr.decode()


def test_reading_again_changes_nothing(kept: Kept) -> None:
    done = verbale_does("read", "clips", "--record", "verbale.db", cwd=kept.record.parent)
    assert done.returncode == 0
    assert done.stdout.decode().count("read before") == 3
    assert exported(kept.record) == kept.export


def test_the_order_of_reading_and_how_many_read_at_once_make_no_difference(kept: Kept, tmp_path: Path) -> None:
    home = kept.record.parent
    other = tmp_path / "other.db"
    for name in ("clips/c/d.md", "clips/b.txt", "clips/a.txt"):
        options = ("--outlet", "The Gazette", "--jobs", "1", "--record", str(other))
        assert verbale_does("read", name, *options, cwd=home).returncode == 0
    assert exported(other) == kept.export


def test_the_installed_command_does_the_same(kept: Kept) -> None:
    installed = [str(Path(sys.executable).with_name("verbale"))]
    done = verbale_does("list", "stories", "--json", "--record", str(kept.record), cwd=kept.record.parent, command=installed)
    assert json.loads(done.stdout) == kept.lists["stories"]


@dataclass(frozen=True)
class Mixed:
    """One call that names good sources and bad ones."""

    status: int
    documents: list[dict[str, Any]]
    told: dict[str, str]
    record: Path


BAD = {
    "missing.txt": "no such file",
    "https://example.org/a": "does not fetch pages",
    "nothing": "nothing",
    "picture.png": "not text",
    "noise.txt": "not text",
    "empty.txt": "it is empty",
    "spaces.txt": "it is empty",
    "zeros.txt": "not text",
    "huge.txt": "209,715,200 bytes, too large",
    "russisch.txt": "it is in Russian",
    "german.txt": "it is in German",
    ":warning:.txt": "no such file",
    "[bold]x[/bold].txt": "no such file",
}
GOOD = ("first.txt", "with-zero.txt", "latin.txt", "-", "last.txt")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    """Everything that can be wrong with a source, between two that can be read."""
    home = tmp_path_factory.mktemp("mixed")
    (home / "nothing").mkdir()
    for name, data in {
        "first.txt": POSNER.encode(),
        "with-zero.txt": b"Michael Posner said\x00 the cases were raised with the other side at the talks.",
        "latin.txt": "The café’s owner, José Ñandú, said the talks were useful.".encode("cp1252"),
        "last.txt": EMBASSY.encode(),
        "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        "noise.txt": bytes(range(256)) * 20,
        "empty.txt": b"",
        "spaces.txt": b" \n\t\n",
        "zeros.txt": bytes(500),
        "russisch.txt": "Министр заявил, что переговоры были полезными, но вопросы остаются.".encode(),
        "german.txt": "Der Minister sagte am Freitag in Berlin, die Gespräche mit China seien sehr nützlich gewesen.".encode(),
    }.items():
        (home / name).write_bytes(data)
    with (home / "huge.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    sources = [GOOD[0], *BAD, *GOOD[1:]]
    done = verbale_does("read", *sources, "--json", cwd=home, stdin=AGAIN.encode())
    lines = done.stderr.decode().splitlines()
    told = {name: next((line for line in lines if line.startswith(f"verbale: {name}: ")), "") for name in BAD}
    assert len(lines) == len(BAD), done.stderr
    return Mixed(done.returncode, json.loads(done.stdout), told, home / "verbale.db")


@pytest.mark.parametrize(("source", "reason"), BAD.items(), ids=BAD)
def test_a_source_that_cannot_be_read_is_named_with_the_reason(mixed: Mixed, source: str, reason: str) -> None:
    assert reason in mixed.told[source]


def test_where_one_source_fails_the_rest_is_read_and_the_exit_status_is_1(mixed: Mixed) -> None:
    assert mixed.status == 1
    assert [d["source"] for d in mixed.documents] == list(GOOD)
    assert {d["source"] for d in listed("documents", mixed.record)} == set(GOOD)


def test_without_being_told_where_the_record_is_verbale_db_in_the_folder(mixed: Mixed) -> None:
    assert mixed.record.name == "verbale.db"
    assert mixed.record.exists()


def test_a_zero_is_stored_as_a_replacement_character_and_another_charset_as_its_text(mixed: Mixed) -> None:
    ids = {d["source"]: d["id"] for d in mixed.documents}
    with verbale.open(mixed.record) as record:
        assert record.text(ids["with-zero.txt"]).startswith("Michael Posner said\ufffd the")
        assert record.text(ids["latin.txt"]) == "The café’s owner, José Ñandú, said the talks were useful."
        assert record.text(ids["-"]) == AGAIN


def test_what_is_told_of_a_source_is_kept(tmp_path: Path) -> None:
    options = ("--date", "2010-05-13/2010-05-14", "--outlet", "The Gazette", "--url", "https://example.org/1")
    done = verbale_does("read", "-", "--json", *options, cwd=tmp_path, stdin=POSNER.encode())
    assert done.returncode == 0
    (read,) = json.loads(done.stdout)
    assert [read] == listed("documents", tmp_path / "verbale.db")
    assert read["date"] == {"edtf": "2010-05-13/2010-05-14", "basis": "flag"}
    assert (read["outlet"], read["url"], read["media_type"]) == ("The Gazette", "https://example.org/1", "text/plain")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["read", "a.txt", "--date", "yesterday"],
        ["read", "a.txt", "--date", "2010-02-30"],
        ["read", "a.txt", "--jobs", "0"],
        ["list"],
        ["list", "people"],
        ["list", "stories", "--nonsense"],
        ["show"],
        ["write", "a.txt"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_leaves_no_record(arguments: list[str], tmp_path: Path) -> None:
    done = verbale_does(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Usage" in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["list", "stories"], ["show", "act-1"], ["verify"]], ids=" ".join)
def test_a_record_that_is_not_there_is_told_and_not_made(arguments: list[str], tmp_path: Path) -> None:
    done = verbale_does(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert "no record at" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["list", "stories"], ["read", "-"]], ids=" ".join)
def test_a_file_that_is_no_record_of_ours_is_told_and_left_as_it_is(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(POSNER)
    done = verbale_does(*arguments, "--record", "notes.txt", cwd=tmp_path, stdin=POSNER.encode())
    assert done.returncode == 1
    assert "notes.txt: it is no record of Verbale" in done.stderr.decode()
    assert (tmp_path / "notes.txt").read_text() == POSNER


def test_a_record_of_a_newer_version_is_told(tmp_path: Path) -> None:
    Record.open(tmp_path / "verbale.db", create=True).close()
    database = sqlite3.connect(tmp_path / "verbale.db")
    database.execute("PRAGMA user_version = 9999")
    database.close()
    done = verbale_does("list", "stories", cwd=tmp_path)
    assert done.returncode == 1
    assert "newer" in done.stderr.decode()


def test_what_lies_below_the_line_is_listed_only_when_all_is_asked_for(tmp_path: Path) -> None:
    of = document()
    with Record.open(tmp_path / "verbale.db", create=True) as record:
        record.add(of, [fact for fact in facts(of) if fact.id.startswith("sto")] + [sample_actor(of, confidence=0.3)], **READER)
    assert listed("actors", tmp_path / "verbale.db") == []
    assert [a["confidence"] for a in listed("actors", tmp_path / "verbale.db", "--all")] == [0.3]


def test_verify_says_that_every_anchor_holds_and_names_what_does_not(tmp_path: Path) -> None:
    of = document()
    where = tmp_path / "verbale.db"
    with Record.open(where, create=True) as record:
        record.add(of, facts(of), **READER)
        link(record)
    sound = verbale_does("verify", cwd=tmp_path)
    assert (sound.returncode, sound.stderr) == (0, b"")
    assert "every anchor holds" in sound.stdout.decode()
    with raw(str(where)) as run:
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            run(f"DROP TRIGGER {name}")
        run("UPDATE texts SET text = replace(text, 'Wang', 'Wong')")
    broken = verbale_does("verify", cwd=tmp_path)
    assert broken.returncode == 1
    assert of.id in broken.stderr.decode()
    assert "expected 'Wang Baodong', found 'Wong Baodong'" in broken.stderr.decode()


def test_the_bundled_sample_is_read_and_shown(tmp_path: Path) -> None:
    done = verbale_does("demo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "every one of their anchors was checked and holds" in done.stdout.decode()
    assert list(tmp_path.iterdir()) == []


HOSTILE_NAME = "\x1b]0;owned\x07\x1b[2Jx.txt"
HOSTILE = "\x1b[31mMichael Posner\x1b[0m said the talks were\x07 useful.\r\n\x9b2J\u202eHe left.\u202c \x1b]8;;http://x\x07link\r\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a document that would drive the terminal, by its text and by its name."""
    home = tmp_path_factory.mktemp("hostile")
    write(home / HOSTILE_NAME, HOSTILE)
    done = verbale_does("read", HOSTILE_NAME, f"missing{HOSTILE_NAME}", "--outlet", "\x1b[31mred", cwd=home)
    assert done.returncode == 1
    assert obeyed(done.stdout + done.stderr) == set()
    return home


def obeyed(printed: bytes) -> set[str]:
    """What a terminal would obey in what was printed, line feeds and our own colours apart."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed.decode().replace("\r\n", "\n"))
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_document_or_its_name_drives_the_terminal(hostile: Path, kind: str) -> None:
    with verbale.open(hostile / "verbale.db") as record:
        (ident, *_) = [entry.id for entry in record.entries(kind, below_line=True)]
    for arguments in (["list", kind, "--all"], ["show", ident]):
        done = verbale_does(*arguments, cwd=hostile)
        assert done.returncode == 0
        assert b"\x1b" not in done.stdout
        assert obeyed(done.stdout + done.stderr) == set()


def on_a_terminal(*arguments: str, cwd: Path) -> tuple[int, bytes]:
    """Run the command with its output and errors on a terminal; its status and all that it printed."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=its,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "200"},
    )
    os.close(its)
    printed = b""
    try:
        while data := os.read(ours, 65536):
            printed += data
    except OSError:  # how Linux says that the other end was closed
        pass
    finally:
        os.close(ours)
    return process.wait(timeout=60), printed


def test_on_a_terminal_only_our_own_colours_are_obeyed(hostile: Path) -> None:
    (said, *_) = listed("statements", hostile / "verbale.db", "--all")
    status, printed = on_a_terminal("show", said["id"], cwd=hostile)
    assert status == 0
    assert b"Michael Posner" in printed
    assert obeyed(printed) == set()


def test_a_progress_bar_is_shown_on_a_terminal_and_nowhere_else(kept: Kept, tmp_path: Path) -> None:
    status, printed = on_a_terminal("read", str(kept.record.parent / "clips"), cwd=tmp_path)
    assert status == 0
    assert b"reading" in printed
    assert b"3/3" in printed
    assert "reading" not in kept.printed


@pytest.mark.parametrize("arguments", [["list", "documents", "--json"], ["list", "documents"]], ids=" ".join)
def test_a_reader_that_leaves_early_gets_no_traceback(kept: Kept, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--record", str(kept.record)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=kept.record.parent
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 1)
    assert told == b""
