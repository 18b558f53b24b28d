"""By what can works be chosen? Their type, issuer, year, campaigns and validity, a few queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.queries import query
from graph.status import Validity, validities
from graph.stores import Store, rows
from graph.works import describe_works


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a work can be chosen by; ``None`` where it is not known.

    Attributes:
        type: Full Vietnamese name of its type.
        issuer: Name of the agency that issued it.
        year: Of its date.
        campaigns: Names of the campaigns that its text names, sorted.
        status: Notation of its validity.
        held: Whether its text is in the collection.
    """

    type: str | None
    issuer: str | None
    year: str | None
    campaigns: tuple[str, ...] = ()
    status: Validity = "unknown"
    held: bool = True


def attributes(store: Store, works: Iterable[str], as_of: date) -> dict[str, Attributes]:
    """The attributes of works by their IRIs.

    Args:
        store: the collection.
        works: IRIs.
        as_of: the day for which the validity is told.
    """
    described = describe_works(store, works)
    if not described:
        return {}
    named: dict[str, set[str]] = defaultdict(set)
    for work, name in rows(store, query("campaigns-named")):
        named[work or ""].add(name or "")
    status = validities(store, described, as_of)
    return {
        iri: Attributes(
            about["type"],
            about["issuer"],
            (about["date"] or "")[:4] or None,
            tuple(sorted(named[iri])),
            status[iri],
            about["held"],
        )
        for iri, about in described.items()
    }
