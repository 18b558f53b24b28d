"""Fuzzing of a door: ``pip install danchieu[fuzz]``, then

    python -m tests.fuzz.fuzzing reader|extractor|question|query|request|import_file [-max_total_time=SECONDS] [CORPUS]

It follows which branches the code takes and keeps on changing what found new ones. It stops at the first input that
breaks the property, and writes it to a file ``crash-...``; an input that takes over ten seconds is one too.
"""

import sys

import atheris

with atheris.instrument_imports(include=["ingest", "graph", "ontology", "search_api", "rdflib"]):
    from tests.fuzz.properties import PROPERTIES


def main() -> None:
    """Runs the fuzzer until its time is over or it finds something."""
    name = sys.argv.pop(1)
    atheris.Setup([*sys.argv, "-timeout=10", "-max_len=5000"], PROPERTIES[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
