"""Header fields that a document lacks and its companions or its own body give, each with the reason.

A plan whose first page was lost gets number and date from the letter that forwards it; an issuer from the symbol of the
number or from the signer's position. Printed fields stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ingest.agencies import Territory
from ingest.data import load
from ingest.documents.layout import form
from ingest.facts import AgencyMention, Document, Reference, Span
from ingest.identifiers.number_repair import repaired_number

_OFFICE: Final = re.compile(
    r"^(?:Bộ trưởng|Chủ tịch|Giám đốc|Viện trưởng|Chánh án|Thống đốc|Tổng Giám đốc|Tổng Kiểm toán) (?=\w)"
)
_UNKNOWN_TYPE: Final = "Văn bản"
_ANNEX_REACH: Final = 1500


class _Found(NamedTuple):
    """A value, why it is taken, and the words that give it where there are some."""

    value: str
    why: str
    words: Span | None


def infer_fields(
    folded: str,
    documents: Sequence[Document],
    references: Sequence[Reference],
    agencies: Sequence[AgencyMention],
    territory: Territory | None,
) -> tuple[Document, ...]:
    """The documents with ``inferred`` fields, reasons and grounds filled in."""
    complete: list[Document] = []
    for document in documents:
        found: dict[str, _Found] = {}
        if document.number is None and document.type != "Sao y":
            found |= _from_letter(document, documents, references) or _from_annex_note(folded, document, references)
        if document.type == "Sao y":
            found |= _copied(complete)
        if document.type == _UNKNOWN_TYPE:
            found |= _type_of_self(document, references)
        if document.issuer is None and "issuer" not in found:
            number = document.number or (found["number"].value if "number" in found else None)
            words = document.where.get("number") or (found["number"].words if "number" in found else None)
            found |= _issuer(folded, document, number, words, agencies, territory)
        issuer = document.issuer or (found["issuer"].value if "issuer" in found else None)
        better = repaired_number(document.number, document.type, issuer) if document.number else None
        if better:
            why = f"symbol of {document.type} and issuer against {document.number!r}"
            found["number"] = _Found(better, why, document.where.get("number"))
        complete.append(
            replace(
                document,
                inferred={name: each.value for name, each in found.items()},
                reasons={name: each.why for name, each in found.items()},
                grounds={name: each.words for name, each in found.items() if each.words},
            )
        )
    return tuple(complete)


def _from_letter(
    document: Document, documents: Sequence[Document], references: Sequence[Reference]
) -> dict[str, _Found]:
    """Number, date and issuer from another document of the file that transmits exactly one instrument of this type."""
    others = {other.id for other in documents if other.id != document.id}
    numbered = {other.number for other in documents if other.number}
    fitting = {
        (reference.number, reference.date): reference
        for reference in references
        if reference.document in others
        and reference.type == document.type
        and reference.number
        and reference.relation in {"transmits", "implements"}
        and reference.number not in numbered
        and (document.date is None or reference.date in {None, document.date})
        and any(r.relation == "transmits" and r.number == reference.number for r in references)
    }
    if len({number for number, _ in fitting}) != 1:
        return {}
    best = max(fitting.values(), key=lambda reference: (reference.date is not None, reference.issuer is not None))
    why = f"{best.document} transmits {best.text!r}"
    return _of_reference(best, why, document)


def _from_annex_note(folded: str, document: Document, references: Sequence[Reference]) -> dict[str, _Found]:
    """An attachment alone in a file says to which instrument it belongs ("Ban hành kèm theo Quyết định ...")."""
    for reference in references:
        if reference.span.start - document.span.start > _ANNEX_REACH or reference.number is None:
            continue
        before = folded[max(document.span.start, reference.span.start - 40) : reference.span.start]
        if form("annex_mark").search(before):
            why = f"attachment to {reference.text!r}"
            return _of_reference(reference, why, document)
    return {}


def _of_reference(reference: Reference, why: str, document: Document) -> dict[str, _Found]:
    """Number, date and issuer of a document as a mention of it gives them; what is printed stays."""
    found = {"number": _Found(reference.number or "", why, reference.span)}
    if reference.date and document.date is None:
        found["date"] = _Found(reference.date, why, reference.span)
    if reference.issuer and document.issuer is None:
        found["issuer"] = _Found(reference.issuer, why, reference.span)
    return found


def _type_of_self(document: Document, references: Sequence[Reference]) -> dict[str, _Found]:
    """The type by which a document that lost its heading speaks of itself ("Nghị quyết này")."""
    own = Counter(r.type for r in references if r.self and r.document == document.id and r.type)
    if not own:
        return {}
    kind = own.most_common(1)[0][0]
    named = next(r for r in references if r.self and r.document == document.id and r.type == kind)
    return {"type": _Found(kind, f"the words {named.text!r}", named.span)}


def _copied(before: Sequence[Document]) -> dict[str, _Found]:
    original = next((other for other in reversed(before) if other.type != "Sao y" and other.resolved("number")), None)
    if not original:
        return {}
    words = original.where.get("number") or original.grounds.get("number")
    return {"copies": _Found(original.resolved("number") or "", f"the copy stands after {original.id}", words)}


def _issuer(
    folded: str,
    document: Document,
    number: str | None,
    words: Span | None,
    agencies: Sequence[AgencyMention],
    territory: Territory | None,
) -> dict[str, _Found]:
    """The agency that the number's symbol names, else the one for which the signer's position speaks.

    ``words`` is where the number is printed.
    """
    own = [a for a in agencies if document.span.contains(a.span)]
    heads = load("layout.toml")["issuers"]
    for segment in re.split(r"[/\-.]", number or "")[1:]:
        pattern = heads.get(segment)
        if pattern and "{" not in pattern:
            return {"issuer": _Found(pattern, f"symbol {segment} of {number}", words)}
        if pattern:
            head = pattern.partition("{")[0] or "Tỉnh ủy"
            name = _most_named(own, head) or _placed(head, territory)
            if name:
                return {"issuer": _Found(name, f"symbol {segment} of {number}", words)}
    enacting = next((a for a in own if form("enacts").match(folded, a.span.end)), None)
    if enacting:
        why = f"the words {enacting.text!r} that enact it"
        return {"issuer": _Found(_OFFICE.sub("", enacting.name), why, enacting.span)}
    speaking = next((a for a in own if _speaks(folded, a)), None)
    if speaking:
        why = f"the words {speaking.text!r} with which it speaks"
        return {"issuer": _Found(_OFFICE.sub("", speaking.name), why, speaking.span)}
    for signer in document.signers:
        position = (signer.position or "").removeprefix("Phó ")
        head = load("layout.toml")["signer_heads"].get(position)
        name = _most_named(own, head) if head else None
        if name:
            return {"issuer": _Found(name, f"signed by {signer.position}", signer.span)}
    return {}


def _speaks(folded: str, agency: AgencyMention) -> bool:
    """Whether a mention is that of who answers a letter ("... có ý kiến như sau") or sends a telegram ("... điện:")."""
    if form("answers").match(folded, agency.span.end):
        return True
    return agency.text.isupper() and form("telegraphs").match(folded, agency.span.end) is not None


def _most_named(agencies: Sequence[AgencyMention], head: str) -> str | None:
    names = Counter(a.name for a in agencies if a.name.startswith(head + " ") and ("," not in a.name))
    return names.most_common(1)[0][0] if names else None


def _placed(head: str, territory: Territory | None) -> str | None:
    return f"{head} {territory.own}" if territory and territory.own else None
