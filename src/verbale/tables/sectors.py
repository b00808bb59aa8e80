"""The sector codes of PLOVER, as we use them, and the genders a word can tell."""

from __future__ import annotations

from typing import Literal, get_args

Sector = Literal[
    "GOV",  # the executive: heads of state, ministries, their officials; a territory's own government
    "MIL",  # armed forces of a state
    "COP",  # police, customs, prisons, domestic security forces
    "JUD",  # courts, judges, prosecutors
    "LEG",  # parliaments and their members
    "PTY",  # political parties, in power or not
    "OPP",  # opposition as such, dissident movements, governments in exile
    "REB",  # armed groups that are no state's forces
    "SPY",  # intelligence services
    "NGO",  # non-governmental organizations
    "IGO",  # intergovernmental organizations
    "MED",  # newspapers, agencies, broadcasters, and those who work for them
    "EDU",  # universities, schools, institutes of research
    "BUS",  # companies, banks, chambers of commerce
    "REL",  # churches, orders, clergy
    "LAB",  # trade unions
    "CIV",  # people as people: residents, victims, families
]
SECTORS: tuple[str, ...] = get_args(Sector)

Gender = Literal["m", "f", "u"]
"""What a word tells of a person's gender: man, woman, or that it is borne by both."""
