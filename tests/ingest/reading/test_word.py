import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.reading import Limits, UnreadableFileError, read


def saved(document: Document, folder: Path) -> Path:
    path = folder / "ke hoach.docx"
    document.save(str(path))
    return path


def paragraph(document: Document, runs: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>Kế hoạch</w:t></w:r><w:r><w:t> số 5</w:t></w:r>", "Kế hoạch số 5"),
        ("<w:r><w:t>Số:</w:t><w:tab/><w:t>5</w:t><w:br/><w:t>dưới</w:t></w:r>", "Số:\t5\ndưới"),
        ("<w:r><w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r>", "NĐ-CP"),
        ("<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>", "mới"),
        ("<w:hyperlink><w:r><w:t>Chỉ thị 05-CT/TW</w:t></w:r></w:hyperlink>", "Chỉ thị 05-CT/TW"),
    ],
)
def test_words_are_those_that_would_be_printed(tmp_path: Path, runs: str, text: str) -> None:
    document = docx.Document()
    paragraph(document, runs)
    assert read(saved(document, tmp_path)).text.strip() == text


def test_heads_and_signatures_are_lines_and_tables_rows(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "UBND TỈNH\nSố: 5/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_paragraph("Nhiệm vụ | chỉ tiêu:")
    table = document.add_table(3, 2)
    for row, cells in enumerate([("Nội dung", "Chủ trì"), ("Báo cáo\nkết quả", "Sở A | B"), ("chung", "")]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(2, 0).merge(table.cell(2, 1))
    text = read(saved(document, tmp_path)).text
    assert text.startswith("UBND TỈNH\nSố: 5/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
    assert "| Nội dung | Chủ trì |\n|---|---|\n| Báo cáo kết quả | Sở A / B |\n| chung |  |\n" in text


def test_pages_begin_where_word_broke_them(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(document, "<w:r><w:t>một</w:t><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r>")
    source = read(saved(document, tmp_path))
    assert [source.text[start : start + 3] for start in source.pages] == ["một", "hai"]


def test_a_bomb_and_a_damaged_file_are_refused(tmp_path: Path) -> None:
    path = saved(docx.Document(), tmp_path)
    with pytest.raises(UnreadableFileError, match="vượt giới hạn"):
        read(path, Limits(size=path.stat().st_size))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    path.write_bytes(packed.getvalue())
    with pytest.raises(UnreadableFileError, match="tệp hỏng") as caught:
        read(path)
    assert caught.value.why == "broken"
