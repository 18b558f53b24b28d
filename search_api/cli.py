"""The command line. Results go to the output, everything else to the error stream.

A module is imported by the command that needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from search_api.commands.following import chain, trace
from search_api.commands.granting import token
from search_api.commands.keeping import backup, import_file, restore
from search_api.commands.looking import search, similar
from search_api.commands.session import FAILED, INTERRUPTED, MISSING, MISUSED, Session
from search_api.compare.commands import compare
from search_api.correcting.commands import correct
from search_api.wording import LANGUAGES, language_named

if TYPE_CHECKING:
    from graph.export import Format as GraphFormat
    from search_api.collection import Collection
    from search_api.commands.extracting import Format

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="danchieu")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the collection.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), envvar="DANCHIEU_LANG", help="Language of messages (default: vi)."
)
@click.pass_context
def main(context: click.Context, data: Path | None, lang: str | None) -> None:
    """Dẫn Chiếu: what refers to what in Vietnamese directives, and on which words."""
    context.obj = Session(data, language_named(lang))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Write NAME.json per NAME.txt here.")
@click.option("--format", "kind", type=click.Choice(["json", "turtle", "csv"]), default="json", show_default=True)
@click.pass_obj
def extract(session: Session, files: tuple[Path, ...], output: Path | None, kind: Format) -> None:
    """Extract the facts of each file; no collection needed."""
    from ingest.reading import UnreadableFileError
    from search_api.commands.extracting import SUFFIXES, Facts, extract_file, render

    settings = session.settings()
    facts: list[Facts] = []
    failures: list[str] = []
    written: dict[Path, Path] = {}
    for file in files:
        try:
            found = extract_file(file, settings.limits)
        except UnreadableFileError as error:
            failures.append(str(error))
            continue
        if output is None:
            facts.append(found)
            continue
        target = output / f"{file.stem}{SUFFIXES[kind]}"
        if target in written:
            failures.append(session.say("cli.clash", file=file, other=written[target], target=target))
            continue
        output.mkdir(parents=True, exist_ok=True)
        target.write_text(render([found], kind, settings.base), encoding="utf-8")
        if found[0].kind != "text":
            target.with_suffix(".txt").write_text(found[0].text, encoding="utf-8", newline="\n")
        written[target] = file
    if facts:
        click.echo(render(facts, kind, settings.base), nl=False)
    _report_failures(session, failures)


def _report_failures(session: Session, reasons: Sequence[str]) -> None:
    if reasons:
        from search_api.commands.terminal import print_failures

        print_failures(reasons, session.language)
        sys.exit(FAILED)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1), help="Processes that read and extract (default: one a processor).")
@click.pass_obj
def ingest(session: Session, paths: tuple[Path, ...], workers: int | None) -> None:
    """Take files and folders into the collection; unchanged files are skipped.

    Without PATHS: finish what a stopped run left undone, and bring up to date what an older program derived.
    What is taken in can be searched by words at once; then its passages are encoded, for search by meaning.
    """
    with session.collection(workers) as collection:
        failed = _take_in(session, collection, paths)
        _encode(session, collection)
    if failed:
        sys.exit(FAILED)


def _take_in(session: Session, collection: Collection, paths: tuple[Path, ...]) -> bool:
    """Takes files in, says what it did, and gives whether some failed."""
    from search_api.commands.terminal import ingest_progress, print_counts, print_failures

    try:
        with ingest_progress(session.language) as on_progress:
            summary = collection.take_in(paths, on_progress)
    except KeyboardInterrupt:
        session.stop(INTERRUPTED, session.say("cli.interrupted_ingest"))
    kinds = ("added", "changed", "renewed", "unchanged", "removed", "failed")
    counts = {kind: len(getattr(summary, kind)) for kind in kinds}
    counts |= {"documents": len(collection.documents()), "quads": collection.store.health()}
    counts |= {"passages": collection.passages, "unencoded": collection.unencoded}
    print_counts(session.say("ingest.summary"), {session.say(f"ingest.{key}"): n for key, n in counts.items()})
    if summary.failed:
        print_failures([failure.reason for failure in summary.failed], session.language)
    return bool(summary.failed)


def _encode(session: Session, collection: Collection) -> None:
    from search_api.commands.terminal import ingest_progress

    try:
        with ingest_progress(session.language) as on_progress:
            alone = collection.encode(on_progress)
    except KeyboardInterrupt:
        session.stop(INTERRUPTED, session.say("cli.interrupted_encoding", count=collection.unencoded))
    if not alone:
        click.echo(session.say("cli.encoded_elsewhere", count=collection.unencoded), err=True)


_HOST = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
_PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free port.")


@main.command()
@_HOST
@_PORT
@click.option("--write", "writable", is_flag=True, help="Let those who may write; off this machine, they need tokens.")
@click.pass_obj
def serve(session: Session, host: str, port: int, writable: bool) -> None:
    """Serve web pages, JSON API and SPARQL endpoint; read only unless told otherwise."""
    _serve(session, host, port, writable)


def _serve(session: Session, host: str, port: int, writable: bool = False) -> None:
    from search_api.server.process import NotIsolatedError, NoTokensError, PortTakenError, is_exposed, run

    if is_exposed(host):
        click.echo(session.say("cli.exposed", host=host), err=True)
    try:
        with session.failures_told():
            told = partial(session.say, "cli.serving")
            run(session.settings(), host, port, lambda address: click.echo(told(address=address)), writable)
    except NoTokensError:
        session.stop(MISUSED, session.say("cli.no_tokens", host=host))
    except NotIsolatedError:
        session.stop(MISSING, session.say("cli.not_isolated"))
    except PortTakenError as error:
        session.stop(MISSING, session.say("cli.port_taken", host=host, port=port, detail=error))


@main.command()
@click.pass_obj
def mcp(session: Session) -> None:
    """Serve assistants: the Model Context Protocol over standard input and output, reading only."""
    try:
        from search_api.assistant import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        session.stop(MISSING, session.say("cli.no_mcp"))
    with session.failures_told():
        run(session.settings(), session.language)


@main.command()
@_HOST
@_PORT
@click.pass_obj
def demo(session: Session, host: str, port: int) -> None:
    """Take in the sample collection if needed, then serve it."""
    if not SAMPLES.is_dir():
        session.stop(MISSING, session.say("cli.no_samples", folder=SAMPLES))
    click.echo(session.say("cli.preparing"), err=True)
    with session.collection() as collection:
        _take_in(session, collection, (SAMPLES,))
    _serve(session, host, port)


@main.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/command-line.md describes it.")
@click.pass_obj
def report(session: Session, name: str, as_json: bool) -> None:
    """Report NAME: missing, conflicts, without-basis or ambiguous."""
    from graph.reports import REPORTS
    from graph.reports import report as report_on
    from search_api.commands.terminal import print_report

    if name not in REPORTS:
        session.stop(MISUSED, session.say("report.unknown", name=name, names=", ".join(REPORTS)))
    with session.reading() as collection:
        result = report_on(collection.store, name)
    if as_json:
        session.echo_json(result)
    else:
        print_report(result, session.language)


@main.command()
@click.argument("query", required=False)
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="Read the query from a file ('-': the input).")
@click.option("--format", "kind", type=click.Choice(["table", "json", "csv", "turtle"]), help="Default: table, turtle.")
@click.pass_obj
def sparql(session: Session, query: str | None, file: IO[str] | None, kind: str | None) -> None:
    """Query the graph; reading only, with a deadline."""
    from search_api.sparql.errors import QueryError
    from search_api.sparql.negotiation import Accepted
    from search_api.sparql.pool import open_queries

    text = file.read() if file and query is None else query
    if text is None or (file and query is not None):
        session.stop(MISUSED, session.say("cli.query_missing"))
    table = {"csv": ("text/csv", "csv"), "turtle": None}.get(kind or "", ("application/json", "json"))
    triples = ("text/turtle", "ttl") if kind in (None, "turtle") else None
    try:
        with session.reading() as collection, open_queries(collection, workers=1) as queries:
            answer = queries.query(text, Accepted(table, triples))
    except QueryError as error:
        if error.reason == "format":
            session.stop(MISUSED, session.say("cli.wrong_format", kind=kind))
        session.stop(MISUSED, session.say(f"refused.{error.reason}", detail=error.detail))
    if answer.cut:
        click.echo(session.say("cli.cut", count=answer.rows), err=True)
    body = answer.read()
    if answer.kind != "triples" and kind in (None, "table"):
        from search_api.commands.terminal import print_solutions

        print_solutions(json.loads(body), session.language)
    else:
        click.echo(body, nl=False)


@main.command()
@click.pass_obj
def validate(session: Session) -> None:
    """Check the graph against its SHACL shapes."""
    from graph.validate import validate as validate_store
    from search_api.commands.terminal import print_findings

    with session.reading() as collection:
        report = validate_store(collection.store)
    if report.findings:
        print_findings(report.findings, session.language)
    else:
        click.echo(session.say("cli.conforms"))
    sys.exit(0 if report.conforms else FAILED)


@main.command()
@click.option(
    "--format",
    "kind",
    type=click.Choice(["trig", "nquads", "turtle", "jsonld", "graphml", "csv"]),
    default="trig",
    show_default=True,
)
@click.option("--force", is_flag=True, help="Replace tables in a folder that is not empty.")
@click.argument("out", type=click.Path(path_type=Path))
@click.pass_obj
def export(session: Session, kind: GraphFormat, force: bool, out: Path) -> None:
    """Write the whole graph to the file OUT; as CSV, to tables in the folder OUT."""
    from graph.export import export as export_store

    if kind == "csv" and not force and out.is_dir() and any(out.iterdir()):
        session.stop(MISUSED, session.say("cli.not_empty", out=out))
    try:
        with session.reading() as collection:
            count = export_store(collection.store, out, kind)
    except OSError as error:
        session.stop(MISSING, session.say("cli.unwritable", out=out, detail=error.strerror))
    click.echo(session.say("cli.exported", count=count, out=out), err=True)


@main.command()
@click.argument("document")
@click.pass_obj
def remove(session: Session, document: str) -> None:
    """Drop a document's file, by path, name or number, or an imported file, and all that came from it.

    Or a graph that an operator wrote, by its IRI.
    """
    from search_api.commands.naming_files import documents_named, imports_named
    from search_api.commands.terminal import name_of

    with session.collection() as collection:
        files = tuple(dict.fromkeys(held.file for held in documents_named(collection.documents(), document)))
        imports = imports_named(collection.imports(), document)
        if document in collection.graphs_written():
            collection.write_graphs(lambda *_: {document: None})
            click.echo(session.say("cli.removed_graph", iri=document), err=True)
            return
        if not files and not imports:
            session.stop(FAILED, session.say("cli.not_held", document=document))
        if len(files) + len(imports) > 1:
            names = [*files, *(f"{held.name} (SHA-256 {held.digest[:16]})" for held in imports)]
            session.stop(MISUSED, "\n  ".join([session.say("cli.several_files", document=document), *names]))
        if imports:
            collection.remove_import(imports[0])
            click.echo(session.say("cli.removed_import", file=imports[0].name, day=imports[0].day), err=True)
            return
        gone = [held.to_json() for held in collection.documents() if held.file == files[0]]
        collection.remove(files[0])
    click.echo("\n  ".join([session.say("cli.removed", file=files[0]), *map(name_of, gone)]), err=True)


for _command in (search, similar, compare, trace, chain, correct, token, backup, restore, import_file):
    main.add_command(_command)

if __name__ == "__main__":
    main()
