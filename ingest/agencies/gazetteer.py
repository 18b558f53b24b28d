"""The bodies that are known by name, and how each of them takes a territory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from ingest.agencies.spelling import Lexicon, Spelling, compile_names
from ingest.data import load


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its full name.

    Attributes:
        name: Full official name, without the territory.
        national: It is one body of the whole country when no territory follows.
        local: ``bare`` if the document's territory may be left out in print, ``provincial`` if its province may,
            ``listed`` if only a list of such bodies may leave it out, ``placed`` if a unit must follow.
        named: It takes the bare name of the place ("Báo Lạng Sơn").
        level: For bodies of the Party whose name holds the level: the kind of unit ("tỉnh").
        ministry: It belongs to the ministry that issues the document ("Văn phòng Bộ").
        series: The head whose list of fields it belongs to ("Sở", "Bộ"), so that "Sở Nội vụ, Tài chính" is two.
    """

    name: str
    national: bool = False
    local: Literal["bare", "provincial", "listed", "placed"] | None = None
    named: bool = False
    level: str | None = None
    series: str | None = None
    ministry: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Bodies and fields compiled for one spelling."""

    bodies: tuple[Body, ...]
    lexicon: Lexicon
    lists: dict[str, tuple[Lexicon, tuple[Body, ...]]]
    heads: tuple[str, ...]
    head_lexicon: Lexicon


@cache
def gazetteer(spelling: Spelling) -> Gazetteer:
    """The gazetteer, compiled when first needed."""
    data = load("agencies.toml")
    unclear = data["unclear"] if spelling == "damaged" else ()
    bodies = tuple(body for body in _bodies(data) if body.name not in unclear)
    series = {head: tuple(body for body in bodies if _belongs(body, head)) for head in data["lists"]}
    heads = tuple(data["open"]["heads"])
    return Gazetteer(
        bodies,
        compile_names([body.name for body in bodies], spelling),
        {
            head: (compile_names([body.name.removeprefix(head + " ") for body in members], spelling), members)
            for head, members in series.items()
        },
        heads,
        compile_names(heads, spelling),
    )


def _belongs(body: Body, head: str) -> bool:
    """Whether a list after a head may name the body: "Sở: Nội vụ", "Thường trực: Tỉnh ủy"."""
    listed = body.series == head if head in load("agencies.toml")["fields"] else body.name.startswith(head + " ")
    return listed and not body.ministry


def official(name: str) -> str:
    """The name that a shorter one stands for."""
    synonyms: dict[str, str] = load("agencies.toml")["synonyms"]
    return synonyms.get(name, name)


def _bodies(data: dict[str, Any]) -> tuple[Body, ...]:
    bodies: dict[str, Body] = {}

    def add(name: str, **traits: Any) -> None:  # noqa: ANN401 - the fields of Body
        bodies[name] = replace(bodies.get(name, Body(name)), **traits)

    for name in data["national"]:
        add(name, national=True)
    for head, fields in data["fields"].items():
        for item in fields:
            add(f"{head} {item}", series=head)
    for local in ("placed", "listed", "provincial", "bare"):
        for name in data["local"][local]:
            add(name, local=local)
    for name in data["local"]["named"]:
        add(name, named=True)
    for name in data["ministry"]["own"]:
        add(name, ministry=True)
        for item in data["fields"]["Bộ"]:
            add(f"{name} {item}", national=True)
    for name in [name for name in bodies if name.startswith("Đảng ủy")]:
        for body in filter(None, data["party"]["bodies"]):
            if f"{body} {name}" not in bodies:
                add(f"{body} {name}", national=bodies[name].national, local=bodies[name].local)
    for level, kind in data["party"]["levels"].items():
        for body in data["party"]["bodies"]:
            add(f"{body} {level}".strip(), level=kind)
    return tuple(bodies.values())
