import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identifiers.numbers import find_numbers, number_at, serial_of


@pytest.mark.parametrize(
    ("text", "value", "serial", "symbol"),
    [
        ("206/KH-UBND ngày", "206/KH-UBND", "206", "KH-UBND"),
        ("57/2018/QĐ-UBND,", "57/2018/QĐ-UBND", "57", "QĐ-UBND"),
        ("91/2015/QH13;", "91/2015/QH13", "91", "QH13"),
        ("05-CT/TW của", "05-CT/TW", "05", "CT/TW"),
        ("19/ct-ttg", "19/ct-ttg", "19", "ct-ttg"),
        ("12/ KH-UBND", "12/KH-UBND", "12", "KH-UBND"),
        ("12/KH -UBND", "12/KH-UBND", "12", "KH-UBND"),
        ("45/NQ–HĐND", "45/NQ-HĐND", "45", "NQ–HĐND"),
        ("120a/CV-SNV", "120a/CV-SNV", "120a", "CV-SNV"),
        ("03/2019/TTLT-BNV-BTC.", "03/2019/TTLT-BNV-BTC", "03", "TTLT-BNV-BTC"),
        ("15/2020 của", "15/2020", "15", None),
        ("…/QĐ-UBND", "…/QĐ-UBND", "…", "QĐ-UBND"),
        ("206/KH-\nUBND", "206/KH-UBND", "206", "KH-UBND"),
    ],
)
def test_reads_a_number(text: str, value: str, serial: str, symbol: str | None) -> None:
    number = number_at(text, 0)
    assert number
    assert (number.start, number.value, number.serial, number.symbol) == (0, value, serial, symbol)
    assert text[: number.end].replace(" ", "").replace("\n", "").replace("–", "-") == value


@pytest.mark.parametrize("text", ["12", "12/5/2021", "12 hộ", "7/xã-hội", "KH-UBND", "2021 - 2025", "", "3/4"])
def test_what_is_no_number(text: str) -> None:
    assert number_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theo 12/KH-UBND và (07/CT-UBND), 9/SNV-VP", ["12/KH-UBND", "07/CT-UBND"]),  # a letter's symbol names no type
        ("ngày 12/5/2021, tỷ lệ 3/4, A12/KH-UBND, 1.206/KH-UBND", []),
        ("34/2020/NĐ-CP-45/2019/QH14", ["34/2020/NĐ-CP"]),
    ],
)
def test_finds_numbers_whose_symbol_names_a_type(text: str, expected: list[str]) -> None:
    assert [number.value for number in find_numbers(text)] == expected


@pytest.mark.parametrize(
    ("value", "serial"), [("02/CT-UBND", "2"), ("2/CT-UBND", "2"), ("05-CT/TW", "5"), ("0/X", "0"), ("17", "17")]
)
def test_serial_without_leading_zeros(value: str, serial: str) -> None:
    assert serial_of(value) == serial


@given(
    st.integers(1, 9999),
    st.none() | st.integers(1946, 2030),
    st.sampled_from(["QĐ-UBND", "NQ-HĐND", "CT-TTg", "TT-BNV", "KH-UBND", "NĐ-CP", "HD-BTGTU"]),
    st.sampled_from(["", " của", ", ngày 3/4/2021", ";", "\nvề việc", ")"]),
)
def test_every_official_form_is_read_whole(serial: int, year: int | None, symbol: str, after: str) -> None:
    printed = f"{serial}/{year}/{symbol}" if year else f"{serial}/{symbol}"
    number = number_at(printed + after, 0)
    assert number
    assert (number.value, number.serial, number.symbol) == (printed, str(serial), symbol)
    assert find_numbers(f"tại {printed}{after}") == [
        type(number)(number.start + 4, number.end + 4, printed, str(serial), symbol)
    ]


@given(st.text(alphabet="0123456789/-. ABĐQHc\n…", max_size=30), st.integers(0, 30))
def test_any_text(text: str, start: int) -> None:
    number = number_at(text, start)
    if number:
        assert start == number.start < number.end <= len(text)
        assert text[start : number.end].split() == [] or number.value == "".join(
            text[start : number.end].split()
        ).replace("–", "-")
