from pathlib import Path

from ontology.vocabulary_page import vocabulary_page

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_committed_page_is_what_the_turtle_gives() -> None:
    assert (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8") == vocabulary_page()


def test_terms_lists_and_rules_stand_on_it() -> None:
    page = vocabulary_page()
    for part in ("`vnd:denotes`", "Nghị định 30/2020/NĐ-CP, Phụ lục III", "`^eli:embodies`", "`eli:realizes/"):
        assert part in page
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") == 6 for line in rows)
