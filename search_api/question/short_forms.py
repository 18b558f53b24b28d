"""Words as texts and questions spell them, usual short forms in full ("UBND")."""

from __future__ import annotations

from functools import lru_cache

from ontology.iris import slug
from search_api.question.data import table


@lru_cache(maxsize=1 << 14)
def spelt(text: str) -> tuple[str, ...]:
    """The folded words of a text in their order, usual short forms in full."""
    full = table("shorthand.toml")["spelt"]
    return tuple(part for word in slug(text).split("-") for part in full.get(word, word).split())
