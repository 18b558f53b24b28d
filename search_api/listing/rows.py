"""From the result of a search to the rows of a list: one a document, the answers first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from ontology.validity import status_labels
from search_api.wording import Language


@dataclass(frozen=True, slots=True)
class Row:
    """One document of a list; what is not known is empty.

    Attributes:
        document: Type and number.
        date: Of issue, ISO 8601.
        issuer: The agency.
        subject: Title or trích yếu (the line that says what it is about).
        status: Validity in words.
        answer: The fact that answers the question, where the answer is one.
        quote: Words of the document: evidence of an answer, or the best passage.
        file: Where the quoted words are.
    """

    document: str
    date: str
    issuer: str
    subject: str
    status: str
    answer: str
    quote: str
    file: str


COLUMNS = tuple(field.name for field in fields(Row))


def rows(result: Mapping[str, Any], language: Language) -> tuple[Row, ...]:
    """The documents of a search, each once: those that answer first, then those of the passages by rank.

    Args:
        result: The JSON of ``danchieu search``.
        language: Of the words for validity.
    """
    statuses = {
        group["document"]["iri"]: status_labels()[group["status"]][language]
        for group in result["groups"]
        if group["document"]["iri"]
    }
    found: dict[tuple[str, str], Row] = {}
    for key, row in (*_answers(result, statuses), *_passages(result, statuses)):
        found.setdefault((key, row.answer), row)
    answered = {key for key, answer in found if answer}
    return tuple(row for (key, answer), row in found.items() if answer or key not in answered)


def _answers(result: Mapping[str, Any], statuses: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    for answer in result["answers"]:
        first = answer["evidence"][0] if answer["evidence"] else {"text": "", "file": ""}
        fact = answer["value"] if answer["kind"] == "fact" else ""
        yield answer["iri"], _row(answer, statuses, fact, first["text"], first["file"])


def _passages(result: Mapping[str, Any], statuses: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    for group in result["groups"]:
        best = result["passages"][group["passages"][0]]
        document = group["document"]
        yield document["iri"] or group["file"], _row(document, statuses, "", best["text"], group["file"])


def _row(document: Mapping[str, Any], statuses: Mapping[str, str], answer: str, quote: str, file: str) -> Row:
    return Row(
        document=" ".join(filter(None, (document["type"], document["number"]))),
        date=document["date"] or "",
        issuer=document["issuer"] or "",
        subject=document["title"] or "",
        status=statuses.get(document["iri"] or "", ""),
        answer=answer,
        quote=" ".join(quote.split()),
        file=file,
    )
