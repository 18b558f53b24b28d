import csv
import re
from pathlib import Path

import pytest

from ingest import data
from ontology.authority import law_names
from ontology.iris import slug

FOLDER = Path(data.__file__).parent
TABLES = sorted(path.name for path in FOLDER.glob("*.toml"))


def test_the_folder_holds_nothing_else() -> None:
    rest = {path.name for path in FOLDER.iterdir() if path.is_file()} - {*TABLES, "__init__.py"}
    assert rest == {"laws.csv", "units.csv"}
    assert TABLES


@pytest.mark.parametrize("name", TABLES)
def test_a_table_loads_once_and_says_what_it_is_and_whence(name: str) -> None:
    table = data.load(name)
    assert table
    assert table is data.load(name)
    head = re.match(r"(?:#.*\n)+", (FOLDER / name).read_text(encoding="utf-8"))
    assert head, "the first lines are a comment"
    assert re.search(r"Source|Nghị định|Luật ", head[0]), "which names the source"


def test_other_laws_have_a_type_and_a_name_that_the_authority_file_lacks() -> None:
    source, *table = (FOLDER / "laws.csv").read_text(encoding="utf-8").splitlines()
    assert source.startswith("# Source: ")
    rows = list(csv.DictReader(table))
    assert rows
    for row in rows:
        assert row["type"] in {"Luật", "Bộ luật", "Pháp lệnh"}
        assert row["name"] == " ".join(row["name"].split()) != ""
    assert {slug(row["name"]) for row in rows}.isdisjoint(map(slug, law_names()))


def test_a_file_that_is_missing_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        data.load("missing.toml")
