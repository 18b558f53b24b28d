"""From a text to its facts, step by step: the table of contents of the extraction.

Composed form, folded view, repair of damaged text, territory, agencies and dates, documents with their headers,
references with relations, inferred fields, campaigns, tasks, targets and anniversaries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from ingest import agencies
from ingest.agencies import Territory
from ingest.documents.companions import infer_fields
from ingest.documents.header import read_document
from ingest.documents.split import split_documents
from ingest.events import anniversaries, campaigns
from ingest.facts import AgencyMention, Campaign, DateMention, Document, Extraction, Reference, Span, Target, Task
from ingest.references.find import find_references
from ingest.targets.find import find_targets
from ingest.tasks.bearers import bearers
from ingest.tasks.find import find_tasks
from ingest.tasks.tables import rows
from ingest.text.compose import compose
from ingest.text.damage import is_damaged, mend
from ingest.text.fold import fold
from ingest.text.items import body_of
from ingest.text.markup import join_words, without_tags
from ingest.text.offsets import moved
from ingest.text.spans import dates_in, merged
from ingest.values import dates

_Mention = TypeVar("_Mention", AgencyMention, DateMention)


@dataclass(frozen=True, slots=True)
class _View:
    """A text with its folded view (mended where the text is damaged) and what "tỉnh" means in it."""

    text: str
    folded: str
    territory: Territory | None


def extract(text: str, file: str) -> Extraction:
    """All facts of one file.

    Args:
        text: The text as read, at any normal form; offsets of the facts are positions in it.
        file: The name of the file, put into the result.
    """
    composed, back = _plain(text)
    view = _view(composed)
    found_agencies = agencies.find(view.text, view.folded, view.territory)
    documents = _documents(view, found_agencies)
    references, links = find_references(view.text, view.folded, documents, view.territory)
    documents = infer_fields(view.folded, documents, references, found_agencies, view.territory)
    found_dates = _dates(view, documents)
    assigned, figures = _planned(view, documents, found_agencies, found_dates, references)
    return moved(
        Extraction(
            file=file,
            documents=documents,
            references=references,
            links=links,
            campaigns=_campaigns(view, documents, found_dates, found_agencies),
            agencies=_placed(found_agencies, documents),
            dates=found_dates,
            tasks=assigned,
            targets=figures,
            anniversaries=anniversaries.find(view.text, view.folded, documents),
        ),
        text,
        back,
    )


@lru_cache(maxsize=128)  # one search reads its question in several places
def extract_mentions(text: str) -> Extraction:
    """The mentions of a text that is no file of documents, such as a question: one nameless document holds them all."""
    composed, back = _plain(text)
    view = _view(composed)
    whole = Document("d1", Span(0, len(composed)), "Văn bản")
    references, links = find_references(view.text, view.folded, (whole,), view.territory)
    found_agencies = agencies.find(view.text, view.folded, view.territory)
    found_dates = dates.find(view.text, view.folded)
    return moved(
        Extraction(
            file="",
            documents=(whole,),
            references=references,
            links=links,
            campaigns=_campaigns(view, (whole,), found_dates, found_agencies),
            agencies=_placed(found_agencies, (whole,)),
            dates=_placed(found_dates, (whole,)),
        ),
        text,
        back,
    )


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in composed form and without emphasis inside words, and its boundaries in the text as given."""
    composed, to_given = compose(text)
    joined, to_composed = join_words(composed)
    if isinstance(to_composed, range):
        return composed, to_given
    return joined, [to_given[boundary] for boundary in to_composed]


def _view(text: str) -> _View:
    folded = without_tags(fold(text))
    if is_damaged(text, folded):
        folded = mend(folded)
    return _View(text, folded, agencies.territory_of(text, folded))


def _documents(view: _View, found: Sequence[AgencyMention]) -> tuple[Document, ...]:
    spans = split_documents(view.text, view.folded)
    return tuple(
        read_document(view.text, view.folded, f"d{index}", span, found, view.territory)
        for index, span in enumerate(spans, 1)
    )


def _dates(view: _View, documents: Sequence[Document]) -> tuple[DateMention, ...]:
    """Dates of each document; a subject that names one year fixes what "QUÝ I" means in it."""
    starts = [0, *(document.span.start for document in documents[1:]), len(view.text)]
    found = []
    for document, start, end in zip(documents, starts, starts[1:], strict=False):
        text, folded = view.text[start:end], view.folded[start:end]
        years = set(re.findall(r"\b(?:19|20)\d\d\b", document.subject or ""))
        for mention in dates.find(text, folded, year=int(years.pop()) if len(years) == 1 else None):
            span = Span(mention.span.start + start, mention.span.end + start)
            found.append(replace(mention, span=span, document=document.id))
    return tuple(found)


def _campaigns(
    view: _View, documents: Sequence[Document], found: Sequence[DateMention], bodies: Sequence[AgencyMention]
) -> tuple[Campaign, ...]:
    return tuple(
        replace(campaign, document=document.id)
        for document in documents
        for campaign in campaigns.find(
            view.text, view.folded, document.span, document.where.get("subject"), found, bodies
        )
    )


def _planned(
    view: _View,
    documents: Sequence[Document],
    found_agencies: Sequence[AgencyMention],
    found_dates: Sequence[DateMention],
    references: Sequence[Reference],
) -> tuple[tuple[Task, ...], tuple[Target, ...]]:
    """Tasks and targets of each document, from its text and its tables of work."""
    known = bearers(view.text, view.folded, found_agencies)
    cited = merged(reference.span for reference in references)
    assigned: list[Task] = []
    figures: list[Target] = []
    for document in documents:
        table = rows(view.text, view.folded, body_of(document), known)
        assigned += find_tasks(view.text, view.folded, document, known, found_dates, cited, table)
        own = dates_in(found_dates, document.span)
        figures += find_targets(view.text, view.folded, document, own, cited, table)
    return tuple(assigned), tuple(figures)


def _placed(mentions: Sequence[_Mention], documents: Sequence[Document]) -> tuple[_Mention, ...]:
    """The mentions with the document in which each stands; a mention between documents goes to the one before."""
    placed = []
    for mention in mentions:
        holder = next((d for d in reversed(documents) if d.span.start <= mention.span.start), documents[0])
        placed.append(replace(mention, document=holder.id))
    return tuple(placed)
