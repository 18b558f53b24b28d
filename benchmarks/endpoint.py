"""What the HTTP endpoint adds to a query: the same one-hop queries in this process and through a server process.

    python benchmarks/endpoint.py [DATA] [--queries N]

Every query asks for another work, so that nothing is answered from a cache. Without DATA, the samples are taken in. It
prints the time in milliseconds at the 50th, 95th and 99th percentile, for one client and for several at once.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pyoxigraph as ox

sys.path.remove(str(Path(__file__).resolve().parent))  # where scripts would hide the packages of their names

from ontology.terms import PREFIXES
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.editions import Editions
from search_api.server.process import listening, serve
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings

CLIENTS = 4
WORKS = "SELECT DISTINCT ?w { ?w eli:number ?n } ORDER BY ?w"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--queries", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=asked.data or Path(folder))
        with Collection.open(settings) as collection:
            if asked.data is None:
                collection.ingest([SAMPLES])
            print(f"{collection.store.health()} statements")
            measure(settings, collection, asked.queries)


def measure(settings: Settings, collection: Collection, count: int) -> None:
    """Asks the queries in both ways."""
    engine = ox.Store.read_only(str(collection.graph_folder))
    works = itertools.cycle(
        str(row["w"]) for row in engine.query(WORKS, prefixes=PREFIXES, use_default_graph_as_union=True)
    )
    queries = [f"SELECT ?p ?o {{ {next(works)} ?p ?o }} # {place}" for place in range(count)]

    def in_process(query: str) -> bytes:
        answer = engine.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        return answer.serialize(format=ox.QueryResultsFormat.JSON) or b""

    tell("pyoxigraph in process", [timed(in_process, query) for query in queries])
    with closing(Editions(settings, collection.encoder)) as editions, listening("127.0.0.1", 0) as listener:
        addresses: list[str] = []
        rights = Rights(Tokens(settings.data))
        # A thread, not a process: the server's own work is then counted with the client's, never less than it costs.
        server = threading.Thread(
            target=serve, args=(editions, listener, "127.0.0.1", addresses.append, rights), daemon=True
        )
        server.start()
        while not addresses:
            time.sleep(0.05)
        time.sleep(20)  # the model is loaded meanwhile, as a server that has just started does
        with httpx.Client(base_url=addresses[0]) as client:

            def over_http(query: str) -> bytes:
                return client.get("/sparql", params={"query": query}).raise_for_status().content

            assert all(len(over_http(query)) == len(in_process(query)) for query in queries[:20])
            tell("over HTTP, one client", [timed(over_http, query) for query in queries])
            with ThreadPoolExecutor(CLIENTS) as pool:
                tell(f"over HTTP, {CLIENTS} clients", list(pool.map(lambda query: timed(over_http, query), queries)))


def timed(ask: Callable[[str], bytes], query: str) -> float:
    """Milliseconds that a query takes."""
    began = time.perf_counter()
    ask(query)
    return (time.perf_counter() - began) * 1e3


def tell(name: str, times: Sequence[float]) -> None:
    """Prints percentiles."""
    marks = statistics.quantiles(times, n=100)
    print(f"{name:24} p50 {marks[49]:7.2f} ms   p95 {marks[94]:7.2f} ms   p99 {marks[98]:7.2f} ms")


if __name__ == "__main__":
    main()
