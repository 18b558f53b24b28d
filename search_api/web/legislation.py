"""A document as ``schema:Legislation`` in JSON-LD, for those who read pages by machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from search_api.views.document_facts import DocumentFacts
from search_api.views.mentions import Mention

_CONTEXT: Final = {"@vocab": "https://schema.org/"}
"""Stands in the page: the context at schema.org would make every reader of a page ask another host."""
_FORCE: Final = {
    "in-force": "https://schema.org/InForce",
    "partly-repealed": "https://schema.org/PartiallyInForce",
    "repealed": "https://schema.org/NotInForce",
    "not-yet-in-force": "https://schema.org/NotInForce",
    "suspended": "https://schema.org/NotInForce",
}
"""Values of schema:LegalForceStatus by the scheme of validity (``docs/eli-profile.md``); ``unknown`` has none."""
_RELATIONS: Final = {
    "amends": "legislationAmends",
    "repeals": "legislationRepeals",
    "replaces": "legislationRepeals",
    "corrects": "legislationCorrects",
    "consolidates": "legislationConsolidates",
    "implements": "legislationEnsuresImplementationOf",
    "basis": "isBasedOn",
    "cites": "citation",
}
"""Properties by relation; acts that are only planned, and mentions that may mean several works, state nothing."""


def legislation(
    work: Mapping[str, Any], facts: DocumentFacts, status: str, mentions: Sequence[Mention]
) -> dict[str, Any]:
    """The description of a document.

    Args:
        work: The instrument, as :func:`graph.works.describe_work` has it.
        facts: What its text says of itself.
        status: Notation of the scheme of validity.
        mentions: The references in its text.
    """
    effective = facts.field("effective")
    known = {
        "name": work["title"] or work["number"] or work["type"],
        "legislationIdentifier": work["number"],
        "legislationType": work["type"],
        "legislationDate": work["date"],
        "legislationDateOfApplicability": effective.value if effective else None,
        "legislationPassedBy": {"@type": "Organization", "name": work["issuer"]} if work["issuer"] else None,
        "legislationLegalForce": {"@id": _FORCE[status]} if status in _FORCE else None,
    }
    return {
        "@context": _CONTEXT,
        "@type": "Legislation",
        "@id": work["iri"],
        "inLanguage": "vi",
        **{name: value for name, value in known.items() if value},
        **_related(work["iri"], mentions),
    }


def _related(own: str, mentions: Sequence[Mention]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, dict[str, None]] = {}
    for mention in mentions:
        name = _RELATIONS.get(mention.relation or "")
        if name and not mention.planned and len(mention.works) == 1 and mention.works[0]["iri"] != own:
            found.setdefault(name, {})[mention.works[0]["iri"]] = None
    return {name: [{"@id": iri} for iri in iris] for name, iris in sorted(found.items())}
