import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Task
from ingest.pipeline import extract

GOLD = Path(__file__).resolve().parents[3] / "benchmarks" / "gold" / "tasks_targets"

HEAD = """ỦY BAN NHÂN DÂN
TỈNH TÙNG GIANG

Số: 7/{symbol}-UBND

Tùng Giang, ngày 05 tháng 01 năm 2024

{type}
{title}

"""


def tasks(body: str, type_: str = "KẾ HOẠCH", symbol: str = "KH", title: str = "Công tác năm 2024") -> tuple[Task, ...]:
    return extract(HEAD.format(symbol=symbol, type=type_, title=title) + body, "x.txt").tasks


def short(names: tuple[str, ...]) -> list[str]:
    return [name.removesuffix(" tỉnh Tùng Giang") for name in names]


@pytest.mark.parametrize(
    ("body", "words", "lead", "supporting", "deadline"),
    [
        ("1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Y tế rà soát biên chế.",
         "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Y tế rà soát biên chế",
         ["Sở Nội vụ"], ["Sở Tài chính", "Sở Y tế"], None),
        ("1. Sở Y tế có trách nhiệm tập huấn cho cán bộ, hoàn thành trong quý II/2024.",
         "Sở Y tế có trách nhiệm tập huấn cho cán bộ, hoàn thành trong quý II/2024",
         ["Sở Y tế"], [], "2024-04/2024-06"),
        ("1. Căn cứ Kế hoạch này, các sở, ban, ngành gửi dự toán về Sở Tài chính trước ngày 10/3/2024.",
         "các sở, ban, ngành gửi dự toán về Sở Tài chính trước ngày 10/3/2024", [], [], "2024-03-10"),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể giám sát việc thực hiện.",
         "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể giám sát việc thực hiện",
         ["Ủy ban Mặt trận Tổ quốc Việt Nam"], [], None),
        ("1. Làm theo luật.\n\nUBND tỉnh yêu cầu các cơ quan, đơn vị báo cáo chậm nhất ngày 01 tháng 7 năm 2024./.",
         "yêu cầu các cơ quan, đơn vị báo cáo chậm nhất ngày 01 tháng 7 năm 2024", [], [], "2024-07-01"),
    ],
)  # fmt: skip
def test_assignments(body: str, words: str, lead: list[str], supporting: list[str], deadline: str | None) -> None:
    (task,) = tasks(body)
    assert (task.text, short(task.lead), short(task.supporting), task.deadline, task.form) == (
        words, lead, supporting, deadline, "assignment",
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "1. Sở Nội vụ là cơ quan thường trực của Hội đồng.",
        "1. UBND tỉnh đã ban hành Kế hoạch số 9/KH-UBND ngày 05/02/2023.",
        "1. Thực hiện chỉ tiêu được giao các đơn vị năm 2024.",
        "1. Căn cứ đề nghị của các sở, ban, ngành, công tác khen thưởng được nâng cao chất lượng.",
        "1. Thực hiện Quyết định số 3/QĐ-UBND ngày 05/02/2023 của UBND tỉnh về việc giao Sở Nội vụ quản lý biên chế.",
        "Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm thi hành Quyết định này./.",
        "Tên nhiệm vụ:\n......................................\n\nCơ quan chủ trì: ......................\n",  # a form
        "1. Tên nhiệm vụ:\n........................\n\nCơ quan chủ trì: Sở Y tế\n",
        "Nơi nhận:\n- Như trên;\n- Các sở, ban, ngành;\n- Sở Nội vụ;\n- Lưu: VT.",
    ],
)
def test_what_assigns_nothing(body: str) -> None:
    assert tasks(body) == ()


def test_each_part_with_a_deadline_is_a_task_of_its_own() -> None:
    found = tasks(
        "1. Giao Sở Nội vụ hướng dẫn thực hiện; tham mưu ban hành kế hoạch trước ngày 10/02/2024; "
        "kiểm tra ở cơ sở; xong trước ngày 05/11/2024."
    )
    assert [(task.text.split()[0], task.deadline, short(task.lead)) for task in found] == [
        ("Giao", None, ["Sở Nội vụ"]),
        ("tham", "2024-02-10", ["Sở Nội vụ"]),
        ("kiểm", "2024-11-05", ["Sở Nội vụ"]),
    ]
    assert all(task.deadline_span for task in found if task.deadline)


def test_headings_say_who_bears_what_stands_below() -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ

a) Chủ trì, phối hợp với Sở Tư pháp rà soát thủ tục.

b) Theo dõi, đôn đốc việc thực hiện.

2. Các sở, ban, ngành

Xây dựng kế hoạch của cơ quan, đơn vị.

Yêu cầu các đơn vị thực hiện như sau:

1. Báo cáo kết quả về Sở Nội vụ trước ngày 15/11/2024.
"""
    found = tasks(body)
    assert [(short(task.lead), short(task.supporting), task.form) for task in found] == [
        (["Sở Nội vụ"], ["Sở Tư pháp"], "heading"),
        (["Sở Nội vụ"], [], "heading"),
        ([], [], "heading"),
        ([], [], "heading"),
    ]
    assert found[-1].deadline == "2024-11-15"


def test_rows_of_a_markdown_table() -> None:
    body = """| TT | Nội dung | Cơ quan thực hiện |
|---|---|---|
| QUÝ I | | |
| 01 | Ký giao ước thi đua | - UBND tỉnh. - Sở Nội vụ. |

| TT | Nội dung | Cơ quan thực hiện |
|---|---|---|
| 02 | Tập huấn | Chủ trì: Sở Nội vụ. Phối hợp: Sở Y tế |
| QUÝ II | | |
| 03 | Kiểm tra Sở Xây dựng | <ul> - Thanh tra tỉnh. |
"""
    assert [(t.text, short(t.lead), short(t.supporting), t.deadline, t.form) for t in tasks(body)] == [
        ("Ký giao ước thi đua", ["Ủy ban nhân dân", "Sở Nội vụ"], [], "2024-01/2024-03", "table"),
        ("Tập huấn", ["Sở Nội vụ"], ["Sở Y tế"], "2024-01/2024-03", "table"),
        ("Kiểm tra Sở Xây dựng", ["Thanh tra"], [], "2024-04/2024-06", "table"),
    ]


def test_rows_printed_one_cell_after_another() -> None:
    body = """**TT**
**Nhiệm vụ**
**Cơ quan chủ trì**
**Cơ quan phối hợp**
**Thời gian hoàn thành**
**I. DỮ LIỆU**
1
Rà soát dữ liệu đất đai của
doanh nghiệp trên địa bàn tỉnh.
Sở Nội vụ
Sở Y tế; các cơ quan
liên quan
Quý IV/2024
2
Tập huấn cho cán bộ.
Các sở, ban, ngành
Sở Nội vụ
Thường xuyên
"""
    assert [(t.text.split("\n")[0], short(t.lead), short(t.supporting), t.deadline) for t in tasks(body)] == [
        ("Rà soát dữ liệu đất đai của", ["Sở Nội vụ"], ["Sở Y tế"], "2024-10/2024-12"),
        ("Tập huấn cho cán bộ", [], ["Sở Nội vụ"], None),
    ]


def test_labels_below_an_item() -> None:
    body = """1. Về dữ liệu

a) Nhiệm vụ: Hoàn thiện chiến lược dữ liệu của tỉnh.

b) Cơ quan thực hiện:

- Đơn vị chủ trì: Sở Nội vụ.

- Đơn vị phối hợp: Sở Y tế.

c) Thời gian thực hiện: Hoàn thành trong năm 2024.
"""
    (task,) = tasks(body)
    assert (task.text, short(task.lead), short(task.supporting), task.deadline, task.form) == (
        "Hoàn thiện chiến lược dữ liệu của tỉnh", ["Sở Nội vụ"], ["Sở Y tế"], "2024", "labels",
    )  # fmt: skip


def test_rules_assign_only_in_their_parts_on_implementation() -> None:
    body = """Điều 5. Thời hạn

1. Sở Nội vụ thẩm định hồ sơ trong thời hạn 15 ngày.

Điều 6. Trách nhiệm thi hành

1. Sở Nội vụ hướng dẫn, kiểm tra việc thực hiện Quy chế này.
"""
    found = tasks(body, "QUYẾT ĐỊNH", "QĐ", "Ban hành Quy chế khen thưởng")
    assert [task.text for task in found] == ["Sở Nội vụ hướng dẫn, kiểm tra việc thực hiện Quy chế này"]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("1. Sở Y tế có trách nhiệm:", ["Sở Y tế"]),
        ("1.\nSở Y tế:", ["Sở Y tế"]),
        ("1.\n\nSở Y tế", ["Sở Y tế"]),
        ("**1. Sở\nY tế **(cơ quan chủ trì)", ["Sở Y tế"]),
        ("1.\nTrách nhiệm của Sở Y tế", ["Sở Y tế"]),
        ("**1. Đề nghị Sở Y tế, Hội Nông dân**\n\n**tỉnh và các đoàn thể**", ["Sở Y tế", "Hội Nông dân"]),
        ("1. Giám đốc Công an tỉnh thực hiện các nhiệm vụ sau:", ["Giám đốc Công an"]),
        ("1. Các sở: Tài chính, Nội vụ cần tập trung thực hiện các nhiệm vụ sau đây:", ["Sở Tài chính", "Sở Nội vụ"]),
        ("1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ có trách nhiệm:", []),
        ("1. Các đơn vị được giao chủ trì có trách nhiệm:", []),
        ("1. Trung tâm Giống cây trồng", ["Trung tâm Giống cây trồng"]),
        ("1. Trách nhiệm của Hợp tác xã Bản Lầm", ["Hợp tác xã Bản Lầm"]),
    ],
)
def test_forms_of_headings(heading: str, lead: list[str]) -> None:
    found = tasks(f"II. TỔ CHỨC THỰC HIỆN\n\n{heading}\n\na)\n\nRà soát, tổng hợp số liệu.\n\nb) Báo cáo kết quả năm.")
    assert [(task.text, short(task.lead), task.form) for task in found] == [
        ("Rà soát, tổng hợp số liệu", lead, "heading"),
        ("Báo cáo kết quả năm", lead, "heading"),
    ]


def test_articles_on_duties_under_broken_headings() -> None:
    body = """**Chương
III**

**TỔ CHỨC THỰC HIỆN**

**Điều
12. Trách nhiệm của Sở Y tế**

1. Rà soát, tổng hợp số liệu.

**Điều 13.
Khen thưởng**

1. Tập thể có thành tích được khen thưởng.
"""
    found = tasks(body, "QUYẾT ĐỊNH", "QĐ", "Ban hành Quy chế quản lý trạm y tế")
    assert [(task.text, short(task.lead)) for task in found] == [("Rà soát, tổng hợp số liệu", ["Sở Y tế"])]


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("1. Sở Y tế theo dõi, đôn đốc việc thực hiện Kế hoạch.", ["Sở Y tế"]),
        ("1. Các sở, ngành theo chức năng, nhiệm vụ chủ động chỉ đạo các đơn vị trực thuộc.", []),
        ("1. Các cơ quan được phân công chủ trì có trách nhiệm lập dự toán hằng năm.", []),
        ("1. Bí thư huyện ủy, Chủ tịch UBND các xã chỉ đạo các lực lượng ứng trực tại chỗ.", []),
        ("1. Phó Chủ tịch UBND tỉnh Vi Thị Mai Sao chỉ đạo các ngành khắc phục hậu quả.", []),
        ("1. Lãnh đạo Sở Y tế trực tiếp chỉ đạo các đơn vị khắc phục hậu quả.", ["Sở Y tế"]),
        ("1. Về đề nghị bố trí thêm vốn của huyện: Sở Y tế nghiên cứu, đề xuất phương án.", ["Sở Y tế"]),
        ("1. Báo cáo tháng: Sở Y tế tổng hợp số liệu gửi UBND tỉnh.", ["Sở Y tế"]),
        ("1. Yêu cầu Sở Y tế báo cáo số liệu hằng tháng, gồm:\n\na) Tổng số hồ sơ đã nhận.", ["Sở Y tế"]),
        ("1. Các cơ sở giáo dục có trách nhiệm bố trí nguồn lực phù hợp.", []),
    ],
)
def test_subjects_that_are_charged(body: str, lead: list[str]) -> None:
    (task,) = tasks(body)
    assert (short(task.lead), task.form) == (lead, "assignment")


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        ("1. Nguyên tắc chung\n\na) Các cơ quan, đơn vị phối hợp chặt chẽ, kịp thời.", "KẾ HOẠCH"),
        ("1. Sở Y tế\n\na) Có quyền thu hồi tài khoản đã cấp.", "KẾ HOẠCH"),
        ("UBND tỉnh xin trân trọng thông báo để các cơ quan được biết.", "THÔNG BÁO"),
        ("UBND tỉnh hướng dẫn một số nội dung như sau:\n\n1. Hồ sơ gồm 02 bộ bản chính.", "HƯỚNG DẪN"),
        ("1. Cơ quan thẩm tra: Sở Y tế, các cơ quan, đơn vị liên quan.", "KẾ HOẠCH"),
        ("UBND tỉnh trả lời để Công ty Phú Hòa được biết.", "THÔNG BÁO"),
        ("1. Sở Y tế\n\na) Nghị quyết số 3/NQ-HĐND ngày 05/02/2023 của Hội đồng nhân dân tỉnh.", "KẾ HOẠCH"),
        ("Mẫu số 02\n\nGiao Sở Y tế chủ trì thực hiện nhiệm vụ trên.", "KẾ HOẠCH"),
        ("1. Giao Sở ………… chủ trì, phối hợp với Sở Y tế thực hiện.", "KẾ HOẠCH"),
        ("“Điều 9. Trách nhiệm\n\n1. Sở Y tế rà soát, tổng hợp số liệu.”", "KẾ HOẠCH"),
        ("CHỦ TỊCH UBND TỈNH điện:\n\n- Bí thư các huyện ủy, Chánh Văn phòng Ban Chỉ đạo phòng thủ dân sự;", "CHỈ THỊ"),
    ],
)
def test_words_that_charge_no_one(body: str, type_: str) -> None:
    assert tasks(body, type_) == ()


def test_a_paragraph_inside_a_list_leaves_its_heading_in_force() -> None:
    found = tasks("1. Sở Y tế\n\n- Rà soát số liệu.\n\nThường xuyên cập nhật kết quả.\n\n- Báo cáo kết quả năm.")
    assert [short(task.lead) for task in found] == [["Sở Y tế"]] * 3


def test_every_agency_after_phoi_hop_supports() -> None:
    (task,) = tasks(
        "1. Sở Y tế chủ trì, phối hợp Công an tỉnh, Sở Tài chính kiểm tra; phối hợp chặt chẽ với Sở Nội vụ."
    )
    assert short(task.supporting) == ["Công an", "Sở Tài chính", "Sở Nội vụ"]


def test_a_year_before_that_of_the_document_is_no_deadline() -> None:
    (task,) = tasks("1. Sở Y tế rà soát các trạm xây dựng trước ngày 01/7/2006.")
    assert task.deadline is None


@given(
    st.lists(
        st.sampled_from(
            ["1. Sở Y tế:", "a) Nội dung:", "- Cơ quan chủ trì: Sở Nội vụ", "+ Rà soát số liệu.", "**", "- ", "…", "“",
             "Điều", "12.", "TT", "Nội dung", "Cơ quan chủ trì", "1", "Giao Sở Y tế", ";", "trước ngày 01/7/2024.", ""]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_no_task_is_empty_and_none_stands_twice(lines: list[str]) -> None:
    found = tasks("I. NỘI DUNG\n\n" + "\n".join(lines))
    assert all(task.text.strip(" *.:;") for task in found)
    assert len({task.span for task in found}) == len(found)


def test_the_rows_of_a_real_plan(shared: Path) -> None:
    gold = json.loads((GOLD / "000_faa83b3ddcca1547.json").read_text(encoding="utf-8"))
    text = (shared / "seeds" / gold["file"]).read_text(encoding="utf-8")
    wanted = {(tuple(t["span"]), tuple(t["lead"]), t["deadline"]) for t in gold["tasks"] if t["form"] == "table"}
    rows = {(tuple(t.span), t.lead, t.deadline) for t in extract(text, gold["file"]).tasks if t.form == "table"}
    assert len(wanted) == 22
    assert wanted & rows == wanted
