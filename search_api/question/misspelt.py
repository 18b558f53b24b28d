"""Works that a question names by a number with a typing error: "02/CTUBND", "29/2020/QĐ-UBNDD"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from graph.naming import find_works
from graph.stores import Store, rows
from ingest.identifiers.doctypes import doc_types
from ontology.iris import slug
from ontology.territories import organs
from search_api.question.data import table

_NUMBER: Final = re.compile(r"số ((\d+(?:/(?:19|20)\d\d)?)[/-](\S+))")
_NUMBERED: Final = "SELECT DISTINCT ?number WHERE { ?work a eli:LegalResource ; eli:number ?number }"


def misspelt_works(store: Store, reference: str, base: str) -> list[str]:
    """IRIs of the works whose number is the one of a reference but for one slip in its symbol.

    A symbol all of whose parts are known is taken at its word, and a serial always is: another number is another work.

    Args:
        store: The collection.
        reference: As ``Instrument.reference``.
        base: Where the collection's IRIs begin.
    """
    number = _NUMBER.search(reference)
    if number is None or all(part in _parts() for part in slug(number[3]).split("-")):
        return []
    serial, symbol = slug(number[2]).lstrip("0"), slug(number[3]).replace("-", "")
    found: set[str] = set()
    for (known,) in rows(store, _NUMBERED):
        other = _NUMBER.search(f"số {known}")
        if other and slug(other[2]).lstrip("0") == serial and _near(symbol, slug(other[3]).replace("-", "")):
            found.update(find_works(store, reference.replace(number[1], other[1]), base))
    return sorted(found)


def _near(first: str, second: str) -> bool:
    return OSA.distance(first, second, score_cutoff=1) <= 1


@cache
def _parts() -> frozenset[str]:
    symbols = [part for kind in doc_types() for symbol in kind.symbols for part in slug(symbol).split("-")]
    listed = [part for organ in table("shorthand.toml")["organs"] for part in re.findall(r"[a-z]+", organ)]
    return frozenset([*symbols, *listed, *(part for organ in organs() for part in organ.slug.split("-"))])
