"""Markup left in a text: HTML tags, which the folded view shows as blanks."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>")


def without_tags(folded: str) -> str:
    """The folded view with blanks for HTML tags, of the same length."""
    return _TAG.sub(lambda tag: " " * len(tag[0]), folded)
