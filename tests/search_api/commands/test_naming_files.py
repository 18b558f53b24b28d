import pytest

from search_api.commands.naming_files import documents_named, imports_named
from search_api.storage.held import HeldDocument
from search_api.storage.imports import HeldImport

DOCUMENTS = [
    HeldDocument("a/b.txt", "d1", 0, 9, "Chỉ thị", "03/CT-UBND", None, None, None, "http://x/1"),
    HeldDocument("a/b.txt", "d2", 9, 20, "Kế hoạch", "27/KH-UBND", None, None, None, "http://x/2"),
    HeldDocument("c.txt", "d1", 0, 9, "Chỉ thị", "03/CT-UBND", None, None, None),
]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a/b.txt", [0, 1]),
        ("B.TXT", [0, 1]),
        (" 03/ct-ubnd ", [0, 2]),
        ("http://x/2", [1]),
        ("28/KH-UBND", []),
        ("", []),
    ],
)
def test_documents(name: str, found: list[int]) -> None:
    assert documents_named(DOCUMENTS, name) == tuple(DOCUMENTS[index] for index in found)


@pytest.mark.parametrize(
    ("name", "found"), [("a/x.ttl", True), ("x.ttl", True), ("0123abcd", True), ("0123", False), ("y.ttl", False)]
)
def test_imports(name: str, found: bool) -> None:
    held = HeldImport(digest="0123abcd" * 8, name="a/x.ttl", day="2024-01-01")
    assert bool(imports_named([held], name)) is found
