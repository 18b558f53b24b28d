"""Scores of extracted facts against gold files: precision, recall, F1 a kind, accuracy a field.

A predicted mention matches a gold one that is the same thing and overlaps it by half (intersection over union); a
reference with a number matches by number and any overlap. Names are compared by letters and digits alone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FIELDS = {
    "documents": ("type", "number", "date", "place", "issuer", "subject", "signers", "recipients"),
    "references": ("type", "date", "issuer", "name", "pinpoint", "relation", "planned", "target"),
    "campaigns": ("name", "kind", "theme", "start", "end", "launched"),
    "agencies": (),
    "dates": (),
}
RESOLVED = ("number", "date", "issuer")


@dataclass(slots=True)
class Tally:
    """Counts of one kind over all files: gold and predicted mentions, hits, and right values by field."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, gold: int, found: int, hits: int) -> None:
        """Count one more file: mentions wanted, mentions found, and how many of them are the same."""
        self.gold += gold
        self.found += found
        self.hits += hits

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each 0 where undefined."""
        precision = self.hits / self.found if self.found else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold mention not found (``missed``), a predicted one too many (``extra``) or a wrong field (``wrong``)."""

    sign: str
    kind: str
    span: tuple[int, int]
    said: str


def plain(value: object) -> str:
    """Letters and digits of a value, lower case, without diacritics; lists joined, a signer by name."""
    if isinstance(value, list | tuple):
        return "|".join(map(plain, value))
    if isinstance(value, Mapping):
        return plain(value.get("name"))
    if value is None or value is False:
        return ""
    text = unicodedata.normalize("NFD", str(value).lower().replace("đ", "d"))
    return "".join(char for char in text if char.isalnum())


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """Intersection over union of two spans."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def pairs(kind: str, gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Matches of gold and predicted mentions, one to one, the best overlap first."""
    scored = sorted(
        (
            (overlap(want["span"], have["span"]), i, j)
            for i, want in enumerate(gold)
            for j, have in enumerate(found)
            if _same(kind, want, have)
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    matched = []
    for share, i, j in scored:
        least = 0.0 if kind == "references" and gold[i].get("number") else 0.5
        if share > 0 and share >= least and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            matched.append((i, j))
    return matched


def _same(kind: str, want: Mapping[str, Any], have: Mapping[str, Any]) -> bool:
    if kind == "agencies":
        return plain(want["name"]) == plain(have["name"])
    if kind == "dates":
        return bool(want["value"] == have["value"])
    if kind != "references":
        return True
    if want.get("self") or have.get("self"):
        return bool(want.get("self")) == bool(have.get("self"))
    if want.get("number"):
        return plain(want["number"]) == plain(have.get("number"))
    if want.get("anaphor"):
        return bool(have.get("anaphor"))
    named = plain(want.get("name")) == plain(have.get("name")) or overlap(want["span"], have["span"]) >= 0.8
    return not have.get("number") and plain(want["type"]) == plain(have["type"]) and named


def links_of(data: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """Relations between instruments of a file, explicit ones and those of mentions inside titles."""
    references = data["references"]

    def key(index: int) -> str:
        row = references[index]
        return plain(row.get("number")) or plain(row["type"]) + plain(row.get("name"))

    explicit = {(key(k["subject"]), k["relation"], key(k["object"])) for k in data.get("links") or []}
    nested = {
        (key(row["source"]), row["relation"], key(index))
        for index, row in enumerate(references)
        if row.get("source") is not None
    }
    return explicit | nested


def score(gold: Mapping[str, Any], found: Mapping[str, Any], tallies: dict[str, Tally]) -> Iterator[Miss]:
    """Add one file's counts to ``tallies`` and yield what went wrong."""
    for kind, fields in FIELDS.items():
        wants, haves = gold.get(kind) or [], found.get(kind) or []
        matched = pairs(kind, wants, haves)
        tally = tallies.setdefault(kind, Tally())
        tally.add(len(wants), len(haves), len(matched))
        for i, j in matched:
            for name in fields:
                right = plain(wants[i].get(name)) == plain(haves[j].get(name))
                tally.seen[name] += 1
                tally.right[name] += right
                if not right:
                    said = f"{name}: want {wants[i].get(name)!r}, have {haves[j].get(name)!r}"
                    yield Miss("wrong", kind, tuple(wants[i]["span"]), said)
            if kind == "documents":
                for name in RESOLVED:
                    tally.seen[f"resolved {name}"] += 1
                    tally.right[f"resolved {name}"] += plain(_resolved(wants[i], name)) == plain(
                        _resolved(haves[j], name)
                    )
        for sign, rows, hit in (("missed", wants, {i for i, _ in matched}), ("extra", haves, {j for _, j in matched})):
            for index, row in enumerate(rows):
                if index not in hit:
                    yield Miss(sign, kind, tuple(row["span"]), str(row.get("text", row.get("number"))))
    wanted, have = links_of(gold), links_of(found)
    tally = tallies.setdefault("links", Tally())
    tally.gold += len(wanted)
    tally.found += len(have)
    tally.hits += len(wanted & have)


def _resolved(document: Mapping[str, Any], name: str) -> object:
    return (document.get("inferred") or {}).get(name) or document.get(name)
