"""Countries as the formats of event data have them: names, and the numbers of the Correlates of War project (`cow.csv`).

Source of the numbers: Correlates of War Project, State System Membership List, v2016 (correlatesofwar.org).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from verbale.tables import Countries

IGO = "International Governmental Organization"
UNIONS = {"EU": "European Union", "UN": "United Nations", "NATO": IGO, "AU": IGO, "ASEAN": IGO}
"""PLOVER names two unions and takes all others together."""
PLOVER_CODES = {"XKX": "KOS", "EU": "EUR", "UN": "UNO", "NATO": "IGO", "AU": "IGO", "ASEAN": "IGO"}
"""Where PLOVER's code is another than ours."""


def name_of(code: str) -> str:
    """The English name of a country or union, as PLOVER has it; the code itself where the table has no such country."""
    country = _table().by_code(code)
    return UNIONS.get(code) or (code if country is None else country.name)


def code_of(name: str) -> str | None:
    """Our code for a name or for an ISO or PLOVER code; None where there is none, or it stands for many (an IGO)."""
    ours = {plover: code for code, plover in PLOVER_CODES.items() if plover != "IGO"}
    countries = _table()
    if name in ours:
        return ours[name]
    if name in countries.codes:
        return name
    return countries.by_name(name, ambiguous=True)


@cache
def _table() -> Countries:
    return Countries.load()


@cache
def cow() -> dict[str, int]:
    """The Correlates of War number of each state, by our code."""
    lines = files("verbale.export").joinpath("cow.csv").read_text(encoding="utf-8").splitlines()
    return {row["code"]: int(row["cow"]) for row in csv.DictReader(lines)}
