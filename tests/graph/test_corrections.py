"""Where the words of a correction stand in a text that has changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.corrections import Correction, anchored, around, correction_from_json, place, same, target_of
from ingest.facts import Span
from ingest.pipeline import extract

TEXT = "Căn cứ Kế hoạch số 1/KH-UBND; thực hiện Chỉ thị số 2/CT-UBND; theo Chỉ thị số 2/CT-UBND nêu trên."
WORDS = "Chỉ thị số 2/CT-UBND"
FIRST, SECOND = TEXT.index(WORDS), TEXT.rindex(WORDS)


def said(text: str, start: int, quote: str) -> Correction:
    before, after = around(text, Span(start, start + len(quote)))
    moment = "2026-01-01T00:00:00+00:00"
    return Correction("c1", "a.txt", "reject", start, start + len(quote), quote, before, after, "Lan", moment)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TEXT, SECOND),
        ("\n" + TEXT, SECOND + 1),
        ("x" * 5_000 + TEXT, SECOND + 5_000),  # far, but in the same surroundings
        (TEXT.replace(WORDS, "", 1), SECOND - len(WORDS)),
        (TEXT[:SECOND] + "Chỉ  thị\nsố 2/CT-UBND nêu trên.", SECOND),  # other white space
        (TEXT[: SECOND + 5], FIRST),  # the nearest that is left
        ("Không còn gì.", None),
        ("x" * 5_000 + f" {WORDS} " + "y" * 50, None),  # the same words in another place
        ("", None),
    ],
)
def test_words_are_found_where_they_went(text: str, found: int | None) -> None:
    span = place(said(TEXT, SECOND, WORDS), text)
    assert (span and span.start) == found


@given(st.text(alphabet="ab c\n", max_size=60), st.data())
def test_in_the_same_text_words_stay_where_they_were(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if quote == quote.strip() != "":
        assert place(said(text, start, quote), text) == Span(start, end)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(Span(10, 20), "m0"), (Span(11, 21), "m0"), (Span(10, 15), "m0"), (Span(10, 14), None), (Span(30, 40), None)],
)
def test_the_mention_of_about_the_same_words(wanted: Span, found: str | None) -> None:
    assert same(wanted, {"m0": Span(10, 20), "m1": Span(50, 60)}) == found


def test_corrections_are_bound_to_what_extraction_finds() -> None:
    extraction = extract(TEXT, "a.txt")
    one, lost = said(TEXT, FIRST, WORDS), replace(said(TEXT, FIRST, "thực hiện"), time="2027")
    found = anchored([lost, one], TEXT, extraction)
    assert [(each.lost, each.node) for each in found] == [(False, "m1"), (True, None)]


def test_a_correction_survives_json() -> None:
    target = target_of("Chỉ thị số 19/CT-TTg ngày 16/7/2021", None)
    assert target is not None
    one = replace(said(TEXT, FIRST, WORDS), target=target, field="number", value="1")
    assert correction_from_json(one.to_json()) == one
    assert (target.work, target.number, target.date) == ("eli/vn/ttg/ct/2021/07/16/19", "19/CT-TTg", "2021-07-16")
    assert target_of("không có gì", None) is None
