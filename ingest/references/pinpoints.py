"""Pinpoints: the parts of an instrument that a mention names ("điểm h khoản 1 Điều 4", "các Điều 5, 6 và 7").

Names and order of the parts after Luật Ban hành văn bản quy phạm pháp luật and Nghị định 30/2020/NĐ-CP, Phụ lục I:
phần, chương, mục, tiểu mục, điều, khoản, điểm; older texts add tiết and đoạn; phụ lục, biểu and mẫu are attachments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_RANK: Final = {
    "phu luc": ("Phụ lục", 0),
    "bieu mau": ("Biểu mẫu", 1),
    "bieu": ("Biểu", 1),
    "mau": ("Mẫu", 1),
    "phan": ("Phần", 2),
    "chuong": ("Chương", 3),
    "tieu muc": ("Tiểu mục", 5),
    "muc": ("Mục", 4),
    "dieu": ("Điều", 6),
    "khoan": ("khoản", 7),
    "diem": ("điểm", 8),
    "tiet": ("tiết", 9),
    "doan": ("đoạn", 10),
}
_PART_RANK, _SECTION_RANK, _ARTICLE_RANK = 2, 4, 6
_WORD: Final = r"(?:[a-zđ]\d{0,2}(?:\.\d+)*|\d+[a-zđ]?(?:\.\d+)*|[ivxl]+(?:\.\d+)*)(?![\w/])"
_UNIT: Final = "|".join(unit.replace(" ", r"\s+") for unit in _RANK)
_LIST: Final = rf"(?:so\s+)?{_WORD}(?:(?:\s*,\s*|\s+(?:va|hoac|den)\s+)(?!(?:{_UNIT})\b){_WORD})*"
_PART: Final = rf"(?:(?:tu|cac|den)\s+)?(?:{_UNIT})\s+{_LIST}"
_BARE: Final = r"phu\s+luc"
_ATTACHED: Final = (
    r"(?=\s+(?:(?:ban\s+hanh\s+)?kem\s+theo"
    r"|(?:cua\s+)?(?:thong\s+tu|nghi\s+dinh|nghi\s+quyet|quyet\s+dinh|ke\s+hoach)\s))"
)
_CHAIN: Final = re.compile(
    rf"(?<![\w/])(?:{_PART}|{_BARE}{_ATTACHED})"
    rf"(?:(?:\s*,\s*|\s*;\s*|\s+-\s+|\s+)(?:(?:va|hoac|cua|tai|den|thuoc)\s+)?(?:{_PART}))*"
)
_STEP: Final = re.compile(rf"(?P<unit>{_UNIT})\s+(?P<values>{_LIST})|(?P<bare>{_BARE})")
_VALUE: Final = re.compile(rf"(?<![\w]){_WORD}")


_Branch = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A chain of parts: where it stands and its labels from the broadest to the narrowest."""

    start: int
    end: int
    labels: tuple[str, ...]


def _labels(text: str, folded: str, start: int, end: int) -> tuple[str, ...]:
    """Printed order is narrow to broad within a branch; a narrower part after a broader one begins a new branch.

    A decision's article can hold what it approves, parts and sections included: "Mục 3 Phần II Điều 1 Quyết định".
    """
    branches: list[_Branch] = [[]]
    for match in _STEP.finditer(folded, start, end):
        if match["bare"]:
            name, rank = _RANK["phu luc"]
            labels = [name]
        else:
            name, rank = _RANK[re.sub(r"\s+", " ", match["unit"])]
            labels = [
                f"{name} {text[value.start() : value.end()]}"
                for value in _VALUE.finditer(folded, match.start("values"), match.end("values"))
                if value[0] != "so"
            ]
        if rank == _ARTICLE_RANK and match.end() == end and _holds(branches):
            return (*labels, *_flat(branches))
        if branches[-1] and rank > branches[-1][-1][0]:
            branches.append([])
        branches[-1].append((rank, labels))
    return _flat(branches)


def _holds(branches: Sequence[_Branch]) -> bool:
    """Whether parts or sections, but no chapter, stand before an article: then they are inside it."""
    ranks = {rank for branch in branches for rank, _ in branch}
    return bool(ranks & {_PART_RANK, _SECTION_RANK}) and not ranks & {_PART_RANK + 1, _ARTICLE_RANK}


def _flat(branches: Sequence[_Branch]) -> tuple[str, ...]:
    return tuple(
        label for branch in branches for _, labels in sorted(branch, key=lambda step: step[0]) for label in labels
    )


def find_pinpoints(text: str, folded: str) -> dict[int, Pinpoint]:
    """All chains of parts in a text, by the offset at which they end."""
    found = {}
    for match in _CHAIN.finditer(folded):
        labels = _labels(text, folded, match.start(), match.end())
        if labels:
            found[match.end()] = Pinpoint(match.start(), match.end(), labels)
    return found
