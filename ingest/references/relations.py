"""What a document does with the instruments it mentions, read from the words around each mention.

The nearest cue before the mention in its sentence decides, the words of other mentions left out; some cues follow the
mention ("... được đăng tải trên", "... hết hiệu lực"). In "A được sửa đổi, bổ sung tại B" the subject is B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from ingest.data import load
from ingest.facts import Document, Link, Narrower, Relation, Span
from ingest.references.draft import Draft

_BOUNDARY: Final = re.compile(
    r"(?<![\d.])[.!?](?=\s)|\n\s*\n|[|]|\n\s*(?:[-+]\s|[a-zđ]\)|\d{1,2}[.)]\s)|\n(?=\s*can\s+cu)"
)
_CONNECTOR: Final = re.compile(r"\s*(?:,|;|va|cung|hoac|(?:,\s*)?va|;\s*va|(?:va\s+)?cac|:)?\s*")
_FULL_STOP: Final = re.compile(r"\.\s")  # read for a comma in an enumeration
_REACH: Final = 700
_QUOTED: Final = re.compile(r'“[^“”]{1,400}”|"[^"\n]{1,300}"')


@dataclass(frozen=True, slots=True)
class Stated:
    """The relation that words state, and its finer kind if they state one."""

    relation: Relation
    narrower: Narrower | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What is stated of one mention, whether it is only planned, and the index of its subject (``None``: document)."""

    stated: Stated
    planned: bool = False
    source: int | None = None


_CITES: Final = Stated("cites")


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


def sources(drafts: Sequence[Draft]) -> list[int | None]:
    """For each mention the index of the mention in whose title or name it stands (the innermost), or ``None``."""
    found: list[int | None] = []
    stack: list[int] = []
    for index, draft in enumerate(drafts):
        while stack and drafts[stack[-1]].span.end <= draft.span.start:
            stack.pop()
        found.append(stack[-1] if stack else None)
        if not draft.anaphor:
            stack.append(index)
    return [parent if parent is None or not drafts[parent].self else found[parent] for parent in found]


def _masked(text: str, folded: str, drafts: Sequence[Draft], parents: Sequence[int | None]) -> str:
    """The folded view without the words of outermost mentions and of quotations, so that these give no cue."""
    parts, position = [], 0
    for draft, parent in zip(drafts, parents, strict=True):
        if parent is None and draft.span.start >= position and not draft.self:
            parts += [folded[position : draft.span.start], "\x00" * (draft.span.end - draft.span.start)]
            position = draft.span.end
    masked = list("".join([*parts, folded[position:]]))
    for quoted in _QUOTED.finditer(text):
        masked[quoted.start() : quoted.end()] = "\x00" * (quoted.end() - quoted.start())
    return "".join(masked)


def _sentence_start(folded: str, start: int) -> int:
    low = max(0, start - _REACH)
    last = low
    for match in _BOUNDARY.finditer(folded, low, start):
        last = match.start() if match[0].startswith("\n") and match[0].strip() else match.end()
    return last


def _nearest(folded: str, low: int, high: int) -> tuple[Stated, int] | None:
    """The last cue in ``[low, high)`` that no longer cue contains: what it states and where it starts."""
    reach = load("relations.toml")["reach"]
    hits = [
        (match.start(), match.end(), stated)
        for stated, cue in _cues("before")
        for match in cue.finditer(folded, max(low, high - reach.get(stated.relation, _REACH)), high)
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


def _is_planned(folded: str, low: int, cue: int, stated: Stated, draft: Draft, document: Document) -> bool:
    rules = load("relations.toml")["planned"]
    if not {stated.relation, stated.narrower} & set(rules["acts"]):
        return False
    before = folded[low:cue]
    if _planned("before").search(before) or _planned("item").search(before):
        return True
    return document.type in rules["types"] and draft.kind != document.type


def _groups(folded: str, drafts: Sequence[Draft], parents: Sequence[int | None]) -> Iterator[list[int]]:
    """Coordinated mentions of one level ("A; B và C"), as lists of indexes."""
    group: list[int] = []
    for index, draft in enumerate(drafts):
        if parents[index] is not None:
            continue
        if group and not _CONNECTOR.fullmatch(
            folded, drafts[group[-1]].span.end, max(draft.span.start, drafts[group[-1]].span.end)
        ):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def read_relations(
    text: str, folded: str, drafts: Sequence[Draft], documents: Sequence[Document]
) -> tuple[list[Reading], list[Link]]:
    """The relation of each mention, and the relations between mentions that the words state.

    Args:
        text: The source text.
        folded: Its folded view.
        drafts: Mentions in reading order.
        documents: The documents of the file, of which one holds each mention.
    """
    parents = sources(drafts)
    masked = _masked(text, folded, drafts, parents)
    holders = {index: _holder(documents, draft.span) for index, draft in enumerate(drafts)}
    readings: list[Reading] = [Reading(_CITES)] * len(drafts)
    links: list[Link] = []
    previous: list[int] = []
    for group in _groups(folded, drafts, parents):
        first, last = drafts[group[0]], drafts[group[-1]]
        passive = _passive(folded, drafts[previous[-1]], first) if previous else None
        after = _after(folded, last.span.end)
        stopped = bool(previous) and _FULL_STOP.fullmatch(folded, drafts[previous[-1]].span.end, first.span.start)
        for place, index in enumerate(group):
            reading = _read_one(masked, drafts[index], holders[index], after, passive is not None)
            if reading is None:
                above = group[place - 1] if place else previous[-1] if stopped else None
                reading = readings[above] if above is not None else Reading(_CITES)
            readings[index] = reading
            if passive and previous:
                links.append(Link(index, passive.relation, previous[-1], passive.narrower))
        previous = group
    for index, parent in enumerate(parents):
        if parent is not None:
            readings[index] = _read_nested(folded, drafts, index, parent)
    return readings, links


def _holder(documents: Sequence[Document], span: Span) -> Document:
    return next((d for d in reversed(documents) if d.span.start <= span.start), documents[0])


def _passive(folded: str, subject: Draft, actor: Draft) -> Stated | None:
    gap = folded[subject.span.end : actor.span.start]
    if len(gap) > 160:
        return None
    for stated, cue in _cues("passive"):
        if re.fullmatch(rf"[\s,()]*(?:{cue.pattern})[\s:]*(?:cac\s+)?", gap):
            return stated
    return None


def _after(folded: str, end: int) -> Stated | None:
    return next((stated for stated, cue in _cues("after") if cue.match(folded, end)), None)


def _read_one(masked: str, draft: Draft, document: Document, after: Stated | None, passive: bool) -> Reading | None:
    """The relation that the words around one mention state, or ``None`` if they state none."""
    if draft.self:
        return Reading(Stated("self"))
    if after:
        return Reading(after)
    if passive:
        return Reading(_CITES)
    low = max(_sentence_start(masked, draft.span.start), document.span.start)
    nearest = _nearest(masked, low, draft.span.start)
    if not nearest:
        return None
    stated, cue = nearest
    return Reading(stated, _is_planned(masked, low, cue, stated, draft, document))


def _read_nested(folded: str, drafts: Sequence[Draft], index: int, parent: int) -> Reading:
    draft, outer = drafts[index], drafts[parent]
    low = outer.title.start if outer.title and outer.title.start <= draft.span.start else outer.span.start
    window = list(folded[low : draft.span.start])
    for sibling in drafts[parent + 1 : index]:
        for position in range(max(0, sibling.span.start - low), min(len(window), sibling.span.end - low)):
            window[position] = "\x00"
    nearest = _nearest("".join(window), 0, len(window))
    stated = nearest[0] if nearest else _CITES
    if stated.relation == "implements" and outer.kind == "Hướng dẫn":
        stated = Stated("guides")
    return Reading(_CITES if stated.relation == "basis" else stated, source=parent)
