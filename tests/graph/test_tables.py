import csv
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import ORG, SKOS

from graph.stores import Store
from graph.tables import TABLES, write_tables


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def folder(linked_seeds: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables") / "new" / "folder"
    written = write_tables(linked_seeds, made)
    assert written == sum(len(read(made, name)) for name in TABLES) > 300
    return made


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("works", {"number": "19/CT-TTg", "type": "Chỉ thị", "date": "2021-07-16", "title": "", "held": "false"}),
        ("works", {"number": "200/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn", "held": "true"}),
        ("relations", {"subject_number": "200/KH-UBND", "relation": "implements", "object_number": "19/CT-TTg"}),
        ("relations", {"object_number": "57/2018/QĐ-UBND", "pinpoint": "Điều 4; khoản 1; điểm h", "planned": "true"}),
        ("mentions", {"number": "19/CT-TTg", "works": "https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19"}),
        ("agencies", {"name": "Thủ tướng Chính phủ", "iri": "https://danchieu.example/agency/thu-tuong-chinh-phu"}),
        ("campaigns", {"kind": "đợt thi đua"}),
    ],
)
def test_what_the_tables_hold(folder: Path, table: str, expected: dict[str, str]) -> None:
    assert any(expected.items() <= row.items() for row in read(folder, table))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("tasks", {"lead": "Sở Nội vụ tỉnh Tùng Giang", "deadline": "2025-03-15", "number": "03/CT-UBND"}),
        ("targets", {"key": "grdp", "value": "8.0", "unit": "%", "period": "2025", "number": "03/CT-UBND"}),
    ],
)
def test_tasks_and_targets(drives: Store, tmp_path: Path, table: str, expected: dict[str, str]) -> None:
    write_tables(drives, tmp_path)
    assert any(expected.items() <= row.items() for row in read(tmp_path, table))


@pytest.mark.parametrize("table", ["relations", "mentions"])
def test_every_row_has_its_words(folder: Path, shared: Path, table: str) -> None:
    for row in read(folder, table):
        text = (shared / "seeds" / row["file"]).read_text(encoding="utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["text"].removeprefix("'") or not row["text"]


def test_a_spreadsheet_reads_them_as_utf_8(folder: Path) -> None:
    assert all((folder / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf") for name in TABLES)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1", "@a", "\tx"])
def test_no_cell_is_run_as_a_formula(store: Store, tmp_path: Path, name: str) -> None:
    graph = Graph()
    agency = URIRef("https://x.example/agency/1")
    graph.add((agency, RDF.type, ORG.Organization))
    graph.add((agency, SKOS.prefLabel, Literal(name)))
    store.put_graph("https://x.example/g", graph)
    assert write_tables(store, tmp_path) == 1
    assert read(tmp_path, "agencies")[0]["name"] == f"'{name}"
