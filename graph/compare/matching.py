"""What the words that a person types find, with or without diacritics."""

from __future__ import annotations

from ontology.iris import slug
from ontology.periods import bounds


def names_it(words: str, name: str) -> bool:
    """Whether a name holds all of the words: "so noi vu" names "Sở Nội vụ tỉnh A"."""
    return set(slug(words).split("-")) <= set(slug(name).split("-"))


def in_year(year: str, *values: str | None) -> bool:
    """Whether the year lies in the span from the first to the last of some ISO 8601 dates, of which any may lack."""
    known = [bounds(value) for value in values if value]
    return bool(known) and min(first for first, _ in known).year <= int(year) <= max(last for _, last in known).year
