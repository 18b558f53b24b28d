"""People: who signed, for which agency, in which position and capacity.

A person is a name at an agency, the same over documents; without an agency, only the document knows the person.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rdflib.namespace import PROV, SDO

from graph.ntriples import TYPE, iri, literal, text
from graph.text_layer.layer import EVIDENCE, IN_DOCUMENT, PRINTED_NAME, Layer, below
from ingest.data import load
from ingest.facts import Document, Signer
from ontology.iris import agency_iri, person_iri
from ontology.terms import VND

_ATTRIBUTED, _ATTRIBUTION, _AGENT, _PERSON, _FOR = (
    iri(term) for term in (PROV.qualifiedAttribution, PROV.Attribution, PROV.agent, PROV.Person, PROV.actedOnBehalfOf)
)
_CAPACITY, _POSITION, _SIGNS_FOR = (iri(term) for term in (VND.capacity, VND.position, VND.signsFor))
_NAME: Final = iri(SDO.name)


def write_signer(layer: Layer, document: Document, index: int, signer: Signer) -> None:
    """Write who signed a document."""
    node, issuer = layer.node(document.id), document.resolved("issuer")
    signature, local = below(node, f"signature-{index}"), below(node, f"signer-{index}")
    agency = iri(agency_iri(issuer, layer.base)) if issuer else None
    person = iri(person_iri(signer.name, body_of(issuer), layer.base)) if issuer else local
    layer.say(node, [(_ATTRIBUTED, signature)])
    layer.say(
        signature,
        [
            (TYPE, _ATTRIBUTION),
            (IN_DOCUMENT, node),
            (_AGENT, person),
            (PRINTED_NAME, literal(signer.printed or signer.name)),
            (_POSITION, text(signer.position)),
            (_CAPACITY, text(signer.capacity)),
            (_SIGNS_FOR, agency),
        ],
    )
    layer.say(person, [(TYPE, _PERSON), (_NAME, literal(signer.name)), (_FOR, agency)])
    if signer.span:
        layer.say(signature, [(EVIDENCE, layer.header(node, f"signer-{index}", signer.span))])


def body_of(agency: str) -> str:
    """The body of an office, for which its holder signs too: "Ủy ban nhân dân tỉnh A" of its "Chủ tịch"."""
    return _office().sub("", agency)


@cache
def _office() -> re.Pattern[str]:
    """An office before a body with a name of more than one word: "Bộ trưởng Bộ Y tế", "Thủ tướng Chính phủ"."""
    return re.compile(rf"^(?:{'|'.join(load('agencies.toml')['offices']['authorities'])}) (?=\w)")
