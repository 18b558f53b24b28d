"""A question and its answer as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.stores import Store
from graph.works import describe_work
from ontology.iris import DEFAULT_BASE
from ontology.relations import relations
from search_api.question.answers import Answer, run
from search_api.question.data import table
from search_api.question.query import Query, first_answerable
from search_api.question.understanding import understandings
from search_api.question.understood import Understood

_COUNTED = frozenset({"listing", "signed-by", "sent-to"})
_MOST_NAMED = 6


def answer(store: Store, question: str, base: str = DEFAULT_BASE) -> dict[str, Any]:
    """What a question was understood to ask, and what the graph answers.

    Args:
        store: The collection.
        question: As typed.
        base: Where the collection's IRIs begin.

    Returns:
        ``{"understood", "sparql", "answers", "message"}`` as in the JSON of ``danchieu search``; ``sparql`` is the
        query that gave the answers, ``message`` what there is to say beside them in Vietnamese, or ``None``.
    """
    understood, query = first_answerable(store, understandings(question), base)
    found = run(store, understood, query) if query else ()
    return {
        "understood": _shown(store, understood, query),
        "sparql": query.sparql if query else None,
        "answers": [each.to_json() for each in found],
        "message": _message(store, understood, query, found),
    }


def _shown(store: Store, understood: Understood, query: Query | None) -> dict[str, Any]:
    """What was understood; instruments that were found by their usual names, each candidate apart."""
    if query is None:
        return understood.to_json()
    names = []
    for instrument, iris in query.works:
        names += [_name(store, iri, dated=len(iris) > 1) for iri in iris] or [instrument.reference]
    return {**understood.to_json(), "instruments": names}


def _name(store: Store, iri: str, *, dated: bool = False) -> str:
    work = describe_work(store, iri)
    name = f"{work['type'] or ''} {work['number']}".strip() if work["number"] else work["title"] or iri
    details = [work["date"], work["issuer"]] if dated else []
    known = ", ".join(detail for detail in details if detail)
    return f"{name} ({known})" if known else str(name)


def _message(store: Store, understood: Understood, query: Query | None, found: tuple[Answer, ...]) -> str | None:
    texts = table("messages.toml")
    if query is None:
        return None
    said = []
    unknown = [instrument for instrument, iris in query.works if not iris]
    said += [texts["unknown_work"].format(reference=instrument.text) for instrument in unknown]
    said += [texts["unknown_name"].format(name=name) for name in query.lacking]
    for instrument, iris in query.works:
        if len(iris) > 1:
            choices = "; ".join(_name(store, iri, dated=True) for iri in iris[:_MOST_NAMED])
            said.append(texts["ambiguous"].format(reference=instrument.text, count=len(iris), choices=choices))
    if not found and not unknown and not query.lacking:
        said.append(_empty(store, understood, query))
    if understood.kind == "document" and found and not any(each.held for each in found):
        said.append(texts["not_held"].format(works=_joined(each.value for each in found)))
    foreseen = [each for each in found if each.planned and understood.kind in ("related", "validity")]
    if foreseen:
        said.append(texts["planned"].format(works=", ".join(dict.fromkeys(each.value for each in foreseen))))
    if found and understood.kind in _COUNTED:
        said.append(texts["count"].format(count=len(found)))
    return " ".join(said) or None


def _empty(store: Store, understood: Understood, query: Query) -> str:
    """In words, that nothing is the answer."""
    key = f"related-{understood.direction}" if understood.kind == "related" else str(understood.kind)
    verbs = [relations()[name].verb for name in understood.relations]
    works = _joined(_name(store, iri) for _, iris in query.works[:1] for iri in iris)
    text: str = table("messages.toml")["empty"][key]
    return text.format(verb=" hoặc ".join(verbs), works=works)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
