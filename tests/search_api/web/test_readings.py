import pytest

from graph.stores import rows
from search_api.collection import Collection
from search_api.web.readings import reason_told, repair_told, rule_told
from search_api.wording import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_reason_of_the_samples_is_told(sample_collection: Collection, language: Language) -> None:
    store = sample_collection.store
    rules = rows(
        store,
        "SELECT DISTINCT ?rule { ?fact vnd:rule ?rule ; a ?kind FILTER(?kind IN (vnd:InstrumentMention, vnd:Task)) }",
    )
    reasons = rows(store, "SELECT DISTINCT ?reason { ?value a vnd:InferredValue ; vnd:reason ?reason }")
    assert len(rules) > 5
    assert [rule for (rule,) in rules if rule and rule_told(rule, language) == rule] == []
    if language == "vi":
        assert [reason for (reason,) in reasons if reason and reason_told(reason, language) == reason] == []


@pytest.mark.parametrize(
    ("reason", "vi"),
    [
        ("symbol VKS of 50/VKS-VP", "ký hiệu VKS trong số 50/VKS-VP"),
        ("the copy stands after d3", "bản sao đứng sau văn bản thứ 3 trong tệp"),
        ("d1 transmits '12/KH-UBND'", "văn bản thứ 1 trong tệp gửi kèm '12/KH-UBND'"),
        ("attachment to 'Quyết định\nsố 5'", "kèm theo 'Quyết định\nsố 5'"),
        ("no such {reason}", "no such {reason}"),
    ],
)
def test_reasons(reason: str, vi: str) -> None:
    assert reason_told(reason, "vi") == vi


def test_repairs() -> None:
    assert repair_told("s6 > so", "vi") == "“s6” đọc là “so”"
    assert repair_told("diacritics", "en") == "read without diacritics"
