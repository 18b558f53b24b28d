from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Description, claim, compatible
from graph.known import authority_works
from graph.resolution import resolve
from ontology.resolutions import resolutions

LANG_SON = "Ủy ban nhân dân tỉnh Lạng Sơn"


def described(key: str, type_: str = "Chỉ thị", **fields: Any) -> Description:
    return Description(key=key, source=key.partition("#")[0], type=type_, **fields)


DATED_2018 = described("a#m1", number="02/CT-UBND", date="2018-01-04", issuer=LANG_SON)
DATED_2021 = described("b#m1", number="02/CT-UBND", date="2021-01-07", issuer=LANG_SON)


@pytest.mark.parametrize(
    ("mention", "dates"),
    [
        (described("b#m9", number="02/CT-UBND", issuer=LANG_SON), ["2021-01-07"]),  # its file cites one of them in full
        (described("c#m9", number="02/CT-UBND", place="vn-09", day="2019-05-01"), ["2018-01-04"]),  # not yet issued
        (described("c#m9", number="02/CT-UBND", issuer=LANG_SON, day="2021-06-01"), ["2021-01-07", "2018-01-04"]),
        (described("c#m9", number="02/CT-UBND", place="vn-09", date="2018-01-04"), ["2018-01-04"]),
        (described("c#m9", number="02/CT-UBND", place="vn-04"), [None]),  # another province's
        (described("c#m9", number="03/CT-UBND", place="vn-09"), [None]),
        (described("c#m9", date="2018-01-04", issuer=LANG_SON), ["2018-01-04"]),  # type, issuer and date alone
    ],
)
def test_two_works_of_one_number_stay_apart(mention: Description, dates: list[str | None]) -> None:
    found = resolve([DATED_2018, DATED_2021, mention])
    assert [c.work.date for c in found["a#m1"]] == ["2018-01-04"]
    assert [c.work.date for c in found["b#m1"]] == ["2021-01-07"]
    assert [c.work.date for c in found[mention.key]] == dates


def test_candidates_are_ranked_and_their_scores_add_up() -> None:
    mention = described("c#m9", number="02/CT-UBND", issuer=LANG_SON, day="2021-06-01")
    scores = [c.score for c in resolve([DATED_2018, DATED_2021, mention])["c#m9"]]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=0.01)


def test_a_name_leads_to_the_numbered_work_that_bears_it() -> None:
    law = described("a#m1", "Luật", number="155/2029/QH16", name="Luật Giếng làng", date="2029-11-26")
    short = described("b#m1", "Luật", name="Luật giếng làng")
    dated = replace(short, key="c#m1", date="2029-11-26")
    found = resolve([law, short, dated])
    assert {c.work.local for key in found for c in found[key]} == {"155-2029"}


EMULATION = "Luật Thi đua, khen thưởng"
AMENDING = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng"


@pytest.mark.parametrize(
    ("type_", "fields", "locals_", "reason"),
    [
        ("Luật", {"name": EMULATION, "day": "2021-05-01"}, ["15-2003"], "in-force"),
        ("Luật", {"name": EMULATION, "day": "2024-05-01"}, ["06-2022"], "in-force"),
        ("Luật", {"name": EMULATION, "since": "2024-05-01"}, ["06-2022"], "in-force-since"),
        ("Luật", {"name": EMULATION, "day": "2023-05-01"}, ["15-2003", "06-2022"], "in-force-or-passed"),
        ("Luật", {"name": EMULATION}, ["15-2003", "06-2022"], "one-of-several"),
        ("Luật", {"name": EMULATION, "day": "1999-05-01"}, ["name-luat-thi-dua-khen-thuong"], "name-alone"),
        ("Luật", {"name": EMULATION, "year": "2003", "day": "2024-05-01"}, ["15-2003"], "name-and-date"),
        ("Luật", {"name": EMULATION, "date": "2003-11-26"}, ["15-2003"], "name-and-date"),
        ("Luật", {"name": "Luật TĐKT", "day": "2021-05-01"}, ["15-2003"], "in-force"),
        ("Luật", {"name": AMENDING, "date": "2005-06-14"}, ["47-2005"], "name-and-date"),
        ("Luật", {"name": AMENDING, "day": "2010-05-01"}, ["47-2005"], "in-force"),
        ("Luật", {"name": AMENDING, "day": "2020-05-01"}, ["39-2013", "47-2005"], "one-of-several"),  # both in force
        ("Luật", {"name": "Luật Khiếu nại, tố cáo", "day": "2015-05-01"}, ["09-1998"], "authority"),  # the last one
        ("Luật", {"number": "15/2003/QH11"}, ["15-2003"], "number-of-year"),
        ("Luật", {"number": "15/2003/QH11", "date": "2003-11-16"}, ["15-2003"], "number-of-year"),  # a misprint
        ("Luật", {"number": "91/2015/QH13"}, ["91-2015"], "number-of-year"),
        ("Bộ luật", {"name": "Bộ luật Dân sự", "year": "2015"}, ["91-2015"], "name-and-date"),
        ("Luật", {"name": "Luật Dân sự", "year": "2015"}, ["91-2015"], "name-and-date"),
        ("Hiến pháp", {"name": "Hiến pháp", "day": "2012-05-01"}, ["name-hien-phap"], "in-force"),
        ("Hiến pháp", {"name": "Hiến pháp năm 2013"}, ["name-hien-phap"], "name-and-date"),
        ("Chỉ thị", {"number": "05-CT/TW", "day": "2018-05-01"}, ["05"], "authority"),
        ("Chỉ thị", {"number": "05", "issuer": "Bộ Chính trị", "day": "2018-05-01"}, ["05"], "authority"),
        ("Chỉ thị", {"number": "05-CT/TW", "day": "2012-05-01"}, ["05"], "number-alone"),
        ("Nghị quyết", {"number": "18-NQ/TW", "day": "2023-01-01"}, ["18", "18"], "one-of-several"),
        ("Nghị quyết", {"number": "18-NQ/TW", "day": "2020-01-01"}, ["18"], "authority"),
        ("Nghị quyết", {"name": "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII"}, None, "authority"),
        (
            "Nghị quyết",
            {"name": "Nghị quyết Đại hội XIII của Đảng", "day": "2021-01-07"},
            None,
            "authority",
        ),  # foreseen
        ("Quyết định", {"number": "57/2018/QĐ-UBND", "place": "vn-09"}, ["57-2018"], "number-of-year"),
    ],
)
def test_what_a_mention_lacks_is_known(
    type_: str, fields: dict[str, str], locals_: list[str] | None, reason: str
) -> None:
    found = resolve([described("f#m1", type_, **fields)])["f#m1"]
    assert {c.reasons[0] for c in found} == {reason}
    assert locals_ is None or [c.work.local for c in found] == locals_
    assert reason not in {"authority", "in-force"} or found[0].work in authority_works()


def test_a_code_cited_by_number_and_by_name_is_one_work() -> None:
    found = resolve(
        [
            described("a#m1", "Luật", number="91/2015/QH13"),
            described("a#m2", "Bộ luật", number="91/2015/QH13", date="2015-11-24"),
            described("b#m1", "Bộ luật", name="Bộ luật Dân sự", year="2015"),
            described("c#m1", "Bộ luật", name="Bộ luật Dân sự", day="2020-01-01"),
        ]
    )
    assert len({candidate.work for candidates in found.values() for candidate in candidates}) == 1


def test_a_misread_name_does_not_make_an_amending_law_the_amended_one() -> None:
    misread = described("a#m1", "Luật", number="75/2025/QH15", date="2025-06-16", name="Luật Quảng cáo")
    found = resolve([misread, described("b#m1", "Luật", name="Luật Quảng cáo", day="2026-02-01")])
    assert [c.work.local for c in found["b#m1"]] == ["16-2012"]


def test_the_two_spellings_of_a_congress_are_one_work() -> None:
    names = (
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XII",
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
    )
    found = resolve([described(f"a#m{i}", "Nghị quyết", name=name) for i, name in enumerate(names)])
    assert found["a#m0"] == found["a#m1"]


FULL = {"number": "03/KH-UBND", "date": "2020-03-01", "issuer": LANG_SON}
OTHER = {"number": "03/KH-UBND", "date": "2021-03-01", "issuer": LANG_SON}
SERIES = {"number": "03/KH-STC", "date": "2020-03-01", "issuer": "Sở Tài chính tỉnh Lạng Sơn"}


@pytest.mark.parametrize(
    ("known", "mention", "date", "reason"),
    [
        ({"a#m1": FULL, "b#m1": OTHER}, {"key": "a#m2", "document": "a#d1"}, "2020-03-01", "same-document"),
        ({"a#m1": FULL, "b#m1": OTHER}, {"key": "a#m2", "document": "a#d2"}, "2020-03-01", "same-file"),
        ({"b#m1": FULL}, {"key": "a#m2", "day": "2020-04-01"}, "2020-03-01", "collection"),
        ({"b#m1": OTHER}, {"key": "a#m2", "day": "2020-04-01"}, None, "number-alone"),  # issued later than its citation
        (
            {"b#m1": FULL, "c#m1": SERIES},
            {"key": "a#m2", "number": "03", "series": LANG_SON, "place": "vn-09"},
            "2020-03-01",
            "issuer-series",
        ),
    ],
)
def test_nearest_first(
    known: dict[str, dict[str, str]], mention: dict[str, str], date: str | None, reason: str
) -> None:
    about = {"number": "03/KH-UBND", "place": "vn-09", **mention}
    wanted = described(about.pop("key"), "Kế hoạch", **about)
    others = [described(key, "Kế hoạch", document=f"{key[0]}#d1", **said) for key, said in known.items()]
    (found,) = resolve([*others, wanted])[wanted.key]
    assert (found.work.date, found.reasons[0]) == (date, reason)
    assert found.work.organ == "ubnd"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ([("2025-06-14", None), ("2025-06-14", None), ("2025-06-16", None)], "2025-06-14"),  # as most say
        ([("2025-06-14", None), ("2025-06-14", None), ("2025-06-16", "text")], "2025-06-16"),  # as it says of itself
        ([("2025-06-14", None), ("2025-06-16", None)], "2025-06-14"),
    ],
)
def test_a_number_that_holds_its_year_has_one_date(said: list[tuple[str, str | None]], date: str) -> None:
    mentions = [
        described(f"{i}#m1", "Quyết định", number="15/2025/QĐ-TTg", date=day, unique=unique)
        for i, (day, unique) in enumerate(said)
    ]
    found = resolve([*mentions, described("x#m1", "Quyết định", number="15/2025/QĐ-TTg")])
    assert {c.work.date for candidates in found.values() for c in candidates} == {date}


def test_scores_are_those_of_the_reasons() -> None:
    (found,) = resolve([described("c#m9", number="03/CT-UBND", place="vn-09")])["c#m9"]
    assert found.reasons == ("number-alone", "territory")
    assert found.score == pytest.approx(resolutions()["number-alone"].score * resolutions()["territory"].score)
    assert found.inferred


NUMBERS = st.sampled_from(["02/CT-UBND", "04/CT-UBND", "19/CT-TTg", None])
DESCRIPTIONS = st.lists(
    st.builds(
        Description,
        key=st.just(""),
        source=st.sampled_from(["a", "b", "c"]),
        type=st.just("Chỉ thị"),
        number=NUMBERS,
        date=st.sampled_from([None, "2018-01-04", "2021-01-07"]),
        issuer=st.sampled_from([None, LANG_SON, "Ủy ban nhân dân tỉnh Cao Bằng"]),
        place=st.sampled_from([None, "vn-09", "vn-04"]),
        day=st.sampled_from([None, "2019-01-01", "2022-01-01"]),
    ),
    max_size=8,
).map(lambda items: [replace(d, key=f"{d.source}#m{i}") for i, d in enumerate(items)])


@given(DESCRIPTIONS, st.randoms())
def test_order_never_matters_and_no_candidate_contradicts_its_mention(
    descriptions: list[Description], random: Random
) -> None:
    shuffled = descriptions[:]
    random.shuffle(shuffled)
    found = resolve(descriptions)
    assert found == resolve(shuffled)
    for description in descriptions:
        wanted = claim(description)
        scores = [candidate.score for candidate in found.get(description.key, ())]
        assert scores == sorted(scores, reverse=True)
        for candidate in found.get(description.key, ()):
            assert wanted is not None
            assert 0 < candidate.score <= 1
            assert candidate.reasons
            assert compatible(wanted.work, candidate.work) or candidate.work == wanted.work
