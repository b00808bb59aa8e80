"""Bytes to stored text: charsets, binaries, what is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale import intake
from verbale.errors import SourceError

ENGLISH = "The envoy said “we will go” – and it’s settled. It cost £5 in Bogotá.\n"


def text_of(data: bytes | str) -> str:
    return intake.document(data, source="a.txt").text


def refusal(data: bytes | str) -> str:
    with pytest.raises(SourceError) as refused:
        intake.document(data, source="a.txt")
    assert refused.value.source == "a.txt"
    return refused.value.reason


def test_the_seed_page_is_stored_as_it_is_decoded() -> None:
    text = "Posner said in addition to … “we laid a foundation,”\r\nhe said.\rWang Baodong (王寶東)\n"
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_charset_and_is_dropped(codec: str) -> None:
    assert text_of(ENGLISH.encode(codec)) == ENGLISH


@pytest.mark.parametrize(("mark", "codec"), [(b"\xfe\xff", "utf-16-be"), (b"\x00\x00\xfe\xff", "utf-32-be")])
def test_a_big_endian_mark_too(mark: bytes, codec: str) -> None:
    assert text_of(mark + ENGLISH.encode(codec)) == ENGLISH


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_western_utf16_without_a_mark_is_told_by_its_zeros(codec: str) -> None:
    assert text_of(ENGLISH.encode(codec)) == ENGLISH


def test_only_one_byte_order_mark_is_dropped() -> None:
    assert text_of("\ufeff\ufeffA statement.") == "\ufeffA statement."
    assert text_of("\ufeff\ufeffA statement.".encode()) == "\ufeffA statement."


def test_windows_1252_quotes_in_ascii_come_out_as_quotes() -> None:
    assert text_of(b"He said \x93no\x94 \x96 it\x92s over.") == "He said “no” – it’s over."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"),
        ("Créée à Genève, la commission s’est réunie.", "cp1252"),
        ("Der Minister sagte, es habe „Spaß“ gemacht.", "cp1252"),
        ("Minister spraw zagranicznych powiedział, że rozmowy były użyteczne. Następna runda odbędzie się w Łodzi.", "cp1250"),
        ("Министр иностранных дел заявил, что переговоры были полезными.", "cp1251"),
        ("Министр иностранных дел заявил, что переговоры были полезными.", "koi8_r"),
        ("外交部发言人表示,双方举行了人权对话。王宝东说。", "gb18030"),
        ("外交部發言人表示,雙方舉行了人權對話。", "big5"),
        ("日本の外務大臣が述べた。", "iso2022_jp"),
    ],
)
def test_a_legacy_charset_is_recognized(text: str, codec: str) -> None:
    assert text_of(text.encode(codec)) == text


@pytest.mark.parametrize("tail", [b"\xe2", b"\xe2\x80", b"\xf0\x9f\x98", b"\xc3"])
def test_a_truncated_multibyte_end_is_replaced_not_guessed(tail: bytes) -> None:
    assert text_of("He said “no” and ".encode() + tail) == "He said “no” and \ufffd"
    assert text_of(b"He said no and " + tail) == "He said no and \ufffd"


def test_a_word_that_ends_in_a_legacy_letter_is_no_truncated_multibyte() -> None:
    assert text_of(b"They met in a caf\xe9") == "They met in a café"


def test_a_few_bad_bytes_in_utf8_are_replaced_not_guessed() -> None:
    assert text_of("“No,” he said. “Never.”".encode() + b" It\x92s over. \xff") == "“No,” he said. “Never.” It\ufffds over. \ufffd"


def test_a_stray_byte_in_ascii_is_replaced_not_guessed() -> None:
    assert text_of(b"He said no. \xff And left.") == "He said no. \ufffd And left."


def test_noise_in_no_charset_is_refused() -> None:
    assert "UTF-8" in refusal(bytes(range(128, 256)) * 20)


def test_line_ends_zeros_and_composition_are_kept_as_the_contract_says() -> None:
    assert text_of("a\r\nb\rc\n\n e\u0301 \u00e9 ﬁ \x00 end\u2028".encode()) == "a\r\nb\rc\n\n e\u0301 \u00e9 ﬁ \ufffd end\u2028"


@pytest.mark.parametrize("nothing", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u3000\u200b".encode(), b"\x00\x00", ""])
def test_what_holds_nothing_is_refused_as_empty(nothing: bytes | str) -> None:
    assert "empty" in refusal(nothing)


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", ENGLISH)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (zipped(), "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "an image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "an image"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "a program"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "a program"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a compressed file"),
        (b"{\\rtf1\\ansi The talks}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_a_binary_is_refused_by_what_it_looks_like(data: bytes, what: str) -> None:
    reason = refusal(data)
    assert what in reason
    assert "not text" in reason


def test_noise_with_controls_is_refused_as_binary() -> None:
    assert "binary" in refusal(b"".join(hashlib.sha256(bytes([i])).digest() for i in range(100)))


def test_a_text_that_begins_like_a_programs_magic_is_text() -> None:
    assert text_of(b"MZ, the ministry's spokesman, said no.") == "MZ, the ministry's spokesman, said no."


def test_a_string_is_taken_as_its_utf8_bytes() -> None:
    assert intake.document(ENGLISH, source="a") == intake.document(ENGLISH.encode(), source="a")


def test_surrogates_in_a_string_are_joined_or_replaced() -> None:
    document = intake.document("half \ud83d pair \ud83d\ude00 end \udcff", source="a", outlet="\udce9", url="https://example.org/\ud800")
    assert document.text == "half \ufffd pair 😀 end \ufffd"
    assert (document.outlet, document.url) == ("\ufffd", "https://example.org/\ufffd")
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_the_same_bytes_make_the_same_document_under_any_name() -> None:
    one, two = (intake.document(ENGLISH.encode("cp1252"), source=name) for name in ("a", "b"))
    assert (one.id, one.text) == (two.id, two.text)


def test_markdown_that_begins_with_a_tag_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text('<div align="center">\n\n# Talks\n', "utf-8")
    assert intake.load(str(path)).text == '<div align="center">\n\n# Talks\n'


PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\r\n\t"), min_size=1)


@settings(deadline=None)
@given(PRINTED, st.booleans(), st.booleans())
def test_valid_utf8_is_stored_as_decoded(text: str, marked: bool, zero: bool) -> None:
    text = f"A statement: {text}" + "\x00." * zero
    data = ("\ufeff" * marked + text).encode()
    assert text_of(data) == text.replace("\x00", "\ufffd")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "é", "“", "\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x0c"])))
def test_line_ends_are_never_lost(pieces: list[str]) -> None:
    text = "A statement. " + "".join(pieces)
    assert text_of(text.encode()).splitlines(keepends=True) == text.splitlines(keepends=True)


HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.lists(
        st.sampled_from(
            [b"<html>", b"<p>", b"</p>", b"<a<b>", b"&#xD800;", b"\xff\xfe", b"\x00", b"\x93", b"text ", b"<!--", b"%PDF-", b"\n"]
        )
    ).map(b"".join),
)


@settings(deadline=None)
@given(HOSTILE, st.sampled_from([None, "text/html", "text/plain"]))
def test_arbitrary_bytes_make_a_document_or_a_source_error(data: bytes, media_type: intake.MediaType | None) -> None:
    try:
        document = intake.document(data, source="a", media_type=media_type)
    except SourceError:
        return
    assert document.text.strip()
    assert "\x00" not in document.text
    assert document.text.encode().decode() == document.text


@settings(deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_any_string_makes_a_document_or_a_source_error(text: str) -> None:
    try:
        document = intake.document(text, source=text)
    except SourceError as error:
        said = str(error)
    else:
        said = document.text + document.source
    assert said.encode().decode() == said
