"""What a question names that the collection knows: instruments, agencies, campaigns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from graph.compare.names import agency_names
from graph.stores import Store, rows
from graph.works import describe_works
from ingest.pipeline import extract_mentions
from ontology.iris import slug
from search_api.question import lookup, understand

Kind = Literal["instrument", "agency", "campaign"]

_MOST: Final = 6
"""Works that one reference may mean; a number that fits more says too little of any of them."""

_CAMPAIGNS: Final = "SELECT DISTINCT ?campaign ?name WHERE { ?campaign a vnd:EmulationCampaign ; skos:prefLabel ?name }"


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a question names, by the IRI and the name that the collection has for it."""

    kind: Kind
    iri: str
    name: str


def names_in(store: Store, question: str, base: str) -> tuple[Named, ...]:
    """What a question names; a name that fits several things stands for each of them, unless these are too many.

    Args:
        store: The collection.
        question: As typed.
        base: Where the collection's IRIs begin.
    """
    understood = understand(question)
    found = [lookup.works(store, each, base) for each in understood.instruments]
    described = describe_works(store, (iri for works in found if len(works) <= _MOST for iri in works))
    agencies = {iri for name in understood.agencies for iri in lookup.agencies(store, name)}
    return (
        *(Named("instrument", iri, name_of_work(work)) for iri, work in described.items()),
        *(Named("agency", iri, name) for iri, name in sorted(agency_names(store, agencies).items())),
        *_campaigns(store, question),
    )


def name_of_work(work: Mapping[str, str | None]) -> str:
    """A work in a few words: type and number, else its title, else its IRI."""
    named = " ".join(filter(None, (work["type"], work["number"]))) if work["number"] else work["title"]
    return named or work["iri"] or ""


def _campaigns(store: Store, question: str) -> Iterator[Named]:
    """Campaigns whose whole names stand in a question, or that it names as documents do ("phong trào ...")."""
    words, told = f"-{slug(question)}-", extract_mentions(question).campaigns
    said = {iri for campaign in told for iri in lookup.movements(store, campaign.name)}
    for iri, name in sorted(rows(store, _CAMPAIGNS)):
        if iri and name and (iri in said or f"-{slug(name)}-" in words):
            yield Named("campaign", iri, name)
