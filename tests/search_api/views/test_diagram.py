import pytest

from search_api.views.diagram import by_relation, group_title


def test_groups_stand_in_the_order_of_a_diagram() -> None:
    links = [{"relation": name} for name in ("cites", "repeals", "basis", "cites")]
    assert [(name, len(group)) for name, group in by_relation(links)] == [("basis", 1), ("repeals", 1), ("cites", 2)]


@pytest.mark.parametrize(
    ("side", "language", "title"),
    [
        ("out", "vi", "Văn bản bị bãi bỏ"),
        ("in", "vi", "Văn bản bãi bỏ"),
        ("out", "en", "Repeals"),
        ("in", "en", "Is repealed by"),
    ],
)
def test_titles(side: str, language: str, title: str) -> None:
    assert group_title(side, "repeals", language) == title  # type: ignore[arg-type]
