import pytest

from ontology.iris import campaign_iri
from search_api.collection import Collection
from search_api.views.campaigns import campaign_facts, campaign_list

CONGRESS = campaign_iri("Chào mừng Đại hội Đảng bộ các cấp nhiệm kỳ 2025 - 2030")


def test_campaigns_are_listed_by_the_documents_that_name_them(sample_collection: Collection) -> None:
    found = campaign_list(sample_collection.store)
    counts = [one.documents for one in found]
    assert counts == sorted(counts, reverse=True)
    assert CONGRESS in [one.iri for one in found]
    assert len({one.iri for one in found}) == len(found)


def test_a_campaign_has_its_launch_with_words(sample_collection: Collection) -> None:
    found = campaign_facts(sample_collection.store, CONGRESS)
    assert found is not None
    (launch,) = found.launches
    assert launch.work["number"] == "03/CT-UBND"
    assert launch.words is not None
    said = {field.name: field for field in launch.fields}
    assert said["theme"].value == "Tăng tốc, bứt phá, về đích sớm"
    assert said["organizer"].value == "Ủy ban nhân dân tỉnh Tùng Giang"
    for field in launch.fields:
        assert field.words is not None
        text = sample_collection.text(field.words.file) or ""
        assert text[field.words.start : field.words.end] == field.words.text
    assert "03/CT-UBND" in [one.work["number"] for one in found.named]


def test_what_is_no_campaign(sample_collection: Collection) -> None:
    assert campaign_facts(sample_collection.store, campaign_iri("không có")) is None
    with pytest.raises(ValueError, match="IRI"):
        campaign_facts(sample_collection.store, "> no iri")
