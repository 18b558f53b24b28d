"""RDF that others made, kept apart from what our own texts say: in graphs below a name of its own.

Whatever a file calls its graphs, they are stored under ``{base}import/{first 16 digits of its SHA-256}/...``, so that
an import never touches graphs of ours. Names that are local to a collection become names of the import: blank nodes,
and files (``{base}source/...``) with what stands in them. Names that mean the same everywhere (works, agencies) stay,
so that a trace and a query see what the import says of them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, PROV, RDF, SDO, XSD

from graph.stores import Store
from ontology.iris import DEFAULT_BASE
from ontology.relations import relations
from ontology.terms import ELI, VND

FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
_TYPE: Final = ox.NamedNode(str(RDF.type))
_STATEMENT: Final = ox.NamedNode(str(VND.RelationStatement))
_WORK: Final = ox.NamedNode(str(ELI.LegalResource))
_SUBJECT, _OBJECT, _RELATION = (ox.NamedNode(str(VND[name])) for name in ("subjectWork", "objectWork", "relation"))

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class UnusableImportError(ValueError):
    """A file that cannot be imported; the message says why and what to do, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file of statements that others made.

    Attributes:
        name: Path under which it was imported.
        digest: SHA-256 of its content.
        day: When it was imported, in ISO form.
        suffix: Which of :data:`FORMATS` it is in.
        content: Its bytes.
    """

    name: str
    digest: str
    day: str
    suffix: str
    content: bytes


def read_import(path: Path, max_bytes: int, base: str = DEFAULT_BASE) -> ImportedFile:
    """Reads and checks a file.

    Args:
        path: The file.
        max_bytes: The largest that is taken.
        base: Where the collection's IRIs begin.

    Raises:
        UnusableImportError: if it cannot be read, is too large, is not what its suffix says (with the line), or states
            relations in our own terms that a trace could not show.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UnusableImportError(f"{path}: chỉ nhập được tệp {', '.join(FORMATS)}. Hãy đổi định dạng rồi nhập lại.")
    try:
        if path.stat().st_size > max_bytes:
            raise UnusableImportError(
                f"{path}: tệp lớn hơn {max_bytes} byte. Hãy tách tệp, hoặc tăng DANCHIEU_MAX_IMPORT_BYTES."
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnusableImportError(f"{path}: không đọc được ({error.strerror}).") from error
    return checked_import(str(path), suffix, content, base)


def checked_import(name: str, suffix: str, content: bytes, base: str = DEFAULT_BASE) -> ImportedFile:
    """Checks what is to be imported under a name.

    Args:
        name: Under which it is imported.
        suffix: Which of :data:`FORMATS` it is in.
        content: Its bytes.
        base: Where the collection's IRIs begin.

    Raises:
        UnusableImportError: if it is not what its suffix says (with the line), or states relations in our own terms
            that a trace could not show.
    """
    file = ImportedFile(name, hashlib.sha256(content).hexdigest(), date.today().isoformat(), suffix, content)
    try:
        check_statements(name, import_quads(file, base))
    except SyntaxError as error:
        raise UnusableImportError(f"{name}, dòng {error.lineno}: sai cú pháp ({error.msg}).") from error
    return file


def import_iri(digest: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of an import, by the SHA-256 of its content; its graphs stand below it."""
    return f"{base}import/{digest[:16]}"


def import_quads(file: ImportedFile, base: str = DEFAULT_BASE) -> Iterator[ox.Quad]:
    """The statements of a file under the names they have in the collection, and a description of the import.

    Raises:
        SyntaxError: if the file is not what its suffix says.
    """
    names = _Names(import_iri(file.digest, base), base)
    for quad in ox.parse(file.content, FORMATS[file.suffix], base_iri=f"{names.iri}/"):
        terms = (names.term(quad.subject), names.term(quad.predicate), names.term(quad.object))
        yield ox.Quad(*terms, names.graph(quad.graph_name))  # type: ignore[arg-type]
    yield from _description(file, names)


def drop_import(store: Store, digest: str, base: str = DEFAULT_BASE) -> None:
    """Removes all graphs of an import."""
    iri = import_iri(digest, base)
    for name in store.graphs():
        if name == iri or name.startswith(f"{iri}/"):
            store.drop_graph(name)


class _Names:
    """The names that graphs and nodes of one import get."""

    def __init__(self, iri: str, base: str) -> None:
        self.iri = iri
        self.graphs: dict[str, ox.NamedNode] = {}
        self._sources = f"{base}source/"
        self._blank: dict[str, ox.NamedNode] = {}

    def graph(self, name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> ox.NamedNode:
        """The graph in which the statements of one graph of the file are stored."""
        if isinstance(name, ox.DefaultGraph):
            key, last = "", "default"
        else:
            named = self.term(name)
            key = str(getattr(named, "value", ""))
            last = f"graph/{hashlib.sha256(key.encode()).hexdigest()[:16]}"
        return self.graphs.setdefault(key, ox.NamedNode(f"{self.iri}/{last}"))

    def term(self, term: _Term) -> _Term:
        """The term by which a term of the file is stored."""
        if isinstance(term, ox.BlankNode):
            return self._blank.setdefault(term.value, ox.NamedNode(f"{self.iri}/node/{len(self._blank)}"))
        if isinstance(term, ox.NamedNode) and term.value.startswith(self._sources):
            return ox.NamedNode(f"{self.iri}/source/{term.value.removeprefix(self._sources)}")
        if isinstance(term, ox.Triple):
            return ox.Triple(*map(self.term, (term.subject, term.predicate, term.object)))  # type: ignore[arg-type]
        return term


def _description(file: ImportedFile, names: _Names) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(names.iri)
    said: list[tuple[str, _Term]] = [
        (str(RDF.type), ox.NamedNode(str(PROV.Entity))),
        (str(DCTERMS.identifier), ox.Literal(file.name)),
        (str(SDO.sha256), ox.Literal(file.digest)),
        (str(DCTERMS.date), ox.Literal(file.day, datatype=ox.NamedNode(str(XSD.date)))),
    ]
    for predicate, value in said:
        yield ox.Quad(graph, ox.NamedNode(predicate), value, graph)
    for original, name in names.graphs.items():
        yield ox.Quad(name, ox.NamedNode(str(DCTERMS.isPartOf)), graph, graph)
        if original:
            yield ox.Quad(name, ox.NamedNode(str(DCTERMS.source)), ox.NamedNode(original), graph)


def check_statements(name: str, quads: Iterable[ox.Quad | ox.Triple]) -> None:
    """Checks that what is stated as relations in our own terms is what a trace can show.

    Args:
        name: Of the file or graph, for the message.
        quads: All that it states.

    Raises:
        UnusableImportError: if a ``vnd:RelationStatement`` lacks its relation or works that are described beside it.
    """
    works: set[_Term] = set()
    stated: dict[_Term, dict[_Term, _Term]] = defaultdict(dict)
    relating: list[_Term] = []
    for one in quads:
        if one.predicate == _TYPE and one.object == _WORK:
            works.add(one.subject)
        elif one.predicate == _TYPE and one.object == _STATEMENT:
            relating.append(one.subject)
        elif one.predicate in (_SUBJECT, _OBJECT, _RELATION):
            stated[one.subject][one.predicate] = one.object
    known = {ox.NamedNode(relation.iri) for relation in relations().values()}
    for statement in relating:
        said = stated[statement]
        if not (said.get(_SUBJECT) in works and said.get(_OBJECT) in works and said.get(_RELATION) in known):
            raise UnusableImportError(
                f"{name}: quan hệ {statement} phải có vnd:relation thuộc danh mục quan hệ, và vnd:subjectWork, "
                "vnd:objectWork là các eli:LegalResource được mô tả trong cùng tệp. Hãy bổ sung, hoặc bỏ kiểu "
                "vnd:RelationStatement."
            )
