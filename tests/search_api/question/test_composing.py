import pytest

from search_api.question.composing import composed


def kinds(masked: str) -> list[str]:
    return list(dict.fromkeys(reading.kind for reading in composed(masked) if not reading.tentative))


@pytest.mark.parametrize(
    ("masked", "kind"),
    [
        ("ai ky X0", "signer"),
        ("X0 ai ky vay", "signer"),
        ("xin ten nguoi ky cua van ban X0", "signer"),
        ("X0 la ket luan cua ai", "issuer"),
        ("cho hoi X0 con hieu luc khong a", "validity"),
        ("X0 gui cho nhung ai", "recipients"),
        ("nhung van ban nam Y0 cua A0", "listing"),
        ("A0 phai lam gi theo X0", "assigned"),
        ("chi thi nao duoc dan chieu nhieu nhat", "most-cited"),
        ("ai ky X0 ve phat trien rung", "signer"),
    ],
)
def test_what_a_question_asks_in_whatever_order(masked: str, kind: str) -> None:
    assert kinds(masked)[0] == kind


@pytest.mark.parametrize(
    "masked", ["ai ky X0 va khen thuong", "X0 co tot khong the", "thoi tiet hom nay", "so sanh X0 va X1"]
)
def test_a_question_that_says_more_than_is_understood_has_no_reading(masked: str) -> None:
    assert kinds(masked) == []


@pytest.mark.parametrize(
    ("masked", "kind", "part", "words"),
    [
        ("dong chi nong the quyen ky van ban nao", "signed-by", "name", "nong the quyen"),
        ("han gui ke hoach ve A0 theo X0", "deadline", "name", "ke hoach A0"),
        ("chi tieu trong rung moi nam Y0", "target", "name", "trong rung moi"),
        ("so va ngay cua ke hoach cong tac nam Y0", "document", "named", "ke hoach cong tac nam Y0"),
    ],
)
def test_names_are_read_only_tentatively(masked: str, kind: str, part: str, words: str) -> None:
    found = [reading for reading in composed(masked) if reading.kind == kind and reading.tentative]
    assert words in [reading.parts[part] for reading in found]


def test_through_others_and_both_instruments_are_parts() -> None:
    reading = next(composed("van ban nao truc tiep hoac gian tiep trien khai X0"))
    assert "through" in reading.parts
    assert next(composed("X0 co trien khai X1 khong")).parts["other"] == "X1"
