from pathlib import Path

import numpy as np

from search_api.sources import key_of
from search_api.vector_cache import VectorCache


def test_vectors_are_kept_by_model_and_words(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path)
    cache.put("m", ["kế hoạch", "thừa"], np.eye(2, dtype=np.float32))
    assert cache.get("other", ["kế hoạch"]) == {}
    found = VectorCache(tmp_path).get("m", ["kế hoạch", "mới"])
    assert {text: vector.tolist() for text, vector in found.items()} == {"kế hoạch": [1, 0]}


def test_vectors_of_no_passage_are_forgotten(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path)
    cache.put("m", ["kế hoạch", "thừa"], np.eye(2, dtype=np.float32))
    cache.keep_only({key_of("kế hoạch")})
    assert list(cache.get("m", ["kế hoạch", "thừa"])) == ["kế hoạch"]
