import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.vietnamese import is_person, is_whole_word, sentence_spans, word_spans


def test_sentences_of_a_text_with_line_breaks() -> None:
    text = "Sở Nội vụ chủ trì thực hiện.\nCác huyện\nbáo cáo kết quả. "
    assert [text[s.start : s.end] for s in sentence_spans(text)] == [
        "Sở Nội vụ chủ trì thực hiện.",
        "Các huyện\nbáo cáo kết quả.",
    ]


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("Sở thực hiện theo dõi tiến độ", "theo", False),  # part of a compound
        ("Quyết định số 5", "số", True),
        ("quy hoạch sử dụng đất", "sử", False),
        ("việc làm và thu nhập", "và", True),
        ("x" * 200 + "\n\nđổi mới\nvà phát triển " + "y" * 200, "và", True),  # far from the ends of the window
    ],
)
def test_whole_words(text: str, word: str, whole: bool) -> None:
    start = text.index(word)
    assert is_whole_word(text, start, start + len(word)) is whole


@pytest.mark.parametrize(
    ("name", "person"),
    [("Nguyễn Văn Mẫu", True), ("Trần Thị Mẫu", True), ("Hà Nội", False), ("Trân trọng cảm ơn", False)],
)
def test_persons(name: str, person: bool) -> None:
    assert is_person(name) is person


@given(
    st.lists(st.sampled_from(["quy hoạch", "206/KH-UBND", "số", "\n", "  ", "“", "Sở Y tế", ".", ";", "%", "\u00a0"]))
)
def test_words_stand_in_order_and_hold_no_margin(pieces: list[str]) -> None:
    text = " ".join(pieces)
    position = 0
    for span in word_spans(text):
        assert position <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        position = span.end
    words = "".join(text[s.start : s.end] for s in word_spans(text))
    assert [c for c in words if c.isalnum()] == [c for c in text if c.isalnum()]


def test_the_parts_of_the_toolkit_that_are_not_used_are_not_loaded() -> None:
    code = (
        "import sys; from ingest.text.vietnamese import word_spans; assert word_spans('quy hoạch');"
        "assert not {'torch', 'transformers'} & set(sys.modules);"
        "assert None not in sys.modules.values()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_threads_do_not_disturb_each_other() -> None:
    texts = [
        f"Luật Đất đai số {i} quy định về quy hoạch sử dụng đất, do Sở Nội vụ chủ trì thực hiện" for i in range(400)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(word_spans, texts))
    assert all(spans[-1].end == len(text) for text, spans in zip(texts, found, strict=True))
