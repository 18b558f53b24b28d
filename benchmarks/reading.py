"""What is lost when a document comes as PDF, as a Word file or as a scan instead of plain text.

    python benchmarks/reading.py FOLDER [--limit N] [--forms pdf word scan] [--show]

Each text file of FOLDER is printed by Chromium to PDF, with lines in capitals and those below them centred, and
written as a Word file; the scan is the PDF drawn in grey at 200 dpi, turned by half a degree, with noise, and kept as
a PDF of pictures. Each is read back, and its facts are compared with those of the plain text. Printed are, for each
form, precision and recall of references (type, number, date, pinpoint, relation), documents (type, number, date),
agencies, dates, tasks (words, deadline, who leads) and targets over all files, and milliseconds a page; with
``--show`` also what differs. Needs Chromium, and for scans Tesseract with Vietnamese.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.remove(str(Path(__file__).resolve().parent))  # where scripts would hide the packages of their names

import docx
import numpy as np
import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ingest.facts import Extraction
from ingest.pipeline import extract
from ingest.reading import read
from ingest.text.fold import fold

_STYLE = """@page { size: A4; margin: 20mm 15mm 20mm 30mm } body { font: 14pt/1.3 'Liberation Serif', serif }
p { margin: 0 0 6pt; text-align: justify }
.heading { text-align: center } table { border-collapse: collapse } td { border: 1px solid; padding: 2pt }"""
_DPI = 200
_LONGEST_HEADING = 160
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*$")
_SIGNS = re.compile(r"\*+|^#+\s*|</?[a-z][^<>]{0,80}>", re.MULTILINE)
Facts = dict[str, Counter[tuple[str, ...]]]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--forms", nargs="+", choices=["pdf", "word", "scan"], default=["pdf", "word", "scan"])
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    texts = [_SIGNS.sub("", path.read_text(encoding="utf-8")) for path in sorted(asked.folder.glob("*.txt"))]
    texts = [text for text in texts if any("|" not in line and line.strip() for line in text.splitlines())]
    totals: dict[str, Counter[str]] = {form: Counter() for form in asked.forms}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for number, text in enumerate(texts[: asked.limit]):
            wanted = facts(extract(text, "x"))
            for form in asked.forms:
                path = Path(folder) / f"{number}.{form}"
                _MAKERS[form](browser, text, path)
                started = time.process_time(), time.perf_counter()
                source = read(path)
                totals[form]["ms"] += round((time.perf_counter() - started[1]) * 1e3)
                totals[form]["pages"] += max(len(source.pages), 1)
                found = facts(extract(source.text, "x"))
                for kind, keys in wanted.items():
                    totals[form][f"{kind} both"] += (keys & found[kind]).total()
                    totals[form][f"{kind} wanted"] += keys.total()
                    totals[form][f"{kind} found"] += found[kind].total()
                    if asked.show:
                        for missed in keys - found[kind]:
                            print(form, number, "missed", kind, missed)
                        for extra in found[kind] - keys:
                            print(form, number, "extra ", kind, extra)
        browser.close()
    for form, total in totals.items():
        print(f"{form}: {total['pages']} pages, {total['ms'] / total['pages']:.0f} ms a page")
        for kind in ("references", "documents", "agencies", "dates", "tasks", "targets"):
            both = total[f"{kind} both"]
            precision, recall = both / max(total[f"{kind} found"], 1), both / max(total[f"{kind} wanted"], 1)
            print(f"  {kind:<12} precision {precision:.3f}  recall {recall:.3f}  of {total[f'{kind} wanted']}")


def facts(found: Extraction) -> Facts:
    """What is compared, as often as it is found."""
    return {
        "references": Counter(
            (r.type or "", _plain(r.number), str(r.date), _plain("; ".join(r.pinpoint)), r.relation or "")
            for r in found.references
        ),
        "documents": Counter((d.type or "", _plain(d.number), str(d.date)) for d in found.documents),
        "agencies": Counter((_plain(a.name),) for a in found.agencies),
        "dates": Counter((d.value,) for d in found.dates),
        "tasks": Counter((_plain(t.text), str(t.deadline), *map(_plain, t.lead)) for t in found.tasks),
        "targets": Counter((_plain(t.text), str(t.value)) for t in found.targets),
    }


def _plain(words: str | None) -> str:
    return " ".join(fold(words or "").split())


def blocks(text: str) -> Iterator[str | list[list[str]]]:
    """The lines of a text; the rows of a table together."""
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if _ROW.match(line):
            if not _RULE.match(line):
                table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if table:
            yield table
            table = []
        if line.strip():
            yield line


def _pdf(browser: Browser, text: str, path: Path) -> None:
    body, heading = "", False
    for block in blocks(text):
        if isinstance(block, str):
            heading = block.isupper() or (
                heading and len(block) < _LONGEST_HEADING and not block.endswith((".", ";", ":"))
            )
            body += f"<p{' class=heading' if heading else ''}>{html.escape(block)}</p>"
        else:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block)
            body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    page = browser.new_page()
    page.set_content(f"<style>{_STYLE}</style>{body}")
    page.pdf(path=path, prefer_css_page_size=True)
    page.close()


def _word(_: Browser, text: str, path: Path) -> None:
    document = docx.Document()
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(len(block), max(map(len, block)))
            for row, cells in enumerate(block):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = cell
    document.save(str(path))


def _scan(browser: Browser, text: str, path: Path) -> None:
    printed = path.with_suffix(".printed")
    _pdf(browser, text, printed)
    noise = np.random.default_rng(7)
    pages = []
    with pypdfium2.PdfDocument(printed) as document:
        for page in document:
            grey = page.render(scale=_DPI / 72, grayscale=True).to_pil().rotate(0.5, fillcolor=255)
            dots = np.asarray(grey, dtype=np.int16) + noise.normal(0, 12, grey.size[::-1]).astype(np.int16)
            pages.append(Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8)))
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=_DPI)


_MAKERS: dict[str, Callable[[Browser, str, Path], None]] = {"pdf": _pdf, "word": _word, "scan": _scan}


if __name__ == "__main__":
    main()
