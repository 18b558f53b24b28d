import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.uploads.labels import LONGEST, label_of


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Kế hoạch 12.txt", "Kế hoạch 12.txt"),
        (unicodedata.normalize("NFD", "Kế hoạch.txt"), "Kế hoạch.txt"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\windows\\win.ini", "windows-win.ini"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\kho\\a.txt", "C-kho-a.txt"),
        ("a\u2215b\uff0fc.txt", "a-b-c.txt"),
        ("con.txt", "con.txt"),
        (".htaccess", "htaccess"),
        ("ke-hoach\u202etxt.exe", "ke-hoachtxt.exe"),
        ("a\0b\x1bc\r\n d\u200b.txt", "abc d.txt"),
        ("<script>alert(1)</script>.txt", "<script>alert(1)<-script>.txt"),
        ("  a \u00a0 b.txt ", "a b.txt"),
        ("...", ""),
        ("\u202e", ""),
        ("", ""),
    ],
)
def test_a_label_is_words_and_no_path(name: str, label: str) -> None:
    assert label_of(name) == label


def test_names_that_begin_alike_stay_apart() -> None:
    one, other = (label_of("x" * 500 + f"{end}.txt") for end in "ab")
    assert one != other
    assert all(len(label) == LONGEST and label.endswith(".txt") for label in (one, other))


@given(st.text(max_size=300))
def test_what_holds_of_every_label(name: str) -> None:
    label = label_of(name)
    assert len(label) <= LONGEST
    assert label == label_of(label) == unicodedata.normalize("NFC", label)
    assert not label.startswith(".")
    assert not {"/", "\\", ":", "\0"} & set(label)
    assert all(unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in label)
