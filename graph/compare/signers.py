"""Who signed what, in which position and capacity, for which agency?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.compare.matching import names_it
from graph.compare.names import agency_names
from graph.evidence import Evidence, evidence_by_annotation
from graph.queries import query
from graph.stores import Store, rows, values
from graph.works import describe_works


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under a document.

    Attributes:
        person: IRI of the signer: the same name at the same agency is the same person.
        name: as printed.
        position: the one held when signing.
        capacity: ``KT.``, ``TM.``, ``TL.``, ``TUQ.``, ``Q.``.
        agency: name of the agency for which it is signed.
        work: the document, as in the JSON of ``danchieu trace``.
        evidence: the words.
    """

    person: str
    name: str
    position: str | None
    capacity: str | None
    agency: str | None
    work: Mapping[str, Any]
    evidence: tuple[Evidence, ...]


def signers(store: Store, name: str | None = None) -> tuple[Signature, ...]:
    """The signatures of a collection, those of a person together, by time.

    Args:
        store: the collection.
        name: only of persons whose printed name holds these words.
    """
    found = [row for row in rows(store, query("signers")) if name is None or names_it(name, row[1] or "")]
    works = describe_works(store, {row[5] or "" for row in found})
    agencies = agency_names(store, {row[4] for row in found if row[4]})
    places = evidence_by_annotation(store, values("evidence", {row[6] for row in found if row[6]}))
    signed = [
        Signature(
            person=person or "",
            name=printed or "",
            position=position,
            capacity=capacity,
            agency=agencies.get(agency or ""),
            work=works[work or ""],
            evidence=(places[evidence],) if evidence else (),
        )
        for person, printed, position, capacity, agency, work, evidence in found
    ]
    return tuple(sorted(signed, key=lambda one: (one.person, one.work["date"] or "", one.work["iri"], one.name)))
