from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from search_api.views.mentions import Mention
from search_api.web.fulltext import full_text, runs

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: Span(min(s), max(s)))


def mention(name: str, start: int, end: int, *works: dict[str, Any]) -> Mention:
    return Mention(f"urn:file#{name}", Span(start, end), "cites", works, planned=False, inferred=False)


def test_nested_references_show_the_inner_one() -> None:
    text = "Kế hoạch thực hiện **Chỉ thị 1/CT**"
    cut = runs(text, Span(0, len(text)), [mention("b", 21, 33), mention("a", 0, 35)], Span(9, 35))
    assert [(run.mention and run.mention.name, [(p.text, p.bold, p.wanted) for p in run.pieces]) for run in cut] == [
        ("a", [("Kế hoạch ", False, False), ("thực hiện ", False, True)]),
        ("b", [("Chỉ thị 1/CT", True, True)]),
    ]


def test_lists_tables_and_documents_are_put_together() -> None:
    text = "Đầu\n\n- a\n- b\n\n| x | y |\n|---|---|\n| z | |\n"
    found = full_text(text, Span(0, len(text)), [mention("m1", 0, 3), mention("m1", 7, 8)], None, [0, 14])
    assert [(shown.kind, len(shown.items), len(shown.rows), shown.anchors) for shown in found] == [
        ("paragraph", 1, 0, (0,)),
        ("list", 2, 0, ()),
        ("table", 0, 2, (14,)),
    ]
    assert [row.alone for row in found[2].rows] == [False, True]
    assert [run.first for shown in found[:2] for item in shown.items for run in item if run.mention] == [True, False]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Span(0, 11), [(1,), (), (2,)]),
        (Span(4, 11), [(1,), (2,)]),  # begins amid a page
        (Span(7, 11), [(2,)]),
        (Span(8, 11), [(2,)]),
        (Span(11, 11), []),
    ],
)
def test_a_part_tells_its_pages(part: Span, expected: list[tuple[int, ...]]) -> None:
    assert [shown.pages for shown in full_text("aa\n\nbb\n\nccc", part, [], None, [], [0, 7])] == expected


@given(st.text(alphabet="ab* _#\n", max_size=40), st.lists(SPANS), st.none() | SPANS)
def test_only_markup_is_lost(text: str, spans: list[Span], wanted: Span | None) -> None:
    mentions = [mention(f"m{at}", *span) for at, span in enumerate(spans)]
    shown = "".join(piece.text for run in runs(text, Span(0, len(text)), mentions, wanted) for piece in run.pieces)
    kept = [char for char in text if char not in "*_#"]
    assert [char for char in shown if char not in "*_#"] == kept or "#" in text  # a heading sign takes its blanks along
    assert sum(map(str.isalpha, shown)) == sum(map(str.isalpha, text))
