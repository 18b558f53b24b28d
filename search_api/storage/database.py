"""The SQLite file of a collection: its tables, and the format in which they and the files beside them are stored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from search_api.errors import CollectionError

FILE: Final = "sources.sqlite"
FORMAT: Final = 6
"""Counts changes of the tables below and of the files of an edition that older programs cannot use."""
_OLDEST: Final = 4
"""Since this format tables and columns were only added: the schema adds what a collection lacks."""

_COLUMNS: Final = ("kind TEXT NOT NULL DEFAULT 'text'", "pages TEXT NOT NULL DEFAULT '[]'")
_SCHEMA: Final = f"""
BEGIN;
CREATE TABLE IF NOT EXISTS files(
    id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, location TEXT UNIQUE NOT NULL,
    text TEXT NOT NULL, digest TEXT NOT NULL, program TEXT NOT NULL, {_COLUMNS[0]}, {_COLUMNS[1]});
CREATE TABLE IF NOT EXISTS documents(
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, id TEXT NOT NULL, start INTEGER, end INTEGER,
    type TEXT, number TEXT, date TEXT, issuer TEXT, title TEXT, iri TEXT, PRIMARY KEY(file, id));
CREATE INDEX IF NOT EXISTS documents_by_work ON documents(iri);
CREATE TABLE IF NOT EXISTS passages(
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    document TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, headings TEXT NOT NULL,
    damaged INTEGER NOT NULL, indexed TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_file ON passages(file);
CREATE INDEX IF NOT EXISTS passages_by_key ON passages(key);
CREATE INDEX IF NOT EXISTS passages_damaged ON passages(damaged) WHERE damaged<>0;
CREATE TABLE IF NOT EXISTS staged(
    location TEXT PRIMARY KEY, path TEXT UNIQUE NOT NULL, text TEXT NOT NULL, digest TEXT,
    program TEXT, triples BLOB, documents TEXT, passages TEXT, {_COLUMNS[0]}, {_COLUMNS[1]});
CREATE TABLE IF NOT EXISTS imports(
    digest TEXT PRIMARY KEY, name TEXT UNIQUE NOT NULL, day TEXT NOT NULL, suffix TEXT NOT NULL,
    content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS graphs(iri TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS corrections(
    id TEXT PRIMARY KEY, path TEXT NOT NULL, said TEXT NOT NULL, lost INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS corrections_of_file ON corrections(path);
CREATE TABLE IF NOT EXISTS state(id INTEGER PRIMARY KEY CHECK(id = 1), version INTEGER NOT NULL);
PRAGMA user_version={FORMAT};
COMMIT;
"""


def open_database(folder: Path) -> sqlite3.Connection:
    """Opens the file in the folder of a collection, or makes it.

    Raises:
        CollectionError: if its format is not that of this program; the message says what to do.
        sqlite3.DatabaseError: if what is there is not such a file.
    """
    database = sqlite3.connect(folder / FILE, check_same_thread=False, isolation_level=None)
    try:
        if database.execute("SELECT 1 FROM sqlite_schema WHERE name='files'").fetchone():
            found = database.execute("PRAGMA user_version").fetchone()[0]
            check_format(found, str(folder))
            if found < FORMAT:
                _add_columns(database)
                database.executescript(_SCHEMA)
        else:
            database.executescript("PRAGMA journal_mode=WAL;" + _SCHEMA)
        database.executescript("PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;")
    except BaseException:
        database.close()
        raise
    return database


def _add_columns(database: sqlite3.Connection) -> None:
    """Adds what older formats did not keep of a file; what a process that died had added already stays."""
    for table in ("files", "staged"):
        there = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
        for column in _COLUMNS:
            if column.split(" ", 1)[0] not in there:
                database.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def copy_database(database: sqlite3.Connection, path: Path) -> None:
    """Writes what a connection sees of its database, of one moment, to a new file."""
    with closing(sqlite3.connect(path)) as copy:
        database.backup(copy)


def check_format(found: int, place: str) -> None:
    """Refuses a collection or backup of another format.

    Raises:
        CollectionError: if it is not that of this program; the message says what to do.
    """
    if found < _OLDEST:
        raise CollectionError(
            f"{place} do một phiên bản cũ hơn của chương trình tạo ra (định dạng {found}, nay là {FORMAT}). "
            "Hãy chọn thư mục dữ liệu khác bằng --data (hoặc đổi tên thư mục cũ) rồi chạy lại `danchieu ingest` "
            "với các tệp nguồn."
        )
    if found > FORMAT:
        raise CollectionError(
            f"{place} do một phiên bản mới hơn của chương trình tạo ra (định dạng {found}, phiên bản này chỉ đọc "
            f"được {FORMAT}). Hãy cập nhật chương trình, hoặc khôi phục một bản sao lưu cũ hơn bằng "
            "`danchieu restore`."
        )
