"""The grammar of questions: which pattern of ``data/grammar.toml`` a masked question fits."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from search_api.question.data import table
from search_api.question.doctypes import type_names


@dataclass(frozen=True, slots=True)
class Reading:
    """The pattern that a question fits.

    Attributes:
        kind: What is asked.
        direction: Of a relation, if the pattern tells it.
        relations: Relations that the question's verbs, or the pattern, name.
        parts: The words of the pattern's named groups.
        tentative: It counts only if the collection knows the name that it takes.
    """

    kind: str
    direction: str | None
    relations: tuple[str, ...]
    parts: dict[str, str]
    tentative: bool = False


def read(masked: str, titled: Collection[str] = ()) -> Reading | None:
    """The reading of a masked question; ``None`` if no pattern fits all of it.

    Args:
        masked: The question without its qualifiers.
        titled: Signs of the instruments that are named by their titles, which may go on after the sign.
    """
    plain = without_fillers(masked)
    for rule, pattern in _rules():
        match = pattern.fullmatch(plain)
        if match and _sensible(match, titled):
            parts = {name: words for name, words in match.groupdict().items() if words}
            return Reading(
                rule["kind"],
                rule.get("direction"),
                tuple(rule.get("relations", ())) or _relations(parts, rule),
                parts,
            )
    return None


def qualifiers(masked: str) -> tuple[str, tuple[str, ...]]:
    """The question without its qualifiers, and what they set ("held", "missing")."""
    found = []
    for name, pattern in _qualifiers():
        masked, count = pattern.subn(" ", masked)
        found += [name] * min(count, 1)
    return " ".join(masked.split()), tuple(found)


def without_fillers(masked: str) -> str:
    """The question without words that change nothing."""
    while (shorter := " ".join(_fillers().sub(" ", masked).split())) != masked:
        masked = shorter
    return masked


def _sensible(match: re.Match[str], titled: Collection[str]) -> bool:
    """Whether the words after an instrument can belong to it: those of its title, or a subject ("về việc ...")."""
    groups = match.groupdict()
    more = (groups.get("more") or "").split()
    return not more or groups["x"] in titled or more[0] in ("ve", "v/v")


def _relations(parts: dict[str, str], rule: dict[str, Any]) -> tuple[str, ...]:
    if rule["kind"] != "related":
        return ()
    found = _verb().finditer(parts.get("verbs", ""))
    return tuple(dict.fromkeys(m.lastgroup for m in found if m.lastgroup)) or ("basis",)


@cache
def _macros() -> dict[str, str]:
    verbs = table("grammar.toml")["verbs"]
    verb = "|".join(verbs.values())
    macros = {
        **verbs,
        "type_names": "|".join(type_names()),
        "verbs": f"(?P<verbs>(?:{verb})(?: (?:va |hoac |hay )?(?:{verb}))*)",
    }
    for name, pattern in table("grammar.toml")["macros"].items():
        macros[name] = _expand(pattern, macros)
    return macros


def _expand(pattern: str, macros: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda match: macros[match[1]], pattern)


@cache
def _rules() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(_expand(pattern, _macros())))
        for rule in table("grammar.toml")["question"]
        for pattern in rule["patterns"]
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{verb})" for name, verb in table("grammar.toml")["verbs"].items()))


@cache
def _qualifiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["sets"], _phrase(row["pattern"])) for row in table("grammar.toml")["qualifier"])


@cache
def _fillers() -> re.Pattern[str]:
    return _phrase("|".join(table("grammar.toml")["fillers"]))


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{pattern})(?= |$)")
