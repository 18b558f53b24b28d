import pytest

from search_api.question.qualifiers import qualifiers


@pytest.mark.parametrize(
    ("masked", "rest", "found"),
    [
        ("van ban nao chua co trong kho", "van ban nao", ("missing",)),
        ("nhung van ban ma kho con thieu", "nhung van ban", ("missing",)),
        ("trong kho co ke hoach nao", "co ke hoach nao", ("held",)),
        ("van ban duoc nhac den trong kho", "van ban duoc nhac", ("anywhere",)),
        ("van ban nao bi thay the", "van ban nao bi thay the", ()),
    ],
)
def test_qualifiers(masked: str, rest: str, found: tuple[str, ...]) -> None:
    assert qualifiers(masked) == (rest, found)
