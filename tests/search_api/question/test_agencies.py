import pytest

from ingest.text.fold import fold
from search_api.question.agencies import find_agencies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ubnd tinh lang son", ["Ủy ban nhân dân tỉnh Lạng Sơn"]),
        ("ubnd lang son", ["Ủy ban nhân dân tỉnh Lạng Sơn"]),
        ("ubnd tỉnh", ["Ủy ban nhân dân tỉnh"]),
        ("UBND huyện Cao Lộc ban hành", ["Ủy ban nhân dân huyện Cao Lộc"]),
        ("thu tuong", ["Thủ tướng Chính phủ"]),
        ("chu tich ubnd tinh cao bang", ["Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng"]),
        ("ban thuong vu tinh uy lang son", ["Ban Thường vụ Tỉnh ủy Lạng Sơn"]),
        ("bo noi vu va bo tai chinh", ["Bộ Nội vụ", "Bộ Tài chính"]),
        ("tỉnh Cao Bằng đã ban hành", ["tỉnh Cao Bằng"]),
        ("bao nhieu van ban hd tt", []),
        ("phó thủ tướng", []),  # a person
        ("thứ trưởng bộ nội vụ", ["Bộ Nội vụ"]),
        ("UBND TP.Đà Nẵng", ["Ủy ban nhân dân thành phố Đà Nẵng"]),
        ("tp.đà nẵng", ["thành phố Đà Nẵng"]),
    ],
)
def test_agencies_are_found_in_any_spelling(text: str, names: list[str]) -> None:
    assert [agency.name for agency in find_agencies(text, fold(text), ())] == names
