"""``danchieu search`` and ``danchieu similar``: finding passages, answers and documents."""

from __future__ import annotations

import sys

import click

from search_api.commands.session import FAILED, MISUSED, Session

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/command-line.md describes it.")


@click.command()
@click.argument("query")
@click.option("-k", "count", type=click.IntRange(1, 100), help="How many passages.")
@click.option("--type", multiple=True, help="Only this type (a name, or CT, KH ...); repeatable.")
@click.option("--issuer", multiple=True, help="Only of this agency (some words of its name); repeatable.")
@click.option("--year", multiple=True, help="Only of this year; repeatable.")
@click.option("--campaign", multiple=True, help="Only what names this campaign (some words); repeatable.")
@click.option("--status", multiple=True, help="Only of this validity (in-force, repealed ...); repeatable.")
@click.option("--held/--not-held", "held", default=None, help="Only what the collection holds, or only cites.")
@_JSON
@click.pass_obj
def search(
    session: Session,
    query: str,
    count: int | None,
    type: tuple[str, ...],  # the name of the option
    issuer: tuple[str, ...],
    year: tuple[str, ...],
    campaign: tuple[str, ...],
    status: tuple[str, ...],
    held: bool | None,
    as_json: bool,
) -> None:
    """Find passages and answers, with or without diacritics; filters go together."""
    from search_api.commands.terminal_search import print_search
    from search_api.searching.asking import ask
    from search_api.searching.filters import Filters

    with session.reading() as collection:
        collection.mend()
        result = ask(collection, query, count, Filters(type, issuer, year, campaign, status, held), session.language)
        if waiting := collection.unencoded:
            click.echo(session.say("cli.unencoded", count=waiting), err=True)
    if as_json:
        session.echo_json(result)
    else:
        print_search(result, session.language)
    sys.exit(0 if result["passages"] or result["answers"] else FAILED)


@click.command()
@click.argument("document")
@click.option("-k", "count", type=click.IntRange(1, 100), default=10, show_default=True, help="How many documents.")
@_JSON
@click.pass_obj
def similar(session: Session, document: str, count: int, as_json: bool) -> None:
    """Find documents like DOCUMENT (a file, a number or an IRI), and say why they are alike."""
    from search_api.commands.terminal import name_of
    from search_api.commands.terminal_search import print_similar

    with session.reading() as collection:
        result = collection.similar(document, count)
    if as_json:
        session.echo_json(result.to_json())
    elif result.document:
        print_similar(result.to_json(), session.language)
    else:
        names = [f"{name_of(one.to_json())}  {one.file}#{one.id}" for one in result.candidates]
        key = "cli.several_documents" if names else "cli.not_held"
        session.stop(MISUSED if names else FAILED, "\n  ".join([session.say(key, document=document), *names]))
    sys.exit(0 if result.similar else FAILED)
