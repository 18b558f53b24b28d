from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.iris import (
    DEFAULT_BASE,
    WorkParts,
    parse_work_iri,
    person_iri,
    short_slug,
    slug,
    source_iri,
    subdivision_iri,
    time_iri,
    work_iri,
)

SEGMENT = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
WORKS = st.builds(
    WorkParts,
    jurisdiction=st.sampled_from(["vn", "vn-09", "vn-hn", "vn-x-son-khe", "vn-09-huyen-cao-loc"]),
    organ=SEGMENT | st.just("_"),
    type=SEGMENT,
    date=st.none() | st.dates().map(lambda day: f"{day:%Y-%m-%d}").filter(lambda day: len(day) == 10),
    local=SEGMENT | st.builds("name-{}".format, SEGMENT),
)
PINPOINTS = st.lists(
    st.builds(
        "{} {}".format,
        st.sampled_from(["Điều", "khoản", "điểm", "Chương"]),
        st.from_regex(r"[0-9a-zđ]{1,3}", fullmatch=True),
    ),
    max_size=3,
)


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        (WorkParts("vn-09", "ubnd", "ct", "2021-01-30", "04"), "eli/vn-09/ubnd/ct/2021/01/30/04"),
        (WorkParts("vn", "ttg", "ct", "2021-07-16", "19"), "eli/vn/ttg/ct/2021/07/16/19"),
        (WorkParts("vn-09", "ubnd", "qd", None, "651"), "eli/vn-09/ubnd/qd/_/651"),
    ],
)
def test_work_iri(parts: WorkParts, path: str) -> None:
    assert work_iri(parts) == DEFAULT_BASE + path


@given(WORKS, PINPOINTS, st.sampled_from([DEFAULT_BASE, "http://localhost:8000/x/"]))
def test_iri_and_parts_are_inverse(parts: WorkParts, pinpoint: list[str], base: str) -> None:
    found = parse_work_iri(subdivision_iri(work_iri(parts, base), pinpoint), base)
    assert found is not None
    assert found[0] == parts
    assert len(found[1]) == len(pinpoint)


@pytest.mark.parametrize(
    "iri",
    ["", "https://other.example/eli/vn/ttg/ct/2021/07/16/19", DEFAULT_BASE + "agency/x", DEFAULT_BASE + "eli/vn/ttg"],
)
def test_other_iris_have_no_parts(iri: str) -> None:
    assert parse_work_iri(iri) is None


@pytest.mark.parametrize(
    ("pinpoint", "path"),
    [
        (["Điều 4", "khoản 1", "điểm h"], "/art_4/para_1/point_h"),
        (["điểm đ"], "/point_dd"),
        (["điểm d"], "/point_d"),
        (["Chương II"], "/chp_ii"),
        (["Phụ lục"], "/anx_0"),
        ([], ""),
    ],
)
def test_subdivisions(pinpoint: list[str], path: str) -> None:
    assert subdivision_iri("w", pinpoint) == "w" + path


@given(st.text(max_size=300))
def test_slugs_are_safe_in_a_path(text: str) -> None:
    for made in (slug(text), short_slug(text)):
        assert made == "_" or made.replace("-", "").isalnum()
        assert made.isascii()
        assert len(short_slug(text)) <= 90


def test_long_names_with_the_same_beginning_stay_apart() -> None:
    assert short_slug("a " * 100 + "b") != short_slug("a " * 100 + "c")


def test_a_source_is_named_by_its_path() -> None:
    assert source_iri("a.txt") == source_iri("a.txt") != source_iri("b.txt")


def test_a_person_is_a_name_at_an_agency() -> None:
    one = person_iri("Nông Thế Quyền", "Ủy ban nhân dân tỉnh Tùng Giang")
    assert one == person_iri("Nong Thé Quyén", "Ủy ban nhân dân tỉnh Tùng Giang")
    assert one != person_iri("Nông Thế Quyền", "Sở Nội vụ tỉnh Tùng Giang")


@given(st.dates(), st.dates())
def test_iris_of_times_tell_all_periods_apart(first: date, last: date) -> None:
    values = {f"{first}", f"{first}/{last}", f"{first:%Y-%m}", f"{last}", f"{last}/{first}"}
    iris = {time_iri(value) for value in values}
    assert len(iris) == len(values)
    assert all("/" not in iri.removeprefix(f"{DEFAULT_BASE}time/") for iri in iris)
