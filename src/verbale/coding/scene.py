"""One story with all that is known of it before its talks, cases, promises and acts are coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from verbale.coding.affiliation import country_of
from verbale.model import Actor, Document, Evidence, Role
from verbale.reading import TIME_TYPES, Reading
from verbale.reading.structure import Span, Structure
from verbale.stories import Cast, Description, Expression, Named, Part, times
from verbale.tables import Tables


@dataclass(frozen=True)
class Scene:
    """A story, who is named in it, and the actors they are.

    told: what the story says of each person, by index in `named`. actors: by the name they have in `named`. spoken: what others than the
    story itself say in it, word for word.
    """

    document: Document
    story_id: str
    part: Part
    reading: Reading
    structure: Structure
    named: Sequence[Named]
    told: dict[int, list[Description]]
    actors: dict[str, Actor]
    tables: Tables
    spoken: Sequence[Span] = ()

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def span(self) -> Span:
        """From the story's first to its last word."""
        return self.part.span

    def words(self, span: Span) -> str:
        """The words that stand there."""
        return self.text[slice(*span)]

    def shown(self, span: Span, field: str, role: Role | None = None) -> Evidence:
        """The words there as evidence for this field."""
        return Evidence(self.document.id, self.story_id, span[0], span[1], self.words(span), field, role)

    @cached_property
    def _by_place(self) -> list[tuple[int, int, Named]]:
        return sorted((m.start, m.end, named) for named in self.named for m in named.mentions)

    def inside(self, span: Span) -> list[Named]:
        """Who and what is named there, in order of place, each once."""
        found = [named for start, end, named in self._by_place if span[0] < end and start < span[1]]
        return list({id(named): named for named in found}.values())

    def is_quoted(self, at: int) -> bool:
        """Whether somebody else than the story speaks there."""
        return any(a <= at < b for a, b in self.spoken)

    def whole(self, span: Span, *types: str) -> Span:
        """The span widened to the whole of the names of these types that it touches: a mark may hold half of one."""
        touched = [(a, b) for a, b, named in self._by_place if named.type in types and span[0] < b and a < span[1]]
        return (min([span[0], *(a for a, _ in touched)]), max([span[1], *(b for _, b in touched)]))

    def people(self, span: Span) -> list[Named]:
        """The persons named there."""
        return [named for named in self.inside(span) if named.type == "PER"]

    def actor(self, named: Named) -> Actor | None:
        """The actor that it is."""
        return self.actors.get(named.name)

    def country(self, named: Named) -> str | None:
        """Whose it is: the actor's country, or the country that the name is of."""
        actor = self.actor(named)
        return (actor.country if actor is not None else None) or country_of(named.name, self.tables)

    @cached_property
    def times(self) -> list[Expression]:
        """The time expressions of the story: those that the reader saw, and what the grammar is sure of."""
        t = self.reading.times
        seen = [(int(t.start[i]), int(t.end[i]), TIME_TYPES[int(t.type[i])]) for i in range(len(t))]
        return times(self.structure, self.tables, seen, within=self.span)

    @cached_property
    def cast(self) -> Cast:
        """Whom "he" and "the ministry" mean; ask it in the order of the text."""
        return Cast(self.structure, self.span, list(self.named), self.told, self.tables)
