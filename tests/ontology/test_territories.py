import pytest

from ontology.territories import jurisdiction, organ_of_name, organs, province_of, provinces, without_territory


@pytest.mark.parametrize(
    ("name", "segment", "organ"),
    [
        ("Ủy ban nhân dân tỉnh Lạng Sơn", "vn-09", "ubnd"),
        ("Chủ tịch Ủy ban nhân dân huyện Cao Lộc, tỉnh Lạng Sơn", "vn-09-huyen-cao-loc", "ubnd"),
        ("Ủy ban nhân dân thành phố Lạng Sơn", "vn-09-thanh-pho-lang-son", "ubnd"),
        ("Ủy ban nhân dân thành phố Lạng Sơn, tỉnh Lạng Sơn", "vn-09-thanh-pho-lang-son", "ubnd"),
        ("Ủy ban nhân dân thành phố Hà Nội", "vn-hn", "ubnd"),
        ("Ủy ban nhân dân quận Cẩm Lệ, thành phố Đà Nẵng", "vn-dn-quan-cam-le", "ubnd"),
        ("Ủy ban nhân dân thành phố Sơn Khê", "vn-x-thanh-pho-son-khe", "ubnd"),
        ("Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn", "vn-09", "sldtbxh"),
        ("Ủy ban nhân dân xã Yên Khoái", "vn-x-xa-yen-khoai", "ubnd"),
        ("Sở Nội vụ tỉnh Sơn Khê", "vn-x-son-khe", "snv"),
        ("Ban Thường vụ Tỉnh ủy Sơn Khê", "vn-x-son-khe", "tu"),
        ("Ban Chấp hành Đảng bộ tỉnh Lạng Sơn", "vn-09", "tu"),
        ("Tỉnh ủy", None, "tu"),
        ("Thủ tướng Chính phủ", None, "ttg"),
        ("Hội đồng Thi đua - Khen thưởng Trung ương", None, "hdtdkt"),
        ("Ban Chấp hành Trung ương Đảng khóa XII", None, "tw"),
        ("Viện kiểm sát nhân dân tối cao", None, "vksndtc"),
    ],
)
def test_agencies(name: str, segment: str | None, organ: str) -> None:
    assert jurisdiction(name) == segment
    assert organ_of_name(name) == organ


def test_sixty_three_codes() -> None:
    assert len(set(provinces().values())) == 63


def test_a_symbol_is_either_of_each_territory_or_of_none() -> None:
    levels: dict[str, bool] = {}
    for organ in organs():
        assert levels.setdefault(organ.slug, organ.local) == organ.local


@pytest.mark.parametrize(
    ("text", "segment"), [("Chính quyền điện tử tỉnh Lạng Sơn", "vn-09"), ("mỗi xã một sản phẩm", None)]
)
def test_provinces_in_a_text(text: str, segment: str | None) -> None:
    assert province_of(text) == segment


@pytest.mark.parametrize(
    ("text", "segment", "left"),
    [
        ("dang-bo-tinh-lang-son-lan-thu-xvii", "vn-09", "dang-bo-tinh-lan-thu-xvii"),
        ("dang-bo-tinh-son-khe-lan-thu-x", "vn-x-son-khe", "dang-bo-tinh-lan-thu-x"),
        ("dang-bo-tinh-lang-son", "vn-04", "dang-bo-tinh-lang-son"),
    ],
)
def test_territory_left_out(text: str, segment: str, left: str) -> None:
    assert without_territory(text, segment) == left
