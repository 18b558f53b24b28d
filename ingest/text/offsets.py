"""Facts moved from the composed text back to the text as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.facts import Extraction, Span


def moved(extraction: Extraction, text: str, back: Sequence[int]) -> Extraction:
    """The same facts with offsets, and ``text`` of each mention, in the text as read.

    Args:
        extraction: Facts with offsets into the composed text.
        text: The text as read.
        back: For each boundary of the composed text the boundary in ``text`` (see ``ingest.text.compose``).
    """
    if isinstance(back, range):
        return extraction

    def to(span: Span) -> Span:
        return Span(back[span.start], back[span.end])

    def said(span: Span) -> str:
        return text[back[span.start] : back[span.end]]

    def each(where: Mapping[str, Span]) -> dict[str, Span]:
        return {name: to(span) for name, span in where.items()}

    return replace(
        extraction,
        documents=tuple(
            replace(
                d,
                span=to(d.span),
                where=each(d.where),
                grounds=each(d.grounds),
                recipient_spans=tuple(to(span) for span in d.recipient_spans),
                stamps=tuple(replace(s, span=to(s.span)) for s in d.stamps),
                signers=tuple(replace(s, span=to(s.span) if s.span else None) for s in d.signers),
            )
            for d in extraction.documents
        ),
        references=tuple(
            replace(r, span=to(r.span), core=to(r.core), text=said(r.span)) for r in extraction.references
        ),
        campaigns=tuple(replace(c, span=to(c.span), text=said(c.span)) for c in extraction.campaigns),
        agencies=tuple(replace(a, span=to(a.span), text=said(a.span)) for a in extraction.agencies),
        dates=tuple(replace(d, span=to(d.span), text=said(d.span)) for d in extraction.dates),
        tasks=tuple(
            replace(
                t,
                span=to(t.span),
                text=said(t.span),
                deadline_span=to(t.deadline_span) if t.deadline_span else None,
            )
            for t in extraction.tasks
        ),
        targets=tuple(replace(t, span=to(t.span), text=said(t.span)) for t in extraction.targets),
        anniversaries=tuple(replace(a, span=to(a.span), text=said(a.span)) for a in extraction.anniversaries),
    )
