"""The catalogue: each work, agency and campaign of a collection described once, under one name.

Derived from all text layers. Where they differ, what a held document says of itself goes before what mentions say, then
what most say, then the alphabet, so that the order of ingest never matters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS

from graph.known import authority_works
from graph.layers import Record, TextLayers
from graph.resolution import Candidate
from graph.triples import Triples, date, text, vietnamese
from ontology.agency_kinds import OTHER, agency_kind, kind_name
from ontology.commemorations import commemorations
from ontology.document_types import type_iri, type_name
from ontology.iris import WorkParts, agency_iri, work_iri
from ontology.terms import ELI, KIND, VND
from ontology.territories import organs

_ABOUT: Final = re.compile(r"^(?:về việc|về|v/v)\s+", re.IGNORECASE)
_HELD, _LISTED, _MENTIONED = 0, 1, 2
_Naming = list[tuple[int, Record]]
_Names = dict[str, Counter[str]]


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


def _agency(graph: Triples, names: _Names, name: str, base: str, votes: int = 1) -> str:
    """Say that there is an agency of this name, in whose favour some more votes are counted."""
    node = agency_iri(name, base)
    names[node][name] += votes
    kind = agency_kind(name)
    graph.say(node, RDF.type, ORG.Organization)
    graph.say(node, RDF.type, ELI.Organization)
    graph.say(node, ORG.classification, KIND[kind])
    graph.say(KIND[kind], RDF.type, SKOS.Concept)
    graph.say(KIND[kind], SKOS.prefLabel, vietnamese(kind_name(kind)))
    # "Vụ III, Ban Thi đua - Khen thưởng Trung ương" is a unit of an agency, "Sở Văn hóa, Thể thao và Du lịch" is none.
    _, _, parent = name.partition(", ")
    if agency_kind(parent) != OTHER:
        graph.say(node, ORG.subOrganizationOf, _agency(graph, names, parent, base, votes))
    return node


def _without_about(title: str | None) -> str | None:
    """A running title as a title: "về việc ..." and "về ..." only tie it to the number before it."""
    if not title:
        return None
    bare = _ABOUT.sub("", title)
    return bare[:1].upper() + bare[1:]


def _listed(work: WorkParts) -> Record | None:
    """What the authority file says of a work."""
    known = authority_works().get(work)
    if known is None:
        return None
    title = "printedName" if known.is_statute else "printedSubject"
    said = {"printedNumber": known.number, title: known.name, "printedIssuer": known.issuer}
    return Record("", {name: value for name, value in said.items() if value})


def _aliases(work: WorkParts, number: str | None) -> set[str]:
    """The identifiers by which a work goes locally: full number, names and short names."""
    known = authority_works().get(work)
    listed = () if known is None else (*known.aliases, *((known.name,) if known.is_statute else ()))
    return {alias for alias in (number, *listed) if alias}


def _work(graph: Triples, names: _Names, work: WorkParts, naming: _Naming, base: str) -> None:
    node = work_iri(work, base)
    kind = type_name(work.type) or _pick(naming, "Type") or "Văn bản"
    numbered = not work.local.startswith(("name-", "text-", "_"))
    number = _pick(naming, "Number") if numbered else None
    title = _pick(naming, "Subject", "Name") or _without_about(_pick(naming, "Title"))
    issuer = _pick(naming, "Issuer") or _sole_names().get(work.organ)
    concept = type_iri(kind)
    graph.say(node, RDF.type, ELI.LegalResource)
    graph.say(node, RDFS.label, vietnamese(f"{kind} {number}" if number else title or kind))
    for alias in _aliases(work, number):
        graph.say(node, ELI.id_local, text(alias))
    if concept:
        graph.say(node, ELI.type_document, concept)
        graph.say(concept, RDF.type, ELI.ResourceType)
        graph.say(concept, SKOS.prefLabel, vietnamese(kind))
    if numbered:
        graph.say(node, VND.serial, text(work.local))
    if number:
        graph.say(node, ELI.number, text(number))
    if work.date:
        graph.say(node, ELI.date_document, date(work.date))
    if title:
        graph.say(node, DCTERMS.title, vietnamese(title))
    if issuer:
        graph.say(node, ELI.passed_by, _agency(graph, names, issuer, base))


def catalogue_graph(layers: TextLayers, resolved: Mapping[str, tuple[Candidate, ...]], base: str) -> Triples:
    """The catalogue of a collection.

    Args:
        layers: all that the text layers say.
        resolved: candidate works by the IRI of the document or mention.
        base: where IRIs begin.
    """
    graph = Triples()
    names: _Names = defaultdict(Counter)
    campaigns: dict[str, _Naming] = defaultdict(list)
    named = Counter(record.get("printedName") for record in layers.agencies)
    named.update(record.best("Issuer") for record in (*layers.documents, *layers.mentions))
    for agency, votes in named.items():
        if agency:
            _agency(graph, names, agency, base, votes)
    for record in layers.campaigns:
        campaigns[record.values["hasBody"]].append((_MENTIONED, record))
    for node, naming in campaigns.items():
        name, kind = _pick(naming, "Name"), _most((rank, m.get("campaignKind")) for rank, m in naming)
        graph.say(node, RDF.type, VND.EmulationCampaign)
        graph.say(node, SKOS.prefLabel, vietnamese(name or ""))
        graph.say(node, VND.campaignKind, text(kind or ""))
    events: dict[str, _Naming] = defaultdict(list)
    for record in layers.anniversaries:
        events[record.values["hasBody"]].append((_MENTIONED, record))
    for node, naming in events.items():
        commemorated = commemorations().get(node.rpartition("/")[2])
        graph.say(node, RDF.type, VND.Anniversary)
        graph.say(node, SKOS.prefLabel, vietnamese(commemorated.name if commemorated else _pick(naming, "Name") or ""))
    works: dict[WorkParts, _Naming] = defaultdict(list)
    for rank, records in ((_HELD, layers.documents), (_MENTIONED, layers.mentions)):
        for record in records:
            for candidate in resolved.get(record.iri, ()):
                works[candidate.work].append((rank, record))
    for found in resolved.values():
        for candidate in found:
            works.setdefault(candidate.work, [])
    for work in sorted(works, key=str):
        listed = _listed(work)
        _work(graph, names, work, [*works[work], *([(_LISTED, listed)] if listed else [])], base)
    for node, spellings in names.items():
        graph.say(node, SKOS.prefLabel, vietnamese(min(spellings, key=lambda name: (-spellings[name], name))))
    return graph
