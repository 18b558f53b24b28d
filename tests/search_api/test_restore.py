import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.fold import fold
from search_api.restore import Restorer, lacks_diacritics, learn, marked_share
from search_api.words import NUMBER

LEARNT = learn(["Hạn gửi kế hoạch công tác thi đua về Sở Nội vụ.", "Sở Nội vụ tỉnh", "PHAT DONG THI DUA"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("han gui ke hoach cong tac thi dua ve So Noi vu", "hạn gửi kế hoạch công tác thi đua về Sở Nội vụ"),
        ("SO NOI VU", "SỞ NỘI VỤ"),
        ("kế hoach 02/KH-UBND", "kế hoạch 02/KH-UBND"),
        ("qwrt", "qwrt"),
        ("", ""),
    ],
)
def test_the_likeliest_diacritics_are_put_back(typed: str, meant: str) -> None:
    assert LEARNT.restore(typed) == meant


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("thi dua yeu nuoc", True),
        ("thi đua yêu nước", False),
        ("Pot thi dua dic biét 1ap thanh tich", True),
        ("", False),
    ],
)
def test_which_texts_lack_diacritics(text: str, lacks: bool) -> None:
    assert lacks_diacritics(text) is lacks


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("gtri ké h0ach cong tic thi dua vé S6 N6i vu", "gtri kế hoạch công tác thi đua về sở nội vụ"),
        ("ké hoach 1365 /PD-UBND", "kế hoạch 1365 /pd-ubnd"),
        ("ngay 20/01/2021", "ngày 20/01/2021"),
    ],
)
def test_garbled_words_are_read_as_what_they_were(scanned: str, meant: str) -> None:
    assert LEARNT.repair(scanned) == meant


def test_badly_written_lines_teach_nothing() -> None:
    assert ("phat", "dong") not in LEARNT.pairs


def test_a_model_is_the_same_after_saving(tmp_path: Path) -> None:
    LEARNT.save(tmp_path / "model.json")
    assert Restorer.load(tmp_path / "model.json") == LEARNT


@given(st.text())
def test_only_diacritics_are_changed(text: str) -> None:
    plain = fold(text)
    assert fold(LEARNT.restore(plain)) == fold(plain)


@given(st.text(alphabet="abdehilnopqtuwy01368 /-.\n"))
def test_a_repair_keeps_numbers_and_what_stands_between_words(text: str) -> None:
    repaired = LEARNT.repair(text)
    assert re.split(r"\w+", repaired) == re.split(r"\w+", text)
    assert NUMBER.findall(repaired) == NUMBER.findall(text)


def test_a_real_scan_becomes_findable(shared: Path) -> None:
    texts = {path.stem[:3]: path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")}
    repaired = learn(texts.values()).repair(texts["003"])
    for words in (
        "phát động thi đua",
        "đại hội thi đua yêu nước toàn quốc",
        "khởi nghĩa bắc sơn",
        "25 tháng 12 năm 2019",
    ):
        assert words in repaired


def test_unseen_directives_are_restored(shared: Path) -> None:
    texts = {path.stem[:3]: path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")}
    model = learn(text for name, text in texts.items() if name != "004")
    words = re.compile(r"[^\W\d_]+")
    pairs = zip(words.findall(texts["004"]), words.findall(model.restore(fold(texts["004"]))), strict=True)
    right = [meant.lower() == found.lower() for meant, found in pairs]
    assert sum(right) / len(right) > 0.95
    assert marked_share(texts["004"]) > 0.8
