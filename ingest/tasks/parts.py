"""What part of a document an item stands in: one that assigns, lists or states rules, a blank form, a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.facts import Span
from ingest.tasks.charges import Page, expression
from ingest.text.items import UNMARKED, Item

_HEAD: Final = 120
_FORM_TITLE: Final = 60
_FORM_ITEMS: Final = 14
_LONGEST_QUOTATION: Final = 20


@dataclass(frozen=True, slots=True)
class Part:
    """An item that holds others: whether it opens a part that assigns, lists those concerned, or states rules."""

    rank: int
    assigns: bool
    lists: bool
    rules: bool


WHOLE: Final = Part(-1, assigns=False, lists=False, rules=False)
"""The part that holds all others."""


def part_of(page: Page, item: Item, above: Part) -> Part:
    """What an item says of those below it: whether they are assigned work, or only listed."""
    head = Span(item.span.start, min(item.span.end, item.span.start + _HEAD))
    names = expression("assigning_parts")
    assigns = above.assigns
    if (item.rank <= 2 and names.search(page.folded, *head)) or names.match(page.folded, *head):
        assigns = True
    elif item.rank == 1 and expression("exempt_parts").match(page.folded, *head):
        assigns = False
    lists = above.lists or expression("listing_parts").match(page.folded, *head) is not None
    rules = above.rules or expression("rule_parts").match(page.folded, *head) is not None
    return Part(item.rank, assigns, lists, rules)


def begins_form(page: Page, outline: Sequence[Item], index: int) -> bool:
    """Whether a blank form begins: under its number, or under a national motto with blanks to fill below it."""
    item = outline[index]
    if item.rank < UNMARKED or item.closed:
        return False
    if item.span.end - item.span.start < _FORM_TITLE and expression("forms").match(page.folded, *item.span):
        return True
    if not expression("motto").match(page.folded, *item.span):
        return False
    last = outline[min(index + _FORM_ITEMS, len(outline) - 1)].span.end
    return expression("blanks").search(page.folded, item.span.start, last) is not None


def below_addresses(page: Page, outline: Sequence[Item], index: int) -> bool:
    """Whether an item stands above those to whom a telegram is sent ("THỦ TƯỚNG CHÍNH PHỦ điện:")."""
    return index >= 0 and expression("addresses").match(page.folded, *outline[index].span) is not None


def quoted_after(text: str, item: Item, opened: int) -> int:
    """For how many more items a quotation that an item begins may stay open: what is quoted assigns nothing."""
    if "”" in item.words(text):
        return 0
    return _LONGEST_QUOTATION if text.startswith("“", item.span.start) else max(0, opened - 1)
