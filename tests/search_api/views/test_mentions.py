import pytest

from ingest.facts import Span
from ontology.iris import source_iri
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.views.mentions import Mention, mentions, reading

LETTER = str(SAMPLES / "03-cong-van-gui-kem-ke-hoach-chi-thi.txt")
CONCLUSIONS = str(SAMPLES / "11-thong-bao-ket-luan.txt")


def of(collection: Collection, file: str) -> dict[str, Mention]:
    text = collection.text(file) or ""
    found = mentions(collection.store, source_iri(file), Span(0, len(text)))
    assert [one.span for one in found] == sorted(one.span for one in found)
    return {text[one.span.start : one.span.end]: one for one in found}


@pytest.mark.parametrize(
    ("words", "relation", "marks"),
    [
        ("Kế hoạch số 12/KH-UBND ngày 15/01/2025", "transmits", ()),
        ("Luật Thi đua, khen thưởng ngày 15/6/2022", "basis", ("missing", "inferred")),
        ("Quyết định số 27/2024/QĐ-UBND ngày 19/9/2024 của UBND tỉnh", "cites", ()),
        ("Kế hoạch này", None, ()),
    ],
)
def test_references_of_a_bundle(
    sample_collection: Collection, words: str, relation: str | None, marks: tuple[str, ...]
) -> None:
    found = of(sample_collection, LETTER)[words]
    assert (found.relation, set(found.marks)) == (relation, set(marks))


def test_a_planned_act_is_planned(sample_collection: Collection) -> None:
    planned = [words for words, one in of(sample_collection, LETTER).items() if one.planned]
    assert len(planned) == 1
    assert "12/2024/QĐ-UBND" in planned[0]


def test_a_reading_tells_its_choices_by_score(sample_collection: Collection) -> None:
    several = next(one for one in of(sample_collection, CONCLUSIONS).values() if one.ambiguous)
    told = reading(sample_collection.store, several.iri)
    assert told is not None
    assert told.words.text == "Chỉ thị số 05/CT-UBND"
    assert [choice.work["iri"] for choice in told.choices] != []
    scores = [choice.score for choice in told.choices]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1)
    assert all(choice.reasons for choice in told.choices)
    assert {said.object["iri"] for said in told.said} == {choice.work["iri"] for choice in told.choices}
    assert all(said.inferred for said in told.said)


def test_what_is_no_reference_has_no_reading(sample_collection: Collection) -> None:
    source = source_iri(LETTER)
    assert reading(sample_collection.store, f"{source}#d1") is None
    assert reading(sample_collection.store, f"{source}#m999") is None
    assert mentions(sample_collection.store, source_iri("no such file"), Span(0, 9)) == ()
