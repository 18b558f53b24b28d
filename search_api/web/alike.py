"""The documents like the one that a page shows."""

from __future__ import annotations

from typing import Any

from search_api.collection import Collection
from search_api.searching.similar import SIMILAR
from search_api.server.remembered import remembered


def alike(collection: Collection, name: str) -> dict[str, Any]:
    """A few documents like one, as ``danchieu similar`` has them; found anew when more passages are encoded.

    Args:
        collection: What is shown.
        name: Of the document: its path, or the IRI of its work.
    """
    key = ("similar", name, collection.meaning.encoded)
    return remembered(collection, key, lambda: collection.similar(name, SIMILAR).to_json())
