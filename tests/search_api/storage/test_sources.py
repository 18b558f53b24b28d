from pathlib import Path

from search_api.collection import Collection
from search_api.storage.held import SourceFile
from search_api.storage.passages import Passage
from search_api.storage.sources import Sources
from tests.search_api.storage.holding import DOCUMENT, PIECES, TEXT, file


def test_new_content_takes_the_place_of_the_old(sources: Sources) -> None:
    sources.put(SourceFile("b.txt", "/kho/a.txt", "Mới.", "def"), "next", [], [(Passage(None, 0, 4), False, "mới")])
    assert sources.held() == {"/kho/a.txt": ("a.txt", "def")}
    assert (sources.text("a.txt"), sources.documents(), len(sources.passages.ids())) == ("Mới.", [], 1)
    assert (sources.outdated("next"), sources.outdated("later")) == (0, 1)


def test_dropping_a_file_drops_what_came_from_it(sources: Sources) -> None:
    sources.drop("a.txt")
    assert (sources.held(), sources.documents(), sources.passages.ids()) == ({}, [], frozenset())


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


def test_documents_are_found_by_file_and_by_work(sample_collection: Collection) -> None:
    every = sample_collection.documents()
    for one in every:
        assert sample_collection.documents_in(one.file) == [other for other in every if other.file == one.file]
        if one.iri:
            assert sample_collection.documents_of(one.iri) == [other for other in every if other.iri == one.iri]
    assert sample_collection.documents_in("none") == sample_collection.documents_of("none") == []
