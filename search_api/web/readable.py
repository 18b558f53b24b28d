"""A passage for reading: without the Markdown signs that converters leave in texts."""

from __future__ import annotations

import re

_RULE = re.compile(r"[\s|:\-]+")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_HEADING = re.compile(r"#+\s+")


def readable(text: str) -> str:
    """The words of a passage, a line a paragraph; the cells of a table row are parted by dashes.

    The full text page shows the source as it is; this is for lists of results.
    """
    return "\n".join(line for raw in text.splitlines() if (line := _line(raw.strip())))


def _line(line: str) -> str:
    if _RULE.fullmatch(line):
        return ""
    cells = line.strip("|").split("|") if line.startswith("|") else [_HEADING.sub("", line)]
    return " – ".join(cell for raw in cells if (cell := _EMPHASIS.sub("", raw).strip()))
