from typing import Any

import pytest

from graph.chain import chain
from graph.naming import find_works
from graph.stores import Store
from ingest.reading import read
from ontology.iris import DEFAULT_BASE

from .conftest import Collected


@pytest.fixture(scope="module")
def seeds(shared: Any, collected: Collected) -> tuple[Store, dict[str, str]]:
    texts = {path.name: read(path).text for path in sorted((shared / "seeds").glob("*.txt"))}
    return collected(texts), texts


def steps(store: Store, reference: str) -> list[dict[str, Any]]:
    found = chain(store, reference)
    assert [found["work"]] == found["candidates"]
    return list(found["steps"])


def test_from_the_letter_to_the_directive(seeds: tuple[Store, dict[str, str]]) -> None:
    found = {step["work"]["number"]: step for step in steps(seeds[0], "1419/VKS-VP")}
    assert list(found) == ["19/CT-TTg", "200/KH-UBND", "1419/VKS-VP"]
    directive, plan, letter = found.values()
    assert (directive["work"]["issuer"], directive["work"]["date"]) == ("Thủ tướng Chính phủ", "2021-07-16")
    assert directive["agency"] == f"{DEFAULT_BASE}agency/thu-tuong-chinh-phu"
    assert directive["evidence"]  # not held: the words that cite it
    assert [(act["relation"], act["object"]) for act in plan["acts"]] == [("implements", directive["work"]["iri"])]
    assert ("transmits", plan["work"]["iri"]) in [(act["relation"], act["object"]) for act in letter["acts"]]
    board = {"iri": f"{DEFAULT_BASE}agency/so-noi-vu-tinh-lang-son", "name": "Sở Nội vụ tỉnh Lạng Sơn"}
    assert any(board in one["agencies"] for one in plan["recipients"])
    assert any(one["line"] == "Như trên (để thực hiện)" for one in letter["recipients"])


def test_a_directive_goes_on_through_letter_and_copy(seeds: tuple[Store, dict[str, str]]) -> None:
    (directive,) = [w for w in find_works(seeds[0], "02/CT-UBND") if "2021" in w]
    found = {step["work"]["number"]: step for step in chain(seeds[0], directive)["steps"]}
    (copied,) = [act for act in found["10/SY-VKS-VP"]["acts"] if act["relation"] == "copies"]
    assert copied["object"] == directive
    assert any(act["relation"] == "transmits" for act in found["50/VKS-VP"]["acts"])


def test_a_directive_goes_on_through_the_plan_that_carries_it_out(seeds: tuple[Store, dict[str, str]]) -> None:
    numbers = [step["work"]["number"] for step in steps(seeds[0], "Chỉ thị 19/CT-TTg")]
    assert numbers[0] == "19/CT-TTg"
    assert {"200/KH-UBND", "1419/VKS-VP"} <= set(numbers[1:])


def test_every_step_quotes_the_files(seeds: tuple[Store, dict[str, str]]) -> None:
    store, texts = seeds
    quoted = 0
    for step in steps(store, "1419/VKS-VP"):
        groups = [step["evidence"], *(one["evidence"] for one in (*step["acts"], *step["recipients"]))]
        assert all(groups)
        for one in (evidence for group in groups for evidence in group):
            assert texts[one["file"]][one["start"] : one["end"]] == one["text"]
            quoted += 1
    assert quoted > 20


LETTER = """VĂN PHÒNG UBND TỈNH SƠN KHÊ

Số: 8/VP-TH
V/v sao gửi văn bản

Sơn Khê, ngày 05 tháng 6 năm 2023

Kính gửi: Sở Y tế

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def test_a_planned_act_passes_nothing_on(collected: Collected) -> None:
    body = (
        "Văn phòng sao gửi Kế hoạch số 4/KH-UBND ngày 01/6/2023 của UBND tỉnh, dự kiến thay thế Kế hoạch số 3/KH-UBND."
    )
    found = steps(collected({"a.txt": LETTER.format(body=body)}), "8/VP-TH")
    assert [step["work"]["number"] for step in found] == ["4/KH-UBND", "8/VP-TH"]


def test_letters_that_forward_each_other_end(collected: Collected) -> None:
    texts = {
        f"{own}.txt": LETTER.replace("8/VP", f"{own}/VP").format(
            body=f"Văn phòng sao gửi Công văn số {other}/VP-TH ngày 05/6/2023 của Văn phòng UBND tỉnh Sơn Khê."
        )
        for own, other in ((8, 9), (9, 8))
    }
    assert len(steps(collected(texts), "8/VP-TH")) == 2
