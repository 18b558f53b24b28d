"""What a document does with the instruments it mentions, read from the words around each mention.

The nearest cue before the mention in its sentence decides, the words of other mentions left out; some cues follow the
mention ("... được đăng tải trên", "... hết hiệu lực"). In "A được sửa đổi, bổ sung tại B" the subject is B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.facts import Document, Link, Span
from ingest.references import cues, scope
from ingest.references.cues import CITES, Stated
from ingest.references.draft import Draft

_CONNECTOR: Final = re.compile(r"\s*(?:,|;|va|cung|hoac|(?:,\s*)?va|;\s*va|(?:va\s+)?cac|:)?\s*")
_FULL_STOP: Final = re.compile(r"\.\s")  # read for a comma in an enumeration
_QUOTED: Final = re.compile(r'“[^“”]{1,400}”|"[^"\n]{1,300}"')


@dataclass(frozen=True, slots=True)
class Reading:
    """What is stated of one mention, whether it is only planned, and the index of its subject (``None``: document)."""

    stated: Stated
    planned: bool = False
    source: int | None = None


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
    readings: list[Reading] = [Reading(CITES)] * len(drafts)
    links: list[Link] = []
    previous: list[int] = []
    for group in _groups(folded, drafts, parents):
        first, last = drafts[group[0]], drafts[group[-1]]
        passive = cues.passive(folded, drafts[previous[-1]], first) if previous else None
        after = cues.after(folded, last.span.end)
        stopped = bool(previous) and _FULL_STOP.fullmatch(folded, drafts[previous[-1]].span.end, first.span.start)
        for place, index in enumerate(group):
            reading = _read_one(masked, drafts[index], holders[index], after, passive is not None)
            if reading is None:
                above = group[place - 1] if place else previous[-1] if stopped else None
                reading = readings[above] if above is not None else Reading(CITES)
            readings[index] = reading
            if passive and previous:
                links.append(Link(index, passive.relation, previous[-1], passive.narrower))
        previous = group
    for index, parent in enumerate(parents):
        if parent is not None:
            readings[index] = _read_nested(folded, drafts, index, parent)
    for index, start, source in scope.quoted(text, folded, drafts, parents):
        readings[index] = _read_quoted(folded, drafts[index], start, source) or readings[index]
    return readings, links


def _holder(documents: Sequence[Document], span: Span) -> Document:
    return next((d for d in reversed(documents) if d.span.start <= span.start), documents[0])


def _read_one(masked: str, draft: Draft, document: Document, after: Stated | None, passive: bool) -> Reading | None:
    """The relation that the words around one mention state, or ``None`` if they state none."""
    if draft.self:
        return Reading(Stated("self"))
    if draft.rule == "quoted":  # others' words
        return Reading(CITES)
    if after:
        return Reading(after)
    if passive:
        return Reading(CITES)
    low = max(scope.sentence_start(masked, draft.span.start), document.span.start)
    low = max(low, scope.bracket_start(masked, low, draft.span.start))
    nearest = cues.nearest(masked, low, draft.span.start)
    if not nearest:
        return _read_item(masked, draft, document)
    stated, cue = nearest
    if stated.relation == "implements" and scope.is_elsewhere(masked, cue, draft.span.start):
        return Reading(CITES)
    return Reading(stated, cues.is_planned(masked, low, cue, stated, draft, document))


def _read_item(masked: str, draft: Draft, document: Document) -> Reading | None:
    """The relation that words before a list state of its items: "Các quyết định sau hết hiệu lực: a) ... b) ..."."""
    intro = scope.list_intro(masked, document.span.start, draft.span.start)
    if not intro:
        return None
    if stated := cues.of_list(masked, intro.start, intro.end):
        return Reading(stated)
    nearest = cues.nearest(masked, intro.start, intro.end)
    if not nearest:
        return None
    return Reading(nearest[0], cues.is_planned(masked, intro.start, nearest[1], nearest[0], draft, document))


def _read_quoted(folded: str, draft: Draft, start: int, source: int) -> Reading | None:
    """The act that a quoted instrument does: its words begin at ``start``, its mention is ``source``."""
    nearest = cues.nearest(folded, max(start, scope.sentence_start(folded, draft.span.start)), draft.span.start)
    if draft.self or not nearest or not cues.is_act(nearest[0]):
        return None
    return Reading(nearest[0], source=source)


def _read_nested(folded: str, drafts: Sequence[Draft], index: int, parent: int) -> Reading:
    draft, outer = drafts[index], drafts[parent]
    low = outer.title.start if outer.title and outer.title.start <= draft.span.start else outer.span.start
    window = list(folded[low : draft.span.start])
    for sibling in drafts[parent + 1 : index]:
        for position in range(max(0, sibling.span.start - low), min(len(window), sibling.span.end - low)):
            window[position] = "\x00"
    nearest = cues.nearest("".join(window), 0, len(window))
    stated = nearest[0] if nearest else CITES
    if stated.relation == "implements" and outer.kind == "Hướng dẫn":
        stated = Stated("guides")
    return Reading(CITES if stated.relation == "basis" else stated, source=parent)
