"""The catalogue: each work, agency and campaign of a collection described once, under one name.

Derived from all text layers, by votes. Where they differ, what a held document says of itself goes before what mentions
say, then what most say, then the alphabet, so that the order of ingest never matters. The votes on a thing decide its
description, and nothing else does; a description may itself vote on other things: a work on the agency that issued it,
an agency on the one of which it is a part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeAlias

from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS

from graph.file_links import Resolved
from graph.known import authority_works, key_of_work, work_of_key
from graph.layers import TextLayers
from graph.triples import Triples, date, text, vietnamese
from ontology.agency_kinds import OTHER, agency_kind, kind_name
from ontology.commemorations import commemorations
from ontology.document_types import type_iri, type_name
from ontology.iris import WorkParts, agency_iri, work_iri
from ontology.terms import ELI, KIND, VND
from ontology.territories import organs

_ABOUT: Final = re.compile(r"^(?:về việc|về|v/v)\s+", re.IGNORECASE)
_HELD, _LISTED, _MENTIONED = 0, 1, 2
_WORK, _AGENCY, _CAMPAIGN, _ANNIVERSARY, _TYPE, _KIND = "work", "agency", "campaign", "anniversary", "doctype", "kind"
_NAMING: Final = ("Type", "Number", "Subject", "Name", "Title", "Issuer")
Ballots: TypeAlias = Mapping[str, int]
"""How often each vote was cast: a property, a rank and a value between tabs."""
Votes: TypeAlias = Counter[tuple[str, str]]
"""How often each vote was cast on each thing."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the catalogue says of a thing: statements whose subject is its node, and its votes on other things."""

    node: str
    graph: Triples
    votes: Votes = field(default_factory=Counter)


def ballots_of(layers: TextLayers, resolved: Resolved, base: str) -> Votes:
    """The votes of a file.

    Args:
        layers: what its text layer says.
        resolved: what its documents and mentions may mean.
        base: where IRIs begin.
    """
    votes: Votes = Counter()
    for candidates in resolved.values():
        votes.update((key_of_work(candidate.work), _vote("", _MENTIONED, "")) for candidate in candidates)
    for rank, records in ((_HELD, layers.documents), (_MENTIONED, layers.mentions)):
        for record in records:
            said = [_vote(name, rank, value) for name in _NAMING if (value := record.best(name))]
            for candidate in resolved.get(record.iri, ()):
                votes.update((key_of_work(candidate.work), vote) for vote in said)
    named = [record.get("printedName") for record in layers.agencies]
    named += [record.best("Issuer") for record in (*layers.documents, *layers.mentions)]
    for name in named:
        if name:
            votes[_agency(name, base)] += 1
    for record in layers.campaigns:
        campaign = f"{_CAMPAIGN}\t{record.values['hasBody']}"
        votes[campaign, _vote("Kind", _MENTIONED, record.get("campaignKind") or "")] += 1
        votes[campaign, _vote("Name", _MENTIONED, record.best("Name") or "")] += 1
    for record in layers.anniversaries:
        votes[f"{_ANNIVERSARY}\t{record.values['hasBody']}", _vote("Name", _MENTIONED, record.best("Name") or "")] += 1
    return votes


def describe(thing: str, ballots: Ballots, base: str) -> Described:
    """The description of a thing on which these votes were cast; an empty one if there are none."""
    role, _, local = thing.partition("\t")
    if role == _WORK:
        return _described_work(work_of_key(thing), ballots, base)
    describer = {
        _AGENCY: _described_agency,
        _CAMPAIGN: _described_campaign,
        _ANNIVERSARY: _described_anniversary,
        _TYPE: _described_type,
        _KIND: _described_kind,
    }[role]
    return describer(local, ballots, base)


def _vote(name: str, rank: int, value: str) -> str:
    return f"{name}\t{rank}\t{value}"


def _agency(name: str, base: str) -> tuple[str, str]:
    """The vote for an agency and its name."""
    return f"{_AGENCY}\t{agency_iri(name, base)}", _vote("Name", _MENTIONED, name)


def _pick(ballots: Ballots, *names: str) -> str | None:
    """The best value of the first of these properties on which there are votes."""
    for name in names:
        cast = [(vote.split("\t", 2), count) for vote, count in ballots.items() if vote.startswith(f"{name}\t")]
        best = min(((rank, -count, value) for (_, rank, value), count in cast if value), default=None)
        if best:
            return best[2]
    return None


@cache
def _sole_names() -> Mapping[str, str]:
    """Names of national organs by the symbol that only they use."""
    shared = Counter(organ.slug for organ in organs())
    return {organ.slug: organ.name for organ in organs() if not organ.local and shared[organ.slug] == 1}


def _without_about(title: str | None) -> str | None:
    """A running title as a title: "về việc ..." and "về ..." only tie it to the number before it."""
    if not title:
        return None
    bare = _ABOUT.sub("", title)
    return bare[:1].upper() + bare[1:]


def _listed(work: WorkParts) -> Ballots:
    """The votes of the authority file on a work."""
    known = authority_works().get(work)
    if known is None:
        return {}
    title = "Name" if known.is_statute else "Subject"
    said = {"Number": known.number, title: known.name, "Issuer": known.issuer}
    return {_vote(name, _LISTED, value): 1 for name, value in said.items() if value}


def _aliases(work: WorkParts, number: str | None) -> set[str]:
    """The identifiers by which a work goes locally: full number, names and short names."""
    known = authority_works().get(work)
    listed = () if known is None else (*known.aliases, *((known.name,) if known.is_statute else ()))
    return {alias for alias in (number, *listed) if alias}


def _described_work(work: WorkParts, ballots: Ballots, base: str) -> Described:
    found = Described(work_iri(work, base), Triples())
    if not ballots:
        return found
    graph, node = found.graph, found.node
    ballots = {**ballots, **_listed(work)}
    kind = type_name(work.type) or _pick(ballots, "Type") or "Văn bản"
    numbered = not work.local.startswith(("name-", "text-", "_"))
    number = _pick(ballots, "Number") if numbered else None
    title = _pick(ballots, "Subject", "Name") or _without_about(_pick(ballots, "Title"))
    issuer = _pick(ballots, "Issuer") or _sole_names().get(work.organ)
    concept = type_iri(kind)
    graph.say(node, RDF.type, ELI.LegalResource)
    graph.say(node, RDFS.label, vietnamese(f"{kind} {number}" if number else title or kind))
    for alias in _aliases(work, number):
        graph.say(node, ELI.id_local, text(alias))
    if concept:
        graph.say(node, ELI.type_document, concept)
        found.votes[f"{_TYPE}\t{concept}", _vote("Name", _MENTIONED, kind)] += 1
    if numbered:
        graph.say(node, VND.serial, text(work.local))
    if number:
        graph.say(node, ELI.number, text(number))
    if work.date:
        graph.say(node, ELI.date_document, date(work.date))
    if title:
        graph.say(node, DCTERMS.title, vietnamese(title))
    if issuer:
        graph.say(node, ELI.passed_by, agency_iri(issuer, base))
        found.votes[_agency(issuer, base)] += 1
    return found


def _described_agency(node: str, ballots: Ballots, base: str) -> Described:
    found = Described(node, Triples())
    for vote, count in ballots.items():
        name = vote.split("\t", 2)[2]
        kind = agency_kind(name)
        found.graph.say(node, RDF.type, ORG.Organization)
        found.graph.say(node, RDF.type, ELI.Organization)
        found.graph.say(node, ORG.classification, KIND[kind])
        found.votes[f"{_KIND}\t{kind}", _vote("Name", _MENTIONED, kind_name(kind))] += count
        # "Vụ III, Ban Thi đua - Khen thưởng Trung ương" is a unit of an agency, "Sở Văn hóa, Thể thao và Du lịch" none.
        _, _, parent = name.partition(", ")
        if agency_kind(parent) != OTHER:
            found.graph.say(node, ORG.subOrganizationOf, agency_iri(parent, base))
            found.votes[_agency(parent, base)] += count
    if best := _pick(ballots, "Name"):
        found.graph.say(node, SKOS.prefLabel, vietnamese(best))
    return found


def _described_campaign(node: str, ballots: Ballots, _base: str) -> Described:
    found = Described(node, Triples())
    if ballots:
        found.graph.say(node, RDF.type, VND.EmulationCampaign)
        found.graph.say(node, SKOS.prefLabel, vietnamese(_pick(ballots, "Name") or ""))
        found.graph.say(node, VND.campaignKind, text(_pick(ballots, "Kind") or ""))
    return found


def _described_anniversary(node: str, ballots: Ballots, _base: str) -> Described:
    found = Described(node, Triples())
    if ballots:
        commemorated = commemorations().get(node.rpartition("/")[2])
        name = commemorated.name if commemorated else _pick(ballots, "Name") or ""
        found.graph.say(node, RDF.type, VND.Anniversary)
        found.graph.say(node, SKOS.prefLabel, vietnamese(name))
    return found


def _described_type(node: str, ballots: Ballots, _base: str) -> Described:
    return _described_concept(node, ELI.ResourceType, ballots)


def _described_kind(kind: str, ballots: Ballots, _base: str) -> Described:
    return _described_concept(KIND[kind], SKOS.Concept, ballots)


def _described_concept(node: str, of_type: str, ballots: Ballots) -> Described:
    found = Described(node, Triples())
    for vote in ballots:
        found.graph.say(node, RDF.type, of_type)
        found.graph.say(node, SKOS.prefLabel, vietnamese(vote.split("\t", 2)[2]))
    return found
