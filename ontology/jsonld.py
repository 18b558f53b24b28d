"""The JSON-LD context ``context.jsonld``: short names for the terms in use.

Terms of other vocabularies have the names that ``data/context.csv`` gives them, our own their local names, with the
type that their range in ``vnd.ttl`` asks for. ``python -m ontology.jsonld`` prints the context.
"""

from __future__ import annotations

import json
from typing import Any

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, XSD

from ontology.tables import read_table
from ontology.terms import PREFIXES, VND, VND_SOURCE

_PLAIN = {None, XSD.string, RDF.langString}


def _entry(term: str, kind: str) -> str | dict[str, str]:
    if not kind:
        return term
    return {"@id": term, "@language" if kind.isalpha() else "@type": kind}


def _own() -> dict[str, str | dict[str, str]]:
    vocabulary = Graph().parse(data=VND_SOURCE)
    names: dict[str, str | dict[str, str]] = {}
    for prop in vocabulary.subjects(RDF.type, OWL.ObjectProperty):
        name = str(prop).removeprefix(str(VND))
        names[name] = _entry(f"vnd:{name}", "@id")
    for prop in vocabulary.subjects(RDF.type, OWL.DatatypeProperty):
        name, of_type = str(prop).removeprefix(str(VND)), vocabulary.value(prop, RDFS.range)
        names[name] = _entry(f"vnd:{name}", "" if of_type in _PLAIN else str(of_type).replace(str(XSD), "xsd:"))
    # A name that is a prefix too, or a name of another term, keeps its own prefix.
    taken = PREFIXES.keys() | {row["name"] for row in read_table("context.csv")}
    return {f"vnd:{name}" if name in taken else name: entry for name, entry in sorted(names.items())}


def context() -> dict[str, Any]:
    """The document ``{"@context": ...}``."""
    foreign = {row["name"]: _entry(row["term"], row["type"]) for row in read_table("context.csv")}
    return {"@context": {"@version": 1.1, **PREFIXES, "id": "@id", "a": "@type", **foreign, **_own()}}


def as_text() -> str:
    """The context as the text of its file, one term a line."""
    lines = (f"    {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in context()["@context"].items())
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


if __name__ == "__main__":
    print(as_text(), end="")
