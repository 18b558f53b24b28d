import pytest

from ingest.documents.effect import find_effect
from ingest.facts import Span
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("text", "effective", "expires"),
    [
        ("Quyết định này có hiệu lực kể từ ngày ký.", "2022-05-04", None),
        ("Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 5\nnăm 2022 và thay thế", "2022-05-15", None),
        ("Quyết định này có hiệu lực từ ngày 15/5/2022 đến hết ngày 31/12/2025.", "2022-05-15", "2025-12-31"),
        ("Quyết định này hết hiệu lực kể từ ngày 01/01/2026.", None, "2025-12-31"),
        ("Quyết\nđịnh này có hiệu lực kể từ ngày ký.", "2022-05-04", None),
        ("Điều 3. Hiệu lực\n\nQuyết định có hiệu lực kể từ ngày 15/5/2022.", "2022-05-15", None),
        ("chờ đến khi Quyết định có hiệu lực từ ngày 15/5/2022.", None, None),
        ("Thông tư này có hiệu lực kể từ ngày 15/5/2022.", None, None),
        ("kể từ ngày Quyết định này có hiệu lực thi hành, quy định cũ hết hiệu lực.", None, None),
        ("Quyết định này gồm 5 điều.\n\nNghị định A có hiệu lực từ ngày 15/5/2022", None, None),
    ],
)
def test_own_effect(text: str, effective: str | None, expires: str | None) -> None:
    found = find_effect(fold(text), Span(0, len(text)), "Quyết định", "2022-05-04")
    for got, wanted in ((found.effective, effective), (found.expires, expires)):
        assert (got[0] if got else None) == wanted
        assert got is None or text[got[1].start : got[1].end].startswith("Quyết")


def test_a_document_without_date_does_not_know_when_it_was_signed() -> None:
    text = "Quyết định này có hiệu lực kể từ ngày ký."
    assert find_effect(fold(text), Span(0, len(text)), "Quyết định", None).effective is None
