"""The commands that keep a collection safe and take in what others made: backup, restore, import."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from search_api.commands.session import FAILED, MISSING, MISUSED, Session

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@_FILE
@click.pass_obj
def backup(session: Session, force: bool, file: Path) -> None:
    """Write the whole collection to FILE (tar.gz); others may use and change it meanwhile."""
    from search_api.commands.terminal import bytes_progress
    from search_api.editions.backup import back_up

    if file.exists() and not force:
        session.stop(MISUSED, session.say("cli.exists", file=file))
    try:
        with session.reading() as collection, bytes_progress(session.say("progress.backup")) as on_step:
            counts = back_up(collection, file, on_step)
    except OSError as error:
        session.stop(MISSING, session.say("cli.unwritable", out=file, detail=error.strerror))
    _tell(session, "cli.backed_up", file, counts)


@click.command()
@click.option("--force", is_flag=True, help="Replace a collection that holds something.")
@_FILE
@click.pass_obj
def restore(session: Session, force: bool, file: Path) -> None:
    """Put what `backup` wrote to FILE in place of the collection, once all of it is verified."""
    from search_api.commands.terminal import bytes_progress
    from search_api.editions.backup import restore as restore_file

    settings = session.settings()
    with session.failures_told(), bytes_progress(session.say("progress.restore")) as on_step:
        counts = restore_file(file, settings, force, on_step)
    _tell(session, "cli.restored", settings.data, counts)


def _tell(session: Session, key: str, place: Path, counts: Mapping[str, int]) -> None:
    click.echo(session.say(key, place=place, **counts), err=True)


@click.command("import")
@_FILE
@click.pass_obj
def import_file(session: Session, file: Path) -> None:
    """Take in RDF that others made (TriG, N-Quads, Turtle, N-Triples), in graphs of its own."""
    from graph.imports import UnusableImportError, import_iri

    with session.collection() as collection:
        try:
            imported = collection.import_file(file)
        except UnusableImportError as error:
            session.stop(FAILED, str(error))
        iri = import_iri(imported.digest, collection.settings.base)
    click.echo(session.say("cli.imported", file=file, iri=iri), err=True)
