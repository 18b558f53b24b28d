import pytest

from ingest.identifiers.doctypes import by_folded_name, by_short, doc_types, type_of_symbol
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("QĐ-UBND", "Quyết định"),
        ("NQ/TU", "Nghị quyết"),
        ("CTr-UBND", "Chương trình"),
        ("CT-TTg", "Chỉ thị"),
        ("ct-ttg", "Chỉ thị"),
        ("TTLT-BNV-BTC", "Thông tư liên tịch"),
        ("NQLT.CP.MTTQ", "Nghị quyết liên tịch"),
        ("QH15", "Luật"),
        ("UBTVQH14", "Nghị quyết"),
        ("VBHN-BTP", "Văn bản hợp nhất"),
        ("L-CTN", "Lệnh"),
        ("BNV-KH", "Kế hoạch"),
        ("SNV-CCHC", None),
        ("QH", None),
        ("", None),
    ],
)
def test_type_of_a_symbol(symbol: str, name: str | None) -> None:
    kind = type_of_symbol(symbol)
    assert (kind.name if kind else None) == name


def test_names_and_abbreviations_lead_to_their_type() -> None:
    assert by_folded_name()["nghi quyet lien tich"].symbols == ("NQLT",)
    assert by_short()["QĐ"].name == "Quyết định"
    assert {fold(kind.name) for kind in doc_types()} == set(by_folded_name())


def test_names_and_abbreviations_are_each_of_one_type() -> None:
    names = [fold(kind.name) for kind in doc_types()]
    shorts = [short for kind in doc_types() for short in kind.short]
    assert len(set(names)) == len(names)
    assert len(set(shorts)) == len(shorts)


def test_every_symbol_names_its_type() -> None:
    taken: dict[str, str] = {}
    for kind in doc_types():
        for symbol in kind.symbols:
            owner = taken.setdefault(symbol, kind.name)
            found = type_of_symbol(symbol)
            assert found
            assert found.name == owner, symbol
