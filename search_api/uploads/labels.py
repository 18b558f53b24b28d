"""What a client calls a file, made into a label: words to be shown, and never a path."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Code points of a label."""
_SEPARATORS: Final = re.compile(r"[/\\:\u2044\u2215\u29f5\u29f8\u29f9\uff0f\uff3c\ufe68]+")
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))  # among them what turns the order of letters


def label_of(name: str) -> str:
    """The label of a file of this name.

    It is in NFC and holds no separators of paths, no controls and nothing unseen; blanks are single, and none is at an
    end. A name that is too long is cut, and a hash of the whole keeps it apart from others that begin alike.

    Returns:
        At most :data:`LONGEST` code points; empty if nothing of the name is left.
    """
    normal = _SEPARATORS.sub("-", unicodedata.normalize("NFC", name))
    spaced = "".join(" " if unicodedata.category(c) == "Zs" or c in "\t\r\n" else c for c in normal)
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    label = unicodedata.normalize("NFC", " ".join(seen.split())).strip(" .-")
    if len(label) <= LONGEST:
        return label
    stem, dot, suffix = label.rpartition(".")
    end = f"{dot}{suffix}" if stem and len(suffix) <= 10 else ""
    mark = f"~{hashlib.sha256(label.encode()).hexdigest()[:8]}{end}"
    return label[: LONGEST - len(mark)] + mark
