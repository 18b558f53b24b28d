import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import extract_mentions
from ingest.text.markup import without_tags


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("so 5<br>ngay", "so 5    ngay"),
        ('<p class="x">dieu 1</p>', "             dieu 1    "),
        ("ty le < 5 % va > 3 %", "ty le < 5 % va > 3 %"),
        ("<5 xa>", "<5 xa>"),
        ("a <b\nc>", "a <b\nc>"),
    ],
)
def test_tags_are_blank(folded: str, expected: str) -> None:
    assert without_tags(folded) == expected


@given(st.text(alphabet="<>/ab \n", max_size=40))
def test_length_stays(folded: str) -> None:
    assert len(without_tags(folded)) == len(folded)


def test_a_tag_inside_a_mention_is_no_obstacle() -> None:
    (reference,) = extract_mentions("theo Quyết định số 5/QĐ-UBND<br>ngày 02/3/2022").references
    assert (reference.number, reference.date) == ("5/QĐ-UBND", "2022-03-02")
