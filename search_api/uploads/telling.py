"""What is told of uploads: how far they are, what became of each file, and why one was refused."""

from __future__ import annotations

from typing import Any

from search_api.collection import Collection
from search_api.storage.originals import UPLOADS
from search_api.uploads.held_files import file_id
from search_api.uploads.ledger import Job, Step
from search_api.uploads.receiving import Received, UploadError
from search_api.wording import Language, say


def job_json(job: Job, collection: Collection, served: bool, language: Language) -> dict[str, Any]:
    """A job as the API tells it.

    Args:
        job: As the ledger has it.
        collection: The edition that is shown.
        served: Whether a process of this server does jobs.
        language: Of the sentences.
    """
    state = _state(job, collection)
    told = "busy" if job.state == "busy" else state
    if not served and state in ("waiting", "reading", "linking"):
        told = "interrupted"
    return {
        "id": job.id,
        "made": job.made,
        "state": state,
        "message": say(f"upload.state.{told}", language, detail=job.detail),
        "done": job.done,
        "total": job.total,
        "files": [_step_json(step, language) for step in job.steps],
    }


def reason(why: str, detail: str, language: Language) -> str:
    """Why a file is refused, and what to do."""
    return say(f"upload.why.{why}", language, detail=f"{int(detail):,}" if detail.isdecimal() else detail)


def refusal(files: list[Received], language: Language) -> str:
    """Why none of some files is taken."""
    return "\n".join(f"{file.label}: {reason(file.why, file.detail, language)}" for file in files)


def error_told(error: UploadError, language: Language) -> str:
    """Why a whole upload is refused, and what to do."""
    return say(f"upload.refused.{error.why}", language, limit=f"{error.limit:,}")


def _state(job: Job, collection: Collection) -> str:
    if job.state == "busy":
        return "waiting"
    if job.state != "taken":
        return job.state
    if all(step.outcome == "failed" for step in job.steps):
        return "failed"
    if job.version > collection.version:
        return "linking"
    return "encoding" if collection.unencoded else "done"


def _step_json(step: Step, language: Language) -> dict[str, Any]:
    held = step.outcome in ("taken", "unchanged")
    return {
        "name": step.path.removeprefix(f"{UPLOADS}/"),
        "outcome": step.outcome or "waiting",
        "reason": reason(step.why, step.detail, language) if step.why else None,
        "file": step.path if held else None,
        "id": file_id(step.path) if held else None,
    }
