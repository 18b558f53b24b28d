import pytest

from search_api.question.concepts import sequences
from search_api.question.describing import description, in_words, with_descriptions, with_people
from search_api.question.understood import Description, Instrument

KH = Instrument("KH 37", "Kế hoạch số 37", "Kế hoạch", bare="37")
NAMED: dict[str, str | Instrument] = {
    "X0": KH, "A0": "Sở Nội vụ", "Y0": "2021", "D0": "2021-01-30", "Q0": "thi đua quyết thắng"
}  # fmt: skip


@pytest.mark.parametrize(
    ("masked", "said"),
    [
        (
            "ke hoach cua A0 ngay D0 ve trong rung",
            Description(("Kế hoạch",), None, ("Sở Nội vụ",), ("2021-01-30",), ("rung",)),
        ),
        ("X0 cuoi nam Y0", Description((), KH, (), ("2021",))),
        ("chi thi thang 3 nam Y0 ve dat dai", Description(("Chỉ thị",), None, (), ("2021-03",), ("dat", "dai"))),
        ("dot thi dua mung bau cu", Description((), None, (), (), ("mung", "bau", "cu"), movement=True)),
        (
            "danh muc loai xam hai cua A0",
            Description((), None, ("Sở Nội vụ",), (), ("danh", "muc", "loai", "xam", "hai")),
        ),
        ("ban sao y cua A0", Description(("Sao y",), None, ("Sở Nội vụ",))),
    ],
)
def test_what_a_description_says(masked: str, said: Description) -> None:
    (way, *_) = sequences(masked)
    assert description(way, NAMED) == said


@pytest.mark.parametrize("masked", ["ke hoach cua A0 trien khai X0", "ke hoach trien khai X0 o A0"])
def test_a_document_is_described_by_what_it_acts_on(masked: str) -> None:
    (way, *_) = sequences(masked)
    said = description(way, NAMED)
    assert (said.relations, said.acted_on, said.number, said.words) == (("implements",), KH, None, ())


@pytest.mark.parametrize(
    ("masked", "described"),
    [
        ("ai ky ke hoach trong rung nam Y0", ["ke hoach trong rung nam Y0", "ke hoach trong rung", "ke hoach trong"]),
        ("ke hoach nao trien khai X0", []),  # it is asked for
        ("ai phat dong thi dua", []),  # a verb
    ],
)
def test_the_longest_description_comes_first(masked: str, described: list[str]) -> None:
    (way, *_) = sequences(masked)
    found = [piece.words for each in with_descriptions(way) for piece in each if piece.within]
    assert found == [words for words in found if words in described] == [w for w in described if w in found]
    assert found[:1] == described[:1]


@pytest.mark.parametrize(
    ("masked", "issued"),
    [
        ("co so phap ly de A0 ban hanh quy dinh ve rung", "quy dinh ve rung A0"),
        ("A0 ra chi thi trong rung ngay nao", "chi thi trong rung A0"),
    ],
)
def test_who_issues_a_document_may_be_said_before_it(masked: str, issued: str) -> None:
    described = [each for way in sequences(masked) for each in with_descriptions(way)]
    assert issued in [piece.words for each in described for piece in each if piece.within]


def test_names_of_people_follow_their_titles() -> None:
    (way, *_) = sequences("chuc vu cua ba pham thu ha la gi")
    names = [piece.words for each in with_people(way) for piece in each if piece.concept == "someone"]
    assert names[0] == "pham thu ha la"
    assert "pham thu ha" in names


def test_the_name_of_an_instrument_describes_it() -> None:
    named = Instrument("đề án", "Đề án Văn hóa công vụ của tỉnh", "Đề án", named=True)
    said = in_words(named)
    assert said.types == ("Đề án",)
    assert {"van", "hoa", "cong", "vu"} <= set(said.words)
