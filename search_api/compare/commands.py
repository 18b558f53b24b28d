"""``danchieu compare``: facts compared over documents."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click

from search_api.compare.answers import QUARTER, YEAR, answer, due

if TYPE_CHECKING:
    from search_api.commands.session import Session
    from search_api.compare.answers import Rows

    Check = Callable[[click.Context, click.Parameter, str | None], str | None]

_NOTHING_FOUND: Final = 1


def _like(pattern: str) -> Check:
    """A check of an option's value."""

    def check(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(pattern, value):
            raise click.BadParameter(f"{value!r} does not look like {parameter.make_metavar(context)}")
        return value

    return check


_YEAR = click.option("--year", metavar="YYYY", callback=_like(YEAR), help="Only of this year.")
_QUARTER = click.option("--quarter", metavar="YYYY-Qn", callback=_like(QUARTER), help="Only due in it, as 2021-Q1.")
_JSON = click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/command-line.md describes it.")


@click.group()
def compare() -> None:
    """Compare facts over documents: campaigns, anniversaries, targets, tasks, leaders, signers."""


@compare.command()
@_YEAR
@_JSON
@click.pass_obj
def campaigns(session: Session, year: str | None, as_json: bool) -> None:
    """Campaigns by year, with theme and period."""
    from graph.compare import campaigns as compared

    with session.reading() as collection:
        _show(session, "campaigns", compared(collection.store, year), as_json)


@compare.command()
@click.option("--event", help="Only of events whose name holds these words.")
@_YEAR
@_JSON
@click.pass_obj
def anniversaries(session: Session, event: str | None, year: str | None, as_json: bool) -> None:
    """Campaigns that commemorate the same event."""
    from graph.compare import anniversaries as compared

    with session.reading() as collection:
        _show(session, "anniversaries", compared(collection.store, event, year), as_json)


@compare.command()
@click.option("--indicator", help="Only of this indicator, such as GRDP.")
@_YEAR
@_JSON
@click.pass_obj
def targets(session: Session, indicator: str | None, year: str | None, as_json: bool) -> None:
    """How targets moved over documents and years."""
    from graph.compare import targets as compared

    with session.reading() as collection:
        _show(session, "targets", compared(collection.store, indicator, year), as_json)


@compare.command()
@_QUARTER
@_YEAR
@click.option("--lead", help="Only led by agencies whose name holds these words.")
@_JSON
@click.pass_obj
def tasks(session: Session, quarter: str | None, year: str | None, lead: str | None, as_json: bool) -> None:
    """What falls due when, and who leads it."""
    from graph.compare import tasks as compared

    with session.reading() as collection:
        _show(session, "tasks", compared(collection.store, due(quarter, year), lead), as_json)


@compare.command()
@_JSON
@click.pass_obj
def leaders(session: Session, as_json: bool) -> None:
    """Agencies by the number of tasks that they lead."""
    from graph.compare import leaders as compared

    with session.reading() as collection:
        _show(session, "leaders", compared(collection.store), as_json)


@compare.command()
@click.option("--name", help="Only of persons whose name holds these words.")
@_JSON
@click.pass_obj
def signers(session: Session, name: str | None, as_json: bool) -> None:
    """Who signed what, in which position and capacity."""
    from graph.compare import signers as compared

    with session.reading() as collection:
        _show(session, "signers", compared(collection.store, name), as_json)


def _show(session: Session, kind: str, rows: Rows, as_json: bool) -> None:
    """Print the rows; ends the command with 1 if there are none."""
    from search_api.compare.table import print_rows

    found = answer(kind, rows)
    if as_json:
        session.echo_json(found)
    elif found["rows"]:
        print_rows(found, session.language)
    else:
        click.echo(session.say("compare.none"), err=True)
    sys.exit(0 if found["rows"] else _NOTHING_FOUND)
