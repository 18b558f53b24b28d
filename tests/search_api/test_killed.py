"""A collection killed at any moment is old or new, file by file and in all its parts, and a second run finishes it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.stores import Store
from search_api.collection import Collection
from search_api.settings import Settings
from search_api.storage.graphs import written_graph

from .conftest import SyllableEncoder

ROOT = Path(__file__).resolve().parents[2]
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN KHÊ\n\nSố: {number}\n\nSơn Khê, ngày 05 tháng 01 năm 2024\n\n{body}\n"
ORDER = HEAD.format(number="03/CT-UBND", body="CHỈ THỊ\nVề phòng cháy rừng\n\nYêu cầu các đơn vị trực cháy rừng.")
PLAN = HEAD.format(
    number="27/KH-UBND",
    body="KẾ HOẠCH\nTrồng cây\n\nThực hiện Chỉ thị số 03/CT-UBND ngày 05/01/2024, mỗi xã trồng một nghìn cây.",
)
LETTER = HEAD.format(number="9/UBND-NN", body="CÔNG VĂN\n\nThực hiện Kế hoạch số 27/KH-UBND ngày 05/01/2024.")
TURTLE = "@prefix ex: <https://x.example/> . ex:a ex:b [ ex:c 'd' ] .\n"
TRIPLE = '<urn:a> <urn:b> "c" .'

_FINISHED = 3  # of so many deaths, one is followed by a second run
State = dict[str, Any]


def encoded(collection: Collection) -> frozenset[int]:
    """The passages that can be found by meaning."""
    collection.refresh()
    return collection._sources.passages.ids() - collection._snapshot.meaning.waiting


def quads(store: Store) -> frozenset[str]:
    return frozenset(map(str, store.query("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")))  # type: ignore[arg-type]


def state(collection: Collection) -> State:
    """Everything that answers come from but vectors, which may be missing, and that all parts hold the same."""
    rows = collection._sources
    ids = rows.passages.ids()
    indexes = collection._snapshot.indexes
    assert indexes.words.ids() == ids
    return {
        "files": {path: rows.text(path) for path, _ in rows.held().values()},
        "documents": collection.documents(),
        "indexed": rows.passages.indexed(ids),
        "imports": collection.imports(),
        "written": {iri: written_graph(rows.database, iri) for iri in collection.graphs_written()},
        "quads": quads(collection.store),
        "restorer": indexes.restorer,
    }


@contextmanager
def opened(data: Path) -> Iterator[Collection]:
    with Collection.open(Settings(data=data, workers=1), SyllableEncoder()) as collection:
        yield collection


class Bench:
    """A collection of two files, what is done to it, each time from the same copy, and processes that do it."""

    def __init__(self, folder: Path) -> None:
        files, self.before, self.data = folder / "van-ban", folder / "before", folder / "kho"
        turtle = folder / "more.ttl"
        turtle.write_text(TURTLE, encoding="utf-8")
        files.mkdir()
        (files / "a.txt").write_text(ORDER, encoding="utf-8")
        (files / "b.txt").write_text(PLAN, encoding="utf-8")
        self.deeds = {"ingest": str(files), "remove": "a.txt b.txt", "take": str(turtle), "write": TRIPLE}
        command = [sys.executable, "-m", "tests.search_api.dying"]
        self.processes = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self._read() == "ready\n"
        self.data.mkdir()
        assert self.do("ingest")[0] == 0
        self.old, self.encoded = self.state()
        shutil.move(self.data, self.before)
        (files / "a.txt").write_text(ORDER.replace("trực cháy", "canh gac chay"), encoding="utf-8")
        (files / "c.txt").write_text(LETTER, encoding="utf-8")

    def reset(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.before, self.data)

    def do(self, deed: str, place: int = 0, argument: str = "") -> tuple[int, int]:
        """The status of a process that does it, killed at a place, and how many places it passed if it was not."""
        assert self.processes.stdin
        given = (deed, str(self.data), argument or self.deeds[deed], str(place))
        self.processes.stdin.write("\t".join(given) + "\n")
        self.processes.stdin.flush()
        status, passed = self._read().split()
        return int(status), int(passed)

    def _read(self) -> str:
        assert self.processes.stdout
        return self.processes.stdout.readline()

    def state(self) -> tuple[State, frozenset[int]]:
        """As a reader finds it, who finishes nothing; and the passages that have vectors."""
        with opened(self.data) as collection:
            return state(collection), encoded(collection)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    memory = Path("/dev/shm")  # a disk spends most of the time on making writes last
    with tempfile.TemporaryDirectory(prefix="killed-", dir=memory if memory.is_dir() else None) as folder:
        made = Bench(Path(folder))
        yield made
        made.processes.communicate()


@pytest.mark.parametrize(("deed", "halves"), [("ingest", []), ("remove", ["a.txt"]), ("take", []), ("write", [])])
def test_killed_at_any_write_it_is_old_or_new_and_a_second_run_finishes(
    bench: Bench, deed: str, halves: list[str]
) -> None:
    bench.reset()
    status, places = bench.do(deed)
    assert status == 0
    new, all_encoded = bench.state()
    allowed = [bench.old, new]
    for half in halves:  # of two files that are removed, the first is
        bench.reset()
        assert bench.do(deed, argument=half)[0] == 0
        allowed.append(bench.state()[0])
    seen, half_encoded = set(), 0
    for place in range(1, places + 1):
        bench.reset()
        status, _ = bench.do(deed, place)
        assert os.WIFSIGNALED(status), f"it was not killed at place {place} of {places}"
        found, vectors = bench.state()
        assert found in allowed, f"half a state after it was killed at place {place}"
        assert vectors >= bench.encoded & {passage for passage, _ in found["indexed"]}, "vectors were lost"
        seen.add(allowed.index(found))
        half_encoded += found == new and vectors < all_encoded
        if place % _FINISHED == 0 or place > places - 10:
            assert bench.do(deed)[0] == 0
            assert bench.state() == (new, all_encoded)
            assert len(list((bench.data / "graph").iterdir())) <= 2, "editions pile up"
    assert seen == set(range(len(allowed))), "some outcome was never reached"
    assert bool(half_encoded) == bool(all_encoded - bench.encoded), "it was never killed before all was encoded"
    assert all_encoded == {passage for passage, _ in new["indexed"]}
    assert places > 15
