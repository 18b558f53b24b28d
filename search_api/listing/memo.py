"""A memo on one document: what it acts on and what that acts on, what is not held, what is due when (DOCX)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.trace import Walk, trace
from ontology.iris import source_iri
from ontology.validity import status_labels
from search_api.collection import Collection
from search_api.listing.word_page import add_table, new_page, written
from search_api.views.diagram import group_title
from search_api.views.document import document_facts
from search_api.web.rendering import day
from search_api.wording import Language, say

_RELATED: Final = ("number", "document", "relation", "of", "date", "issuer", "held", "quote")
_TASKS: Final = ("number", "task", "lead", "supporting", "due", "document")
_LAST: Final = "9999"


@dataclass(frozen=True, slots=True)
class Related:
    """A work that another acts on: the relation, the words that say so; works as in ``danchieu trace --json``."""

    relation: str
    subject: Mapping[str, Any]
    work: Mapping[str, Any]
    quote: str


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task that a document sets: its words, agencies by name, the deadline in ISO 8601 and as texts name it."""

    text: str
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    due: str | None
    due_name: str | None
    work: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Memo:
    """What a memo says of a work: its status, works two steps from it, tasks of those held, the next due first."""

    work: Mapping[str, Any]
    status: str
    related: tuple[Related, ...]
    tasks: tuple[DueTask, ...]


def memo_of(collection: Collection, reference: str) -> Memo | None:
    """The memo on a work, given by its IRI or as people cite it; ``None`` where that is no work or several.

    The tasks are those of the work itself and of the works that it acts on, as far as their texts are held: a letter
    that forwards a plan is answered by what the plan demands.
    """
    found = trace(collection.store, reference, Walk(depth=2, sides=("out",)), base=collection.settings.base)
    work = found["work"]
    if work is None:
        return None
    concerned = {work["iri"]: work} | {link["work"]["iri"]: link["work"] for link in found["out"]}
    tasks = [task for one in concerned.values() for task in _tasks(collection, one)]
    return Memo(
        work,
        found["status"]["status"],
        tuple(_related(work, found)),
        tuple(sorted(tasks, key=lambda task: task.due or _LAST)),
    )


def as_memo(memo: Memo, language: Language) -> bytes:
    """The memo as a file for a word processor."""
    work, status = memo.work, status_labels()[memo.status][language]
    about = [_name(work), work["title"], work["issuer"], day(work["date"]) if work["date"] else None]
    made = say("memo.made", language, day=date.today().strftime("%d/%m/%Y"))
    status_line = say("memo.status", language, status=status)
    page = new_page(say("memo.title", language), (", ".join(filter(None, about)), status_line, made))
    missing = len({one.work["iri"] for one in memo.related if not one.work["held"]})
    page.add_heading(say("memo.related", language, count=len(memo.related), missing=missing), level=2)
    add_table(
        page,
        [say(f"memo.column.{name}", language) for name in _RELATED],
        [_related_line(number, one, language) for number, one in enumerate(memo.related, 1)],
    )
    none = say("memo.no_deadline", language)
    page.add_heading(say("memo.tasks", language, count=len(memo.tasks)), level=2)
    add_table(
        page,
        [say(f"memo.column.{name}", language) for name in _TASKS],
        [
            (
                str(number),
                one.text,
                "; ".join(one.lead),
                "; ".join(one.supporting),
                one.due_name or none,
                _name(one.work),
            )
            for number, one in enumerate(memo.tasks, 1)
        ],
    )
    return written(page)


def _related(subject: Mapping[str, Any], around: Mapping[str, Any]) -> Iterator[Related]:
    for link in around["out"]:
        quote = " ".join(link["evidence"][0]["text"].split()) if link["evidence"] else ""
        yield Related(link["relation"], subject, link["work"], quote)
    for link in around["out"]:
        if "out" in link["work"]:
            yield from _related(link["work"], link["work"])


def _tasks(collection: Collection, work: Mapping[str, Any]) -> Iterator[DueTask]:
    for held in collection.documents_of(work["iri"])[:1]:  # further copies set the same tasks
        document = f"{source_iri(held.file, collection.settings.base)}#{held.id}"
        for task in document_facts(collection.store, document).tasks:
            lead, supporting = (tuple(one.name for one in part) for part in (task.lead, task.supporting))
            yield DueTask(" ".join(task.words.text.split()), lead, supporting, task.due, task.due_name, work)


def _related_line(number: int, one: Related, language: Language) -> tuple[str, ...]:
    work = one.work
    relation = group_title("out", one.relation, language)
    held = say("memo.held" if work["held"] else "mark.missing", language)
    printed = day(work["date"]) if work["date"] else ""
    return str(number), _name(work), relation, _name(one.subject), printed, work["issuer"] or "", held, one.quote


def _name(work: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (work["type"], work["number"] or work["title"]))) or str(work["iri"])
