"""Speed of building, linking and loading the graph: ``linking.py [--limit N] [--batch N] [FOLDER]``.

Extracts the facts of a folder of texts (not timed), builds their text layers and links them, and prints documents a
second and core. Then loads the same quads into Oxigraph on disk as a collection does, and to compare, with its bare
bulk loader, and into rdflib in memory.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph.build import text_layer
from graph.links import link
from graph.stores import Store, open_store
from ingest.facts import Extraction
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_QUADS = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass
class Watch:
    """Seconds of the processor and of the clock."""

    core: float = 0.0
    clock: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Add the time of a block."""
        core, clock = time.process_time(), time.perf_counter()
        yield
        self.core += time.process_time() - core
        self.clock += time.perf_counter() - clock


def facts_of(folder: Path, limit: int | None) -> dict[str, tuple[str, Extraction]]:
    """The texts of a folder and their facts, by path."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))[:limit]}
    return {name: (text, extract(text, name)) for name, text in texts.items()}


def quads_of(store: Store) -> bytes:
    """The whole store as N-Quads."""
    rows = store.query(_QUADS)
    assert isinstance(rows, ox.QuerySolutions)
    return ox.serialize((ox.Quad(r["s"], r["p"], r["o"], r["g"]) for r in rows), format=ox.RdfFormat.N_QUADS)


def by_graph(quads: bytes) -> Mapping[str, bytes]:
    """The same as N-Triples by the graph's name."""
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(quads, ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    return {name: ox.serialize(said, format=ox.RdfFormat.N_TRIPLES) for name, said in graphs.items()}


def in_batches(store: Store, graphs: Mapping[str, bytes], size: int) -> None:
    """Load graphs as an ingest does, some at a time."""
    names = list(graphs)
    for start in range(0, len(names), size):
        store.put_graphs({name: graphs[name] for name in names[start : start + size]})


def one_by_one(store: Store, graphs: Mapping[str, bytes]) -> None:
    """Load each graph in a transaction of its own."""
    for name, said in graphs.items():
        store.put_graph(name, said)


def loading(name: str, count: int, load: Callable[[Path], None], raw: float | None = None) -> float:
    """Print quads a second of one way to load; of the clock, for disks count too.

    Args:
        name: What to call it.
        count: How many quads.
        load: Loads them, into a folder that is new.
        raw: The speed to compare with, quads a second.
    """
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder, watch.running():
        load(Path(folder) / "store")
    speed = count / watch.clock
    share = f"   {speed / raw:.2f} of bulk_load" if raw else ""
    print(f"  {name:<34}{watch.clock:>8.2f} s {speed:>12,.0f} quads/s{share}", flush=True)
    return speed


def _bulk(path: Path, quads: bytes) -> None:
    store = ox.Store(str(path))
    store.bulk_load(quads, ox.RdfFormat.N_QUADS)
    store.flush()


def _through_store(path: Path, load: Callable[[Store], None]) -> None:
    store = open_store(f"oxigraph://{path}")
    load(store)
    store.close()


def main() -> None:
    """Print the speed of building, linking and loading."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--limit", type=int, help="how many files at most")
    parser.add_argument("--batch", type=int, default=64, help="graphs loaded at a time")
    options = parser.parse_args()
    facts = facts_of(options.folder, options.limit)
    documents = sum(len(found.documents) for _, found in facts.values())
    built, linked = Watch(), Watch()
    with built.running():
        layers = {
            text_graph_iri(source_iri(name)): text_layer(found, name, "0" * 64, DEFAULT_BASE, text)
            for name, (text, found) in facts.items()
        }
    store = open_store("oxigraph:")
    store.put_graphs(layers)
    with linked.running():
        link(store)
    quads, count = quads_of(store), store.health()
    print(f"{len(facts)} files, {documents} documents, {count:,} quads")
    for name, watch in (("build", built), ("link", linked), ("both", Watch(built.core + linked.core))):
        print(f"  {name:<8}{watch.core:>8.2f} s of a core {documents / watch.core:>8.0f} documents/s and core")
    graphs = by_graph(quads)
    print("loading")
    raw = loading("pyoxigraph bulk_load, on disk", count, lambda path: _bulk(path, quads))
    loading(
        f"put_graphs, {options.batch} at a time, on disk",
        count,
        lambda path: _through_store(path, lambda held: in_batches(held, graphs, options.batch)),
        raw,
    )
    loading(
        "put_graph, one at a time, on disk",
        count,
        lambda path: _through_store(path, lambda held: one_by_one(held, graphs)),
        raw,
    )
    loading("rdflib, in memory", count, lambda _: _rdflib(quads), raw)


def _rdflib(quads: bytes) -> None:
    Dataset().parse(data=quads, format="nquads")


if __name__ == "__main__":
    main()
