"""Where one story ends and the next begins; whom and what it names; what bounds its date; who "he" and "the official" are within it."""

from verbale.stories.bound import Bound
from verbale.stories.comments import comments
from verbale.stories.dateline import Dateline, dateline, weekday_of
from verbale.stories.dating import Dating, dating
from verbale.stories.names import Mention, Named, names
from verbale.stories.reference import NOBODY, Cast, Resolved
from verbale.stories.seams import KICKER
from verbale.stories.stories import Part, stories
from verbale.stories.times import Expression, times
from verbale.stories.titles import Description, descriptions
from verbale.stories.turns import Turn, turns

__all__ = [
    "KICKER",
    "NOBODY",
    "Bound",
    "Cast",
    "Dateline",
    "Dating",
    "Description",
    "Expression",
    "Mention",
    "Named",
    "Part",
    "Resolved",
    "Turn",
    "comments",
    "dateline",
    "dating",
    "descriptions",
    "names",
    "stories",
    "times",
    "turns",
    "weekday_of",
]
