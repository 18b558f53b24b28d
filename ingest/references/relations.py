"""What a document does with the instruments it mentions, read from the words around each mention.

The nearest cue before the mention in its sentence decides, the words of other mentions left out; some cues follow the
mention ("... được đăng tải trên", "... hết hiệu lực"). In "A được sửa đổi, bổ sung tại B" the subject is B.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from ingest.data import load
from ingest.facts import Document, Link, Relation, Span
from ingest.references.draft import Draft

_BOUNDARY: Final = re.compile(
    r"(?<![\d.])[.!?](?=\s)|\n\s*\n|[|]|\n\s*(?:[-+]\s|[a-zđ]\)|\d{1,2}[.)]\s)|\n(?=\s*can\s+cu)"
)
_CONNECTOR: Final = re.compile(r"\s*(?:,|;|va|cung|hoac|(?:,\s*)?va|;\s*va|(?:va\s+)?cac|:)?\s*")
_DEFINES: Final = re.compile(r"\(\s*(?:sau\s+day|sau\s+goi|goi|viet|duoc\s+goi)\b")
_ITEM: Final = re.compile(r"\n[\s*]*(?:[-+]\s|[a-zđ]\)|\d{1,2}[.)]\s)[\s*]*$")
_BULLET: Final = re.compile(r"[\s*]*(?:[-+]\s|[a-zđ]\)|\d{1,2}[.)]\s)")
_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_ITEM_HEAD: Final = 24
_LIST_REACH: Final = 2500
_FOLLOWING: Final = re.compile(r"\bsau(?:\s+day)?\b")
_PROVISION: Final = re.compile(r"“[^“”]{1,4000}”")
_SAID: Final = re.compile(r":[\s*]*$")
_SAID_REACH: Final = 60
_PLAIN_WORD: Final = re.compile(r"[a-z]+")
_LEAST_WORDS: Final = 3
_ABOUT: Final = re.compile(r"\sve\s+$")
_FULL_STOP: Final = re.compile(r"\.\s")  # read for a comma in an enumeration
_REACH: Final = 700
_QUOTED: Final = re.compile(r'“[^“”]{1,400}”|"[^"\n]{1,300}"')


@dataclass(frozen=True, slots=True)
class Reading:
    """The relation of one mention, whether it is only planned, and the index of its subject (``None``: document)."""

    relation: Relation
    planned: bool = False
    source: int | None = None


@cache
def _cues(group: str) -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    return tuple(
        (cast("Relation", row["relation"]), re.compile(row["pattern"])) for row in load("relations.toml")[group]
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


def _nearest(folded: str, low: int, high: int) -> tuple[Relation, int] | None:
    """The last cue in ``[low, high)`` that no longer cue contains: its relation and where it starts."""
    reach = load("relations.toml")["reach"]
    hits = [
        (match.end(), match.end() - match.start(), match.start(), relation)
        for relation, cue in _cues("before")
        for match in cue.finditer(folded, max(low, high - reach.get(relation, _REACH)), high)
    ]
    outer = [hit for hit in hits if not any(o[2] <= hit[2] and hit[0] <= o[0] and o[1] > hit[1] for o in hits)]
    if not outer:
        return None
    best = max(outer)
    return best[3], best[2]


def _is_planned(folded: str, low: int, cue: int, relation: Relation, draft: Draft, document: Document) -> bool:
    rules = load("relations.toml")["planned"]
    if relation not in rules["acts"]:
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
    readings: list[Reading] = [Reading("cites")] * len(drafts)
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
                reading = readings[above] if above is not None else Reading("cites")
            readings[index] = reading
            if passive and previous:
                links.append(Link(index, passive, previous[-1]))
        previous = group
    for index, parent in enumerate(parents):
        if parent is not None:
            readings[index] = _read_nested(folded, drafts, index, parent)
    for index, parent in _quoted(text, folded, drafts, parents):
        if not drafts[index].self:
            readings[index] = _read_quoted(folded, drafts[index], parent, readings[index])
    return readings, links


def _quoted(
    text: str, folded: str, drafts: Sequence[Draft], parents: Sequence[int | None]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Mentions in words quoted from another mention ("Thông tư số 5 quy định: “Bãi bỏ ...”").

    Each with where the quotation begins and the index of the mention from which it is quoted.
    """
    outer = [index for index, parent in enumerate(parents) if parent is None]
    starts = [drafts[index].span.end for index in outer]
    for words in _PROVISION.finditer(text):
        colon = _SAID.search(folded, max(0, words.start() - _SAID_REACH), words.start())
        place = bisect_right(starts, words.start()) - 1
        if not colon or place < 0 or words.start() - starts[place] > _SAID_REACH:
            continue
        for index in outer[place + 1 :]:
            if drafts[index].span.start >= words.end():
                break
            yield index, (words.start(), outer[place])


def _read_quoted(folded: str, draft: Draft, quotation: tuple[int, int], reading: Reading) -> Reading:
    start, source = quotation
    nearest = _nearest(folded, max(start, _sentence_start(folded, draft.span.start)), draft.span.start)
    acts = load("relations.toml")["planned"]["acts"]
    return Reading(nearest[0], source=source) if nearest and nearest[0] in acts else reading


def _holder(documents: Sequence[Document], span: Span) -> Document:
    return next((d for d in reversed(documents) if d.span.start <= span.start), documents[0])


def _passive(folded: str, subject: Draft, actor: Draft) -> Relation | None:
    gap = folded[subject.span.end : actor.span.start]
    if len(gap) > 160:
        return None
    for relation, cue in _cues("passive"):
        if re.fullmatch(rf"[\s,()]*(?:{cue.pattern})[\s:]*(?:cac\s+)?", gap):
            return relation
    return None


def _after(folded: str, end: int) -> Relation | None:
    return next((relation for relation, cue in _cues("after") if cue.match(folded, end)), None)


def _read_one(masked: str, draft: Draft, document: Document, after: Relation | None, passive: bool) -> Reading | None:
    """The relation that the words around one mention state, or ``None`` if they state none."""
    if draft.self:
        return Reading("self")
    if draft.rule == "quoted":  # others' words
        return Reading("cites")
    if after:
        return Reading(after)
    if passive:
        return Reading("cites")
    low = max(_sentence_start(masked, draft.span.start), document.span.start)
    low = max(low, _bracket(masked, low, draft.span.start))
    nearest = _nearest(masked, low, draft.span.start)
    if not nearest:
        return _read_item(masked, draft, document)
    relation, cue = nearest
    if relation == "implements" and _is_elsewhere(masked, cue, draft.span.start):
        return Reading("cites")
    return Reading(relation, _is_planned(masked, low, cue, relation, draft, document))


def _read_item(masked: str, draft: Draft, document: Document) -> Reading | None:
    """The relation that words before a list state of its items: "Các quyết định sau hết hiệu lực: a) ... b) ..."."""
    start = draft.span.start
    item = _ITEM.search(masked, max(document.span.start, start - _ITEM_HEAD), start)
    colon = masked.rfind(":", max(document.span.start, start - _LIST_REACH), item.start() + 1) if item else -1
    paragraphs = _BLANK_LINE.split(masked[colon + 1 : start]) if colon >= 0 else [""]
    if not all(_BULLET.match(paragraph) for paragraph in paragraphs if paragraph.strip(" *\n")) or colon < 0:
        return None
    low = max(_sentence_start(masked, colon), document.span.start)
    if not _FOLLOWING.search(masked, low, colon):
        return None
    stated = next((relation for relation, cue in _cues("intro") if cue.search(masked, low, colon)), None)
    if stated:
        return Reading(stated)
    nearest = _nearest(masked, low, colon)
    return Reading(nearest[0], _is_planned(masked, low, nearest[1], nearest[0], draft, document)) if nearest else None


def _bracket(masked: str, low: int, start: int) -> int:
    """Where the words of the bracket around a mention begin; 0 outside brackets and right after an opening one.

    A bracket that defines a short form says nothing of its own.
    """
    opening = masked.rfind("(", low, start)
    if (
        opening < 0
        or _DEFINES.match(masked, opening)
        or ")" in masked[opening:start]
        or len(_PLAIN_WORD.findall(masked, opening, start)) < _LEAST_WORDS
    ):
        return 0
    return opening + 1


def _is_elsewhere(masked: str, cue: int, start: int) -> bool:
    """Whether carrying out governs something else: an earlier clause, or what is said about the instrument."""
    clause = masked.rfind(";", cue, start)
    other = clause >= 0 and len(_PLAIN_WORD.findall(masked, clause, start)) >= _LEAST_WORDS
    return other or _ABOUT.search(masked, cue, start) is not None


def _read_nested(folded: str, drafts: Sequence[Draft], index: int, parent: int) -> Reading:
    draft, outer = drafts[index], drafts[parent]
    low = outer.title.start if outer.title and outer.title.start <= draft.span.start else outer.span.start
    window = list(folded[low : draft.span.start])
    for sibling in drafts[parent + 1 : index]:
        for position in range(max(0, sibling.span.start - low), min(len(window), sibling.span.end - low)):
            window[position] = "\x00"
    nearest = _nearest("".join(window), 0, len(window))
    relation: Relation = nearest[0] if nearest else "cites"
    if relation == "implements" and outer.kind == "Hướng dẫn":
        relation = "guides"
    return Reading("cites" if relation == "basis" else relation, source=parent)
