import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import extract_mentions
from ingest.text.markup import join_words, without_tags


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


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("ng**ày 2/3", "ngày 2/3"),
        ("**BỘ C****ÔNG THƯƠNG**", "**BỘ CÔNG THƯƠNG**"),
        ("số **1**5/QĐ", "số **15/QĐ"),
        ("quy định**Nghị quyết", "quy định**Nghị quyết"),  # two words
        ("**Điều 1.** *Chợ*", "**Điều 1.** *Chợ*"),
    ],
)
def test_words_that_emphasis_splits_are_joined(text: str, joined: str) -> None:
    assert join_words(text)[0] == joined


@given(st.text(alphabet="aB1* ", max_size=40))
def test_joined_words_lead_back(text: str) -> None:
    joined, back = join_words(text)
    assert len(back) == len(joined) + 1
    assert all(text[back[i]] == sign for i, sign in enumerate(joined))


def test_a_split_date_and_number_are_read_where_they_stand() -> None:
    text = "theo Nghị định số **1**5/2020/NĐ-CP ng**ày 03/02/2020"
    (reference,) = extract_mentions(text).references
    assert (reference.number, reference.date) == ("15/2020/NĐ-CP", "2020-02-03")
    assert reference.text == text[reference.span.start : reference.span.end] == text[len("theo ") :]
