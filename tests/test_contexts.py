"""What an act is about: which words tell a context, and which contexts the sentence of an act has."""

from __future__ import annotations

from typing import get_args

import pytest

from readings import document, reading
from verbale.coding.contexts import contexts_of
from verbale.coding.scene import Scene
from verbale.reading.structure import Structure
from verbale.stories import Part
from verbale.tables import Context, Tables

TABLES = Tables.load()
WORDS = TABLES.contexts


def contexts(text: str, words: str) -> tuple[str, ...]:
    """Those of an act that stands on these words of the text."""
    read = reading(text)
    part = Part(0, len(text), "article", False, None, range(1))
    scene = Scene(document(text), "story_1", part, read, Structure(read), [], {}, {}, TABLES)
    at = text.index(words)
    return contexts_of(scene, (at, at + len(words)))


def test_every_context_of_the_codebook_is_told_by_some_word() -> None:
    assert {context for row in WORDS.rows for context in row.contexts} == set(get_args(Context))


def test_each_example_tells_the_contexts_of_its_row_and_no_other() -> None:
    assert [row.word for row in WORDS.rows if set(WORDS.told_by(row.example)) != set(row.contexts)] == []


def test_each_form_tells_what_its_row_does() -> None:
    assert [word for row in WORDS.rows for word in row.words if tuple(WORDS.told_by(word)) != row.contexts] == []


def test_no_row_tells_more_than_two_contexts() -> None:
    assert [row.word for row in WORDS.rows if len(row.contexts) > 2] == []


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("the army's new guns", ["military"]),
        ("both armies’ guns", ["military"]),
        ("an ARMY convoy", ["military"]),
        ("the Kachin Independence Army", []),
        ("a paramilitary band", []),
        ("free-trade zone", ["economic"]),
        ("the capitals trade barbs", []),
        ("they traded places", []),
        ("a clinical trial in Accra", ["health"]),
        ("an oil spill off Muscat", ["disasters", "environment"]),
        ("oil-rich provinces", ["natural_resource"]),
        ("drug trafficking", ["illegal_drugs", "trafficking"]),
        ("women’s rights", ["gender", "rights_freedoms"]),
        ("workers' rights", ["rights_freedoms"]),
        ("artificial intelligence", ["technology"]),
        ("the prisoner is in ill health", []),
        ("the annex to the treaty", []),
        ("", []),
    ],
)
def test_the_longest_phrase_tells_whatever_its_case_hyphens_and_endings(phrase: str, told: list[str]) -> None:
    assert list(WORDS.told_by(phrase)) == told


def test_an_act_is_about_what_its_own_sentence_tells() -> None:
    text = "The navy kept watch. The two ministers met on fisheries in Bergen. A court had ruled on it."
    assert contexts(text, "met") == ("natural_resource",)
    assert contexts(text, "kept watch") == ("military",)


def test_what_most_words_tell_comes_first() -> None:
    text = "The ambassador met investors over tariffs and exports."
    assert contexts(text, "met") == ("economic", "diplomatic")


def test_of_contexts_told_as_often_the_one_told_first_comes_first() -> None:
    assert contexts("Health officials met the refugees.", "met") == ("health", "migration")
    assert contexts("The refugees met health officials.", "met") == ("migration", "health")


def test_there_are_two_at_most() -> None:
    text = "They met on terrorism, migration, climate change and trade, and once more on trade."
    assert contexts(text, "met") == ("economic", "terrorism")


def test_where_no_word_tells_there_is_none() -> None:
    assert contexts("The two sides met in the afternoon.", "met") == ()


def test_an_act_that_is_told_over_two_sentences_is_about_both() -> None:
    text = "They met on fisheries. The envoys will meet again."
    assert contexts(text, "met on fisheries. The envoys will meet") == ("natural_resource", "diplomatic")
