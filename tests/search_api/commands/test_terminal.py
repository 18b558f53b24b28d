from typing import Any

import pytest

from search_api.commands.terminal import name_of, print_chain, print_report, print_trace

WORK: dict[str, Any] = {
    "type": "Chỉ thị",
    "number": "19/CT-TTg",
    "date": "2021-07-20",
    "issuer": "Thủ tướng",
    "title": "X",
}
EVIDENCE = {"file": "a/b.txt", "start": 3, "end": 9, "text": "thực\nhiện [bold]"}


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "Chỉ thị 19/CT-TTg, 2021-07-20, Thủ tướng"),
        ({"number": None, "title": "Luật Đất đai", "issuer": None}, "Luật Đất đai, 2021-07-20"),
        ({"type": None, "date": None, "issuer": None}, "19/CT-TTg"),
        (dict.fromkeys(WORK), ""),
    ],
)
def test_name_of(changes: dict[str, Any], name: str) -> None:
    assert name_of({**WORK, **changes}) == name


def test_a_trace_is_a_tree_in_the_order_of_a_diagram(capsys: pytest.CaptureFixture[str]) -> None:
    link = {"planned": True, "inferred": False, "again": False, "work": WORK, "pinpoint": ["Điều 4", "khoản 1"]}
    link |= {"evidence": [EVIDENCE]}
    links = [
        {**link, "relation": "cites"},
        {**link, "relation": "basis", "work": {**WORK, "in": [{**link, "relation": "amends"}]}},
    ]
    reason = {"relation": "replaces", "work": WORK, "date": None, "pinpoint": [], "bearing": "later"}
    status = {"status": "in-force", "as_of": "2022-01-02", "since": "2021-07-20", "expected": []}
    status["reasons"] = [{**reason, "evidence": [EVIDENCE]}]
    print_trace({"work": WORK, "status": status, "out": links, "in": [], "cut": 2}, "vi")
    told = capsys.readouterr().out
    assert told.index("Căn cứ ban hành") < told.index("Văn bản sửa đổi, bổ sung") < told.index("Văn bản được dẫn chiếu")
    assert "19/CT-TTg, 2021-07-20, Thủ tướng [khoản 1 Điều 4] [dự kiến]" in told
    assert "“thực hiện [bold]”  b.txt:3-9" in told
    assert "Còn hiệu lực, từ ngày 2021-07-20, tính đến ngày 2022-01-02" in told
    assert "Văn bản thay thế: Chỉ thị 19/CT-TTg, 2021-07-20, Thủ tướng [chưa đến ngày]" in told
    assert "còn 2 quan hệ" in told


def test_a_chain_says_who_passed_what_on_to_whom(capsys: pytest.CaptureFixture[str]) -> None:
    act = {"relation": "transmits", "object": "a", "inferred": True, "evidence": [EVIDENCE]}
    letter = {"work": {**WORK, "iri": "b", "number": "7/VP"}, "acts": [act]}
    letter["recipients"] = [{"line": "- Như trên", "agencies": [{"iri": "c", "name": "Sở Y tế"}], "evidence": []}]
    steps = [{"work": {**WORK, "iri": "a"}, "acts": [], "recipients": []}, letter]
    print_chain({"work": "b", "steps": steps}, "vi")
    told = capsys.readouterr().out
    assert told.index("19/CT-TTg") < told.index("7/VP") < told.index("b.txt:3-9")
    assert "[suy ra]" in told
    assert "- Như trên  (Sở Y tế)" in told


def test_a_report_names_works_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"kind": "stamp", "works": [WORK], "values": {"stamp": "incoming", "dates": ("2021-01-30", "2021-01-01")}}
    print_report({"report": "conflicts", "rows": [{**row, "evidence": [EVIDENCE]}]}, "vi")
    told = capsys.readouterr().out
    for words in ("19/CT-TTg", "2021-01-30, 2021-01-01", "b.txt:3-9", "1 mục"):
        assert words in told
