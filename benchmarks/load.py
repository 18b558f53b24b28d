"""Many clients of one server at once: search, traces and SPARQL, and some who only ask queries that never end.

    python -m benchmarks.load [DATA] [--clients 50] [--seconds 60] [--runaways 2] [--words] [--peers] [--json]

It starts ``danchieu serve`` on DATA (unless given: a collection of the samples) and waits until it answers by meaning;
with ``--words`` it does not wait. Each client asks its next question when it has the answer to the last, none twice:
half are searches, a quarter traces, a quarter SPARQL. Printed are, by kind, milliseconds at the 50th, 95th and 99th
percentile, answers a second, and what was refused. A refusal is meant if it is 503 because too many queries wait, or,
of a query that never ends, because its time or memory is over; anything else ends the run with code 1.

With ``--peers`` the same SPARQL queries then go to this server alone, to Oxigraph's own server and to rdflib-endpoint,
one after the other, on the same graph (``pip install danchieu[peers]``).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks.served import danchieu, oxigraph, rdflib_endpoint
from graph.export import export
from ontology.terms import PREFIXES
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.settings import Settings

WORKS: Final = "SELECT ?w ?n ?t { ?w eli:number ?n OPTIONAL { ?w dcterms:title ?t } } ORDER BY ?w ?n ?t"
QUERIES: Final = (
    "SELECT DISTINCT ?p ?o {{ <{work}> ?p ?o }}",
    'SELECT DISTINCT ?w ?t {{ ?w eli:number "{number}" OPTIONAL {{ ?w dcterms:title ?t }} }}',
    "SELECT DISTINCT ?r ?w {{ ?s vnd:subjectWork <{work}> ; vnd:relation ?r ; vnd:objectWork ?w }}",
    "SELECT DISTINCT ?s ?p ?n {{ ?s ?p <{work}> OPTIONAL {{ ?s eli:number ?n }} }}",
)
_CROSS: Final = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
_PATHS: Final = " ".join(f"?a{i} (eli:cites|!eli:cites)* ?b{i} ." for i in range(6))
RUNAWAYS: Final = (
    f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {_PATHS} }}",
)
MIX: Final = ("search", "search", "trace", "sparql")
MEANT: Final = {"sparql": {"busy"}, "runaway": {"busy", "timeout", "memory"}}
_HEADER: Final = "".join(
    f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in ("eli", "vnd", "dcterms")
)
_MODEL_SECONDS: Final = 300.0
_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to ask about."""

    iri: str
    number: str
    title: str


@dataclass(slots=True)
class Seen:
    """What came of one kind of question: seconds of each answer, and refusals and failures by their names."""

    times: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    refused_times: list[float] = field(default_factory=list)
    refused_names: list[str] = field(default_factory=list)

    def to_json(self, seconds: float) -> dict[str, Any]:
        """Percentiles in milliseconds, answers a second, refusals."""
        marks = [1e3 * mark for mark in _marks(self.times)]
        told: dict[str, Any] = dict(zip(("p50", "p95", "p99"), marks, strict=True)) if marks else {}
        return {
            "answers": len(self.times),
            "a second": len(self.times) / seconds,
            **told,
            "refused": dict(self.refused),
        }


Ask = tuple[str, str, dict[str, str]]
"""Kind, path and parameters of a request."""


def main() -> None:
    """Reads the arguments, runs the load, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--clients", type=int, default=50, help="with those who ask what never ends")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--runaways", type=int, default=2, help="clients that only ask queries that never end")
    parser.add_argument("--deadline", type=float, default=10, help="seconds that a query may take")
    parser.add_argument("--words", action="store_true", help="do not wait for the model")
    parser.add_argument("--peers", action="store_true", help="also ask other SPARQL servers")
    parser.add_argument("--peer-clients", type=int, default=4)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        data: Path = asked.data or folder / "collection"
        quads = folder / "graph.nq"
        with Collection.open(Settings(data=data)) as collection:
            if asked.data is None:
                collection.take_in([SAMPLES])
            export(collection.store, quads, "nquads")
            found: dict[str, Any] = {"statements": collection.store.health(), "passages": collection.passages}
        settings = {"query_seconds": asked.deadline, "log": "json"}
        server = stack.enter_context(danchieu(data, settings, folder / "log"))
        found["meaning"] = not asked.words and by_meaning(server)
        works = works_of(server)
        seen = asyncio.run(load(server, works, asked.clients, asked.runaways, asked.seconds))
        found["load"] = {kind: one.to_json(asked.seconds) for kind, one in sorted(seen.items())}
        found["not meant"] = unmeant(seen)
        if "runaway" in seen:
            served = server_seconds(folder / "log")
            stopped = [served[name] for name in seen["runaway"].refused_names if name in served]
            found["stopped after"] = {
                "client": [_marks(seen["runaway"].refused_times)[0], max(seen["runaway"].refused_times, default=0)],
                "server": [(_marks(stopped) or [0])[0], max(stopped, default=0)],
            }
        if asked.peers:
            found["peers"] = peers(f"{server}/sparql", quads, works, asked.peer_clients, asked.seconds / 3)
    print(json.dumps(found, ensure_ascii=False) if asked.json else table(found))
    sys.exit(1 if found["not meant"] else 0)


def by_meaning(server: str) -> bool:
    """Whether the server comes to answer by meaning, with all passages encoded, within some minutes."""
    until = time.monotonic() + _MODEL_SECONDS
    while time.monotonic() < until:
        state = httpx.get(f"{server}/api/v1/search", params={"q": "thi đua"}, timeout=_PATIENCE).json()["meaning"]
        if state["ready"] and state["encoded"] == state["passages"]:
            return True
        if state["problem"]:
            return False
        time.sleep(0.5)
    return False


def works_of(server: str) -> list[Work]:
    """The works of the collection, with numbers and titles."""
    answer = httpx.get(f"{server}/sparql", params={"query": WORKS}, timeout=_PATIENCE).raise_for_status().json()
    rows = [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]]
    return [Work(row["w"], row["n"], row.get("t", "")) for row in rows]


def questions(works: Sequence[Work], seed: int) -> Iterator[Ask]:
    """What a client asks: a few words of a title or a number, a trace, a query; another one each time."""
    chance = random.Random(seed)
    titles = [work.title.split() for work in works if work.title]
    while True:
        kind, work = chance.choice(MIX), chance.choice(works)
        if kind == "trace":
            yield kind, "/api/v1/trace", {"q": work.number, "depth": str(chance.randint(1, 3))}
        elif kind == "sparql":
            yield sparql(work, chance)
        elif chance.random() < 0.25:
            yield kind, "/api/v1/search", {"q": f"{work.number} {chance.choice(chance.choice(titles))}"}
        else:
            words = chance.choice(titles)
            start = chance.randrange(max(1, len(words) - 3))
            yield (
                kind,
                "/api/v1/search",
                {"q": " ".join([*words[start : start + 5], chance.choice(chance.choice(titles))])},
            )


def sparql(work: Work, chance: random.Random) -> Ask:
    """A query about a work."""
    query = chance.choice(QUERIES).format(work=work.iri, number=work.number)
    return "sparql", "/sparql", {"query": f"{_HEADER}{query} # {chance.random()}"}


def runaways(seed: int) -> Iterator[Ask]:
    """Queries that never end."""
    for place in range(seed, sys.maxsize):
        yield "runaway", "/sparql", {"query": f"{RUNAWAYS[place % len(RUNAWAYS)]} # {seed} {place}"}


async def load(server: str, works: Sequence[Work], clients: int, endless: int, seconds: float) -> dict[str, Seen]:
    """Asks with all clients at once."""
    streams = [runaways(i) if i < endless else questions(works, i) for i in range(clients)]
    return await _all(server, streams, seconds)


async def _all(server: str, streams: Sequence[Iterator[Ask]], seconds: float) -> dict[str, Seen]:
    seen: dict[str, Seen] = {}
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=server, timeout=_PATIENCE, limits=limits) as client:
        until = time.monotonic() + seconds
        await asyncio.gather(*(_client(client, stream, until, seen) for stream in streams))
    return seen


async def _client(client: httpx.AsyncClient, stream: Iterator[Ask], until: float, seen: dict[str, Seen]) -> None:
    while time.monotonic() < until:
        kind, path, parameters = next(stream)
        began, name = time.perf_counter(), ""
        try:
            answer = await client.get(path, params=parameters, headers={"accept": "application/json"})
        except httpx.HTTPError as error:
            outcome = type(error).__name__
        else:
            outcome = "" if answer.status_code == 200 else _refusal(answer)
            name = answer.headers.get("x-request-id", "")
        took = time.perf_counter() - began
        one = seen.setdefault(kind, Seen())
        if outcome:
            one.refused[outcome] += 1
            one.refused_times.append(took)
            one.refused_names.append(name)
        else:
            one.times.append(took)


def _refusal(answer: httpx.Response) -> str:
    if answer.headers.get("content-type", "").startswith("application/problem+json") and answer.status_code == 503:
        return str(answer.json()["type"]).rpartition("/")[2]
    return str(answer.status_code)


def server_seconds(log: Path) -> dict[str, float]:
    """How long the server took for each request, from its first byte to the last of the answer, by its name."""
    told = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return {one["request"]: one["ms"] / 1e3 for one in told if one["event"] == "request"}


def unmeant(seen: dict[str, Seen]) -> dict[str, dict[str, int]]:
    """Refusals and failures that should not be, by kind; a query that never ends and yet is answered is one."""
    wrong = {
        kind: {name: count for name, count in one.refused.items() if name not in MEANT.get(kind, set())}
        for kind, one in seen.items()
    }
    if "runaway" in seen and seen["runaway"].times:
        wrong["runaway"]["answered"] = len(seen["runaway"].times)
    return {kind: names for kind, names in wrong.items() if names}


def peers(server: str, quads: Path, works: Sequence[Work], clients: int, seconds: float) -> dict[str, dict[str, Any]]:
    """The same SPARQL queries to several servers, one after the other; each also as a ratio to ours.

    Raises:
        RuntimeError: if two servers give answers of different length.
    """
    others: dict[str, Callable[[Path], Any]] = {"oxigraph": oxigraph, "rdflib-endpoint": rdflib_endpoint}
    found = {"danchieu": _sparql_alone(server, works, clients, seconds)}
    rows = _rows(server, works)
    for name, start in others.items():
        with start(quads) as address:
            if _rows(address, works) != rows:
                raise RuntimeError(f"{name} does not give the answers that danchieu gives")
            found[name] = _sparql_alone(address, works, clients, seconds)
    ours = found["danchieu"]
    for one in found.values():
        one["p50 to ours"] = one["p50"] / ours["p50"]
        one["answers to ours"] = one["a second"] / ours["a second"]
    return found


def _sparql_alone(address: str, works: Sequence[Work], clients: int, seconds: float) -> dict[str, Any]:
    def stream(seed: int) -> Iterator[Ask]:
        chance = random.Random(seed)
        while True:
            kind, _, parameters = sparql(chance.choice(works), chance)
            yield kind, address, parameters

    seen = asyncio.run(_all(address, [stream(i) for i in range(clients)], seconds))
    return seen["sparql"].to_json(seconds)


def _rows(address: str, works: Sequence[Work]) -> list[int]:
    """How many rows some queries have."""
    chance, counts = random.Random(0), []
    for _ in range(20):
        _, _, parameters = sparql(chance.choice(works), chance)
        answer = httpx.get(address, params=parameters, headers={"accept": "application/json"}, timeout=_PATIENCE)
        counts.append(len(answer.raise_for_status().json()["results"]["bindings"]))
    return counts


def _marks(times: Sequence[float]) -> list[float]:
    if len(times) < 2:
        return list(times) * 3
    marks = statistics.quantiles(times, n=100, method="inclusive")
    return [marks[49], marks[94], marks[98]]


def table(found: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{found['statements']} statements, {found['passages']} passages, by meaning: {found['meaning']}"]
    for name, one in [*found["load"].items(), *found.get("peers", {}).items()]:
        marks = "   ".join(f"{mark} {one[mark]:8.1f} ms" for mark in ("p50", "p95", "p99") if mark in one)
        ratio = (
            f"   p50 x {one['p50 to ours']:.2f}, answers x {one['answers to ours']:.2f}" if "p50 to ours" in one else ""
        )
        refused = ", ".join(f"{count} {name}" for name, count in one["refused"].items()) or "none"
        lines.append(
            f"{name:16} {one['answers']:6} answers {one['a second']:7.1f}/s   {marks}   refused: {refused}{ratio}"
        )
    lines.append(f"not meant: {found['not meant'] or 'none'}")
    if "stopped after" in found:
        for who, (half, last) in found["stopped after"].items():
            lines.append(
                f"queries that never end, by the {who}'s clock: half ended in {half:.2f} s, the last in {last:.2f} s"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
