"""The command ``token``: makes, lists and revokes the tokens of a collection."""

from __future__ import annotations

from dataclasses import asdict

import click

from search_api.commands.session import FAILED, Session
from search_api.server.tokens import ROLES, Role, Tokens


@click.group()
def token() -> None:
    """Access tokens of the server: who may read, edit or operate."""


@token.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What it allows.")
@click.pass_obj
def new(session: Session, name: str, role: Role) -> None:
    """Make a token for NAME. It is shown now and never again."""
    with session.failures_told():
        click.echo(Tokens(session.settings().data).make(name, role))
    click.echo(session.say("token.made", name=name, role=session.say(f"token.{role}")), err=True)


@token.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, as docs/server.md describes it.")
@click.pass_obj
def list_tokens(session: Session, as_json: bool) -> None:
    """List all tokens, without the secrets."""
    with session.failures_told():
        held = Tokens(session.settings().data).held()
    if as_json:
        rows = [asdict(one) for one in held]
        session.echo_json([{key: row[key] for key in ("id", "name", "role", "made")} for row in rows])
        return
    for one in held:
        click.echo(f"{one.id}  {one.made}  {session.say(f'token.{one.role}')}  {one.name}")
    if not held:
        click.echo(session.say("token.none"), err=True)


@token.command()
@click.argument("id")
@click.pass_obj
def revoke(session: Session, id: str) -> None:
    """Revoke the token of this ID at once, also of a server that runs."""
    with session.failures_told():
        gone = Tokens(session.settings().data).revoke(id)
    if gone is None:
        session.stop(FAILED, session.say("token.unknown", id=id))
    click.echo(session.say("token.revoked", name=gone.name), err=True)
