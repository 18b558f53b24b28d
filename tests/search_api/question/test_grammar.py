import pytest

from search_api.question.grammar import qualifiers, read, types_in, without_fillers


@pytest.mark.parametrize(
    ("masked", "rest", "found"),
    [
        ("van ban nao chua co trong kho", "van ban nao", ("missing",)),
        ("nhung van ban ma kho con thieu", "nhung van ban", ("missing",)),
        ("trong kho co ke hoach nao", "co ke hoach nao", ("held",)),
        ("van ban nao bi thay the", "van ban nao bi thay the", ()),
    ],
)
def test_qualifiers(masked: str, rest: str, found: tuple[str, ...]) -> None:
    assert qualifiers(masked)[1] == found
    assert without_fillers(qualifiers(masked)[0]) == without_fillers(rest)


def test_fillers_leave_words_that_only_look_like_them() -> None:
    assert without_fillers("xin hoi chi thi nao thay the co quan thi hanh") == "chi thi nao thay the co quan thi hanh"


def test_a_pattern_must_fit_the_whole_question() -> None:
    assert read("ai ky X0")
    assert read("ai ky X0 va khen thuong") is None


def test_words_after_a_numbered_instrument_must_be_its_subject() -> None:
    assert read("ai ky X0 ve phat trien rung")
    assert read("ai ky X0 phat trien rung") is None
    assert read("ai ky X0 phat trien rung", titled=["X0"])


def test_types() -> None:
    assert types_in("ke hoach chi thi qd") == ("Kế hoạch", "Chỉ thị", "Quyết định")
    assert types_in("van ban") == ()
