import unicodedata

from ingest.facts import Extraction, Span
from ingest.pipeline import extract
from ingest.text.compose import compose
from ingest.text.offsets import moved


def test_a_composed_text_needs_no_move() -> None:
    facts = Extraction("a.txt")
    assert moved(facts, "Kế hoạch", compose("Kế hoạch")[1]) is facts


def test_every_span_and_text_moves(bundle: str) -> None:
    composed = extract(bundle, "a.txt")
    text = unicodedata.normalize("NFD", bundle)
    got = moved(composed, text, compose(text)[1])
    assert text != bundle

    def words(span: Span) -> str:
        return text[span.start : span.end]

    for kind in ("references", "campaigns", "agencies", "dates"):
        for one, other in zip(getattr(composed, kind), getattr(got, kind), strict=True):
            assert other.text == words(other.span) == unicodedata.normalize("NFD", one.text)
    for one, other in zip(composed.references, got.references, strict=True):
        core = unicodedata.normalize("NFD", bundle[one.core.start : one.core.end])
        assert words(other.core) == core
        assert other.number == one.number
    for before, after in zip(composed.documents, got.documents, strict=True):
        pairs = [(before.span, after.span), *zip(before.recipient_spans, after.recipient_spans, strict=True)]
        pairs += [(before.where[name], after.where[name]) for name in before.where]
        pairs += [(before.grounds[name], after.grounds[name]) for name in before.grounds]
        pairs += [(s.span, t.span) for s, t in zip(before.signers, after.signers, strict=True) if s.span and t.span]
        assert len(pairs) > 5
        for old, new in pairs:
            assert words(new) == unicodedata.normalize("NFD", bundle[old.start : old.end])
