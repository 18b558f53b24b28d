from collections.abc import Iterator
from pathlib import Path

import pytest

from search_api.collection import Collection
from search_api.meaning.encoding import encode, encoding_alone
from search_api.meaning.vector_cache import VectorCache
from search_api.progress import Progress
from search_api.settings import Settings

from ..conftest import SyllableEncoder

TEXT = "KẾ HOẠCH\nTrồng cây\n\n" + "\n\n".join(
    f"Điều {number}. Xã số {number} trồng {number} cây lim. " + "Các xã báo cáo hằng quý. " * 25
    for number in range(1, 9)
)


@pytest.fixture
def collection(tmp_path: Path, syllables: SyllableEncoder) -> Iterator[Collection]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with Collection.open(Settings(data=tmp_path / "kho"), syllables) as made:
        made.take_in([tmp_path / "a.txt"])
        yield made


def run(collection: Collection, encoder: SyllableEncoder) -> bool:
    return encode(collection.settings.data, encoder, lambda _: None)


def test_what_is_taken_in_is_found_by_words_before_it_is_encoded(
    collection: Collection, syllables: SyllableEncoder
) -> None:
    count = collection.passages
    assert count >= 8
    assert (collection.unencoded, collection.meaning.ready, syllables.encoded) == (count, False, [])
    best = collection.search("xã số 7 trồng cây lim", 1)[0]
    assert "Xã số 7" in best.held.text
    assert best.scored.dense is None
    assert run(collection, syllables)
    with Collection.open(collection.settings, syllables) as again:
        assert again.unencoded == 0, "it is counted without the vectors in memory"
    assert (collection.unencoded, collection.meaning.ready, collection.meaning.encoded) == (0, True, count)
    assert collection.search("xã số 7 trồng cây lim", 1)[0].scored.dense is not None


def test_encoding_that_was_stopped_goes_on_from_there(
    collection: Collection, syllables: SyllableEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_api.meaning.encoding._CHUNK", 2)
    count, told = collection.unencoded, []

    def stop(progress: Progress) -> None:
        told.append((progress.done, progress.total))
        if progress.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encode(collection.settings.data, syllables, stop)
    assert told == [(0, count), (2, count), (4, count)]
    assert collection.unencoded == count - 4
    assert collection.meaning.to_json() == {
        "ready": True,
        "loading": False,
        "encoded": 4,
        "passages": count,
        "problem": None,
    }
    assert run(collection, syllables)
    assert len(syllables.encoded) == len(set(syllables.encoded)) == count
    assert run(collection, syllables)
    assert len(syllables.encoded) == count, "nothing was left to encode"


def test_passages_without_vectors_are_not_ranked_below_those_with(
    collection: Collection, syllables: SyllableEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "xã số 8 trồng 8 cây lim"
    by_words = collection.search_words(question, 1)[0].held.id
    monkeypatch.setattr(
        "search_api.meaning.encoding._todo",
        lambda sources, cache, model: sorted(
            sources.passages.keys() - set(sources.passages.by_key([by_words])) - cache.keys(model)
        ),
    )
    assert run(collection, syllables)
    assert collection.unencoded == 1
    assert collection.search(question, 1)[0].held.id == by_words


def test_one_process_encodes_at_a_time(collection: Collection, syllables: SyllableEncoder) -> None:
    with encoding_alone(collection.settings.data) as alone:
        assert alone
        assert not run(collection, syllables)
    assert run(collection, syllables)
    with encoding_alone(collection.settings.data):
        assert run(collection, syllables), "nothing was left to do"


def test_the_words_of_what_is_removed_are_forgotten(collection: Collection, syllables: SyllableEncoder) -> None:
    run(collection, syllables)
    cache = VectorCache(collection.settings.data)
    assert cache.keys(syllables.name)
    (file,) = {document.file for document in collection.documents()}
    collection.remove(file)
    assert cache.keys(syllables.name) == frozenset()


def test_what_a_crash_left_behind_is_swept(collection: Collection, syllables: SyllableEncoder) -> None:
    run(collection, syllables)
    cache = VectorCache(collection.settings.data)
    wanted = cache.keys(syllables.name)
    cache.put(syllables.name, ["0" * 64], syllables.queries(["x"]))
    run(collection, syllables)
    assert cache.keys(syllables.name) == wanted


def test_what_others_take_in_meanwhile_is_encoded_too(
    collection: Collection, syllables: SyllableEncoder, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("CÔNG VĂN\nVề việc chống hạn", encoding="utf-8")

    def take_in(progress: Progress) -> None:
        if progress.done == 0:
            with Collection.open(collection.settings, syllables) as other:
                other.take_in([tmp_path / "b.txt"])

    assert encode(collection.settings.data, syllables, take_in)
    with Collection.open(collection.settings, syllables) as again:
        assert again.files == 2
        assert again.unencoded == 0
