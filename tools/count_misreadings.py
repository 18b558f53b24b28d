"""How recognition without a Vietnamese model misreads the ends of syllables with ươ and uô: printed, read, counted.

    python tools/count_misreadings.py FONT.ttf [FONT.ttf ...]

Sets syllables in each font, makes a page of them as a scanner leaves it (100 to 200 dots an inch, slightly turned,
blurred, with specks), reads it with Tesseract's English model, and prints which ending was read for which, and how
often. The table ``rhymes`` of ``ingest/data/ocr_confusions.toml`` is kept from it. Needs the program ``tesseract`` and
the package ``Pillow``, which nothing else in the project does.
"""

from __future__ import annotations

import itertools
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.text.fold import fold

if TYPE_CHECKING:
    from PIL.Image import Image

ONSETS: Final = ("b", "c", "ch", "d", "đ", "gh", "h", "kh", "l", "m", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x")
RHYMES: Final = {
    "uong": ("uông", "uồng", "uống", "ương", "ường", "ướng", "ưởng", "ưỡng", "ượng"),
    "uoc": ("uốc", "uộc", "ước", "ược"),
    "uoi": ("uôi", "uồi", "uối", "uổi", "ươi", "ười", "ưới", "ưởi", "ượi"),
    "uon": ("uôn", "uồn", "uốn", "ươn", "ườn", "ướn", "ượn"),
}
_PER_LINE: Final = 5
_LINES: Final = 40
_INCHES: Final = (7, 10)
_POINTS: Final = 14
_SCANS: Final = ((100, 0.6), (150, 0.8), (200, 1.0))  # dots an inch, blur in pixels
_SPECKS: Final = 0.002


def misread(printed: Sequence[str], read: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The ending printed and the one read, folded, of each syllable of a line whose beginning was read right."""
    if len(printed) != len(read):
        return
    for syllable, word in zip(map(fold, printed), map(fold, read), strict=True):
        ending = next(ending for ending in RHYMES if syllable.endswith(ending))
        onset = syllable.removesuffix(ending)
        if word.startswith(onset) and word.isalpha():
            yield ending, word.removeprefix(onset)


def main() -> None:
    """Print a line for each ending read, with the one printed and the count, the most frequent first."""
    syllables = [
        f"{onset}{ending}".capitalize() for onset in ONSETS for ending in itertools.chain.from_iterable(RHYMES.values())
    ]
    dice = random.Random(7)  # noqa: S311  # the same pages each time
    counts: Counter[tuple[str, str]] = Counter()
    for font, (dots, blur) in itertools.product(sys.argv[1:], _SCANS):
        lines = [dice.sample(syllables, _PER_LINE) for _ in range(_LINES)]
        read = _read(_scanned(lines, font, dots, blur, dice))
        for printed, words in zip(lines, read, strict=False):
            counts.update(misread(printed, words))
    for (ending, seen), count in counts.most_common():
        print(ending, seen, count)


def _scanned(lines: Sequence[Sequence[str]], font: str, dots: int, blur: float, dice: random.Random) -> Image:
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    page = Image.new("L", (_INCHES[0] * dots, _INCHES[1] * dots), 255)
    size = _POINTS * dots // 72
    for number, line in enumerate(lines):
        place = (size, size + number * size * 8 // 5)
        ImageDraw.Draw(page).text(place, " ".join(line), font=ImageFont.truetype(font, size), fill=20)
    page = page.rotate(dice.uniform(-0.4, 0.4), fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    for _ in range(int(page.width * page.height * _SPECKS)):
        page.putpixel((dice.randrange(page.width), dice.randrange(page.height)), dice.choice((0, 255)))
    return page.resize((page.width * 300 // dots, page.height * 300 // dots))


def _read(page: Image) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        page.save(path)
        command = ["tesseract", str(path), "-", "-l", "eng", "--psm", "6"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return [re.findall(r"\S+", line) for line in text.splitlines() if line.strip()]


if __name__ == "__main__":
    main()
