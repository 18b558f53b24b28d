"""Word index: BM25 over syllables with and without diacritics, pairs of syllables, and document numbers kept whole.

The engine is tantivy: its index is on disk, takes and drops single passages, and commits all or nothing, so that adding
one document to a large collection costs one document. Queries are built as objects; a user's text is never parsed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.text.fold import fold

if TYPE_CHECKING:
    from tantivy import Index, Query

NUMBER: Final = re.compile(r"(?<!\w)\d\w*(?:\s?/\s?|[-.,])\w+(?:[-/&.,]\w+)*")
"""A number that is one token: "15/2020/NĐ-CP", "02 /CT-UBND", "05-CT/TW", "20/01/2021", "7,5"."""

_TOKEN: Final = re.compile(rf"(?P<whole>{NUMBER.pattern})|\w+")
_PART: Final = re.compile(r"\w+")

# Weights of the fields, measured with benchmarks/retrieval.py.
_BOOSTS: Final = {"exact": 0.5, "folded": 0.5, "pairs": 1.0}
_WRITER_BYTES: Final = 50_000_000

_LARGE_SHARE: Final = 0.2
"""Where this share of the passages is asked for, so many of the best of all are that filtering those is quicker."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, for each field of the index.

    Attributes:
        exact: Syllables and numbers in lower case, as written.
        folded: The same without diacritics.
        pairs: Neighbouring syllables without diacritics: most Vietnamese words have two.
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    pairs: tuple[str, ...]


def tokens(text: str) -> Tokens:
    """The tokens of a text; a number counts whole and in parts, whatever its normalisation form and spacing."""
    exact: list[str] = []
    pairs: list[str] = []
    previous = ""
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text).lower()):
        if match["whole"]:
            exact.append("".join(match["whole"].split()))
            exact.extend(_PART.findall(match["whole"]))
            previous = ""
            continue
        exact.append(match.group())
        if previous:
            pairs.append(f"{previous}_{match.group()}")
        previous = match.group()
    return Tokens(tuple(exact), tuple(map(fold, exact)), tuple(map(fold, pairs)))


class WordIndex:
    """The index of one collection, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Opens the index, or makes an empty one.

        Raises:
            OSError: if the folder cannot be written.
            ValueError: if what is there is not such an index.
        """
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder().add_integer_field("id", indexed=True, fast=True)
        for name in _BOOSTS:
            builder = builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index: Index = tantivy.Index(self._schema, path=str(folder))
        self._index.config_reader("manual")  # what another process changes is not seen until all of it is

    def __len__(self) -> int:
        """How many passages the index holds."""
        return int(self._index.searcher().num_docs)

    def ids(self) -> frozenset[int]:
        """The passages that the index holds."""
        import tantivy

        return frozenset(self._find(tantivy.Query.all_query(), self._index.searcher().num_docs))

    def update(self, add: Iterable[tuple[int, str]], remove: Iterable[int]) -> None:
        """Adds passages (id, text) and drops others, in one commit.

        Raises:
            OSError: if it cannot be written.
        """
        import tantivy

        try:
            writer = self._index.writer(_WRITER_BYTES, 1)
            for passage in remove:
                writer.delete_documents_by_term("id", passage)
            for passage, text in add:
                found = tokens(text)
                fields = {name: " ".join(getattr(found, name)) for name in _BOOSTS}
                writer.add_document(tantivy.Document.from_dict({"id": passage, **fields}, self._schema))
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:  # how tantivy tells of a full disk
            raise OSError(str(error)) from error
        self._index.reload()

    def search(self, text: str, count: int, within: Collection[int] | None = None) -> dict[int, float]:
        """The passages with the highest BM25 scores for a question.

        Args:
            text: The question.
            count: Most passages to give back.
            within: Ids of the only passages that count; ``None`` for all. Scores do not depend on it.

        Returns:
            Passages by id, the best first, with scores (above 0, without upper bound).
        """
        from tantivy import Occur, Query

        found = tokens(text)
        terms = [
            (
                Occur.Should,
                Query.boost_query(Query.term_query(self._schema, name, token, "freq"), boost),
            )
            for name, boost in _BOOSTS.items()
            for token in dict.fromkeys(getattr(found, name))
        ]
        if not terms or (within is not None and not within):
            return {}
        asked = Query.boolean_query(terms)
        return self._find(asked, count) if within is None else self._find_within(asked, count, within)

    def _find_within(self, query: Query, count: int, within: Collection[int]) -> dict[int, float]:
        from tantivy import Occur, Query

        wanted = within if isinstance(within, Set) else frozenset(within)
        share = len(wanted) / max(self._index.searcher().num_docs, 1)
        if share >= _LARGE_SHARE:
            fetched = math.ceil(2 * count / share)
            found = self._find(query, fetched)
            kept = {passage: score for passage, score in found.items() if passage in wanted}
            if len(kept) >= count or len(found) < fetched:
                return dict(islice(kept.items(), count))
        chosen = Query.const_score_query(Query.term_set_query(self._schema, "id", list(wanted)), 0.0)
        return self._find(Query.boolean_query([(Occur.Must, query), (Occur.Must, chosen)]), count)

    def _find(self, query: Query, count: int) -> dict[int, float]:
        searcher = self._index.searcher()
        hits = searcher.search(query, max(count, 1), count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return {
            int(passage): float(score) for passage, (score, _) in zip(ids, hits, strict=True) if passage is not None
        }
