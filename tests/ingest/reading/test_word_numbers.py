import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.word_numbers import Numbers, formatted

LEVELS = """<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="none"/><w:lvlText w:val="%5"/></w:lvl>"""


@pytest.mark.parametrize(
    ("places", "labels"),
    [
        ([(90, 0), (90, 0), (90, 1), (90, 1)], ["Điều 1. ", "Điều 2. ", "a) ", "b) "]),
        ([(90, 0), (90, 1), (90, 0), (90, 1)], ["Điều 1. ", "a) ", "Điều 2. ", "a) "]),
        ([(90, 0), (90, 2)], ["Điều 1. ", "1.1. "]),
        ([(90, 2)], ["1.1. "]),
        ([(90, 3), (90, 4)], ["- ", ""]),
        ([(90, 0), (91, 0), (91, 0)], ["Điều 1. ", "Điều 7. ", "Điều 8. "]),
        ([(99, 0), (90, 8)], ["", ""]),
    ],
)
def test_paragraphs_get_the_numbers_that_word_prints(places: list[tuple[int, int]], labels: list[str]) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{LEVELS}</w:abstractNum>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    for number, more in ((90, ""), (91, override)):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>{more}</w:num>')
        )
    numbers = Numbers(document)
    told = []
    for number, level in places:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        told.append(numbers.label(parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{place}</w:pPr></w:p>")))
    assert told == labels


def test_a_style_numbers_its_paragraphs() -> None:
    document = docx.Document()
    paragraphs = [document.add_paragraph("x", style="List Number") for _ in range(2)]
    numbers = Numbers(document)
    assert [numbers.label(one._p) for one in paragraphs] == ["1. ", "2. "]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (0, "lowerRoman", "0"),
        (3, "chicago", "3"),
    ],
)
def test_forms_of_numbers(number: int, form: str, text: str) -> None:
    assert formatted(number, form) == text


@given(st.integers(1, 3000))
def test_roman_numbers_can_be_read_back(number: int) -> None:
    values = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
    digits = [values[letter] for letter in formatted(number, "lowerRoman")]
    assert sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)) == number
