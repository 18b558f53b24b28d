from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from search_api.meaning.known import KnownVectors, Meaning
from search_api.meaning.vector_cache import VectorCache
from search_api.meaning.vectors import VectorIndex
from search_api.storage.held import SourceFile
from search_api.storage.passage_rows import key_of
from search_api.storage.passages import Passage
from search_api.storage.sources import Sources

NEAR = np.array([1, 0, 0, 0], np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kho").mkdir()
    return tmp_path / "kho"


@pytest.fixture
def known(folder: Path) -> Iterator[KnownVectors]:
    with closing(KnownVectors(folder, "m")) as made:
        yield made


def edition(folder: Path, stack: ExitStack, **files: str) -> Sources:
    """Rows as they are with these files, each of which is one passage; they stay so."""
    with closing(Sources(folder)) as sources:
        for path, _ in list(sources.held().values()):
            sources.drop(path)
        for path, text in files.items():
            passage = Passage(None, 0, len(text), ())
            sources.put(SourceFile(path, path, text, "digest"), "program", [], [(passage, False, text)])
    pinned = stack.enter_context(closing(Sources(folder)))
    pinned.pin()
    return pinned


def encode(folder: Path, **vectors: int) -> None:
    with closing(VectorCache(folder)) as cache:
        for text, axis in vectors.items():
            cache.put("m", [key_of(text)], np.eye(4, dtype=np.float32)[axis : axis + 1])


def texts(sources: Sources, found: dict[int, float]) -> list[str]:
    return [held.text for held in sources.passages.of(list(found))]


def test_passages_are_found_as_they_are_encoded(folder: Path, known: KnownVectors) -> None:
    with ExitStack() as stack:
        sources = edition(folder, stack, a="xã", b="xã", c="huyện")
        meaning = Meaning(sources, known)
        assert not meaning.loaded
        meaning.refresh()
        assert (meaning.encoded, len(meaning.waiting)) == (0, 3)
        encode(folder, xã=0)
        meaning.refresh()
        assert meaning.encoded == 2, "the same words in two files have one vector"
        assert texts(sources, meaning.nearest(NEAR, 9)) == ["xã", "xã"]
        encode(folder, huyện=1)
        meaning.refresh()
        assert meaning.waiting == frozenset()
        assert texts(sources, meaning.nearest(NEAR, 9))[-1] == "huyện"


def test_editions_share_vectors_and_see_their_own_passages_only(folder: Path, known: KnownVectors) -> None:
    with ExitStack() as stack:
        encode(folder, xã=0, tỉnh=0, huyện=1)
        first = edition(folder, stack, a="xã", b="tỉnh")
        old = Meaning(first, known)
        old.refresh()
        second = edition(folder, stack, a="xã", c="huyện")
        new = Meaning(second, known)
        new.refresh()
        assert set(texts(first, old.nearest(NEAR, 9))) == {"xã", "tỉnh"}
        assert texts(second, new.nearest(NEAR, 9)) == ["xã", "huyện"]
        assert texts(second, new.nearest(NEAR, 2)) == ["xã", "huyện"], "passages of another edition took the places"
        assert texts(second, new.nearest(NEAR, 1)) == ["xã"]


def test_what_is_encoded_at_the_start_is_indexed_once(
    folder: Path, known: KnownVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = list[int]()
    add = VectorIndex.add

    def counted(index: VectorIndex, ids: list[int], vectors: np.ndarray) -> None:
        added.append(len(ids))
        add(index, ids, vectors)

    monkeypatch.setattr(VectorIndex, "add", counted)
    monkeypatch.setattr("search_api.meaning.known._CHUNK", 2)
    with ExitStack() as stack:
        encode(folder, **dict.fromkeys("abcde", 1), xã=0)
        sources = edition(folder, stack, **{name: name for name in "abcdef"}, g="xã", h="xã")
        meaning = Meaning(sources, known)
        meaning.refresh()
        assert (added, meaning.encoded, len(meaning.waiting)) == ([7], 7, 1)
        assert set(texts(sources, meaning.nearest(NEAR, 2))) == {"xã"}
