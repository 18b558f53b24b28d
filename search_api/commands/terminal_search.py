"""What a search gives, as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from ontology.validity import status_labels
from search_api.commands.terminal import console, line, name_of, place
from search_api.searching.explaining import explained, field_name, shared, value_name, words_matched
from search_api.wording import Language, say

_MOST = 8
"""Values of a filter that are shown; the JSON has more."""


def print_search(result: Mapping[str, Any], language: Language) -> None:
    """Answers, then passages by document, each with its place and why it was found, then what to filter by."""
    out = console()
    for suggestion in result["suggestions"]:
        out.print(Text(say("search.meant", language, question=suggestion["text"]), style="italic"))
    for answer in result["answers"]:
        out.print(Text(answer["value"] if answer["kind"] == "fact" else name_of(answer), style="bold"))
        for evidence in answer["evidence"]:
            out.print(Text(f"  “{line(evidence['text'])}”  {place(evidence)}"))
    for message in _messages(result, language):
        out.print(Text(message))
    if result["answers"] or result["message"]:
        out.print()
    for group in result["groups"]:
        about = [name_of(group["document"]) or group["file"], status_labels()[group["status"]][language]]
        out.print(Text(", ".join(about), style="bold"))
        if group["document"]["number"] and group["document"]["title"]:
            out.print(Text(f"   {line(group['document']['title'])}", style="italic"))
        for index in group["passages"]:
            _print_passage(result["passages"][index], index + 1, language)
    if not result["passages"] and not result["answers"]:
        out.print(Text(say("search.none", language)))
    for name, values in _facets(result, language):
        out.print(Text(f"{name}: {values}", style="dim"))


def _messages(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    if result["message"]:
        yield result["message"]
    if result["answers_hidden"]:
        yield say("filters.hidden", language, count=result["answers_hidden"])
    for unknown in result["filters"]["unknown"]:
        yield say("filters.unknown", language, field=field_name(unknown["field"], language), name=unknown["name"])


def _print_passage(passage: Mapping[str, Any], rank: int, language: Language) -> None:
    out = console()
    path = " › ".join(passage["headings"][1:])
    out.print(Text(f"{rank:>2}. {path + ': ' if path else ''}{line(passage['text'])}"))
    words = words_matched(passage)
    why = [explained(reason, language) for reason in passage["reasons"]]
    why += [say("why.words", language, words=", ".join(words))] if words else []
    for reason in why:
        out.print(Text(f"    · {reason}", style="italic"))
    for other in passage["places"]:
        name = name_of(other["document"])
        out.print(Text(f"    = {name + '  ' if name else ''}{place(other)}", style="dim"))
    raw = {key: "–" if value is None else f"{value:.2f}" for key, value in passage["scores"].items()}
    scores = say("search.score", language, score=f"{passage['score']:.3f}", **raw)
    out.print(Text(f"    {scores}  {place(passage)}", style="dim"))


def _facets(result: Mapping[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    for field, counts in result["facets"].items():
        told = [f"{value_name(field, one['value'], language)} ({one['count']})" for one in counts if one["count"]]
        if len(told) > 1:
            more = ["…"] if len(told) > _MOST else []
            yield field_name(field, language), " · ".join([*told[:_MOST], *more])


def print_similar(result: Mapping[str, Any], language: Language) -> None:
    """The documents that are alike, the most alike first, each with why."""
    out = console()
    out.print(Text(name_of(result["document"]) or result["document"]["file"], style="bold"))
    if not result["by_meaning"]:
        out.print(Text(say("similar.no_meaning", language)))
    for rank, one in enumerate(result["similar"], start=1):
        out.print(Text(f"{rank:>2}. {name_of(one['document']) or one['file']}", style="bold"))
        if one["document"]["number"] and one["document"]["title"]:
            out.print(Text(f"    {line(one['document']['title'])}", style="italic"))
        for why in one["reasons"]:
            out.print(Text(f"    · {shared(why, language)}", style="italic"))
        out.print(Text(f"    {one['score']:.3f}  {one['file']}", style="dim"))
    if not result["similar"]:
        out.print(Text(say("similar.none", language)))
