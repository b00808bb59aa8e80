"""Who held which office when: what the table promises, and that its tests would find what is wrong in it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from verbale.errors import TableError
from verbale.tables import OfficeHolder, Tables, gaps, overlaps
from verbale.tables.office_holders import HANDOVER
from verbale.tables.table import OURS

HOLDERS = Tables.load().office_holders
HEADER = "country,office,titles,holder,forms,standing,start,end,example,sources"


def row(holder: str, start: str, end: str | None, standing: str = "in_office") -> OfficeHolder:
    return OfficeHolder(
        "NOR",
        "prime minister",
        ("Prime Minister",),
        holder,
        (),
        standing,  # type: ignore[arg-type]
        date.fromisoformat(start),
        None if end is None else date.fromisoformat(end),
        f"Prime Minister {holder} left",
        (),
    )


def overlay(tmp_path: Path, *lines: str) -> Path:
    (tmp_path / "office_holders.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return tmp_path


def test_two_who_hold_one_office_at_one_time_are_found() -> None:
    first, second = row("Ann Berg", "2001-01-01", "2003-05-09"), row("Per Dahl", "2003-05-01", None)
    assert list(overlaps([second, first])) == [(first, second)]


def test_a_short_tenure_within_a_long_one_hides_nothing_after_it() -> None:
    long, short, later = (
        row("Ann Berg", "2001-01-01", "2009-01-01"),
        row("Per Dahl", "2002-01-01", "2002-02-01"),
        row("Liv Moe", "2005-01-01", None),
    )
    assert list(overlaps([long, short, later])) == [(long, short), (long, later)]


def test_a_day_of_handover_shared_is_no_overlap_and_no_gap() -> None:
    rows = [row("Ann Berg", "2001-01-01", "2003-05-01"), row("Per Dahl", "2003-05-01", "2005-01-01"), row("Liv Moe", "2005-01-02", None)]
    assert list(overlaps(rows)) == []
    assert list(gaps(rows)) == []


def test_days_without_a_holder_are_reported_and_an_acting_one_does_not_fill_them() -> None:
    rows = [
        row("Ann Berg", "2001-01-01", "2003-05-01"),
        row("Per Dahl", "2003-05-02", "2003-06-09", "acting"),
        row("Liv Moe", "2003-06-10", None),
    ]
    assert [(gap.country, gap.office, gap.days.edtf) for gap in gaps(rows)] == [("NOR", "prime minister", "[2003-05-02..2003-06-09]")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("NOR,prime minister,Prime Minister,Ann Berg,,in_office,2001-02-30,,Prime Minister Ann Berg left,", "start"),
        ("NOR,prime minister,Prime Minister,Ann Berg,,in_office,20010201,,Prime Minister Ann Berg left,", "start"),
        ("NOR,prime minister,Prime Minister,Ann Berg,,in_office,1901-02-03,1901-02-02,Prime Minister Ann Berg left,", "end"),
        ("USA,president,President,Ann Berg,,in_office,2012-02-03,2012-03-03,President Ann Berg left,", "start"),
        ("NOR,prime minister,Prime Minister,Ann Berg,,crowned,2001-02-03,,Prime Minister Ann Berg left,", "standing"),
        ("NOR,mayor,Mayor,Ann Berg,,in_office,2001-02-03,,Mayor Ann Berg left,", "office"),
        ("XYZ,president,President,Ann Berg,,in_office,2001-02-03,,President Ann Berg left,", "country"),
        ("NOR,prime minister,,Ann Berg,,in_office,1901-02-03,1901-03-03,Prime Minister Ann Berg left,", "titles"),
    ],
)
def test_what_is_wrong_in_a_row_is_named(tmp_path: Path, line: str, column: str) -> None:
    with pytest.raises(TableError, match=f"row 2, column {column}: "):
        Tables.load(overlay(tmp_path, line))


def test_one_source_is_not_enough_nor_the_same_one_twice(tmp_path: Path) -> None:
    line = "NOR,prime minister,Prime Minister,Ann Berg,,in_office,1901-02-03,1901-03-03,Prime Minister Ann Berg left,"
    one = Tables.load(overlay(tmp_path, line + "list of ministers")).office_holders.rows[-1]
    two = Tables.load(overlay(tmp_path, line + "list of ministers|almanac")).office_holders.rows[-1]
    assert (one.checked, two.checked) == (False, True)
    half = Tables.load(overlay(tmp_path, line + "list of ministers (start)|almanac (start)|gazette (end)")).office_holders.rows[-1]
    assert not half.checked
    with pytest.raises(TableError, match="sources"):
        Tables.load(overlay(tmp_path, line + "almanac|almanac"))


def test_no_two_hold_one_office_at_one_time() -> None:
    assert list(overlaps(HOLDERS.rows)) == []


def test_the_heads_of_the_states_most_named_are_known_without_a_break() -> None:
    heads: Sequence[tuple[str, str]] = [
        ("USA", "president"),
        ("USA", "vice president"),
        ("CHN", "president"),
        ("CHN", "prime minister"),
        ("GBR", "prime minister"),
        ("FRA", "president"),
        ("DEU", "chancellor"),
    ]
    assert {(row.country, row.office) for row in HOLDERS.rows} >= set(heads)
    assert [gap for gap in gaps(HOLDERS.rows) if (gap.country, gap.office) in heads] == []


def test_the_rows_are_sorted() -> None:
    with (OURS / "office_holders.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    order = [(r["country"], r["office"], r["start"], r["end"] or "9999", r["holder"], r["standing"]) for r in rows]
    assert order == sorted(order)


def test_a_president_elect_takes_office_when_the_waiting_ends() -> None:
    for elect in (row for row in HOLDERS.rows if row.standing == "elect" and row.office == "president"):
        terms = [
            r
            for r in HOLDERS.rows
            if r.standing == "in_office" and (r.country, r.office, r.holder) == (elect.country, elect.office, elect.holder)
        ]
        assert elect.end is not None
        assert any(abs(term.start - elect.end) <= HANDOVER for term in terms), elect
