"""All tables in one frozen object."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from verbale.errors import TableError
from verbale.tables.acts import Acts
from verbale.tables.bodies import Bodies
from verbale.tables.body_words import BodyWords
from verbale.tables.contexts import ContextWords
from verbale.tables.countries import Countries
from verbale.tables.given_names import GivenNames
from verbale.tables.nicknames import Nicknames
from verbale.tables.office_holders import OfficeHolders
from verbale.tables.offices import Offices
from verbale.tables.own import digest_of, texts_of
from verbale.tables.party_words import PartyWords
from verbale.tables.person_nouns import PersonNouns
from verbale.tables.places import Places
from verbale.tables.promise_words import PromiseWords
from verbale.tables.sayings import Sayings
from verbale.tables.series import SeriesNames
from verbale.tables.state_groups import StateGroups
from verbale.tables.table import OURS
from verbale.tables.time_words import TimeWords
from verbale.tables.topics import Topics


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table. Load it once and pass it to whoever needs it.

    own: the digest of the user's own tables that are laid over ours; empty where none are.
    """

    countries: Countries
    places: Places
    bodies: Bodies
    body_words: BodyWords
    offices: Offices
    office_holders: OfficeHolders
    sayings: Sayings
    person_nouns: PersonNouns
    given_names: GivenNames
    nicknames: Nicknames
    topics: Topics
    series: SeriesNames
    state_groups: StateGroups
    party_words: PartyWords
    acts: Acts
    promise_words: PromiseWords
    contexts: ContextWords
    time_words: TimeWords
    own: str = ""

    @classmethod
    def load(cls, overlay: Path | None = None) -> Tables:
        """Our tables; with those in the folder `overlay`, of the same file names, laid over them, row by row.

        Ours alone are read once; with an overlay, anew each time. Raises TableError naming the file, the row and the column.
        """
        return _ours() if overlay is None else _read(_checked(overlay))

    @classmethod
    def laid(cls, own: Mapping[str, str]) -> Tables:
        """Our tables with these laid over them, given as texts by file name. The last few are kept. Raises TableError."""
        return _laid(tuple(sorted(own.items()))) if own else _ours()

    def country_of_place(self, word: str, *, ambiguous: bool = False) -> str | None:
        """The code of the country that a place is or lies in, be it a country, a capital or another place.

        None where it isn't known, where states dispute it, or where the word leads to more than one ("Georgia").
        """
        place = self.places.by_name(word, ambiguous=ambiguous)
        if place is not None and place.country is None:
            return None
        found = {
            self.countries.by_name(word, ambiguous=ambiguous),
            self.countries.by_capital(word, ambiguous=ambiguous),
            None if place is None else place.country,
        } - {None}
        return found.pop() if len(found) == 1 else None


@cache
def _ours() -> Tables:
    return _read(None)


@lru_cache(maxsize=4)
def _laid(own: tuple[tuple[str, str], ...]) -> Tables:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in own:
            (Path(folder) / name).write_bytes(text.encode())
        return _read(_checked(Path(folder)))


def _read(overlay: Path | None) -> Tables:
    countries = Countries.load(overlay)
    return Tables(
        countries=countries,
        places=Places.load(countries.codes, overlay),
        bodies=Bodies.load(countries.codes, overlay),
        body_words=BodyWords.load(overlay),
        offices=Offices.load(overlay),
        office_holders=OfficeHolders.load(countries.codes, overlay),
        sayings=Sayings.load(overlay),
        person_nouns=PersonNouns.load(overlay),
        given_names=GivenNames.load(overlay),
        nicknames=Nicknames.load(overlay),
        topics=Topics.load(overlay),
        series=SeriesNames.load(overlay),
        state_groups=StateGroups.load(overlay),
        party_words=PartyWords.load(overlay),
        acts=Acts.load(overlay),
        promise_words=PromiseWords.load(overlay),
        contexts=ContextWords.load(overlay),
        time_words=TimeWords.load(overlay),
        own="" if overlay is None else digest_of(texts_of(overlay)),
    )


def _checked(overlay: Path) -> Path:
    if not overlay.is_dir():
        raise TableError(f"{overlay}: a folder of tables is expected")
    ours = {path.name for path in OURS.glob("*.csv")}
    for path in sorted(overlay.glob("*.csv")):
        if path.name not in ours:
            raise TableError(f"{path}: no table of that name; the tables are {', '.join(sorted(ours))}")
    return overlay
