"""The pages: each shows what the record has, its twin says the same, and nothing that a document says acts."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from verbale.errors import UsersError
from verbale.export import formats_of
from verbale.record import Record
from verbale.web import Settings, application
from verbale.web.asked import Asked
from verbale.web.shield import Rate
from verbale.web.users import Users, add_user
from web_record import FIRST, SECOND, filled

LISTS = ("dialogues", "rounds", "commitments", "cases", "statements", "events", "actors", "documents", "stories")
PAGES = ("/", *(f"/{kind}" for kind in LISTS), "/search?q=talks", "/names?q=ana", "/review", "/review/pairs")
AT = "http://127.0.0.1"


def client(file: Path, **settings: object) -> TestClient:
    """A browser at the pages of this record."""
    return TestClient(application(Asked.open(file), Settings(reads=None, changes=None, **settings)), base_url=AT)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Pages of the small record, which no test changes."""
    with client(filled(tmp_path_factory.mktemp("web") / "verbale.db")) as browser:
        yield browser


def ids(pages: TestClient, kind: str) -> list[str]:
    """The ids of what a kind's twin lists."""
    told = pages.get(f"/api/{kind}").json()
    return [entry["id"] for entry in told.get("entries") or told.get("rows") or []]


def every(pages: TestClient) -> list[str]:
    """The address of every list and of every entry's page."""
    return [*PAGES, *(f"/{kind}/{ident}" for kind in LISTS if kind != "stories" for ident in ids(pages, kind))]


def twin(path: str) -> str:
    return "/api/front" if path == "/" else f"/api{path}"


def test_every_page_and_its_twin_answer(pages: TestClient) -> None:
    for path in every(pages):
        page, told = pages.get(path), pages.get(twin(path))
        assert (page.status_code, told.status_code) == (200, 200), path
        assert page.headers["content-type"].startswith("text/html")
        assert html.escape(twin(path)) in page.text
        assert isinstance(told.json(), dict)
        assert len(page.content) < 100_000


def test_no_answer_lets_an_inline_script_or_another_site_in(pages: TestClient) -> None:
    for path in (*every(pages), "/nothing", "/statements/none", "/static/verbale.css", "/api/docs", "/api/openapi.json"):
        headers = pages.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_has_an_inline_script_style_or_handler(pages: TestClient) -> None:
    class Seen(HTMLParser):
        inline: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = dict(attrs)
            if (tag == "script" and "src" not in names) or tag == "style" or "style" in names or any(n.startswith("on") for n in names):
                self.inline.append(self.get_starttag_text() or tag)

    seen = Seen()
    for path in (*every(pages), "/api/docs"):
        seen.feed(pages.get(path).text)
    assert seen.inline == []


def test_a_page_that_the_browser_has_is_not_sent_again(pages: TestClient) -> None:
    for path in ("/", "/api/statements", "/dialogues"):
        tag = pages.get(path).headers["etag"]
        again = pages.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_pages_are_chained_and_hold_everything_once(pages: TestClient) -> None:
    whole, found, after = ids(pages, "actors"), [], ""
    while True:
        told = pages.get(f"/api/actors?limit=1&after={after}").json()
        found += [entry["id"] for entry in told["entries"]]
        if told["next"] is None:
            break
        after = told["next"]
    assert found == whole


def test_the_words_of_a_fact_are_marked_in_their_text(pages: TestClient) -> None:
    (kept, *_) = [p for p in pages.get("/api/commitments").json()["entries"] if p["status"] == "kept"]
    words = kept["evidence"][0]
    page = pages.get(f"/documents/{words['document_id']}?fact={kept['id']}&at={words['start']}").text
    assert re.search(r'<a class="[^"]*mine"[^>]*id="shown">hold the second round</a>', page)


def test_a_promise_leads_to_its_words_and_these_to_its_outcome_s(pages: TestClient) -> None:
    (kept, *_) = [p for p in pages.get("/api/commitments").json()["entries"] if p["status"] == "kept"]
    links = re.findall(r'href="([^"]+#shown)"', pages.get(f"/commitments/{kept['id']}").text)
    reader = pages.get(html.unescape(links[0]).partition("#")[0]).text
    outcome = html.unescape(re.search(r'class="outcome" href="([^"]+)"', reader)[1])  # type: ignore[index]
    assert 'id="shown">The second round was held</a>' in pages.get(outcome.partition("#")[0]).text


def test_the_reader_s_text_is_the_stored_text(pages: TestClient) -> None:
    for ident, text in zip(reversed(ids(pages, "documents")), (FIRST, SECOND), strict=True):
        assert pages.get(f"/api/documents/{ident}").json()["text"] == text
        shown = "".join(re.findall(r'<p dir="auto">(.*?)</p>', pages.get(f"/documents/{ident}").text, re.DOTALL))
        assert html.unescape(re.sub(r"<[^>]+>", "", shown)) == "".join(line for line in text.splitlines() if line)


@pytest.mark.parametrize("name", ["安娜", "ana", "berg a", "林奥", "林奧"])
def test_search_finds_names_in_any_script(pages: TestClient, name: str) -> None:
    assert pages.get("/api/search", params={"q": name}).json()["names"]


def test_as_of_a_day_before_anything_nothing_is_known(pages: TestClient) -> None:
    assert pages.get("/api/commitments?as_of=1999-01-01").json()["entries"] == []
    assert "nothing was known" in pages.get("/commitments?as_of=1999-01-01").text


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    Record.open(tmp_path / "verbale.db", create=True).close()
    with client(tmp_path / "verbale.db") as browser:
        for path in PAGES:
            assert browser.get(path).status_code == 200, path
        assert "verbale read" in browser.get("/").text


@pytest.mark.parametrize(
    "path",
    [
        "/statements/none",
        "/documents/none",
        "/id/none",
        "/nothing",
        "/dialogues/act-0",
        "/rounds/%00",
        "/cases/%ED%A0%80",
        "/actors/..%2f..%2fetc",
    ],
)
def test_what_isn_t_there_is_a_page_that_helps(pages: TestClient, path: str) -> None:
    page = pages.get(path)
    assert page.status_code == 404
    assert "Look for it in the record" in page.text
    assert "problem" in pages.get(f"/api{path}").json() or path == "/id/none"


@pytest.mark.parametrize(
    "path", ["/statements?after=x", "/statements?limit=9999", "/events?since=yesterday", "/commitments?as_of=2010-13-01"]
)
def test_what_is_wrong_in_an_address_is_told(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code == 422
    assert pages.get(f"/api{path}").json()["problem"]


ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "'-alert(1)-'",
    "{{ 7 * 7 }}",
    "</title><svg onload=alert(1)>",
    "\u202egnp.exe",
    "&lt;b&gt;",
)


def test_no_words_of_a_document_act_in_any_page(tmp_path: Path) -> None:
    attack = " ".join(ATTACKS)
    first = FIRST.replace("The talks were frank", f"The talks were frank {attack}").replace("Ana Berg", f"Ana Berg {attack}")
    file = filled(tmp_path / "verbale.db", texts=(first.replace("rights dialogue", "rights dialogue"), SECOND))
    with client(file) as browser:
        for path in [*every(browser), f"/search?q={attack}", f"/statements?words={attack}&name={attack}", f"/dialogues?name={attack}"]:
            text = browser.get(path).text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "<svg onload" not in text
            assert "\u202e" not in text
            assert "49" not in re.findall(r"frank[^<]{0,90}", text)


def test_a_document_s_address_is_a_link_only_where_it_is_http() -> None:
    from verbale.web.shown import web_address

    assert web_address("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for bad in (
        "javascript:alert(1)",
        "JAVASCRIPT://x/%0aalert(1)",
        "data:text/html,x",
        "//example.org",
        "http://",
        "ftp://x",
        "http://[",
        "\u202ehttp://x",
    ):
        assert web_address(bad) is None


def test_an_empty_field_of_a_form_is_as_if_it_weren_t_there(pages: TestClient) -> None:
    for path in ("/statements?since=&until=&words=&name=&country=", "/commitments?as_of=&status=", "/events?after=", "/dialogues?as_of="):
        assert pages.get(path).status_code == 200, path


# Who may


def test_another_name_for_this_computer_is_refused(pages: TestClient) -> None:
    assert pages.get("/", headers={"host": "evil.example"}).status_code == 421
    assert pages.get("/", headers={"host": "localhost:8000"}).status_code == 200


@pytest.fixture
def users(tmp_path: Path) -> Path:
    add_user(tmp_path / "users", "anna", "editor", "correct horse battery")
    add_user(tmp_path / "users", "rolf", "reader", "staple staple staple")
    return tmp_path / "users"


def csrf(page: str) -> str:
    return re.search(r'name="csrf" value="(\w+)"', page)[1]  # type: ignore[index]


def logged_in(browser: TestClient, name: str, secret: str) -> int:
    page = browser.get("/login").text
    return browser.post("/login", data={"name": name, "secret": secret, "csrf": csrf(page)}, follow_redirects=False).status_code


def test_where_users_are_needed_nobody_else_sees_anything(tmp_path: Path, users: Path) -> None:
    with client(filled(tmp_path / "v.db"), users=users, host="0.0.0.0") as browser:
        assert browser.get("/statements", follow_redirects=False).headers["location"].startswith("/login")
        assert browser.get("/api/statements").status_code == 401
        assert logged_in(browser, "anna", "wrong wrong wrong") == 401
        assert logged_in(browser, "anna", "correct horse battery") == 303
        assert browser.get("/statements").status_code == 200


def test_a_token_opens_the_api_and_a_reader_s_changes_nothing(tmp_path: Path, users: Path) -> None:
    token = add_user(users, "feed", "reader", None)
    with client(filled(tmp_path / "v.db"), users=users, host="0.0.0.0") as browser:
        bearer = {"authorization": f"Bearer {token}"}
        assert browser.get("/api/statements", headers=bearer).status_code == 200
        assert browser.get("/api/statements", headers={"authorization": "Bearer nope"}).status_code == 401
        change = {"action": "confirm", "target": "x"}
        assert browser.post("/api/corrections", json=change, headers=bearer).status_code == 403


def test_cookies_are_strict_and_no_script_reads_them(tmp_path: Path) -> None:
    with client(filled(tmp_path / "verbale.db")) as browser:
        cookie = browser.get("/").headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie


def test_passwords_are_kept_as_digests_and_the_file_from_others(users: Path) -> None:
    assert "horse" not in users.read_text()
    assert users.stat().st_mode & 0o777 == 0o600
    known = Users.load(users).by_password("anna", "correct horse battery")
    assert known is not None
    assert known.role == "editor"
    assert Users.load(users).by_password("anna", "no") is None
    users.chmod(0o644)
    with pytest.raises(UsersError, match="others may read it"):
        Users.load(users)


def test_a_rate_lets_so_many_through_and_then_refills() -> None:
    now = [0.0]
    rate = Rate(60, clock=lambda: now[0])
    assert [rate.wait("a") for _ in range(20)] == [0.0] * 20
    assert rate.wait("a") > 0
    assert rate.wait("b") == 0
    now[0] = 1.5
    assert rate.wait("a") == 0


# Review


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    with client(filled(tmp_path / "verbale.db")) as browser:
        yield browser


def doubt(desk: TestClient) -> dict[str, str]:
    """The form of the first doubtful entry."""
    page = desk.get("/review").text
    found = {name: re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("csrf", "target", "version")}
    return {name: match[1] for name, match in found.items() if match}


def test_a_confirmed_entry_is_doubtful_no_more_and_can_be_taken_back(desk: TestClient) -> None:
    form = doubt(desk)
    assert desk.post("/review", data=form | {"action": "confirm"}).status_code == 200
    told = desk.get("/api/review").json()
    assert form["target"] not in [d["entry"]["id"] for d in told["doubts"]]
    (logged,) = told["corrections"]
    assert logged["active"]
    undone = {"action": "undo", "target": logged["correction"]["id"], "csrf": form["csrf"]}
    assert desk.post("/review", data=undone).status_code == 200
    assert form["target"] in [d["entry"]["id"] for d in desk.get("/api/review").json()["doubts"]]


def test_nothing_changes_without_the_page_s_own_mark(desk: TestClient) -> None:
    form = doubt(desk) | {"action": "reject"}
    for wrong in ({"csrf": ""}, {"csrf": "0" * 64}):
        assert desk.post("/review", data=form | wrong).status_code == 403
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert desk.post("/review", data=form, headers=headers).status_code == 403
    assert desk.get("/api/review").json()["corrections"] == []


def test_an_editor_doesn_t_overwrite_what_another_has_changed(desk: TestClient) -> None:
    form = doubt(desk)
    assert desk.post("/review", data=form | {"action": "correct", "field": "cue", "value": "added"}).status_code == 200
    late = desk.post("/review", data=form | {"action": "correct", "field": "cue", "value": "claimed"})
    assert late.status_code == 409
    assert "has set cue to" in late.text
    assert len(desk.get("/api/review").json()["corrections"]) == 1


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    with client(filled(tmp_path / "verbale.db"), upload_limit=1000) as browser:
        assert browser.post("/review/read", data={"pasted": "x" * 2000}).status_code == 413


def test_downloads_have_every_row_and_no_formula(pages: TestClient) -> None:
    taken = pages.get("/download/csv/statements")
    assert 'filename="statements.csv"' in taken.headers["content-disposition"]
    lines = taken.text.splitlines()
    assert lines[0].startswith("id,story_id,speaker")
    assert len(lines) == 2
    assert len(pages.get("/download/jsonl/actors").text.splitlines()) == 3


def test_a_download_has_no_formula(tmp_path: Path) -> None:
    with client(filled(tmp_path / "verbale.db", texts=(f"=HYPERLINK(1) {FIRST}", SECOND))) as browser:
        story = next(csv.DictReader(browser.get("/download/csv/stories?words=hyperlink").text.splitlines()))
        assert story["headline"].startswith("'=HYPERLINK(1)")


@pytest.mark.parametrize("kind", LISTS)
def test_what_is_shown_can_be_had_in_every_format_that_holds_its_kind(pages: TestClient, kind: str) -> None:
    shown = pages.get(f"/{kind}").text
    offered = re.findall(rf'href="(/download/(\w+)/{kind}[^"]*)"', shown)
    assert [form for _, form in offered] == ["jsonl", *(format.name for format in formats_of(kind))]
    assert len(offered) > 3
    for path, form in offered:
        taken = pages.get(html.unescape(path))
        assert taken.status_code == 200, (path, taken.text[:200])
        assert taken.headers["content-disposition"].startswith(f'attachment; filename="{kind}.'), form
        assert taken.content


@pytest.mark.parametrize(
    ("kind", "narrowed"),
    [
        ("events", "source=NOR&target=SDN"),
        ("events", "type=CONSULT"),
        ("statements", "name=安娜&words=frank"),
        ("statements", "doubtful=true"),
        ("actors", "name=ben"),
        ("actors", "country=NOR"),
        ("commitments", "status=kept"),
        ("commitments", "as_of=1999-12-31"),
        ("commitments", "kind=law&words=prison"),
        ("dialogues", "party=NOR"),
        ("dialogues", "party=CHN"),
        ("rounds", "status=cancelled"),
        ("cases", "party=SDN"),
        ("stories", "words=southport"),
    ],
)
def test_what_is_taken_along_is_what_is_shown(pages: TestClient, kind: str, narrowed: str) -> None:
    told = pages.get(f"/api/{kind}?{narrowed}").json()
    shown = {entry["id"] for entry in told.get("entries", told.get("rows"))}
    assert {json.loads(line)["id"] for line in pages.get(f"/download/jsonl/{kind}?{narrowed}").text.splitlines()} == shown
    assert {entry["id"] for entry in pages.get(f"/download/json/{kind}?{narrowed}").json()[kind]} == shown
    assert {row["id"] for row in csv.DictReader(pages.get(f"/download/csv/{kind}?{narrowed}").text.splitlines())} == shown


def test_a_format_that_does_not_hold_a_kind_says_which_do(pages: TestClient) -> None:
    refused = pages.get("/download/polecat/cases")
    assert refused.status_code == 404
    assert "uwazi" in refused.text


def test_a_download_of_too_much_says_what_to_do_instead(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.web.downloads.MOST", 2)
    refused = pages.get("/download/csv/actors")
    assert refused.status_code == 413
    assert "verbale export" in refused.text


def test_the_calendar_holds_what_is_due(pages: TestClient) -> None:
    feed = pages.get("/commitments.ics")
    assert feed.headers["content-type"].startswith("text/calendar")
    assert feed.text.startswith("BEGIN:VCALENDAR\r\n")
