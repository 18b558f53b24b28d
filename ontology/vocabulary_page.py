"""The vocabulary as a page to read, ``docs/vocabulary.md``: terms, lists and rules, in Vietnamese and English.

``python -m ontology.vocabulary_page`` prints it from the Turtle of ``vnd.ttl``, ``schemes`` and ``shapes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from ontology.terms import PREFIXES, RELATION, VND, new_graph

_HEAD: Final = """# Từ vựng Dẫn Chiếu / Vocabulary of Dẫn Chiếu

<!-- Printed by `python -m ontology.vocabulary_page` from the Turtle files in `ontology/`: change those instead. -->

Phiên bản / version {version} · `vnd:` = `{namespace}`

Từ vựng riêng chỉ có những gì ELI, schema.org, PROV, ORG, OWL-Time, SKOS và Web Annotation không có; mỗi thuật ngữ
đứng dưới một thuật ngữ của các chuẩn đó, hoặc nêu lý do vì sao không. Cách dùng ELI cho văn bản Việt Nam:
[eli-profile.md](eli-profile.md).

Our own terms are only what ELI, schema.org, PROV, ORG, OWL-Time, SKOS and Web Annotation lack; each stands under a
term of theirs, or says why none fits. How ELI is used for Vietnam: [eli-profile.md](eli-profile.md).
"""
_KINDS: Final = (
    (OWL.Class, "Lớp / Classes"),
    (OWL.ObjectProperty, "Quan hệ / Object properties"),
    (OWL.DatatypeProperty, "Thuộc tính / Datatype properties"),
)
_TERM: Final = ("Thuật ngữ / term", "Tên / name", "Định nghĩa / definition", "Dưới / under", "Miền → tầm / reach")
_CONCEPT: Final = ("Ký hiệu / notation", "Tiếng Việt", "English", "Viết tắt / abbreviation", "Nguồn / source")
_RELATION: Final = ("Quan hệ / relation", "Xuôi / forward", "Ngược / reverse", "Thuộc tính / term", "Dự kiến / planned")
_RULE: Final = ("Khuôn / shape", "Đường dẫn / path", "Quy tắc", "Rule", "Mức / severity")
_SEVERITIES: Final = {SH.Warning: "cảnh báo / warning", SH.Info: "lưu ý / note"}
_ERROR: Final = "lỗi / error"


def _read(folder: str) -> Graph:
    graph = new_graph()
    graph.bind("sh", SH)
    for path in sorted(files("ontology").joinpath(folder).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".ttl"):
            graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    return graph


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (header, ("---",) * len(header), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _code(graph: Graph, nodes: Iterable[Node]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(node.n3(graph.namespace_manager) for node in nodes))


def _said(graph: Graph, subject: Node, predicate: Node, language: str) -> str:
    values = (o for o in graph.objects(subject, predicate) if isinstance(o, Literal) and o.language == language)
    return ", ".join(sorted(values))


def _both(graph: Graph, subject: Node, predicate: Node) -> str:
    return "<br>".join(_said(graph, subject, predicate, language) for language in ("vi", "en"))


def _terms(graph: Graph) -> Iterator[str]:
    for kind, title in _KINDS:
        yield f"\n## {title}\n"
        rows = []
        for term in sorted(graph.subjects(RDF.type, kind), key=str):
            above = {*graph.objects(term, RDFS.subClassOf), *graph.objects(term, RDFS.subPropertyOf)}
            reach = [_code(graph, graph.objects(term, end)) for end in (RDFS.domain, RDFS.range)]
            rows.append(
                (
                    f"`{term.n3(graph.namespace_manager)}`",
                    _both(graph, term, RDFS.label),
                    _both(graph, term, SKOS.definition),
                    _code(graph, above) or _said(graph, term, SKOS.editorialNote, "en"),
                    " → ".join(end or "·" for end in reach) if any(reach) else "",
                )
            )
        yield from _table(_TERM, rows)


def _relations(graph: Graph, concepts: Iterable[Node]) -> Iterator[str]:
    yield from _table(
        _RELATION,
        (
            (
                f"`{graph.value(concept, SKOS.notation)}`<br>{_both(graph, concept, SKOS.prefLabel)}",
                _both(graph, concept, VND.verb),
                _both(graph, concept, VND.reverseVerb),
                _code(graph, graph.objects(concept, VND.property)),
                _code(graph, graph.objects(concept, VND.plannedProperty)),
            )
            for concept in concepts
        ),
    )


def _concepts(graph: Graph, concepts: Iterable[Node]) -> Iterator[str]:
    rows = []
    for concept in concepts:
        matches = [*graph.objects(concept, SKOS.exactMatch), *graph.objects(concept, SKOS.broadMatch)]
        names = []
        for language in ("vi", "en"):
            definition = _said(graph, concept, SKOS.definition, language)
            name = _said(graph, concept, SKOS.prefLabel, language)
            names.append(f"{name}: {definition}" if definition else name)
        rows.append(
            (
                f"`{graph.value(concept, SKOS.notation)}`",
                *names,
                ", ".join(filter(None, (_said(graph, concept, SKOS.altLabel, "vi"), _code(graph, matches)))),
                "; ".join(sorted(map(str, graph.objects(concept, DCTERMS.source)))),
            )
        )
    yield from _table(_CONCEPT, rows)


def _schemes(graph: Graph) -> Iterator[str]:
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        names = (_said(graph, scheme, SKOS.prefLabel, language) for language in ("vi", "en"))
        yield f"\n## {' / '.join(names)}\n"
        yield f"`{scheme}/`\n"
        concepts = sorted(
            graph.subjects(SKOS.inScheme, scheme), key=lambda concept: str(graph.value(concept, SKOS.notation))
        )
        listing = _relations if f"{scheme}/" == str(RELATION) else _concepts
        yield from listing(graph, concepts)


def _path(graph: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return path.n3(graph.namespace_manager)
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    return "/".join(_path(graph, step) for step in Collection(graph, path))


def _rules(graph: Graph) -> Iterator[str]:
    yield "\n## Quy tắc kiểm tra / Rules that `danchieu validate` checks\n"
    rows = []
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        targets = {*graph.objects(shape, SH.targetClass), *graph.objects(shape, SH.targetSubjectsOf)}
        for rule in graph.objects(shape, SH.property):
            path = graph.value(rule, SH.path)
            severity = graph.value(rule, SH.severity)
            rows.append(
                (
                    _code(graph, targets),
                    f"`{_path(graph, path)}`" if path is not None else "",
                    _said(graph, rule, SH.message, "vi"),
                    _said(graph, rule, SH.message, "en"),
                    _SEVERITIES.get(URIRef(str(severity)), _ERROR),
                )
            )
    yield from _table(_RULE, sorted(rows))


def vocabulary_page() -> str:
    """The page, in Markdown."""
    graph = new_graph().parse(data=files("ontology").joinpath("vnd.ttl").read_text(encoding="utf-8"), format="turtle")
    version = graph.value(URIRef(PREFIXES["vnd"].rstrip("#")), OWL.versionInfo)
    lines = [_HEAD.format(version=version, namespace=PREFIXES["vnd"]).rstrip()]
    lines += [*_terms(graph), *_schemes(_read("schemes")), *_rules(_read("shapes"))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(vocabulary_page(), end="")
