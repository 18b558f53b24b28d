"""Facts read back from the JSON that ``danchieu extract`` writes (``docs/extraction-json.md``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.facts import (
    AgencyMention,
    Anniversary,
    Campaign,
    DateMention,
    Document,
    Extraction,
    Link,
    Reference,
    Signer,
    Span,
    Stamp,
    Target,
    Task,
)


def _span(value: Sequence[int]) -> Span:
    return Span(int(value[0]), int(value[1]))


def _fields(row: Mapping[str, Any], *drop: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in drop}


def extraction_from_json(data: Mapping[str, Any]) -> Extraction:
    """Read back what :meth:`Extraction.to_json` gave (after a JSON round trip).

    Raises:
        KeyError, TypeError: if a required field is missing or a field is unknown.
    """
    documents = tuple(
        Document(
            **_fields(row, "span", "signers", "recipients", "recipient_spans", "stamps", "where", "grounds"),
            span=_span(row["span"]),
            signers=tuple(
                Signer(**_fields(s, "span"), span=_span(s["span"]) if s.get("span") else None) for s in row["signers"]
            ),
            recipients=tuple(row["recipients"]),
            recipient_spans=tuple(_span(s) for s in row.get("recipient_spans", ())),
            stamps=tuple(Stamp(**_fields(s, "span"), span=_span(s["span"])) for s in row.get("stamps", ())),
            where={key: _span(s) for key, s in row.get("where", {}).items()},
            grounds={key: _span(s) for key, s in row.get("grounds", {}).items()},
        )
        for row in data["documents"]
    )
    references = tuple(
        Reference(
            **_fields(row, "span", "core", "pinpoint", "repairs"),
            span=_span(row["span"]),
            core=_span(row["core"]),
            pinpoint=tuple(row.get("pinpoint", ())),
            repairs=tuple(row.get("repairs", ())),
        )
        for row in data["references"]
    )
    return Extraction(
        file=data["file"],
        documents=documents,
        references=references,
        links=tuple(Link(**row) for row in data["links"]),
        campaigns=tuple(
            Campaign(
                **_fields(row, "span", "launchers"),
                span=_span(row["span"]),
                launchers=tuple(row.get("launchers", ())),
            )
            for row in data["campaigns"]
        ),
        agencies=tuple(AgencyMention(**_fields(row, "span"), span=_span(row["span"])) for row in data["agencies"]),
        dates=tuple(DateMention(**_fields(row, "span"), span=_span(row["span"])) for row in data["dates"]),
        tasks=tuple(
            Task(
                **_fields(row, "span", "lead", "supporting", "deadline_span"),
                span=_span(row["span"]),
                lead=tuple(row["lead"]),
                supporting=tuple(row["supporting"]),
                deadline_span=_span(row["deadline_span"]) if row.get("deadline_span") else None,
            )
            for row in data.get("tasks", ())
        ),
        targets=tuple(Target(**_fields(row, "span"), span=_span(row["span"])) for row in data.get("targets", ())),
        anniversaries=tuple(
            Anniversary(**_fields(row, "span"), span=_span(row["span"])) for row in data.get("anniversaries", ())
        ),
    )
