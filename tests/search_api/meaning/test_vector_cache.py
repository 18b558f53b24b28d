from pathlib import Path

import numpy as np
import pytest

from search_api.errors import CollectionError
from search_api.meaning.vector_cache import FILE, VectorCache

VECTORS = np.eye(2, dtype=np.float32)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    made = VectorCache(tmp_path)
    made.put("m", ["a", "b"], VECTORS)
    return made


def test_vectors_are_kept_by_model_and_words(cache: VectorCache, tmp_path: Path) -> None:
    assert cache.get("other", ["a"]) == {}
    found = VectorCache(tmp_path).get("m", ["a", "c"])
    assert {key: vector.tolist() for key, vector in found.items()} == {"a": [1, 0]}


def test_what_came_after_a_place_is_told(cache: VectorCache) -> None:
    before = cache.newest
    assert cache.keys("m", before) == frozenset()
    cache.put("m", ["b", "c"], VECTORS)
    assert cache.keys("m", before) == {"c"}
    assert cache.keys("m") == {"a", "b", "c"}
    assert cache.newest > before
    cache.drop(["c"])
    cache.put("m", ["d"], VECTORS[:1])
    assert cache.keys("m", before + 1) == {"d"}, "a place was used twice"


def test_words_of_no_passage_are_forgotten_of_every_model(cache: VectorCache) -> None:
    cache.put("n", ["b"], VECTORS[:1])
    assert cache.strangers({"a"}) == {"b"}
    cache.drop(["b", "never there"])
    assert (cache.keys("m"), cache.keys("n")) == ({"a"}, frozenset())


def test_another_file_is_taken_in(cache: VectorCache, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = VectorCache(tmp_path / "other")
    other.put("m", ["b", "c"], VECTORS[::-1])
    cache.merge(tmp_path / "other" / FILE)
    assert {key: vector.tolist() for key, vector in cache.get("m", ["b", "c"]).items()} == {"b": [0, 1], "c": [1, 0]}


def test_a_damaged_file_is_told_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"garbage" * 1000)
    with pytest.raises(CollectionError, match=FILE):
        VectorCache(tmp_path)
