"""How long the server takes for each page of the web application, and how heavy the page is.

    python benchmarks/pages.py [DATA] [--times N] [--most MILLISECONDS]

What the server has ready before anybody asks (names for questions, vectors, what it makes ahead) is made first, and its
seconds printed. Every page is then asked for once, which fills what
else is remembered of an edition, and N times more. Printed are the time of that first view, then median and longest of
the others in milliseconds, the median of the CPU time, and the bytes of the HTML as written and as sent (gzip). The
pages are chosen from the collection: its longest file, the work that most others cite, the agency that leads most
tasks. Without DATA, the samples are taken in. The first question loads the model, and each is encoded.
Exits with 1 if a median is over ``--most``.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient

sys.path.remove(str(Path(__file__).resolve().parent))  # where scripts would hide the packages of their names

from graph import compare
from graph.stores import rows
from ontology.examples import examples
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.meaning.encoder import SentenceEncoder
from search_api.question.answering import prepare
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import Settings
from search_api.web.ahead import Ahead

CITED = """SELECT ?work (COUNT(DISTINCT ?other) AS ?count) WHERE { ?other eli:cites ?work . ?work a eli:LegalResource }
GROUP BY ?work ORDER BY DESC(?count) ?work LIMIT 1"""


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--most", type=float, default=100.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=asked.data or Path(folder), rate_limit="off")
        encoder = SentenceEncoder(settings)
        if asked.data is None:
            with Collection.open(settings, encoder) as collection:
                collection.ingest([SAMPLES])
        with closing(Editions(settings, encoder)) as editions:
            with editions.current() as edition:
                pages = pages_of(edition.collection)
                started = time.perf_counter()
                prepare(edition.collection.store, settings.base)
                edition.collection.refresh()
                ahead = Ahead()
                while ahead.make_next(edition.collection):
                    pass
                print(f"made ahead in {time.perf_counter() - started:.1f} s")
            slow = measure(TestClient(create_app(editions), headers={"accept": "text/html"}), pages, asked)
    return int(slow)


def pages_of(collection: Collection) -> dict[str, str]:
    """Addresses by name."""
    ((cited, _),) = rows(collection.store, CITED)
    lead = max(compare.leaders(collection.store), key=lambda one: one.tasks)
    newest = max((one for one in collection.documents() if one.number), key=lambda one: one.date or "")
    heavy = max(collection.documents(), key=lambda one: one.end).file
    return {
        "home": "/",
        "home, filtered": "/?held=held&year=2025",
        "search, question": "/?q=Ai+phát+động+phong+trào+thi+đua",
        "search, key words": "/?q=khen+thưởng+chuyên+đề",
        "search, a number": f"/?q={quote(newest.number or '')}",
        "document": f"/document?file={quote(newest.file)}&document={newest.id}",
        "document, the longest file": f"/document?file={quote(heavy)}",
        "trace": f"/trace?q={quote(newest.iri or '')}",
        "trace, most cited": f"/trace?q={quote(cited or '')}",
        "trace, most cited, depth 2": f"/trace?q={quote(cited or '')}&depth=2",
        "graph, most cited": f"/graph?work={quote(cited or '')}",
        "timeline": "/timeline",
        "campaigns": "/campaigns",
        "agencies": "/agencies",
        "agency": f"/agency?iri={quote(lead.agency)}",
        "reports": "/reports",
        **{f"report, {name}": f"/reports/{name}" for name in ("missing", "conflicts", "without-basis", "due")},
        "ambiguous": "/ambiguous",
        **{f"compare, {kind}": f"/compare/{kind}" for kind in ("campaigns", "targets", "tasks", "leaders", "signers")},
        "sparql": "/sparql",
        "sparql, an example": f"/sparql?query={quote(examples()[0].query)}",
        "data": f"/{(cited or '').removeprefix(collection.settings.base)}.html",
    }


def measure(client: TestClient, pages: Mapping[str, str], asked: argparse.Namespace) -> bool:
    """Prints a row a page; whether one is over the limit."""
    slow = False
    print(f"{'page':<28}{'first':>8}{'median':>8}{'longest':>9}{'CPU':>7}{'kB':>7}{'sent':>7}   ms, kB")
    for name, path in pages.items():
        took, used, body = zip(*(view(client, path) for _ in range(asked.times + 1)), strict=True)
        middle = statistics.median(took[1:])
        slow |= middle > asked.most
        figures = f"{took[0]:8.0f}{middle:8.0f}{max(took[1:]):9.0f}{statistics.median(used[1:]):7.0f}"
        sizes = f"{len(body[0]) / 1e3:7.0f}{len(gzip.compress(body[0], 5)) / 1e3:7.0f}"
        print(f"{name:<28}{figures}{sizes}{'   over the limit' if middle > asked.most else ''}", flush=True)
    return slow


def view(client: TestClient, path: str) -> tuple[float, float, bytes]:
    """Milliseconds, milliseconds of CPU time of this process, and the page."""
    started, used = time.perf_counter(), time.process_time()
    answer = client.get(path)
    took = (time.perf_counter() - started) * 1e3, (time.process_time() - used) * 1e3
    answer.raise_for_status()
    return *took, answer.content


if __name__ == "__main__":
    sys.exit(main())
