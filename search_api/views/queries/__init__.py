"""The queries of pages as files: ``NAME.rq``, each told in its first lines."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template

from pyoxigraph import NamedNode


@cache
def _text(name: str) -> Template:
    return Template(files(__name__).joinpath(f"{name}.rq").read_text(encoding="utf-8"))


def query(name: str, **parts: str | NamedNode) -> str:
    """The text of ``NAME.rq`` with its ``$parts`` filled in.

    Args:
        name: File name without its suffix.
        **parts: IRIs as nodes, or SPARQL written in code, such as that of :func:`graph.stores.values`. What users type
            is neither: it is bound as a term when the query is asked.

    Raises:
        FileNotFoundError: if there is no such query.
        KeyError: if a part is missing.
    """
    return _text(name).substitute({key: str(part) for key, part in parts.items()})
