"""Fuzzing of a door: ``pip install danchieu[fuzz]``, then

    python -m tests.fuzz.fuzzing DOOR [-max_total_time=SECONDS] [CORPUS]

where DOOR is one of the names in ``tests/fuzz/words.py``. It follows which branches the code takes and keeps on
changing what found new ones, beginning with the samples and example queries. It stops at the first input that breaks
the property, and writes it to a file ``crash-...``; an input that takes over ten seconds is one too.
"""

import json
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest", "graph", "ontology", "search_api", "rdflib", "pyparsing"]):
    from tests.fuzz.properties import PROPERTIES

from ontology.examples import examples
from search_api.cli import SAMPLES
from search_api.sparql.described import GRAPHS
from tests.fuzz.words import WORDS

_LONGEST = 5_000
_UPDATES = (
    "PREFIX a: <urn:> DROP ALL ; INSERT DATA { <b> a:c 1 . GRAPH a:a { <b> a:c 'WHERE' } }",
    "WITH <urn:a> DELETE { ?s ?p ?o } INSERT { GRAPH <urn:a> { ?s ?p 1 } } USING <urn:kept> WHERE { ?s ?p ?o }",
    "BASE <http://a.example/> MOVE <urn:a> TO DEFAULT ; CLEAR SILENT NAMED ; CREATE GRAPH <b> ; ADD DEFAULT TO <c>",
    "DELETE WHERE { GRAPH <urn:a> { ?s ?p ?o } } # DROP",
)


def main() -> None:
    """Runs the fuzzer until its time is over or it finds something."""
    name = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as made:
        seeds, words = Path(made) / "seeds", Path(made) / "words"
        seeds.mkdir()
        for place, seed in enumerate(_seeds(name)):
            (seeds / str(place)).write_bytes(seed[:_LONGEST])
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS[name] if word))
        limits = ["-timeout=10", f"-max_len={_LONGEST}"]
        atheris.Setup([*sys.argv, str(seeds), f"-dict={words}", *limits], PROPERTIES[name])
        atheris.Fuzz()


def _seeds(name: str) -> list[bytes]:
    """What the door is made for."""
    built = ["".join(WORDS[name]).encode()]
    if name in ("reader", "extractor"):
        return built + [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
    if name == "question":
        return built + [example.labels["vi"].encode() for example in examples()]
    if name == "update":
        return built + [seed.encode() for seed in _UPDATES]
    if name == "graph":
        examples_sent = [kind["example"] for kind in GRAPHS.values()]
        texts = [one if isinstance(one, str) else json.dumps(one) for one in examples_sent]
        return built + [(text + "\n" * more).encode() for text in texts for more in range(4)]
    if name == "query":
        return built + [example.query.encode() for example in examples()]
    return built


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
