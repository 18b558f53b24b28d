from pathlib import Path

import pytest

from search_api.storage.derivation import Derived
from search_api.storage.held import HeldDocument, SourceFile
from search_api.storage.passages import Passage
from search_api.storage.sources import Sources
from search_api.storage.staging import Staging

FILE = SourceFile("a.txt", "/kho/a.txt", "Kế hoạch", "1", "pdf", (0, 4))
DERIVED = Derived(
    b"<urn:a> <urn:b> <urn:c> .\n",
    (HeldDocument("a.txt", "d1", 0, 8, "Kế hoạch", None, None, None, None),),
    ((Passage("d1", 0, 8, ("I. Chung",)), True, "kế hoạch"), (Passage(None, 3, 4), False, "x")),
)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


@pytest.fixture
def staging(sources: Sources) -> Staging:
    return Staging(sources.database)


def test_what_is_derived_comes_back_as_it_was(staging: Staging) -> None:
    staging.put(FILE)
    assert staging.underived("p") == [FILE]
    assert list(staging.derived()) == []
    staging.put_derived(FILE, "p", DERIVED)
    assert list(staging.derived()) == [(FILE, "p", DERIVED)]
    assert (staging.underived("p"), staging.underived("later")) == ([], [FILE])


def test_new_content_is_not_derived_yet(staging: Staging) -> None:
    staging.put(FILE)
    staging.put_derived(FILE, "p", DERIVED)
    staging.put(SourceFile("a.txt", "/kho/a.txt", "Khác", "2"))
    assert [file.digest for file in staging.underived("p")] == ["2"]


def test_a_file_that_is_not_held_needs_no_dropping(staging: Staging, sources: Sources) -> None:
    staging.put(FILE)
    staging.drop([FILE.location])
    assert (staging.dropped(), len(staging)) == ([], 0)
    sources.put(FILE, "p", [], [])
    staging.drop([FILE.location])
    assert (staging.dropped(), staging.held()) == (["a.txt"], {"/kho/a.txt": ("a.txt", None)})


def test_what_another_program_derived_is_staged_unless_newer_content_is(staging: Staging, sources: Sources) -> None:
    sources.put(FILE, "p", [], [])
    staging.put_outdated("p")
    assert len(staging) == 0
    staging.put_outdated("later")
    assert staging.underived("later") == [FILE]
    staging.put(SourceFile("a.txt", "/kho/a.txt", "Khác", "2"))
    staging.put_outdated("later")
    assert [file.text for file in staging.underived("later")] == ["Khác"]


def test_only_what_was_ready_is_cleared(staging: Staging) -> None:
    staging.put(FILE)
    staging.put_derived(FILE, "p", DERIVED)
    staging.put(SourceFile("b.txt", "/kho/b.txt", "x", "3"))
    staging.clear()
    assert list(staging.held()) == ["/kho/b.txt"]
