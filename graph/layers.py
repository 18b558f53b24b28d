"""Reading text layers back from the store, those of the whole collection or of some files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.stores import Store, rows, values
from ontology.iris import corrections_graph_iri, text_graph_iri
from ontology.terms import RELATION

_QUERY: Final = """
SELECT ?graph ?node ?property ?value WHERE {
  VALUES ?property {
    eli:language vnd:recipient vnd:inDocument vnd:statedRelation vnd:narrowerRelation vnd:subjectMention
    vnd:objectMention
    vnd:printedType vnd:printedNumber vnd:printedDate vnd:printedIssuer vnd:printedName vnd:printedTitle
    vnd:printedPlace vnd:printedSubject vnd:printedYear vnd:inferredType vnd:inferredNumber vnd:inferredDate
    vnd:inferredIssuer vnd:inferredSubject vnd:inferredCopies vnd:pinpoint vnd:selfReference vnd:planned vnd:anaphoric
    vnd:antecedent oa:hasBody vnd:campaignKind vnd:years vnd:field
    vnd:correctionKind vnd:corrects vnd:correctedValue vnd:correction vnd:work prov:generatedAtTime
  }
  GRAPH ?graph { ?node ?property ?value }
  FILTER(STRENDS(STR(?graph), "/text") || STRENDS(STR(?graph), "/corrections"))
}
"""


@dataclass(frozen=True, slots=True)
class Record:
    """A document, mention or stated link of the text layer: its IRI and its single-valued properties by local name."""

    iri: str
    values: Mapping[str, str]

    @property
    def source(self) -> str:
        """The IRI of the file."""
        return self.iri.partition("#")[0]

    def get(self, name: str) -> str | None:
        """A value as stated, or ``None``."""
        return self.values.get(name)

    def best(self, name: str) -> str | None:
        """The inferred value of ``Number``, ``Date`` ... if there is one, else the printed one."""
        return self.values.get(f"inferred{name}") or self.values.get(f"printed{name}")

    @property
    def relation(self) -> str:
        """The name of the stated relation ("implements")."""
        return self.values["statedRelation"].removeprefix(str(RELATION))

    @property
    def finest_relation(self) -> str:
        """The name of the finer kind of the stated relation, if the words state one, else of the relation itself."""
        return (self.values.get("narrowerRelation") or self.values["statedRelation"]).removeprefix(str(RELATION))


@dataclass(slots=True)
class TextLayers:
    """What the text layers of the whole collection say, in the order of the IRIs; ``headers`` place header fields.

    The mentions that people added are among the others; their other ``corrections`` are not applied.
    """

    documents: list[Record] = field(default_factory=list)
    mentions: list[Record] = field(default_factory=list)
    links: list[Record] = field(default_factory=list)
    headers: set[str] = field(default_factory=set)
    agencies: list[Record] = field(default_factory=list)
    campaigns: list[Record] = field(default_factory=list)
    anniversaries: list[Record] = field(default_factory=list)
    corrections: list[Record] = field(default_factory=list)


def read_text_layers(store: Store) -> TextLayers:
    """All documents, instrument mentions and stated links of the store."""
    return _classified((node, prop, value) for _, node, prop, value in rows(store, _QUERY))


def read_text_layers_of(store: Store, sources: Collection[str]) -> dict[str, TextLayers]:
    """What the text layers of some files say, by the IRI of the file; one without a text layer is missing."""
    graphs = values("graph", (name(source) for source in sources for name in (text_graph_iri, corrections_graph_iri)))
    found: dict[str, list[tuple[str | None, ...]]] = defaultdict(list)
    for graph, *said in rows(store, f"{_QUERY} {graphs}"):
        found[(graph or "").rpartition("/")[0]].append(tuple(said))
    return {source: _classified(found[source]) for source in sources if source in found}


def _classified(said: Iterable[Sequence[str | None]]) -> TextLayers:
    """Records made of single properties of nodes."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for node, prop, value in said:
        if node and prop and value is not None:
            found[node][prop.rpartition("#")[2]] = value
    layers = TextLayers()
    for iri in sorted(found):
        record = Record(iri, found[iri])
        if "correctionKind" in record.values:
            layers.corrections.append(record)
        elif "field" in record.values:
            layers.headers.add(iri)
        elif "language" in record.values:
            layers.documents.append(record)
        elif "objectMention" in record.values:
            layers.links.append(record)
        elif "statedRelation" in record.values:
            layers.mentions.append(record)
        elif "hasBody" in record.values:
            if "campaignKind" in record.values:
                layers.campaigns.append(record)
            elif "years" in record.values:
                layers.anniversaries.append(record)
            else:
                layers.agencies.append(record)
    return layers
