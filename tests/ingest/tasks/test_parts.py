import pytest

from ingest.facts import Document, Span
from ingest.tasks.bearers import bearers
from ingest.tasks.charges import Page
from ingest.tasks.parts import WHOLE, Part, begins_form, below_addresses, part_of, quoted_after
from ingest.text.fold import fold
from ingest.text.items import items


def page_of(text: str) -> Page:
    folded = fold(text)
    document = Document("d1", Span(0, len(text)), "Quyết định")
    return Page(text, folded, document, bearers(text, folded, []), [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 9. Trách nhiệm của các đơn vị", Part(1, assigns=True, lists=False, rules=False)),
        ("Chương IV\nTỔ CHỨC THỰC HIỆN", Part(0, assigns=True, lists=False, rules=False)),
        ("Điều 2. Đối tượng áp dụng", Part(1, assigns=False, lists=True, rules=False)),
        ("1. Đối tượng áp dụng", Part(3, assigns=False, lists=True, rules=False)),
        ("1. Nguyên tắc phối hợp", Part(3, assigns=False, lists=False, rules=True)),
        ("1. Phạm vi, đối tượng, phương án hỗ trợ", Part(3, assigns=False, lists=False, rules=False)),
    ],
)
def test_headings_say_what_their_part_does(text: str, expected: Part) -> None:
    page = page_of(text)
    (item,) = items(text, page.folded, page.document.span)
    assert part_of(page, item, WHOLE) == expected


@pytest.mark.parametrize(
    ("text", "form", "addresses"),
    [
        ("Mẫu số 03", True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKính gửi: ..........", True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKính gửi: Sở Y tế", False, False),
        ("a) Mẫu số 03 kèm theo đơn.", False, False),
        ("BỘ TRƯỞNG BỘ Y TẾ điện:", False, True),
    ],
)
def test_blank_forms_and_addresses(text: str, form: bool, addresses: bool) -> None:
    page = page_of(text)
    outline = items(text, page.folded, page.document.span)
    assert (begins_form(page, outline, 0), below_addresses(page, outline, 0)) == (form, addresses)


def test_a_quotation_stays_open_to_its_closing_mark() -> None:
    text = "“1. Một.\n\n2. Hai.\n\n3. Ba.”\n\n4. Bốn."
    opened = [0]
    for item in items(text, fold(text), Span(0, len(text))):
        opened.append(quoted_after(text, item, opened[-1]))
    assert [bool(count) for count in opened] == [False, True, True, False, False]
