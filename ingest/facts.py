"""The facts that extraction yields: frozen data types and their JSON.

Every fact carries half-open code-point offsets into the source text as read, so ``text == source[start:end]`` holds for
each of them. The JSON shape is the one that ``danchieu extract`` writes (described in ``docs/extraction-json.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

Relation = Literal[
    "basis", "implements", "guides", "amends", "repeals", "replaces", "transmits", "copies", "cites", "self"
]
Narrower = Literal[
    "details", "consolidates", "corrects", "interprets", "suspends", "pauses", "promulgates", "launches-under"
]
StampKind = Literal["incoming", "signature"]
CampaignKind = Literal["phong trào", "cuộc vận động", "đợt thi đua", "chủ đề"]
TaskForm = Literal["assignment", "heading", "table", "labels", "milestone"]
Comparison = Literal["=", ">=", ">", "<=", "<", "~"]
Change = Literal["up", "down"]


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of Unicode code points in the source text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, position held in sentence case, and capacity (``KT.``, ``TM.``, ``TL.``, ``TUQ.``, ``Q.``).

    ``printed`` is the name as printed where that was misread, and ``name`` is what was meant.
    """

    name: str
    position: str | None = None
    capacity: str | None = None
    span: Span | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A mark put on a document: of the agency that received it (its serial, the day) or of a digital signature."""

    kind: StampKind
    span: Span
    number: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file (a file can hold a cover letter, the plan that it forwards, a certified copy).

    Fields hold what the document itself prints; ``inferred`` holds what only a companion or a repair gives (number,
    date, issuer, subject, copies), ``reasons`` says for each of them why and ``grounds`` where the words stand that
    give it. ``where`` gives the span of each printed header field by its name; ``recipient_spans`` runs parallel to
    ``recipients``. ``effective`` and ``expires`` are the first and the last day on which the document says that it has
    effect.
    """

    id: str
    span: Span
    type: str
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    subject: str | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    effective: str | None = None
    expires: str | None = None
    where: Mapping[str, Span] = field(default_factory=dict)
    inferred: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[str, Span] = field(default_factory=dict)

    def resolved(self, name: str) -> str | None:
        """The value of a header field, from a companion or repair if there is one, else as printed."""
        value: str | None = self.inferred.get(name) or getattr(self, name)
        return value


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of one legal instrument.

    ``core`` runs from the type word to number, date or name, without pinpoint, issuer and running title. ``source`` is
    the index, in ``Extraction.references``, of the mention that is the subject of ``relation``; ``None`` means the
    document is. ``narrower`` is the finer kind of ``relation`` that the words state, if they do. ``rule`` names the
    grammar rule that found the mention, ``repairs`` what the folded view had to mend.
    """

    span: Span
    text: str
    core: Span
    document: str
    type: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    name: str | None = None
    title: str | None = None
    pinpoint: tuple[str, ...] = ()
    relation: Relation = "cites"
    narrower: Narrower | None = None
    source: int | None = None
    self: bool = False
    planned: bool = False
    anaphor: bool = False
    target: str | None = None
    rule: str = ""
    repairs: tuple[str, ...] = ()
    inferred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two references of the same file, by their indexes in ``Extraction.references``."""

    subject: int
    relation: Relation
    object: int
    narrower: Narrower | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """One mention of an emulation movement, drive or theme (phong trào, đợt thi đua, cuộc vận động, chủ đề).

    ``launchers`` are the agencies of which the launching document says that they launch it, if it says so.
    """

    span: Span
    text: str
    document: str
    name: str
    kind: CampaignKind
    launched: bool = False
    theme: str | None = None
    start: str | None = None
    end: str | None = None
    launchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """One mention of an agency; ``name`` is its full official name with the territory that the document implies."""

    span: Span
    text: str
    document: str
    name: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """One calendar date or period; ``value`` is ISO 8601: day, month, year, or ``from/to``."""

    span: Span
    text: str
    document: str
    value: str


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An event that a document commemorates after ``years`` years.

    ``first`` and ``last`` are the day (or year) of the event and of its celebration, ISO 8601, where both are printed.
    """

    span: Span
    text: str
    document: str
    event: str
    years: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Work that a document assigns to a body, an office or a class of them.

    ``lead`` and ``supporting`` hold full official names of particular agencies (none where only a class is meant, such
    as "các sở, ban, ngành"). ``deadline`` is an ISO 8601 day, month, year or period, printed at ``deadline_span``.
    ``form`` says how the work is assigned: by a verb or its subject, under a heading that names who bears it, in a row
    of a table, or by labels below it ("Cơ quan chủ trì: ..."); a ``milestone`` is a dated step of a drive that names no
    bearer ("Tổng kết phong trào thi đua: trong tháng 11/2021").
    """

    span: Span
    text: str
    document: str
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    deadline: str | None = None
    deadline_span: Span | None = None
    form: TaskForm = "assignment"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: ``value``, or the range from ``low`` to ``high``, of an indicator.

    ``part_of`` is the indicator of which this one is a part ("trong đó nông lâm nghiệp 3 - 3,5%"); ``comparison`` says
    how the figure bounds the outcome; with ``change`` it is an increase or decrease, not a level. ``period`` is ISO
    8601: a year or years.
    """

    span: Span
    text: str
    document: str
    indicator: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    period: str | None = None
    comparison: Comparison = "="
    change: Change | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All facts of one file, each list in reading order."""

    file: str
    documents: tuple[Document, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries, ready for ``json.dump``; ``ingest.extraction_json`` reads them back."""
        return asdict(self)
