import pytest

from graph.text_layer.people import body_of


@pytest.mark.parametrize(
    ("agency", "body"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh Tùng Giang", "Ủy ban nhân dân tỉnh Tùng Giang"),
        ("Ủy ban nhân dân tỉnh Tùng Giang", "Ủy ban nhân dân tỉnh Tùng Giang"),
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("Thủ tướng Chính phủ", "Chính phủ"),
        ("Chủ tịch nước", "nước"),
    ],
)
def test_the_body_of_an_office(agency: str, body: str) -> None:
    assert body_of(agency) == body
