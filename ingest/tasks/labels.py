"""Labels that say what is to be done, who does it and by when ("Nội dung: ...", "Cơ quan chủ trì: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import Span
from ingest.text.items import UNMARKED, Item

KINDS: Final = ("content", "lead", "support", "time", "result")
_FEW_WORDS: Final = 3
_MOST_ITEMS: Final = 40


@dataclass(slots=True)
class Group:
    """The labels of one piece of work: how many items they take, the work they name, and where each says what."""

    items: int = 0
    works: list[Span] = field(default_factory=list)
    lead: list[Span] = field(default_factory=list)
    support: list[Span] = field(default_factory=list)
    time: list[Span] = field(default_factory=list)


def group_at(folded: str, outline: Sequence[Item], index: int, first: int) -> Group | None:
    """The labels that begin at an item of the outline; ``None`` unless one of them names who does the work.

    Args:
        folded: The folded view.
        outline: The items of the document.
        index: The item at which the labels may begin.
        first: The first item that belongs to no labels before.
    """
    rank = outline[index].rank
    found = Group()
    at, kind, bare, named = index, None, False, False
    while at < min(len(outline), index + _MOST_ITEMS):
        item = outline[at]
        label = label_of(folded, item)
        if label is None and (kind is None or item.rank <= rank or (item.rank == UNMARKED and not bare)):
            break
        if label is not None and (item.rank < rank or (label[0] == "content" and at > index)):
            break
        if label:
            kind, inline = label
            bare = inline.start >= inline.end
            named = named or kind in {"lead", "support"}
        else:
            inline = item.span
        if not bare or label is None:
            _put(folded, found, kind or "", inline)
        at += 1
    found.items = at - index
    if not named:
        return None
    if not found.works:
        found.works = _unlabelled(folded, outline, index, first)
    return found


def label_of(folded: str, item: Item) -> tuple[str, Span] | None:
    """The kind of label with which an item begins and the words after it; ``None`` if it begins with none."""
    for kind in KINDS:
        if match := _form(kind).match(folded, *item.span):
            return kind, Span(match.end(), item.span.end)
    return None


def says_work(folded: str, span: Span) -> bool:
    """Whether a span says more than a word or two, more than a label left blank and the number of an activity."""
    words = folded[span.start : span.end].strip(" *.…:;\n")
    blank = any(re.fullmatch(load("tasks.toml")["columns"][kind], words) for kind in KINDS)
    return len(words.split()) >= _FEW_WORDS and not blank and not re.match(load("tasks.toml")["counted_titles"], words)


def _put(folded: str, found: Group, kind: str, span: Span) -> None:
    if kind == "content":
        if not says_work(folded, span):
            return
        if found.works and folded.startswith(":", found.works[-1].end - 1):
            found.works[-1] = Span(found.works[-1].start, span.end)
        else:
            found.works.append(span)
    elif kind in {"lead", "support", "time"}:
        getattr(found, kind).append(span)


def _unlabelled(folded: str, outline: Sequence[Item], index: int, first: int) -> list[Span]:
    """The work above labels that do not name it: the items beside them, else the item that holds them."""
    rank = outline[index].rank
    beside: list[Span] = []
    no_work = re.compile(load("tasks.toml")["no_work"])
    for at in range(index - 1, -1, -1):
        item = outline[at]
        if item.rank < rank:
            work = beside[::-1] or [item.span]
            return [span for span in work if says_work(folded, span)]
        if at < first:
            break
        if item.rank == rank < UNMARKED and not no_work.match(folded, *item.span) and says_work(folded, item.span):
            beside.append(item.span)
    return beside[::-1]


@cache
def _form(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{load('tasks.toml')['columns'][kind]})\s*(?:\([^()]{{0,80}}\))?[\s*]*:[\s*]*")
