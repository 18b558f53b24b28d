from typing import Any

import pytest

from graph.identity import Description, claim, name_key
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


@pytest.mark.parametrize(
    ("type_", "fields", "local", "year"),
    [
        ("Bộ luật", {"name": "Bộ luật Dân sự", "year": "2015"}, "name-bo-luat-dan-su-2015", "2015"),
        ("Hiến pháp", {"name": "Hiến pháp năm 2013"}, "name-hien-phap-2013", "2013"),
        ("Hiến pháp", {"name": "Hiến pháp", "date": "2013-11-28"}, "name-hien-phap", None),
        ("Kế hoạch", {"name": "Kế hoạch đầu tư công năm 2021"}, "name-ke-hoach-dau-tu-cong-nam-2021", None),
    ],
)
def test_a_year_tells_statutes_of_one_name_apart(
    type_: str, fields: dict[str, str], local: str, year: str | None
) -> None:
    found = claim(described("f#m0", type_, **fields))
    assert found is not None
    assert (found.work.local, found.year) == (local, year)


@pytest.mark.parametrize(
    "names",
    [
        ("Bộ luật Dân sự", "Luật dân sự", "BỘ LUẬT DÂN SỰ"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Đất đai", "Luật Sửa đổi và bổ sung Luật Đất đai"),
        ("Luật Thi đua - Khen thưởng", "Luật thi đua, khen thưởng"),
    ],
)
def test_usual_spellings_of_a_name_share_a_key(names: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in names}) == 1


def test_nothing_identifies_a_bare_type_word_but_a_document_is_known_by_its_own_text() -> None:
    assert claim(described("f#m0")) is None
    found = claim(described("f#d1", unique="text-f-d1"))
    assert found is not None
    assert found.work.local == "text-f-d1"
