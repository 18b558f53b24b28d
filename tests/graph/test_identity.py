from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Description, claim, compatible, resolve
from ontology.iris import WorkParts

LANG_SON = "Ủy ban nhân dân tỉnh Lạng Sơn"


def described(key: str, type_: str = "Chỉ thị", **fields: Any) -> Description:
    return Description(key=key, source=key.partition("#")[0], type=type_, **fields)


@pytest.mark.parametrize(
    ("type_", "fields", "work"),
    [
        ("Chỉ thị", {"number": "04/CT-UBND", "issuer": LANG_SON}, ("vn-09", "ubnd", "ct", "04")),
        ("Chỉ thị", {"number": "4/CT-UBND", "issuer": f"Chủ tịch {LANG_SON}"}, ("vn-09", "ubnd", "ct", "04")),
        ("Chỉ thị", {"number": "19/CT-TTg"}, ("vn", "ttg", "ct", "19")),
        ("Chỉ thị", {"number": "05-CT/TW"}, ("vn", "tw", "ct", "05")),
        ("Chỉ thị", {"number": "30-CT/TU", "issuer": "Ban Thường vụ Tỉnh ủy Lạng Sơn"}, ("vn-09", "tu", "ct", "30")),
        ("Quyết định", {"number": "57/2018/QĐ-UBND", "issuer": LANG_SON}, ("vn-09", "ubnd", "qd", "57-2018")),
        ("Quyết định", {"number": "57/2018/QD-UBND", "place": "vn-09"}, ("vn-09", "ubnd", "qd", "57-2018")),
        ("Chỉ thị", {"number": "O4/CT-UBND", "place": "vn-09"}, ("vn-09", "ubnd", "ct", "04")),
        ("Luật", {"number": "91/2015/QH13"}, ("vn", "qh", "luat", "91-2015")),
        ("Thông tư liên tịch", {"number": "01/2012/TTLT-BNV-BTC"}, ("vn", "bnv-btc", "ttlt", "01-2012")),
        ("Công văn", {"number": "50/VKS-VP", "place": "vn-09"}, ("vn-09", "vks", "cv", "50")),
        ("Công văn", {"number": "19/CV-TT", "place": "vn-09"}, ("vn-09", "tt", "cv", "19")),
        ("Sao y", {"number": "10/SY-VKS-VP", "place": "vn-09"}, ("vn-09", "vks", "sy", "10")),
        ("Quyết định", {"number": "651/QĐ-UBND"}, ("vn-x", "ubnd", "qd", "651")),
        ("Luật", {"name": "Luật Thi đua, khen thưởng"}, ("vn", "qh", "luat", "name-luat-thi-dua-khen-thuong")),
        ("Luật", {"name": "LUẬT THI ĐUA KHEN THƯỞNG"}, ("vn", "qh", "luat", "name-luat-thi-dua-khen-thuong")),
        ("Kế hoạch", {"name": "Kế hoạch 05 năm"}, ("vn", "_", "kh", "name-ke-hoach-5-nam")),
        (
            "Nghị quyết",
            {"name": "Nghị quyết Đại hội Đảng bộ tỉnh Lạng Sơn lần thứ XVII"},
            ("vn-09", "_", "nq", "name-nghi-quyet-dai-hoi-dang-bo-tinh-lan-thu-xvii"),
        ),
        (
            "Nghị quyết",
            {"name": "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII", "place": "vn-09"},
            ("vn-09", "_", "nq", "name-nghi-quyet-dai-hoi-dang-bo-tinh-lan-thu-xvii"),
        ),
    ],
)
def test_identifying_parts(type_: str, fields: dict[str, str], work: tuple[str, str, str, str]) -> None:
    found = claim(described("f#m0", type_, **fields))
    assert found is not None
    jurisdiction, organ, kind, local = work
    assert found.work == WorkParts(jurisdiction, organ, kind, None, local)


def test_nothing_identifies_a_bare_type_word_but_a_document_is_known_by_its_own_text() -> None:
    assert claim(described("f#m0")) is None
    found = claim(described("f#d1", unique="text-f-d1"))
    assert found is not None
    assert found.work.local == "text-f-d1"


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
    law = described("a#m1", "Luật", number="15/2003/QH11", name="Luật Thi đua, khen thưởng", date="2003-11-26")
    short = described("b#m1", "Luật", name="Luật thi đua khen thưởng")
    dated = replace(short, key="c#m1", date="2003-11-26")
    found = resolve([law, short, dated])
    assert {c.work.local for key in found for c in found[key]} == {"15-2003"}


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
        for candidate in found.get(description.key, ()):
            assert wanted is not None
            assert compatible(wanted.work, candidate.work) or candidate.work == wanted.work
