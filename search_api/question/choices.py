"""Which work is meant where a question names one that may be several: each with the question about it alone."""

from __future__ import annotations

from typing import Any

from graph.stores import Store
from graph.works import describe_work
from search_api.question.query import Query

_MOST = 20


def choices(store: Store, question: str, query: Query) -> list[dict[str, Any]]:
    """The works that the first ambiguous instrument of a question may be.

    Args:
        store: The collection.
        question: As it was read.
        query: What came of it.

    Returns:
        ``{"iri", "label", "q"}`` of each: its name with date and issuer, and the question with the work named in full.
        Empty if it is clear which works are meant.
    """
    for instrument, iris in query.works:
        if len(iris) > 1:
            return [
                {
                    "iri": iri,
                    "label": work_name(store, iri, dated=True),
                    "q": question.replace(instrument.text, _reference(store, iri)),
                }
                for iri in iris[:_MOST]
            ]
    return []


def work_name(store: Store, iri: str, *, dated: bool = False) -> str:
    """The usual name of a work, such as "Chỉ thị 04/CT-UBND"; ``dated`` adds its date and issuer."""
    work = describe_work(store, iri)
    details = [work["date"], work["issuer"]] if dated else []
    known = ", ".join(detail for detail in details if detail)
    return f"{_bare_name(work, iri)} ({known})" if known else _bare_name(work, iri)


def _bare_name(work: dict[str, Any], iri: str) -> str:
    return f"{work['type'] or ''} {work['number']}".strip() if work["number"] else str(work["title"] or iri)


def _reference(store: Store, iri: str) -> str:
    """A work as a document would cite it."""
    work = describe_work(store, iri)
    day = "/".join(reversed(work["date"].split("-"))) if work["date"] else ""
    return " ".join(part for part in (_bare_name(work, iri), f"ngày {day}" if day else "") if part)
