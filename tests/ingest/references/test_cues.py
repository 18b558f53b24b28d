import pytest

from ingest.facts import Document, Narrower, Relation, Span
from ingest.references.cues import Stated, after, is_act, is_planned, nearest, of_list, passive
from ingest.references.draft import Draft


def draft(start: int, end: int, kind: str = "Quyết định") -> Draft:
    return Draft(Span(start, end), Span(start, end), kind, "number")


@pytest.mark.parametrize(
    ("folded", "relation", "narrower"),
    [
        ("can cu ", "basis", None),
        ("thuc hien theo ", "cites", None),  # the longer cue holds the shorter ones
        ("bai bo va thay the ", "replaces", None),  # the last one decides
        ("quy dinh chi tiet thi hanh ", "guides", "details"),
        ("dinh chinh ", "amends", "corrects"),
    ],
)
def test_the_nearest_cue(folded: str, relation: Relation, narrower: Narrower | None) -> None:
    found = nearest(folded, 0, len(folded))
    assert found
    assert found[0] == Stated(relation, narrower)


def test_no_cue() -> None:
    assert nearest("trong mua mua", 0, 13) is None


@pytest.mark.parametrize(
    ("folded", "relation"), [(" het hieu luc tu", "repeals"), (", bi thay the.", "replaces"), (" co hieu luc", None)]
)
def test_cues_after_a_mention(folded: str, relation: Relation | None) -> None:
    found = after(folded, 0)
    assert (found.relation if found else None) == relation


def test_cues_before_a_list() -> None:
    assert of_list("cac van ban sau het hieu luc", 0, 28) == Stated("repeals")
    assert of_list("cac van ban sau", 0, 15) is None


@pytest.mark.parametrize(
    ("between", "relation"),
    [(" duoc sua doi boi ", "amends"), (" bi bai bo theo ", "repeals"), (" va ", None), (" " * 200, None)],
)
def test_between_two_mentions(between: str, relation: Relation | None) -> None:
    folded = "a" + between + "b"
    found = passive(folded, draft(0, 1), draft(len(folded) - 1, len(folded)))
    assert (found.relation if found else None) == relation


@pytest.mark.parametrize(
    ("folded", "kind", "planned"),
    [
        ("se bai bo ", "Quyết định", True),
        ("bai bo ", "Quyết định", False),
        ("bai bo ", "Kế hoạch", True),
        ("thuc hien ", "Kế hoạch", False),
    ],
)
def test_acts_that_are_only_foreseen(folded: str, kind: str, planned: bool) -> None:
    found = nearest(folded, 0, len(folded))
    assert found
    document = Document("d1", Span(0, 50), kind)
    assert is_planned(folded, 0, found[1], found[0], draft(len(folded), 50), document) is planned


def test_what_changes_an_instrument() -> None:
    assert is_act(Stated("repeals"))
    assert is_act(Stated("cites", "suspends"))
    assert not is_act(Stated("implements"))
