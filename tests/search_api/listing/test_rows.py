from typing import Any

from search_api.listing.rows import rows

DOCUMENT = {
    "number": "12/KH-UBND",
    "type": "Kế hoạch",
    "date": "2021-02-01",
    "issuer": "UBND",
    "iri": "w:1",
    "title": "a",
}
OTHER = {**DOCUMENT, "number": None, "type": None, "iri": None, "title": None}


def result(*answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "answers": list(answers),
        "passages": [{"text": "một  đoạn\nvăn"}, {"text": "đoạn hai"}],
        "groups": [
            {"file": "a.txt", "document": DOCUMENT, "status": "in-force", "passages": [0, 1]},
            {"file": "b.txt", "document": OTHER, "status": "unknown", "passages": [1]},
        ],
    }


def fact(value: str) -> dict[str, Any]:
    return {**DOCUMENT, "kind": "fact", "value": value, "evidence": [{"text": "hạn  20/01", "file": "a.txt"}]}


def test_a_document_stands_once_with_its_best_passage() -> None:
    first, second = rows(result(), "vi")
    assert (first.document, first.quote, first.status) == ("Kế hoạch 12/KH-UBND", "một đoạn văn", "Còn hiệu lực")
    assert (second.document, second.file) == ("", "b.txt")


def test_what_answers_stands_first_each_fact_apart_and_its_document_no_more() -> None:
    found = rows(result(fact("20/01"), fact("21/01"), fact("20/01")), "en")
    assert [row.answer for row in found] == ["20/01", "21/01", ""]
    assert [row.file for row in found] == ["a.txt", "a.txt", "b.txt"]
    assert found[0].status == "In force"
    assert found[0].quote == "hạn 20/01"


def test_a_document_that_is_the_answer_has_its_evidence() -> None:
    answer = {**fact("Kế hoạch 12/KH-UBND"), "kind": "document", "evidence": []}
    first, _ = rows(result(answer), "vi")
    assert (first.answer, first.quote) == ("", "")
