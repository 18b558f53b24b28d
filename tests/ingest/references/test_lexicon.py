import pytest

from ingest.data import load
from ingest.identifiers.doctypes import doc_types
from ingest.references import lexicon
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỉ thị, quyết  định và KẾ HOẠCH", ["Chỉ thị", "Quyết định", "Kế hoạch"]),
        (
            "Nghị quyết liên tịch; Chương trình\nhành động",
            ["Nghị quyết liên tịch", "Chương trình hành động"],
        ),  # the longest
        ("QĐ số 5; CV số 6; qđ", ["Quyết định", "Công văn"]),  # an abbreviation is in capitals
        ("nghi dinh", ["Nghị định"]),
        ("5/QĐ-UBND, phápluật, QĐ-UBND", []),
    ],
)
def test_type_words(text: str, expected: list[str]) -> None:
    found = (lexicon.type_at(text, match) for match in lexicon.type_words().finditer(fold(text)))
    assert [kind.name for kind in found if kind] == expected


@pytest.mark.parametrize(
    ("text", "spelt"),
    [("Hiến pháp", True), ("hiến  pháp", True), ("hiện pháp", False), ("hien phap", True)],
)
def test_a_type_word_has_its_diacritics_or_the_text_has_none(text: str, spelt: bool) -> None:
    constitution = next(kind for kind in doc_types() if kind.name == "Hiến pháp")
    assert lexicon.is_spelt(text, 0, len(text), constitution) is spelt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đất đai", "đất đai"),
        ("ĐẤT ĐAI", "ĐẤT ĐAI"),
        ("thi đua,\nkhen thưởng ngày", "thi đua,\nkhen thưởng"),
        ("thi đua khen thưởng", "thi đua khen thưởng"),  # printers set commas as they like
        ("tổ chức chính quyền địa phương", "tổ chức chính quyền địa phương"),
        ("đất đaix", None),
        ("chợ phiên", None),
    ],
)
def test_law_names(text: str, found: str | None) -> None:
    match = lexicon.law_names().match(fold(text))
    assert (text[: match.end()] if match else None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("phát triển được giao", "được"),
        ("phát triển ĐƯỢC giao", "ĐƯỢC"),
        ("hợp tác với\nnước bạn", "với"),
        ("vải vơi, đước, nham", None),  # folds like a stop word
        ("phat trien duoc giao", "duoc"),
    ],
)
def test_words_are_matched_with_their_diacritics(text: str, found: str | None) -> None:
    match = lexicon.words("name_stop", r"\s").search(text, fold(text), 0, len(text))
    assert (text[match.start(1) : match.end(1)] if match else None) == found


@pytest.mark.parametrize("key", ["stamp", "name_start", "name_future", "title_start", "elided_congress", "name_tail"])
def test_every_pattern_of_the_data_compiles_and_matches_nothing_empty(key: str) -> None:
    written = load("references.toml")[key]
    for pattern in written if isinstance(written, list) else [written]:
        assert lexicon.compiled(pattern).fullmatch("") is None


def test_placeholders_are_filled_in() -> None:
    form = lexicon.compiled("lan thu {roman} nam {year}, {period}")
    assert form.fullmatch("lan thu xiv nam 2021, 2020 - 2025")
    assert form.fullmatch("lan thu 17 nam 1999, 2020-2025")
    assert not form.fullmatch("lan thu hai nam 2021, 2020 - 2025")
    for rows in lexicon.named_patterns().values():
        assert all("{" not in form.pattern.replace("{0,", "").replace("{1,", "") for _, form in rows)


def test_stamps_are_words_of_stamps_alone() -> None:
    assert lexicon.stamps().sub("#", "ngay 01 den ngay: 05/02/2020 thang 02") == "ngay 01 # thang 02"
    assert lexicon.stamps().search("den ngay 05 thang 02") is None
