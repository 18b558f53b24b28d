"""Which places of a text are taken: asked in constant time a character, whatever was taken before."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.facts import Span


class Cover:
    """A set of code points of a text, filled span by span."""

    def __init__(self, size: int, spans: Iterable[Span] = ()) -> None:
        """Take ``spans`` of a text of ``size`` code points."""
        self._taken = bytearray(size)
        for span in spans:
            self.take(span)

    def take(self, span: Span) -> None:
        """Mark all of a span."""
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def meets(self, span: Span) -> bool:
        """Whether any code point of the span is taken."""
        return self._taken.find(1, span.start, span.end) >= 0
