"""The answers that the graph gives to a question, with the words of the documents that say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pyoxigraph import QuerySolutions

from graph.evidence import Evidence, evidence_by_annotation
from graph.stores import Store, text_of, values
from graph.works import describe_works
from ontology.iris import DEFAULT_BASE
from search_api.question.query import Query, compose
from search_api.question.understood import Understood

_OF_DOCUMENTS = frozenset(
    {
        "related",
        "neighbours",
        "validity",
        "listing",
        "regulated-by",
        "document",
        "signed-by",
        "sent-to",
        "launched-by",
        "mentions",
        "led-by",
        "given-to",
        "most-cited",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A document, or a fact about one.

    Attributes:
        kind: Whether the document is the answer or ``value`` is.
        value: The fact (dates in ISO form), or the document's type and number.
        number: Of the document; so are type, date (ISO), issuer, title, iri and held.
        evidence: The words that say it.
        about: IRI of the work that was asked about.
        planned: The act is only foreseen.
    """

    kind: Literal["document", "fact"]
    value: str
    number: str | None
    type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    iri: str
    held: bool
    evidence: tuple[Evidence, ...]
    about: str | None = None
    planned: bool = False

    def to_json(self) -> dict[str, Any]:
        """An entry of ``answers`` in the JSON of ``danchieu search``."""
        names = ("kind", "value", "number", "type", "date", "issuer", "title", "iri", "held")
        return {**{name: getattr(self, name) for name in names}, "evidence": [asdict(e) for e in self.evidence]}


def answers(store: Store, understood: Understood, base: str = DEFAULT_BASE) -> tuple[Answer, ...]:
    """What the graph answers; nothing if the question was not understood, or if nothing is the right answer.

    Where an instrument of the question may be several works, the answers for each stand together.

    Args:
        store: The collection.
        understood: The question.
        base: Where the collection's IRIs begin.
    """
    query = compose(store, understood, base)
    return run(store, understood, query) if query else ()


def run(store: Store, understood: Understood, query: Query) -> tuple[Answer, ...]:
    """The answers of a composed query, those about the same work together, by date."""
    kind: Literal["document", "fact"] = "document" if understood.kind in _OF_DOCUMENTS else "fact"
    annotations: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    foreseen: dict[tuple[str, str, str], bool] = defaultdict(lambda: True)
    for row in _solutions(store, query.sparql):
        key = (row.get("about", ""), row["work"], row["value"])
        foreseen[key] &= row.get("planned") == "true"
        annotations[key].update([row["evidence"]] if "evidence" in row else [])
    where = evidence_by_annotation(store, values("evidence", set[str]().union(*annotations.values())))
    works = describe_works(store, (work for _, work, _ in annotations))
    found = []
    for (about, work, value), quoted in annotations.items():
        if understood.kind == "related" and understood.planned not in (None, foreseen[about, work, value]):
            continue
        found.append(
            Answer(
                kind=kind,
                value=value,
                evidence=tuple(sorted({where[iri] for iri in quoted if iri in where})),
                about=about or None,
                planned=foreseen[about, work, value],
                **works[work],
            )
        )
    return tuple(sorted(found, key=_order))


def _order(answer: Answer) -> tuple[Any, ...]:
    first = answer.evidence[0] if answer.evidence else Evidence("", 0, 0, "")
    return (answer.about or "", not answer.held, answer.date or "", answer.iri, first, answer.value)


def _solutions(store: Store, sparql: str) -> list[Mapping[str, str]]:
    solutions = store.query(sparql)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("a SELECT query is needed")
    names = [variable.value for variable in solutions.variables]
    return [
        {name: text_of(term) for name, term in zip(names, row, strict=True) if term is not None} for row in solutions
    ]
