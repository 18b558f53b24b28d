"""The facts of one document as its page shows them: each with the words that say so, and what people said of it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.correction_marks import Mark
from graph.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Field:
    """A header field: its name, value and words (``None`` if nothing prints it), and why it was inferred, if it was.

    ``corrected`` is what a person said of it last.
    """

    name: str
    value: str
    words: Evidence | None
    inferred: bool = False
    reason: str | None = None
    corrected: Mark | None = None


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed: name, position, capacity (``KT.``), the agency signed for; ``corrected`` as of a field."""

    name: str
    position: str | None
    capacity: str | None
    agency: str | None
    words: Evidence | None
    corrected: Mark | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency by IRI and name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class TaskSet:
    """A task: its words, who leads and supports it, the deadline in ISO 8601 and as a text names it."""

    words: Evidence
    rule: str
    lead: tuple[Agency, ...]
    supporting: tuple[Agency, ...]
    due: str | None
    due_name: str | None
    due_words: Evidence | None


@dataclass(frozen=True, slots=True)
class TargetSet:
    """A target: what is measured, the figure (``value``, or ``low`` and ``high``) with its unit, for which time."""

    words: Evidence
    indicator: str
    part_of: str | None
    comparison: str
    change: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    period_name: str | None


@dataclass(frozen=True, slots=True)
class CampaignLaunched:
    """A campaign that the document launches, with what it says of it; ``words`` are those that launch it."""

    iri: str
    name: str
    kind: str | None
    words: Evidence | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp: its kind (``incoming``, ``signature``), the number and day that it prints."""

    kind: str
    number: str | None
    date: str | None
    words: Evidence


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of one document, each list in reading order."""

    fields: tuple[Field, ...]
    signers: tuple[SignedBy, ...]
    recipients: tuple[Field, ...]
    tasks: tuple[TaskSet, ...]
    targets: tuple[TargetSet, ...]
    campaigns: tuple[CampaignLaunched, ...]
    stamps: tuple[Stamped, ...]

    def field(self, name: str) -> Field | None:
        """The header field of a name, if the document has it."""
        return next((field for field in self.fields if field.name == name), None)
