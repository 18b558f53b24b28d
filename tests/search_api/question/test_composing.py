import pytest

from search_api.question.composing import composed, composed_in_part


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
        ("ai ky ban sao y cua X0", "copy-signer"),
        ("sao y X0 do ai ky", "copy-signer"),
        ("co quan nao chu tri thuc hien X0", "led"),
        ("X0 phan cong cho don vi nao", "tasks"),
        ("A0 duoc giao chu tri o nhung van ban nao", "led-by"),
        ("A0 phoi hop o van ban nao", "given-to"),
        ("X0 nhac den nhung phong trao nao", "movements"),
        ("X0 xuat hien o van ban nao", "related"),
        ("X0 ve sua chua nha o la can cu cua quyet dinh nao", "related"),
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
        ("phan dau trong moi bao nhieu ha rung", "target", "name", "rung"),
        ("ty le che phu rung nam Y0", "target", "name", "che phu rung"),
        ("X0 giao thu ngan sach bao nhieu ty", "target", "name", "thu ngan sach"),
        ("giam tai nan giao thong bao nhieu phan tram", "target", "name", "tai nan giao thong"),
        ("van ban nao nhac den phong trao xay dung nong thon moi", "mentions", "name", "xay dung nong thon moi"),
        ("phong trao Q0 duoc nhac o van ban nao", "mentions", "name", "Q0"),
        ("phong trao van hoa cong so o ke hoach nao", "mentions", "name", "van hoa cong"),
        ("chuc vu cua ba pham thu ha", "position", "name", "pham thu ha"),
    ],
)
def test_names_are_read_only_tentatively(masked: str, kind: str, part: str, words: str) -> None:
    found = [reading for reading in composed(masked) if reading.kind == kind and reading.tentative]
    assert words in [reading.parts[part] for reading in found]


def test_through_others_and_both_instruments_are_parts() -> None:
    reading = next(composed("van ban nao truc tiep hoac gian tiep trien khai X0"))
    assert "through" in reading.parts
    assert "indirect" in next(composed("van ban nao gian tiep trien khai X0")).parts
    assert [piece.words for piece in next(composed("X0 co trien khai X1 khong")).instruments] == ["X0", "X1"]


@pytest.mark.parametrize(
    ("masked", "kind", "described"),
    [
        ("so va ngay cua ke hoach cong tac nam Y0", "document", "ke hoach cong tac nam Y0"),
        ("nghi quyet ve chuyen doi so cua A0 do ai ky", "signer", "nghi quyet ve chuyen doi so cua A0"),
        ("X0 cuoi nam Y0 ve trong rung gui cho nhung ai", "recipients", "X0 cuoi nam Y0 ve trong rung"),
        ("chi thi nao cua A0 dan nghi quyet nam Y0 ve dat dai", "related", "nghi quyet nam Y0 ve dat dai"),
        ("ke hoach cua A0 huong ung X0 do ai ky", "signer", "ke hoach cua A0 huong ung X0"),
        ("dot thi dua mung bau cu keo dai den bao gio", "period-end", "dot thi dua mung bau cu"),
    ],
)
def test_documents_may_be_described(masked: str, kind: str, described: str) -> None:
    readings = [reading for reading in composed(masked) if reading.tentative and not reading.named]
    assert (kind, described) in [(reading.kind, reading.instruments[0].words) for reading in readings]


@pytest.mark.parametrize(
    ("masked", "kind", "passed_over"),
    [
        ("X0 huyen bi gui cho nhung ai", "recipients", ("huyen",)),
        ("X0 huyen bi ai ky", "signer", ("huyen",)),
        ("kinh phi thuc hien X0 lay tu dau", None, ()),  # it is not the document that is asked for
        ("ai khen X0", None, ()),
        ("rat dep va rat hay X0 do ai ky", None, ()),  # too much is not understood
    ],
)
def test_a_few_words_may_be_passed_over_and_are_told(
    masked: str, kind: str | None, passed_over: tuple[str, ...]
) -> None:
    found = next(composed_in_part(masked), None)
    assert (found.kind if found else None) == kind
    assert (found.passed_over if found else ()) == passed_over


def test_a_document_told_by_one_act_is_not_asked_for() -> None:
    for masked, direction in (
        ("ke hoach trien khai X0 o A0 thuc hien quyet dinh nao", "out"),
        ("ke hoach nao trien khai X0", "in"),
    ):
        assert next(composed(masked)).direction == direction


def test_what_a_document_lays_down_is_not_asked_for_as_a_document() -> None:
    assert "document" not in {reading.kind for reading in composed("muc ho tro trong rung the nao")}
