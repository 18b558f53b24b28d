"""Renewing what depends on a change gives what linking everything anew gives, whatever comes and goes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.build import text_layer
from graph.ledger import Ledger
from graph.links import link, relink, start_over
from graph.stores import Row, Store, open_store, rows
from ingest.facts import Extraction
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri

from .test_order import NAMES, VERSIONS

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\nSố: {}\nLạng Sơn, ngày {}\n\n{}\n\n{}\n"


def directive(number: str, day: str, subject: str, body: str) -> str:
    return HEAD.format(number, day, subject, body)


# What leads from one file to another, each with what it takes to change it.
TEXTS = {
    "dated": "Căn cứ Quyết định số 15/2018/QĐ-UBND ngày 04 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Lạng Sơn.",
    "misdated": "Căn cứ Quyết định số 15/2018/QĐ-UBND ngày 05 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Lạng Sơn.",
    "misdated-too": "Thực hiện Quyết định số 15/2018/QĐ-UBND ngày 05 tháng 01 năm 2018 của UBND tỉnh Lạng Sơn.",
    "undated": "Thực hiện Quyết định số 15/2018/QĐ-UBND của Ủy ban nhân dân tỉnh Lạng Sơn, khoản 2 Điều 4.",
    "held": directive("15/2018/QĐ-UBND", "06 tháng 01 năm 2018", "QUYẾT ĐỊNH\nVề nước sạch", "Điều 1. Ban hành."),
    "statute": "Căn cứ Luật Giếng làng số 155/2018/QH14 ngày 20 tháng 11 năm 2018 của Quốc hội;",
    "statute-later": "Căn cứ Luật Giếng làng số 931/2024/QH15 ngày 18 tháng 01 năm 2024 của Quốc hội;",
    "named": "Căn cứ Luật Giếng làng; Căn cứ Luật Thi đua, khen thưởng.",
    "named-on-a-day": directive(
        "07/KH-UBND",
        "02 tháng 3 năm 2025",
        "KẾ HOẠCH\nVề giếng làng",
        "Căn cứ Luật Giếng làng; thực hiện Kế hoạch này.",
    ),
    "named-since": "Căn cứ Luật Giếng làng; Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ.",
    "directive-2018": directive("02/CT-UBND", "04 tháng 01 năm 2018", "CHỈ THỊ\nVề giếng", "1. Giao Sở Nội vụ."),
    "directive-2021": directive("02/CT-UBND", "07 tháng 01 năm 2021", "CHỈ THỊ\nVề giếng làng", "1. Giao Sở Nội vụ."),
    "ambiguous": directive(
        "09/KH-UBND", "01 tháng 6 năm 2021", "KẾ HOẠCH\nTriển khai", "Thực hiện Chỉ thị số 02/CT-UBND của UBND tỉnh."
    ),
    "short": "Thực hiện Chỉ thị số 02/CT-UBND ngày 04/01/2018 của UBND tỉnh Lạng Sơn (sau đây gọi là Chỉ thị 02). Theo "
    "Chỉ thị 02, Sở Nội vụ tỉnh Lạng Sơn chủ trì.",
    "other-province": "Thực hiện Chỉ thị số 02/CT-UBND ngày 09/9/2020 của Ủy ban nhân dân tỉnh Cao Bằng.",
    "copy": directive("10/SY-VP", "08 tháng 02 năm 2021", "SAO Y", "02/CT-UBND"),
    "by-day": "Căn cứ Chỉ thị ngày 04 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Lạng Sơn;",
    "nothing": "Không có gì.",
}


def text_graph(name: str, content: Extraction | str) -> bytes:
    found = extract(content, name) if isinstance(content, str) else content
    return text_layer(found, name, "0" * 64, DEFAULT_BASE, content if isinstance(content, str) else "")


class Growing:
    """A store whose links layer is renewed change by change."""

    def __init__(self) -> None:
        self.store = open_store("oxigraph:")
        self.ledger = Ledger.in_memory()
        start_over(self.store, self.ledger, "test")

    def put(self, name: str, content: Extraction | str | bytes) -> None:
        graph = content if isinstance(content, bytes) else text_graph(name, content)
        self.store.put_graph(text_graph_iri(source_iri(name)), graph)
        self.ledger.note([source_iri(name)])

    def drop(self, name: str) -> None:
        self.store.drop_graph(text_graph_iri(source_iri(name)))
        self.ledger.note([source_iri(name)])

    def link(self) -> int:
        return len(relink(self.store, self.ledger).files)

    def anew(self) -> set[Row]:
        """What linking the same files anew gives."""
        copy = open_store("oxigraph:")
        for name in self.store.graphs():
            if name.endswith("/text"):
                said = rows(self.store, f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
                assert said
                copy.update(f"INSERT DATA {{ GRAPH <{name}> {{ {triples(self.store, name)} }} }}")
        link(copy)
        return quads(copy)


def triples(store: Store, graph: str) -> str:
    found = store.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return " ".join(f"{triple} ." for triple in found)  # type: ignore[union-attr]


def quads(store: Store) -> set[Row]:
    return set(rows(store, "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"))


STEP = st.sampled_from(("put", "earlier", "drop"))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(VERSIONS, st.lists(st.lists(st.tuples(st.sampled_from(range(len(NAMES))), STEP), max_size=3), max_size=5))
def test_made_up_files(
    versions: tuple[tuple[Extraction, Extraction], ...], changes: list[list[tuple[int, str]]]
) -> None:
    growing = Growing()
    for change in changes:
        for index, step in change:
            final, earlier = versions[index]
            if step == "drop":
                growing.drop(final.file)
            else:
                growing.put(final.file, final if step == "put" else earlier)
        growing.link()
        assert quads(growing.store) == growing.anew()


@pytest.fixture(scope="module")
def graphs() -> dict[str, bytes]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))}
    return {name: text_graph(name, text) for name, text in (texts | TEXTS).items()}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_samples_and_what_leads_from_file_to_file(data: st.DataObject, graphs: dict[str, bytes]) -> None:
    growing = Growing()
    names = st.sampled_from([*TEXTS, *TEXTS, *graphs])
    held: set[str] = set()
    for _ in range(data.draw(st.integers(1, 8))):
        for name in data.draw(st.lists(names, min_size=1, max_size=4, unique=True)):
            (growing.drop if name in held else lambda name: growing.put(name, graphs[name]))(name)
            held ^= {name}
        growing.link()
    assert quads(growing.store) == growing.anew()


def test_the_real_documents_one_by_one(gold: list[Extraction]) -> None:
    growing = Growing()
    for extraction in gold:
        growing.put(extraction.file, extraction)
        growing.link()
        assert quads(growing.store) == growing.anew()
    for extraction in gold[:-1]:
        growing.drop(extraction.file)
        growing.link()
    assert quads(growing.store) == growing.anew()


@pytest.mark.parametrize(
    ("held", "comes", "renewed"),
    [
        (["named", "statute"], "statute", 1),  # what was known is said again
        (["named", "statute"], "statute-later", 2),  # a name has two meanings now
        (["undated", "dated"], "misdated", 1),  # the earlier of two days stays; the new file, and nothing but it ...
        (["undated", "dated", "misdated"], "misdated-too", 4),  # ... until most say another
        (["ambiguous", "directive-2018"], "directive-2021", 2),
        (["ambiguous", "directive-2018"], "other-province", 1),
        (["ambiguous", "directive-2018"], "nothing", 1),
    ],
)
def test_only_what_means_something_else_is_renewed(
    graphs: dict[str, bytes], held: list[str], comes: str, renewed: int
) -> None:
    growing = Growing()
    for name in held:
        growing.put(name, graphs[name])
    growing.link()
    growing.put(f"new-{comes}", text_graph(f"new-{comes}", TEXTS[comes]))
    assert growing.link() == renewed
    assert quads(growing.store) == growing.anew()


def test_what_is_noted_is_linked_once() -> None:
    growing = Growing()
    growing.put("a", TEXTS["dated"])
    assert (growing.link(), growing.link()) == (1, 0)


def test_a_dropped_collection_leaves_nothing(graphs: dict[str, bytes]) -> None:
    growing = Growing()
    for change in (lambda name: growing.put(name, graphs[name]), growing.drop):
        apply: Callable[[str], None] = change
        for name in graphs:
            apply(name)
        growing.link()
    assert quads(growing.store) == set()
    assert growing.ledger.empty
