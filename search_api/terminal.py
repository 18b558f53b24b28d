"""Answers as people read them in a terminal; the JSON of the same commands is for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from search_api.wording import Language, say


def console(*, errors: bool = False) -> Console:
    """Where to print: plain text without colours and markup when the output is not a terminal."""
    return Console(file=sys.stderr if errors else sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def name_of(work: Mapping[str, Any]) -> str:
    """A work in one line: type, number, date and issuer, as far as they are known."""
    head = " ".join(part for part in (work.get("type"), work.get("number")) if part)
    parts = [head if work.get("number") else work.get("title") or head, work.get("date"), work.get("issuer")]
    return ", ".join(part for part in parts if part)


def print_search(result: Mapping[str, Any], language: Language) -> None:
    """Answers, then passages, each with its place."""
    out = console()
    for answer in result["answers"]:
        out.print(Text(answer["value"] if answer["kind"] == "fact" else name_of(answer), style="bold"))
        for evidence in answer["evidence"]:
            out.print(Text(f"  “{_line(evidence['text'])}”  {_place(evidence)}"))
    if result["answers"] and result["passages"]:
        out.print()
    for rank, passage in enumerate(result["passages"], start=1):
        out.print(Text(f"{rank}. {name_of(passage['document'])}", style="bold"))
        out.print(Text(f"   {_line(passage['text'])}"))
        out.print(Text(f"   {passage['score']:.3f}  {_place(passage)}", style="dim"))
    if not result["passages"] and not result["answers"]:
        out.print(Text(say("search.none", language)))


def print_trace(result: Mapping[str, Any], language: Language) -> None:
    """A tree of relations, each with the words that state it."""
    tree = Tree(Text(name_of(result["work"]), style="bold"), guide_style="dim")
    _grow(tree, result, language)
    console().print(tree)


def _grow(tree: Tree, sides: Mapping[str, Any], language: Language) -> None:
    for side in ("out", "in"):
        links: Sequence[Mapping[str, Any]] = sides.get(side, ())
        for relation in sorted({link["relation"] for link in links}):
            branch = tree.add(Text(say(f"relation.{side}.{relation}", language), style="italic"))
            for link in (link for link in links if link["relation"] == relation):
                marks = [say(f"trace.{mark}", language) for mark in ("planned", "inferred") if link[mark]]
                notes = [" ".join(reversed(link["pinpoint"])), *marks]
                note = "".join(f" [{part}]" for part in notes if part)
                leaf = branch.add(Text(name_of(link["work"]) + note))
                for evidence in link["evidence"]:
                    leaf.add(Text(f"“{_line(evidence['text'])}”  {_place(evidence)}", style="dim"))
                _grow(leaf, link["work"], language)


def print_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of query results."""
    table = Table(*(escape(name) for name in names))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """A small table of figures, on the error stream: the output belongs to results."""
    table = Table(title=title, show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for label, count in counts.items():
        table.add_row(label, f"{count:,}".replace(",", "."))
    console(errors=True).print(table)


def print_failures(failures: Mapping[str, str], language: Language) -> None:
    """The files that failed, each with its reason and what to do."""
    if failures:
        out = console(errors=True)
        out.print(Text(say("cli.failed", language, count=len(failures)), style="bold red"))
        for reason in failures.values():
            out.print(Text(f"  {reason}"))


def _line(text: str) -> str:
    return " ".join(text.split())


def _place(evidence: Mapping[str, Any]) -> str:
    return f"{PurePath(evidence['file']).name}:{evidence['start']}-{evidence['end']}"
