"""Corrections over HTTP: the JSON of ``danchieu correct``. Reading is for all who may read, writing for editors."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from pydantic import BaseModel, Field

from search_api.collection import Collection
from search_api.correcting.asked import LONGEST, Asked, UnusableCorrectionError
from search_api.server.editions import Editions, edition_of
from search_api.server.paging import PAGED_HEADERS, Paged
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.rights import Grant, requires
from search_api.wording import say

router = APIRouter(tags=["corrections"])
_Editor = Annotated[Grant, Depends(requires("editor"))]
_REFUSED: Final[dict[int | str, dict[str, Any]]] = {status: PROBLEMS[status] for status in (401, 403, 404)}


class CorrectionWanted(BaseModel):
    """A correction to be made; what `danchieu correct` takes as options."""

    file: str = Field(description="Path under which the file was ingested", examples=["samples/01-chi-thi.txt"])
    kind: Literal["confirm", "reject", "add"] = Field(examples=["reject"])
    mention: str = Field("", max_length=40, description="A reference by its name in the file", examples=["m3"])
    start: int | None = Field(None, ge=0, description="Instead, first code point of the words")
    end: int | None = Field(None, ge=0, description="The code point after the last of the words")
    words: str = Field("", max_length=LONGEST, description="Instead, words that stand in the file once")
    document: str = Field("", max_length=40, description="Document of which `field` speaks", examples=["d1"])
    field: str = Field("", max_length=40, description="type, number, date, issuer, subject or signer, not a reference")
    value: str = Field("", max_length=LONGEST, description="The right value of the field")
    relation: str = Field("", max_length=40, description="Name of the relation that the reference states")
    target: str = Field("", max_length=LONGEST, description="The work that is meant: a citation or an IRI")
    note: str = Field("", max_length=LONGEST, description="Why")


class CorrectionTarget(BaseModel):
    """The work that is meant, and what names it."""

    work: str = Field(description="The path of its IRI below the base", examples=["eli/vn/ttg/ct/2021/07/16/19"])
    type: str | None = Field(examples=["Chỉ thị"])
    number: str | None = Field(examples=["19/CT-TTg"])
    date: str | None = Field(description="ISO 8601", examples=["2021-07-16"])
    issuer: str | None = Field(examples=["Thủ tướng Chính phủ"])
    name: str | None = Field(examples=[None])


class CorrectionMade(BaseModel):
    """A correction: what was said of which words, by whom and when."""

    id: str = Field(examples=["4be0643f1d98"])
    file: str
    kind: Literal["confirm", "reject", "add"]
    start: int = Field(description="First code point of the words in the text as it then was")
    end: int
    quote: str = Field(description="The words")
    before: str = Field(description="What stood before them")
    after: str
    author: str = Field(description="Name of the token", examples=["Lan"])
    time: str = Field(description="ISO 8601, UTC", examples=["2026-11-25T01:00:00.000000+00:00"])
    field: str | None
    value: str | None
    relation: str | None
    target: CorrectionTarget | None
    note: str | None


class CorrectionHeld(CorrectionMade):
    """A correction of the collection."""

    lost: bool = Field(description="Its words are gone, so it has no effect")
    held: bool = Field(description="Its file is in the collection")


class CorrectionList(BaseModel):
    """Corrections, by file and time."""

    rows: list[CorrectionHeld]


@router.get(
    "/corrections",
    summary="What people corrected",
    responses={200: {"model": CorrectionList, "headers": PAGED_HEADERS}},
)
def list_corrections(
    request: Request,
    page: Paged,
    file: Annotated[str | None, Query(max_length=LONGEST, description="Only of this file", examples=["a.txt"])] = None,
) -> dict[str, Any]:
    """The corrections of the collection, or of one file: those of `danchieu correct list --json`."""
    return page.of({"rows": [one.to_json() for one in edition_of(request).collection.corrections(file)]})


@router.post(
    "/corrections",
    summary="Confirm, reject or add a reference or a field",
    status_code=201,
    responses={201: {"model": CorrectionMade}, **_REFUSED, 400: PROBLEMS[400]},
)
def add_correction(request: Request, wanted: CorrectionWanted, grant: _Editor) -> dict[str, Any]:
    """Makes a correction in the name of the token, and renews what depends on it."""
    return corrected(request, Asked(**wanted.model_dump()), grant)


@router.delete(
    "/corrections/{correction}",
    summary="Take a correction back",
    responses={200: {"model": CorrectionMade}, **_REFUSED},
)
def withdraw_correction(
    request: Request, correction: Annotated[str, Path(description="Its id", examples=["4be0643f1d98"])], _: _Editor
) -> dict[str, Any]:
    """Drops a correction; what it changed is as before."""
    return withdrawn(request, correction)


def corrected(request: Request, asked: Asked, grant: Grant) -> dict[str, Any]:
    """Makes a correction; the next request sees what comes of it.

    Raises:
        HTTPException: if it cannot be said of the file.
    """
    editions: Editions = request.app.state.editions
    author = grant.name or say("correction.local", language_of(request))
    try:
        with Collection.open(editions.settings, editions.encoder) as collection:
            said = collection.correct(asked, author)
    except UnusableCorrectionError as error:
        raise HTTPException(404 if error.reason == "no_file" else 400, error.told(language_of(request))) from error
    editions.renew()
    return said.to_json()


def withdrawn(request: Request, identifier: str) -> dict[str, Any]:
    """Drops a correction; the next request sees what comes of it.

    Raises:
        HTTPException: if there is none of this id.
    """
    editions: Editions = request.app.state.editions
    try:
        with Collection.open(editions.settings, editions.encoder) as collection:
            said = collection.withdraw(identifier)
    except UnusableCorrectionError as error:
        raise HTTPException(404, error.told(language_of(request))) from error
    editions.renew()
    return said.to_json()
