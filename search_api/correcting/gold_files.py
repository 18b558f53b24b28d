"""Gold files of what people corrected: the facts that were extracted from each corrected file, as corrected."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from search_api.collection import Collection

_SHAPE: Final = ("file", "documents", "references", "links", "campaigns", "agencies", "dates")
"""What a gold file holds; a guide to annotation covers no more."""


class ClashError(ValueError):
    """Two files would have one gold file: ``one`` and ``other``, both named ``name``."""

    def __init__(self, name: str, one: str, other: str) -> None:
        """Names them."""
        super().__init__(name)
        self.name, self.one, self.other = name, one, other


def gold_files(collection: Collection) -> dict[str, dict[str, Any]]:
    """The gold file of each file that is held and has corrections whose words are there, by its name.

    Raises:
        ClashError: if two files have the same name in different folders.
    """
    from graph.corrected import corrected_facts
    from graph.corrections import anchored
    from ingest.pipeline import extract

    files: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    for path in sorted({one.correction.file for one in collection.corrections() if one.held and not one.lost}):
        text = collection.text(path) or ""
        extraction = extract(text, PurePath(path).name)
        said = [one.correction for one in collection.corrections(path)]
        facts = corrected_facts(extraction, anchored(said, text, extraction)).to_json()
        name = f"{PurePath(path).stem}.gold.json"
        if name in files:
            raise ClashError(PurePath(path).name, origins[name], path)
        files[name], origins[name] = {key: facts[key] for key in _SHAPE}, path
    return files
