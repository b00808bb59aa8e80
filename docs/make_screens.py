"""Pictures of every page at three widths, light and dark, to be looked at: python docs/make_screens.py http://127.0.0.1:8000 [FOLDER]"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PAGES = (
    "",
    "dialogues",
    "commitments",
    "cases",
    "statements",
    "events",
    "actors",
    "documents",
    "search?q=rights",
    "review",
    "review/pairs",
    "nothing",
)
WIDTHS = {"phone": 390, "tablet": 834, "desk": 1280}
PROGRAM = "/usr/bin/chromium"


def addresses(page: Page, home: str) -> dict[str, str]:
    """Each list, and the page of the first entry of each."""
    found = {name.partition("?")[0].replace("/", "-") or "front": f"{home}/{name}" for name in PAGES}
    for name in ("dialogues", "commitments", "cases", "statements", "events", "actors", "documents"):
        page.goto(f"{home}/{name}")
        link = page.locator(f'main a[href^="/{name}/"]').first
        if link.count():
            found[f"{name}-one"] = home + str(link.get_attribute("href"))
    return found


def main(home: str, folder: Path) -> None:
    """Make them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        pages = addresses(browser.new_page(), home.rstrip("/"))
        for width, pixels in WIDTHS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": pixels, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
                )
                tab = context.new_page()
                for name, address in pages.items():
                    tab.goto(address)
                    tab.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "build/screens"))
