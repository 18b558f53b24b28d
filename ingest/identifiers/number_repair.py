"""Numbers whose symbol OCR or a typist misprinted, repaired by the type and issuer that stand beside them.

The type's symbol must be one that Nghị định 30/2020/NĐ-CP gives it ("PD-UBND" of a Phát động is PĐ-UBND); the body's is
made of the first letters of its name ("HDTHĐKT" of the Hội đồng Thi đua - Khen thưởng is HĐTĐKT).
"""

from __future__ import annotations

import re
from typing import Final

from ingest.identifiers.doctypes import by_folded_name
from ingest.text.fold import fold

_PARTS: Final = re.compile(r"(?P<serial>\d+[a-zA-Z]?(?:/\d{4})?[/-])(?P<symbol>.+)")
_LEAST_INITIALS: Final = 3
_LEAST_FUZZY: Final = 5


def repaired_number(number: str, kind: str, issuer: str | None) -> str | None:
    """The number as it must have been meant, or ``None`` if nothing beside it says that it is misprinted.

    Args:
        number: As printed, without white space.
        kind: Full name of the type.
        issuer: Full name of the issuing agency, if known.
    """
    parts = _PARTS.fullmatch(number)
    if not parts:
        return None
    segments = re.split(r"([-/.])", parts["symbol"])
    known = by_folded_name().get(fold(kind))
    if known and segments[0] not in known.symbols:
        segments[0] = next((s for s in known.symbols if fold(s) == fold(segments[0])), segments[0])
    if issuer and len(segments) > 1:
        segments[-1] = _body(segments[-1], issuer)
    better = parts["serial"] + "".join(segments)
    return better if better != number else None


def _body(printed: str, issuer: str) -> str:
    """The body's symbol: initials of the issuer that fold to the printed ones, or differ from them by one sign."""
    words = [word for word in issuer.split() if word[0].isalpha() and word.lower() not in {"và", "về"}]
    letters = ["Đ" if word[0] in "Đđ" else fold(word[0]).upper() for word in words]
    if "".join(letters) == re.sub("TW$", "TU", printed):  # "Trung ương" is written TW
        return printed
    choices = ["".join(letters[:size]) for size in range(len(letters), _LEAST_INITIALS - 1, -1)]
    same = next((choice for choice in choices if fold(choice) == fold(printed)), None)
    if same:
        return same
    near = (c for c in choices if len(c) >= _LEAST_FUZZY and _one_sign_apart(fold(c), fold(printed)))
    return next(near, printed)


def _one_sign_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1:
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    return len(long) == len(short) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
