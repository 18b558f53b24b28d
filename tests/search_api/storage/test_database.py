import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from search_api.errors import CollectionError
from search_api.storage.database import FORMAT, open_database


@pytest.mark.parametrize(
    ("found", "advice"), [(FORMAT - 3, "cũ hơn.*danchieu ingest"), (FORMAT + 1, "mới hơn.*cập nhật.*restore")]
)
def test_another_format_is_told_and_left_alone(tmp_path: Path, found: int, advice: str) -> None:
    with closing(open_database(tmp_path)) as database:
        database.execute(f"PRAGMA user_version={found}")
    before = (tmp_path / "sources.sqlite").read_bytes()
    with pytest.raises(CollectionError, match=advice):
        open_database(tmp_path)
    assert (tmp_path / "sources.sqlite").read_bytes() == before


def test_what_only_lacks_tables_and_columns_is_given_them(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        database.execute(
            "INSERT INTO files(path, location, text, digest, program) VALUES('a.txt', '/kho/a.txt', 'x', '1', 'p')"
        )
        database.executescript(
            "DROP TABLE graphs; ALTER TABLE files DROP COLUMN kind; ALTER TABLE staged DROP COLUMN pages;"
            f"PRAGMA user_version={FORMAT - 2}"
        )
    with closing(open_database(tmp_path)) as database:
        assert database.execute("SELECT count(*) FROM graphs").fetchone() == (0,)
        assert database.execute("SELECT kind, pages FROM files").fetchone() == ("text", "[]")
        assert database.execute("SELECT count(pages) FROM staged").fetchone() == (0,)
        assert database.execute("PRAGMA user_version").fetchone() == (FORMAT,)


def test_a_collection_of_before_formats_were_counted_is_older(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "sources.sqlite")) as database:
        database.execute("CREATE TABLE files(id INTEGER PRIMARY KEY)")
    with pytest.raises(CollectionError, match="cũ hơn"):
        open_database(tmp_path)
