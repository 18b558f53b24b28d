from graph.links import link
from graph.reports.ambiguous import ambiguous
from graph.stores import Store
from ingest.facts import Document, Extraction, Reference, Span

from .conftest import put

LANG_SON = "Ủy ban nhân dân tỉnh Lạng Sơn"


def _citing(file: str, day: str, date: str | None) -> Extraction:
    document = Document("d1", Span(0, 90), "Công văn", "7/VKS-VP", day, issuer="Viện kiểm sát nhân dân tỉnh Lạng Sơn")
    span = Span(0, 9)
    cited = Reference(span, "02/CT-UBND", span, "d1", type="Chỉ thị", number="02/CT-UBND", date=date, issuer=LANG_SON)
    return Extraction(file, (document,), (cited,))


def test_what_fits_two_works_is_reported_with_both(store: Store) -> None:
    put(store, _citing("a", "2019-01-01", "2018-01-04"))
    put(store, _citing("b", "2021-03-01", "2021-01-07"))
    assert ambiguous(store) == []
    put(store, _citing("c", "2022-01-01", None))
    link(store)
    (row,) = ambiguous(store)
    assert (row.kind, row.values["wording"], row.evidence[0].file) == ("ambiguous", "Chỉ thị 02/CT-UBND", "c")
    assert [work["date"] for work in row.works] == ["2021-01-07", "2018-01-04"]
    assert row.values["scores"] == sorted(row.values["scores"], reverse=True)
