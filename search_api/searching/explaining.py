"""Why something was found, in words: what the JSON of a search says, for people."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ontology.relations import relations
from ontology.validity import status_labels
from search_api.wording import Language, say


def explained(reason: Mapping[str, Any], language: Language) -> str:
    """A reason of ``danchieu search`` in words: "triển khai thực hiện Chỉ thị 19/CT-TTg".

    Args:
        reason: An entry of ``reasons``.
        language: In which to speak.
    """
    name = reason["named"]["name"]
    if reason["kind"] == "relation":
        return _way(reason, language)
    words = " ".join(reason["where"]["text"].split()) if reason["where"] else ""
    return say(f"why.{reason['kind']}", language, name=name, words=words)


def _way(reason: Mapping[str, Any], language: Language) -> str:
    """The steps one after the other, each from the work before."""
    steps = reason["steps"]
    told = _step(steps[0], language)
    for _, step in pairwise(steps):
        told = say("why.then", language, first=told, second=_step(step, language))
    return say("why.relation", language, way=told)


def _step(step: Mapping[str, Any], language: Language) -> str:
    work = step["work"]
    named = " ".join(filter(None, (work["type"], work["number"]))) if work["number"] else work["title"] or work["iri"]
    verb = relations()[step["relation"]].verbs[step["side"], language]
    return say("why.planned" if step["planned"] else "why.step", language, verb=verb, work=named)


def words_matched(passage: Mapping[str, Any]) -> list[str]:
    """The words of the question in a passage, each once however it is written, in the order of the text."""
    found: dict[str, str] = {}
    for one in passage["matched"]:
        word = " ".join(one["text"].split())
        found.setdefault(word.casefold(), word)
    return list(found.values())


def field_name(field: str, language: Language) -> str:
    """What a filter is called."""
    return say("filters.full_text" if field == "held" else f"filters.{field}", language)


def value_name(field: str, value: str, language: Language) -> str:
    """A value of a filter as people read it."""
    if field == "status":
        return status_labels()[value][language]
    return say(f"filters.{value}", language) if field == "held" else value


def shared(why: Mapping[str, Any], language: Language) -> str:
    """What two documents share, in words."""
    if why["kind"] == "relation":
        return say("similar.relation", language, verb=relations()[why["relation"]].verbs[why["side"], language])
    return say(f"similar.{why['kind']}", language, names="; ".join(why["names"]))
