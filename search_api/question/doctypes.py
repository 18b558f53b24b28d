"""Types of documents by their names and short forms, folded."""

from __future__ import annotations

import re
from functools import cache

from ingest.identifiers.doctypes import by_folded_name, doc_types
from ingest.text.fold import fold


def types_in(words: str) -> tuple[str, ...]:
    """Full names of the types among the words of the documents asked for; "văn bản" is none."""
    named = {**{fold(k): v.name for k, v in by_folded_name().items()}, **_short_types()}
    return tuple(dict.fromkeys(named[match[0]] for match in _types().finditer(words)))


@cache
def type_names() -> tuple[str, ...]:
    """All names and short forms, the longer ones first."""
    return tuple(sorted({*by_folded_name(), *_short_types()}, key=len, reverse=True))


@cache
def _types() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(type_names())})(?![a-z0-9])")


@cache
def _short_types() -> dict[str, str]:
    return {fold(short): kind.name for kind in doc_types() for short in kind.short}
