"""Questions without what adds nothing to what they ask: what only says more of an instrument, or to whom it is sent."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from search_api.question.concepts import FREE, VERB, Piece
from search_api.question.data import table
from search_api.question.doctypes import types_in

_ASKING: Final = frozenset(
    {
        "who",
        "when",
        "where",
        "which",
        "count",
        "passive",
        "of",
        "sign",
        "signer",
        "issue",
        "valid",
        "position",
        "subject",
        "basis_of",
        "verb:basis",
        "lapse",
    }
)
_FIGURES: Final = frozenset({"count", "percent"})


def without_between(way: Sequence[Piece]) -> tuple[Piece, ...]:
    """Without the instrument by way of which another acts: "thông qua X0, X1 gián tiếp thực hiện ..."."""
    between = [
        n
        for n, p in enumerate(way)
        if p.concept == "x" and n and way[n - 1].words in table("concepts.toml")["by_way_of"]
    ]
    several = sum(piece.concept == "x" for piece in way) > 1
    return tuple(piece for n, piece in enumerate(way) if not (several and n in between))


def without_addressees(way: Sequence[Piece]) -> tuple[Piece, ...]:
    """Without the agencies to which something is sent: "gửi X0 xuống A0 kèm công văn nào"."""
    if not any(piece.concept == f"{VERB}transmits" for piece in way):
        return tuple(way)
    return tuple(
        piece
        for before, piece in itertools.pairwise((Piece(FREE, ""), *way))
        if not (piece.concept == "agency" and before.words in table("concepts.toml")["addressing"])
    )


def without_apposition(way: Sequence[Piece]) -> tuple[Piece, ...]:
    """Without what only says more of an instrument: "văn bản X0", "X0 là kết luận của ai", "X0 về phát triển rừng"."""
    kept: list[Piece] = []
    told = False  # the subject of an instrument is being told
    nothing = Piece(FREE, "")
    for n, piece in enumerate(way):
        before, after = (way[n - 1] if n else nothing), (way[n + 1] if n + 1 < len(way) else nothing)
        of_x = n > 1 and before.words == "la" and way[n - 2].concept == "x"
        doer = next((each.concept for each in reversed(way[:n]) if each.concept != "skip"), None)
        copied = piece.concept == "copy" and doer != "who"  # "ai sao y X0" asks who made the copy
        stands_for = copied or (piece.concept == "docs" and not types_in(piece.words))
        told = piece.concept not in _ASKING and (told or (before.concept == "x" and piece.concept == "about"))
        if not told and not (after.concept == "x" and stands_for) and not (of_x and piece.concept == "docs"):
            kept.append(piece)
    return tuple(kept)


def figure_last(way: Sequence[Piece]) -> tuple[Piece, ...]:
    """With the figure asked for behind the name that it divides: "trồng mới bao nhiêu ha rừng"."""
    figures = tuple(piece for piece in way if piece.concept in _FIGURES)
    return (*(piece for piece in way if piece.concept not in _FIGURES), *figures)
