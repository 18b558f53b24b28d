"""What a file describes: its documents by their own headers, and the instruments that its mentions name.

All of it stands in the file's own text layer, but for one thing: the type of what a certified copy copies is the one
that the collection most often gives its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.identity import Description
from graph.layers import Record, TextLayers
from ontology.iris import WorkParts, parse_work_iri
from ontology.territories import jurisdiction

TypeOf = Callable[[str], str | None]
"""Tells the type that the collection most often gives a number."""


def descriptions(layers: TextLayers, type_of: TypeOf, base: str) -> Iterator[Description]:
    """The descriptions of the documents and mentions of a file, in the order of their IRIs.

    Args:
        layers: what its text layer says, as corrected.
        type_of: tells the types of numbers.
        base: where IRIs of works begin.
    """
    places = {d.iri: _place(d) for d in layers.documents}
    days = {d.iri: d.best("Date") for d in layers.documents}
    issuers = {d.iri: d.best("Issuer") for d in layers.documents}
    latest = _latest(layers)
    for d in layers.documents:
        yield Description(
            key=d.iri,
            source=d.source,
            type=d.best("Type") or "",
            number=d.best("Number"),
            date=d.best("Date"),
            issuer=d.best("Issuer"),
            place=places[d.iri],
            day=days[d.iri],
            document=d.iri,
            unique=f"text-{d.source.rpartition('/')[2]}-{d.iri.rpartition('#')[2]}",
        )
    for m in layers.mentions:
        if m.get("selfReference"):
            continue
        number, name = m.best("Number"), m.best("Name")
        target = m.get("antecedent")
        if target and not (number or name):
            number, name = (target, None) if target[0].isdigit() else (None, target)
        document = m.values["inDocument"]
        yield Description(
            key=m.iri,
            source=m.source,
            type=m.best("Type") or "",
            number=number,
            date=m.best("Date"),
            issuer=m.best("Issuer"),
            name=name,
            place=places.get(document),
            day=days.get(document),
            year=m.get("printedYear"),
            document=document,
            series=issuers.get(document),
            since=latest.get(document),
            work=_named(m, base),
        )
    for d in layers.documents:
        if copied := copied_number(d):
            yield Description(
                key=f"{d.iri}.copies",
                source=d.source,
                type=type_of(copied) or "",
                number=copied,
                place=places[d.iri],
                day=days[d.iri],
                document=d.iri,
                series=issuers[d.iri],
            )


def copied_number(document: Record) -> str | None:
    """The number of what a document certifies to copy, where only that tells what it is."""
    return document.get("inferredCopies")


def _latest(layers: TextLayers) -> dict[str, str]:
    """The day of the latest instrument that each document cites, by the document's IRI."""
    days: dict[str, str] = {}
    for m in layers.mentions:
        day, document = m.best("Date"), m.values["inDocument"]
        if day:
            days[document] = max(days.get(document, day), day)
    return days


def _named(mention: Record, base: str) -> WorkParts | None:
    """The work that a person says a mention means."""
    found = parse_work_iri(mention.get("work") or "", base)
    return found[0] if found else None


def _place(document: Record) -> str | None:
    for value in (document.best("Issuer"), document.get("printedPlace")):
        found = jurisdiction(value) if value else None
        if found:
            return found
    return None
