import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from graph.build import text_graph
from graph.links import link
from graph.stores import Store, open_store
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def filled(store: Store, files: list[Path]) -> Store:
    for path in files:
        text = path.read_text(encoding="utf-8")
        graph = text_graph(extract(text, path.name), path.name, "", DEFAULT_BASE, text)
        store.put_graph(text_graph_iri(source_iri(path.name)), graph)
    link(store)
    return store


@pytest.fixture(scope="session")
def samples() -> Store:
    return filled(open_store("oxigraph:"), sorted(SAMPLES.glob("*.txt")))


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Store:
    return filled(open_store("oxigraph:"), sorted((shared / "seeds").glob("*.txt")))


@pytest.fixture
def load_benchmark() -> Callable[[str], ModuleType]:
    """Scripts of benchmarks/ are no package."""

    def load(name: str) -> ModuleType:
        path = SAMPLES.parent / "benchmarks" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return load
