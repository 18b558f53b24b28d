"""From what was understood to a SPARQL query, filled in with what the collection knows under the names of the question.

Templates lie in ``queries/``, conditions in ``data/conditions.toml``. Terms are serialised by the store's own library;
words of the question never become a part of the query, they only find terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from string import Template
from typing import Final

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import XSD

from graph.stores import Store, rows
from ontology.document_types import type_iri
from ontology.periods import bounds
from ontology.relations import relations, with_narrower
from ontology.terms import RELATION
from search_api.question import lookup
from search_api.question.data import table, template
from search_api.question.understood import Instrument, Understood

_DATE: Final = NamedNode(str(XSD.date))
_MOST_TRIED = 12  # queries without an answer
_CITES = "cites"  # the general word: whatever one document does with another, it cites it
_OF_MOVEMENTS = frozenset(
    {"launches", "launched-by", "launcher", "theme", "theme-of", "period-start", "period-end", "mentions"}
)
# What the words of a name stand for: the condition, and where they are looked up.
_NAMED: Final = {
    "signed-by": ("people", lookup.people),
    "listing": ("works", lookup.titled),
    "regulated-by": ("works", lookup.regulating),
    "position": ("signers", lookup.people),
    "leads": ("tasks", lookup.tasks),
    "supports": ("tasks", lookup.tasks),
    "deadline": ("tasks", lookup.tasks),
    "target": ("indicators", lookup.indicators),
}
_LITERAL = frozenset({"people", "signers", "indicators"})
_OPTIONAL = ("relation", "works", "lead", "support", "tasks")  # parts of a template that may stay empty
_DESCRIBED = frozenset({"tasks", "indicators"})  # no names: what is not found is not told as an unknown name
_ABOUT_WORKS = frozenset({"related", "neighbours", "validity", "copy-signer"})


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its values, and what the names of the question were found to mean.

    Attributes:
        sparql: The whole query, ready to run.
        works: IRIs of the works that each instrument may be.
        lacking: Names of agencies, people or movements that the collection does not know.
    """

    sparql: str
    works: tuple[tuple[Instrument, tuple[str, ...]], ...]
    lacking: tuple[str, ...] = ()


def compose(store: Store, understood: Understood, base: str) -> Query | None:
    """The query that answers a question; ``None`` if nothing was understood that the graph can answer.

    Args:
        store: The collection.
        understood: The question.
        base: Where the collection's IRIs begin.
    """
    kind = understood.kind
    if kind is None or (kind == "listing" and not _is_limited(understood)):
        return None
    works = tuple((each, tuple(lookup.works(store, each, base))) for each in understood.instruments)
    terms, lacking = _terms(store, understood, works)
    unnamed = kind == "document" and not any(iris or not each.named for each, iris in works)
    unknown = understood.tentative and (lacking or not all(iris for _, iris in works) or _is_empty(terms))
    if unnamed or unknown or (kind == "listing" and lacking and understood.name in lacking):
        return None  # words like those of a title, but of no title that is known: a subject for the passages
    name = _template_of(understood)
    filled = {key: _condition(key, values) for key, values in terms.items()}
    own = {key: filled.pop(key) for key in tuple(filled) if f"${key}" in template(f"{name}.rq")}
    sparql = Template(template(f"{name}.rq")).substitute(
        {**dict.fromkeys(_OPTIONAL, ""), **own, **_path(understood), "conditions": "\n  ".join(filled.values())}
    )
    return Query("\n".join(line for line in sparql.splitlines() if line.strip()), works, lacking)


def first_answerable(store: Store, candidates: Iterable[Understood], base: str) -> tuple[Understood, Query | None]:
    """The first of the things that a question may ask which the collection can answer, and its query.

    Of readings that take words for a name, or for a verb that may be a noun ("hướng dẫn"), the first that has an answer
    counts, else the first.

    Args:
        store: The collection.
        candidates: What the question may ask, the surest first; at least one.
        base: Where the collection's IRIs begin.
    """
    first: Understood | None = None
    empty: tuple[Understood, Query] | None = None
    tried = 0
    for understood in candidates:
        first = first or understood
        if empty and empty[0].kind != understood.kind and not empty[0].named:
            continue  # it is clear what is asked, only not of what
        if query := compose(store, understood, base):
            if not (understood.named or understood.kind == "related") or _has_rows(store, query):
                return understood, query
            empty = empty or (None if understood.passed_over else (understood, query))
            tried += 1
            if tried > _MOST_TRIED:
                break
    if first is None:
        raise ValueError("no candidates")
    return empty or ((replace(first, kind=None) if first.tentative else first), None)


def _has_rows(store: Store, query: Query) -> bool:
    return bool(rows(store, query.sparql))


def _template_of(understood: Understood) -> str:
    if understood.direction is None:
        return str(understood.kind)
    if understood.reach != "direct":
        return f"related-{understood.reach}-{understood.direction}"
    # A document mentions also what it says that others act on.
    return f"{'cited' if _CITES in understood.relations else 'related'}-{understood.direction}"


def _path(understood: Understood) -> dict[str, str]:
    """Properties by which one document leads to the next: those of the relations asked for."""
    if understood.reach == "direct":
        return {}
    terms = [term for name in understood.relations for term in relations()[name].terms]
    return {"path": "|".join(str(NamedNode(str(term))) for term in dict.fromkeys(terms))}


def _is_empty(terms: Mapping[str, list[str]]) -> bool:
    return any(key in terms and not terms[key] for _, (key, _) in _NAMED.items())


def _is_limited(understood: Understood) -> bool:
    return (
        bool(understood.types or understood.issuer or understood.years or understood.due or understood.name)
        or understood.held is not None
    )


def _terms(
    store: Store, understood: Understood, works: tuple[tuple[Instrument, tuple[str, ...]], ...]
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Serialised terms for each condition that the question sets, and the names that were not found."""
    terms: dict[str, list[str]] = {}
    lacking = []
    for index, (_, iris) in enumerate(works):
        subject = "about" if understood.kind in _ABOUT_WORKS and index == 0 else "works"
        terms[subject] = _iris(iris)
    if understood.kind == "document":
        return terms, ()
    agencies = {
        "issuer": understood.issuer,
        "recipients": understood.recipient,
        "lead": understood.lead,
        "support": understood.support,
    }
    for key, name in agencies.items():
        if name:
            found = lookup.agencies(store, name)
            terms[key] = _iris(found)
            lacking += [] if found else [name]
    if understood.name:
        key, find = _NAMED.get(understood.kind or "", ("movement", lookup.movements))
        found = find(store, understood.name)
        terms[key] = _literals(found) if key in _LITERAL else _iris(found)
        lacking += [] if found or key in _DESCRIBED else [understood.name]
    if understood.relations and _CITES not in understood.relations:
        terms["relation"] = _iris(str(RELATION[name]) for name in sorted(with_narrower(understood.relations)))
    if understood.types:
        terms["type"] = _iris(iri for name in understood.types if (iri := type_iri(name)))
    if understood.due:
        terms["due" if understood.kind == "due" else "issued"] = [
            str(Literal(day.isoformat(), datatype=_DATE)) for day in bounds(understood.due)
        ]
    elif understood.years:
        terms[_condition_on_years(understood.kind)] = _literals(understood.years)
    if understood.drive:
        terms["drive"] = _literals([understood.drive])
    if understood.unit:
        terms["unit"] = _literals([understood.unit])
    if understood.held is not None:
        terms["held" if understood.held else "missing"] = []
    return terms, tuple(lacking)


def _condition_on_years(kind: str | None) -> str:
    if kind == "target":
        return "for_year"
    return "season" if kind in _OF_MOVEMENTS else "year"


def _condition(name: str, terms: list[str]) -> str:
    separator = ", " if name in ("year", "season", "drive") else " "
    condition: str = table("conditions.toml")[name]
    return condition.replace("{terms}", separator.join(terms))


def _iris(iris: Iterable[str]) -> list[str]:
    return [str(NamedNode(iri)) for iri in iris]


def _literals(values: Iterable[str]) -> list[str]:
    return [str(Literal(value)) for value in values]
