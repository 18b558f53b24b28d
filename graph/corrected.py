"""What a file says once people have corrected it: its text layer as linking reads it, and its facts as a gold file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from graph.corrections import Anchored, Correction, Target
from graph.layers import Record, TextLayers
from ingest.facts import Document, Extraction, Link, Narrower, Reference, Relation, Signer
from ontology.relations import relations

_IDENTITY = ("Type", "Number", "Date", "Issuer", "Name", "Title")


def corrected_layers(layers: TextLayers) -> TextLayers:
    """What a text layer says, as corrected; later corrections go before earlier ones.

    A rejected mention is none, a confirmed one has the relation and the work that were named, and a corrected field
    counts as printed.
    """
    if not layers.corrections:
        return layers
    values = {record.iri: dict(record.values) for record in (*layers.documents, *layers.mentions)}
    rejected: set[str] = set()
    for said in sorted(layers.corrections, key=lambda one: (one.values["generatedAtTime"], one.iri)):
        node = said.get("corrects") or ""
        if node not in values:
            continue  # it is lost, or speaks of a signature, which links nothing, or adds a mention of its own
        if name := said.get("field"):
            _correct_field(values[node], name, said)
        elif said.values["correctionKind"] == "reject":
            rejected.add(node)
        else:
            rejected.discard(node)
            _correct_mention(values[node], said)
    return replace(
        layers,
        documents=[Record(one.iri, values[one.iri]) for one in layers.documents],
        mentions=[Record(one.iri, values[one.iri]) for one in layers.mentions if one.iri not in rejected],
    )


def _correct_field(values: dict[str, str], name: str, said: Record) -> None:
    for origin in ("printed", "inferred"):
        values.pop(f"{origin}{name.capitalize()}", None)
    if value := said.get("correctedValue"):
        values[f"printed{name.capitalize()}"] = value


def _correct_mention(values: dict[str, str], said: Record) -> None:
    values["correction"] = said.iri
    if relation := said.get("statedRelation"):
        values.pop("narrowerRelation", None)
        values["statedRelation"] = relation
    if work := said.get("work"):
        for name in (*(f"{o}{part}" for o in ("printed", "inferred") for part in _IDENTITY), "printedYear"):
            values.pop(name, None)
        for name in ("selfReference", "antecedent"):
            values.pop(name, None)
        values["work"] = work
        values |= {name: value for name, value in said.values.items() if name.startswith("printed")}


def corrected_facts(extraction: Extraction, corrections: Sequence[Anchored]) -> Extraction:
    """The facts of a file, as corrected; ``corrections`` are on its text, the earliest first."""
    documents = {one.id: one for one in extraction.documents}
    references: dict[str, Reference | None] = {f"m{at}": one for at, one in enumerate(extraction.references)}
    rejected: set[str] = set()
    for one in corrections:
        said, node = one.correction, one.node
        if one.lost or one.document is None:
            continue
        if said.field:
            documents[one.document] = _with_field(documents[one.document], one)
        elif node is None:
            references[f"added-{said.id}"] = _added(one)
        elif said.kind == "reject":
            rejected.add(node)
        else:
            rejected.discard(node)
            old = references[node]
            references[node] = _with_meaning(old, said) if old else None
    kept = {name: found for name, found in references.items() if found and name not in rejected}
    return _assembled(extraction, documents, kept)


def _assembled(
    extraction: Extraction, documents: Mapping[str, Document], references: Mapping[str, Reference]
) -> Extraction:
    """The facts with other references, in reading order, whose indexes are told anew to what points to them."""
    ordered = sorted(references, key=lambda name: references[name].span)
    at = {name: index for index, name in enumerate(ordered)}

    def moved(index: int | None) -> int | None:
        return at.get(f"m{index}") if index is not None else None

    return replace(
        extraction,
        documents=tuple(documents[one.id] for one in extraction.documents),
        references=tuple(replace(references[name], source=moved(references[name].source)) for name in ordered),
        links=tuple(_moved_links(extraction.links, at)),
    )


def _moved_links(links: Iterable[Link], at: Mapping[str, int]) -> Iterable[Link]:
    for link in links:
        subject, item = at.get(f"m{link.subject}"), at.get(f"m{link.object}")
        if subject is not None and item is not None:
            yield replace(link, subject=subject, object=item)


def _with_field(document: Document, one: Anchored) -> Document:
    said = one.correction
    if said.field == "signer":
        return replace(document, signers=_signers(document, one))
    name = str(said.field)
    others = {key: value for key, value in document.inferred.items() if key != name}
    value = None if said.kind == "reject" else said.value
    told: dict[str, Any] = {name: value or ("" if name == "type" else None)}
    return replace(document, **told, inferred=others)


def _signers(document: Document, one: Anchored) -> tuple[Signer, ...]:
    said = one.correction
    if one.node is None:
        return (*document.signers, Signer(said.value or "", span=one.span))
    # By their words, not by their index: an earlier correction may have dropped one.
    corrected = []
    for signer in document.signers:
        if signer.span is None or one.span is None or not signer.span.overlaps(one.span):
            corrected.append(signer)
        elif said.kind != "reject":
            corrected.append(replace(signer, name=said.value or signer.name, printed=None))
    return tuple(corrected)


def _stated(relation: str) -> tuple[Relation, Narrower | None]:
    """A relation as extraction tells it: one of the ten, and the finer kind of it."""
    broader = relations()[relation].broader
    return cast("Relation", broader or relation), cast("Narrower", relation) if broader else None


def _identity(target: Target | None) -> dict[str, Any]:
    if target is None:
        return {}
    return {"number": target.number, "date": target.date, "issuer": target.issuer, "name": target.name}


def _with_meaning(reference: Reference, said: Correction) -> Reference:
    told: dict[str, Any] = {}
    if said.relation:
        told["relation"], told["narrower"] = _stated(said.relation)
    if said.target:
        told |= _identity(said.target) | {"type": said.target.type or reference.type, "self": False, "inferred": {}}
        told |= {"anaphor": False, "target": None}
    return replace(reference, **told)


def _added(one: Anchored) -> Reference | None:
    said = one.correction
    if one.span is None or one.document is None or said.target is None or said.relation is None:
        return None
    relation, narrower = _stated(said.relation)
    return Reference(
        span=one.span,
        text=said.quote,
        core=one.span,
        document=one.document,
        type=said.target.type or "",
        relation=relation,
        narrower=narrower,
        **_identity(said.target),
    )
