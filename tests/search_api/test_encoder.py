import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from search_api.default_model import ModelError
from search_api.encoder import SentenceEncoder
from search_api.settings import Settings


def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder: SentenceEncoder) -> None:
    passages = encoder.passages(["Gửi kế hoạch về Sở Nội vụ trước ngày 20/01/2021.", "Nơi nhận: Lưu: VT."])
    question = encoder.queries(["hạn gửi kế hoạch công tác thi đua"])
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-4)
    assert np.argmax(passages @ question[0]) == 0


def test_a_missing_model_is_named_with_the_fix(tmp_path: Path) -> None:
    encoder = SentenceEncoder(Settings(model=str(tmp_path / "nowhere")))
    with pytest.raises(ModelError, match="DANCHIEU_MODEL"):
        encoder.queries(["câu hỏi"])


def test_importing_loads_no_model_library() -> None:
    code = "import sys, search_api.encoder; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
