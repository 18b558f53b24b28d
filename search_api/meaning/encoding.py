"""Encoding what has no vector yet, beside everything else: it takes long, can be stopped at any time, and goes on.

It needs no lock of the collection, as it changes no edition: vectors are kept by the words that they stand for. One
process of a collection encodes at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from search_api.meaning.encoder import Encoder
from search_api.meaning.vector_cache import VectorCache
from search_api.progress import OnProgress, Progress
from search_api.storage.lock import unused
from search_api.storage.sources import Sources

_CHUNK: Final = 64  # texts between two points at which encoding can be taken up again: some seconds


def encode(folder: Path, encoder: Encoder, on_progress: OnProgress) -> bool:
    """Encodes the passages of a collection that have no vector, those that others take in meanwhile too.

    Args:
        folder: That of the collection.
        encoder: What encodes; its model is not loaded if nothing is to be done.
        on_progress: Called with how many texts are encoded, out of how many.

    Returns:
        Whether all is encoded now; ``False`` if another process is at it.

    Raises:
        ModelError: if there is no model.
    """
    with (
        encoding_alone(folder) as alone,
        closing(VectorCache(folder)) as cache,
        closing(Sources(folder)) as sources,
    ):
        while todo := _todo(sources, cache, encoder.name):
            if not alone:
                return False
            for start in range(0, len(todo), _CHUNK):
                on_progress(Progress("encode", start, len(todo)))
                texts = sources.passages.indexed_by_key(todo[start : start + _CHUNK])  # some may be gone meanwhile
                if texts:
                    cache.put(encoder.name, list(texts), encoder.passages(list(texts.values())))
            on_progress(Progress("encode", len(todo), len(todo)))
        if alone:
            cache.drop(cache.strangers(sources.passages.keys()))  # what a crash left behind
    return True


@contextmanager
def encoding_alone(folder: Path) -> Iterator[bool]:
    """Whether this process may encode the passages of a collection; no other may while the block runs."""
    file = folder / "encoding"
    file.touch()
    with unused(file) as free:
        yield free


def _todo(sources: Sources, cache: VectorCache, model: str) -> Sequence[str]:
    """The keys of the words that have no vector, by length: like lengths batch best."""
    lengths = sources.passages.indexed_lengths(sources.passages.keys() - cache.keys(model))
    return sorted(lengths, key=lambda key: (lengths[key], key))
