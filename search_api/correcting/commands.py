"""The command ``correct``: what people say of what was read, said from the command line."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from search_api.commands.session import FAILED, MISSING, MISUSED, Session

if TYPE_CHECKING:
    from search_api.collection import Collection
    from search_api.correcting.asked import Asked
    from search_api.storage.corrections import HeldCorrection

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/command-line.md describes it.")
_AUTHOR = click.option("--author", default=getpass.getuser, help="Who says it (default: the user of this machine).")


@click.group()
def correct() -> None:
    """Corrections: confirm, reject or add a reference or a field of a document."""


@correct.command("list")
@click.argument("document", required=False)
@_JSON
@click.pass_obj
def list_corrections(session: Session, document: str | None, as_json: bool) -> None:
    """List the corrections, or those of the file that holds DOCUMENT (a path, a name or a number)."""
    with session.reading() as collection:
        held = collection.corrections(_file(session, collection, document) if document else None)
    if as_json:
        session.echo_json([one.to_json() for one in held])
        return
    for one in held:
        click.echo(_line(session, one))
    if not held:
        click.echo(session.say("correction.none"), err=True)


def _line(session: Session, one: HeldCorrection) -> str:
    said = one.correction
    about = session.say(f"field.{said.field}") if said.field else f"“{' '.join(said.quote.split())}”"
    told = [said.value, said.relation, said.target.work if said.target else None]
    state = [
        session.say("correction.lost") if one.lost else None,
        None if one.held else session.say("correction.not_held"),
    ]
    parts = [said.id, session.say(f"correction.kind.{said.kind}"), about, *told, said.author, said.time[:16], said.file]
    return "  ".join(part for part in (*parts, *state) if part)


def _saying(kind: str) -> click.Command:
    """The command that says one kind of thing."""

    @click.argument("document")
    @click.option("--mention", default="", help="The reference, by its name in the file (m12).")
    @click.option("--start", type=click.IntRange(0), help="First code point of the words.")
    @click.option("--end", type=click.IntRange(0), help="The code point after the last of the words.")
    @click.option("--words", default="", help="The words themselves, where they stand in the file once.")
    @click.option("--document", "part", default="", help="Which document of a bundle (d2).")
    @click.option("--field", default="", help="A field instead: type, number, date, issuer, subject or signer.")
    @click.option("--value", default="", help="The right value of the field; a date as YYYY-MM-DD.")
    @click.option("--relation", default="", help="The relation that the reference states, such as implements.")
    @click.option("--target", default="", help="The work that is meant: a citation or an IRI.")
    @click.option("--note", default="", help="Why.")
    @_AUTHOR
    @_JSON
    @click.pass_obj
    def command(
        session: Session, /, document: str, part: str, author: str, as_json: bool, **said: str | int | None
    ) -> None:
        from search_api.correcting.asked import Asked

        with session.collection() as collection:
            file = _file(session, collection, document)
            asked = Asked(file=file, kind=kind, document=part, **said)  # type: ignore[arg-type]
            _say(session, collection, asked, author, as_json)

    return click.command(kind, help=f"{kind.capitalize()} a reference or a field of the file that holds DOCUMENT.")(
        command
    )


def _say(session: Session, collection: Collection, asked: Asked, author: str, as_json: bool) -> None:
    from search_api.correcting.asked import UnusableCorrectionError

    try:
        said = collection.correct(asked, author)
    except UnusableCorrectionError as error:
        session.stop(MISUSED, error.told(session.language))
    if as_json:
        session.echo_json(said.to_json())
    click.echo(session.say("correction.made", id=said.id), err=True)


for _kind in ("confirm", "reject", "add"):
    correct.add_command(_saying(_kind))


@correct.command()
@click.argument("id")
@click.pass_obj
def withdraw(session: Session, id: str) -> None:
    """Take back the correction of this ID: all is as before it."""
    from search_api.correcting.asked import UnusableCorrectionError

    with session.collection() as collection:
        try:
            collection.withdraw(id)
        except UnusableCorrectionError as error:
            session.stop(FAILED, error.told(session.language))
    click.echo(session.say("correction.withdrawn", id=id), err=True)


@correct.command("export-gold")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def export_gold(session: Session, folder: Path) -> None:
    """Write NAME.gold.json of each corrected file to FOLDER: what was extracted, with the corrections applied."""
    from search_api.correcting.gold_files import ClashError, gold_files

    with session.reading() as collection:
        try:
            files = gold_files(collection)
        except ClashError as error:
            session.stop(FAILED, session.say("correction.clash", name=error.name, one=error.one, other=error.other))
        for gone in sorted({one.correction.file for one in collection.corrections() if not one.held}):
            click.echo(session.say("correction.skipped", file=gone), err=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, facts in files.items():
            content = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
            folder.joinpath(name).write_text(content, encoding="utf-8")
    except OSError as error:
        session.stop(MISSING, session.say("cli.unwritable", out=folder, detail=error.strerror))
    click.echo(session.say("correction.exported", count=len(files), folder=folder), err=True)


def _file(session: Session, collection: Collection, name: str) -> str:
    """The path of the file that a user means; of one that is no longer held, as it is given."""
    from search_api.commands.naming_files import documents_named

    files = sorted({held.file for held in documents_named(collection.documents(), name)})
    if len(files) > 1:
        session.stop(MISUSED, "\n  ".join([session.say("cli.several_files", document=name), *files]))
    return files[0] if files else name
