"""All facts of one document, story by story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.coding.actors import actor_of
from verbale.coding.cases import cases
from verbale.coding.commitments import commitments
from verbale.coding.dialogues import channels
from verbale.coding.events import Claim, events
from verbale.coding.marks import marks_of
from verbale.coding.rounds import rounds
from verbale.coding.scene import Scene
from verbale.coding.statements import statements
from verbale.coding.story import story_of
from verbale.coding.talks import talks_of
from verbale.model import Actor, Commitment, Document, Event, Fact, Party, Statement
from verbale.reading import Reading
from verbale.reading.quotations import Quotation, quotations
from verbale.reading.structure import Span, Structure
from verbale.stories import Cast, Named, Part, Turn, comments, dateline, dating, descriptions, names, stories, turns
from verbale.tables import Tables


def facts_of(document: Document, reading: Reading, tables: Tables) -> list[Fact]:
    """What the document says, each fact with its evidence: stories, and of each its actors, statements, talks and acts."""
    structure = Structure(reading)
    parts = stories(reading)
    found: list[Fact] = []
    for part in parts:
        named = names(document.text, reading.mentions, part.span, tables)
        lines = _lines(reading, part)
        quoted = quotations(document.text, lines)
        line = dateline(structure, lines, tables, release=part.kind == "release")
        story = story_of(document, part, line, dating(structure, part.span, named, quoted, tables), alone=len(parts) == 1)
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
    """The facts of one story but for the story itself. A place is its government only where it speaks or acts."""
    told = {i: descriptions(n, structure, part.span, tables) for i, n in enumerate(named) if n.type == "PER"}
    actors: dict[str, Actor] = {}
    for i, n in enumerate(named):
        actor = actor_of(document, story_id, n, told.get(i, []), named, structure, tables)
        if actor is not None and n.name not in actors:
            actors[n.name] = actor
    spoken = turns(document.text, lines, named) if part.kind == "transcript" else []
    cast = Cast(structure, part.span, named, told, tables)
    said = statements(document, story_id, part.span, reading, quoted, spoken, cast, actors, tables)
    scene = Scene(document, story_id, part, reading, structure, named, told, actors, tables, _spoken(part, said, spoken))
    done = _done(scene, said, spoken)
    acting = {speaker.actor_id for statement in said for speaker in (statement.speaker, *statement.co_speakers)} | _acting(done)
    return [*(actor for actor in actors.values() if actor.kind != "government" or actor.id in acting), *said, *done]


def _spoken(part: Part, said: Sequence[Statement], turns_: Sequence[Turn]) -> list[Span]:
    """What others than the story's own voice say word for word: quotations; in a transcript the questions."""
    if part.kind == "transcript":
        return _questions(turns_)
    return _quoted(said)


def _quoted(said: Sequence[Statement]) -> list[Span]:
    """Where somebody's own words stand."""
    return [(e.start, e.end) for s in said for e in s.evidence if e.role == "content" and s.kind == "direct"]


def _questions(spoken: Sequence[Turn]) -> list[Span]:
    return [(turn.label[0], turn.parts[-1][1] if turn.parts else turn.label[1]) for turn in spoken if turn.question]


def _done(scene: Scene, said: Sequence[Statement], spoken: Sequence[Turn]) -> list[Fact]:
    """What the story says was done and is to come: its talks, the cases raised there, what was promised, and its plain acts."""
    questions = _questions(spoken)
    marks = marks_of(scene, [*questions, *comments(scene.text, scene.span)])
    made: list[Fact] = []
    talks = talks_of(scene, marks)
    told = channels(scene, talks) if talks is not None else []
    if talks is not None:
        raised = cases(scene, talks, told[0], marks)
        at = {ident: [case.id for case in raised if ident in case.round_ids] for channel in told for _, ident in channel.sittings}
        made += [channel.dialogue for channel in told]
        made += [r for channel in told for r in rounds(scene, talks, channel, at)]
        made += raised
        made += commitments(scene, talks, told, marks)
    return [*made, *events(scene, [*_quoted(said), *questions], list(_claims(scene, said)), told, talks)]


def _claims(scene: Scene, said: Sequence[Statement]) -> Iterator[Claim]:
    """What is told that political actors said, without quotation marks."""
    actors = {actor.id: actor for actor in scene.actors.values()}
    for statement in said:
        actor = actors.get(statement.speaker.actor_id or "")
        source = next(((e.start, e.end) for e in statement.evidence if e.role == "source"), None)
        if statement.kind == "direct" or actor is None or source is None:
            continue
        for e in statement.evidence:
            if e.role == "content":
                yield Claim((e.start, e.end), Party(actor.id, actor.name, actor.country), source)


def _acting(done: Sequence[Fact]) -> set[str | None]:
    """The actors that take part in something."""
    parties = [p for fact in done if isinstance(fact, Event) for p in (*fact.actors, *fact.recipients)]
    parties += [p for fact in done if isinstance(fact, Commitment) for p in fact.who]
    return {p.actor_id for p in parties}


def _lines(reading: Reading, part: Part) -> list[Span]:
    p = reading.paragraphs
    return [(int(p.start[i]), int(p.end[i])) for i in part.paragraphs]
