"""List the npm packages of the web pages with their licences: ``python tools/third_party.py > docs/third-party.md``."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "search_api" / "web"
# Packages whose description names no licence in the field that npm reads, with where it stands.
TOLD_ELSEWHERE = {"jsuri": "MIT"}  # its README and its field "licenses"
HEAD = """# Third-party packages of the web pages

Made by `python tools/third_party.py` from `search_api/web/package-lock.json`. Python packages:
[third-party-python.md](third-party-python.md).

The pages load these from the installation, bundled by `tools/build_assets.py`; their licence texts are beside the
bundles, in `licences.txt`. All are permissive; of a choice of licences, the permissive one is taken.
"""
TOOLS = """
These build and test the pages and are not part of what is installed. `axe-core` is under the MPL, which asks nothing of
those who only run it.
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the lock file; ``folder`` is where npm puts it, relative to ``search_api/web``."""

    name: str
    version: str
    licence: str
    development: bool
    folder: str


def packages() -> list[Package]:
    """All packages of the lock file by name, without the builds of one tool for other systems."""
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    return [
        Package(
            name := folder.rpartition("node_modules/")[2],
            entry["version"],
            entry.get("license") or TOLD_ELSEWHERE[name],
            entry.get("dev", False),
            folder,
        )
        for folder, entry in lock["packages"].items()
        if folder and not entry.get("optional")
    ]


def page() -> str:
    """The list as Markdown."""
    found = packages()
    used = _table(one for one in found if not one.development)
    tools = _table(one for one in found if one.development)
    return "\n".join([HEAD, *used, TOOLS, *tools, ""])


def _table(listed: Iterable[Package]) -> Iterator[str]:
    yield from ("| package | version | licence |", "| --- | --- | --- |")
    for one in listed:
        yield f"| {one.name} | {one.version} | {one.licence} |"


if __name__ == "__main__":
    print(page(), end="")
