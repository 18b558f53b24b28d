import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.fold import fold
from search_api.words.index import NUMBER
from search_api.words.restore import Restorer, lacks_diacritics, learn, relearn
from search_api.words.syllables import marked_share

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
    assert learn(["PHAT DONG THI DUA"]) == learn([])


def test_a_model_is_the_same_after_saving(tmp_path: Path) -> None:
    LEARNT.save(tmp_path / "model.npz")
    assert Restorer.load(tmp_path / "model.npz") == LEARNT


LINES = st.lists(
    st.sampled_from(["Sở Nội vụ tỉnh", "hạn gửi kế hoạch", "chữ lạ ở đây", "PHAT DONG", "kế hoạch kế hoạch"])
)


@settings(max_examples=25)
@given(st.lists(LINES.map("\n".join)), st.lists(LINES.map("\n".join)), st.lists(LINES.map("\n".join)))
def test_what_is_taken_away_and_added_counts_as_if_learnt_anew(
    tmp_path_factory: pytest.TempPathFactory, stay: list[str], gone: list[str], come: list[str]
) -> None:
    model = tmp_path_factory.mktemp("model") / "model.npz"
    learn([*stay, *gone]).save(model)
    assert relearn(model, gone, come) == learn([*come, *stay])


@pytest.mark.parametrize("content", [None, b"", b"PK", b"nonsense"])
def test_without_a_usable_model_there_is_nothing_to_add_to(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "model.npz").write_bytes(content)
    assert relearn(tmp_path / "model.npz", [], []) is None


def test_a_model_of_another_word_list_is_of_no_use(tmp_path: Path) -> None:
    LEARNT.counts.save(tmp_path / "model.npz", "another")
    assert relearn(tmp_path / "model.npz", [], []) is None


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
