"""What varies, as validated data with an example a row: countries, places, bodies, offices, words of saying, names.

Each table is a CSV file and, beside it, a Python file with a frozen dataclass a row and its look-ups. `Tables.load()` gives all of them;
it is passed to whoever needs it. Nothing is read before that.
"""

from verbale.tables.acts import Act, Acts
from verbale.tables.bodies import Bodies, Body, BodyKind
from verbale.tables.body_words import BodyWord, BodyWords
from verbale.tables.contexts import Context, ContextWord, ContextWords
from verbale.tables.countries import Countries, Country
from verbale.tables.given_names import GivenName, GivenNames
from verbale.tables.nicknames import Nickname, Nicknames
from verbale.tables.office_holders import Gap, OfficeHolder, OfficeHolders, gaps, overlaps
from verbale.tables.offices import Office, Offices
from verbale.tables.party_words import Means, PartyWord, PartyWords
from verbale.tables.person_nouns import PersonNoun, PersonNouns
from verbale.tables.places import Place, PlaceKind, Places
from verbale.tables.promise_words import PromiseWord, PromiseWords
from verbale.tables.sayings import Frame, Saying, SayingKind, Sayings
from verbale.tables.sectors import SECTORS, Gender, Sector
from verbale.tables.series import Series, SeriesNames
from verbale.tables.state_groups import StateGroup, StateGroups
from verbale.tables.table import Table
from verbale.tables.tables import Tables
from verbale.tables.time_words import TimeWord, TimeWordKind, TimeWords
from verbale.tables.topics import Subject, Topics
from verbale.tables.words import Found, Words

__all__ = [
    "SECTORS",
    "Act",
    "Acts",
    "Bodies",
    "Body",
    "BodyKind",
    "BodyWord",
    "BodyWords",
    "Context",
    "ContextWord",
    "ContextWords",
    "Countries",
    "Country",
    "Found",
    "Frame",
    "Gap",
    "Gender",
    "GivenName",
    "GivenNames",
    "Means",
    "Nickname",
    "Nicknames",
    "Office",
    "OfficeHolder",
    "OfficeHolders",
    "Offices",
    "PartyWord",
    "PartyWords",
    "PersonNoun",
    "PersonNouns",
    "Place",
    "PlaceKind",
    "Places",
    "PromiseWord",
    "PromiseWords",
    "Saying",
    "SayingKind",
    "Sayings",
    "Sector",
    "Series",
    "SeriesNames",
    "StateGroup",
    "StateGroups",
    "Subject",
    "Table",
    "Tables",
    "TimeWord",
    "TimeWordKind",
    "TimeWords",
    "Topics",
    "Words",
    "gaps",
    "overlaps",
]
