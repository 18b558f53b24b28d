"""The page on which people write queries: a form that the server answers, which a script makes into YASGUI."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from ontology.examples import examples
from ontology.relations import relations
from ontology.tables import read_table
from ontology.terms import PREFIXES, VND
from search_api.server.problems import query_refusal
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import Accepted
from search_api.sparql.pool import QueryPool
from search_api.sparql.request import Operation
from search_api.web.rendering import render
from search_api.wording import Language, say

_FORMATS: Final = Accepted(("application/json", "json"), ("text/turtle", "ttl"))
_SHOWN_ROWS: Final = 1_000
VIEWS = ("table", "graph", "timeline")
_WORDS = (
    *("views", "table", "graph", "timeline", "no_table", "no_graph", "no_timeline"),
    *("rows_in", "more", "cut", "save", "wrong", "unreachable", "yes", "no"),
)


def sparql_page(
    queries: QueryPool, asked: Operation | None, view: str, base: str, language: Language
) -> tuple[str, int]:
    """The page and its HTTP status: the answer as a table, a verdict or Turtle, or the reason why there is none.

    Args:
        queries: Where the query is answered.
        asked: The query; ``None`` shows the first example, unanswered.
        view: How a script is to show the answer, of :data:`VIEWS`.
        base: Where the IRIs of the collection begin.
        language: Of the page.
    """
    shown: dict[str, Any] = {"table": None, "verdict": None, "turtle": None, "problem": None}
    status = 200
    if asked:
        try:
            shown |= _answered(queries, asked)
        except QueryError as error:
            status, shown["problem"] = query_refusal(error, language)
    given = {"query": asked.text if asked else None, "view": view if view in VIEWS[1:] else None}
    page = render(
        "sparql.html",
        language,
        "/sparql",
        query=asked.text if asked else examples()[0].query,
        examples=examples(),
        prefixes=PREFIXES,
        data={**_for_script(language), "base": base, "asked": asked is not None, "view": view},
        state={name: value for name, value in given.items() if value is not None},
        **shown,
    )
    return page, status


def _answered(queries: QueryPool, asked: Operation) -> dict[str, Any]:
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
