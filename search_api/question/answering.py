"""A question and its answer as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from graph.status import statuses
from graph.stores import Store
from ontology.iris import DEFAULT_BASE
from ontology.relations import relations
from ontology.validity import status_labels
from search_api.question import lookup
from search_api.question.answers import Answer, run
from search_api.question.choices import choices, work_name
from search_api.question.query import Query, first_answerable
from search_api.question.typing_errors import corrected
from search_api.question.understanding import understandings
from search_api.question.understood import Understood
from search_api.wording import Language, say

_COUNTED = frozenset({"listing", "regulated-by", "signed-by", "sent-to", "mentions", "led-by", "given-to"})
_MOST_NAMED = 6


def prepare(store: Store, base: str) -> None:
    """Has ready what the first questions would wait for: names of the collection, patterns of both spellings."""
    lookup.prepare(store, base)
    for question in ("chỉ thị của Sở Nội vụ", "chi thi cua So Noi vu"):
        next(understandings(question))


def answer(store: Store, question: str, base: str = DEFAULT_BASE, language: Language = "vi") -> dict[str, Any]:
    """What a question was understood to ask, and what the graph answers.

    Args:
        store: The collection.
        question: As typed.
        base: Where the collection's IRIs begin.
        language: Of the message.

    Returns:
        ``{"understood", "sparql", "answers", "message", "corrected", "choices"}`` as in the JSON of ``danchieu
        search``; ``sparql`` is the query that gave the answers, ``message`` what there is to say beside them,
        or ``None``, ``corrected`` the question as it was read if that mends typing errors, ``choices`` which works an
        instrument may be if there are several.
    """
    understood, query = first_answerable(store, understandings(question), base)
    read_as = corrected(question) if query is None or understood.passed_over else None
    if read_as:
        mended, answering = first_answerable(store, understandings(read_as), base)
        better = answering and not mended.passed_over
        understood, query, read_as = (mended, answering, read_as) if better else (understood, query, None)
    found = run(store, understood, query) if query else ()
    return {
        "understood": _shown(store, understood, query),
        "sparql": query.sparql if query else None,
        "answers": [each.to_json() for each in _with_status(store, understood, query, found)],
        "message": _message(store, understood, query, found, read_as, language),
        "corrected": read_as,
        "choices": choices(store, understood.question, query) if query else [],
    }


def _with_status(
    store: Store, understood: Understood, query: Query | None, found: tuple[Answer, ...]
) -> tuple[Answer, ...]:
    """The acts that tell whether a work is in force, with the status that they give it as the answer."""
    if query is None or understood.kind != "validity":
        return found
    judged = statuses(store, (iri for _, iris in query.works for iri in iris), date.today())
    known = {iri: status_labels()[each.status]["vi"] for iri, each in judged.items() if each.status != "unknown"}
    return tuple(replace(one, kind="fact", value=known[one.about]) if one.about in known else one for one in found)


def _shown(store: Store, understood: Understood, query: Query | None) -> dict[str, Any]:
    """What was understood; instruments that were found by their usual names, each candidate apart."""
    if query is None:
        return understood.to_json()
    names = []
    for instrument, iris in query.works:
        names += [work_name(store, iri, dated=len(iris) > 1) for iri in iris] or [instrument.reference]
    return {**understood.to_json(), "instruments": names}


def _message(
    store: Store,
    understood: Understood,
    query: Query | None,
    found: tuple[Answer, ...],
    read_as: str | None,
    language: Language,
) -> str | None:
    if query is None:
        return None
    said = [say("answer.read_as", language, question=read_as)] if read_as else []
    if understood.passed_over:
        said.append(
            say("answer.passed_over", language, words=", ".join(f"“{words}”" for words in understood.passed_over))
        )
    unknown = [instrument for instrument, iris in query.works if not iris]
    said += [say("answer.unknown_work", language, reference=instrument.text) for instrument in unknown]
    said += [say("answer.unknown_name", language, name=name) for name in query.lacking]
    for instrument, iris in query.works:
        if len(iris) > 1:
            choices = "; ".join(work_name(store, iri, dated=True) for iri in iris[:_MOST_NAMED])
            said.append(say("answer.ambiguous", language, reference=instrument.text, count=len(iris), choices=choices))
    if not found and not unknown and not query.lacking:
        said.append(_empty(store, understood, query, language))
    if understood.kind == "document" and found and not any(each.held for each in found):
        said.append(say("answer.not_held", language, works=_joined(each.value for each in found)))
    if understood.kind == "validity":
        told = _statuses(store, query, language)
        unsaid = [] if found or unknown else [say("answer.status_unknown", language)]
        said += told or unsaid
    foreseen = [each for each in found if each.planned and understood.kind in ("related", "validity")]
    if foreseen:
        said.append(say("answer.planned", language, works=", ".join(dict.fromkeys(each.value for each in foreseen))))
    if found and understood.kind in _COUNTED:
        said.append(say("answer.count", language, count=len(found)))
    return " ".join(said) or None


def _statuses(store: Store, query: Query, language: Language) -> list[str]:
    """Whether the works asked about are in force today, where the collection can tell."""
    today = date.today()
    judged = statuses(store, (iri for _, iris in query.works for iri in iris), today)
    said = []
    for iri, each in judged.items():
        if each.status != "unknown":
            ended = each.since if each.status != "in-force" else None  # "since" of what is in force may be its issue
            said.append(
                say(
                    "answer.status_since" if ended else "answer.status",
                    language,
                    work=work_name(store, iri),
                    status=status_labels()[each.status][language].lower(),
                    day=(date.fromisoformat(ended) if ended else today).strftime("%d/%m/%Y"),
                )
            )
    return said


def _empty(store: Store, understood: Understood, query: Query, language: Language) -> str:
    """In words, that nothing is the answer."""
    way = "indirect" if understood.reach == "indirect" else "related"
    key = f"{way}.{understood.direction}" if understood.kind == "related" else understood.kind
    verbs = say("answer.or", language).join(relations()[name].verbs["out", language] for name in understood.relations)
    works = _joined(work_name(store, iri) for _, iris in query.works[:1] for iri in iris)
    return say(f"answer.empty.{key}", language, verb=verbs, works=works)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
