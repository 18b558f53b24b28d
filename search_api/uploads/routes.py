"""Files of the collection over HTTP: the list, uploads, removal, and how far those are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool

from search_api.server.editions import edition_of
from search_api.server.paging import PAGED_HEADERS, Paged
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.rights import requires
from search_api.server.schemas import FilesResult, JobResult
from search_api.settings import Settings
from search_api.storage.originals import UPLOADS
from search_api.uploads.held_files import HeldFile, held_file, held_files
from search_api.uploads.ledger import Job, Ledger
from search_api.uploads.process import UploadProcess
from search_api.uploads.receiving import Received, Receiver, UploadError, incoming
from search_api.uploads.telling import error_told, job_json, refusal
from search_api.wording import say

router = APIRouter(tags=["collection"])
OPERATOR: Final = Depends(requires("operator"))

_FORM: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "contentMediaType": "application/octet-stream"},
                            "description": "Each with a file name; what it is, is told by its content",
                        }
                    },
                },
                "example": {"files": ["Số: 12/KH-UBND ..."]},
            }
        },
    }
}
_BY_REASON: Final[Mapping[str, int]] = {"size": 413, "kind": 415, "binary": 415, "encoding": 415}


@router.get("/files", summary="The files held", responses={200: {"model": FilesResult, "headers": PAGED_HEADERS}})
def files(
    request: Request,
    page: Paged,
    q: Annotated[
        str, Query(max_length=500, description="Words of the path, with or without diacritics", examples=["ke hoach"])
    ] = "",
) -> dict[str, Any]:
    """The files that the collection holds, with the documents found in each, by path."""
    collection = edition_of(request).collection
    answer = page.of({"rows": held_files(collection, q)})
    return {**answer, "rows": [file.to_json(collection) for file in answer["rows"]]}


@router.post(
    "/files",
    status_code=202,
    summary="Add files",
    dependencies=[OPERATOR],
    openapi_extra=_FORM,
    responses={202: {"model": JobResult}, **{status: PROBLEMS[status] for status in (403, 413, 415, 507)}},
)
async def add_files(request: Request, response: Response) -> dict[str, Any]:
    """Takes files in, in the background: a form with one or more files. One of the same name replaces the other.

    Needs the role of an operator, of a server that was started with `--write`. Files that are refused are named in
    the job; if none is taken, the answer is an error instead.
    """
    job = await received(request, told_in_job=False)
    response.headers["Location"] = f"{request.url.path.rpartition('/')[0]}/jobs/{job}"
    return await run_in_threadpool(_told, request, job)


@router.delete(
    "/files/{identifier}",
    status_code=202,
    summary="Remove a file",
    dependencies=[OPERATOR],
    responses={202: {"model": JobResult}, **{status: PROBLEMS[status] for status in (403, 404)}},
)
def remove_file(
    request: Request,
    response: Response,
    identifier: Annotated[str, Path(description="Id of the file", examples=["5c1a3e0d9b7f24680ace1357"])],
) -> dict[str, Any]:
    """Drops a file and all that came from it, in the background; the file itself stays where it was ingested from."""
    job = removed(request, file_named(request, identifier))
    response.headers["Location"] = f"{request.url.path.rpartition('/files/')[0]}/jobs/{job}"
    return _told(request, job)


@router.get(
    "/jobs/{identifier}",
    summary="How far an upload is",
    responses={200: {"model": JobResult}, 404: PROBLEMS[404]},
)
def job(
    request: Request,
    identifier: Annotated[str, Path(description="Id of the job", examples=["0123456789abcdef0123456789abcdef"])],
) -> dict[str, Any]:
    """The state of an upload or a removal, and what became of each file."""
    return _told(request, identifier)


def job_told(request: Request, identifier: str) -> dict[str, Any] | None:
    """A job as JSON; ``None`` if there is none of this id. What was interrupted is gone on with."""
    settings = _settings(request)
    if not (settings.data / UPLOADS).is_dir():
        return None
    process: UploadProcess | None = request.app.state.uploads
    if process:
        process.see_to()
    with closing(Ledger(settings.data)) as ledger:
        found: Job | None = ledger.job(identifier)
    collection = edition_of(request).collection
    return job_json(found, collection, process is not None, language_of(request)) if found else None


async def received(request: Request, told_in_job: bool) -> str:
    """Receives the files of a request and has them taken in.

    Args:
        request: Its body is a form of files.
        told_in_job: Whether there is to be a job also if no file is taken, which tells why.

    Returns:
        The id of the job.

    Raises:
        HTTPException: if the upload is refused.
    """
    language, settings = language_of(request), _settings(request)
    try:
        _check_headers(request, settings)
        async with contextmanager_in_threadpool(incoming(settings.data / UPLOADS)) as folder:
            receiver = Receiver(request.headers.get("content-type", ""), folder, settings)
            with closing(receiver):
                async for chunk in request.stream():
                    await run_in_threadpool(receiver.write, chunk)
                found = receiver.finish()
            if not told_in_job and all(file.why for file in found):
                status = _BY_REASON.get(found[0].why, 422)
                raise HTTPException(status, refusal(found, language))
            return await run_in_threadpool(_kept, request, found, settings)
    except UploadError as error:
        raise HTTPException(error.status, error_told(error, language)) from error
    except (OSError, sqlite3.OperationalError) as error:
        raise HTTPException(507, say("upload.refused.unwritable", language)) from error


def _check_headers(request: Request, settings: Settings) -> None:
    """Refuses what can be refused before anything of it is read.

    Raises:
        UploadError: if it is compressed or too large.
    """
    if request.headers.get("content-encoding", "identity") != "identity":
        raise UploadError("compressed", 415)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > settings.upload_bytes:
        raise UploadError("total", 413, settings.upload_bytes)


def removed(request: Request, file: HeldFile) -> str:
    """Has a file removed; gives the id of the job."""
    with closing(Ledger(_settings(request).data)) as ledger:
        identifier = ledger.remove(file.path, file.location)
    _see_to(request)
    return identifier


def file_named(request: Request, identifier: str) -> HeldFile:
    """The file of an id.

    Raises:
        HTTPException: if there is none.
    """
    found = held_file(edition_of(request).collection, identifier)
    if found is None:
        raise HTTPException(404, say("collection.unknown", language_of(request), id=identifier))
    return found


def _kept(request: Request, found: Sequence[Received], settings: Settings) -> str:
    with closing(Ledger(settings.data)) as ledger:
        identifier = ledger.receive(found, settings.upload_store_bytes)
    _see_to(request)
    return identifier


def _told(request: Request, identifier: str) -> dict[str, Any]:
    told = job_told(request, identifier)
    if told is None:
        raise HTTPException(404, say("upload.unknown_job", language_of(request), id=identifier))
    return told


def _see_to(request: Request) -> None:
    process: UploadProcess = request.app.state.uploads
    process.see_to()


def _settings(request: Request) -> Settings:
    return edition_of(request).collection.settings
