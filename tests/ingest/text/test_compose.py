import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.compose import compose

PIECES = st.sampled_from(
    ["Nghị quyết ", "Chỉ thị số 5/CT-UBND", "ngày", "ề", "\u0323", "\u0301", "đ", "x", "\n", "\u1100\u1161"]
)
MIXED = st.lists(
    st.builds(unicodedata.normalize, st.sampled_from(["NFC", "NFD"]), st.one_of(PIECES, st.text(max_size=4)))
).map("".join)


def test_composed_text_comes_back_as_it_is() -> None:
    text = "Kế hoạch số 12/KH-UBND"
    composed, back = compose(text)
    assert composed is text
    assert list(back) == list(range(len(text) + 1))


@pytest.mark.parametrize("word", ["quyết", "Chỉ", "số", "được", "ngữ"])
def test_a_decomposed_word_is_found_where_it_stands(word: str) -> None:
    text = unicodedata.normalize("NFD", f"căn cứ {word} định")
    composed, back = compose(text)
    start = composed.index(word)
    end = start + len(word)
    assert text[back[start] : back[end]] == unicodedata.normalize("NFD", word)


@given(MIXED)
def test_every_boundary_leads_back(text: str) -> None:
    composed, back = compose(text)
    assert len(back) == len(composed) + 1
    assert (back[0], back[len(composed)]) == (0, len(text))
    assert all(back[i] <= back[i + 1] for i in range(len(composed)))


@given(MIXED, st.data())
def test_a_span_of_the_composed_text_is_the_same_words_of_the_text(text: str, data: st.DataObject) -> None:
    composed, back = compose(text)
    boundaries = [0, *(i for i in range(1, len(composed) + 1) if back[i] > back[i - 1])]
    start, end = sorted((data.draw(st.sampled_from(boundaries)), data.draw(st.sampled_from(boundaries))))
    given_words = text[back[start] : back[end]]
    assert unicodedata.normalize("NFD", given_words) == unicodedata.normalize("NFD", composed[start:end])
