import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores import Store, open_store, rows
from search_api.question import answer

ROOT = Path(__file__).resolve().parents[3]


def numbers(reply: dict[str, Any]) -> list[str]:
    return [each["number"] for each in reply["answers"]]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Công văn 52/VKS-VP gửi kèm văn bản nào?", {"03/CT-UBND", "12/KH-UBND"}),
        ("cong van nao gui kem chi thi 03/CT-UBND", {"52/VKS-VP"}),
        ("Văn bản nào sao y Quyết định 1182/QĐ-UBND?", {"15/SY-STP"}),
        ("Văn bản nào sửa đổi Quyết định 12/2024/QĐ-UBND của UBND tỉnh Tùng Giang?", {"27/2024/QĐ-UBND"}),
        ("quyet dinh 12/2024/QĐ-UBND thay the quyet dinh nao", {"21/2019/QĐ-UBND"}),
        ("Những chỉ thị năm 2025 của UBND tỉnh Tùng Giang", {"03/CT-UBND", "05/CT-UBND"}),
    ],
)
def test_documents(samples: Store, question: str, expected: set[str]) -> None:
    reply = answer(samples, question)
    assert expected <= set(numbers(reply))
    assert all(each["kind"] == "document" and each["evidence"] for each in reply["answers"])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Ai ký Kế hoạch 37/KH-UBND?", "Nông Thế Quyền"),
        ("thong bao 64/TB-UBND ban hanh ngay nao", "2025-04-24"),
        ("Công văn 52/VKS-VP của cơ quan nào?", "Viện kiểm sát nhân dân tỉnh Tùng Giang"),
        ("Ai ký bản sao y của Quyết định 1182/QĐ-UBND?", "Bế Thị Hồi"),
        ("ai ký bản sao y 15/SY-STP", "Bế Thị Hồi"),
        ("Quyết định 27/2024/QĐ-UBND có hiệu lực từ khi nào?", "2024-10-01"),
        ("Quyết định 2075/QĐ-UBND hết hiệu lực khi nào", "2025-03-25"),
        ("ai phối hợp với Sở Nội vụ tổ chức hội nghị quán triệt chỉ thị", "Văn phòng Ủy ban nhân dân tỉnh Tùng Giang"),
    ],
)
def test_facts(samples: Store, question: str, value: str) -> None:
    found = answer(samples, question)["answers"]
    assert [(each["kind"], each["value"]) for each in found] == [("fact", value)]


@pytest.mark.parametrize(
    ("question", "value", "number"),
    [
        ("Ai chủ trì tổ chức hội nghị quán triệt Chỉ thị?", "Sở Nội vụ tỉnh Tùng Giang", "37/KH-UBND"),
        ("Cơ quan nào chủ trì thực hiện Kế hoạch 37/KH-UBND?", "Sở Nội vụ tỉnh Tùng Giang", "37/KH-UBND"),
        ("Cơ quan nào phối hợp thực hiện Kế hoạch 37/KH-UBND?", "Sở Tư pháp tỉnh Tùng Giang", "37/KH-UBND"),
        ("nhiệm vụ đến hạn quý I năm 2025", "Sở Nội vụ tỉnh Tùng Giang, ngày 31/03/2025", "37/KH-UBND"),
        ("chi tieu GRDP nam 2025", "tăng trưởng GRDP: >= 8 % (năm 2025)", "03/CT-UBND"),
    ],
)
def test_tasks_and_targets(samples: Store, question: str, value: str, number: str) -> None:
    reply = answer(samples, question)
    found = {(each["value"], each["number"]): each for each in reply["answers"]}
    assert found[value, number]["evidence"]
    assert {row[1] for row in rows(samples, reply["sparql"])} >= {value}


def test_evidence_quotes_the_file(samples: Store) -> None:
    for each in answer(samples, "Công văn 52/VKS-VP gửi kèm văn bản nào?")["answers"]:
        for place in each["evidence"]:
            text = (ROOT / "samples" / place["file"]).read_text(encoding="utf-8")
            assert text[place["start"] : place["end"]] == place["text"]


def test_the_query_shown_gives_the_same_answers(samples: Store) -> None:
    reply = answer(samples, "Văn bản nào triển khai Chỉ thị 05/CT-UBND ngày 18/01/2024?")
    works = {row[1] for row in rows(samples, reply["sparql"])}
    assert works == {each["iri"] for each in reply["answers"]}


def test_a_number_of_two_works_answers_for_each_and_says_so(samples: Store) -> None:
    reply = answer(samples, "Chỉ thị 05/CT-UBND ban hành khi nào?")
    assert {"2024-01-18", "2025-02-17"} <= {each["value"] for each in reply["answers"]}
    assert len(reply["understood"]["instruments"]) > 1
    assert "có thể là" in reply["message"]


def test_nothing_is_said_in_words(samples: Store) -> None:
    empty = answer(samples, "Văn bản nào thay thế Thông báo 64/TB-UBND?")
    assert (empty["answers"], empty["message"]) == (
        [],
        "Không có văn bản nào trong kho thay thế Thông báo 64/TB-UBND.",
    )
    assert empty["sparql"]
    assert "99/KH-UBND" in answer(samples, "Ai ký Kế hoạch 99/KH-UBND?")["message"]
    assert (
        answer(samples, "Chỉ tiêu GRDP năm 2031")["message"]
        == "Trong kho không ghi nhận chỉ tiêu này cho năm được hỏi."
    )


def test_what_is_not_understood_has_no_query(samples: Store) -> None:
    reply = answer(samples, "hạn nộp báo cáo về Sở Nội vụ")
    assert (reply["sparql"], reply["answers"], reply["message"]) == (None, [], None)
    assert (reply["corrected"], reply["choices"]) == (None, [])


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("hạn đăng ký sáng kiến cải cách theo kế hoạch 37", {"2024-03-15"}),
        ("ai phối hợp với Sở Nội vụ trong Chỉ thị 03/CT-UBND", {"Ban Tuyên giáo Tỉnh ủy Tùng Giang"}),
        ("chỉ thị 03/CT-UBND chào mừng sự kiện gì", set()),
        ("văn bản nào được dẫn chiếu nhiều nhất", {"Luật 06/2022/QH15"}),
        ("ông Nông Thế Quyền chức vụ gì", {"Phó Chủ tịch"}),
        ("quyết định 27/2024 ai kí", {"Nông Thế Quyền"}),
        ("công văn tháng 8 năm 2024", {"Công văn 1246/UBND-NC"}),
    ],
)
def test_kinds_of_facts(samples: Store, question: str, values: set[str]) -> None:
    assert {each["value"] for each in answer(samples, question)["answers"]} == values


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quyết định 2075/QĐ-UBND còn hiệu lực không?", "hết hiệu lực toàn bộ từ ngày 25/03/2025."),
        ("Kế hoạch 37/KH-UBND còn hiệu lực không?", "còn hiệu lực."),
        ("Luật 06/2022/QH15 còn hiệu lực không?", "Kho không cho biết thêm về hiệu lực của văn bản này."),
    ],
)
def test_the_status_is_said_beside_what_acts_on_a_document(samples: Store, question: str, said: str) -> None:
    assert answer(samples, question)["message"].endswith(said)


def test_tasks_of_an_agency_are_quoted(samples: Store) -> None:
    found = answer(samples, "Sở Nội vụ có nhiệm vụ gì theo Chỉ thị 03/CT-UBND")["answers"]
    assert any("hướng dẫn, đôn đốc thực hiện Chỉ thị này" in each["value"] for each in found)
    assert all(each["evidence"] for each in found)


def test_what_an_agency_supports_is_told_from_who_supports_it(samples: Store) -> None:
    found = answer(samples, "Sở Tài chính phối hợp việc gì trong KH 37/KH-UBND")["answers"]
    assert ["Tổ công nghệ số cộng đồng" in each["value"] for each in found] == [True]


def test_who_reports_to_whom_is_told_by_the_order(samples: Store) -> None:
    assert answer(samples, "hạn báo cáo Sở Nội vụ")["answers"] == []


def test_documents_through_others(samples: Store) -> None:
    direct = answer(samples, "Văn bản nào triển khai Chỉ thị 34-CT/TW?")
    through = answer(samples, "Văn bản nào trực tiếp hoặc gián tiếp triển khai Chỉ thị 34-CT/TW?")
    assert {"05/CT-UBND", "37/KH-UBND"} <= set(numbers(through))
    assert set(numbers(direct)) < set(numbers(through))
    assert all(each["evidence"] for each in through["answers"])


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("van ban nao trien khia chi thi 05/CT-UBND ngay 18/01/2024", "trien khai"),
        ("ke hoahc 37/KH-UBND ai ky", "ke hoach"),
        ("Ai ký Kế hoạch 37/KH-UBND?", None),
    ],
)
def test_a_mended_question_is_said(samples: Store, question: str, read_as: str | None) -> None:
    reply = answer(samples, question)
    assert reply["answers"]
    assert (read_as is None) == (reply["corrected"] is None)
    assert read_as is None or (read_as in reply["corrected"] and read_as in reply["message"])


def test_what_is_only_planned_is_said_to_be(seeds: Store) -> None:
    reply = answer(seeds, "Văn bản nào bãi bỏ điểm h khoản 1 Điều 4 Quyết định 57/2018/QĐ-UBND?")
    assert numbers(reply) == ["206/KH-UBND"]
    assert "dự kiến" in reply["message"]


@given(st.text(alphabet="ab?\"'<>{}\\ .X0", max_size=30))
def test_words_of_a_question_never_become_a_query(words: str) -> None:
    store = open_store("oxigraph:")
    reply = answer(store, f"Văn bản nào do {words} ký?")
    assert not reply["answers"]
    if reply["sparql"]:
        store.query(reply["sparql"])


def test_questions_over_the_real_documents(seeds: Store, load_benchmark: Any) -> None:
    benchmark = load_benchmark("questions")
    files = ("seeds", "seeds-fresh", "seeds-held")
    lines = [
        line for name in files for line in (ROOT / f"benchmarks/questions/{name}.jsonl").read_text("utf-8").splitlines()
    ]
    scores = [benchmark.score(answer(seeds, row["question"]), row, 0) for row in map(json.loads, lines)]
    figures = benchmark.summary(scores)
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.9


def test_only_through_others_is_what_no_document_does_itself(samples: Store) -> None:
    question = "văn bản nào {} triển khai Chỉ thị 05/CT-UBND ngày 18/01/2024"
    both, direct, indirect = (
        set(numbers(answer(samples, question.format(how))))
        for how in ("trực tiếp hoặc gián tiếp", "trực tiếp", "gián tiếp")
    )
    assert indirect == both - direct
    assert direct
    assert indirect


def test_a_figure_in_another_unit_is_no_answer(samples: Store) -> None:
    question = "GRDP năm 2025 phấn đấu tăng bao nhiêu {}"
    assert answer(samples, question.format("phần trăm"))["answers"]
    assert not answer(samples, question.format("ha"))["answers"]


def test_who_leads_a_task_is_asked_of_the_work_that_is_named(samples: Store) -> None:
    found = answer(samples, "cơ quan nào chịu trách nhiệm theo dõi, đôn đốc theo Kế hoạch 37/KH-UBND")["answers"]
    assert {each["number"] for each in found} <= {"37/KH-UBND"}


def test_a_mention_counts_whoever_it_is_said_to_act(samples: Store) -> None:
    found = numbers(answer(samples, "văn bản nào nhắc đến Quyết định 21/2019/QĐ-UBND"))
    assert "12/2024/QĐ-UBND" in found


@pytest.mark.parametrize(
    ("question", "vietnamese", "english"),
    [
        (
            "Văn bản nào thay thế Kế hoạch 37/KH-UBND?",
            "Không có văn bản nào trong kho thay thế Kế hoạch 37/KH-UBND.",
            "No document in the collection replaces Kế hoạch 37/KH-UBND.",
        ),
        (
            "Ai ký Quyết định 999/QĐ-XYZ?",
            "Trong kho chưa thấy văn bản “Quyết định 999/QĐ-XYZ”, cũng chưa có văn bản nào dẫn chiếu đến.",
            "The collection does not hold “Quyết định 999/QĐ-XYZ”, and no document in it refers to it.",
        ),
        ("Những chỉ thị năm 2025 của UBND tỉnh Tùng Giang", "Có 2 văn bản.", "Documents: 2."),
    ],
)
def test_messages_are_in_the_language_asked_for(samples: Store, question: str, vietnamese: str, english: str) -> None:
    assert answer(samples, question)["message"] == vietnamese
    assert answer(samples, question, language="en")["message"] == english
