"""The pages that every check of ``test_every_page.py`` is made on. A new page adds its line here."""

from urllib.parse import quote

from ontology.examples import examples
from ontology.iris import agency_iri, campaign_iri
from search_api.cli import SAMPLES
from search_api.uploads.held_files import file_id

PLAN = quote(str(SAMPLES / "02-ke-hoach-trien-khai-chi-thi.txt"))
LETTER = quote(str(SAMPLES / "03-cong-van-gui-kem-ke-hoach-chi-thi.txt"))
HOME_AFFAIRS = quote(agency_iri("Sở Nội vụ tỉnh Tùng Giang"))
CONGRESS = quote(campaign_iri("Chào mừng Đại hội Đảng bộ các cấp nhiệm kỳ 2025 - 2030"))
BY_NAME = {example.name: quote(example.query) for example in examples()}
PAGES = {
    "home": "/",
    "search": "/?q=Ai+phát+động+phong+trào+thi+đua",
    "nothing found": "/?q=zzzz",
    "trace": "/trace?q=52/VKS-VP&depth=2",
    "trace, all words": "/trace?q=52/VKS-VP&words=all",
    "trace, several": "/trace?q=03/CT-UBND",
    "trace, unknown": "/trace?q=99/XYZ",
    "document": f"/document?file={PLAN}",
    "words in a document": f"/document?file={PLAN}&start=600&end=700",
    "document of a bundle": f"/document?file={LETTER}&document=d2",
    "reference in a document": f"/document?file={LETTER}&document=d2&mention=m14",
    "campaigns": "/campaigns",
    "campaign": f"/campaign?iri={CONGRESS}",
    "agencies": "/agencies?q=so",
    "agency": f"/agency?iri={HOME_AFFAIRS}",
    "agency, issued": f"/agency?iri={HOME_AFFAIRS}&show=issued",
    "timeline": "/timeline",
    "timeline, a month": "/timeline?year=2025&month=1",
    "reports": "/reports",
    "report": "/reports/missing",
    "report, a quarter": "/reports/due?quarter=2025-Q4",
    "comparison": "/compare/tasks",
    "comparison, targets": "/compare/targets?words=GRDP",
    "collection": "/collection",
    "collection, by name": "/collection?q=ke+hoach",
    "collection, remove": f"/collection/remove?id={file_id(str(SAMPLES / '02-ke-hoach-trien-khai-chi-thi.txt'))}",
    "data": "/scheme/relation/cites.html",
    "ambiguous": "/ambiguous",
    "sparql": "/sparql",
    "sparql, table": f"/sparql?query={BY_NAME['held']}",
    "sparql, graph": f"/sparql?query={BY_NAME['relations']}&view=graph",
    "sparql, timeline": f"/sparql?query={BY_NAME['deadlines']}&view=timeline",
    "sparql, refused": "/sparql?query=DROP+ALL",
    "graph": "/graph?work=52/VKS-VP",
    "graph, deep": "/graph?work=37/KH-UBND&depth=2&relation=implements&relation=basis",
    "graph, several": "/graph?work=05/CT-UBND",
    "filtered": "/?held=held&type=Kế+hoạch",
    "several works": "/?q=05/CT-UBND",
    "misspelt": "/?q=phogn+trào+thi+đau+yêu+nuoc",
    "example as data": "/query/held.html",
    "error": "/document?file=no-such-file",
    "wrong parameter": "/timeline?year=abc",
}
