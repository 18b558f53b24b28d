import pytest

from graph.stores import Store
from ontology.iris import DEFAULT_BASE
from search_api.question.misspelt import misspelt_works


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("Kế hoạch số 37/KHUBND", ["37"]),
        ("Quyết định số 27/2024/QĐ-UBNDD", ["27-2024"]),
        ("Kế hoạch số 38/KHUBND", []),  # another number is another work
        ("Chỉ thị số 03/CT-TU", []),  # a symbol that is known is taken at its word
        ("Kế hoạch số 37", []),
    ],
)
def test_one_slip_in_the_symbol(samples: Store, reference: str, found: list[str]) -> None:
    assert [iri.rpartition("/")[2] for iri in misspelt_works(samples, reference, DEFAULT_BASE)] == found
