from pathlib import Path

import pytest

from search_api.storage.passages import Passage
from search_api.storage.sources import Sources
from tests.search_api.storage.holding import DOCUMENT, PIECES, file


def test_passages_come_in_the_order_asked_for_with_words_and_document(sources: Sources) -> None:
    ids = {words: passage for passage, words in sources.passages.indexed(sources.passages.ids())}
    found = sources.passages.of([ids["gui ve"], 99, ids["kế hoạch"]])
    assert [(p.text, p.passage.headings) for p in found] == [("Gửi về Sở Nội vụ.", ()), ("Kế hoạch.", ("Kế hoạch",))]
    assert [p.document for p in found] == [None, DOCUMENT]


def test_a_document_begins_with_its_first_passage(sources: Sources) -> None:
    assert sources.passages.beginning("a.txt", "d1") == "Kế hoạch."
    assert sources.passages.beginning("a.txt", "d2") == ""


def test_offsets_count_code_points(tmp_path: Path) -> None:
    sources = Sources(tmp_path)
    text = "𝐀é Sở\n\n  Nội vụ"
    sources.put(file(text=text), "p", [], [(Passage(None, 2, len(text)), False, "x")])
    assert [p.text for p in sources.passages.of(sorted(sources.passages.ids()))] == [text[2:]]


def test_a_passage_indexed_anew_gets_a_new_id(sources: Sources) -> None:
    (damaged,) = sources.passages.damaged(1)
    sources.passages.reindex([(damaged, "gui ve")], 1)
    assert sources.passages.damaged(1) == [damaged]
    sources.passages.reindex([(damaged, "gửi về")], 1)
    (mended,) = sources.passages.damaged(1)
    assert mended.id != damaged.id
    assert sources.passages.indexed([mended.id, damaged.id]) == [(mended.id, "gửi về")]


def test_ids_stand_for_file_place_and_words(sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Sources(tmp_path / "other")
    other.put(file("b.txt"), "p", [], PIECES)
    assert not other.passages.ids() & sources.passages.ids()
    other.put(file("a.txt"), "p", [], PIECES)
    assert other.passages.ids() > sources.passages.ids()


@pytest.mark.parametrize(
    ("lines", "read_anew"),
    [(1_000, set()), (1_050, set()), (1_070, {"a", "b"}), (930, {"a", "b"})],
)
def test_of_many_damaged_passages_those_are_read_anew_that_an_outgrown_model_read(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, lines: int, read_anew: set[str]
) -> None:
    for name in "ab":
        sources.put(file(f"{name}.txt", "gui ve"), "program", [], [(Passage(None, 0, 6), True, "gui ve")])
    sources.passages.reindex(((held, "gửi về") for held in sources.passages.damaged(1_000)), 1_000)
    assert len(sources.passages.damaged(lines)) == 2  # few enough to be exact
    monkeypatch.setattr("search_api.storage.passage_rows._FEW", 1)
    sources.put(file("new.txt", "so noi vu"), "program", [], [(Passage(None, 0, 9), True, "so noi vu")])
    assert {held.file for held in sources.passages.damaged(lines)} == {f"{name}.txt" for name in read_anew | {"new"}}
