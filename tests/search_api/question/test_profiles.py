import pytest

from graph.stores import Store
from ontology.iris import DEFAULT_BASE
from search_api.question.profiles import Words, fitting, indicators_like, movements_like, tasks_like, works_like
from search_api.question.understood import Description


@pytest.mark.parametrize(
    ("words", "covered"), [(["a"], [0.0, 0.0, 1.0]), (["b"], [1.0, 1.0, 0.0]), ([], [1.0, 1.0, 1.0])]
)
def test_words_cover(words: list[str], covered: list[float]) -> None:
    index = Words.among([{"b"}, {"b", "c"}, {"a"}])
    assert list(index.covering(words)) == covered


def test_a_word_that_few_have_counts_more() -> None:
    index = Words.among([{"common", "rare"}, {"common"}, {"common"}, {"other"}])
    with_rare, without, *_ = index.covering(["common", "rare"])
    assert with_rare == pytest.approx(1.0)
    assert without < 0.5


@pytest.mark.parametrize(
    ("said", "locals_"),
    [
        (Description(("Kế hoạch",), words=("chuyen", "doi", "so")), ["37"]),
        (Description(("Kế hoạch",), words=("khai", "thac", "dau", "khi")), []),
        (Description(("Quy chế",), words=("thi", "dua", "khen", "thuong")), ["12-2024"]),  # a decision promulgates it
        (Description(("Kế hoạch",)), []),  # a type alone tells nothing
        (Description(("Kế hoạch",), times=("1999",), words=("chuyen", "doi", "so")), []),
    ],
)
def test_works_that_a_description_fits(samples: Store, said: Description, locals_: list[str]) -> None:
    found = fitting(samples, said, None, (), DEFAULT_BASE)
    assert [iri.rsplit("/", 1)[1] for iri in found] == locals_


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rung chay nuong khoan suoi thon", ["first"]),
        ("rung chay nuong", []),  # too few words to tell
        ("thue phi le hoa chung tem", []),
    ],
)
def test_a_task_is_found_by_most_of_its_words(samples: Store, words: str, found: list[str]) -> None:
    texts = {"first": ["rung", "chay", "nuong", "khoan", "suoi", "khe"], "second": ["le", "hoi"], "third": ["thon"]}
    assert tasks_like(samples, "words-of-a-test", texts, words.split()) == found


def test_works_are_found_by_most_of_their_words(samples: Store) -> None:
    (found,) = works_like(samples, ["quy", "che", "thi", "dua", "khen", "thuong", "tinh", "tung", "giang"])
    assert "12-2024" in found
    assert works_like(samples, ["tau", "vu", "tru", "sao", "hoa", "mat", "trang"]) == []


def test_names_are_found_by_most_of_their_words(samples: Store) -> None:
    assert movements_like(samples, ["cai", "cach", "thu", "tuc", "hanh", "chinh"])
    assert movements_like(samples, ["tham", "hiem", "vu", "tru"]) == []
    assert indicators_like(samples, ["tham", "hiem", "vu", "tru"]) == []
