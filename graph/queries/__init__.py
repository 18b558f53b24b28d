"""The queries of the graph as files: ``NAME.rq``, each told in its first lines."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def query(name: str) -> str:
    """The text of ``NAME.rq``.

    Raises:
        FileNotFoundError: if there is none.
    """
    return files(__name__).joinpath(f"{name}.rq").read_text(encoding="utf-8")
