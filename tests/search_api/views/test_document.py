from dataclasses import astuple

from graph.evidence import Evidence
from ontology.iris import source_iri
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.views.document import document_facts
from search_api.views.document_facts import DocumentFacts

LETTER = str(SAMPLES / "03-cong-van-gui-kem-ke-hoach-chi-thi.txt")


def facts(collection: Collection, document: str) -> DocumentFacts:
    return document_facts(collection.store, f"{source_iri(LETTER)}#{document}")


def places(value: object) -> list[Evidence]:
    """Every place in a value of nested facts."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, tuple):
        return [place for part in value for place in places(part)]
    return [place for part in getattr(type(value), "__slots__", ()) for place in places(getattr(value, part))]


def test_a_plan_that_lost_its_header_has_it_from_the_letter(sample_collection: Collection) -> None:
    found = facts(sample_collection, "d2")
    number = found.field("number")
    assert number is not None
    assert (number.value, number.inferred) == ("12/KH-UBND", True)
    assert number.reason is not None
    assert number.words is not None
    assert "12/KH-UBND" in number.words.text
    kind = found.field("type")
    assert kind is not None
    assert not kind.inferred


def test_tasks_have_bearers_and_deadlines(sample_collection: Collection) -> None:
    task = next(one for one in facts(sample_collection, "d2").tasks if one.due == "2025-12-05")
    assert [agency.name for agency in task.lead] == ["Sở Nội vụ tỉnh Tùng Giang"]
    assert [agency.name for agency in task.supporting] == ["Sở Tài chính tỉnh Tùng Giang"]
    assert task.due_name == "ngày 05/12/2025"
    assert task.due_words is not None
    assert task.due_words.text == "05/12/2025"


def test_a_directive_launches_a_campaign_with_targets_and_a_stamp(sample_collection: Collection) -> None:
    found = facts(sample_collection, "d3")
    (campaign,) = found.campaigns
    assert {field.name: field.value for field in campaign.fields} == {
        "theme": "Tăng tốc, bứt phá, về đích sớm",
        "start": "2025-01-15",
        "end": "2025-10-31",
        "organizer": "Ủy ban nhân dân tỉnh Tùng Giang",
    }
    assert ("giải ngân vốn đầu tư công", ">=", 95.0) in [(t.indicator, t.comparison, t.value) for t in found.targets]
    (stamp,) = found.stamps
    assert (stamp.kind, stamp.number, stamp.date) == ("incoming", "187", "2025-01-17")
    (signer,) = found.signers
    assert (signer.name, signer.capacity, signer.position) == ("Lục Đình Khoáng", "TM.", "Chủ tịch")


def test_every_fact_quotes_the_file(sample_collection: Collection) -> None:
    text = sample_collection.text(LETTER) or ""
    for document in ("d1", "d2", "d3", "d4"):
        found = places(facts(sample_collection, document))
        assert found
        for place in found:
            assert place.file == LETTER
            assert text[place.start : place.end] == place.text


def test_what_is_no_document_has_no_facts(sample_collection: Collection) -> None:
    assert not any(astuple(facts(sample_collection, "d99")))
