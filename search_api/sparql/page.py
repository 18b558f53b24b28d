"""The page on which people write queries: a form that the server answers, which a script makes into YASGUI."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse, Response

from ontology.examples import examples
from ontology.relations import relations
from ontology.tables import read_table
from ontology.terms import PREFIXES, VND
from search_api.sparql.errors import QueryError, status_of
from search_api.sparql.guard import check
from search_api.sparql.pool import QueryPool
from search_api.web.rendering import render
from search_api.wording import Language, say

VIEWS = ("table", "graph", "timeline")
_WORDS = (
    *("views", "table", "graph", "timeline", "no_table", "no_graph", "no_timeline"),
    *("rows_in", "more", "cut", "save", "wrong", "unreachable", "yes", "no"),
)


def sparql_page(queries: QueryPool, query: str | None, view: str, base: str, language: Language) -> Response:
    """The page, with the answer to a query as a table, a verdict or Turtle, or with the reason why there is none.

    Args:
        queries: Where the query is answered.
        query: SPARQL text; ``None`` shows the first example, unanswered.
        view: How a script is to show the answer, of :data:`VIEWS`.
        base: Where the IRIs of the collection begin.
        language: Of the page.
    """
    shown: dict[str, Any] = {"table": None, "verdict": None, "turtle": None, "problem": None}
    status = 200
    if query is not None:
        try:
            shown |= _answered(queries, query)
        except QueryError as error:
            shown["problem"] = say(f"refused.{error.reason}", language, detail=error.detail)
            status = status_of(error)
    given = {"query": query, "view": view if view in VIEWS[1:] else None}
    page = render(
        "sparql.html",
        language,
        "/sparql",
        query=examples()[0].query if query is None else query,
        examples=examples(),
        prefixes=PREFIXES,
        data={**_for_script(language), "base": base, "asked": query is not None, "view": view},
        state={name: value for name, value in given.items() if value is not None},
        **shown,
    )
    return HTMLResponse(page, status)


def _answered(queries: QueryPool, query: str) -> dict[str, Any]:
    if check(query) in ("CONSTRUCT", "DESCRIBE"):
        return {"turtle": queries.run(query, "ttl").decode()}
    answer = json.loads(queries.run(query, "json"))
    if "boolean" in answer:
        return {"verdict": answer["boolean"]}
    names, bindings = answer["head"]["vars"], answer["results"]["bindings"]
    rows = [[row.get(name, {}).get("value", "") for name in names] for row in bindings[: queries.rows]]
    return {"table": {"names": names, "rows": rows, "total": len(bindings)}}


@cache
def _for_script(language: Language) -> dict[str, Any]:
    """What the script of the page needs: words, prefixes, terms to complete, relations by their properties."""
    words = {name: say(f"sparql.{name}", language, count="{count}", seconds="{seconds}") for name in _WORDS}
    graph = {name: say(f"graph.{name}", language, nodes="{nodes}", edges="{edges}") for name in ("undated", "label")}
    return {
        "lang": language,
        "prefixes": PREFIXES,
        "terms": sorted([*(f"eli:{row['term']}" for row in read_table("eli-1.5.csv")), *_own_terms()]),
        "relations": {
            str(term): {"name": relation.name, "label": relation.labels[language]}
            for relation in reversed([*relations().values()])
            for term in (*relation.terms, relation.iri)
        },
        "words": {**words, "undated": graph["undated"], "graph_label": graph["label"]},
    }


def _own_terms() -> list[str]:
    return [f"vnd:{str(term).removeprefix(PREFIXES['vnd'])}" for term in VND]
