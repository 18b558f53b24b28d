"""The page on which a person writes a query and reads its answer."""

from __future__ import annotations

import json
from typing import Any, Final

from search_api.problems import query_refusal
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import Accepted
from search_api.sparql.pool import QueryPool
from search_api.sparql.request import Operation
from search_api.web.rendering import render
from search_api.wording import Language

_FORMATS: Final = Accepted(("application/json", "json"), ("text/turtle", "ttl"))
_SHOWN_ROWS: Final = 1_000
_EXAMPLE: Final = """# Văn bản trong kho, mới nhất trước
SELECT ?type ?number ?date ?title WHERE {
  ?work eli:number ?number ; eli:date_document ?date .
  OPTIONAL { ?work dcterms:title ?title }
  OPTIONAL { ?work eli:type_document/skos:prefLabel ?type }
}
ORDER BY DESC(?date)
LIMIT 20"""


def query_page(queries: QueryPool, asked: Operation | None, language: Language) -> tuple[str, int]:
    """The page and its HTTP status; without a query, an example stands in the box."""
    shown: dict[str, Any] = {"table": None, "verdict": None, "turtle": None, "problem": None}
    status = 200
    if asked:
        try:
            shown |= _shown(queries, asked)
        except QueryError as error:
            status, shown["problem"] = query_refusal(error, language)
    text = asked.text if asked else _EXAMPLE
    return render(
        "sparql.html", language, "/sparql", query=text, state={"query": text} if asked else {}, **shown
    ), status


def _shown(queries: QueryPool, asked: Operation) -> dict[str, Any]:
    answer = queries.query(asked.text, _FORMATS, asked.default_graphs, asked.named_graphs)
    if answer.kind == "triples":
        return {"turtle": answer.read().decode()}
    body = json.loads(answer.read())
    if answer.kind == "boolean":
        return {"verdict": body["boolean"]}
    names = body["head"]["vars"]
    found = body["results"]["bindings"][:_SHOWN_ROWS]
    rows = [[row.get(name, {}).get("value", "") for name in names] for row in found]
    return {"table": {"names": names, "rows": rows, "total": answer.rows, "cut": answer.cut}}
