import pytest

from ingest.documents.signers import find_signers
from ingest.facts import Span
from ingest.text.fold import fold
from ingest.text.lines import Line, lines_of


def lines(text: str) -> list[Line]:
    return lines_of(text, fold(text), Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHỦ TỊCH\n\n\nTrần Thị Mẫu", [("Trần Thị Mẫu", "Chủ tịch", None)]),
        ("**KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\n(Đã ký)\n\nTrần Thị Mẫu", [("Trần Thị Mẫu", "Phó Chủ tịch", "KT.")]),
        ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC\nPhạm Mẫu", [("Phạm Mẫu", "Trưởng phòng", "TUQ.")]),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLô Văn Mẫu", [
            ("Lô Văn Mẫu", "Phó Chánh Văn phòng", "TL."),  # of stacked capacities the first printed
        ]),
        ("TM. BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nĐỖ MẪU", [("Đỗ Mẫu", "Phó Bí thư", "TM.")]),
        ("Q. VIỆN TRƯỞNG\n*Đàm Thị Mẫu*", [("Đàm Thị Mẫu", "Viện trưởng", "Q.")]),
        ("QUYỀN CHỦ TỊCH\nLý Mẫu", [("Lý Mẫu", "Chủ tịch", "Q.")]),
        ("K.T. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nThượng tá Hà Văn Mẫu", [("Hà Văn Mẫu", "Phó Giám đốc", "KT.")]),
        ("K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nHà Mẫu", [("Hà Mẫu", "Phó Chánh Văn phòng", "KT.")]),
        ("KT.BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNgười ký: UBND tỉnh\nThời gian ký: 03.04.2022\nVũ Mẫu", [
            ("Vũ Mẫu", "Thứ trưởng", "KT."),  # a digital signature stands between
        ]),
        ("KT. CHU TICH\nPHO CHU TICH\n\nTran Thi Mau", [("Tran Thi Mau", "Phó Chủ tịch", "KT.")]),
        ("CHỦ TỊCH\nNguyễn Mẫu\n\nTRƯỞNG BAN\nThS. Lê Mẫu", [
            ("Nguyễn Mẫu", "Chủ tịch", None), ("Lê Mẫu", "Trưởng ban", None),
        ]),
        ("CHỦ TỊCH\n(Đã ký)", []),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Đất đai;", []),
        ("Chủ tịch\nTrần Thị Mẫu", []),  # a signer's position is in capitals
        ("GIÁM ĐỐC\n\nSở Nội vụ", []),
    ],
)  # fmt: skip
def test_signers(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = find_signers(lines(text))
    assert [(s.name, s.position, s.capacity) for s in found] == expected
    for signer in found:
        assert signer.span
        printed = text[signer.span.start : signer.span.end]
        assert fold(printed).endswith(fold(signer.name))
        assert printed.split("\n")[0].isupper()


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("Lo Van Thuéng", "Lo Van Thuong"), ("Lo Phuéc Mau", "Lo Phuoc Mau"), ("Lò Văn Mẫu", None)],
)
def test_a_misread_name_keeps_what_is_printed(printed: str, meant: str | None) -> None:
    (signer,) = find_signers(lines(f"CHỦ TỊCH\n\n{printed}"))
    assert (signer.name, signer.printed) == ((meant, printed) if meant else (printed, None))
