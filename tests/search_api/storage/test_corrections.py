"""Corrections in a collection: what they change, what they outlive, and that taking one back leaves no trace."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pyoxigraph import Literal
from rdflib.namespace import DCTERMS

from graph.evidence import evidence_of
from graph.stores import Row, rows
from graph.validate import validate
from ingest.extraction_json import extraction_from_json
from ingest.pipeline import extract
from ontology.terms import ELI
from search_api.collection import Collection
from search_api.correcting.asked import Asked, UnusableCorrectionError
from search_api.correcting.gold_files import ClashError, gold_files
from search_api.editions.backup import back_up, restore
from search_api.editions.files import graph_folder
from search_api.settings import Settings
from search_api.storage.database import FILE
from search_api.wording import Language

from ..conftest import SyllableEncoder

TEXT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: 77/KH-UBND

Lạng Sơn, ngày 03 tháng 02 năm 2021

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 02/CT-UBND

Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2021 của Ủy ban nhân dân tỉnh Lạng Sơn;

Thực hiện Chỉ thị số 02/CT-UBND của Ủy ban nhân dân tỉnh, công văn hỏa tốc 15 của Sở Nội vụ.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""
HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: 02/CT-UBND

Lạng Sơn, ngày {}

CHỈ THỊ
Về giếng làng

1. Giao Sở Nội vụ.
"""
BASE = "https://danchieu.example/"
CT2018, CT2021 = (f"{BASE}eli/vn-09/ubnd/ct/{day}/02" for day in ("2018/01/04", "2020/01/07"))
QD12 = f"{BASE}eli/vn-09/ubnd/qd/2021/01/05/12"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    (made / "plan.txt").write_text(TEXT, encoding="utf-8")
    (made / "ct-2018.txt").write_text(HEAD.format("04 tháng 01 năm 2018"), encoding="utf-8")
    (made / "ct-2020.txt").write_text(HEAD.format("07 tháng 01 năm 2020"), encoding="utf-8")
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "kho")


@pytest.fixture
def collection(settings: Settings, folder: Path) -> Iterator[Collection]:
    with Collection.open(settings, SyllableEncoder()) as made:
        assert not made.ingest([folder]).failed
        yield made


def plan(collection: Collection) -> str:
    return next(one.file for one in collection.documents() if one.file.endswith("plan.txt"))


def say(collection: Collection, kind: str, **said: object) -> str:
    return collection.correct(Asked(file=plan(collection), kind=kind, **said), "Lan").id  # type: ignore[arg-type]


def state(collection: Collection) -> tuple[set[Row], list[object]]:
    return set(rows(collection.store, "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")), list(collection.documents())


def related(collection: Collection) -> set[tuple[str, str]]:
    query = """SELECT ?relation ?work { ?s vnd:relation ?relation ; vnd:objectWork ?work ; vnd:subjectWork ?plan .
        ?plan eli:number ?number FILTER(CONTAINS(?number, "KH-UBND")) }"""
    return {(str(relation).rpartition("/")[2], str(work)) for relation, work in rows(collection.store, query)}


AMBIGUOUS = "Chỉ thị số 02/CT-UBND của Ủy ban nhân dân tỉnh"
BASIS = "Quyết định số 12/QĐ-UBND ngày 05/01/2021 của Ủy ban nhân dân tỉnh Lạng Sơn"
MISSED = "công văn hỏa tốc 15 của Sở Nội vụ"


def test_a_rejected_reference_states_nothing(collection: Collection) -> None:
    assert ("basis", QD12) in related(collection)
    before = state(collection)
    said = say(collection, "reject", words=BASIS, note="không phải căn cứ")
    assert QD12 not in {work for _, work in related(collection)}
    assert not rows(collection.store, f"SELECT ?p {{ <{QD12}> ?p ?o }}")
    collection.withdraw(said)
    assert state(collection) == before


def test_a_confirmed_choice_is_what_the_reference_means(collection: Collection) -> None:
    assert {("implements", CT2018), ("implements", CT2021)} <= related(collection)
    say(collection, "confirm", words=AMBIGUOUS, target=CT2018)
    query = f"""SELECT ?score {{
        ?m vnd:denotes <{CT2018}> ; vnd:confidence ?score ; vnd:resolution resolution:confirmed .
        ?s vnd:evidence ?m ; vnd:correction/prov:wasAttributedTo/schema:name "Lan"
        FILTER NOT EXISTS {{ ?s vnd:inferred true }} }}"""
    assert rows(collection.store, query) == [("1",)]


def test_evidence_tells_who_decided_a_fact(collection: Collection) -> None:
    say(collection, "confirm", words=BASIS, relation="replaces")
    say(collection, "add", field="number", value="78/KH-UBND")
    work = str(collection.documents_in(plan(collection))[0].iri)
    for predicate, value in ((str(DCTERMS.replaces), QD12), (str(ELI.number), Literal("78/KH-UBND"))):
        found = evidence_of(collection.store, work, predicate, value)
        assert "Lan" in {one.corrected_by for one in found}, predicate
        assert all(one.corrected_at for one in found if one.corrected_by)


def test_a_reference_may_be_given_another_relation_and_target(collection: Collection) -> None:
    target = "Quyết định số 13/QĐ-UBND ngày 06/01/2021 của UBND tỉnh Lạng Sơn"
    say(collection, "confirm", words=BASIS, relation="replaces", target=target)
    assert ("replaces", QD12.replace("05/12", "06/13")) in related(collection)
    assert QD12 not in {work for _, work in related(collection)}
    assert rows(collection.store, 'SELECT ?w { ?w eli:number "13/QĐ-UBND" }')


def test_an_added_reference_counts_as_one(collection: Collection) -> None:
    target = "Công văn số 15/SNV-VP ngày 02/02/2021 của Sở Nội vụ tỉnh Lạng Sơn"
    say(collection, "add", words=MISSED, relation="implements", target=target)
    ((work,),) = rows(collection.store, 'SELECT ?w { ?w eli:number "15/SNV-VP" }')
    assert ("implements", work) in related(collection)
    query = f"""SELECT ?quote {{ ?s vnd:objectWork <{work}> ; vnd:evidence ?m .
        ?m a vnd:InstrumentMention ; oa:hasTarget/oa:hasSelector/oa:exact ?quote }}"""
    assert rows(collection.store, query) == [(MISSED,)]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("number", "78/KH-UBND", "78/KH-UBND"),
        ("date", "2021-03-02", "2021-03-02"),
        ("type", "Chương trình", "Chương trình"),
        ("issuer", "Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Cao Bằng"),
        ("subject", "Về giếng", "Về giếng"),
    ],
)
def test_a_corrected_field_takes_the_place_of_what_was_read(
    collection: Collection, field: str, value: str, shown: str
) -> None:
    before = state(collection)
    said = say(collection, "add", field=field, value=value)
    (held,) = collection.documents_in(plan(collection))
    assert getattr(held, {"subject": "title"}.get(field, field)) == shown
    assert held.iri
    assert rows(collection.store, f"SELECT ?d {{ ?d eli:realizes <{held.iri}> }}")
    collection.withdraw(said)
    assert state(collection) == before


def test_the_graph_with_corrections_keeps_to_its_shapes(collection: Collection) -> None:
    say(collection, "reject", words=BASIS)
    say(collection, "confirm", words=AMBIGUOUS, target=CT2018)
    say(collection, "add", words=MISSED, relation="cites", target="Công văn số 15/SNV-VP của Sở Nội vụ")
    say(collection, "add", field="number", value="78/KH-UBND")
    say(collection, "confirm", field="signer")
    found = validate(collection.store)
    assert found.conforms, found


def test_corrections_outlive_all_that_happens_to_a_file(collection: Collection, folder: Path, tmp_path: Path) -> None:
    say(collection, "reject", words=BASIS)
    say(collection, "add", field="number", value="78/KH-UBND")
    after, path = state(collection), folder / "plan.txt"
    back_up(collection, tmp_path / "kho.tar.gz")
    collection.remove(plan(collection))
    assert [one.held for one in collection.corrections()] == [False, False]
    collection.ingest([folder])
    assert state(collection) == after
    path.write_text("\n\n" + TEXT.replace("Căn cứ Quyết định", "Căn cứ các  \nQuyết định"), encoding="utf-8")
    collection.ingest([folder])
    assert [one.lost for one in collection.corrections()] == [False, False]
    assert QD12 not in {work for _, work in related(collection)}
    assert collection.documents_in(plan(collection))[0].number == "78/KH-UBND"
    path.write_text(TEXT.replace(BASIS, "các quy định hiện hành"), encoding="utf-8")
    collection.ingest([folder])
    assert [one.lost for one in collection.corrections()] == [True, False]
    path.write_text(TEXT, encoding="utf-8")
    collection.ingest([folder])
    assert state(collection) == after
    restored = Settings(data=tmp_path / "other")
    restore(tmp_path / "kho.tar.gz", restored)
    with Collection.open(restored, SyllableEncoder()) as copy:
        assert state(copy) == after
        assert len(copy.corrections()) == 2


def test_a_lost_graph_is_made_again_with_its_corrections(settings: Settings, folder: Path) -> None:
    with Collection.open(settings, SyllableEncoder()) as made:
        made.ingest([folder])
        say(made, "reject", words=BASIS)
        after, version = state(made), made.version
    shutil.rmtree(graph_folder(settings, version))
    with closing(sqlite3.connect(settings.data / FILE, isolation_level=None)) as database:
        database.execute("UPDATE files SET program='older'")
    with Collection.open(settings, SyllableEncoder()) as made:
        made.catch_up()
        assert state(made) == after


@examples(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(range(4)))
def test_taking_back_all_corrections_in_any_order_restores_the_former_state(
    collection: Collection, order: list[int]
) -> None:
    before = state(collection)
    said = [
        say(collection, "reject", words=BASIS),
        say(collection, "confirm", words=AMBIGUOUS, target=CT2018, relation="cites"),
        say(collection, "add", words=MISSED, relation="cites", target="Công văn số 15/SNV-VP của Sở Nội vụ"),
        say(collection, "add", field="date", value="2019-01-01"),
    ]
    for index in order:
        collection.withdraw(said[index])
    assert state(collection) == before


def test_a_gold_file_holds_the_facts_as_corrected(collection: Collection) -> None:
    say(collection, "reject", words=BASIS)
    say(collection, "add", words=MISSED, relation="cites", target="Công văn số 15/SNV-VP của Sở Nội vụ")
    say(collection, "add", field="number", value="78/KH-UBND")
    say(collection, "confirm", field="signer", value="Nguyễn Văn B")
    ((name, gold),) = gold_files(collection).items()
    assert name == "plan.gold.json"
    facts = extraction_from_json(json.loads(json.dumps(gold)))
    read = extract(TEXT, "plan.txt")
    numbers = [one.number for one in facts.references]
    assert "12/QĐ-UBND" not in numbers
    assert "15/SNV-VP" in numbers
    assert len(facts.references) == len(read.references)
    assert facts.documents[0].number == "78/KH-UBND"
    assert [one.name for one in facts.documents[0].signers] == ["Nguyễn Văn B"]
    assert all(one.text == TEXT[one.span.start : one.span.end] for one in facts.references)
    assert set(gold) == {"file", "documents", "references", "links", "campaigns", "agencies", "dates"}


def test_two_corrected_files_of_one_name_are_told(collection: Collection, folder: Path) -> None:
    other = folder / "b"
    other.mkdir()
    (other / "plan.txt").write_text(TEXT, encoding="utf-8")
    collection.ingest([folder])
    for file in {one.file for one in collection.documents() if one.file.endswith("plan.txt")}:
        collection.correct(Asked(file, "reject", words=BASIS), "Lan")
    with pytest.raises(ClashError):
        gold_files(collection)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"kind": "praise", "words": BASIS}, "kind"),
        ({"kind": "reject", "words": "x" * 3000}, "long"),
        ({"kind": "reject", "words": "không có trong tệp"}, "not_once"),
        ({"kind": "reject", "words": "Chỉ thị số 02/CT-UBND"}, "not_once"),
        ({"kind": "reject"}, "no_words"),
        ({"kind": "reject", "mention": "m99"}, "no_mention"),
        ({"kind": "reject", "mention": "d1"}, "no_mention"),
        ({"kind": "reject", "words": MISSED}, "no_mention"),
        ({"kind": "add", "words": BASIS, "relation": "cites"}, "known"),
        ({"kind": "add", "words": MISSED}, "no_relation"),
        ({"kind": "add", "words": MISSED, "relation": "loves"}, "relation"),
        ({"kind": "add", "words": MISSED, "relation": "cites", "target": "cái gì đó"}, "target"),
        ({"kind": "confirm", "words": BASIS, "target": "http://x.example/y"}, "target"),
        ({"kind": "reject", "start": 5, "end": 5}, "no_place"),
        ({"kind": "reject", "start": 5, "end": 10**9}, "no_place"),
        ({"kind": "add", "field": "colour", "value": "x"}, "field"),
        ({"kind": "add", "field": "number"}, "empty"),
        ({"kind": "add", "field": "date", "value": "3/2/2021"}, "day"),
        ({"kind": "add", "field": "date", "value": "2021-02-30"}, "day"),
        ({"kind": "add", "field": "number", "value": "1", "document": "d7"}, "which_document"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(
    collection: Collection, said: dict[str, object], reason: str
) -> None:
    before = state(collection)
    with pytest.raises(UnusableCorrectionError) as refused:
        collection.correct(Asked(file=plan(collection), **said), "Lan")  # type: ignore[arg-type]
    assert refused.value.reason == reason
    assert refused.value.told("vi") != refused.value.told("en")
    assert state(collection) == before


@pytest.mark.parametrize(("language", "label"), [("vi", "Ngày ban hành"), ("en", "Date")])
def test_a_refusal_names_the_field_as_pages_do(language: Language, label: str) -> None:
    assert f"“{label}”" in UnusableCorrectionError("empty", field="date").told(language)


def test_only_what_is_there_is_corrected_or_withdrawn(collection: Collection) -> None:
    with pytest.raises(UnusableCorrectionError, match="no_file"):
        collection.correct(Asked("nowhere.txt", "reject", words="x"), "Lan")
    with pytest.raises(UnusableCorrectionError, match="unknown"):
        collection.withdraw("nothing")
