import unicodedata
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.words.index import WordIndex, tokens

TEXTS = {
    1: "Căn cứ Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ",
    2: "Gửi kế hoạch về Sở Nội vụ trước ngày 20/01/2021",
    3: "Phát động phong trào thi đua yêu nước",
}


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    made = WordIndex(tmp_path / "words")
    made.update(TEXTS.items(), ())
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị định 15/2020/NĐ-CP", ("nghị", "định", "15/2020/nđ-cp", "15", "2020", "nđ", "cp")),
        ("số: 02 /CT-UBND", ("số", "02/ct-ubnd", "02", "ct", "ubnd")),
        ("Chỉ thị 05-CT/TW", ("chỉ", "thị", "05-ct/tw", "05", "ct", "tw")),
        ("ngày 20/01/2021.", ("ngày", "20/01/2021", "20", "01", "2021")),
        ("2021 - 2025", ("2021", "2025")),
        ("(thi đua)", ("thi", "đua")),
    ],
)
def test_numbers_stay_whole_beside_their_parts(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text).exact == expected


def test_pairs_do_not_reach_over_a_number() -> None:
    assert tokens("kế hoạch 5/KH thi đua").pairs == ("ke_hoach", "thi_dua")


@given(st.text())
def test_tokens_do_not_depend_on_the_normalisation_form(text: str) -> None:
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("15/2020/NĐ-CP", 1),
        ("nghi dinh 15/2020/nd-cp", 1),
        ("hạn gửi kế hoạch", 2),
        ("phong trao thi dua", 3),
        ('thi đua" OR (title:* AND', 3),
    ],
)
def test_the_passage_with_the_words_comes_first(index: WordIndex, question: str, best: int) -> None:
    found = index.search(question, 3)
    assert max(found, key=lambda passage: found[passage]) == best


@pytest.mark.parametrize("question", ["", "?!", "xyz"])
def test_a_question_without_known_words_finds_nothing(index: WordIndex, question: str) -> None:
    assert index.search(question, 3) == {}


def test_passages_come_and_go(index: WordIndex, tmp_path: Path) -> None:
    index.update([(4, "Thi đua năm mới")], [3])
    assert index.ids() == {1, 2, 4}
    assert set(index.search("thi đua", 5)) == {4}
    assert WordIndex(tmp_path / "words").ids() == {1, 2, 4}


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12),
    st.sets(st.integers(0, 13)),
    st.integers(1, 12),
)
def test_a_filtered_search_is_the_whole_search_filtered(texts: list[str], within: set[int], count: int) -> None:
    with TemporaryDirectory() as folder:
        index = WordIndex(Path(folder))
        index.update(enumerate(texts), ())
        whole = index.search("a c d", len(texts))
        kept = {passage: score for passage, score in whole.items() if passage in within}
        found = index.search("a c d", count, within)
    assert list(found.values()) == pytest.approx(list(kept.values())[:count])
    assert {passage: kept[passage] for passage in found} == pytest.approx(found)


@pytest.mark.parametrize(
    ("within", "count", "expected"),
    [
        ({95, 98}, 5, {95, 98}),
        (range(75, 100), 30, set(range(75, 100))),
        (range(88, 100), 2, {88, 89}),
        (range(40, 100), 2, {40, 41}),
        (range(72, 100), 18, set(range(72, 90))),
        ({1_000}, 5, set()),
        ((), 5, set()),
    ],
)
def test_few_passages_are_found_among_many_better_ones(
    tmp_path: Path, within: Collection[int], count: int, expected: set[int]
) -> None:
    index = WordIndex(tmp_path / "words")
    index.update(((n, "thi đua " + "khen thưởng " * (n >= 90)) for n in range(100)), ())
    assert set(index.search("thi đua", count, within)) == expected
