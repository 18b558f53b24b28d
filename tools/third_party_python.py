"""List the Python packages that Dẫn Chiếu needs, with their licences: see ``docs/third-party-python.md``.

python tools/third_party_python.py > docs/third-party-python.md
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
WEAK = {
    "certifi": "the list of certificate authorities, unchanged",
    "pebble": "a pool of processes, used as a library that can be exchanged",
    "tqdm": "progress of other libraries; part of it is under the MIT licence",
}
"""Packages under the LGPL or MPL, which ask something of those who change the package itself, and what they are."""
HEAD = """# Third-party Python packages

Made by `python tools/third_party_python.py` from what is installed: what `pyproject.toml` names and what that needs in
turn (Linux, PyTorch without CUDA; the usual build of PyTorch also brings NVIDIA's libraries, which are proprietary).
The licences are those that the packages state; what they bundle is told in their own files.

All are permissive, but for these, which ask something only of those who change or replace the package itself:
"""
AUDIT = """
Known vulnerabilities: `pip install pip-audit`, then `pip-audit` in the environment, on a machine that reaches PyPI's or
OSV's advisories.
"""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package and the licence that it states."""

    name: str
    licence: str


def packages() -> list[Package]:
    """All packages that the project needs here, by name.

    Raises:
        PackageNotFoundError: if one is not installed.
    """
    needed = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting: list[tuple[Requirement, frozenset[str]]] = [(Requirement(text), frozenset()) for text in needed]
    while waiting:
        requirement, extras = waiting.pop()
        if requirement.marker and not any(requirement.marker.evaluate({"extra": one}) for one in extras | {""}):
            continue
        name, wanted = re.sub(r"[-_.]+", "-", requirement.name).lower(), frozenset(requirement.extras)
        if (name, wanted) not in seen:
            seen.add((name, wanted))
            found[name] = distribution(name)
            waiting += [(Requirement(text), wanted) for text in found[name].requires or ()]
    return [Package(name, licence_of(found[name])) for name in sorted(found)]


def licence_of(package: Distribution) -> str:
    """The licence that a package states: as an expression, in a word, or as a class."""
    stated = next(iter(_stated(package, "License-Expression") or _stated(package, "License")), "")
    classes = [each for each in _stated(package, "Classifier") if each.startswith("License :: ")]
    if stated and "\n" not in stated.strip() and len(stated) < 150 and not stated.startswith("Copyright"):
        return re.sub(r"\s+", " ", stated.strip())
    return ", ".join(each.rpartition(" :: ")[2] for each in classes)


def _stated(package: Distribution, field: str) -> list[str]:
    return [value for value in package.metadata.get_all(field) or () if value]


def page() -> str:
    """The list as Markdown."""
    found = packages()
    weak = [f"- `{name}`: {told}" for name, told in WEAK.items()]
    return "\n".join([HEAD, *weak, "", *_table(found), AUDIT])


def _table(listed: Iterable[Package]) -> Iterator[str]:
    yield from ("| package | licence |", "| --- | --- |")
    for one in listed:
        yield f"| {one.name} | {one.licence} |"


if __name__ == "__main__":
    print(page(), end="")
