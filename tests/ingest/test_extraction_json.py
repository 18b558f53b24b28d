import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction_json import extraction_from_json
from ingest.facts import (
    AgencyMention,
    Campaign,
    DateMention,
    Document,
    Extraction,
    Link,
    Narrower,
    Reference,
    Signer,
    Span,
    Stamp,
    Target,
    Task,
)

SPANS = st.builds(Span)
WORDS = st.text(max_size=5)
EXTRACTIONS = st.builds(
    Extraction,
    WORDS,
    documents=st.lists(
        st.builds(
            Document,
            WORDS,
            SPANS,
            WORDS,
            number=st.none() | WORDS,
            signers=st.lists(st.builds(Signer, WORDS, span=st.none() | SPANS), max_size=2).map(tuple),
            recipients=st.lists(WORDS, max_size=2).map(tuple),
            recipient_spans=st.lists(SPANS, max_size=2).map(tuple),
            stamps=st.lists(st.builds(Stamp, number=st.none() | WORDS), max_size=2).map(tuple),
            effective=st.none() | WORDS,
            where=st.dictionaries(WORDS, SPANS, max_size=2),
            inferred=st.dictionaries(WORDS, WORDS, max_size=2),
            reasons=st.dictionaries(WORDS, WORDS, max_size=2),
        ),
        max_size=2,
    ).map(tuple),
    references=st.lists(
        st.builds(
            Reference,
            pinpoint=st.lists(WORDS, max_size=2).map(tuple),
            repairs=st.lists(WORDS, max_size=2).map(tuple),
            inferred=st.dictionaries(WORDS, WORDS, max_size=1),
            source=st.none() | st.integers(0, 3),
            narrower=st.sampled_from([None, *get_args(Narrower)]),
            planned=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    links=st.lists(st.builds(Link, narrower=st.sampled_from([None, *get_args(Narrower)])), max_size=2).map(tuple),
    campaigns=st.lists(st.builds(Campaign, theme=st.none() | WORDS), max_size=2).map(tuple),
    agencies=st.lists(st.builds(AgencyMention), max_size=2).map(tuple),
    dates=st.lists(st.builds(DateMention), max_size=2).map(tuple),
    tasks=st.lists(
        st.builds(Task, lead=st.lists(WORDS, max_size=2).map(tuple), deadline_span=st.none() | SPANS), max_size=2
    ).map(tuple),
    targets=st.lists(st.builds(Target, low=st.none() | st.floats(-9, 9), change=st.none()), max_size=2).map(tuple),
)


@given(EXTRACTIONS)
def test_json_and_back(facts: Extraction) -> None:
    assert extraction_from_json(json.loads(json.dumps(facts.to_json()))) == facts


@pytest.mark.parametrize("change", [{"span": None}, {"color": "red"}])
def test_a_record_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    facts = Extraction("a.txt", dates=(DateMention(Span(0, 4), "2021", "d1", "2021"),))
    data = json.loads(json.dumps(facts.to_json()))
    data["dates"][0] |= change
    with pytest.raises((KeyError, TypeError)):
        extraction_from_json(data)


def test_a_missing_list_is_refused() -> None:
    data = Extraction("a.txt").to_json()
    del data["links"]
    with pytest.raises(KeyError):
        extraction_from_json(data)


@pytest.mark.parametrize(
    ("one", "other", "contains", "overlaps"),
    [
        (Span(0, 9), Span(2, 5), True, True),
        (Span(0, 9), Span(0, 9), True, True),
        (Span(0, 9), Span(5, 12), False, True),
        (Span(0, 9), Span(9, 12), False, False),  # half open
        (Span(2, 5), Span(0, 9), False, True),
    ],
)
def test_spans(one: Span, other: Span, contains: bool, overlaps: bool) -> None:
    assert (one.contains(other), one.overlaps(other), other.overlaps(one)) == (contains, overlaps, overlaps)


def test_an_inferred_field_goes_before_the_printed_one() -> None:
    document = Document("d1", Span(0, 1), "Kế hoạch", number="l2/KH-UBND", date="2021-02-03", inferred={"number": "12"})
    assert [document.resolved(name) for name in ("number", "date", "issuer")] == ["12", "2021-02-03", None]
