"""IRIs and the parts they are made of, both ways.

Works stand in ELI style under a configurable base,
``{base}eli/{jurisdiction}/{organ}/{type}/{yyyy}/{mm}/{dd}/{local}``: jurisdiction is ``vn``, an ISO 3166-2 code
(``vn-09``) or a slug (``vn-x-son-khe``); ``_`` stands for a part that is not known. ``local`` is the serial number
(``04``, ``57-2018``), ``name-...`` for works cited by name alone, or ``text-...`` for works known only through their
own text. Articles, clauses and points follow as ``art_4/para_1/point_h``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ontology.tables import read_table

DEFAULT_BASE: Final = "https://danchieu.example/"
UNKNOWN: Final = "_"
_MAX_SLUG: Final = 80


@dataclass(frozen=True, slots=True, order=True)
class WorkParts:
    """What identifies a work: type + number (or name) + issuing organ in its jurisdiction + ISO date."""

    jurisdiction: str
    organ: str
    type: str
    date: str | None
    local: str


@lru_cache(maxsize=1 << 16)  # the same names stand in document after document
def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens: "Lạng Sơn" gives "lang-son"; ``_`` if there are none."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))) or UNKNOWN


@lru_cache(maxsize=1 << 16)
def short_slug(text: str) -> str:
    """A slug of bounded length: a long one ends with a hash of the whole, so that two long names stay apart."""
    full = slug(text)
    if len(full) <= _MAX_SLUG:
        return full
    return f"{full[:_MAX_SLUG].rstrip('-')}-{hashlib.sha256(full.encode()).hexdigest()[:8]}"


def work_iri(parts: WorkParts, base: str = DEFAULT_BASE) -> str:
    """The IRI of a work."""
    date = parts.date.replace("-", "/") if parts.date else UNKNOWN
    return f"{base}eli/{parts.jurisdiction}/{parts.organ}/{parts.type}/{date}/{parts.local}"


_WORK: Final = re.compile(
    r"""eli/(?P<jurisdiction>vn[a-z0-9-]*)/(?P<organ>[a-z0-9_-]+)/(?P<type>[a-z0-9_-]+)
        /(?:(?P<y>\d{4})/(?P<m>\d\d)/(?P<d>\d\d)|_)
        /(?P<local>[a-z0-9_-]+)
        (?P<below>(?:/[a-z]+_[a-z0-9-]+)*)""",
    re.VERBOSE,
)


def parse_work_iri(iri: str, base: str = DEFAULT_BASE) -> tuple[WorkParts, tuple[str, ...]] | None:
    """The parts of a work's IRI and the segments of the subdivision below it; ``None`` if it is not such an IRI."""
    match = _WORK.fullmatch(iri.removeprefix(base)) if iri.startswith(base) else None
    if not match:
        return None
    date = f"{match['y']}-{match['m']}-{match['d']}" if match["y"] else None
    parts = WorkParts(match["jurisdiction"], match["organ"], match["type"], date, match["local"])
    return parts, tuple(match["below"].split("/")[1:])


@cache
def _subdivision_words() -> dict[str, str]:
    return {slug(row["word"]): row["segment"] for row in read_table("subdivisions.csv")}


@lru_cache(maxsize=1 << 14)
def subdivision_segment(label: str) -> str:
    """The IRI segment of one level of a pinpoint: "Điều 4" gives ``art_4``, "điểm đ" ``point_dd``, not ``point_d``."""
    if slug(label) in _subdivision_words():
        return f"{_subdivision_words()[slug(label)]}_0"  # an annex without a number
    *words, number = label.split() or [label]
    kind = (
        _subdivision_words().get(slug(" ".join(words)))
        or slug("".join(words)).replace("-", "").strip(UNKNOWN)
        or "part"
    )
    return f"{kind}_{slug(number.replace('đ', 'dd').replace('Đ', 'dd')).replace(UNKNOWN, '0')}"


def subdivision_iri(work: str, pinpoint: Sequence[str]) -> str:
    """The IRI of an article, clause or point, broadest level first; the work's own IRI for an empty pinpoint."""
    return "/".join([work, *map(subdivision_segment, pinpoint)])


def source_iri(path: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of an ingested file, by the path under which it was ingested."""
    return f"{base}source/{hashlib.sha256(path.encode()).hexdigest()[:16]}"


def text_graph_iri(source: str) -> str:
    """The named graph of a source's text layer; ``source`` is its IRI."""
    return f"{source}/text"


def links_graph_iri(source: str) -> str:
    """The named graph of a source's links layer; ``source`` is its IRI."""
    return f"{source}/links"


def corrections_graph_iri(source: str) -> str:
    """The named graph of what people corrected of a source; ``source`` is its IRI."""
    return f"{source}/corrections"


def catalogue_graph_iri(base: str = DEFAULT_BASE) -> str:
    """The named graph that describes each work, agency and campaign of the collection once."""
    return f"{base}graph/catalogue"


@lru_cache(maxsize=1 << 16)
def agency_iri(name: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of an agency, by its full official name."""
    return f"{base}agency/{short_slug(name)}"


def campaign_iri(name: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of an emulation campaign, by its name."""
    return f"{base}campaign/{short_slug(name)}"


def person_iri(name: str, agency: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a person who signs for an agency: the same name at the same agency is one person."""
    return f"{base}person/{short_slug(agency)}/{short_slug(name)}"


def anniversary_iri(event: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a commemorated event, by its key (see :func:`ontology.commemorations.event_key`)."""
    return f"{base}anniversary/{event}"


def time_iri(value: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a day, month, year or period in ISO 8601; ``2025-01/2025-03`` ends in ``2025-01--2025-03``."""
    return f"{base}time/{value.replace('/', '--')}"
