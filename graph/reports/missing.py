"""Instruments that the collection cites and does not hold ("chưa có trong kho"), the most wanted first."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from graph.evidence import evidence_by_annotation
from graph.reports.rows import ReportRow
from graph.stores import Store, rows, values
from graph.works import describe_works

_SHOWN: Final = 3
"""Citing documents of which each row quotes the first mention; the counts tell of all."""
_HELD: Final = "SELECT DISTINCT ?work WHERE { ?document eli:realizes ?work }"
_CITED: Final = (
    "SELECT ?work ?document ?mention WHERE { ?mention vnd:denotes ?work . ?mention vnd:inDocument ?document }"
)


def missing(store: Store) -> list[ReportRow]:
    """Every work that is cited and not held: by the number of citing documents, then of mentions.

    A mention that may mean several works counts for none of them.
    """
    held = {work for (work,) in rows(store, _HELD)}
    cited: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for work, document, mention in rows(store, _CITED):
        if work and work not in held:
            cited[work][document or ""].append(mention or "")
    chosen = {
        work: [min(documents[name], key=_place) for name in sorted(documents)[:_SHOWN]]
        for work, documents in cited.items()
    }
    quoted = [mention for mentions in chosen.values() for mention in mentions]
    places = evidence_by_annotation(store, values("evidence", quoted)) if quoted else {}
    works = describe_works(store, sorted(cited))
    found = [
        ReportRow(
            "missing",
            (works[work],),
            {"documents": len(documents), "mentions": sum(map(len, documents.values()))},
            tuple(places[mention] for mention in chosen[work] if mention in places),
        )
        for work, documents in cited.items()
    ]
    return sorted(found, key=lambda r: (-r.values["documents"], -r.values["mentions"], r.works[0]["iri"]))


def _place(mention: str) -> tuple[int, str]:
    """Mentions in reading order: their IRIs end in a number (``#m2`` before ``#m12``)."""
    return len(mention), mention
