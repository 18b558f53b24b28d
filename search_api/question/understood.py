"""What a question was understood to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Direction = Literal["in", "out"]
Reach = Literal["direct", "through", "indirect"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as the question names it.

    Attributes:
        text: The words of the question.
        reference: The same in the form in which documents print it, for looking it up: "Chỉ thị số 19/CT-TTg".
        type: Full Vietnamese name of its type, if that is said.
        named: It is named by its title and not by a number.
        bare: Its number is a serial alone ("quyết định 57"), which may stand for one with a year ("57/2018").
    """

    text: str
    reference: str
    type: str | None = None
    named: bool = False
    bare: str | None = None


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
