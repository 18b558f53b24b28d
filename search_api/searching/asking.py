"""The JSON of a question: what ``danchieu search --json`` prints and ``/api/search`` returns."""

from __future__ import annotations

from typing import Any

from search_api.collection import Collection
from search_api.question import answer
from search_api.searching.filters import Filters
from search_api.wording import Language


def ask(
    collection: Collection,
    query: str,
    count: int | None = None,
    filters: Filters | None = None,
    language: Language = "vi",
) -> dict[str, Any]:
    """Answer a question as JSON (see ``docs/command-line.md``).

    Args:
        collection: What is asked.
        query: The question, in words or as a document number.
        count: How many passages; the setting ``results`` unless given.
        filters: Only answers and passages of such documents.
        language: Of the message beside the answers.

    Raises:
        CollectionError: if the question is too long.
        ModelError: if there is no model.
    """
    filters = filters or Filters()
    answered = answer(collection.store, query, collection.settings.base, language)
    works = [each["iri"] for each in answered["answers"]]
    fitting = collection.finder.admitted(filters, works)
    kept = [each for each in answered["answers"] if each["iri"] in fitting]
    meaning = collection.meaning.to_json()  # as it was before the search, which had no less
    found = collection.find(query, count, filters, works)
    hidden = len(works) - len(kept)
    return {
        "query": query,
        **answered,
        "answers": kept,
        "answers_hidden": hidden,
        "meaning": meaning,
        "suggestions": [each.to_json() for each in collection.suggestions(query)],
        **found.to_json(),
    }
