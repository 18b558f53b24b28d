"""What the catalogue of a collection says of works."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from graph.stores import Store, rows, values

_DESCRIPTION: Final = """
  ?work a eli:LegalResource .
  OPTIONAL { ?work eli:number ?number }
  OPTIONAL { ?work eli:type_document/skos:prefLabel ?type }
  OPTIONAL { ?work eli:date_document ?date }
  OPTIONAL { ?work eli:passed_by/skos:prefLabel ?issuer }
  OPTIONAL { ?work dcterms:title ?title }
  OPTIONAL { GRAPH ?layer { ?document eli:realizes ?work } FILTER(CONTAINS(STR(?layer), "/source/")) }
"""
_AT_ONCE: Final = 1000
"""Works that one query describes: of more, the engine reads the optional parts of the whole collection for each."""
_FIELDS: Final = ("number", "type", "date", "issuer", "title")


def all_works(store: Store) -> dict[str, dict[str, Any]]:
    """Every work of the collection by its IRI, sorted; each as :func:`describe_work` has it."""
    return dict(sorted(_described(store, "").items()))


def describe_works(store: Store, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Works by their IRIs, each as :func:`describe_work` has it; one query for a thousand of them."""
    wanted = dict.fromkeys(iris)
    found: dict[str, dict[str, Any]] = {}
    left = iter(wanted)
    while some := list(islice(left, _AT_ONCE)):
        found |= _described(store, values("work", some))
    unknown = dict.fromkeys(_FIELDS)
    return {iri: found.get(iri) or {"iri": iri, **unknown, "held": False} for iri in wanted}


def describe_work(store: Store, iri: str) -> dict[str, Any]:
    """A work as the JSON of ``danchieu trace`` has it: iri, number, type, date, issuer, title, held (its text)."""
    return describe_works(store, [iri])[iri]


def _described(store: Store, chosen: str) -> dict[str, dict[str, Any]]:
    names = " ".join(f"?{name}" for name in _FIELDS)
    found: dict[str, dict[str, Any]] = {}
    for iri, *about, document in rows(store, f"SELECT ?work {names} ?document WHERE {{ {chosen} {_DESCRIPTION} }}"):
        known = dict(zip(_FIELDS, about, strict=True))
        found.setdefault(iri or "", {"iri": iri, **known, "held": document is not None})
    return found
