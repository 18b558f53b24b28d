import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("third_party_python", ROOT / "tools" / "third_party_python.py")
assert SPEC
assert SPEC.loader
listing = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(listing)

PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Zlib|CC0|CNRI|W3C|BSL-1\.0|0BSD", re.IGNORECASE)
COPYLEFT = re.compile(r"GPL|General Public|MPL|Mozilla|EUPL|CDDL|SSPL|Affero|proprietary", re.IGNORECASE)


@pytest.fixture(scope="module")
def found() -> list[tuple[str, str]]:
    return [(one.name, one.licence) for one in listing.packages()]


def test_what_is_installed_is_listed(found: list[tuple[str, str]]) -> None:
    page = (ROOT / "docs" / "third-party-python.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", page, re.MULTILINE))
    assert {name for name, _ in found} <= listed.keys(), "run tools/third_party_python.py"
    assert {"fastapi", "starlette", "torch", "rdflib"} <= {name for name, _ in found}


def test_all_are_permissive_but_those_told_apart(found: list[tuple[str, str]]) -> None:
    for name, licence in found:
        assert PERMISSIVE.search(licence) or name in listing.WEAK, (name, licence)
    assert {name for name, licence in found if COPYLEFT.search(licence)} == set(listing.WEAK)
    assert not [name for name, licence in found if re.search(r"(?<!L)GPL|Affero", licence)]
