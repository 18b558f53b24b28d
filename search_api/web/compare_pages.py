"""Facts compared over documents as pages: the tables of ``danchieu compare``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from graph import compare
from graph.stores import Store
from search_api.collection import Collection
from search_api.compare.answers import QUARTER, YEAR, answer, due
from search_api.compare.table import COLUMNS
from search_api.server.editions import edition_of
from search_api.server.remembered import kept, remembered
from search_api.web.paging import page_of
from search_api.web.rendering import render
from search_api.wording import language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_Asked = Mapping[str, str | None]
COMPARED: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Store, _Asked], Any]]]] = {
    "campaigns": (("year",), lambda store, asked: compare.campaigns(store, asked["year"])),
    "anniversaries": (
        ("words", "year"),
        lambda store, asked: compare.anniversaries(store, asked["words"], asked["year"]),
    ),
    "targets": (("words", "year"), lambda store, asked: compare.targets(store, asked["words"], asked["year"])),
    "tasks": (
        ("quarter", "year", "words"),
        lambda store, asked: compare.tasks(store, due(asked["quarter"], asked["year"]), asked["words"]),
    ),
    "leaders": ((), lambda store, _: compare.leaders(store)),
    "signers": (("words",), lambda store, asked: compare.signers(store, asked["words"])),
}
"""What can be compared: by which filters, and how."""


def compared(collection: Collection, kind: str, given: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
    """The rows of a comparison, by the filters that are given; none, or an empty one, lets all pass."""
    _, compare_by = COMPARED[kind]
    asked = {name: given.get(name) or None for name in ("words", "year", "quarter")}

    def made() -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = answer(kind, compare_by(collection.store, asked))["rows"]
        return rows

    if any(asked.values()):
        return remembered(collection, ("comparison", kind, *asked.values()), made)
    return kept(collection, f"comparison {kind}", made)


@router.get("/compare/{kind}")
def compare_page(
    request: Request,
    kind: str,
    words: str = "",
    year: Annotated[str, Query(pattern=f"^({YEAR})?$")] = "",
    quarter: Annotated[str, Query(pattern=f"^({QUARTER})?$")] = "",
    page: Annotated[int, Query(ge=1)] = 1,
    lang: str = "",
) -> str:
    """A comparison as a table, each row with its document and words."""
    collection, language = edition_of(request).collection, language_named(lang)
    if kind not in COMPARED:
        raise HTTPException(404, say("compare.unknown", language, name=kind, names=", ".join(COMPARED)))
    filters, _ = COMPARED[kind]
    given = {"words": words.strip()[: collection.settings.max_query_chars], "year": year, "quarter": quarter}
    place = {name: given[name] for name in filters if given[name]}
    return render(
        "compare.html",
        language,
        f"/compare/{kind}",
        kind=kind,
        kinds=list(COMPARED),
        columns=COLUMNS[kind],
        filters=filters,
        given=given,
        page=page_of(compared(collection, kind, given), page),
        place=place,
        longest=collection.settings.max_query_chars,
        state={**place, **({"page": page} if page > 1 else {})},
    )
