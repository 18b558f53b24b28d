"""The numbers that Word prints before paragraphs and that no text of the file holds ("Điều 3.", "a)", "2.1.")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = f"{_W}val"
_PLACE: Final = re.compile(r"%(\d)")
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS: Final = 26
_MOST_STYLES: Final = 20  # on which a style may rest, one on the other


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, its form (``decimal``), its text (``Điều %1.``)."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class _List:
    """A list: its levels, and the number that each was given last."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """The label of the next paragraph at a level; those below begin anew (ECMA-376 part 1, 17.9)."""
        known = self.levels.get(level)
        if known is None or known.form == "none":
            return ""
        self.counts[level] = self.counts.get(level, known.start - 1) + 1
        for below in [one for one in self.counts if one > level]:
            del self.counts[below]
        if known.form == "bullet":
            return "- "
        label = _PLACE.sub(lambda place: self._number(int(place[1]) - 1), known.text)
        return f"{label} " if label else ""

    def _number(self, level: int) -> str:
        known = self.levels.get(level)
        if known is None:
            return ""
        return formatted(self.counts.setdefault(level, known.start), known.form)


class Numbers:
    """The numbers of the paragraphs of a Word file, which have to be asked for in the order of the text."""

    def __init__(self, document: Document) -> None:
        """Reads what the file says of lists and of styles that number."""
        self._lists: dict[str, _List] = {}
        self._by_number: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[str] = set()
        self._styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iterfind(f"{_W}style")}
        if any(part.reltype.endswith("/numbering") for part in document.part.rels.values()):
            self._read(document.part.numbering_part.element)

    def label(self, paragraph: _Element) -> str:
        """What Word prints before the paragraph, with a blank behind it; empty if that is nothing."""
        number, level = self._place(paragraph)
        if number not in self._by_number:
            return ""
        name, starts = self._by_number[number]
        chosen = self._lists[name]
        if starts and number not in self._begun:
            chosen.counts.update({at: start - 1 for at, start in starts.items()})
        self._begun.add(number)
        return chosen.next(level)

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        """The number of the list and the level at which a paragraph or its style stands; an empty number if at none."""
        given = paragraph.find(f"{_W}pPr/{_W}numPr")
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = named.get(_VALUE) if named is not None else None
        for _ in range(_MOST_STYLES):
            if given is not None or style not in self._styles:
                break
            given = self._styles[style].find(f"{_W}pPr/{_W}numPr")
            rests_on = self._styles[style].find(f"{_W}basedOn")
            style = rests_on.get(_VALUE) if rests_on is not None else None
        if given is None:
            return "", 0
        number, level = given.find(f"{_W}numId"), given.find(f"{_W}ilvl")
        return _value(number, ""), int(_value(level, "0"))

    def _read(self, numbering: _Element) -> None:
        for abstract in numbering.iterfind(f"{_W}abstractNum"):
            levels = {int(level.get(f"{_W}ilvl", "0")): _level(level) for level in abstract.iterfind(f"{_W}lvl")}
            self._lists[abstract.get(f"{_W}abstractNumId", "")] = _List(levels)
        for number in numbering.iterfind(f"{_W}num"):
            name = _value(number.find(f"{_W}abstractNumId"), "")
            starts = {
                int(one.get(f"{_W}ilvl", "0")): int(_value(one.find(f"{_W}startOverride"), "1"))
                for one in number.iterfind(f"{_W}lvlOverride")
                if one.find(f"{_W}startOverride") is not None
            }
            if name in self._lists:
                self._by_number[number.get(f"{_W}numId", "")] = name, starts


def formatted(number: int, form: str) -> str:
    """A number as Word prints it in a form (ECMA-376 part 1, 17.18.59): 3 is "c" as ``lowerLetter``."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and number > 0:
        letters = ""
        for value, letter in (*_ROMAN, *_SMALL_ROMAN):
            letters += letter * (number // value)
            number %= value
        return letters.upper() if form == "upperRoman" else letters
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _level(level: _Element) -> _Level:
    start, form, text = (_value(level.find(f"{_W}{name}"), "") for name in ("start", "numFmt", "lvlText"))
    return _Level(int(start or 1), form or "decimal", text)


def _value(element: _Element | None, otherwise: str) -> str:
    return element.get(_VALUE, otherwise) if element is not None else otherwise
