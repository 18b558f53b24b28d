"""Facts of single files, without a collection, as text to print or to write."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from ingest.facts import Extraction
from ingest.pipeline import extract
from ingest.reading import Limits, SourceText, read

Format = Literal["json", "turtle", "csv"]
SUFFIXES: dict[Format, str] = {"json": ".json", "turtle": ".ttl", "csv": ".csv"}
COLUMNS = ("file", "kind", "document", "start", "end", "text")
DETAILS = ("type", "number", "date", "issuer", "name", "subject", "pinpoint", "relation", "planned", "value")

Facts = tuple[SourceText, Extraction]


def extract_file(path: Path, limits: Limits) -> Facts:
    """A file with its facts.

    Raises:
        UnreadableFileError: if it cannot be read; the message is for the user.
    """
    source = read(path, limits)
    return source, extract(source.text, path.name)


def render(facts: Sequence[Facts], kind: Format, base: str) -> str:
    """The facts of files as text.

    Args:
        facts: Files with their facts, in the order of the result.
        kind: ``json`` (one object a file), ``turtle`` (one graph) or ``csv`` (one table, a row a fact).
        base: Where IRIs begin.
    """
    if kind == "json":
        return "".join(json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n" for _, found in facts)
    return _turtle(facts, base) if kind == "turtle" else _csv(facts)


def _turtle(facts: Sequence[Facts], base: str) -> str:
    from graph.build import text_layer
    from ontology.terms import new_graph

    graph = new_graph()
    for source, found in facts:
        graph.parse(data=text_layer(found, found.file, source.digest, base, source.text), format="nt")
    return graph.serialize(format="turtle")


def _csv(facts: Sequence[Facts]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *DETAILS], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for source, found in facts:
        writer.writerows(_rows(source.text, found))
    return out.getvalue()


def _rows(text: str, found: Extraction) -> Iterator[dict[str, object]]:
    for kind in ("documents", "references", "campaigns", "agencies", "dates"):
        for fact in getattr(found, kind):
            start, end = fact.span
            row = {"document": getattr(fact, "id", None), "text": text[start:end] if kind != "documents" else None}
            row |= asdict(fact) | {"file": found.file, "kind": kind, "start": start, "end": end}
            yield row | {"pinpoint": "; ".join(row.get("pinpoint") or ())}
