"""The graph of relations around a work: drawn by a script, told by a list; which graph it is stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from graph.trace import Walk
from graph.works import describe_works
from ontology.relations import relations
from search_api.server.editions import edition_of
from search_api.server.tracing import DEPTHS, TraceFilters
from search_api.views.neighbourhood import Neighbourhood, neighbourhood
from search_api.web import diagram_page
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

MOST_WORKS = 200
MOST_EXPANDED = 30
_ENDED = ("repealed", "suspended")

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/graph")
def graph_page(
    request: Request,
    asked: Annotated[TraceFilters, Depends()],
    work: str = "",
    expand: Annotated[tuple[str, ...], Query(max_length=MOST_EXPANDED)] = (),
    lang: str = "",
) -> str:
    """The graph around a work, given by its IRI or as people cite it, and around the works that were expanded."""
    collection, language, reference = edition_of(request).collection, language_named(lang), work.strip()
    walk = replace(asked.walk(), limit=MOST_WORKS, quoted=False)

    def traced(name: str, how: Walk) -> dict[str, Any]:
        return diagram_page.traced(collection, name, how, asked.as_of)

    first = traced(reference, walk) if reference else None
    shown = None
    if first and first["work"]:
        around = [traced(iri, replace(walk, depth=1)) for iri in dict.fromkeys(expand)]
        shown = neighbourhood([first, *around], MOST_WORKS)
    state = {"work": reference, **asked.state()} if reference else {}
    return render(
        "graph.html",
        language,
        "/graph",
        reference=reference,
        work=first["work"] if first else None,
        choices=list(describe_works(collection.store, first["candidates"]).values()) if first else [],
        shown=shown,
        data=_for_script(shown, first["work"]["iri"], language) if shown and first else None,
        expanded=list(dict.fromkeys(expand)),
        asked=asked,
        depths=DEPTHS,
        relations=list(relations()),
        longest=collection.settings.max_query_chars,
        plain_state=state,
        state={**state, **({"expand": list(expand)} if expand else {})},
    )


def _for_script(shown: Neighbourhood, focus: str, language: Language) -> dict[str, Any]:
    names = relations()
    words = {name: say(f"graph.{name}", language, nodes="{nodes}", edges="{edges}") for name in ("undated", "label")}
    return {
        "nodes": [
            {
                "id": iri,
                "label": _short_name(work, language),
                "date": work["date"],
                "held": work["held"],
                "ended": work["status"] in _ENDED,
                "focus": iri == focus,
            }
            for iri, work in shown.works.items()
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "relation": edge.relation,
                "label": names[edge.relation].labels[language],
                "planned": edge.planned,
            }
            for edge in shown.edges
        ],
        "words": {"undated": words["undated"], "graph_label": words["label"]},
    }


def _short_name(work: Mapping[str, Any], language: Language) -> str:
    """Type and number where there is a number, else the beginning of the title."""
    if work["number"]:
        return " ".join(part for part in (work["type"], work["number"]) if part)
    title = work["title"] or work["type"] or say("trace.untitled", language)
    return title if len(title) <= 60 else f"{title[:57].rsplit(' ', 1)[0]} …"
