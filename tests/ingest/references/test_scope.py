import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.references.scope import bracket_start, is_elsewhere, list_intro, sentence_start

PLACE = "@"  # where a mention stands


def place(folded: str) -> int:
    return folded.index(PLACE)


@pytest.mark.parametrize(
    ("folded", "within"),
    [
        ("viec cu. thuc hien @", " thuc hien "),
        ("muc 1.2 thuc hien @", "muc 1.2 thuc hien "),
        ("dau\n\nthuc hien @", "thuc hien "),
        ("giao so:\n- thuc hien @", "\n- thuc hien "),
        ("o | thuc hien @", " thuc hien "),
        ("xet\ncan cu @", "can cu "),
    ],
)
def test_a_sentence_begins_after_its_boundary(folded: str, within: str) -> None:
    assert folded[sentence_start(folded, place(folded)) : place(folded)] == within


@pytest.mark.parametrize(
    ("folded", "start"),
    [
        ("trien khai (danh muc neu tai @", 12),
        ("trien khai (@", 0),
        ("trien khai (xa) tai @", 0),
        ("trien khai (sau day goi tat la @", 0),
        ("trien khai @", 0),
    ],
)
def test_words_in_a_bracket_stay_inside(folded: str, start: int) -> None:
    assert bracket_start(folded, 0, place(folded)) == start


@pytest.mark.parametrize(
    ("folded", "elsewhere"),
    [
        ("thuc hien tot; bao cao ket qua theo @", True),
        ("thuc hien tot; va @", False),
        ("thuc hien tuyen truyen ve @", True),
        ("thuc hien @", False),
    ],
)
def test_what_a_cue_governs(folded: str, elsewhere: bool) -> None:
    assert is_elsewhere(folded, 0, place(folded)) is elsewhere


@pytest.mark.parametrize(
    ("folded", "intro"),
    [
        ("cu. cac van ban sau het hieu luc:\na) @", " cac van ban sau het hieu luc"),
        ("cac van ban sau day:\n\n- mot;\n\n- hai;\n\n- @", "cac van ban sau day"),
        ("cac van ban sau:\n\nnoi dung khac\n\na) @", None),  # a paragraph that is no item
        ("cac van ban cu:\na) @", None),  # nothing says that a list follows
        ("cac van ban sau: @", None),
        (
            "\ndieu 1. bai\nbo toan bo mot so van ban**\n\n1. mot\nve viec.\n\n2. @",
            "\ndieu 1. bai\nbo toan bo mot so van ban**",
        ),
        ("\ndieu 1. bai bo mot so dieu**\n\n1. mot.\n\n2. @", None),  # parts, not the whole
        ("\ndieu 1. bai bo cac van ban\n\n1. mot.\n\ndieu 2. hieu luc\n\n1. @", None),
    ],
)
def test_words_that_introduce_a_list(folded: str, intro: str | None) -> None:
    found = list_intro(folded, 0, place(folded))
    assert (folded[found.start : found.end] if found else None) == intro


@given(st.text(alphabet="a b;:().\n-1)|", max_size=60), st.integers(0, 60))
def test_scopes_lie_before_the_mention(folded: str, start: int) -> None:
    start = min(start, len(folded))
    assert 0 <= sentence_start(folded, start) <= start
    assert 0 <= bracket_start(folded, 0, start) <= start
    intro = list_intro(folded, 0, start)
    assert intro is None or intro.end < start
