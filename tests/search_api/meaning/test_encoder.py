import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from search_api.meaning.default_model import ModelError
from search_api.meaning.encoder import SentenceEncoder
from search_api.settings import Settings


@pytest.fixture
def settings(encoder: SentenceEncoder) -> Settings:
    return encoder._settings


def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder: SentenceEncoder) -> None:
    passages = encoder.passages(["Gửi kế hoạch về Sở Nội vụ trước ngày 20/01/2021.", "Nơi nhận: Lưu: VT."])
    question = encoder.queries(["hạn gửi kế hoạch công tác thi đua"])
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-4)
    assert np.argmax(passages @ question[0]) == 0


def test_a_missing_model_is_named_with_the_fix(tmp_path: Path) -> None:
    encoder = SentenceEncoder(Settings(model=str(tmp_path / "nowhere")))
    with pytest.raises(ModelError, match="DANCHIEU_MODEL"):
        encoder.queries(["câu hỏi"])


def test_a_model_is_loaded_in_the_background_after_what_comes_first(settings: Settings) -> None:
    go, order = threading.Event(), []
    encoder = SentenceEncoder(settings)
    assert not encoder.loading
    encoder.load_in_background(lambda: order.append(go.wait(10)))
    assert encoder.loading
    go.set()
    assert encoder.queries(["câu hỏi"]).shape == (1, 384)
    limit = time.monotonic() + 10
    while encoder.loading and time.monotonic() < limit:
        time.sleep(0.01)
    assert (encoder.loading, encoder.failure, order) == (False, None, [True])


def test_what_fails_in_the_background_is_kept_to_be_told(tmp_path: Path) -> None:
    encoder = SentenceEncoder(Settings(model=str(tmp_path / "nowhere")))
    encoder.load_in_background(lambda: None)
    limit = time.monotonic() + 10
    while encoder.loading and time.monotonic() < limit:
        time.sleep(0.01)
    assert "DANCHIEU_MODEL" in (encoder.failure or "")


def test_a_vector_depends_on_its_text_alone(encoder: SentenceEncoder) -> None:
    text, others = "Gửi kế hoạch về Sở Nội vụ.", ["Nơi nhận: Lưu: VT. " * 40, "Điều 1."]
    alone = encoder.passages([text])[0]
    assert np.array_equal(encoder.passages([others[0], text, others[1]])[1], alone)


def test_a_sentence_transformers_folder_is_opened(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "kế": 1, "hoạch": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=np.eye(3))]).save(str(tmp_path / "m"))
    encoder = SentenceEncoder(Settings(model=str(tmp_path / "m")), threads=1)
    assert encoder.name == "m"
    assert np.allclose(encoder.queries(["kế hoạch"]), [[0, 0.5**0.5, 0.5**0.5]])
    assert np.allclose(encoder.passages(["kế kế"]), [[0, 1, 0]])


def test_importing_loads_no_model_library() -> None:
    code = "import sys, search_api.meaning.encoder; print({'torch', 'transformers', 'onnxruntime'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"set()\n"


def test_the_default_model_needs_no_torch(encoder: SentenceEncoder) -> None:
    code = (
        "import sys; from pathlib import Path; from search_api.meaning.encoder import SentenceEncoder\n"
        "from search_api.settings import Settings\n"
        "print(SentenceEncoder(Settings(models=Path(sys.argv[1]))).queries(['x']).shape, 'torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(encoder._settings.models)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "(1, 384) False\n"
