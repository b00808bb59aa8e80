"""The map from TimeML to how an event word stands, rule by rule, as docs/standing.md writes it down."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from training.corpora.standing import standings

ROOT = Path(__file__).parents[1]
Event = tuple[str, str]
"""A word, and what MAKEINSTANCE says of it."""

NEGATIVE = 'polarity="NEG"'
INFINITIVE = 'tense="INFINITIVE"'

RULES: list[tuple[int, list[Event], str, str | None]] = [
    (1, [("handed", ""), ("go", 'tense="FUTURE"')], "CONDITIONAL", "hypothetical"),
    (2, [("convene", f'modality="may" {NEGATIVE}')], "", "hypothetical"),
    (3, [("agree", f'modality="could" {NEGATIVE}')], "", "denied"),
    (4, [("prevented", 'tense="PAST"'), ("visit", "")], "COUNTER_FACTIVE", "denied"),
    (4, [("denied", 'tense="PAST"'), ("signing", "")], "NEG_EVIDENTIAL", "denied"),
    (5, [("deny", NEGATIVE), ("meeting", "")], "NEG_EVIDENTIAL", None),
    (6, [("appeal", 'modality="COULD"')], "", "hypothetical"),
    (7, [("harm", 'modality="would"')], "", "hypothetical"),
    (8, [("agreed", NEGATIVE), ("meet", INFINITIVE)], "MODAL", "hypothetical"),
    (9, [("agreed", 'tense="PAST"'), ("meet", INFINITIVE)], "MODAL", "planned"),
    (10, [("helped", 'tense="PAST"'), ("free", INFINITIVE)], "MODAL", None),
    (11, [("flew", 'tense="PAST"'), ("present", INFINITIVE)], "MODAL", "planned"),
    (12, [("wants", 'class="I_STATE"'), ("resume", INFINITIVE)], "MODAL", "hypothetical"),
    (12, [("believe", 'class="I_STATE"'), ("failed", 'tense="PAST"')], "MODAL", "hypothetical"),
    (13, [("said", 'tense="PAST"'), ("follow", 'modality="would"')], "EVIDENTIAL", "planned"),
    (14, [("arrive", 'tense="FUTURE"')], "", "planned"),
    (15, [("election", "")], "AFTER", "planned"),
    (16, [("judge", INFINITIVE)], "", None),
    (17, [("managed", 'tense="PAST"'), ("leave", INFINITIVE)], "FACTIVE", "occurred"),
    (17, [("sentenced", 'tense="PAST"')], "", "occurred"),
]


def timeml(events: list[Event], link: str) -> ElementTree.Element:
    """A document of these events, the second hanging on the first by this link, or the last linked to the creation time."""
    padding = [("ran", 'tense="PAST"')] * 3
    marked, made = "", ""
    for i, (word, attributes) in enumerate([*events, *padding]):
        stated = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        instance = {"polarity": "POS", **stated, "eventID": f"e{i}", "eiid": f"ei{i}"}
        marked += f'<EVENT eid="e{i}" class="{stated.get("class", "OCCURRENCE")}">{word}</EVENT> '
        made += "<MAKEINSTANCE " + " ".join(f'{name}="{value}"' for name, value in instance.items()) + "/>"
    if link == "AFTER":
        made += f'<TLINK eventInstanceID="ei{len(events) - 1}" relatedToTime="t0" relType="AFTER"/>'
    elif link:
        made += f'<SLINK eventInstanceID="ei0" subordinatedEventInstance="ei1" relType="{link}"/>'
    return ElementTree.fromstring(f'<TimeML><DCT><TIMEX3 tid="t0" value="2011-04-28">x</TIMEX3></DCT><TEXT>{marked}</TEXT>{made}</TimeML>')


@pytest.mark.parametrize(("rule", "events", "link", "standing"), RULES, ids=[f"{n} {e[-1][0]}" for n, e, _, _ in RULES])
def test_an_event_stands_as_the_rule_says(rule: int, events: list[Event], link: str, standing: str | None) -> None:
    assert standings(timeml(events, link))[f"e{len(events) - 1}"] == standing


def test_both_ends_of_a_condition_are_hypothetical() -> None:
    made = standings(timeml([("handed", ""), ("go", 'tense="FUTURE"')], "CONDITIONAL"))
    assert (made["e0"], made["e1"]) == ("hypothetical", "hypothetical")


def test_a_file_in_which_nearly_all_is_negative_is_taken_the_wrong_way_round() -> None:
    turned = ElementTree.tostring(timeml([("agree", NEGATIVE)] + [("ran", "")] * 20, ""), encoding="unicode")
    turned = turned.replace('"POS"', '"x"').replace('"NEG"', '"POS"').replace('"x"', '"NEG"')
    made = standings(ElementTree.fromstring(turned))
    assert made["e0"] == "denied"
    assert made["e1"] == "occurred"


def test_links_that_run_in_a_ring_end() -> None:
    root = timeml([("wants", ""), ("asks", "")], "MODAL")
    root.append(ElementTree.fromstring('<SLINK eventInstanceID="ei1" subordinatedEventInstance="ei0" relType="MODAL"/>'))
    assert standings(root)["e0"] == "hypothetical"


def test_every_rule_of_the_page_is_tried_here() -> None:
    page = (ROOT / "docs" / "standing.md").read_text(encoding="utf-8")
    assert {int(n) for n in re.findall(r"^\| (\d+) \|", page, re.M)} == {rule for rule, *_ in RULES}
