"""Which documents are looked at: chosen by type, issuer, year, campaign, validity and whether their text is held."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

FIELDS: Final = ("type", "issuer", "year", "campaign", "status")
"""What documents are chosen by, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document has to be. Values of one field are alternatives, fields go together; an empty one says nothing.

    Attributes:
        type: Names of types ("Chỉ thị", "chi thi") or their abbreviations ("CT").
        issuer: Names of agencies, whole or some of their words ("so noi vu"), or abbreviated ("UBND tỉnh Lạng Sơn").
        year: Years of issue, four digits.
        campaign: Names of campaigns that the text names, whole or some of their words.
        status: Notations of the scheme of validity ("in-force") or their labels ("Còn hiệu lực").
        held: Whether the full text must be in the collection, or must not.
    """

    type: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    campaign: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    held: bool | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked of documents."""
        return any(getattr(self, one.name) not in ((), None) for one in fields(self))

    def to_json(self) -> dict[str, Any]:
        """``filters`` in the JSON of ``danchieu search``."""
        return {**{name: list(getattr(self, name)) for name in FIELDS}, "held": self.held}
