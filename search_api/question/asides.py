"""A question without what people say before and after it: "Bên em đang rà soát, xin hỏi", "nhờ chị tra giùm"."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import Final

from ingest.text.fold import fold
from search_api.question.data import table

_BOUNDARY: Final = re.compile(r"[,:;.!?](?=\s)|\s[-–]\s|\s(?=(?:để|de)\s)")
_NAMING: Final = re.compile(r"\d|[/\"“”«»()]")  # figures, numbers and quotations are never said aside
_PARENTHESIS: Final = re.compile(r"\s*\([^()\d/]*\)\s*")  # "(nêu hết)"
_MOST_CLAUSES: Final = 6
_MARKS: Final = " ,:;.!?-–"
_LEAST: Final = 3  # words of a question


def without_asides(question: str) -> tuple[str, ...]:
    """The question without clauses at its beginning and end that name nothing, the longest rest first."""
    whole = question.strip(_MARKS)
    question = _PARENTHESIS.sub(" ", question)
    cuts = [0, *(match.end() for match in _BOUNDARY.finditer(question)), len(question)]
    clauses = [question[start:end] for start, end in itertools.pairwise(cuts) if question[start:end].strip()]
    if len(clauses) > _MOST_CLAUSES:
        return ()
    aside = [not _NAMING.search(clause) and not _asking().search(fold(clause)) for clause in clauses]
    rests = [
        "".join(clauses[start:end]).strip(_MARKS)
        for start, end in itertools.combinations(range(len(clauses) + 1), 2)
        if all(aside[:start]) and all(aside[end:])
    ]
    said = dict.fromkeys(rest for rest in rests if len(fold(rest).split()) >= _LEAST and rest != whole)
    return tuple(sorted(said, key=len, reverse=True))


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('concepts.toml')['asking'])})\b")
