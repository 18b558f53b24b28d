"""``danchieu trace`` and ``danchieu chain``: following a document through the collection."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

import click

from search_api.commands.session import FAILED, MISUSED, Session
from search_api.wording import Language

_Show = Callable[[Mapping[str, Any], Language], None]

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("reference")
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="How many steps.")
@click.option("--direction", type=click.Choice(["both", "out", "in"]), default="both", show_default=True)
@click.option("--relation", "relations", multiple=True, help="Only this relation and its finer kinds; repeatable.")
@click.option("--from", "since", type=_DAY, help="Only works issued on this day (YYYY-MM-DD) or later.")
@click.option("--to", "until", type=_DAY, help="Only works issued on this day or earlier.")
@click.option("--as-of", type=_DAY, help="Day for which the status is told (default: today).")
@click.option("--limit", type=click.IntRange(1), default=300, show_default=True, help="Works shown at most.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/command-line.md describes it.")
@click.pass_obj
def trace(
    session: Session,
    reference: str,
    depth: int,
    direction: str,
    relations: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Show what a document is based on, and what implements, amends, forwards or cites it, and its status."""
    from graph.trace import Walk, sides_of
    from graph.trace import trace as trace_reference
    from graph.works import describe_works
    from search_api.commands.terminal import print_trace

    try:
        walk = Walk(depth, sides_of(direction), relations, _day(since), _day(until), limit)
    except ValueError as error:
        session.stop(MISUSED, str(error))
    with session.reading() as collection:
        result = trace_reference(collection.store, reference, walk, _day(as_of), collection.settings.base)
        several = list(describe_works(collection.store, result["candidates"]).values())
    _tell(session, result, several, None if as_json else print_trace)


@click.command()
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/command-line.md describes it.")
@click.pass_obj
def chain(session: Session, reference: str, as_json: bool) -> None:
    """Show how a document came down and went on: issuer, forwarding letters, certified copies, recipients."""
    from graph.chain import chain as chain_of
    from graph.works import describe_works
    from search_api.commands.terminal import print_chain

    with session.reading() as collection:
        result = chain_of(collection.store, reference, collection.settings.base)
        several = list(describe_works(collection.store, result["candidates"]).values())
    _tell(session, result, several, None if as_json else print_chain)


def _tell(
    session: Session, result: Mapping[str, Any], several: Sequence[Mapping[str, Any]], show: _Show | None
) -> NoReturn:
    """Print a result for people, or as JSON if nothing shows it, and end: with 1 where no work or several fit."""
    if show is None:
        session.echo_json(result)
    elif result["work"]:
        show(result, session.language)
    else:
        _print_choices(session, result["query"], several)
    sys.exit(0 if result["work"] else FAILED)


def _print_choices(session: Session, reference: str, several: Sequence[Mapping[str, Any]]) -> None:
    """Say which works a reference may mean, or that it means none."""
    from search_api.commands.terminal import name_of

    if not several:
        click.echo(f"{session.say('trace.unknown', query=reference)} {session.say('trace.unknown_hint')}", err=True)
        return
    click.echo(session.say("trace.several", count=len(several)))
    for work in several:
        click.echo(f"  {name_of(work)}  {work['iri']}")


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None
