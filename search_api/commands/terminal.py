"""Answers as people read them in a terminal; the JSON of the same commands is for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ontology.relations import relations
from ontology.validity import status_labels
from search_api.views.diagram import by_relation, group_title
from search_api.wording import Language, say

if TYPE_CHECKING:
    from graph.validate import Finding
    from search_api.collection import OnProgress, Progress


_UNBOUNDED = 100_000


def console(*, errors: bool = False) -> Console:
    """Where to print; what is no terminal gets whole lines, without colours."""
    file = sys.stderr if errors else sys.stdout
    return Console(file=file, highlight=False, width=None if file.isatty() else _UNBOUNDED)


def name_of(work: Mapping[str, Any]) -> str:
    """A work in one line: type, number, date and issuer, as far as they are known."""
    head = " ".join(part for part in (work.get("type"), work.get("number")) if part)
    parts = [head if work.get("number") else work.get("title") or head, work.get("date"), work.get("issuer")]
    return ", ".join(part for part in parts if part)


def print_trace(result: Mapping[str, Any], language: Language) -> None:
    """Status of a work with its reasons, and a tree of relations, each with the words that state it."""
    out = console()
    tree = Tree(Text(name_of(result["work"]), style="bold"), guide_style="dim")
    _add_status(tree, result["status"], language)
    _grow(tree, result, language)
    out.print(tree)
    out.print(Text(say("validity.note", language), style="dim"))


def _add_status(tree: Tree, status: Mapping[str, Any], language: Language) -> None:
    parts: list[str] = [status_labels()[status["status"]][language]]
    parts += [say("validity.since", language, day=status["since"])] if status["since"] else []
    parts += [say("validity.as_of", language, day=status["as_of"])]
    branch = tree.add(Text(", ".join(parts), style="italic"))
    for reason in (*status["reasons"], *status["expected"]):
        own = reason["relation"] not in relations()
        kind = f"validity.{reason['relation']}"
        what = say(kind, language) if own else group_title("in", reason["relation"], language)
        name = reason["date"] if own else name_of(reason["work"])
        notes = [" ".join(reversed(reason["pinpoint"])), say(f"validity.{reason['bearing']}", language)]
        leaf = branch.add(Text(f"{what}: {name}" + "".join(f" [{note}]" for note in notes if note)))
        _quote(leaf, reason["evidence"])


def _grow(tree: Tree, sides: Mapping[str, Any], language: Language) -> None:
    for side in ("out", "in"):
        for relation, group in by_relation(sides.get(side, ())):
            branch = tree.add(Text(group_title(side, relation, language), style="italic"))
            for link in group:
                marks = [say(f"trace.{mark}", language) for mark in ("planned", "inferred", "again") if link[mark]]
                notes = [" ".join(reversed(link["pinpoint"])), *marks]
                note = "".join(f" [{part}]" for part in notes if part)
                leaf = branch.add(Text(name_of(link["work"]) + note))
                _quote(leaf, link["evidence"])
                _grow(leaf, link["work"], language)
    if sides.get("cut"):
        tree.add(Text(say("trace.cut", language, count=sides["cut"]), style="bold"))


def _quote(leaf: Tree, evidence: Sequence[Mapping[str, Any]]) -> None:
    for one in evidence:
        leaf.add(Text(f"“{line(one['text'])}”  {place(one)}", style="dim"))


def print_chain(result: Mapping[str, Any], language: Language) -> None:
    """The steps of a chain from its origin down, each with what it does, who receives it, and the words for both."""
    out = console()
    names = {step["work"]["iri"]: name_of(step["work"]) for step in result["steps"]}
    for step in result["steps"]:
        iri = step["work"]["iri"]
        tree = Tree(Text(names[iri], style="bold" if iri == result["work"] else ""), guide_style="dim")
        for act in step["acts"]:
            note = f" [{say('trace.inferred', language)}]" if act["inferred"] else ""
            title = group_title("out", act["relation"], language)
            _quote(tree.add(Text(f"{title}: {names[act['object']]}{note}", style="italic")), act["evidence"])
        if step["recipients"]:
            branch = tree.add(Text(say("chain.recipients", language), style="italic"))
            for recipient in step["recipients"]:
                agencies = ", ".join(agency["name"] for agency in recipient["agencies"])
                branch.add(Text(recipient["line"] + (f"  ({agencies})" if agencies else "")))
        out.print(tree)


def print_report(result: Mapping[str, Any], language: Language) -> None:
    """The rows of a report, each with the words behind it."""
    out = console()
    out.print(Text(say(f"report.{result['report']}", language), style="bold"))
    for row in result["rows"]:
        said = {key: ", ".join(map(str, v)) if isinstance(v, list | tuple) else v for key, v in row["values"].items()}
        out.print(Text("; ".join(name_of(work) for work in row["works"])))
        out.print(Text(f"  {say('report.kind.' + row['kind'], language, **said)}", style="italic"))
        for evidence in row["evidence"]:
            out.print(Text(f"  “{line(evidence['text'])}”  {place(evidence)}", style="dim"))
    count = len(result["rows"])
    out.print(Text(say("report.count", language, count=count) if count else say("report.none", language)))


def print_solutions(answer: Mapping[str, Any], language: Language) -> None:
    """The answer to a SELECT query as a table, that to an ASK query as yes or no."""
    out = console()
    if "boolean" in answer:
        out.print(say("sparql.yes" if answer["boolean"] else "sparql.no", language))
        return
    names = answer["head"]["vars"]
    table = Table(*(escape(name) for name in names))
    for row in answer["results"]["bindings"]:
        table.add_row(*(Text(row[name]["value"] if name in row else "") for name in names))
    out.print(table)


@contextmanager
def ingest_progress(language: Language) -> Iterator[OnProgress]:
    """A progress bar on the error stream; nothing where that is no terminal."""
    out = console(errors=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with RichProgress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def show(progress: Progress) -> None:
            words = say(f"progress.{progress.stage}", language)
            name = escape(PurePath(progress.item).name)
            bar.update(task, description=f"{words} {name}", completed=progress.done, total=progress.total)

        yield show


@contextmanager
def bytes_progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar for bytes done out of all, on the error stream; nothing where that is no terminal."""
    out = console(errors=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with RichProgress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """A small table of figures, on the error stream: the output belongs to results."""
    table = Table(title=title, show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for label, count in counts.items():
        table.add_row(label, f"{count:,}".replace(",", "."))
    console(errors=True).print(table)


def print_failures(reasons: Sequence[str], language: Language) -> None:
    """Why files failed; each reason names the file and says what to do."""
    out = console(errors=True)
    out.print(Text(say("cli.failed", language, count=len(reasons)), style="bold red"))
    for reason in reasons:
        out.print(Text(f"  {reason}"))


def print_findings(findings: Sequence[Finding], language: Language) -> None:
    """What does not keep to the shapes, the gravest first."""
    out = console()
    for finding in findings:
        severity = say(f"finding.{finding.severity}", language)
        out.print(Text(f"{severity}: {finding.message[language]}", style="bold"))
        out.print(Text(f"  {finding.node}  {finding.path or ''}", style="dim"))
    out.print(Text(say("cli.findings", language, count=len(findings))))


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def place(evidence: Mapping[str, Any]) -> str:
    """Where words stand: file name and offsets."""
    return f"{PurePath(evidence['file']).name}:{evidence['start']}-{evidence['end']}"
