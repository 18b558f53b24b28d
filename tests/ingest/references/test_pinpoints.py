import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import extract_mentions
from ingest.references.pinpoints import find_pinpoints
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("text", "printed", "labels"),
    [
        ("điểm h khoản 1 Điều 4 Quyết định", "điểm h khoản 1 Điều 4", ["Điều 4", "khoản 1", "điểm h"]),
        ("các Điều 5, 6 và 7 Luật", "các Điều 5, 6 và 7", ["Điều 5", "Điều 6", "Điều 7"]),
        ("từ Điều 4 đến Điều 9 Luật", "từ Điều 4 đến Điều 9", ["Điều 4", "Điều 9"]),
        ("khoản 1, khoản 3 Điều 8 của", "khoản 1, khoản 3 Điều 8", ["Điều 8", "khoản 1", "khoản 3"]),
        ("điểm a, b khoản 1 và khoản 2 Điều 3", "điểm a, b khoản 1 và khoản 2 Điều 3", [
            "Điều 3", "khoản 1", "khoản 2", "điểm a", "điểm b",
        ]),
        ("khoản 2 Điều 9; điểm đ khoản 4 Điều 10", "khoản 2 Điều 9; điểm đ khoản 4 Điều 10", [
            "Điều 9", "khoản 2", "Điều 10", "khoản 4", "điểm đ",  # a new branch
        ]),
        ("Tiểu mục 2 Mục 3 Chương II Phần I", "Tiểu mục 2 Mục 3 Chương II Phần I", [
            "Phần I", "Chương II", "Mục 3", "Tiểu mục 2",
        ]),
        ("tiết a điểm 1.2 khoản 3\nĐiều 12a", "tiết a điểm 1.2 khoản 3\nĐiều 12a", [
            "Điều 12a", "khoản 3", "điểm 1.2", "tiết a",
        ]),
        ("điểm c mục 3 Phần II Điều 1", "điểm c mục 3 Phần II Điều 1", ["Điều 1", "Phần II", "Mục 3", "điểm c"]),
        ("Mục 3 Chương II, Điều 8", "Mục 3 Chương II, Điều 8", ["Chương II", "Mục 3", "Điều 8"]),
        ("diem b khoan 2 dieu 7", "diem b khoan 2 dieu 7", ["Điều 7", "khoản 2", "điểm b"]),
        ("Mẫu số 8 - Phụ lục I", "Mẫu số 8 - Phụ lục I", ["Phụ lục I", "Mẫu 8"]),
        ("Phụ lục Thông tư số 5", "Phụ lục", ["Phụ lục"]),
        ("Phụ lục III Nghị định", "Phụ lục III", ["Phụ lục III"]),
        ("Phụ lục ban hành kèm theo", "Phụ lục", ["Phụ lục"]),
        ("Mẫu số 05 và Biểu số 2", "Mẫu số 05 và Biểu số 2", ["Mẫu 05", "Biểu 2"]),
    ],
)  # fmt: skip
def test_labels_from_broad_to_narrow(text: str, printed: str, labels: list[str]) -> None:
    (pinpoint,) = find_pinpoints(text, fold(text)).values()
    assert text[pinpoint.start : pinpoint.end] == printed
    assert list(pinpoint.labels) == labels


@pytest.mark.parametrize("text", ["điều chỉnh 5 xã", "mục tiêu 3", "mẫu đơn", "chương trình 1"])
def test_words_that_are_no_part(text: str) -> None:
    assert find_pinpoints(text, fold(text)) == {}


@pytest.mark.parametrize(
    ("text", "span", "labels"),
    [
        ("tại khoản 2 Điều 3 của Thông tư số 1/2020/TT-BNV", "khoản 2 Điều 3 của Thông tư số 1/2020/TT-BNV", [
            "Điều 3", "khoản 2",
        ]),
        ("**khoản 1 Điều 6** Quy chế làm việc ban hành kèm theo Quyết định số 4/QĐ-UBND",
         "khoản 1 Điều 6** Quy chế làm việc ban hành kèm theo Quyết định số 4/QĐ-UBND", ["Điều 6", "khoản 1"]),
        ("theo Phụ lục ban hành kèm theo Thông tư số 1/2020/TT-BNV",
         "Phụ lục ban hành kèm theo Thông tư số 1/2020/TT-BNV", ["Phụ lục"]),
        ("Điều 12 và Điều 15 Luật Đất đai", "Điều 12 và Điều 15 Luật Đất đai", ["Điều 12", "Điều 15"]),
        ("Điều 3. Bãi bỏ Quyết định số 4/QĐ-UBND", "Quyết định số 4/QĐ-UBND", []),  # this document's own article
        ("Điều 5; Sở Nội vụ theo Quyết định số 4/QĐ-UBND", "Quyết định số 4/QĐ-UBND", []),
    ],
)  # fmt: skip
def test_a_mention_begins_at_its_pinpoint(text: str, span: str, labels: list[str]) -> None:
    (reference,) = extract_mentions(text).references
    assert reference.text == span
    assert list(reference.pinpoint) == labels
    assert text[reference.core.start :].startswith(("Thông tư", "Quyết định", "Luật"))


def test_a_pinpoint_belongs_to_the_first_mention_after_it() -> None:
    text = "khoản 1 Điều 2 Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND, Quyết định số 6/QĐ-UBND"
    first, second = extract_mentions(text).references
    assert (first.pinpoint, second.pinpoint) == (("Điều 2", "khoản 1"), ())
    assert second.text == "Quyết định số 6/QĐ-UBND"


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_every_article_of_a_list_is_a_label(articles: list[int]) -> None:
    text = "các Điều " + ", ".join(map(str, articles))
    (pinpoint,) = find_pinpoints(text, fold(text)).values()
    assert list(pinpoint.labels) == [f"Điều {article}" for article in articles]
    assert (pinpoint.start, pinpoint.end) == (0, len(text))
