import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.pipeline
from ingest.facts import Extraction
from search_api.collection import Collection, CollectionError, Progress
from search_api.meaning.encoder import SentenceEncoder
from search_api.settings import Settings

from .conftest import SyllableEncoder

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: 03/CT-UBND

Sơn Khê, ngày 05 tháng 01 năm 2024

CHỈ THỊ
Về tăng cường phòng cháy rừng

Thực hiện Chỉ thị số 19/CT-TTg ngày 30/6/2023 của Thủ tướng Chính phủ, yêu cầu các đơn vị trực cháy rừng 24/24 giờ.
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: 27/KH-UBND

Sơn Khê, ngày 20 tháng 02 năm 2024

KẾ HOẠCH
Trồng cây xanh năm 2024

Thực hiện Chỉ thị số 03/CT-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Sơn Khê, mỗi xã trồng một nghìn cây lim.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "van-ban"
    made.mkdir()
    (made / "chi-thi.txt").write_text(DIRECTIVE, encoding="utf-8")
    (made / "ke-hoach.md").write_text(PLAN, encoding="utf-8")
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "kho")


@pytest.fixture
def collection(settings: Settings, syllables: SyllableEncoder) -> Iterator[Collection]:
    with Collection.open(settings, syllables) as made:
        yield made


def state(collection: Collection) -> tuple[object, ...]:
    """Everything that answers come from."""
    quads = [
        sorted(map(str, collection.store.query(f"SELECT * {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")))  # type: ignore[arg-type]
        for name in collection.store.graphs()
    ]
    hits = [hit.to_json() for hit in collection.search("trồng cây, trực cháy rừng")]
    return collection.documents(), collection.store.graphs(), quads, hits


def test_an_ingest_takes_in_what_is_new_changed_or_gone(collection: Collection, folder: Path) -> None:
    directive, plan = str(folder / "chi-thi.txt"), str(folder / "ke-hoach.md")
    assert set(collection.ingest([folder]).added) == {directive, plan}
    assert set(collection.ingest([folder / "ke-hoach.md", folder]).unchanged) == {directive, plan}
    (folder / "ke-hoach.md").write_text(PLAN.replace("lim", "thông"), encoding="utf-8")
    (folder / "chi-thi.txt").unlink()
    summary = collection.ingest([folder])
    assert (summary.changed, summary.removed) == ((plan,), (directive,))
    assert [d.number for d in collection.documents()] == ["27/KH-UBND"]
    assert {hit.held.file for hit in collection.search("trực cháy rừng cây thông")} == {plan}


def test_only_new_words_are_encoded(collection: Collection, folder: Path, syllables: SyllableEncoder) -> None:
    collection.ingest([folder])
    before = len(syllables.encoded)
    (folder / "ke-hoach.md").write_text(PLAN + "\nNơi nhận:\n- Lưu: VT.\n", encoding="utf-8")
    collection.ingest([folder])
    assert [text for text in syllables.encoded[before:] if "Lưu: VT." not in text] == []


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", b"\xff\xfe"), ("b.txt", b"\0"), ("c.txt", b" "), ("d.exe", b"x")]
)
def test_a_bad_file_is_named_and_the_rest_goes_on(
    collection: Collection, folder: Path, name: str, content: bytes
) -> None:
    bad = folder / name
    bad.write_bytes(content)
    summary = collection.ingest([bad, folder])
    assert len(summary.added) == 2
    assert {failure.path for failure in summary.failed} == {str(bad)}
    assert all(str(bad) in failure.reason for failure in summary.failed)


def test_a_file_that_extraction_fails_on_is_left_out(
    collection: Collection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = ingest.pipeline.extract

    def failing(text: str, file: str) -> Extraction:
        if file.endswith(".md"):
            raise ValueError("hỏng")
        return extract(text, file)

    monkeypatch.setattr(ingest.pipeline, "extract", failing)
    summary = collection.ingest([folder])
    assert [failure.path for failure in summary.failed] == [str(folder / "ke-hoach.md")]
    assert len(summary.added) == 1
    monkeypatch.undo()
    assert collection.ingest([folder]).added == (str(folder / "ke-hoach.md"),)


def test_worker_processes_give_what_one_process_gives(folder: Path, tmp_path: Path, syllables: SyllableEncoder) -> None:
    for number in range(32):
        text = PLAN.replace("27/KH", f"{number + 30}/KH")
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "00.txt").write_bytes(b"\xff")
    found = []
    for workers in (1, 2):
        with Collection.open(Settings(data=tmp_path / f"kho-{workers}", workers=workers), syllables) as collection:
            summary = collection.ingest([folder])
            assert len(summary.added) == 33
            assert [failure.path for failure in summary.failed] == [str(folder / "00.txt")]
            found.append(state(collection))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("name", "taken"),
    [("README.md", False), ("readme.vi.txt", False), (".an.txt", False), ("sub/a.txt", True), ("readme-1.txt", True)],
)
def test_of_a_folder_documents_are_taken(collection: Collection, folder: Path, name: str, taken: bool) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(PLAN, encoding="utf-8")
    assert (str(folder / name) in collection.ingest([folder]).added) == taken
    assert str(folder / name) in (*collection.ingest([folder / name]).added, *collection.ingest([folder]).unchanged)


def test_an_interrupted_ingest_is_finished_at_the_next_start(
    collection: Collection, folder: Path, tmp_path: Path, syllables: SyllableEncoder
) -> None:
    collection.ingest([folder])
    whole = state(collection)

    for stage in ("extract", "link", "encode"):
        settings = Settings(data=tmp_path / f"kho-{stage}")

        def interrupt(progress: Progress, at: str = stage) -> None:
            if progress.stage == at and (progress.done or at != "extract"):
                raise KeyboardInterrupt

        with Collection.open(settings, syllables) as broken, pytest.raises(KeyboardInterrupt):
            broken.ingest([folder], interrupt)
        with Collection.open(settings, syllables) as again:
            again.catch_up()
            assert state(again) == whole


def test_the_order_of_ingest_does_not_matter(
    collection: Collection, folder: Path, tmp_path: Path, syllables: SyllableEncoder
) -> None:
    collection.ingest([folder])
    with Collection.open(Settings(data=tmp_path / "other"), syllables) as other:
        other.ingest([folder / "ke-hoach.md"])
        other.ingest([folder / "chi-thi.txt"])
        assert state(other) == state(collection)


def test_removing_a_file_leaves_what_was_there_before(collection: Collection, folder: Path) -> None:
    collection.ingest([folder / "chi-thi.txt"])
    before = state(collection)
    collection.ingest([folder])
    file = str(folder / "ke-hoach.md")
    collection.remove(file)
    assert state(collection) == before
    with pytest.raises(CollectionError, match=r"ke-hoach\.md"):
        collection.remove(file)


def test_one_process_writes_at_a_time(
    collection: Collection, folder: Path, settings: Settings, syllables: SyllableEncoder
) -> None:
    refused = []

    def write_too(_: Progress) -> None:
        with Collection.open(settings, syllables) as other:
            try:
                other.ingest([folder])
            except CollectionError as error:
                refused.append(str(error))

    collection.ingest([folder], write_too)
    assert refused
    assert all("đang được một tiến trình khác cập nhật" in reason for reason in refused)


def test_the_json_of_a_passage(collection: Collection, folder: Path) -> None:
    collection.ingest([folder])
    best = json.loads(json.dumps(collection.search("cay lim", 1)[0].to_json()))
    first = ["file", "start", "end", "text", "score", "scores", "document"]
    assert list(best) == [*first, "headings", "matched", "reasons", "places"]
    assert list(best["scores"]) == ["dense", "bm25"]
    assert list(best["document"]) == ["number", "type", "date", "issuer", "iri", "title"]
    assert best["document"]["number"] == "27/KH-UBND"
    assert best["document"]["iri"].endswith("/kh/2024/02/20/27")
    assert best["text"] == PLAN[best["start"] : best["end"]]
    assert collection.text(best["file"]) == PLAN


@pytest.mark.parametrize("question", ["", "   ", "?!", "(", "zzzz"])
def test_a_question_without_meaning_is_no_error(collection: Collection, folder: Path, question: str) -> None:
    collection.ingest([folder])
    assert collection.search_words(question) == ()
    assert len(collection.search(question)) <= 10


def test_a_question_that_is_too_long_is_refused(collection: Collection) -> None:
    with pytest.raises(CollectionError, match="2000"):
        collection.search("a" * 2001)


def test_an_empty_collection_answers_nothing(collection: Collection) -> None:
    assert collection.search("thi đua") == ()
    assert collection.ingest([]).added == ()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path, syllables: SyllableEncoder) -> None:
    (tmp_path / "kho").write_text("một tệp", encoding="utf-8")
    with pytest.raises(CollectionError, match="kho"):
        Collection.open(Settings(data=tmp_path / "kho"), syllables)


@pytest.mark.parametrize(
    ("damaged", "fix"),
    [
        ("sources.sqlite", "khôi phục"),
        ("vectors.sqlite", "mã hóa lại"),
        ("indexes/edition-2/words/meta.json", "tạo lại"),
    ],
)
def test_damage_is_named_with_the_fix(
    collection: Collection, folder: Path, settings: Settings, syllables: SyllableEncoder, damaged: str, fix: str
) -> None:
    collection.ingest([folder])
    collection.close()
    (settings.data / damaged).write_bytes(b"garbage" * 1000)
    with pytest.raises(CollectionError, match=fix):
        Collection.open(settings, syllables)


def test_indexes_that_were_deleted_are_made_again(
    collection: Collection, folder: Path, settings: Settings, syllables: SyllableEncoder
) -> None:
    collection.ingest([folder])
    before = state(collection)
    collection.close()
    shutil.rmtree(settings.data / "indexes")
    with Collection.open(settings, syllables) as again:
        again.mend()
        assert state(again) == before


def test_words_answer_without_a_model_or_a_graph(collection: Collection, folder: Path, settings: Settings) -> None:
    collection.ingest([folder])
    code = (
        "import sys; from pathlib import Path\n"
        "from search_api.collection import Collection; from search_api.settings import Settings\n"
        "found = Collection.open(Settings(data=Path(sys.argv[1]))).search_words('trong cay lim')\n"
        "print(found[0].held.file, [m for m in ('torch', 'rdflib', 'underthesea') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code, settings.data], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == f"{folder / 'ke-hoach.md'} []"


def test_real_directives_answer_with_and_without_diacritics(
    shared: Path, settings: Settings, encoder: SentenceEncoder
) -> None:
    with Collection.open(settings, encoder) as collection:
        assert len(collection.ingest([shared / "seeds"]).added) == 5
        for question in (
            "hạn gửi kế hoạch công tác thi đua về Sở Nội vụ",
            "han gui ke hoach cong tac thi dua ve So Noi vu",
        ):
            for search in (collection.search, collection.search_words):
                assert "20/01/2021" in search(question)[0].held.text
