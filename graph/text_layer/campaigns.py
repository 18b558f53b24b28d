"""Campaigns: their mentions, and what a document that launches one says of it, each with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib.namespace import SDO

from graph.ntriples import TYPE, iri, literal
from graph.text_layer.anniversaries import event_of
from graph.text_layer.layer import BODY, IN_DOCUMENT, PRINTED_NAME, Layer, below
from ingest.facts import Campaign, Document, Extraction
from ontology.iris import agency_iri, campaign_iri
from ontology.terms import VND

_MENTION, _KIND, _LAUNCHES, _THEME, _COMMEMORATES = (
    iri(term) for term in (VND.CampaignMention, VND.campaignKind, VND.launches, VND.theme, VND.commemorates)
)
_START, _END, _ORGANIZER = (iri(term) for term in (SDO.startDate, SDO.endDate, SDO.organizer))
_IN_TITLE: Final = ("anniversary-in-title", 1.0)
_IN_DOCUMENT: Final = ("anniversary-in-launching-document", 0.8)
"""By which rule a drive commemorates an anniversary, and how surely: its title says so, or the document's body does."""


def write_campaign(layer: Layer, index: int, facts: Extraction) -> None:
    """Write a mention of a campaign, and the campaign itself where the document launches it."""
    campaign = facts.campaigns[index]
    node, document = layer.node(f"c{index}"), layer.node(campaign.document)
    entity = iri(campaign_iri(campaign.name, layer.base))
    layer.say(
        node,
        [
            (TYPE, _MENTION),
            (IN_DOCUMENT, document),
            (BODY, entity),
            (PRINTED_NAME, literal(campaign.name)),
            (_KIND, literal(campaign.kind)),
        ],
    )
    layer.place(node, campaign.span, campaign.text)
    if campaign.launched:
        layer.state(below(node, "launch"), (document, _LAUNCHES, entity), document, [node])
        holder = next(d for d in facts.documents if d.id == campaign.document)
        for local, term, value, evidence in _said(layer, index, facts, holder):
            layer.state(below(node, local), (entity, term, value), document, [evidence])
        _write_anniversaries(layer, node, entity, facts, campaign, holder)


def _said(layer: Layer, index: int, facts: Extraction, document: Document) -> Iterator[tuple[str, str, str, str]]:
    """Theme, period and launching agency: local name, property, value and where the value is printed."""
    campaign, mention = facts.campaigns[index], layer.node(f"c{index}")
    if campaign.theme:
        themes = (n for n, c in enumerate(facts.campaigns) if c.kind == "chủ đề" and c.name == campaign.theme)
        yield "theme", _THEME, literal(campaign.theme), next((layer.node(f"c{n}") for n in themes), mention)
    for local, term, value in (("start", _START, campaign.start), ("end", _END, campaign.end)):
        if value:
            dates = (
                n
                for n, d in enumerate(facts.dates)
                if d.value == value and d.document == document.id and d.span.start >= campaign.span.end
            )
            yield local, term, literal(value), next((layer.node(f"t{n}") for n in dates), mention)
    for number, name in enumerate(campaign.launchers):
        bodies = (
            n
            for n, a in enumerate(facts.agencies)
            if a.name == name and a.document == document.id and a.span.start >= campaign.span.end
        )
        printed = next((layer.node(f"a{n}") for n in bodies), mention)
        yield f"organizer-{number}", _ORGANIZER, iri(agency_iri(name, layer.base)), printed
    if not campaign.launchers and (issuer := document.resolved("issuer")):
        printed = below(layer.node(document.id), "issuer") if "issuer" in document.where else mention
        yield "organizer", _ORGANIZER, iri(agency_iri(issuer, layer.base)), printed


def _write_anniversaries(
    layer: Layer, node: str, entity: str, facts: Extraction, campaign: Campaign, document: Document
) -> None:
    """A drive commemorates the anniversaries that the launching document names: surely those of its title."""
    title = document.where.get("subject", campaign.span)
    found: dict[str, list[tuple[str, bool]]] = {}
    for index, anniversary in enumerate(facts.anniversaries):
        if anniversary.document == document.id:
            titled = anniversary.span.overlaps(title) or anniversary.span.overlaps(campaign.span)
            event = iri(event_of(layer, anniversary, document))
            found.setdefault(event, []).append((layer.node(f"n{index}"), titled))
    for number, (event, places) in enumerate(sorted(found.items())):
        rule, confidence = _IN_TITLE if any(titled for _, titled in places) else _IN_DOCUMENT
        evidence = [words for words, _ in places]
        layer.state(
            below(node, f"commemorates-{number}"),
            (entity, _COMMEMORATES, event),
            layer.node(document.id),
            evidence,
            rule,
            confidence,
        )
