"""What a user names, and the bytes read from it."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import threading
from pathlib import Path

import pytest

from verbale import intake
from verbale.errors import NotYet, SourceError
from verbale.intake import folder, source
from verbale.model import When


def write(path: Path, data: bytes = b"The talks were held.\n") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def test_a_file_is_itself_whatever_its_extension(tmp_path: Path) -> None:
    named = write(tmp_path / "release.asc")
    assert intake.find(named) == [named]


def test_a_dash_is_itself() -> None:
    assert intake.find("-") == ["-"]


def test_a_folder_is_the_files_in_it_that_can_be_taken_sorted_by_path(tmp_path: Path) -> None:
    taken = [write(tmp_path / name) for name in ("b.txt", "a/z.HTML", "a/README", "a/b/c.md", "d.xhtml", "e.htm", "f.text")]
    for name in ("x.pdf", "y.jpg", ".hidden.txt", ".git/config", "a/.cache/page.html"):
        write(tmp_path / name)
    assert intake.find(str(tmp_path)) == sorted(taken)


def test_links_in_a_folder_are_not_followed_out_of_it_nor_round_in_it(tmp_path: Path) -> None:
    outside = Path(write(tmp_path / "outside" / "secret.txt"))
    inside = write(tmp_path / "clips" / "a.txt")
    (tmp_path / "clips" / "loop").symlink_to(tmp_path / "clips")
    (tmp_path / "clips" / "out").symlink_to(outside.parent)
    (tmp_path / "clips" / "out.txt").symlink_to(outside)
    assert intake.find(str(tmp_path / "clips")) == [inside]


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    inside = write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert intake.find(str(tmp_path)) == [inside]


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "clips" / "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "clips")
    assert intake.find(str(tmp_path / "link")) == [str(tmp_path / "link" / "a.txt")]


def test_a_folder_nested_too_deep_stands_as_itself_and_the_rest_is_found(tmp_path: Path) -> None:
    shallow = write(tmp_path / "a.txt")
    too_deep = tmp_path.joinpath(*["d"] * (folder.MAX_DEPTH + 1))
    write(too_deep / "b.txt")
    assert intake.find(str(tmp_path)) == [shallow, str(too_deep)]
    with pytest.raises(SourceError, match="name it by itself"):
        intake.load(str(too_deep))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_FILES", 2)
    for name in "abc":
        write(tmp_path / name)
    with pytest.raises(SourceError, match="more than 2 files"):
        intake.find(str(tmp_path))


def test_an_empty_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="an empty folder") as refused:
        intake.find(str(tmp_path))
    assert refused.value.source == str(tmp_path)


def test_a_folder_with_nothing_to_read_says_what_is_there(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.PDF", "c.jpg"):
        write(tmp_path / name)
    with pytest.raises(SourceError, match=r"only 1 \.jpg, 2 \.pdf;"):
        intake.find(str(tmp_path))


@pytest.mark.parametrize("named", ["nowhere.txt", "", "a\0b", "x" * 5000, "gone/\udcff.txt"])
def test_what_does_not_exist_is_refused(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError) as refused:
        intake.find(named)
    assert str(refused.value).encode()


@pytest.mark.parametrize("named", ["http://example.org/a", "https://example.org", "ftp://example.org/a.txt", "HTTPS://EXAMPLE.ORG"])
def test_a_url_is_not_yet_taken_and_the_error_says_what_to_do(named: str) -> None:
    for take in (intake.find, intake.load):
        with pytest.raises(NotYet, match="save the page as a file") as refused:
            take(named)
        assert refused.value.source == named


def test_a_file_is_loaded_with_what_the_user_told(tmp_path: Path) -> None:
    data = "The talks were “useful”.\r\n".encode()
    named = write(tmp_path / "a.txt", data)
    document = intake.load(named, date=When("2010-05-14", "flag"), outlet="The Herald", url="https://example.org/a")
    assert (document.source, document.media_type, document.text) == (named, "text/plain", "The talks were “useful”.\r\n")
    assert (document.date, document.outlet, document.url) == (When("2010-05-14", "flag"), "The Herald", "https://example.org/a")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.length == len(document.text)


def test_standard_input_is_read_to_its_end_even_in_dribbles() -> None:
    class Dribble(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 1, 3))

    document = intake.load("-", stdin=Dribble(b"The talks were held."))
    assert (document.source, document.text) == ("-", "The talks were held.")


def test_standard_input_without_end_is_refused_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1000)

    class Endless(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            self.given += size
            return b"a" * size

    stdin = Endless()
    with pytest.raises(SourceError, match="too large"):
        intake.load("-", stdin=stdin)
    assert stdin.given == 1001


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(intake.MAX_BYTES + 1)
    with pytest.raises(SourceError, match=r"33,554,433 bytes, too large: at most 33,554,432"):
        intake.load(str(huge))


def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"The talks were held.",))
    writer.start()
    document = intake.load(str(pipe))
    writer.join()
    assert document.text == "The talks were held."


def test_folders_devices_and_sockets_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        for named in (".", "/dev/zero", "/dev/null", "socket"):
            with pytest.raises(SourceError):
                intake.load(named)


def test_a_dangling_link_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    with pytest.raises(SourceError, match="no such file"):
        intake.load(str(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.txt", r"caf\xe9.txt"),
        (b"two\nlines.txt", r"two\nlines.txt"),
        (b"\x1b[31mred.txt", r"\x1b[31mred.txt"),
        ("txt.\u202egnp".encode(), r"txt.\u202egnp"),
        ("王寶東.txt".encode(), "王寶東.txt"),
    ],
)
def test_a_hostile_file_name_is_read_and_shown_on_one_line_in_utf8(name: bytes, shown: str, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
    Path(path).write_bytes(b"The talks were held.")
    document = intake.load(path)
    assert document.source == f"{tmp_path}/{shown}"
    assert document.source.encode()
    Path(path).write_bytes(b"")
    with pytest.raises(SourceError) as refused:
        intake.load(path)
    assert refused.value.source == document.source


@pytest.mark.parametrize(
    ("name", "edtf"),
    [
        ("2010-05-14_us-china.txt", "2010-05-14"),
        ("20100514-briefing.txt", "2010-05-14"),
        ("nyt-2010-05.html", "2010-05"),
        ("briefing 2010_05_14.txt", "2010-05-14"),
        ("2010.05.14.txt", "2010-05-14"),
        ("2010-05-14-2.txt", "2010-05-14"),
        ("XIN19980807.0261.txt", "1998-08-07"),
        ("2010-05-14 talks, 2010-05-14.txt", "2010-05-14"),
        ("talks-2010.txt", None),
        ("14-05-2010.txt", None),
        ("05-14-2010.txt", None),
        ("budget-2010-11.txt", None),
        ("2010-13.txt", None),
        ("2010-02-30.txt", None),
        ("2010-05-14-16.txt", None),
        ("2010-05-14 to 2010-05-16.txt", None),
        ("scan_20100514.txt", None),
        ("crawl-2010-05-14.txt", None),
        ("0a20100514b7.txt", None),
        ("20100514123000.txt", None),
        ("31020100514.txt", None),
        ("page.txt", None),
    ],
)
def test_a_date_in_a_files_name_is_its_date_where_it_can_be_taken_in_one_way(tmp_path: Path, name: str, edtf: str | None) -> None:
    assert intake.load(write(tmp_path / name)).date == (When() if edtf is None else When(edtf, "filename"))


def test_what_the_user_tells_and_what_the_page_says_come_before_its_files_name(tmp_path: Path) -> None:
    page = b'<html><head><meta name="date" content="2011-02-03"></head><body><p>The talks were held in the old town hall.</p></body></html>'
    named = write(tmp_path / "2010-05-14.html", page)
    assert intake.load(named).date == When("2011-02-03", "metadata")
    assert intake.load(named, date=When("2012", "flag")).date == When("2012", "flag")


def test_neither_a_folder_nor_standard_input_gives_a_date_by_its_name(tmp_path: Path) -> None:
    assert intake.load(write(tmp_path / "2010-05-14" / "talks.txt")).date == When()
    assert intake.load("-", stdin=io.BytesIO(b"The talks of 2010-05-14 were held.\n")).date == When()
