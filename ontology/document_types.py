"""Types of instruments, read from the SKOS scheme ``schemes/document-types.ttl``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from ontology.iris import slug
from ontology.terms import TYPE

LETTER: Final = "cv"


@cache
def _graph() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("schemes/document-types.ttl").read_text(encoding="utf-8"))


@cache
def _scheme() -> tuple[dict[str, str], dict[str, str]]:
    graph = _graph()
    by_name: dict[str, str] = {}
    names: dict[str, str] = {}
    for concept, notation in graph.subject_objects(SKOS.notation):
        for predicate in (SKOS.prefLabel, SKOS.hiddenLabel):
            for label in graph.objects(concept, predicate):
                if isinstance(label, Literal) and label.language == "vi":
                    by_name[slug(str(label))] = str(notation)
                    if predicate == SKOS.prefLabel:
                        names[str(notation)] = str(label)
    return by_name, names


def type_slug(name: str) -> str:
    """The segment of a type in IRIs: "Chỉ thị" gives ``ct``; a type that is not in the scheme its own slug."""
    return _scheme()[0].get(slug(name)) or slug(name)


def type_name(segment: str) -> str | None:
    """The full Vietnamese name of a type of the scheme, by its segment."""
    return _scheme()[1].get(segment)


def type_iri(name: str) -> str | None:
    """The concept of a type; ``None`` if the scheme has none of this name."""
    found = _scheme()[0].get(slug(name))
    return str(TYPE[found]) if found else None


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for concept, label in _graph().subject_objects(SKOS.altLabel):
        found.setdefault(slug(str(label)), []).append(str(_graph().value(concept, SKOS.notation)))
    return {abbreviation: tuple(sorted(types)) for abbreviation, types in found.items()}


def types_of_abbreviation(abbreviation: str) -> tuple[str, ...]:
    """The segments of the types that an abbreviation without diacritics may stand for: "hd" is HD and HĐ."""
    return _abbreviations().get(slug(abbreviation), ())


def named_type(text: str) -> str | None:
    """The Vietnamese name of the type that a text begins with, with or without diacritics; the longest one."""
    words = slug(text).split("-")
    for count in range(len(words), 0, -1):
        segment = _scheme()[0].get("-".join(words[:count]))
        if segment:
            return type_name(segment)
    return None
