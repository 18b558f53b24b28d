"""The graph as tables for spreadsheets, a CSV file each: works, relations, mentions, agencies and more."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from graph.compare import targets, tasks
from graph.corrected import corrected_layers
from graph.evidence import Evidence, evidence_by_annotation, evidence_by_statement
from graph.layers import read_text_layers
from graph.statements import EVERY, statements
from graph.stores import Store, rows
from graph.works import all_works

_Row = dict[str, object]

_MEANT: Final = """
SELECT DISTINCT ?mention ?work WHERE {
  { ?mention vnd:denotes ?work } UNION { ?mention vnd:candidate ?choice . ?choice vnd:work ?work }
}
"""
_AGENCIES: Final = """
SELECT ?iri ?name ?part_of WHERE {
  ?iri a org:Organization ; skos:prefLabel ?name .
  OPTIONAL { ?iri org:subOrganizationOf ?part_of }
} ORDER BY ?iri
"""
_CAMPAIGNS: Final = """
SELECT ?iri ?name ?kind ?theme ?start ?end WHERE {
  ?iri a vnd:EmulationCampaign ; skos:prefLabel ?name ; vnd:campaignKind ?kind .
  OPTIONAL { ?iri vnd:theme ?theme }
  OPTIONAL { ?iri schema:startDate ?start }
  OPTIONAL { ?iri schema:endDate ?end }
} ORDER BY ?iri
"""
_LAUNCHES: Final = "SELECT DISTINCT ?campaign ?work WHERE { ?document vnd:launches ?campaign ; eli:realizes ?work }"
_ISSUED: Final = "SELECT ?agency (COUNT(DISTINCT ?work) AS ?n) WHERE { ?work eli:passed_by ?agency } GROUP BY ?agency"
_MENTIONED: Final = "SELECT ?body (COUNT(?mention) AS ?n) WHERE { ?mention oa:hasBody ?body } GROUP BY ?body"

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""


def write_tables(store: Store, folder: Path) -> int:
    """Write every table as a CSV file into a folder, which is made if need be.

    The files are UTF-8 with a byte order mark, without which Excel misreads Vietnamese. Several values in a cell stand
    apart by ``; ``; a text that a spreadsheet would run as a formula gets an apostrophe before it.

    Returns:
        The number of rows written.

    Raises:
        OSError: if the folder or a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, (header, table) in TABLES.items():
        columns = header.split()
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, columns)
            writer.writeheader()
            for row in table(store):
                writer.writerow({column: cell(row[column]) for column in columns})
                count += 1
    return count


def cell(value: object) -> str:
    """A value as a cell of a CSV file, with an apostrophe before what a spreadsheet would run as a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _works(store: Store) -> Iterator[_Row]:
    return iter(all_works(store).values())


def _relations(store: Store) -> Iterator[_Row]:
    works, places = all_works(store), evidence_by_statement(store, EVERY)
    for said in statements(store):
        about = {
            "subject": said.subject,
            "subject_number": works[said.subject]["number"],
            "relation": said.relation,
            "object": said.object,
            "object_number": works[said.object]["number"],
            "pinpoint": said.pinpoint,
            "planned": said.planned,
            "inferred": said.inferred,
        }
        for evidence in sorted(places[said.iri]):
            yield about | _place(evidence)


def _mentions(store: Store) -> Iterator[_Row]:
    works: dict[str, list[str]] = defaultdict(list)
    for iri, work in sorted(rows(store, _MEANT)):
        works[iri or ""].append(work or "")
    places = evidence_by_annotation(store, "?evidence a vnd:InstrumentMention .")
    for mention in corrected_layers(read_text_layers(store)).mentions:
        yield {
            **_place(places[mention.iri]),
            "document": mention.values["inDocument"].rpartition("#")[2],
            **{name.lower(): mention.best(name) for name in ("Type", "Number", "Date", "Issuer", "Name", "Title")},
            "pinpoint": mention.get("pinpoint"),
            "relation": mention.relation,
            "planned": mention.get("planned") == "true",
            "works": "; ".join(works[mention.iri]),
        }


def _place(evidence: Evidence) -> _Row:
    return {"file": evidence.file, "start": evidence.start, "end": evidence.end, "text": evidence.text}


def _agencies(store: Store) -> Iterator[_Row]:
    issued, mentioned = _counts(store, _ISSUED), _counts(store, _MENTIONED)
    for iri, name, part_of in rows(store, _AGENCIES):
        counts = {"issued": issued.get(iri, "0"), "mentions": mentioned.get(iri, "0")}
        yield {"iri": iri, "name": name, "part_of": part_of, **counts}


def _campaigns(store: Store) -> Iterator[_Row]:
    mentioned = _counts(store, _MENTIONED)
    launched: dict[str | None, list[str]] = defaultdict(list)
    for campaign, work in sorted(rows(store, _LAUNCHES)):
        launched[campaign].append(work or "")
    found: dict[str | None, tuple[str | None, str | None, list[set[str]]]] = {}
    for iri, name, kind, *about in rows(store, _CAMPAIGNS):  # a row for each pair of theme, start and end
        values = found.setdefault(iri, (name, kind, [set(), set(), set()]))[2]
        for known, value in zip(values, about, strict=True):
            known.update([value] if value else [])
    for iri, (name, kind, values) in found.items():
        theme, start, end = ("; ".join(sorted(known)) for known in values)
        about_it = {"name": name, "kind": kind, "theme": theme, "start": start, "end": end}
        counts = {"launched_by": "; ".join(launched[iri]), "mentions": mentioned.get(iri, "0")}
        yield {"iri": iri, **about_it, **counts}


def _tasks(store: Store) -> Iterator[_Row]:
    for task in tasks(store):
        yield {
            "work": task.work["iri"],
            "number": task.work["number"],
            "task": task.text,
            "lead": "; ".join(task.lead),
            "supporting": "; ".join(task.supporting),
            "deadline": task.deadline,
            "rule": task.rule,
            **_place(task.evidence[0]),
        }


def _targets(store: Store) -> Iterator[_Row]:
    copied = ("key", "indicator", "part_of", "value", "low", "high", "unit", "comparison", "change", "period")
    for target in targets(store):
        figure = {name: getattr(target, name) for name in copied}
        yield {"work": target.work["iri"], "number": target.work["number"], **figure, **_place(target.evidence[0])}


def _counts(store: Store, query: str) -> dict[str | None, str | None]:
    return {row[0]: row[1] for row in rows(store, query)}


TABLES: Final[Mapping[str, tuple[str, Callable[[Store], Iterator[_Row]]]]] = {
    "works": ("iri type number date issuer title held", _works),
    "relations": (
        "subject subject_number relation object object_number pinpoint planned inferred file start end text",
        _relations,
    ),
    "mentions": (
        "file start end text document type number date issuer name title pinpoint relation planned works",
        _mentions,
    ),
    "agencies": ("iri name part_of issued mentions", _agencies),
    "campaigns": ("iri name kind theme start end launched_by mentions", _campaigns),
    "tasks": ("work number task lead supporting deadline rule file start end text", _tasks),
    "targets": (
        "work number key indicator part_of value low high unit comparison change period file start end text",
        _targets,
    ),
}
"""The tables by name: their columns, and what gives their rows."""
