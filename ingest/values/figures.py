"""Figures: a number or range with its unit, and how it bounds the outcome ("từ 5% trở lên", "khoảng 28 - 29 ha")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, get_args

from ingest.data import load
from ingest.facts import Comparison, Span
from ingest.text.fold import fold
from ingest.text.spans import covered

_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,3})?"
_BEFORE: Final = 24


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: from its comparison to its last word; ``per`` is where its base stands ("trên 1 vạn dân").

    ``low`` is the value, or with ``high`` the lower end of a range. ``name`` is the unit in its official spelling;
    ``counted`` says that it names the things counted. ``bounded`` says that words of comparison are printed.
    ``since`` is where the figure begins from which the change starts ("từ 5% xuống còn 3%"), else ``None``.
    """

    start: int
    end: int
    unit: Span
    low: float
    high: float | None
    name: str
    counted: bool
    comparison: Comparison
    bounded: bool
    per: Span | None = None
    since: int | None = None


def figures(folded: str, span: Span, taken: Sequence[Span]) -> Iterator[Figure]:
    """The figures in a span of the folded view, in order.

    Args:
        folded: The folded view.
        span: Where to look.
        taken: Merged spans (see ``ingest.text.spans``) in which a number is none: dates and references.
    """
    found: list[Figure] = []
    for match in _pattern().finditer(folded, span.start, span.end):
        if covered(taken, match.start("low")):
            continue
        if not match["compare"] and _never().search(folded, max(span.start, match.start() - _BEFORE), match.start()):
            continue
        figure = _figure(match)
        if found and _goes_to().fullmatch(folded, found[-1].end, match.start()):
            figure = replace(figure, since=found.pop().start)
        if (
            found
            and found[-1].counted
            and figure.per
            and not found[-1].per
            and folded[found[-1].end : match.start()].strip() == "va"
        ):
            found[-1] = replace(found[-1], per=figure.per)
        found.append(figure)
    yield from found


def value(printed: str) -> float:
    """A number as printed in Vietnamese: "10.737,3" is 10737.3, "11.1" (a slip for "11,1") is 11.1."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", printed):
        printed = printed.replace(".", "")
    return float(printed.replace(",", "."))


def _figure(match: re.Match[str]) -> Figure:
    high = value(match["high"]) if match["high"] else None
    name, counted = _units()[" ".join(match["unit"].split())] if match["unit"] else ("", False)
    per = match["per"] or match["ratio"]
    begins = match.start("per") if match["per"] else match.start("ratio")
    comparison, bounded = _comparison(match, ranged=high is not None)
    start = match.start("compare") if match["compare"] else match.start("low")
    return Figure(
        start if match["compare"] or not match["from"] else match.start("from"),
        match.end(),
        Span(*match.span("unit")) if match["unit"] else Span(match.start("ratio"), match.start("ratio")),
        value(match["low"]),
        high,
        name,
        counted,
        comparison,
        bounded,
        Span(begins + len(per) - len(per.lstrip()), begins + len(per)) if per else None,
    )


def _comparison(match: re.Match[str], *, ranged: bool) -> tuple[Comparison, bool]:
    if match["least"]:
        return ">=", True
    if match["most"]:
        return "<=", True
    printed = match["compare"]
    if printed:
        for sign in get_args(Comparison):
            form = load("targets.toml")["compare"].get(sign)
            if form and re.match(form, printed):
                return sign, True
    if match["from"] and not ranged:
        return ">=", True
    return "=", False


@cache
def _units() -> dict[str, tuple[str, bool]]:
    data = load("targets.toml")["units"]
    counted = {fold(name): (name, True) for name in data["counted"]}
    return counted | {fold(name): (name, False) for name in data["measures"]}


@cache
def _never() -> re.Pattern[str]:
    return re.compile(load("targets.toml")["not_figure"])


@cache
def _goes_to() -> re.Pattern[str]:
    return re.compile(load("targets.toml")["words"]["goes_to"])


@cache
def _pattern() -> re.Pattern[str]:
    data = load("targets.toml")
    units = "|".join(re.escape(name).replace(r"\ ", r"\s{1,3}") for name in sorted(_units(), key=len, reverse=True))
    compare = "|".join(data["compare"].values())
    words = data["words"]
    return re.compile(
        rf"(?:(?<![a-z])(?P<compare>{compare})\s{{0,3}})?(?P<from>(?<![a-z])tu\s{{1,3}})?"
        rf"(?<![\w.,/\-])(?P<low>{_NUMBER})"
        rf"(?:\s{{0,2}}%?\s{{0,2}}(?:-|den)\s{{0,2}}(?P<high>{_NUMBER}))?"
        rf"(?:(?![\d/])\s{{0,3}}(?P<unit>{units})(?![a-z0-9])(?P<per>{words['ratio']}|{words['per']})?|(?P<ratio>{words['ratio']}))"
        rf"(?P<least>{words['at_least']})?(?P<most>{words['at_most']})?"
    )
