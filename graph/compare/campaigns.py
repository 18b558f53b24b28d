"""Campaigns by year: who launched what, with which theme, from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib.namespace import SDO

from graph.compare.matching import in_year
from graph.compare.names import agency_names
from graph.evidence import Evidence, evidence_by_annotation
from graph.queries import query
from graph.stores import Store, rows, values
from graph.works import describe_works
from ontology.terms import VND

_FIELDS = {str(VND.theme): "theme", str(SDO.startDate): "start", str(SDO.endDate): "end", str(SDO.organizer): "agency"}


@dataclass(frozen=True, slots=True)
class LaunchedCampaign:
    """A campaign as one document launches it.

    Attributes:
        campaign: its IRI.
        name: as most documents name it.
        kind: phong trào, cuộc vận động, đợt thi đua or chủ đề.
        theme: the theme that the document gives it.
        start: ISO 8601; so is ``end``.
        organizer: names of the agencies that launch it, with "; " between them.
        work: the document, as in the JSON of ``danchieu trace``.
        evidence: the words that launch it, and those that say theme and period.
    """

    campaign: str
    name: str
    kind: str
    theme: str | None
    start: str | None
    end: str | None
    organizer: str | None
    work: Mapping[str, Any]
    evidence: tuple[Evidence, ...]


def campaigns(store: Store, year: str | None = None) -> tuple[LaunchedCampaign, ...]:
    """The campaigns that documents launch, by time.

    Args:
        store: the collection.
        year: only those that run in it; where no period is printed, the day of the document counts.
    """
    said: dict[tuple[str | None, str | None], dict[str, str]] = defaultdict(dict)
    organizers: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    places: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for document, campaign, prop, value, evidence in rows(store, query("launched")):
        said[document, campaign][_FIELDS[prop or ""]] = value or ""
        if prop == str(SDO.organizer):
            organizers[document, campaign].add(value or "")
        places[document, campaign].add(evidence or "")
    launches = rows(store, query("launches"))
    for document, campaign, *_, evidence in launches:
        places[document, campaign].add(evidence or "")
    works = describe_works(store, {row[4] or "" for row in launches})
    agencies = agency_names(store, set[str]().union(*organizers.values()))
    words = evidence_by_annotation(store, values("evidence", set[str]().union(*places.values())))
    found = []
    for document, campaign, name, kind, work, _ in launches:
        about = said[document, campaign]
        found.append(
            LaunchedCampaign(
                campaign=campaign or "",
                name=name or "",
                kind=kind or "",
                theme=about.get("theme"),
                start=about.get("start"),
                end=about.get("end"),
                organizer="; ".join(sorted(agencies[one] for one in organizers[document, campaign])) or None,
                work=works[work or ""],
                evidence=tuple(sorted(words[iri] for iri in places[document, campaign])),
            )
        )
    kept = [one for one in found if year is None or in_year(year, one.start or one.work["date"], one.end)]
    return tuple(sorted(kept, key=lambda one: (one.start or one.work["date"] or one.end or "", one.name, one.evidence)))
