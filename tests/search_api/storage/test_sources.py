from pathlib import Path

import pytest

from search_api.collection import Collection
from search_api.storage.passages import Passage
from search_api.storage.sources import HeldDocument, SourceFile, Sources

TEXT = "Kế hoạch. Gửi về Sở Nội vụ."
DOCUMENT = HeldDocument("a.txt", "d1", 0, 27, "Kế hoạch", "5/KH-UBND", "2021-01-02", "UBND", "Công tác")
PIECES = [(Passage("d1", 0, 9, ("Kế hoạch",)), False, "kế hoạch"), (Passage(None, 10, 27), True, "gui ve")]


def file(path: str = "a.txt", text: str = TEXT) -> SourceFile:
    return SourceFile(path, f"/kho/{path}", text, "abc")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    made = Sources(tmp_path)
    made.put(file(), "program", [DOCUMENT], PIECES)
    return made


def test_new_content_takes_the_place_of_the_old(sources: Sources) -> None:
    sources.put(SourceFile("b.txt", "/kho/a.txt", "Mới.", "def"), "next", [], [(Passage(None, 0, 4), False, "mới")])
    assert sources.held() == {"/kho/a.txt": ("a.txt", "def")}
    assert (sources.text("a.txt"), sources.documents(), len(sources.passage_ids())) == ("Mới.", [], 1)
    assert (sources.outdated("next"), sources.outdated("later")) == (0, 1)


def test_passages_come_in_the_order_asked_for_with_words_and_document(sources: Sources) -> None:
    ids = {words: passage for passage, words in sources.indexed(sources.passage_ids())}
    found = sources.passages([ids["gui ve"], 99, ids["kế hoạch"]])
    assert [(p.text, p.passage.headings) for p in found] == [("Gửi về Sở Nội vụ.", ()), ("Kế hoạch.", ("Kế hoạch",))]
    assert [p.document for p in found] == [None, DOCUMENT]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    sources = Sources(tmp_path)
    text = "𝐀é Sở\n\n  Nội vụ"
    sources.put(file(text=text), "p", [], [(Passage(None, 2, len(text)), False, "x")])
    assert [p.text for p in sources.passages(sorted(sources.passage_ids()))] == [text[2:]]


def test_a_passage_indexed_anew_gets_a_new_id(sources: Sources) -> None:
    (damaged,) = sources.damaged(1)
    sources.reindex([(damaged, "gui ve")], 1)
    assert sources.damaged(1) == [damaged]
    sources.reindex([(damaged, "gửi về")], 1)
    (mended,) = sources.damaged(1)
    assert mended.id != damaged.id
    assert sources.indexed([mended.id, damaged.id]) == [(mended.id, "gửi về")]


def test_ids_stand_for_file_place_and_words(sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Sources(tmp_path / "other")
    other.put(file("b.txt"), "p", [], PIECES)
    assert not other.passage_ids() & sources.passage_ids()
    other.put(file("a.txt"), "p", [], PIECES)
    assert other.passage_ids() > sources.passage_ids()


def test_dropping_a_file_drops_what_came_from_it(sources: Sources) -> None:
    sources.drop("a.txt")
    assert (sources.held(), sources.documents(), sources.passage_ids()) == ({}, [], frozenset())


def test_works_are_noted_beside_the_documents(sources: Sources) -> None:
    sources.put_works([("a.txt", "d1", "https://example.org/eli/1"), ("none.txt", "d1", "x")])
    assert [d.iri for d in sources.documents()] == ["https://example.org/eli/1"]
    sources.put(file(), "program", [DOCUMENT], PIECES)
    assert [d.iri for d in sources.documents()] == [None]


def test_what_is_pinned_does_not_change(sources: Sources, tmp_path: Path) -> None:
    reader = Sources(tmp_path)
    reader.pin()
    sources.drop("a.txt")
    sources.set_version(1)
    assert (reader.version, len(reader.documents()), reader.text("a.txt")) == (0, 1, TEXT)
    assert (Sources(tmp_path).version, Sources(tmp_path).documents()) == (1, [])


def test_files_are_found_by_place_and_by_path(sources: Sources) -> None:
    assert sources.held_at(["/kho/a.txt", "/kho/b.txt"]) == {"/kho/a.txt": ("a.txt", "abc")}
    assert (sources.location("a.txt"), sources.location("b.txt")) == ("/kho/a.txt", None)


@pytest.mark.parametrize(
    ("lines", "read_anew"),
    [(1_000, set()), (1_050, set()), (1_070, {"a", "b"}), (930, {"a", "b"})],
)
def test_of_many_damaged_passages_those_are_read_anew_that_an_outgrown_model_read(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, lines: int, read_anew: set[str]
) -> None:
    for name in "ab":
        sources.put(file(f"{name}.txt", "gui ve"), "program", [], [(Passage(None, 0, 6), True, "gui ve")])
    sources.reindex(((held, "gửi về") for held in sources.damaged(1_000)), 1_000)
    assert len(sources.damaged(lines)) == 2  # few enough to be exact
    monkeypatch.setattr("search_api.storage.sources._FEW", 1)
    sources.put(file("new.txt", "so noi vu"), "program", [], [(Passage(None, 0, 9), True, "so noi vu")])
    assert {held.file for held in sources.damaged(lines)} == {f"{name}.txt" for name in read_anew | {"new"}}


def test_documents_are_found_by_file_and_by_work(sample_collection: Collection) -> None:
    every = sample_collection.documents()
    for one in every:
        assert sample_collection.documents_in(one.file) == [other for other in every if other.file == one.file]
        if one.iri:
            assert sample_collection.documents_of(one.iri) == [other for other in every if other.iri == one.iri]
    assert sample_collection.documents_in("none") == sample_collection.documents_of("none") == []
