import pytest

from graph.identity import Description, claim
from graph.known import authority_works, issued, known_works
from ontology.authority import authority
from ontology.iris import WorkParts

LANG_SON = "Ủy ban nhân dân tỉnh Lạng Sơn"


def test_every_instrument_of_the_authority_file_is_a_work_of_its_own() -> None:
    assert len(authority_works()) == len(authority())
    assert all(work.date for work in authority_works())


@pytest.mark.parametrize(
    ("cited", "wanted", "dates"),
    [
        ([("02/CT-UBND", "2018-01-04"), ("02/CT-UBND", "2021-01-07")], "02/CT-UBND", {"2018-01-04", "2021-01-07"}),
        ([("02/CT-UBND", None)], "02/CT-UBND", set()),  # a number that comes again each year needs its date
        ([("57/2018/QĐ-UBND", None)], "57/2018/QĐ-UBND", {None}),
        ([("57/2018/QĐ-UBND", None), ("57/2018/QĐ-UBND", "2018-10-23")], "57/2018/QĐ-UBND", {"2018-10-23"}),
    ],
)
def test_what_is_cited_in_full_is_known(
    cited: list[tuple[str, str | None]], wanted: str, dates: set[str | None]
) -> None:
    described = [
        Description(f"f#m{i}", "f", "Quyết định", number, day, LANG_SON) for i, (number, day) in enumerate(cited)
    ]
    asked = claim(Description("g#m0", "g", "Quyết định", wanted, issuer=LANG_SON))
    known = known_works([(d, found) for d in described if (found := claim(d))])
    assert asked
    assert {work.date for work in known.fitting(asked)} == dates


@pytest.mark.parametrize(
    ("day", "local", "known"),
    [
        ("2018-10-23", "57-2018", "2018-10-23"),
        (None, "57-2018", "2018"),
        (None, "57", ""),
        (None, "name-luat-2018", ""),
    ],
)
def test_when_a_work_was_issued(day: str | None, local: str, known: str) -> None:
    assert issued(WorkParts("vn-09", "ubnd", "qd", day, local)) == known
