import pytest

from graph.stores import Store, open_store
from search_api.searching.spelling import suggestions
from search_api.words.restore import Restorer, learn

TEXTS = (
    "Phong trào thi đua yêu nước của tỉnh được tổ chức triển khai thực hiện có hiệu quả.\n"
    "Công tác thi đua, khen thưởng được triển khai từ cơ sở, khen thưởng đúng người.\n"
    "Sở Nội vụ chủ trì, phối hợp với các cơ quan triển khai kế hoạch khen thưởng.",
)
KNOWN = """
<https://danchieu.example/eli/vn-09/ubnd/kh/2024/02/06/37> a eli:LegalResource ; eli:number "37/KH-UBND" ;
  rdfs:label "Kế hoạch 37/KH-UBND" ; vnd:serial "37" .
"""


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return learn(TEXTS)


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store("oxigraph:")
    store.update(f"INSERT DATA {{ {KNOWN} }}")
    return store


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phong troa thi dua", "phong trào thi đua"),
        ("công tcá khen thưởng", "công tác khen thưởng"),
        ("Khne thưởng đúng người", "Khen thưởng đúng người"),
        ("phong trào thi đua", None),
        ("phong trao thi dua", None),  # diacritics are put back without a word
        ("VKSND", None),
        ("Sở Nội vụ", None),
        ("", None),
    ],
)
def test_words(store: Store, restorer: Restorer, typed: str, meant: str | None) -> None:
    found = [each.text for each in suggestions(store, restorer, typed) if each.kind == "words"]
    assert found == ([meant] if meant else [])


def test_numbers_are_those_that_the_collection_knows(store: Store, restorer: Restorer) -> None:
    found = suggestions(store, restorer, "Kế hoạch 73/KH-UBND ai ký")
    assert [(each.kind, each.text) for each in found] == [("number", "Kế hoạch 37/KH-UBND ai ký")]
    assert suggestions(store, restorer, "Kế hoạch 37/KH-UBND ai ký") == ()
    assert suggestions(store, restorer, "Quyết định 4815/QĐ-BYT ai ký") == ()
