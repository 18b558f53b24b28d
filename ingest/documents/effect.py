"""From when to when a document says that it has effect ("Quyết định này có hiệu lực kể từ ngày ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.documents.layout import form
from ingest.facts import Span
from ingest.text.fold import fold
from ingest.values.dates import FULL_DATE, iso_match


@dataclass(frozen=True, slots=True)
class Effect:
    """First and last day of effect, ISO 8601, each with its words; ``None`` where the document says nothing."""

    effective: tuple[str, Span] | None = None
    expires: tuple[str, Span] | None = None


def find_effect(folded: str, span: Span, kind: str, issued: str | None) -> Effect:
    """What the first sentence on its own effect says.

    Only a sentence about the document itself counts: its type and "này", or its type alone at the beginning of a line,
    so that neither the forms in its annexes nor other instruments are read for it.

    Args:
        folded: The folded view of the source text.
        span: Where the document stands.
        kind: The document's type.
        issued: Its date of issue, from which "kể từ ngày ký" counts.
    """
    name = r"\s+".join(map(re.escape, fold(kind).split()))
    own = re.compile(
        rf"(?:\b{name}\s+nay\s+|(?<=\n){name}\s+(?=co\s+hieu\s+luc))"
        r"(?P<said>[^.;]{0,40}?hieu\s+luc[^;\n.]*(?:\n[^;\n.]+)*)"
    )
    for sentence in own.finditer(folded, span.start, span.end):
        start = _first_day(folded, sentence, issued)
        end = _last_day(folded, sentence)
        if start or end:
            return Effect(start, end)
    return Effect()


def _first_day(folded: str, sentence: re.Match[str], issued: str | None) -> tuple[str, Span] | None:
    since = form("effect_since").search(folded, sentence.start("said"), sentence.end())
    if not since:
        return None
    if since["signed"]:
        return (issued, Span(sentence.start(), since.end())) if issued else None
    dated = FULL_DATE.match(folded, since.end())
    value = iso_match(dated) if dated else None
    return (value, Span(sentence.start(), dated.end())) if dated and value else None


def _last_day(folded: str, sentence: re.Match[str]) -> tuple[str, Span] | None:
    until = form("effect_until").search(folded, sentence.start("said"), sentence.end())
    dated = FULL_DATE.match(folded, until.end()) if until else None
    value = iso_match(dated) if dated else None
    if not until or not dated or not value:
        return None
    last = date.fromisoformat(value) - timedelta(days=1) if until["gone"] else date.fromisoformat(value)
    return last.isoformat(), Span(sentence.start(), dated.end())
