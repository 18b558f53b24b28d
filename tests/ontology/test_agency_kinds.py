import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, SKOS

from ontology.agency_kinds import agency_kind, kind_name
from ontology.tables import read_table

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEME = Graph().parse(ROOT / "ontology/schemes/agency-kinds.ttl")
NOTATIONS = {str(notation) for notation in SCHEME.objects(None, SKOS.notation)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Quốc hội khóa XV", "national-assembly"),
        ("Ủy ban Thường vụ Quốc hội", "national-assembly-body"),
        ("Đoàn đại biểu Quốc hội tỉnh Sơn Khê", "national-assembly-delegation"),
        ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Sơn Khê", "peoples-council-body"),
        ("Chính phủ", "government"),
        ("Bộ Nội vụ", "ministry"),
        ("Bộ Chính trị khóa XII", "party-committee"),
        ("Bộ Chỉ huy Quân sự tỉnh Sơn Khê", "armed-forces"),
        ("Bộ trưởng Bộ Nội vụ", "office-holder"),
        ("Ngân hàng Nhà nước Việt Nam", "ministerial-agency"),
        ("Ngân hàng Nhà nước chi nhánh tỉnh Sơn Khê", "ministry-unit"),
        ("Bảo hiểm xã hội Việt Nam", "government-agency"),
        ("Vụ III, Ban Thi đua - Khen thưởng Trung ương", "ministry-unit"),
        ("Ban Thi đua - Khen thưởng tỉnh Sơn Khê", "specialised-agency"),
        ("Ban Dân tộc Hội đồng nhân dân tỉnh Sơn Khê", "peoples-council-body"),
        ("Ban Tổ chức Tỉnh ủy Sơn Khê", "party-body"),
        ("Hội đồng nhân dân xã Yên Lãng", "peoples-council"),
        ("UY BAN NHAN DAN TINH SON KHE", "peoples-committee"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Sơn Khê", "office-holder"),
        ("Viện kiểm sát nhân dân tối cao", "procuracy"),
        ("Viện trưởng Viện kiểm sát nhân dân tối cao", "office-holder"),
        ("Hội Đông y tỉnh Sơn Khê", "association"),
        ("Hội Nông dân tỉnh Sơn Khê", "front-and-unions"),
        ("Sởn Gai", "other"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert agency_kind(name) == kind


def _known() -> Iterator[str]:
    tables = tomllib.loads((ROOT / "ingest/data/agencies.toml").read_text(encoding="utf-8"))
    yield from tables["national"]
    yield from (f"{head} {field}" for head, fields in tables["fields"].items() for field in fields)
    yield from (f"{name} tỉnh Sơn Khê" for names in ("bare", "placed", "named") for name in tables["local"][names])
    party = tables["party"]
    yield from (f"{body} {level} Sơn Khê".strip() for body in party["bodies"] for level in party["levels"])
    with (ROOT / "ontology/data/organs.csv").open(encoding="utf-8", newline="") as lines:
        yield from (row["name"] for row in csv.DictReader(lines))


def test_every_agency_that_the_extraction_knows_has_a_kind() -> None:
    assert [name for name in _known() if agency_kind(name) == "other"] == []


def test_rules_and_scheme_agree_and_every_kind_has_a_source() -> None:
    assert {row["kind"] for row in read_table("agency-kinds.csv")} | {"other"} == NOTATIONS
    for concept in SCHEME.subjects(SKOS.notation):
        assert SCHEME.value(concept, DCTERMS.source)
        assert {o.language for o in SCHEME.objects(concept, SKOS.definition) if isinstance(o, Literal)} == {"vi", "en"}


def test_names_of_kinds() -> None:
    assert kind_name("ministry") == "Bộ"
    with pytest.raises(KeyError):
        kind_name("nonsense")
