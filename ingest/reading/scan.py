"""Scans: pictures of pages, whose words Tesseract recognises.

Tesseract is a program of the system, with its own package for Vietnamese. What it misreads is repaired where the
extraction repairs damaged text; here the words stay as it gives them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ingest.reading.pages import Line
from ingest.reading.source import Limits, unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

DPI: Final = 300
"""At which a page is drawn, as Tesseract's own documentation advises."""
MOST_PIXELS: Final = 50_000_000
"""Of one page: A3 at 400 dpi has 31 million; more would only be there to take memory."""
_ONE_THREAD: Final = "1"  # pages are spread over processes, and threads of Tesseract would only wait for one another


def read_scan(raw: bytes, path: Path, limits: Limits) -> Iterator[list[Line]]:
    """The lines of each page of a picture file (PNG, JPEG, TIFF, which may have several).

    Raises:
        UnreadableFileError: if it is no such picture, has too many pages, or nothing can recognise it.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "TIFF")) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > limits.pages:
                raise unreadable("pages", path, pages=count, limit=limits.pages)
            for number, page in enumerate(ImageSequence.Iterator(picture), 1):
                if page.width * page.height > MOST_PIXELS:
                    raise unreadable("broken", path, error=f"{page.width} × {page.height}")
                yield recognised(page, path, number, limits)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise unreadable("broken", path, error=str(error)) from error


def recognised(page: Image, path: Path, number: int, limits: Limits) -> list[Line]:
    """The lines of the picture of a page.

    Args:
        page: The picture.
        path: The file, for what is told if it fails.
        number: Of the page, from 1.
        limits: How long it may take.

    Raises:
        UnreadableFileError: if Tesseract or what it knows of Vietnamese is missing, or it takes too long.
    """
    import pytesseract

    os.environ.setdefault("OMP_THREAD_LIMIT", _ONE_THREAD)
    try:
        found = pytesseract.image_to_data(
            page.convert("L"), lang="vie", timeout=limits.page_seconds, output_type=pytesseract.Output.DICT
        )
    except pytesseract.TesseractNotFoundError as error:
        raise unreadable("no_ocr", path) from error
    except pytesseract.TesseractError as error:
        if "vie.traineddata" in str(error):
            raise unreadable("no_vie", path) from error
        raise unreadable("broken", path, error=error.message) from error
    except RuntimeError as error:  # so pytesseract says that the time is up
        raise unreadable("slow", path, page=number, limit=limits.page_seconds) from error
    return _lines(found)


def _lines(found: Mapping[str, Sequence[Any]]) -> list[Line]:
    """The lines of Tesseract's table of words."""
    columns = (found[name] for name in ("block_num", "par_num", "line_num", "left", "width", "text"))
    words = [row for row in zip(*columns, strict=True) if str(row[-1]).strip()]
    lines = []
    for _, group in groupby(words, key=lambda word: word[:3]):
        line = list(group)
        text = " ".join(str(word[-1]).strip() for word in line)
        lines.append(Line(text, line[0][3], line[-1][3] + line[-1][4], line[0][4]))
    return lines
