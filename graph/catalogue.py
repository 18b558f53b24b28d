"""The catalogue: each work, agency and campaign of a collection described once, under one name.

Derived from all text layers. Where they differ, what a held document says of itself goes before what mentions say, then
what most say, then the alphabet, so that the order of ingest never matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS, XSD

from graph.identity import Candidate
from graph.layers import Record, TextLayers
from ontology.document_types import type_iri, type_name
from ontology.iris import WorkParts, agency_iri, work_iri
from ontology.terms import ELI, VND, new_graph
from ontology.territories import organs

_HELD, _MENTIONED = 0, 1
_Naming = list[tuple[int, Record]]


def _most(values: Iterable[tuple[int, str | None]]) -> str | None:
    counts = Counter((rank, value) for rank, value in values if value)
    best = min(counts, key=lambda item: (item[0], -counts[item], item[1]), default=None)
    return best[1] if best else None


def _pick(naming: _Naming, *names: str) -> str | None:
    """The best value of the first of these properties that any record has."""
    return next((v for name in names if (v := _most((rank, r.best(name)) for rank, r in naming))), None)


@cache
def _sole_names() -> Mapping[str, str]:
    """Names of national organs by the symbol that only they use."""
    shared = Counter(organ.slug for organ in organs())
    return {organ.slug: organ.name for organ in organs() if not organ.local and shared[organ.slug] == 1}


def _agency(graph: Graph, name: str, base: str) -> URIRef:
    node = URIRef(agency_iri(name, base))
    if (node, RDF.type, ORG.Organization) not in graph:
        graph.add((node, RDF.type, ORG.Organization))
        graph.add((node, SKOS.prefLabel, Literal(name, lang="vi")))
        _, comma, parent = name.partition(", ")  # "Vụ III, Ban Thi đua - Khen thưởng Trung ương": a unit of an agency
        if comma:
            graph.add((node, ORG.subOrganizationOf, _agency(graph, parent, base)))
    return node


def _work(graph: Graph, work: WorkParts, naming: _Naming, base: str) -> None:
    node = URIRef(work_iri(work, base))
    kind = type_name(work.type) or _pick(naming, "Type") or "Văn bản"
    number = None if work.local.startswith(("name-", "text-", "_")) else _pick(naming, "Number")
    title = _pick(naming, "Subject", "Name", "Title")
    issuer = _pick(naming, "Issuer") or _sole_names().get(work.organ)
    concept = type_iri(kind)
    graph.add((node, RDF.type, ELI.LegalResource))
    graph.add((node, RDFS.label, Literal(f"{kind} {number}" if number else title or kind, lang="vi")))
    graph.add((node, ELI.id_local, Literal(work.local)))
    if concept:
        graph.add((node, ELI.type_document, URIRef(concept)))
        graph.add((URIRef(concept), SKOS.prefLabel, Literal(kind, lang="vi")))
    if number:
        graph.add((node, ELI.number, Literal(number)))
    if work.date:
        graph.add((node, ELI.date_document, Literal(work.date, datatype=XSD.date, normalize=False)))
    if title:
        graph.add((node, DCTERMS.title, Literal(title, lang="vi")))
    if issuer:
        graph.add((node, ELI.passed_by, _agency(graph, issuer, base)))


def catalogue_graph(layers: TextLayers, resolved: Mapping[str, tuple[Candidate, ...]], base: str) -> Graph:
    """The catalogue of a collection.

    Args:
        layers: all that the text layers say.
        resolved: candidate works by the IRI of the document or mention.
        base: where IRIs begin.
    """
    graph = new_graph()
    agencies: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    campaigns: dict[str, _Naming] = defaultdict(list)
    for record in layers.agencies:
        agencies[record.values["hasBody"]].append((_MENTIONED, record.get("printedName")))
    for record in (*layers.documents, *layers.mentions):
        issuer = record.best("Issuer")
        if issuer:
            agencies[agency_iri(issuer, base)].append((_MENTIONED, issuer))
    for iri in sorted(agencies):
        name = _most(agencies[iri])
        if name:
            _agency(graph, name, base)
    for record in layers.campaigns:
        campaigns[record.values["hasBody"]].append((_MENTIONED, record))
    for iri, naming in campaigns.items():
        node = URIRef(iri)
        graph.add((node, RDF.type, VND.EmulationCampaign))
        graph.add((node, SKOS.prefLabel, Literal(_pick(naming, "Name"), lang="vi")))
        graph.add((node, VND.campaignKind, Literal(_most((r, m.get("campaignKind")) for r, m in naming))))
    works: dict[WorkParts, _Naming] = defaultdict(list)
    for rank, records in ((_HELD, layers.documents), (_MENTIONED, layers.mentions)):
        for record in records:
            for candidate in resolved.get(record.iri, ()):
                works[candidate.work].append((rank, record))
    for found in resolved.values():
        for candidate in found:
            works.setdefault(candidate.work, [])
    for work in sorted(works, key=str):
        _work(graph, work, works[work], base)
    return graph
