import re
from collections import Counter

import pytest

from ingest.identifiers.numbers import number_at
from ontology.authority import KnownInstrument, authority, law_abbreviations, law_names
from ontology.document_types import type_iri

NUMBERS = {known.number for known in authority()}


def known(number: str) -> KnownInstrument:
    (found,) = (k for k in authority() if k.number == number)
    return found


@pytest.mark.parametrize("row", authority(), ids=lambda row: f"{row.number or row.name} {row.date}")
def test_a_row_is_whole_and_means_what_it_says(row: KnownInstrument) -> None:
    assert type_iri(row.type)
    assert row.issuer
    assert row.source in {"Bộ pháp điển", "dẫn chiếu phổ biến"}
    for day in (row.date, row.effective, row.end):
        assert day is None or re.fullmatch(r"(19|20)\d\d-[01]\d-[0-3]\d", day)
    assert row.start >= row.date or row.number == "31-L/CTN"  # a tax levied from the first day of its year
    assert row.end is None or row.end > row.date
    assert {*row.replaces, *row.amends} <= NUMBERS
    for name in (row.name, *row.aliases):
        assert name == " ".join(name.split()) != ""
        assert not row.is_statute or name.startswith(row.type)
    if row.number:
        found = number_at(row.number, 0)
        assert found
        assert found.value == row.number


def test_nothing_is_listed_twice() -> None:
    counts = Counter((k.type, k.number or k.name, k.date) for k in authority())
    assert counts.most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        ("15/2003/QH11", "2004-07-01", "2024-01-01"),  # replaced
        ("39/2013/QH13", "2014-06-01", "2024-01-01"),  # amends only what was replaced
        ("06/2022/QH15", "2024-01-01", None),
        ("11/2003/QH11", "2003-11-26", "2016-01-01"),  # no day of effect recorded; replaced under another name
        ("56/2024/QH15", "2025-01-01", None),  # amends several, some of which are in force
    ],
)
def test_when_a_law_was_in_force(number: str, start: str, end: str | None) -> None:
    assert (known(number).start, known(number).end) == (start, end)


def test_names_for_the_grammar() -> None:
    assert {"Thi đua, khen thưởng", "Dân sự", "TĐKT"} <= law_names()
    assert not any("sửa đổi" in name for name in law_names())
    assert law_abbreviations()["TĐKT"] == "Thi đua, khen thưởng"
    assert all(" " not in short for short in law_abbreviations())
