from graph.stores import Store, open_store
from search_api.question.tables import kept, kept_rows


def test_a_table_is_made_once_for_each_store(samples: Store) -> None:
    other, made = open_store("oxigraph:"), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept(store, "test", make) for store in (samples, samples, other)] == [1, 1, 2]


def test_rows_of_a_store(samples: Store) -> None:
    query = "SELECT DISTINCT ?work WHERE { ?work a eli:LegalResource }"
    assert kept_rows(samples, query)
    assert kept_rows(open_store("oxigraph:"), query) == []
