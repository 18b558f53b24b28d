"""What ``tools/build_assets.py`` made of the npm packages: fonts, scripts, editor. Pages work without it and say so."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static" / "built"


def built(name: str) -> str | None:
    """The address of a built file, or ``None`` where it was not built.

    Args:
        name: File name, such as ``suggest.js``.
    """
    return f"/static/built/{name}" if (FOLDER / name).is_file() else None
