from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search_api.collection import Collection
from search_api.searching.asking import ask
from search_api.searching.filters import Filters
from search_api.settings import Settings

from ..conftest import SyllableEncoder

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: {number}

Sơn Khê, ngày {day} năm 2024

{kind}
{title}

{body}
"""
WATCH = (
    "Các xã, phường trực cháy rừng hai mươi bốn trên hai mươi bốn giờ trong suốt mùa khô, báo cáo Chi cục Kiểm lâm "
    "tình hình vào thứ sáu hằng tuần và chuẩn bị đủ người, xe, nước để chữa cháy khi có lệnh."
)
DIRECTIVE = "Chỉ thị số 03/CT-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Sơn Khê"
DRIVE = "Ủy ban nhân dân tỉnh phát động phong trào thi đua “Sơn Khê xanh” trong toàn tỉnh."
FILES = {
    "chi-thi.txt": (
        "03/CT-UBND",
        "05 tháng 01",
        "CHỈ THỊ",
        "Phát động phong trào thi đua “Sơn Khê xanh”",
        f"{DRIVE}\n\n{WATCH}",
    ),
    "ke-hoach.txt": (
        "27/KH-UBND",
        "20 tháng 02",
        "KẾ HOẠCH",
        "Hưởng ứng phong trào thi đua mùa khô",
        f"Thực hiện {DIRECTIVE}, Sở Nội vụ theo dõi phong trào thi đua “Sơn Khê xanh”.\n\n{WATCH}",
    ),
    "lim.txt": ("31/KH-UBND", "01 tháng 3", "KẾ HOẠCH", "Trồng lim", "Mỗi xã trồng một nghìn cây lim giữ nước."),
}


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("van-ban")
    for name, (number, day, kind, title, body) in FILES.items():
        text = HEAD.format(number=number, day=day, kind=kind, title=title, body=body)
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder.parent / f"{folder.name}-kho", passage_target=120)
    with Collection.open(settings, SyllableEncoder()) as made:
        assert not made.ingest([folder]).failed
        yield made


def test_copies_are_folded_into_one_with_its_places(collection: Collection) -> None:
    best, *rest = collection.search("trực cháy rừng mùa khô báo cáo Chi cục Kiểm lâm")
    files = {Path(place.file).name for place in (best.held, *best.places)}
    assert files == {"chi-thi.txt", "ke-hoach.txt"}
    assert all(hit.held.text != best.held.text for hit in rest)


def test_words_of_the_question_are_told_by_their_place_in_the_source(collection: Collection) -> None:
    hit = collection.search("chi cuc kiem lam")[0]
    text = collection.text(hit.held.file) or ""
    assert "Chi cục Kiểm lâm" in [text[start:end] for start, end in hit.matched]


def test_passages_stand_under_their_documents(collection: Collection) -> None:
    found = collection.find("phòng cháy rừng", 20)
    assert sorted(index for group in found.groups for index in group.hits) == list(range(len(found.hits)))
    firsts = [group.hits[0] for group in found.groups]
    assert firsts == sorted(firsts)
    for group in found.groups:
        assert {found.hits[index].held.document for index in group.hits} == {group.document}


@pytest.mark.parametrize(
    ("question", "file", "reasons"),
    [
        ("trực cháy rừng theo Chỉ thị 03/CT-UBND", "chi-thi.txt", {"same"}),
        ("theo dõi thi đua Chỉ thị 03/CT-UBND", "ke-hoach.txt", {"relation", "mention"}),
        ("Sở Nội vụ theo dõi thi đua", "ke-hoach.txt", {"mention"}),
        ("UBND tỉnh Sơn Khê trồng lim", "lim.txt", {"issuer"}),
        ("Sơn Khê xanh", "chi-thi.txt", {"launches", "mention"}),
        ("Sơn Khê xanh", "ke-hoach.txt", {"mention"}),
        ("trồng cây lim", "lim.txt", set()),
    ],
)
def test_the_graph_says_why(collection: Collection, question: str, file: str, reasons: set[str]) -> None:
    hits = [hit for hit in collection.find(question, 20).hits if Path(hit.held.file).name == file]
    told = [reason for hit in hits for reason in hit.reasons]
    assert {reason.kind for reason in told} >= reasons
    assert bool(told) == bool(reasons)
    for reason in told:
        if reason.where:
            text = collection.text(reason.where.file) or ""
            assert text[reason.where.start : reason.where.end] == reason.where.text


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        ({}, {"chi-thi.txt", "ke-hoach.txt", "lim.txt"}),
        ({"type": ("CT",)}, {"chi-thi.txt"}),
        ({"type": ("ke hoach",), "campaign": ("son khe xanh",)}, {"ke-hoach.txt"}),
        ({"issuer": ("son khe",), "year": ("2024",), "status": ("in-force",)}, set(FILES)),
        ({"year": ("1999",)}, set()),
        ({"held": False}, set()),
    ],
)
def test_filters_choose_before_anything_is_ranked(
    collection: Collection, filters: dict[str, Any], files: set[str]
) -> None:
    chosen = Filters(**filters)
    for hits in (
        collection.search("xã nước rừng", 50, chosen),
        collection.search_words("xã nước rừng", 50, chosen),
        collection.find("xã nước rừng", 50, chosen).hits,
    ):
        assert {Path(held.file).name for hit in hits for held in (hit.held, *hit.places)} == files


def test_counts_tell_what_another_value_would_find(collection: Collection) -> None:
    counts = collection.find("rừng", 50, Filters(type=("Chỉ thị",), year=("2024",))).facets
    assert {one.value: (one.count, one.chosen) for one in counts["type"]} == {
        "Kế hoạch": (2, False),
        "Chỉ thị": (1, True),
    }
    assert [(one.value, one.count) for one in counts["campaign"]] == [("Sơn Khê xanh", 1)]
    assert [(one.value, one.count) for one in counts["year"]] == [("2024", 1)]


def test_documents_are_browsed_without_a_question(collection: Collection) -> None:
    documents, found = collection.finder.browse(Filters(type=("KH",)))
    assert {document.number for document in documents} == {"27/KH-UBND", "31/KH-UBND"}
    assert [(one.value, one.count) for one in found.facets["type"]] == [("Kế hoạch", 2), ("Chỉ thị", 1)]


def test_answers_are_filtered_and_counted_too(collection: Collection) -> None:
    question = "văn bản nào triển khai Chỉ thị 03/CT-UBND"
    (answer,) = ask(collection, question)["answers"]
    assert answer["number"] == "27/KH-UBND"
    filtered = ask(collection, question, filters=Filters(type=("CT",)))
    assert (filtered["answers"], filtered["answers_hidden"]) == ([], 1)


def test_what_only_is_cited_is_found_by_its_number(collection: Collection) -> None:
    assert ask(collection, "03/CT-UBND", filters=Filters(held=False))["answers"] == []
    assert ask(collection, "03/CT-UBND", filters=Filters(held=True))["answers"] != []


def test_a_document_is_told_what_is_like_it(collection: Collection) -> None:
    found = collection.similar("27/kh-ubnd")
    assert found.by_meaning
    assert found.document
    assert Path(found.similar[0].document.file).name == "chi-thi.txt"
    assert {reason.kind for reason in found.similar[0].reasons} >= {"relation", "words"}
    assert all(one.document != found.document for one in found.similar)
    assert [one.score for one in found.similar] == sorted((one.score for one in found.similar), reverse=True)


def test_without_vectors_words_and_graph_decide(collection: Collection) -> None:
    class Other(SyllableEncoder):
        name = "another model"

    with Collection.open(collection.settings, Other()) as other:
        found = other.similar("27/KH-UBND")
    assert not found.by_meaning
    assert Path(found.similar[0].document.file).name == "chi-thi.txt"
    assert found.similar[0].scores["meaning"] is None


@pytest.mark.parametrize("name", ["99/KH-UBND", ""])
def test_a_document_that_is_not_held_is_like_none(collection: Collection, name: str) -> None:
    found = collection.similar(name)
    assert (found.document, found.candidates, found.similar) == (None, (), ())
