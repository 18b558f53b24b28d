"""Kinds of agencies, told by their names: list in ``schemes/agency-kinds.ttl``, rules in ``data/agency-kinds.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from ontology.iris import slug
from ontology.tables import read_table

OTHER: Final = "other"
_Rule = tuple[str, str, str]  # beginning and contained words, as slugs between hyphens, and the kind


def _words(text: str) -> str:
    return f"-{slug(text)}-" if text else "-"


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = [(_words(r["beginning"]), _words(r["containing"]), r["kind"]) for r in read_table("agency-kinds.csv")]
    return tuple(sorted(rules, key=lambda rule: (-len(rule[0]) - len(rule[1]), rule)))


@cache
def agency_kind(name: str) -> str:
    """The notation of an agency's kind ("ministry"), by its full official name; ``other`` if no rule fits.

    Of the rules whose words the name begins with and contains after them, the one with the most letters holds.
    """
    text = _words(name)
    for beginning, containing, kind in _rules():
        if text.startswith(beginning) and containing in text[len(beginning) - 1 :]:
            return kind
    return OTHER


@cache
def _names() -> Mapping[str, str]:
    scheme = Graph().parse(data=files("ontology").joinpath("schemes/agency-kinds.ttl").read_text(encoding="utf-8"))
    return {
        str(scheme.value(concept, SKOS.notation)): str(label)
        for concept, label in scheme.subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal) and label.language == "vi"
    }


def kind_name(notation: str) -> str:
    """The Vietnamese name of a kind.

    Raises:
        KeyError: if the scheme has no such kind.
    """
    return _names()[notation]
