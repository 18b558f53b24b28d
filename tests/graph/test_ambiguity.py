import json
from dataclasses import asdict

from graph.ambiguity import ambiguous_mentions
from graph.links import link
from graph.stores import Store
from ingest.facts import Document, Extraction, Reference, Span

from .conftest import put

LANG_SON = "Ủy ban nhân dân tỉnh Lạng Sơn"
SPAN = Span(0, 90)


def reference(start: int, number: str, date: str | None = None) -> Reference:
    span = Span(start, start + 9)
    return Reference(span, f"{number} x", span, "d1", type="Chỉ thị", number=number, date=date, issuer=LANG_SON)


def file(name: str, date: str, *references: Reference) -> Extraction:
    document = Document("d1", SPAN, "Công văn", "7/VKS-VP", date, issuer="Viện kiểm sát nhân dân tỉnh Lạng Sơn")
    return Extraction(name, (document,), references)


def test_mentions_with_several_choices_are_listed_with_words_scores_and_reasons(store: Store) -> None:
    put(store, file("a", "2019-01-01", reference(0, "02/CT-UBND", "2018-01-04")))
    put(store, file("b", "2021-03-01", reference(0, "02/CT-UBND", "2021-01-07")))
    put(store, file("c", "2022-01-01", reference(40, "02/CT-UBND"), reference(20, "02/CT-UBND")))
    put(store, file("d", "2019-01-01", reference(0, "02/CT-UBND")))  # issued before one of the two
    link(store)
    found = ambiguous_mentions(store)
    assert [(one.wording, one.evidence.file, one.evidence.start) for one in found] == [
        ("Chỉ thị 02/CT-UBND", "c", 20),
        ("Chỉ thị 02/CT-UBND", "c", 40),
    ]
    for one in found:
        assert [choice.work["date"] for choice in one.choices] == ["2021-01-07", "2018-01-04"]
        assert [choice.reasons for choice in one.choices] == [("one-of-several",)] * 2
        assert one.choices[0].score > one.choices[1].score
    assert json.loads(json.dumps([asdict(one) for one in found]))[0]["choices"][0]["work"]["number"] == "02/CT-UBND"


def test_an_empty_collection_has_none(store: Store) -> None:
    assert ambiguous_mentions(store) == ()


def test_the_numbers_of_two_works_in_the_real_documents_never_count_as_certain_without_a_reason(
    linked_seeds: Store,
) -> None:
    for one in ambiguous_mentions(linked_seeds):
        assert len(one.choices) > 1
        assert one.evidence.text
        assert all(choice.reasons for choice in one.choices)
