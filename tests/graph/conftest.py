"""Gold facts of the real documents, as the extractor would hand them over."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rdflib import Graph

from graph.build import text_layer
from graph.links import link
from graph.stores import Store, open_store
from graph.validate import whole_graph
from ingest.extraction_json import extraction_from_json
from ingest.facts import Extraction
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri

ROOT = Path(__file__).resolve().parent.parent.parent


def _gold(path: Path) -> Extraction:
    data = json.loads(path.read_text(encoding="utf-8"))
    for reference in data["references"]:
        reference.setdefault("core", reference["span"])
    return extraction_from_json(data)


@pytest.fixture(scope="session")
def gold(shared: Path) -> list[Extraction]:
    return [_gold(path) for path in sorted((shared / "gold").glob("*.gold.json"))]


def put(store: Store, extraction: Extraction) -> None:
    """Store the text layer of one file under its own name."""
    layer = text_layer(extraction, extraction.file, "0" * 64, DEFAULT_BASE)
    store.put_graph(text_graph_iri(source_iri(extraction.file)), layer)


@pytest.fixture
def store() -> Store:
    return open_store("oxigraph:")


Collected = Callable[[Mapping[str, str]], Store]


@pytest.fixture(scope="session")
def collected() -> Collected:
    """What makes a linked collection in memory of texts by the names of their files."""

    def collect(texts: Mapping[str, str]) -> Store:
        store = open_store("oxigraph:")
        for name, text in texts.items():
            graph = text_layer(extract(text, name), name, "0" * 64, DEFAULT_BASE, text)
            store.put_graph(text_graph_iri(source_iri(name)), graph)
        link(store)
        return store

    return collect


@pytest.fixture(scope="session")
def sample_graph() -> Graph:
    """The samples as extracted, linked, all layers as one graph; not to be written to."""
    store = open_store("oxigraph:")
    for path in sorted((ROOT / "samples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        graph = text_layer(extract(text, path.name), path.name, "0" * 64, DEFAULT_BASE, text)
        store.put_graph(text_graph_iri(source_iri(path.name)), graph)
    link(store)
    return whole_graph(store)


@pytest.fixture(scope="session")
def linked_seeds(gold: list[Extraction]) -> Store:
    """The five real documents, linked; not to be written to."""
    store = open_store("oxigraph:")
    for extraction in gold:
        put(store, extraction)
    link(store)
    return store


DRIVES = {
    "tung-giang-2024.txt": ("05/CT-UBND", "12 tháng 02 năm 2024", "20", "04/11/2024", "7,5", "2024", "Lò Văn Báo"),
    "tung-giang-2025.txt": ("03/CT-UBND", "10 tháng 01 năm 2025", "21", "04/11/2025", "8", "2025", "Lò Văn Báo"),
}
"""Two directives of an invented province: number, day, years and day of an anniversary, GRDP, its year, signer."""


def drive(number: str, day: str, years: str, celebrated: str, growth: str, year: str, signer: str) -> str:
    """A directive that launches a drive."""
    return f"""ỦY BAN NHÂN DÂN
TỈNH TÙNG GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}

Tùng Giang, ngày {day}

CHỈ THỊ

Phát động đợt thi đua đặc biệt chào mừng kỷ niệm {years} năm ngày thành lập tỉnh (04/11/2004 - {celebrated})

Thời gian thi đua: từ ngày 01/3/{year} đến ngày 04/11/{year}.

1. Mục tiêu

- Phấn đấu tốc độ tăng trưởng GRDP năm {year} đạt {growth}%.

2. Tổ chức thực hiện

Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính kiểm tra việc thi đua, hoàn thành trước ngày 15 tháng 3 năm {year}.

Giao Sở Y tế chủ trì tổ chức hội thao, hoàn thành trong quý I năm {year}.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{signer}
"""


@pytest.fixture(scope="session")
def drives() -> Store:
    """Two directives, a year apart, that launch drives for the same anniversary; not to be written to."""
    store = open_store("oxigraph:")
    for name, parts in DRIVES.items():
        text = drive(*parts)
        layer = text_layer(extract(text, name), name, "0" * 64, DEFAULT_BASE, text)
        store.put_graph(text_graph_iri(source_iri(name)), layer)
    link(store)
    return store
