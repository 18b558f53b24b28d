import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.words import WordIndex, tokens

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
