from pathlib import Path

import pytest

from search_api.settings import Settings, SettingsError


def test_without_variables_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("DANCHIEU_DATA", "kho/van-ban", "data", Path("kho/van-ban")),
        ("DANCHIEU_BASE", "https://example.org/id/", "base", "https://example.org/id/"),
        ("DANCHIEU_DENSE_WEIGHT", "0", "dense_weight", 0.0),
        ("DANCHIEU_PASSAGE_CHARS", "900", "passage_chars", 900),
        ("DANCHIEU_QUERY_SECONDS", " 2.5 ", "query_seconds", 2.5),
    ],
)
def test_a_variable_changes_its_setting(variable: str, text: str, name: str, value: object) -> None:
    assert getattr(Settings.from_environment({variable: text}), name) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("DANCHIEU_BATCH", "nhiều"),
        ("DANCHIEU_BATCH", "0"),
        ("DANCHIEU_QUERY_NETWORK", "maybe"),
        ("DANCHIEU_READING", "nobody"),
        ("DANCHIEU_LOG", "loud"),
        ("DANCHIEU_RATE_LIMIT", "many"),
        ("DANCHIEU_RATE_LIMIT", "0/minute"),
        ("DANCHIEU_WORDS_WEIGHT", "1.5"),
        ("DANCHIEU_BASE", "https://example.org/id"),
        ("DANCHIEU_PASSAGE_TARGET", "5000"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable(variable: str, text: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        Settings.from_environment({variable: text})


def test_the_graph_lies_in_the_data_folder_unless_a_store_is_named() -> None:
    assert Settings(data=Path("/kho tỉnh")).store_url == "oxigraph:///kho%20t%E1%BB%89nh/graph"
    assert Settings(store="http://localhost:7878/").store_url == "http://localhost:7878/"


def test_every_setting_is_documented() -> None:
    assert all(f"        {name}: " in (Settings.__doc__ or "") for name in Settings.__slots__)
