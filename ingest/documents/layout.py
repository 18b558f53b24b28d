"""What a line is in the layout of an administrative document (patterns in ``data/layout.toml``)."""

from __future__ import annotations

import re
from functools import cache

from ingest.data import load
from ingest.identifiers.doctypes import by_folded_name
from ingest.text.fold import fold
from ingest.text.lines import Line


@cache
def form(name: str) -> re.Pattern[str]:
    """A compiled pattern of the layout file."""
    return re.compile(load("layout.toml")[name])


@cache
def _stamps() -> re.Pattern[str]:
    return re.compile("|".join(load("layout.toml")["stamp"]))


@cache
def _headings() -> dict[str, str]:
    names = {folded: kind.name for folded, kind in by_folded_name().items()}
    return {**names, **load("layout.toml")["headings"]}


def heading_type(line: Line) -> str | None:
    """The document type whose name in capitals is the whole line ("CHỈ THỊ", "QUYẾT ĐỊNH:"), or ``None``."""
    if not line.upper:
        return None
    return _headings().get(" ".join(line.folded.strip(" :.").split()))


def is_stamp(line: Line) -> bool:
    """Whether the line belongs to an incoming stamp, a digital signature or a note of one."""
    return bool(_stamps().match(line.folded))


def is_national(line: Line) -> bool:
    """Whether the line is part of the national name and motto (quốc hiệu, tiêu ngữ) or the Party's name."""
    return bool(
        (form("national_name").search(line.folded) and len(line.folded) < 60)
        or form("motto").search(line.folded)
        or form("party_name").match(line.folded)
    )


@cache
def capacity_mark() -> re.Pattern[str]:
    """The capacity in which a signer signs, before the position in the folded view ("KT.", "TM.")."""
    return re.compile(load("layout.toml")["capacity"]["pattern"])


@cache
def positions() -> re.Pattern[str]:
    """A signer's position in the folded view, with "phó" or "quyền" before it."""
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s*")
        for name in sorted(load("layout.toml")["positions"], key=len, reverse=True)
    )
    return re.compile(rf"(?:(?P<acting>quyen|q\.)\s*)?(?P<deputy>pho\s*)?(?P<position>{names})(?!\w)")


@cache
def _printed_positions() -> dict[str, str]:
    return {re.sub(r"\s", "", fold(name)): printed for name, printed in load("layout.toml")["positions"].items()}


def position_name(match: re.Match[str]) -> str:
    """A position in sentence case: "PHÓ VIỆN TRƯỞNG" is "Phó Viện trưởng"."""
    name = _printed_positions()[re.sub(r"\s", "", match["position"])]
    return f"Phó {name}" if match["deputy"] else name
