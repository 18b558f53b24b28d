"""What a question was understood to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Direction = Literal["in", "out"]
Reach = Literal["direct", "through", "indirect"]


@dataclass(frozen=True, slots=True)
class Description:
    """An instrument as a question describes it.

    Attributes:
        types: Full Vietnamese name of its type, if that is said.
        number: What it says of the number.
        issuers: Names of agencies in it; one of them issued the document or is named in its title.
        times: ISO years, months and days in it: when it was issued, or a year of its title.
        words: Its other words, folded: of the title, or of the movement that the document launches.
        movement: It describes a movement, and so the document that launches it.
        relations: What it does with another instrument, by the names of ``ontology.relations``.
        acted_on: That instrument.
    """

    types: tuple[str, ...] = ()
    number: Instrument | None = None
    issuers: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    movement: bool = False
    relations: tuple[str, ...] = ()
    acted_on: Instrument | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as the question names it.

    Attributes:
        text: The words of the question.
        reference: The same in the form in which documents print it, for looking it up: "Chỉ thị số 19/CT-TTg".
        type: Full Vietnamese name of its type, if that is said.
        named: It is named by its title and not by a number.
        bare: Its number is a serial alone ("quyết định 57"), which may stand for one with a year ("57/2018").
        described: What else tells it from others, if it is not named by a number or title alone.
    """

    text: str
    reference: str
    type: str | None = None
    named: bool = False
    bare: str | None = None
    described: Description | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks, before the collection is looked at.

    Attributes:
        question: As typed.
        kind: What is asked, the name of a query template; ``None`` if the question was not understood.
        instruments: The instruments that the question is about.
        agencies: Full names of the agencies that the question names, in its order.
        issuer: The one of them by which the documents asked for were issued.
        recipient: The one to which they were sent.
        types: Types of the documents asked for.
        years: Years in which they were issued.
        relations: Relations asked for, by their names in ``ontology.relations``; the first is shown.
        direction: ``in``: what acts on the instrument; ``out``: what it acts on.
        held: Whether only documents that the collection holds, or only those that it lacks, are asked for.
        name: Words of the name of a person, a movement, a task or an indicator, folded.
        lead: The agency that leads the tasks asked for.
        support: The agency that supports them.
        unit: Of the figure asked for, as texts print it: "ha".
        reach: Whether a relation counts only where a document states it, also through others, or only through others.
        tentative: It counts only if the collection knows the name that was asked for.
        named: Words were taken for a name: another reading that has an answer is better than this one without.
        drive: The kind of movement asked for, as texts print it, if it is a special one: "cuộc vận động".
        planned: Whether only acts that are planned are asked for, or only acts that were done.
        passed_over: Words that were not understood, folded.
        due: The time in which tasks fall due, a year, month or period of ISO 8601.
    """

    question: str
    kind: str | None = None
    instruments: tuple[Instrument, ...] = ()
    agencies: tuple[str, ...] = ()
    issuer: str | None = None
    recipient: str | None = None
    types: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    direction: Direction | None = None
    held: bool | None = None
    name: str | None = None
    due: str | None = None
    lead: str | None = None
    support: str | None = None
    unit: str | None = None
    reach: Reach = "direct"
    tentative: bool = False
    named: bool = False
    passed_over: tuple[str, ...] = ()
    planned: bool | None = None
    drive: str | None = None

    def to_json(self) -> dict[str, Any]:
        """``understood`` in the JSON of ``danchieu search``."""
        return {
            "instruments": [instrument.reference for instrument in self.instruments],
            "agencies": list(self.agencies),
            "types": list(self.types),
            "years": list(self.years),
            "relation": self.relations[0] if self.relations else None,
            "direction": self.direction,
        }
