import pytest

from search_api.searching.filters import Filters
from search_api.server.search_parameters import FilterParameters


@pytest.mark.parametrize(
    ("given", "filters", "state"),
    [
        ({}, Filters(), {}),
        ({"type": ("", "CT"), "year": ("",)}, Filters(type=("CT",)), {"type": ["CT"]}),
        ({"held": "held"}, Filters(held=True), {"held": "held"}),
        ({"held": "not-held", "status": ("a", "b")}, Filters(held=False, status=("a", "b")), None),
    ],
)
def test_an_address_and_its_filters(given: dict[str, object], filters: Filters, state: dict[str, object]) -> None:
    asked = FilterParameters(**given)  # type: ignore[arg-type]
    assert asked.filters() == filters
    assert asked.state() == ({"held": "not-held", "status": ["a", "b"]} if state is None else state)
