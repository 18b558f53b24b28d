from pathlib import Path

import pypdfium2
import pytest
from PIL.Image import Image

from ingest.reading import Limits, UnreadableFileError, read


def test_lines_are_put_together_and_numbers_of_pages_left_out(letter: Path) -> None:
    source = read(letter)
    first, second = source.text[: source.pages[1]], source.text[source.pages[1] :]
    assert first.startswith(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2025 của Ủy ban nhân dân tỉnh Tùng Giang về công"
    )
    assert "những nội dung sau đây:\n" in first
    assert "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023." in first
    assert "Nơi nhận:\nNhư trên\n" in first
    assert second == "Trang sau của công văn có đủ chữ để không bị coi là bản quét.\n"


def test_ruled_tables_are_rows(letter: Path) -> None:
    assert (
        "| Nội dung | Chủ trì |\n|---|---|\n| Báo cáo kết quả thực hiện phong trào thi đua | Sở Nội vụ |\n"
        "| Khen thưởng | Sở Tài chính |\n"
    ) in read(letter).text


def test_a_page_that_is_a_picture_is_recognised(pictures: list[Image], tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    pictures[0].save(scan, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    source = read(scan)
    assert source.kind == "scan"
    assert "Kế hoạch số 12/KH-UBND ngày 15/01/2025" in source.text
    assert source.text[source.pages[1] :].startswith("Trang sau")


def test_too_many_pages_are_refused(letter: Path) -> None:
    with pytest.raises(UnreadableFileError, match="2 trang vượt giới hạn 1 trang") as caught:
        read(letter, Limits(pages=1))
    assert caught.value.why == "pages"


def test_an_empty_page_has_a_place_too(tmp_path: Path, letter: Path) -> None:
    with pypdfium2.PdfDocument(letter) as document:
        document.new_page(595, 842, 1)
        document.save(tmp_path / "three.pdf")
    source = read(tmp_path / "three.pdf")
    assert len(source.pages) == 3
    assert source.pages[1] == source.pages[2]
