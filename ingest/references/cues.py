"""Words that state a relation ("căn cứ", "bãi bỏ", "được thay thế bởi"), from ``data/relations.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from ingest.data import load
from ingest.facts import Document, Narrower, Relation
from ingest.references.draft import Draft

REACH: Final = 700
_LONGEST_GAP: Final = 160


@dataclass(frozen=True, slots=True)
class Stated:
    """The relation that words state, and its finer kind if they state one."""

    relation: Relation
    narrower: Narrower | None = None


CITES: Final = Stated("cites")


@cache
def _cues(group: str) -> tuple[tuple[Stated, re.Pattern[str]], ...]:
    return tuple(
        (
            Stated(cast("Relation", row["relation"]), cast("Narrower | None", row.get("narrower"))),
            re.compile(row["pattern"]),
        )
        for row in load("relations.toml")[group]
    )


@cache
def _planned(key: str) -> re.Pattern[str]:
    return re.compile(load("relations.toml")["planned"][key])


def nearest(folded: str, low: int, high: int) -> tuple[Stated, int] | None:
    """The last cue in ``[low, high)`` that no longer cue contains: what it states and where it starts."""
    reach = load("relations.toml")["reach"]
    hits = [
        (match.start(), match.end(), stated)
        for stated, cue in _cues("before")
        for match in cue.finditer(folded, max(low, high - reach.get(stated.relation, REACH)), high)
    ]
    outer = [
        (start, end, stated)
        for start, end, stated in hits
        if not any(s <= start and end <= e and e - s > end - start for s, e, _ in hits)
    ]
    if not outer:
        return None
    start, _, stated = max(outer, key=lambda hit: (hit[1], hit[1] - hit[0], hit[2].relation))
    return stated, start


def after(folded: str, end: int) -> Stated | None:
    """What a cue right after a mention states of it ("... hết hiệu lực")."""
    return next((stated for stated, cue in _cues("after") if cue.match(folded, end)), None)


def of_list(folded: str, low: int, high: int) -> Stated | None:
    """What the words before a list state of its items ("Các quyết định sau đây hết hiệu lực")."""
    return next((stated for stated, cue in _cues("intro") if cue.search(folded, low, high)), None)


def passive(folded: str, subject: Draft, actor: Draft) -> Stated | None:
    """What the words between two mentions state in the passive ("A được sửa đổi bởi B"): B does it to A."""
    gap = folded[subject.span.end : actor.span.start]
    if len(gap) > _LONGEST_GAP:
        return None
    for stated, cue in _cues("passive"):
        if re.fullmatch(rf"[\s,()]*(?:{cue.pattern})[\s:]*(?:cac\s+)?", gap):
            return stated
    return None


def is_act(stated: Stated) -> bool:
    """Whether it changes an instrument, so that it can be foreseen before it is done."""
    return bool({stated.relation, stated.narrower} & set(load("relations.toml")["planned"]["acts"]))


def is_planned(folded: str, low: int, cue: int, stated: Stated, draft: Draft, document: Document) -> bool:
    """Whether an act is only foreseen: by the words before its cue, or since such a document only plans."""
    if not is_act(stated):
        return False
    before = folded[low:cue]
    if _planned("before").search(before) or _planned("item").search(before):
        return True
    return document.type in load("relations.toml")["planned"]["types"] and draft.kind != document.type
