from pathlib import Path

import pytesseract
import pytest
from PIL.Image import Image

from ingest.reading import Limits, UnreadableFileError, read


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_recognised(pictures: list[Image], tmp_path: Path, form: str) -> None:
    path = tmp_path / f"trang.{form.lower()}"
    pictures[1].save(path, form)
    source = read(path)
    assert (source.kind, source.pages) == ("scan", (0,))
    assert "Trang sau" in source.text


def test_a_picture_may_have_pages(pictures: list[Image], tmp_path: Path) -> None:
    path = tmp_path / "ban quet.tif"
    pictures[1].save(path, "TIFF", save_all=True, append_images=[pictures[1]])
    source = read(path)
    assert [source.text[start:].partition(" ")[0] for start in source.pages] == ["Trang", "Trang"]
    with pytest.raises(UnreadableFileError, match="2 trang"):
        read(path, Limits(pages=1))


@pytest.mark.parametrize(
    ("error", "why", "fix"),
    [
        (pytesseract.TesseractNotFoundError(), "no_ocr", "tesseract-ocr-vie"),
        (pytesseract.TesseractError(1, "Error opening data file vie.traineddata"), "no_vie", "tesseract-ocr-vie"),
        (pytesseract.TesseractError(1, "bad picture"), "broken", "tải lại"),
        (RuntimeError("Tesseract process timeout"), "slow", "DANCHIEU_PAGE_SECONDS"),
    ],
)
def test_what_is_missing_is_told_with_the_fix(
    pictures: list[Image], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, why: str, fix: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pytesseract, "image_to_data", fail)
    path = tmp_path / "a.png"
    pictures[1].save(path)
    with pytest.raises(UnreadableFileError, match=fix) as caught:
        read(path)
    assert caught.value.why == why
