"""Compiled patterns of references, from ``data/references.toml`` and the types of instruments."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.agencies.spelling import spelling_of
from ingest.data import load
from ingest.identifiers.doctypes import DocType, by_folded_name, by_short, generic_type
from ingest.text.fold import fold
from ingest.text.vietnamese import is_whole_word
from ontology import authority

ROMAN = r"[ivxl](?:\s?[ivxl]){0,5}\b|\d{1,3}\b"
PERIOD = r"(?:19|20)\d\d\s*-\s*(?:19|20)\d\d"
YEAR = r"(?:19|20)\d\d"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the data file with its placeholders filled in."""
    filled = pattern.replace("{roman}", f"(?:{ROMAN})").replace("{period}", PERIOD).replace("{year}", YEAR)
    return re.compile(filled)


@cache
def one_of(key: str) -> str:
    """The alternation of a list of the data file, the longest first."""
    return "|".join(sorted(load("references.toml")[key], key=len, reverse=True))


_LEAST_PLAIN = 4  # letters; without diacritics, shorter words stand for too many others ("thi": thì, thi, thị)


@dataclass(frozen=True, slots=True)
class Words:
    """Words given with their diacritics, found in the folded view and checked against the printed text.

    Where a text has its diacritics, "đất" is not "đạt"; where it has none, only longer words end a text.
    """

    pattern: re.Pattern[str]
    spoken: frozenset[str]

    def search(self, text: str, folded: str, start: int, end: int) -> re.Match[str] | None:
        """The first of the words in ``[start, end)`` that is a word of its own; group 1 is the word."""
        found = (m for m in self.pattern.finditer(folded, start, end) if self._said(text, m))
        least = _LEAST_PLAIN if spelling_of(text) == "damaged" else 0
        return next((m for m in found if len(m[1]) >= least and stands_alone(text, m)), None)

    def match(self, text: str, folded: str, start: int) -> re.Match[str] | None:
        """The word that begins at ``start`` (with what the pattern has before it), or ``None``."""
        found = self.pattern.match(folded, start)
        return found if found and self._said(text, found) else None

    def _said(self, text: str, found: re.Match[str]) -> bool:
        if spelling_of(text) == "damaged":
            return True
        start, end = found.span(1)
        return " ".join(text[start:end].lower().split()) in self.spoken


def stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether the word in group 1 is one of its own: "theo" in the compound "theo dõi" is not."""
    return " " in found[1] or spelling_of(text) == "damaged" or is_whole_word(text, *found.span(1))


@cache
def words(key: str, before: str = "") -> Words:
    """A list of words of the data file, with a pattern that must stand before them."""
    listed = load("references.toml")[key]
    forms = sorted((r"\s+".join(map(re.escape, fold(word).split())) for word in listed), key=len, reverse=True)
    return Words(re.compile(rf"{before}({'|'.join(forms)})(?!\w)"), frozenset(word.lower() for word in listed))


@cache
def _named_types() -> Mapping[str, DocType]:
    """Types by their folded name, the word for any instrument among them."""
    return {**by_folded_name(), fold(generic_type().name): generic_type()}


@cache
def type_words() -> re.Pattern[str]:
    """A type word in the folded view; group ``long`` or ``short``."""
    long = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") + (rf"(?!\s+(?:{'|'.join(kind.unless)})\b)" if kind.unless else "")
        for name, kind in sorted(_named_types().items(), key=lambda item: len(item[0]), reverse=True)
    )
    short = "|".join(sorted((fold(word) for word in by_short()), key=len, reverse=True))
    return re.compile(rf"(?<![\w/])(?:(?P<long>{long})|(?P<short>{short}))(?![\w/]|-\w)")


def type_at(text: str, match: re.Match[str]) -> DocType | None:
    """The type that a match of :func:`type_words` names; an abbreviation counts only in its printed capitals."""
    if match["short"]:
        return by_short().get(text[match.start() : match.end()])
    return _named_types()[re.sub(r"\s+", " ", match["long"])]


def _flexible(name: str) -> str:
    """A name's pattern: any white space, commas and hyphens between words as printers set them."""
    return r"(?:\s*[,-]\s*|\s+)".join(map(re.escape, re.split(r"[\s,-]+", fold(name))))


def is_spelt(text: str, start: int, end: int, kind: DocType) -> bool:
    """Whether a type word is printed with its own diacritics ("hiến pháp", not "hiện pháp"), or the text has none."""
    return spelling_of(text) == "damaged" or " ".join(text[start:end].lower().split()) == kind.name.lower()


@cache
def law_names() -> re.Pattern[str]:
    """The name of a known law, in the folded view, at the place after its type word."""
    listed = resources.files("ingest.data").joinpath("laws.csv").read_text(encoding="utf-8").splitlines()
    others = {row["name"] for row in csv.DictReader(line for line in listed if not line.startswith("#"))}
    names = {_flexible(name) for name in authority.law_names() | others}
    return re.compile("(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")(?!\w)")


@cache
def named_patterns() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Patterns of instruments with a fixed name, by the folded type word at which they begin."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in load("references.toml")["named"]:
        found.setdefault(row["type"], []).append((row["rule"], compiled(row["pattern"])))
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A single pattern of the data file."""
    return compiled(load("references.toml")[key])


@cache
def stamps() -> re.Pattern[str]:
    """Words of incoming stamps that stand inside a phrase."""
    return re.compile(one_of("stamp"))
