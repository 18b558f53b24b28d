"""The pages that every check of ``test_every_page.py`` is made on. A new page adds its line here."""

from urllib.parse import quote

from ontology.examples import examples
from search_api.cli import SAMPLES

PLAN = quote(str(SAMPLES / "02-ke-hoach-trien-khai-chi-thi.txt"))
BY_NAME = {example.name: quote(example.query) for example in examples()}
PAGES = {
    "home": "/",
    "search": "/?q=Ai+phát+động+phong+trào+thi+đua",
    "nothing found": "/?q=zzzz",
    "trace": "/trace?q=52/VKS-VP&depth=2",
    "trace, several": "/trace?q=03/CT-UBND",
    "trace, unknown": "/trace?q=99/XYZ",
    "document": f"/document?file={PLAN}",
    "words in a document": f"/document?file={PLAN}&start=600&end=700",
    "ambiguous": "/ambiguous",
    "sparql": "/sparql",
    "sparql, table": f"/sparql?query={BY_NAME['held']}",
    "sparql, graph": f"/sparql?query={BY_NAME['relations']}&view=graph",
    "sparql, timeline": f"/sparql?query={BY_NAME['deadlines']}&view=timeline",
    "sparql, refused": "/sparql?query=DROP+ALL",
    "graph": "/graph?work=52/VKS-VP",
    "graph, deep": "/graph?work=37/KH-UBND&depth=2&relation=implements&relation=basis",
    "graph, several": "/graph?work=05/CT-UBND",
    "error": "/document?file=no-such-file",
}
