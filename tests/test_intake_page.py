"""Pages: what they say, and what they say about themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale import intake
from verbale.errors import SourceError
from verbale.model import UNKNOWN, Document, When

OPENING = "The two sides met in Geneva on Monday, the ministry said in a statement on its website, adding that more talks would follow."
SECOND = (
    "The envoy, who led the delegation, told reporters that the tone had been “frank”, and that a second round would be held in Bogotá."
)
GOLD = Path(__file__).parent / "gold" / "open" / "05-treaty-villages.html"


def page(body: str, head: str = "") -> Document:
    return intake.document(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", source="a.html")


def article(inner: str = "", head: str = "") -> Document:
    return page(f"<article><h1>Talks held</h1>{inner}<p>{OPENING}</p><p>{SECOND}</p></article>", head)


def test_a_real_page_is_its_headline_and_its_paragraphs_one_a_line() -> None:
    document = intake.load(str(GOLD))
    lines = document.text.split("\n")
    assert document.media_type == "text/html"
    assert lines[0] == "PNG minister presses Canberra over treaty villages’ clinic visits"
    assert len(lines) == 17
    assert lines[1].startswith("Papua New Guinea has asked Australia")
    assert lines[-1] == "The treaty’s Joint Advisory Council is due to meet on Thursday Island in October."
    assert (document.outlet, document.date, document.url) == ("The Cape & Strait Courier", When("2016-08-23", "metadata"), None)


@pytest.mark.parametrize("out", ["cookies", "READ MORE", "dataLayer", "Share on Facebook", "Cray quota", "newsletter", ".promo"])
def test_what_stands_around_the_article_is_left_out(out: str) -> None:
    assert out not in intake.load(str(GOLD)).text


def test_a_page_is_told_by_its_content_or_its_extension(tmp_path: Path) -> None:
    for name, markup in (("a.txt", f"\n<!-- x -->\n<!DOCTYPE html>\n<p>{OPENING}"), ("b.htm", f"Hello <br> there. {OPENING}")):
        (tmp_path / name).write_text(markup, "utf-8")
        assert intake.load(str(tmp_path / name)).media_type == "text/html"


def test_plain_text_under_a_pages_extension_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("One.\n\nTwo.\n", "utf-8")
    document = intake.load(str(tmp_path / "a.html"))
    assert (document.media_type, document.text) == ("text/plain", "One.\n\nTwo.\n")


def test_a_short_page_keeps_each_paragraph_and_the_words_within_it_together() -> None:
    document = page("<h1>Talks held</h1><p>The <em>Courier</em> said <a href='/x'>no</a>.</p><div>They<br>parted.</div>")
    assert document.text == "Talks held\nThe Courier said no.\nThey\nparted."


def test_headings_lists_tables_quotations_and_preformatted_text_are_lines() -> None:
    body = "<h2>Who came</h2><ul><li>Ann\n<b>Lee</b></li><li>Bob</li></ul><table><tr><th>Name</th><td>Post<br>held</td></tr></table>"
    lines = article(f"{body}<blockquote><p>First.</p><p>Second.</p></blockquote><pre>One\ntwo.\n\nThree.</pre>").text.split("\n")
    for line in ("Who came", "Ann Lee", "Bob", "Name\tPost held", "First.", "Second.", "One two.", "Three."):
        assert line in lines


def test_a_quotation_element_is_shown_with_its_marks() -> None:
    assert "He said “we will go” at once." in article("<p>He said <q>we <i>will</i> go</q> at once.</p>").text


def test_a_headline_that_only_the_metadata_has_comes_first() -> None:
    document = page(f"<p>{OPENING}</p><p>{SECOND}</p>", '<meta property="og:title" content="Talks held"><title>X | Y</title>')
    assert document.text == f"Talks held\n{OPENING}\n{SECOND}"


def test_a_headline_that_the_text_has_is_not_repeated() -> None:
    assert article(head='<meta property="og:title" content="Talks held">').text.count("Talks held") == 1


def test_nothing_is_normalized_in_a_page() -> None:
    assert (
        "e\u0301 \u00e9 ﬁ" in article("<p>The decomposed e\u0301 \u00e9 ﬁ are kept, the linguist of the ministry said on Monday.</p>").text
    )


@pytest.mark.parametrize(
    "nothing",
    [
        "<html></html>",
        "<html><body><script>var x = 'words'</script><style>p {}</style></body></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><head><title>Only a title</title></head><body> </body></html>",
        "<html><!-- only a comment -->",
    ],
)
def test_a_page_with_nothing_to_read_is_refused(nothing: str) -> None:
    with pytest.raises(SourceError, match="nothing to read"):
        intake.document(nothing, source="a.html")


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_a_page_that_claims_latin_1_has_windows_1252_quotes(label: str) -> None:
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head><body><p>{SECOND}</p></body></html>'
    assert intake.document(markup.encode("cp1252"), source="a").text == SECOND


@pytest.mark.parametrize(("label", "codec"), [("gb2312", "gb18030"), ("big5", "big5"), ("shift_jis", "cp932"), ("koi8-r", "koi8-r")])
def test_a_declared_charset_is_heeded(label: str, codec: str) -> None:
    said = {"gb2312": "王宝东说。", "big5": "王寶東說。", "shift_jis": "大臣は述べた。", "koi8-r": "Министр сказал."}[label]
    for markup in (
        f'<html><meta charset="{label}"><p>{said}</p></html>',
        f'<?xml version="1.0" encoding="{label}"?><html><p>{said}</p></html>',
    ):
        assert intake.document(markup.encode(codec), source="a").text == said


@pytest.mark.parametrize("label", ["iso-8859-1", "utf-16", "rot13", "unicode_escape", "idna", "no-such", "zlib"])
def test_a_wrong_or_hostile_declaration_does_not_spoil_utf8(label: str) -> None:
    markup = f'<html><head><meta charset="{label}"></head><body><p>{SECOND}</p></body></html>'
    assert intake.document(markup.encode(), source="a").text == SECOND
    assert intake.document(markup.encode("cp1252"), source="a").text == SECOND


@pytest.mark.parametrize(
    ("head", "edtf"),
    [
        ('<meta property="article:published_time" content="2016-08-23T06:10:00+10:00">', "2016-08-23"),
        ('<meta property="article:published_time" content="2016-08-23T23:59:00Z">', "2016-08-23"),
        ('<meta name="DC.date.issued" content="2010-05">', "2010-05"),
        ('<meta name="pubdate" content="20100514">', "2010-05-14"),
        ('<meta itemprop="datePublished" content="2010/05/14">', "2010-05-14"),
        ('<meta name="date" content="Fri, 14 May 2010 21:00:00 -0400">', "2010-05-14"),
        ('<script type="application/ld+json">{"@type": ["NewsArticle"], "datePublished": "2010-05-14"}</script>', "2010-05-14"),
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2010-05-14"}]}</script>', "2010-05-14"),
    ],
)
def test_a_date_that_the_metadata_states_is_taken_as_written(head: str, edtf: str) -> None:
    assert article(head=head).date == When(edtf, "metadata")


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        ('<link rel="canonical" href="https://example.org/2010/05/14/talks">', ""),
        ("", "<p>Published on Friday, 14 May 2010.</p>"),
        ("", "<p>2010-05-14</p><p>© 2010 The Herald</p>"),
        ('<meta property="article:modified_time" content="2010-05-14">', ""),
        ('<meta http-equiv="last-modified" content="Fri, 14 May 2010 21:00:00 GMT">', ""),
        ('<meta name="date" content="05/06/2010">', ""),
        ('<meta name="date" content="Friday">', ""),
        ('<meta name="date" content="2010-02-30">', ""),
        ('<meta name="date" content="0001-01-01T00:00:00">', ""),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', ""),
        ('<meta name="date" content="1273795200">', ""),
        ("", '<ul><li><time datetime="2010-05-14">a teaser</time></li></ul>'),
        ("", '<time datetime="2010-05-14">one</time> <time datetime="2010-05-15">other</time>'),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2010-05-14"}</script>', ""),
        (
            '<script type="application/ld+json">[{"@type": "Article", "datePublished": "2010-05-14"},'
            '{"@type": "Article", "datePublished": "2010-05-15"}]</script>',
            "",
        ),
    ],
)
def test_no_date_is_made_up(head: str, inner: str) -> None:
    assert article(inner, head).date == UNKNOWN


@pytest.mark.parametrize(
    "inner",
    [
        '<time datetime="2010-05-14T21:00">Friday</time>',
        '<span itemprop="datePublished" content="2010-05-14">Friday</span> <time datetime="2011-01-01">then</time>',
        '<time datetime="2010-05-14">Friday</time> <time class="updated" datetime="2010-05-16">later</time>',
    ],
)
def test_a_time_element_of_the_article_states_its_date(inner: str) -> None:
    document = page(f'<article><h1>Talks held</h1>{inner}<p>{OPENING}</p></article><article><time datetime="2025-01-01">x</time></article>')
    assert document.date == When("2010-05-14", "metadata")


def test_what_the_user_told_wins_over_the_page() -> None:
    head = '<link rel="canonical" href="https://a.org/x"><meta name="publisher" content="A"><meta name="date" content="2010-05-14">'
    markup = f"<html><head>{head}</head><body><p>{OPENING}</p></body></html>"
    own = intake.document(markup, source="a")
    told = intake.document(markup, source="a", date=When("2011", "flag"), outlet="B", url="https://b.org")
    assert (own.date, own.outlet, own.url) == (When("2010-05-14", "metadata"), "A", "https://a.org/x")
    assert (told.date, told.outlet, told.url) == (When("2011", "flag"), "B", "https://b.org")
    assert told.text == own.text


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.org/x"><meta property="og:url" content="https://a.org/y">', "https://a.org/x"),
        ('<link rel="canonical" href="/x"><meta property="og:url" content="https://a.org/y">', "https://a.org/x"),
        ('<link rel="canonical" href="/x">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[broken">', None),
        ("<!-- saved from url=(0017)https://a.org/x/y -->", "https://a.org/x/y"),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ('<script type="application/ld+json">{"@type": "Article", "url": "https://a.org/x"}</script>', "https://a.org/x"),
    ],
)
def test_the_address_is_the_pages_own_and_absolute(head: str, url: str | None) -> None:
    assert article(head=head).url == url


@pytest.mark.parametrize(
    ("head", "inner", "outlet"),
    [
        ('<meta property="og:site_name" content=" The  Herald ">', "", "The Herald"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "The Herald"}}</script>', "", "The Herald"),
        ("<title>Talks held | World | The Herald</title>", '<a href="/">The Herald</a>', "The Herald"),
        ("<title>Talks held | The Herald</title>", '<a href="https://a.org"><img alt="The Herald"></a>', "The Herald"),
        ("<title>Talks held | World</title>", '<a href="/world">World</a>', None),
        ('<meta name="publisher" content="https://facebook.com/herald"><link rel="canonical" href="https://herald.org/x">', "", None),
    ],
)
def test_the_outlet_is_named_by_the_page_never_by_its_address(head: str, inner: str, outlet: str | None) -> None:
    assert article(inner, head).outlet == outlet


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, "null", '"x"', "[[[]]]", '{"@type": 1, "publisher": [[]]}', '{"@type": "Article", "datePublished": {}}']
)
def test_broken_json_says_nothing(script: str) -> None:
    document = article(head=f'<script type="application/ld+json">{script}</script>')
    assert (document.date, document.outlet) == (UNKNOWN, None)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "<p>Hello there.</p>" + "</div>" * 100_000,
        "<font>" * 100_000 + "<p>Hello there.</p>",
        "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">Hello there.</p>",
        f"<p class='{'x' * 5_000_000}'>Hello there.</p>",
        "<p a='&#1;'>Hello <a<b>there.</a<b></p>",
        "<table>" * 3_000 + "Hello there.",
        "<b><p></b></i>Hello there.</table></p>",
        "<script>while (true) {}</script><p>Hello there.</p>",
    ],
    ids=["deep", "deep inline", "attributes", "long attribute", "bad names", "tables", "malformed", "script"],
)
def test_hostile_markup_is_read_within_bounds(body: str) -> None:
    text = page(body).text
    assert "Hello there." in text
    assert len(text) < 100_000


def test_a_page_of_very_many_elements_keeps_its_paragraphs() -> None:
    lines = page("".join(f"<p>Paragraph number {i} of the transcript.</p>" for i in range(20_000))).text.split("\n")
    assert (len(lines), lines[-1]) == (20_000, "Paragraph number 19999 of the transcript.")


def test_character_references_cant_smuggle_in_what_utf8_cant_hold() -> None:
    text = page("<p>Hello &#xD800; there &#0; and &#1; here.</p>").text
    assert text.encode()
    assert "\x00" not in text
    assert "\x01" not in text


def test_what_a_library_raises_becomes_a_source_error(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    with pytest.raises(SourceError, match="too deep") as refused:
        article()
    assert isinstance(refused.value.__cause__, RecursionError)


def test_xhtml_with_elements_closed_in_themselves_is_read() -> None:
    markup = f'<?xml version="1.0"?><html><head><title/><script src="x"/></head><body><p>{OPENING}</p></body></html>'
    assert intake.document(markup, source="a").text == OPENING


FRESH = "import sys, verbale.intake as i; "


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_page_is_read_alike_in_every_process_and_time_zone(seed: str) -> None:
    code = FRESH + f"d = i.load({str(GOLD)!r}); print(ascii(d.text + repr(d)))"
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati"}
    printed = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    document = intake.load(str(GOLD))
    assert (printed.stdout.strip(), printed.stderr) == (ascii(document.text + repr(document)), "")


def test_starting_up_does_not_wait_for_what_only_pages_need() -> None:
    code = FRESH + "i.document('Talks were held.', source='a'); print(*{'trafilatura', 'lxml', 'charset_normalizer'} & set(sys.modules))"
    assert not subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


PIECES = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<q>",
    "</q>",
    "<table>",
    "<td>",
    "<a href='/'>",
    "</a>",
    "<h1>",
    "<time datetime='2010'>",
    "words ",
    "&#1;",
]
HEADS = [
    "<title>a - b</title>",
    '<meta name="date" content="2010">',
    '<script type="application/ld+json">{"@type":"Article"',
    "<base href='x'>",
    "<!--",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(HEADS)), st.lists(st.sampled_from(PIECES)))
def test_any_markup_makes_a_page_or_a_source_error(heads: list[str], pieces: list[str]) -> None:
    try:
        document = page("".join(pieces), "".join(heads))
    except SourceError:
        return
    assert json.loads(json.dumps(document.text)) == document.text
    assert all(line == line.strip(" ") and line for line in document.text.split("\n"))
