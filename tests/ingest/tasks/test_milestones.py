import pytest

from ingest.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
TỈNH TÙNG GIANG

Số: 7/{symbol}-UBND

Tùng Giang, ngày 05 tháng 01 năm 2024

{type}
Phát động thi đua năm 2024

"""


def found(body: str, type_: str = "CHỈ THỊ", symbol: str = "CT") -> list[tuple[str, str | None, str]]:
    facts = extract(HEAD.format(symbol=symbol, type=type_) + body, "x.txt")
    return [(task.text, task.deadline, task.form) for task in facts.tasks]


@pytest.mark.parametrize(
    ("body", "steps"),
    [
        ("1. Thời gian: hết năm. Sơ kết phong trào trong tháng 6/2024 và tổng kết phong trào trong tháng 11/2024.",
         [("Sơ kết phong trào trong tháng 6/2024", "2024-06"), ("tổng kết phong trào trong tháng 11/2024", "2024-11")]),
        ("1. Mốc thời gian\n\n- Tổng kết phong trào thi đua: trong tháng 11/2024 (sau kỳ họp).",
         [("Tổng kết phong trào thi đua: trong tháng 11/2024 (sau kỳ họp)", "2024-11")]),
        ("1. Sơ kết, tổng kết đợt thi đua trước ngày 20/10/2024.",
         [("Sơ kết, tổng kết đợt thi đua trước ngày 20/10/2024", "2024-10-20")]),
        ("1. Tổ chức sơ kết vào quý II/2024, hội nghị tổng kết vào quý IV/2024.",
         [("Tổ chức sơ kết vào quý II/2024", "2024-04/2024-06"),
          ("hội nghị tổng kết vào quý IV/2024", "2024-10/2024-12")]),
    ],
)  # fmt: skip
def test_dated_steps(body: str, steps: list[tuple[str, str]]) -> None:
    assert found(body) == [(text, deadline, "milestone") for text, deadline in steps]


@pytest.mark.parametrize(
    "body",
    [
        "1. Tổng kết phong trào thi đua theo quy định.",
        "1. Tổng kết phong trào thi đua trong tháng 11/2021.",
        "1. Việc tổng kết phong trào thi đua trong tháng 11/2024 đã có hướng dẫn.",
        "1. “Điều 5. Mốc thời gian\n\n1. Tổng kết phong trào thi đua trong tháng 11/2024.”",
    ],
    ids=["undated", "past", "told", "quoted"],
)
def test_no_milestone(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(("type_", "symbol"), [("BÁO CÁO", "BC"), ("THÔNG TƯ", "TT"), ("QUY CHẾ", "QC")])
def test_types_without_milestones(type_: str, symbol: str) -> None:
    assert found("1. Tổng kết phong trào thi đua trong tháng 11/2024.", type_, symbol) == []


def test_what_someone_bears_is_no_milestone() -> None:
    tasks = found("1. Giao Sở Nội vụ tham mưu thực hiện. Tổng kết phong trào trước ngày 20/11/2024.")
    assert [(deadline, form) for _, deadline, form in tasks] == [(None, "assignment"), ("2024-11-20", "assignment")]
