"""Reports on the collection as pages and as CSV: what to get, what to check, what is lacking, what is due."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup, escape

from graph.ambiguity import AmbiguousMention, ambiguous_mentions
from graph.compare import tasks
from graph.compare.tasks import ComparedTask
from graph.reports import REPORTS
from ontology.periods import quarter
from ontology.resolutions import resolutions
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.remembered import kept, remembered
from search_api.web.paging import page_of
from search_api.web.rendering import dated, quoting, render
from search_api.wording import Language, language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_DUE: Final = "due"
NAMES: Final = (*REPORTS, _DUE)
"""The reports that have a page."""
_QUOTED: Final = frozenset({"lead", "supporting", "names", "position", "rule", "wording"})
"""Values of rows that are words of documents."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@router.get("/reports")
def reports_page(request: Request, lang: str = "") -> str:
    """All reports."""
    del request
    return render("reports.html", language_named(lang), "/reports", names=NAMES, quarter=quarter_of(date.today()))


@router.get("/reports/{name}.csv", response_class=Response)
def report_table(request: Request, name: str, quarter: str = "", lang: str = "") -> Response:
    """A report as CSV, which spreadsheets open: UTF-8 with its mark, and no cell that one would take for a formula."""
    collection, language = edition_of(request).collection, language_named(lang)
    rows = _rows(collection, name, quarter, language)
    out = io.StringIO()
    writer = csv.writer(out)
    columns = ("kind", "document", "date", "issuer", "title", "iri", "told", "words", "file", "start", "end")
    writer.writerow([say(f"report.column.{column}", language) for column in columns])
    for row in rows:
        for work in row["works"] or [{}]:
            words = row["evidence"][0] if row["evidence"] else {}
            name_of = " ".join(filter(None, (work.get("type"), work.get("number") or work.get("title"))))
            cells = [say(f"report.{name}", language), name_of, work.get("date"), work.get("issuer"), work.get("title")]
            cells += [work.get("iri"), told(row, language), " ".join(words.get("text", "").split())]
            writer.writerow([_cell(cell) for cell in (*cells, *(words.get(key) for key in ("file", "start", "end")))])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/reports/{name}")
def report_page(
    request: Request, name: str, quarter: str = "", page: Annotated[int, Query(ge=1)] = 1, lang: str = ""
) -> str:
    """A report: its rows with the words."""
    collection, language = edition_of(request).collection, language_named(lang)
    rows = _rows(collection, name, quarter, language)
    shown = page_of(rows, page)
    place = {"quarter": quarter} if quarter else {}
    return render(
        "report.html",
        language,
        f"/reports/{name}",
        name=name,
        quarter=(quarter or quarter_of(date.today())) if name == _DUE else "",
        around=_around(quarter or quarter_of(date.today())) if name == _DUE else (),
        rows=[{**row, "told": _told_on_page(row, language)} for row in shown.rows],
        page=shown,
        place=place,
        state={**place, **({"page": page} if page > 1 else {})},
    )


@router.get("/ambiguous")
def ambiguous_page(request: Request, page: Annotated[int, Query(ge=1)] = 1, lang: str = "") -> str:
    """The mentions that may mean several works, grouped by what they print, with the choices for each."""
    collection, language = edition_of(request).collection, language_named(lang)
    mentions, counts = mentions_by_wording(collection)
    shown = page_of(mentions, page)
    return render(
        "ambiguous.html",
        language,
        "/ambiguous",
        page=shown,
        groups=[(counts[key], [asdict(one) for one in group]) for key, group in groupby(shown.rows, key=_wording)],
        reasons={name: reason.labels[language] for name, reason in resolutions().items()},
        state={"page": page} if page > 1 else {},
    )


def mentions_by_wording(collection: Collection) -> tuple[Sequence[AmbiguousMention], Mapping[str, int]]:
    """The mentions that may mean several works, those that print the same together, and how many print the same."""

    def made() -> tuple[Sequence[AmbiguousMention], Mapping[str, int]]:
        found = ambiguous_mentions(collection.store)
        return found, Counter(map(_wording, found))

    return kept(collection, "mentions by wording", made)


def _wording(mention: AmbiguousMention) -> str:
    return mention.wording.casefold()


def quarter_of(day: date) -> str:
    """The quarter of a day, as ``2025-Q1``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def told(row: Mapping[str, Any], language: Language) -> str:
    """What a row of a report says, in words."""
    said = {key: _value_told(value, language) for key, value in row["values"].items()}
    return say(f"report.kind.{row['kind']}", language, **said)


def _told_on_page(row: Mapping[str, Any], language: Language) -> Markup:
    """The same with the words of documents marked as such."""
    said = {key: _value_told(value, language) for key, value in row["values"].items()}
    own = {key: escape(text) for key, text in said.items() if key not in _QUOTED or not row["values"][key]}
    return quoting(f"report.kind.{row['kind']}", language, **{**said, **own})


def _value_told(value: object, language: Language) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_printed(one, language) for one in value) or say("report.not_stated", language)
    return dated(str(value))


def _printed(value: object, language: Language) -> str:
    if not isinstance(value, float):
        return dated(str(value))
    return f"{value:.2f}".replace(".", "," if language == "vi" else ".")


def report_rows(collection: Collection, name: str) -> Sequence[Mapping[str, Any]]:
    """The rows of one of ``REPORTS``."""
    return kept(collection, f"report {name}", lambda: [row.to_json() for row in REPORTS[name](collection.store)])


def rows_due(collection: Collection, quarter_named: str) -> Sequence[Mapping[str, Any]]:
    """What falls due in a quarter (``2025-Q1``).

    Raises:
        ValueError: if it is no quarter.
    """
    period = quarter(quarter_named)
    if period is None:
        raise ValueError(quarter_named)
    return remembered(collection, (_DUE, quarter_named), lambda: [_due(one) for one in tasks(collection.store, period)])


def _rows(collection: Collection, name: str, quarter_named: str, language: Language) -> Sequence[Mapping[str, Any]]:
    """The rows of a report.

    Raises:
        HTTPException: if there is no such report, or the quarter is none.
    """
    if name in REPORTS:
        return report_rows(collection, name)
    if name != _DUE:
        raise HTTPException(404, say("report.unknown", language, name=name, names=", ".join(NAMES)))
    try:
        return rows_due(collection, quarter_named or quarter_of(date.today()))
    except ValueError as error:
        raise HTTPException(422, say("report.no_quarter", language, quarter=quarter_named)) from error


def _due(task: ComparedTask) -> dict[str, Any]:
    values = {"day": task.deadline, "lead": task.lead, "supporting": task.supporting}
    return {"kind": "due", "works": [task.work], "values": values, "evidence": [asdict(one) for one in task.evidence]}


def _around(named: str) -> tuple[str, str]:
    """The quarters before and after one."""
    year, number = int(named[:4]), int(named[-1])
    before = f"{year - 1}-Q4" if number == 1 else f"{year}-Q{number - 1}"
    after = f"{year + 1}-Q1" if number == 4 else f"{year}-Q{number + 1}"
    return before, after


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
