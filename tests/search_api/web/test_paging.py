from hypothesis import given
from hypothesis import strategies as st

from search_api.web.paging import page_of


@given(st.lists(st.integers(), max_size=40), st.integers(1, 7))
def test_pages_are_the_whole_list(rows: list[int], size: int) -> None:
    first = page_of(rows, 1, size)
    found = [row for number in range(1, first.pages + 1) for row in page_of(rows, number, size).rows]
    assert found == rows
    assert page_of(rows, 99, size) == page_of(rows, first.pages, size)
    assert first.count == len(rows)
