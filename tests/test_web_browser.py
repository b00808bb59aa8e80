"""The pages in a real browser: no error, no request elsewhere, no violation of WCAG's rules, and the ways that people take through them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from web_browser import NoBrowser, program, served
from web_record import filled

PAGES = ("/", "/dialogues", "/commitments", "/cases", "/statements", "/events", "/actors", "/documents", "/stories", "/rounds", "/review")
MORE = ("/review/pairs", "/search?q=talks", "/search?q=%E5%AE%89", "/nothing", "/api/docs")
WIDTHS = {"phone": 390, "tablet": 834, "desk": 1280}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser. Where none can be had the test is skipped, but in CI it fails."""
    from playwright.sync_api import sync_playwright

    try:
        path = program()
    except NoBrowser as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small record's pages."""
    with served(filled(tmp_path_factory.mktemp("browser") / "verbale.db")) as address:
        yield address


class Seen:
    """A tab, and what it complained of: errors on its console, requests elsewhere."""

    def __init__(self, browser: Any, home: str, *, width: int = 1280, scheme: str = "light") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda r: None if r.url.startswith((home, "data:")) else self.complaints.append(f"asked for {r.url}"))


@pytest.fixture
def seen(chromium: Any, home: str) -> Iterator[Seen]:
    tab = Seen(chromium, home)
    yield tab
    tab.context.close()


def every(home: str, page: Any) -> list[str]:
    """The lists, and the page of the first entry of each kind."""
    found = [*PAGES, *MORE]
    for kind in PAGES[1:-1]:
        page.goto(home + kind)
        link = page.locator(f'main a[href^="/{kind[1:]}/"]').first
        found += [link.get_attribute("href").partition("#")[0]] if link.count() else []
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_page_complains_overflows_or_shuts_anybody_out(chromium: Any, home: str, width: int, scheme: str) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text()
    tab = Seen(chromium, home, width=width, scheme=scheme)
    wrong = {}
    for path in every(home, tab.page):
        tab.page.goto(home + path)
        tab.page.evaluate(axe)
        found = tab.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")[
            "violations"
        ]
        wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        told = [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')[:300]}" for v in found]
        if told or wide > 0:
            wrong[path] = [*told, f"{wide} px too wide"]
    tab.context.close()
    assert wrong == {}
    assert [c for c in tab.complaints if "404" not in c] == []


def test_from_a_commitment_to_its_words_and_to_its_outcome_s_in_three_clicks(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(f"{home}/commitments?status=kept")
    page.get_by_role("link", name="its words").click()
    assert page.locator("#shown").inner_text() == "hold the second round"
    page.get_by_role("link", name="Its outcome’s words").click()
    assert page.locator("#shown").inner_text() == "The second round was held"
    assert page.locator("#shown").is_visible()


def test_from_the_front_page_to_what_became_of_a_round_s_promises_in_three_clicks(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(home)
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Dialogues").click()
    page.locator("tbody").get_by_role("link", name="rights dialogue").click()
    promise = page.locator("table.ledger tbody tr", has_text="hold the second round")
    assert "kept" in promise.inner_text()
    assert "made 4 May 2010" in promise.inner_text()
    promise.get_by_role("link", name="The second round was held").click()
    assert page.locator("#shown").inner_text() == "The second round was held"


def test_a_round_shows_what_was_promised_at_it_and_what_became_of_it(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(f"{home}/rounds")
    page.get_by_role("link", name="1st round").click()
    promised = page.locator("table.ledger").first
    assert "publish its prison rules" in promised.inner_text()
    assert "overdue" in promised.inner_text()


def test_as_of_an_earlier_day_the_ledger_says_so(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(f"{home}/commitments")
    assert page.locator("tbody tr").count() == 2
    page.get_by_label("As of").fill("1999-12-31")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("as_of=1999-12-31"))
    assert "31 December 1999" in page.locator(".standfirst").inner_text()


def test_layers_switch_and_stay_as_they_were(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(f"{home}/documents")
    page.get_by_role("link", name="first.txt").click()
    note = page.locator(".notes .n-statements").first
    assert note.is_visible()
    page.get_by_label("statements").uncheck()
    assert not note.is_visible()
    page.reload()
    assert not page.locator(".notes .n-statements").first.is_visible()


def test_n_steps_through_the_places_of_a_name(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(f"{home}/actors?name=ben")
    page.get_by_role("link", name="Ben Oro").click()
    page.get_by_role("link", name="Where the name stands").click()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.textContent") == "Ben Oro"


def test_search_finds_while_one_writes(seen: Seen, home: str) -> None:
    page = seen.page
    page.goto(f"{home}/search")
    page.locator("#asked").press_sequentially("frank", delay=20)
    page.wait_for_selector("#found blockquote")
    assert "The talks were frank" in page.locator("#found").inner_text()
    assert seen.complaints == []


def test_review_by_keys(chromium: Any, tmp_path: Path) -> None:
    with served(filled(tmp_path / "verbale.db")) as home:
        tab = Seen(chromium, home)
        page = tab.page
        page.goto(f"{home}/review")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.classList.contains('doubt')")
        page.keyboard.press("y")
        page.wait_for_selector(".doubt .done")
        page.goto(f"{home}/review")
        assert "confirm statement" in page.locator("table").inner_text()
        page.get_by_role("button", name="Take back").click()
        page.wait_for_selector(".doubt")
        assert tab.complaints == []
        tab.context.close()


def test_the_keyboard_reaches_the_text_first(seen: Seen, home: str) -> None:
    seen.page.goto(home)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "To the text"


def test_a_page_weighs_less_than_200_kilobytes_when_it_is_first_seen(chromium: Any, home: str) -> None:
    for path in (*PAGES, "/search?q=talks"):
        tab = Seen(chromium, home)
        sizes: list[int] = []
        tab.page.on("requestfinished", lambda r, sizes=sizes: sizes.append(r.sizes()["responseBodySize"]))
        tab.page.goto(home + path, wait_until="networkidle")
        tab.context.close()
        assert sum(sizes) < 200_000, (path, sizes)
