from typing import Any

import pytest

from search_api.searching.explaining import explained, field_name, shared, value_name, words_matched
from search_api.wording import LANGUAGES

WORK = {"iri": "http://a", "type": "Chỉ thị", "number": "19/CT-TTg", "title": None}
PLAN = {"iri": "http://b", "type": "Kế hoạch", "number": "200/KH-UBND", "title": None}


def reason(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "named": {"name": "Chỉ thị 19/CT-TTg"}, "steps": [], "where": None, **more}


def step(relation: str, side: str, work: dict[str, Any], planned: bool = False) -> dict[str, Any]:
    return {"relation": relation, "side": side, "planned": planned, "work": work}


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        (
            reason("relation", steps=[step("implements", "out", WORK)]),
            "Văn bản triển khai thực hiện Chỉ thị 19/CT-TTg",
            "The document implements Chỉ thị 19/CT-TTg",
        ),
        (
            reason("relation", steps=[step("implements", "out", PLAN), step("implements", "out", WORK)]),
            "Văn bản triển khai thực hiện Kế hoạch 200/KH-UBND, văn bản đó triển khai thực hiện Chỉ thị 19/CT-TTg",
            "The document implements Kế hoạch 200/KH-UBND, which implements Chỉ thị 19/CT-TTg",
        ),
        (
            reason("relation", steps=[step("amends", "in", WORK, planned=True)]),
            "Văn bản dự kiến được sửa đổi, bổ sung bởi Chỉ thị 19/CT-TTg",
            "The document is to become: is amended by Chỉ thị 19/CT-TTg",
        ),
        (reason("same"), "Thuộc chính Chỉ thị 19/CT-TTg", "Is part of Chỉ thị 19/CT-TTg itself"),
        (
            reason("mention", where={"text": "CT số\n19"}),
            "Đoạn này nhắc đến Chỉ thị 19/CT-TTg (“CT số 19”)",
            "The passage names Chỉ thị 19/CT-TTg (“CT số 19”)",
        ),
    ],
)
def test_explained(given: dict[str, Any], vi: str, en: str) -> None:
    assert (explained(given, "vi"), explained(given, "en")) == (vi, en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_words(language: Any) -> None:
    for kind in ("same", "issuer", "launches"):
        assert "19/CT-TTg" in explained(reason(kind), language)
    for kind in ("instruments", "campaigns", "words"):
        assert shared({"kind": kind, "names": ["A", "B"]}, language).endswith("A; B")
    assert shared({"kind": "relation", "relation": "implements", "side": "in", "names": []}, language)
    assert field_name("held", language) != value_name("held", "held", language)
    assert value_name("status", "in-force", language) in ("Còn hiệu lực", "In force")


def test_words_are_told_once() -> None:
    found = [{"text": word} for word in ("Chỉ thị", "02/CT-UBND", "chỉ  thị", "CHỈ THỊ")]
    assert words_matched({"matched": found}) == ["Chỉ thị", "02/CT-UBND"]
