import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.searching.duplicates import folded

WORDS = (
    "Yêu cầu các xã, phường trực cháy rừng hai mươi bốn trên hai mươi bốn giờ, báo cáo Chi cục Kiểm lâm trước ngày "
    "15/3/2024 và chuẩn bị đủ người, xe, nước để chữa cháy trong mọi tình huống có thể xảy ra ở địa bàn."
)


@pytest.mark.parametrize(
    ("other", "elsewhere", "inside"),
    [
        (WORDS, True, True),
        ("**" + WORDS.replace(" ", "  ") + "**", True, True),  # markup and spaces
        ("Yeu cau cac xa, phuong " + WORDS.split("phường ")[1], True, True),  # without diacritics
        (WORDS.replace("nước", "nuqc"), True, False),  # damaged; in one document perhaps another provision
        (WORDS.replace("15/3/2024", "15/3/2025"), False, False),  # the plan of another year
        (WORDS.replace("Kiểm lâm", "Thuỷ sản"), False, False),  # another agency
        (WORDS.partition(" và chuẩn bị")[0], True, False),  # says no more than the first
        (WORDS[:40], False, False),  # so short that it may be anything
        (WORDS + " Công an tỉnh, Bộ chỉ huy quân sự tỉnh và các chủ rừng phối hợp với kiểm lâm địa bàn.", False, False),
        ("Mỗi xã trồng một nghìn cây lim trong mùa xuân năm nay.", False, False),
    ],
)
def test_what_says_the_same(other: str, elsewhere: bool, inside: bool) -> None:
    assert (folded([WORDS, other], "ab") == [(0, 1)]) is elsewhere
    assert (folded([WORDS, other], "aa") == [(0, 1)]) is inside


def test_the_best_comes_first_and_keeps_its_copies() -> None:
    assert folded(["a b c d", "x y z", "A B C D", "x y z", "w"], "abcde") == [(0, 2), (1, 3), (4,)]


@given(st.lists(st.text()))
def test_every_text_is_in_one_group(texts: list[str]) -> None:
    groups = folded(texts, range(len(texts)))
    assert sorted(index for group in groups for index in group) == list(range(len(texts)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
