"""The JSON of a question: what ``danchieu search --json`` prints and ``/api/search`` returns."""

from __future__ import annotations

from typing import Any

from search_api.collection import Collection
from search_api.question import answer


def ask(collection: Collection, query: str, count: int | None = None) -> dict[str, Any]:
    """Answer a question as JSON (see ``docs/command-line.md``).

    Args:
        collection: What is asked.
        query: The question, in words or as a document number.
        count: How many passages; the setting ``results`` unless given.

    Raises:
        CollectionError: if the question is too long.
        ModelError: if there is no model.
    """
    return {
        "query": query,
        **answer(collection.store, query, collection.settings.base),
        "meaning": collection.meaning.to_json(),
        "passages": [hit.to_json() for hit in collection.search(query, count)],
    }
