"""Which drives commemorate the same event?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.compare.campaigns import campaigns
from graph.compare.matching import names_it
from graph.evidence import Evidence, evidence_by_annotation
from graph.queries import query
from graph.stores import Store, rows, values


@dataclass(frozen=True, slots=True)
class CommemoratingCampaign:
    """A campaign that commemorates an event.

    Attributes:
        event: IRI of the event, the same for all campaigns that commemorate it.
        event_name: the event ("thành lập tỉnh").
        years: how many years after the event.
        campaign: the IRI of the campaign.
        name: its name.
        confidence: 1 if the title of the launching document names the event, less if only its body does.
        work: the document that launches it, as in the JSON of ``danchieu trace``.
        evidence: the words that name the anniversary.
    """

    event: str
    event_name: str
    years: int
    campaign: str
    name: str
    confidence: float
    work: Mapping[str, Any]
    evidence: tuple[Evidence, ...]


def anniversaries(store: Store, event: str | None = None, year: str | None = None) -> tuple[CommemoratingCampaign, ...]:
    """The campaigns that commemorate events, those of the same event together, by time.

    Args:
        store: the collection.
        event: only events whose name holds these words.
        year: only campaigns of this year.
    """
    launched = {(one.campaign, one.work["iri"]): one for one in campaigns(store, year)}
    found: dict[tuple[str, str, int, float, str, str], set[str]] = defaultdict(set)
    for _, campaign, iri, name, years, confidence, work, evidence in rows(store, query("commemorated")):
        if (campaign, work) in launched and (event is None or names_it(event, name or "")):
            key = (iri or "", name or "", int(years or 0), float(confidence or 0), campaign or "", work or "")
            found[key].add(evidence or "")
    places = evidence_by_annotation(store, values("evidence", set[str]().union(*found.values())))
    compared = [
        CommemoratingCampaign(
            event=iri,
            event_name=name,
            years=years,
            campaign=campaign,
            name=launched[campaign, work].name,
            confidence=confidence,
            work=launched[campaign, work].work,
            evidence=tuple(sorted(places[annotation] for annotation in annotations)),
        )
        for (iri, name, years, confidence, campaign, work), annotations in found.items()
    ]
    return tuple(sorted(compared, key=lambda one: (one.event, one.years, one.work["date"] or "", one.work["iri"])))
