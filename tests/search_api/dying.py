"""Changes of a collection in processes that kill themselves at a given write; forked from one that has opened no store.

Run as ``python -m tests.search_api.dying``. Each line of the input, ``DEED DATA ARGUMENT PLACE`` between tabs, is one
process: it does DEED (ingest, remove, take, write) to the collection in DATA and kills itself at the PLACE-th place,
which is after one of ``WRITES``. The answer is its status and, if it came to its end, how many places it passed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss  # noqa: F401 - loaded here once, not in each process
import tantivy  # noqa: F401

import graph.build
import graph.imports
import graph.links  # noqa: F401
import ingest.pipeline
import search_api.words.syllables
from graph.ledger import Ledger
from graph.stores.oxigraph import OxigraphStore
from search_api.collection import Collection
from search_api.commands.naming_files import documents_named
from search_api.editions import publishing
from search_api.editions.indexes import Indexes
from search_api.meaning.vector_cache import VectorCache
from search_api.settings import Settings
from search_api.storage.passage_rows import PassageRows
from search_api.storage.sources import Sources
from search_api.storage.staging import Staging
from search_api.words.index import WordIndex

from .conftest import SyllableEncoder

WRITES: list[tuple[Any, str]] = [
    *((Staging, name) for name in ("put", "drop", "put_derived", "clear", "put_outdated")),
    *((Sources, name) for name in ("put", "drop", "put_works", "set_version")),
    *((PassageRows, name) for name in ("replace", "reindex")),
    *((VectorCache, name) for name in ("put", "drop")),
    *(
        (OxigraphStore, name)
        for name in ("put_graph", "put_graphs", "extend", "drop_graph", "checkpoint", "flush", "close")
    ),
    *((Ledger, name) for name in ("clear", "note", "count", "put_account", "linked")),
    *((WordIndex, "update"), (Indexes, "put_restorer"), (Indexes, "copy_to")),
    *((publishing, name) for name in ("sweep", "apply", "learnt", "mend", "link_works", "transaction")),
    (shutil, "rmtree"),
]


def ingest_folder(collection: Collection, folder: str) -> None:
    collection.ingest([Path(folder)])


def remove(collection: Collection, names: str) -> None:
    for name in names.split():
        for document in documents_named(collection.documents(), name):
            collection.remove(document.file)


def take(collection: Collection, file: str) -> None:
    collection.import_file(Path(file))


def write(collection: Collection, text: str) -> None:
    collection.write_graphs(lambda *_: {"urn:g": f"{text}\n".encode()})


DEEDS = {"ingest": ingest_folder, "remove": remove, "take": take, "write": write}


def do(deed: str, data: str, argument: str) -> None:
    with Collection.open(Settings(data=Path(data), workers=1), SyllableEncoder()) as collection:
        DEEDS[deed](collection, argument)


def die_at(place: int) -> Callable[[], int]:
    """From now on this process kills itself at a place; gives what tells how many it has passed."""
    passed = 0

    def tick() -> None:
        nonlocal passed
        passed += 1
        if passed == place:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(inner: Any) -> Any:
        def around(*given: Any, **named: Any) -> Any:
            answer = inner(*given, **named)
            tick()
            return answer

        return around

    for owner, name in WRITES:
        setattr(owner, name, watched(getattr(owner, name)))
    return lambda: passed


def serve() -> None:
    ingest.pipeline.extract("Thực hiện Chỉ thị số 03/CT-UBND.", "warm.txt")
    search_api.words.syllables._word_list = lambda: ""  # type: ignore[assignment]  # the whole list takes most of the time
    print("ready", flush=True)
    for line in sys.stdin:
        deed, data, argument, place = line.rstrip("\n").split("\t")
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                passed = die_at(int(place))
                do(deed, data, argument)
                os.write(writing, str(passed()).encode())
            except BaseException as error:  # it is for the test to see, on the error stream
                print(repr(error), file=sys.stderr, flush=True)
                os._exit(70)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = pipe.read()
        print(os.waitpid(child, 0)[1], told or 0, flush=True)


if __name__ == "__main__":
    serve()
