"""A file, as a collection holds it."""

from search_api.storage.held import HeldDocument, SourceFile
from search_api.storage.passages import Passage

TEXT = "Kế hoạch. Gửi về Sở Nội vụ."
DOCUMENT = HeldDocument("a.txt", "d1", 0, 27, "Kế hoạch", "5/KH-UBND", "2021-01-02", "UBND", "Công tác")
PIECES = [(Passage("d1", 0, 9, ("Kế hoạch",)), False, "kế hoạch"), (Passage(None, 10, 27), True, "gui ve")]


def file(path: str = "a.txt", text: str = TEXT) -> SourceFile:
    return SourceFile(path, f"/kho/{path}", text, "abc")
