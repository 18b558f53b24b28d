import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytesseract
import pytest
from PIL.Image import Image

LETTER = """<meta charset="utf-8"><style>
@page { size: A4; margin: 20mm 20mm 20mm 30mm } body { font: 14pt serif } p { margin: 0 0 6pt; text-align: justify }
table { border-collapse: collapse } td { border: 1px solid; padding: 3pt; width: 50mm } .next { break-before: page }
.number { text-align: center } .full { text-align-last: justify }</style>
<p class="number">1</p>
<p>Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2025 của Ủy ban nhân dân tỉnh Tùng Giang về công tác thi đua, khen thưởng
năm 2025, Viện kiểm sát nhân dân tỉnh yêu cầu các đơn vị trực thuộc thực hiện những nội dung sau đây:</p>
<p class="full">Căn cứ Nghị định số 98/2023/NĐ-<br>CP ngày 31/12/2023.</p>
<p>Nơi nhận:</p><p>Như trên</p>
<table><tr><td>Nội dung</td><td>Chủ trì</td></tr>
<tr><td>Báo cáo kết quả thực hiện phong trào thi đua</td><td>Sở Nội vụ</td></tr>
<tr><td>Khen thưởng</td><td>Sở Tài chính</td></tr></table>
<p class="next number">2</p><p>Trang sau của công văn có đủ chữ để không bị coi là bản quét.</p>"""


def need(there: bool, missing: str) -> None:
    """In CI everything must be there; elsewhere what is missing is told, and the test skipped."""
    if not there:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter of two pages with a table, printed to PDF."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    need(bool(browser), "printing to PDF needs Chromium (package chromium)")
    folder = tmp_path_factory.mktemp("letter")
    page, printed = folder / "letter.html", folder / "letter.pdf"
    page.write_text(LETTER, encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={printed}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return printed


@pytest.fixture(scope="session")
def pictures(letter: Path) -> list[Image]:
    """The pages of the letter as a scanner would see them."""
    known = pytesseract.get_languages() if shutil.which("tesseract") else []
    need("vie" in known, "scans need Tesseract (packages tesseract-ocr, tesseract-ocr-vie)")
    with pypdfium2.PdfDocument(letter) as document:
        return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
