from pathlib import Path

import numpy as np
import pytest

from search_api.passages import Passage
from search_api.sources import HeldDocument, Sources

TEXT = "Kế hoạch. Gửi về Sở Nội vụ."
DOCUMENT = HeldDocument("a.txt", "d1", 0, 27, "Kế hoạch", "5/KH-UBND", "2021-01-02", "UBND", "Công tác")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    made = Sources(tmp_path)
    made.put_file("a.txt", "/kho/a.txt", TEXT, "abc")
    derive(made)
    return made


def derive(sources: Sources) -> None:
    (file,) = sources.unfinished()
    pieces = [(Passage("d1", 0, 9, ("Kế hoạch",)), False, "kế hoạch"), (Passage(None, 10, 27), True, "gui ve")]
    sources.put_derived(file, [DOCUMENT], pieces)


def test_a_file_is_unfinished_until_its_content_is_derived(sources: Sources) -> None:
    assert sources.unfinished() == []
    sources.put_file("b.txt", "/kho/a.txt", TEXT, "def")
    (file,) = sources.unfinished()
    assert (file.path, file.digest) == ("a.txt", "def")
    assert sources.held() == {"/kho/a.txt": ("a.txt", "def")}


def test_passages_come_in_the_order_asked_for_with_words_and_document(sources: Sources) -> None:
    ids = {words: passage for passage, words in sources.indexed(sources.passage_ids())}
    found = sources.passages([ids["gui ve"], 99, ids["kế hoạch"]])
    assert [(p.text, p.passage.headings) for p in found] == [("Gửi về Sở Nội vụ.", ()), ("Kế hoạch.", ("Kế hoạch",))]
    assert [p.document for p in found] == [None, DOCUMENT]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    sources = Sources(tmp_path)
    text = "𝐀é Sở\n\n  Nội vụ"
    sources.put_file("a.txt", "/a.txt", text, "1")
    (file,) = sources.unfinished()
    sources.put_derived(file, [], [(Passage(None, 2, len(text)), False, "x")])
    assert [p.text for p in sources.passages(sorted(sources.passage_ids()))] == [text[2:]]


def test_a_passage_indexed_anew_gets_a_new_id(sources: Sources) -> None:
    (damaged,) = sources.damaged()
    sources.reindex([(damaged, "gui ve")])
    assert sources.damaged() == [damaged]
    sources.reindex([(damaged, "gửi về")])
    (mended,) = sources.damaged()
    assert mended.id != damaged.id
    assert sources.indexed([mended.id, damaged.id]) == [(mended.id, "gửi về")]


def test_ids_stand_for_file_place_and_words(sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Sources(tmp_path / "other")
    other.put_file("b.txt", "/kho/b.txt", TEXT, "abc")
    derive(other)
    assert not other.passage_ids() & sources.passage_ids()
    other.put_file("a.txt", "/kho/a.txt", TEXT, "abc")
    derive(other)
    assert other.passage_ids() > sources.passage_ids()


def test_vectors_are_kept_by_model_and_words(sources: Sources) -> None:
    ids = sources.passage_ids()
    vectors = np.eye(2, dtype=np.float32)
    sources.put_vectors("m", ["kế hoạch", "thừa"], vectors)
    assert sources.vectors("other", ids) == {}
    (found,) = sources.vectors("m", ids).values()
    assert found.tolist() == [1, 0]
    sources.put_file("a.txt", "/kho/a.txt", TEXT, "new")
    derive(sources)
    assert len(sources.vectors("m", sources.passage_ids())) == 1


def test_vectors_of_no_passage_are_forgotten(sources: Sources) -> None:
    sources.put_vectors("m", ["kế hoạch", "thừa"], np.eye(2, dtype=np.float32))
    sources.mark_dropped(["a.txt"])
    for file in sources.unfinished():
        sources.drop_file(file)
    assert sources.passage_ids() == frozenset()
    assert sources.documents() == []
    sources.forget_vectors()
    sources.put_file("a.txt", "/kho/a.txt", TEXT, "abc")
    derive(sources)
    assert sources.vectors("m", sources.passage_ids()) == {}


def test_works_are_noted_beside_the_documents(sources: Sources) -> None:
    assert sources.unlinked
    sources.put_works([("a.txt", "d1", "https://example.org/eli/1"), ("none.txt", "d1", "x")])
    assert [d.iri for d in sources.documents()] == ["https://example.org/eli/1"]
    assert not sources.unlinked


def test_what_is_pinned_does_not_change(sources: Sources, tmp_path: Path) -> None:
    reader = Sources(tmp_path)
    reader.pin()
    sources.mark_dropped(["a.txt"])
    for file in sources.unfinished():
        sources.drop_file(file)
    sources.count_version()
    assert (reader.version, len(reader.documents()), reader.text("a.txt")) == (0, 1, TEXT)
    assert (Sources(tmp_path).version, Sources(tmp_path).documents()) == (1, [])
