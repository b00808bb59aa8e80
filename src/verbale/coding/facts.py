"""All facts of one document, story by story."""

from __future__ import annotations

from verbale.coding.actors import actor_of
from verbale.coding.statements import statements
from verbale.coding.story import story_of
from verbale.model import Actor, Document, Fact
from verbale.reading import Reading
from verbale.reading.quotations import Quotation, quotations
from verbale.reading.structure import Span, Structure
from verbale.stories import Cast, Named, Part, dating, descriptions, names, stories, turns
from verbale.tables import Tables


def facts_of(document: Document, reading: Reading, tables: Tables) -> list[Fact]:
    """What the document says, each fact with its evidence: stories, and of each its actors and statements."""
    structure = Structure(reading)
    parts = stories(reading)
    found: list[Fact] = []
    for part in parts:
        named = names(document.text, reading.mentions, part.span, tables)
        lines = _lines(reading, part)
        quoted = quotations(document.text, lines)
        story = story_of(document, part, dating(structure, part.span, named, quoted, tables), alone=len(parts) == 1)
        found.append(story)
        found += _story_facts(document, story.id, part, named, lines, quoted, reading, structure, tables)
    return found


def _story_facts(
    document: Document,
    story_id: str,
    part: Part,
    named: list[Named],
    lines: list[Span],
    quoted: list[Quotation],
    reading: Reading,
    structure: Structure,
    tables: Tables,
) -> list[Fact]:
    """The actors and statements of one story. A place is its government only where it speaks."""
    told = {i: descriptions(n, structure, part.span, tables) for i, n in enumerate(named) if n.type == "PER"}
    actors: dict[str, Actor] = {}
    for i, n in enumerate(named):
        actor = actor_of(document, story_id, n, told.get(i, []), named, structure, tables)
        if actor is not None and n.name not in actors:
            actors[n.name] = actor
    said = statements(
        document,
        story_id,
        part.span,
        reading,
        quoted,
        turns(document.text, lines, named) if part.kind == "transcript" else [],
        Cast(structure, part.span, named, told, tables),
        actors,
        tables,
    )
    speaking = {speaker.actor_id for statement in said for speaker in (statement.speaker, *statement.co_speakers)}
    return [*(actor for actor in actors.values() if actor.kind != "government" or actor.id in speaking), *said]


def _lines(reading: Reading, part: Part) -> list[Span]:
    p = reading.paragraphs
    return [(int(p.start[i]), int(p.end[i])) for i in part.paragraphs]
