from typing import Any

import pytest

from graph.attributes import Attributes
from search_api.searching.choosing import choose, status_named
from search_api.searching.filters import Filters

PROVINCE, OFFICE = "Ủy ban nhân dân tỉnh Lạng Sơn", "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn"
WORKS = {
    "a": Attributes("Chỉ thị", PROVINCE, "2021", ("Lạng Sơn xanh",), "in-force"),
    "b": Attributes("Kế hoạch", OFFICE, "2021", (), "repealed"),
    "c": Attributes("Kế hoạch", "Sở Nội vụ tỉnh Lạng Sơn", "2024", ("Lạng Sơn xanh", "Vì người nghèo"), "in-force"),
    "d": Attributes(None, None, None, held=False),
}


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        ({}, "abcd"),
        ({"type": ("ke hoach",)}, "bc"),
        ({"type": ("KH", "CT")}, "abc"),
        ({"issuer": (PROVINCE,)}, "a"),  # spelt so, and not the office whose name holds it
        ({"issuer": ("uy ban nhan dan tinh",)}, "ab"),
        ({"issuer": ("UBND tỉnh Lạng Sơn",)}, "a"),
        ({"issuer": ("so noi vu",)}, "c"),
        ({"year": ("2021", "2024")}, "abc"),
        ({"campaign": ("nguoi ngheo",)}, "c"),
        ({"status": ("Còn hiệu lực",)}, "ac"),
        ({"status": ("repealed",), "type": ("Kế hoạch",)}, "b"),
        ({"type": ("Kế hoạch",), "year": ("2024",)}, "c"),
        ({"held": False}, "d"),
        ({"held": True, "year": ("2021",)}, "ab"),
        ({"year": ("1999",)}, ""),
    ],
)
def test_who_is_let_through(filters: dict[str, Any], admitted: str) -> None:
    chosen = choose(Filters(**filters), WORKS.values())
    assert "".join(name for name, about in WORKS.items() if chosen.admits(about)) == admitted


def test_a_field_can_be_left_out_to_count_its_other_values() -> None:
    chosen = choose(Filters(type=("Chỉ thị",), year=("2021",)), WORKS.values())
    assert [name for name, about in WORKS.items() if chosen.admits(about, "type")] == ["a", "b"]


@pytest.mark.parametrize(("field", "name"), [("type", "x"), ("issuer", "Bộ Y tế"), ("year", "21"), ("status", "dead")])
def test_a_name_that_is_not_known_is_told_and_finds_nothing(field: str, name: str) -> None:
    chosen = choose(Filters(**{field: (name,)}), WORKS.values())
    assert chosen.unknown == ((field, name),)
    assert not any(chosen.admits(about) for about in WORKS.values())


@pytest.mark.parametrize(
    ("given", "status"), [("in-force", "in-force"), ("con hieu luc", "in-force"), ("In force", "in-force"), ("x", None)]
)
def test_status_named(given: str, status: str | None) -> None:
    assert status_named(given) == status


def test_filters_that_say_nothing_are_false() -> None:
    assert not Filters()
    assert Filters(held=False)
    assert Filters(year=("2021",))
