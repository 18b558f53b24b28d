import pytest

from search_api.question.concepts import sequences
from search_api.question.direction import direction_of


@pytest.mark.parametrize(
    ("masked", "direction"),
    [
        ("van ban nao trien khai X0", "in"),
        ("X0 trien khai van ban nao", "out"),
        ("X0 duoc van ban nao trien khai", "in"),
        ("X0 duoc trien khai boi van ban nao", "in"),
        ("X0 van ban nao trien khai", "in"),
        ("van ban nao bi X0 thay the", "out"),
        ("van ban nao X0 thay the", "out"),
        ("trien khai X0 bang van ban nao", "in"),
        ("can cu cua X0", "out"),
        ("X0 duoc ban hanh can cu vao dau", "out"),
        ("van ban nao lay X0 lam can cu", "in"),
        ("X0 lam can cu cho van ban nao", "in"),
        ("van ban nao la can cu cua X0", "out"),
        ("ai ky X0", None),
    ],
)
def test_order_and_the_passive_tell_the_direction(masked: str, direction: str | None) -> None:
    assert direction_of(sequences(masked)[0]) == direction
