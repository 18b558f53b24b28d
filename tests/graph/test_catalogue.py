import pytest

from graph.links import link
from graph.stores import Store, rows
from ingest.facts import AgencyMention, Document, Extraction, Reference, Span

from .conftest import put

SPAN = Span(0, 1)


def mention(**fields: str | None) -> Reference:
    return Reference(SPAN, "x", SPAN, "d1", type="Chỉ thị", number="19/CT-TTg", **fields)  # type: ignore[arg-type]


def file(name: str, *references: Reference, agencies: tuple[str, ...] = (), **header: str) -> Extraction:
    document = Document("d1", SPAN, header.pop("type", "Công văn"), **header)  # type: ignore[arg-type]
    mentions = tuple(AgencyMention(SPAN, "x", "d1", agency) for agency in agencies)
    return Extraction(name, (document,), references, agencies=mentions)


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ([file("a", mention(title="về việc phát động thi đua"))], "Phát động thi đua"),
        ([file("a", mention(title="về A"), mention(title="về A"), mention(title="về B"))], "A"),
        (
            [
                file("a", mention(date="2021-07-16", title="về A")),
                file("b", type="Chỉ thị", number="19/CT-TTg", date="2021-07-16", subject="Trích yếu in trên văn bản"),
            ],
            "Trích yếu in trên văn bản",
        ),
    ],
)
def test_one_title_what_the_document_says_of_itself_first(store: Store, files: list[Extraction], title: str) -> None:
    for one in files:
        put(store, one)
    link(store)
    assert rows(store, 'SELECT ?title { ?work eli:number "19/CT-TTg" ; dcterms:title ?title }') == [(title,)]


def test_an_agency_has_one_name_and_its_parent(store: Store) -> None:
    put(store, file("a", agencies=("Vụ III, Ban Thi đua", "Ban Thi Đua", "Ban Thi đua")))
    link(store)
    query = "SELECT ?name ?parent { ?a org:subOrganizationOf ?p ; skos:prefLabel ?name . ?p skos:prefLabel ?parent }"
    assert rows(store, query) == [("Vụ III, Ban Thi đua", "Ban Thi đua")]


@pytest.mark.parametrize("name", ["Sở Văn hóa, Thể thao tỉnh Sơn Khê", "Ủy ban nhân dân xã Yên Lãng, tỉnh Sơn Khê"])
def test_a_comma_alone_makes_no_unit(store: Store, name: str) -> None:
    put(store, file("a", agencies=(name,)))
    link(store)
    assert rows(store, "SELECT ?name { ?a a org:Organization ; skos:prefLabel ?name }") == [(name,)]


def test_every_agency_has_one_kind_with_its_name(store: Store) -> None:
    put(store, file("a", agencies=("Sở Nội vụ tỉnh Sơn Khê", "Bộ Nội vụ", "Sở nội vụ tỉnh Sơn Khê", "Cụm thi đua")))
    link(store)
    query = "SELECT ?a ?kind { ?a org:classification/skos:prefLabel ?kind } ORDER BY ?a"
    assert [kind for _, kind in rows(store, query)] == [
        "Bộ",
        "Cơ quan, tổ chức khác",
        "Sở, ban, ngành, phòng (cơ quan chuyên môn thuộc Ủy ban nhân dân)",
    ]


def test_a_number_s_serial_is_kept_apart(store: Store) -> None:
    put(store, file("a", mention(), number="651/UBND-NC"))
    link(store)
    query = "SELECT ?number ?serial { ?w eli:number ?number ; vnd:serial ?serial } ORDER BY ?number"
    assert rows(store, query) == [("19/CT-TTg", "19"), ("651/UBND-NC", "651")]


def test_a_national_organ_is_named_by_its_symbol(store: Store) -> None:
    put(store, file("a", mention()))
    link(store)
    assert rows(store, "SELECT ?name { ?w eli:passed_by/skos:prefLabel ?name }") == [("Thủ tướng Chính phủ",)]
