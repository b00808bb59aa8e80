"""How fast the pages are over a large record: median and 95th percentile of each under load, from a real client on loopback.

    python benchmarks/web.py --facts 1000000            generates the record (kept in --folder), serves it, asks
    python benchmarks/web.py --growth                   10,000, 100,000 and 1,000,000 facts

The record is generated: no text of anybody's. Its views are written as the linking would write them.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import quote

from verbale.linking import VERSION
from verbale.model import (
    Actor,
    Document,
    Event,
    Evidence,
    NamedPlace,
    Party,
    Speaker,
    Statement,
    Story,
    StoryWhen,
    View,
    When,
    mint,
)
from verbale.record import Record, Wanted

SYLLABLES = "ka ro mi ten su la vor ne di sha pel um gre ost fa lin bu ter sel mo ra vi do han jo ber".split()  # noqa: SIM905
HAN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢姜"
COUNTRIES = "USA CHN RUS GBR FRA DEU JPN KOR IND PAK IRN ISR TUR BRA ZAF VNM LAO CHE NOR SWE".split()  # noqa: SIM905
TYPES = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION".split()  # noqa: SIM905
COMMON = "the talks rights government minister said would new year of in"
CLIENTS = 4
TIMES = 60
"""Requests of each page."""


def word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


def generated(facts: int) -> Iterator[tuple[Document, list[Story]]]:
    """Documents of a hundred stories each, so that there are a tenth as many stories as facts."""
    rng = random.Random(1)
    vocabulary = [word(rng) for _ in range(20_000)] + COMMON.split() * 300
    for number in range(max(1, facts // 1000)):
        parts = [" ".join(rng.choices(vocabulary, k=120)) + ".\n\n" for _ in range(100)]
        text, day = "".join(parts), f"{rng.randint(1990, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        when = When(day, "flag")
        document = Document.of(source=f"{number}.txt", sha256=sha256, media_type="text/plain", text=text, outlet="Generated", date=when)
        stories, at = [], 0
        for part in parts:
            start, end = at, at + len(part)
            at = end
            ident = mint("story", sha256, start)
            shown = Evidence(document.id, None, start, end, part, "start")
            dated = StoryWhen(day, "flag")
            stories.append(Story(ident, document.id, "article", part[:50], start, end, False, dated, (document.id,), 1.0, (shown,)))
        yield document, stories


def views(documents: list[tuple[Document, list[Story]]], facts: int) -> Iterator[View]:
    rng = random.Random(2)
    actors = []
    for number in range(max(10, facts // 50)):
        document, (story, *_) = documents[number % len(documents)]
        native = "".join(rng.choices(HAN, k=rng.choice((2, 3))))
        shown = (Evidence(document.id, story.id, story.start, story.start + 5, document.text[story.start : story.start + 5], "name"),)
        name = f"{word(rng).title()} {word(rng).title()}"
        ident = mint("actor", document.sha256, number)
        actors.append(Actor(ident, name, "person", rng.choice(COUNTRIES), "GOV", (native,), (), (), 0.9, shown))
        yield View(actors[-1], (document.id,), document.date.edtf, document.id, story.start)
    each = facts // 2 // sum(len(stories) for _, stories in documents)
    for document, stories in documents:
        day = document.date
        yield View(document, (document.id,), day.edtf, document.id, 0)
        for story in stories:
            yield View(story, (document.id,), day.edtf, document.id, story.start)
            for number in range(each):
                start = story.start + number * 60
                exact = document.text[start : start + 55]
                shown = (Evidence(document.id, story.id, start, start + len(exact), exact, "content", "content"),)
                who, whom = rng.choice(actors), rng.choice(actors)
                said = mint("statement", document.sha256, start)
                speaker = Speaker(who.id, who.name)
                yield View(
                    Statement(said, story.id, speaker, (), "said", exact, "indirect", When(day.edtf, "relative"), 0.9, shown),
                    (document.id,), day.edtf, document.id, start,
                )  # fmt: skip
                parties = (Party(who.id, who.name, who.country),), (Party(whom.id, whom.name, whom.country),)
                where = NamedPlace(None, rng.choice(COUNTRIES))
                act = mint("event", document.sha256, start)
                yield View(
                    Event(act, story.id, rng.choice(TYPES), None, (), *parties, day, where, "occurred", 0.9, shown),  # type: ignore[arg-type]
                    (document.id,), day.edtf, document.id, start,
                )  # fmt: skip


def made(folder: Path, facts: int) -> Path:
    """The record of so many facts, made unless it is there."""
    file = folder / f"web-{facts}.db"
    if file.exists() and standing(file):
        return file
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    began = time.perf_counter()
    documents = list(generated(facts))
    with Record.open(part, create=True) as record:
        for document, stories in documents:
            record.add(document, stories[:1], weights="none", cpu="none", version="0")
        record.replace_views(views(documents, facts), version=VERSION)
    with Record.open(part):
        pass
    part.rename(file)
    print(f"made {file.name} in {time.perf_counter() - began:.0f} s, {file.stat().st_size / 1e6:.0f} MB")
    return file


def standing(file: Path) -> bool:
    """Whether its views are still there, under the mark of this version's linking: another's would be linked anew, and these lost."""
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE meta SET value = ? WHERE key = 'linked_version'", (VERSION,))
    with Record.open(file) as record:
        return record.count("statements") > 0


def ask(port: int, path: str) -> tuple[float, int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path, headers={"accept-encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    took = time.perf_counter() - began
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status} {body[:200]!r}")
    return took * 1000, len(body)


def pages(port: int) -> dict[str, list[str]]:
    """What is asked, under what it is called: several addresses each, so that no cache answers alone."""
    import json

    def ids(kind: str) -> list[dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", f"/api/{kind}?limit=50")
        entries: list[dict[str, str]] = json.loads(connection.getresponse().read())["entries"]
        return entries

    people, rng = ids("actors"), random.Random(3)
    names = [p["name"].split()[0][:5] for p in people] + [p["native_names"][0] for p in people]
    return {
        "/": ["/"],
        "/statements": ["/statements", "/statements?country=CHN", "/statements?since=2001&until=2003"],
        "/statements of one": [f"/statements?speaker={p['id']}" for p in people],
        "/events": ["/events", "/events?source=CHN&target=USA", "/events?type=CONSULT"],
        "/actors": ["/actors", "/actors?country=NOR"],
        "/actors/one": [f"/actors/{p['id']}" for p in people],
        "/documents/one": [f"/documents/{d['id']}" for d in ids("documents")],
        "/search, a common word": ["/search?q=rights", "/search?q=minister&kind=statements", "/search?q=the+government"],
        "/search, other words": [f"/search?q={word(rng)}" for _ in range(30)],
        "/api/search, a common word": ["/api/search?q=rights", "/api/search?q=talks+year&kind=events"],
        "/api/names": [f"/api/names?q={quote(n)}" for n in names],
    }


def measured(facts: int, folder: Path, times: int, clients: int) -> list[str]:
    file = made(folder, facts)
    command = [sys.executable, "-m", "verbale.cli", "serve", "--port", "0", "--record", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
            rows = []
            for name, paths in pages(port).items():
                took: list[float] = []
                sizes: list[int] = []
                left = iter(range(times))
                lock = threading.Lock()

                def work(paths: list[str] = paths, took: list[float] = took, sizes: list[int] = sizes, left: Iterator[int] = left) -> None:
                    while True:
                        with lock:  # noqa: B023
                            number = next(left, None)
                        if number is None:
                            return
                        one, size = ask(port, paths[number % len(paths)])
                        took.append(one)
                        sizes.append(size)

                ask(port, paths[0])
                threads = [threading.Thread(target=work) for _ in range(clients)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                took.sort()
                rows.append(
                    f"{name:32}{facts:>10,}{took[len(took) // 2]:>9.1f}{took[int(len(took) * 0.95)]:>9.1f}{max(sizes) / 1000:>9.1f}"
                )
            return rows
        finally:
            server.terminate()


ASKED = {
    "words, one common": Wanted(words="rights", limit=30),
    "words, two common": Wanted(words="the government", limit=30),
    "words, of statements": Wanted("statements", words="minister", limit=30),
    "words, rare": Wanted(words="sulavorne", limit=30),
    "statements of a country": Wanted("statements", (("country", "CHN"),)),
    "statements of three years": Wanted("statements", since="2001", until="2003"),
}


def alone(facts: int, folder: Path, times: int) -> list[str]:
    """What the record takes for an answer without the pages: CPU time of this process, whatever else the machine does."""
    with Record.open(made(folder, facts)) as record:
        asked: dict[str, Callable[[], object]] = {name: partial(record.page, wanted) for name, wanted in ASKED.items()}
        asked |= {f"a name, {name}": partial(record.named, name) for name in ("ka", "王")}
        rows = []
        for name, ask_it in asked.items():
            took = []
            for _ in range(times + 1):
                began = time.process_time()
                ask_it()
                took.append((time.process_time() - began) * 1000)
            took = sorted(took[1:])
            rows.append(f"{name:32}{facts:>10,}{took[len(took) // 2]:>9.1f}{took[int(len(took) * 0.95)]:>9.1f}")
        return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=100_000, help="statements and events together; a tenth as many stories")
    parser.add_argument("--growth", action="store_true", help="10,000, 100,000 and 1,000,000 facts")
    parser.add_argument("--times", type=int, default=TIMES, help="requests of each page")
    parser.add_argument("--clients", type=int, default=CLIENTS, help="clients at a time")
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"), help="where the records are kept")
    parser.add_argument("--alone", action="store_true", help="what the record takes for an answer, without the pages: CPU time")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.alone:
        print(f"{'asked of the record':32}{'facts':>10}{'median':>9}{'p95 ms':>9}")
        for facts in (10_000, 100_000, 1_000_000) if given.growth else (given.facts,):
            print("\n".join(alone(facts, given.folder, given.times)), flush=True)
        return
    print(f"{given.clients} clients at a time, {given.times} requests of each page")
    print(f"{'page':32}{'facts':>10}{'median':>9}{'p95 ms':>9}{'kB sent':>9}")
    for facts in (10_000, 100_000, 1_000_000) if given.growth else (given.facts,):
        print("\n".join(measured(facts, given.folder, given.times, given.clients)), flush=True)


if __name__ == "__main__":
    main()
