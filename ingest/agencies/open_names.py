"""Names that no list holds: a head word ("Cục", "Trung tâm") and the words after it, to the first that ends a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from ingest.agencies.gazetteer import gazetteer
from ingest.agencies.known import concept_follows, known_at
from ingest.agencies.offices import office_at
from ingest.agencies.spelling import Spelling, same_marks, spelling_of
from ingest.agencies.territory import Territory, province_at, unit_at
from ingest.data import load
from ingest.text.fold import fold

_WORD: Final = re.compile(r"((?=[-–]\s)|[ \t]{1,4}\n?[ \t]{0,4}|\n[ \t]{0,4})([-–]\s|&|[^\W_](?:[\w.&/’'-]*\w)?)")
_PART: Final = r"[^\W\d_]+(?:\s[^\W\d_]+){0,4}"
_LISTED: Final = re.compile(rf",\s{{1,4}}({_PART})(?:,\s{{1,4}}({_PART}))?\s{{1,4}}và(?=\s{{1,4}}([^\W\d_]+))")
_ABOVE: Final = re.compile(r"\s?[,\-–(]\s{0,4}|\s{1,4}(?:thuoc|cua|truc thuoc)\s{1,4}")
_NEXT_LINE: Final = re.compile(r"[ ]*\n[ ]*((?:VÀ|VỀ|NƯỚC)\b[^a-z\n:;./\d]{0,60}?)[ ]*(?=\n)")
_CAPITAL_LINE: Final = re.compile(r"([^\Wa-z_][^a-z\n:;./\d]{5,70}?)[ ]*(?=\n)")
_HEADER: Final = 400
_UNIT_OF: Final = re.compile(r"\s{1,4}([^\W\d_]+(?: [^\W\d_]+){0,4})\s?[,\-–(]\s{0,4}")
_LONGEST: Final = 16


def open_name_at(text: str, folded: str, position: int, territory: Territory) -> tuple[int, str] | None:
    """The unlisted body whose name begins at ``position``: its end and its name with its territory.

    The first word after the head has a capital; small words follow up to a stop word, capitals up to the next body.
    Amid capitals nothing says where a name ends: there only a line of the document's head is one.
    """
    known = gazetteer(spelling_of(text))
    if not (found := known.head_lexicon.match(folded, position)):
        return None
    end, head = found[0], known.heads[found[1]]
    printed = text[position:end]
    if not same_marks(printed.split()[0], head.split()[0]) or concept_follows(folded, end, head):
        return None
    office = office_at(text, folded, position)
    if office and same_marks(text[position : office[0]].strip(), office[1]):  # "CỤC TRƯỞNG"
        return None
    if printed.isupper():
        alone = load("agencies.toml")["open"]["ambiguous"]
        return None if head in alone else _line_of_head(text, position)
    words, name_end, unit = _words(text, folded, end, head, territory)
    if unit:
        return name_end, " ".join([head, *words, unit])
    if " ".join(words) in load("agencies.toml")["open"]["generic"]:
        return None
    if not words:
        return _under_another(text, folded, end, head)
    if words[0][0].islower() and not (_numeral(words[0]) or _sealed(words)):
        return None
    return name_end, " ".join([head, *words, *_own_place(text, folded, name_end, head, words, territory)])


def _sealed(words: Sequence[str]) -> bool:
    """Whether a name that begins with a small letter says whose it is: "phòng thủ dân sự quốc gia"."""
    seals = load("agencies.toml")["open"]["seals"]
    return any(seal in " ".join(words) for seal in seals)


def _words(text: str, folded: str, end: int, head: str, territory: Territory) -> tuple[list[str], int, str | None]:
    """The words of a name after its head, where it ends, and the unit that closes it."""
    words: list[str] = []
    kept, name_end = 0, end
    small = head in load("agencies.toml")["open"]["small"]
    while len(words) < _LONGEST:
        if kept and kept == len(words) and words[-1] != "vực" and (unit := unit_at(text, folded, end)):
            full = (unit.full if unit.printed_kind else unit.name) or territory.of_kind(unit.kind)
            if full:
                return words, unit.end, full
            break
        if kept and kept == len(words) and (listed := _listed(text, folded, end, head)):
            words[-1] += ","
            words += listed[0].removeprefix(",").split()
            end = listed.end()
            continue
        joined = _joined_pattern().match(text, end)
        word = joined or _WORD.match(text, end)
        if not word or (len(word[2]) == 1 and text[word.end() : word.end() + 1] == ")"):
            break
        start = word.start(2)
        fresh = "\n" in word[1]
        if not words and not (word[2][0].isupper() or _numeral(word[2]) or small):
            break
        if not (joined and words) and _ends(text, folded, start, head, words, fresh):
            break
        if fresh and words and word[2].isupper() and not words[-1].isupper():
            break
        if word[2][0].islower() and _closed(words, head):
            break
        dash = word[2].startswith(("-", "–"))
        link = dash or word[2].strip() in _links()
        after = word.end() - (dash and word[2][-1:].isspace())
        if link and ((dash and fresh) or not _goes_on(text, folded, after)):
            break
        words.append(word[2].strip())
        end = after
        if not link:
            name_end, kept = end, len(words)
    return [*words[: kept - 1], *(word.removesuffix(",") for word in words[kept - 1 : kept])], name_end, None


def _closed(words: Sequence[str], head: str) -> bool:
    """Whether the words so far close a name: small letters after "Việt Nam" are the sentence's, not the name's."""
    last = " ".join(words[-2:]).lower()
    small = head in load("agencies.toml")["open"]["small"]
    return last == "việt nam" or (small and len(words) > 2 and last in {"quốc gia", "trung ương"})


def _ends(text: str, folded: str, position: int, head: str, words: Sequence[str], fresh: bool) -> bool:
    """Whether a name ends before ``position``; "quốc gia về ..." goes on a name such as that of a Ban Chỉ đạo."""
    data = load("agencies.toml")["open"]
    if not words:
        return head in data["small"] and text[position].islower() and _stops(text, folded, position, "", fresh=False)
    if not _stops(text, folded, position, words[-1], fresh):
        return _begins_body(text, folded, position)
    about = _about_pattern().match(text, position)
    return not (head in data["small"] and words[-1] in data["before_about"] and about)


@cache
def _about_pattern() -> re.Pattern[str]:
    return re.compile(rf"về\s+(?!(?:{'|'.join(load('agencies.toml')['open']['about_matter'])})\b)")


def _listed(text: str, folded: str, end: int, head: str) -> re.Match[str] | None:
    """Parts between commas of a name that "và" closes: ", Truyền thông" in "Văn hóa, Truyền thông và Thể thao"."""
    data = load("agencies.toml")["open"]
    match = _LISTED.match(text, end) if head in data["listing"] else None
    if not match:
        return None
    for group in range(1, 4):
        start, part = match.start(group), match[group]
        if part is None:
            continue
        if not part[0].isupper() or part.split()[0].isupper() or _begins_other(text, start):
            return None
        if _begins_body(text, folded, start) or office_at(text, folded, start) or province_at(text, folded, start):
            return None
    return match


def _own_place(
    text: str, folded: str, end: int, head: str, words: Sequence[str], territory: Territory
) -> tuple[str, ...]:
    """The province of one of its units, where neither a place nor a body above it is printed ("Chi cục Thủy sản")."""
    data = load("agencies.toml")["open"]
    if head not in data["provincial"] or not territory.province or (territory.unit and head != "Chi cục"):
        return ()
    last = words[-1]
    if last.lower() in data["placeless"] or (len(words) > 1 and last[0].isupper()) or last[-1].isdigit():
        return ()
    above = _ABOVE.match(folded, end)
    known = known_at(text, folded, above.end()) if above else None
    return () if known and (known[1].national or known[1].series == "Bộ") else (territory.province,)


def _line_of_head(text: str, position: int) -> tuple[int, str] | None:
    """A name in capitals on a line of its own, or on two, at the top of a document: "CỤC HÀNG HẢI VIỆT NAM"."""
    if position > _HEADER or not (line := _CAPITAL_LINE.match(text, position)):
        return None
    if text[:position].rpartition("\n")[2].strip(" #|"):
        return None
    end = line.end(1)
    while next_line := _NEXT_LINE.match(text, end):
        end = next_line.end(1)
    words = (word.lower() if word in {"VÀ", "VỀ"} else word.capitalize() for word in text[position:end].split())
    return end, " ".join(words)


def _under_another(text: str, folded: str, end: int, head: str) -> tuple[int, str] | None:
    """A unit printed with a small letter before the body that it belongs to: "Vụ địa phương, Ban TĐKT TW"."""
    if head not in load("agencies.toml")["open"]["under"] or not (match := _UNIT_OF.match(text, end)):
        return None
    if not known_at(text, folded, match.end()):
        return None
    return match.end(1), f"{head} {match[1][0].upper()}{match[1][1:]}"


def _numeral(word: str) -> bool:
    return re.fullmatch(r"[IVXl1]{1,4}", word) is not None


@cache
def _links() -> frozenset[str]:
    return frozenset(load("agencies.toml")["open"]["links"])


@cache
def _joined_pattern() -> re.Pattern[str]:
    pairs = "|".join(re.escape(pair).replace(r"\ ", r"\s+") for pair in load("agencies.toml")["open"]["joined"])
    return re.compile(rf"(\s{{1,4}})({pairs})(?!\w)")


@cache
def _stop_pattern(spelling: Spelling) -> re.Pattern[str]:
    """Clean text is matched with its diacritics: folded, "Đa dạng" begins like "đã"."""
    stops = sorted(load("agencies.toml")["open"]["stops"], key=len, reverse=True)
    printed = (stop if spelling == "clean" else fold(stop) for stop in stops)
    return re.compile(rf"(?:{'|'.join(stop.replace(' ', chr(92) + 's+') for stop in printed)})(?!\w)")


def _stops(text: str, folded: str, position: int, before: str, fresh: bool) -> bool:
    """Whether the word at ``position`` ends a name; on a fresh line a capital may begin the next sentence."""
    if text[position].isdigit() or (text[position].isupper() and office_at(text, folded, position)):
        return True
    spelling = spelling_of(text)
    line = text[position : position + 24]
    printed = (line.lower() if fresh else line) if spelling == "clean" else folded[position : position + 24]
    match = _stop_pattern(spelling).match(printed)
    return match is not None and f"{before.lower()} {match[0]}" not in load("agencies.toml")["open"]["compounds"]


def _begins_body(text: str, folded: str, position: int) -> bool:
    if not text[position].isupper():
        return False
    if gazetteer(spelling_of(text)).head_lexicon.match(folded, position):
        return True
    known = known_at(text, folded, position)
    return known is not None and bool(known[1].national or known[1].local or known[1].level or known[1].series)


def _goes_on(text: str, folded: str, position: int) -> bool:
    word = _WORD.match(text, position)
    if not word or not word[2][0].isupper() or _begins_other(text, word.start(2)):
        return False
    return not _begins_body(text, folded, word.start(2))


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(word.replace(" ", r"\s+") + r"\b" for word in load("agencies.toml")["open"]["others"]))


def _begins_other(text: str, position: int) -> bool:
    """Whether words that begin another body's name, or a list of persons, stand at ``position`` ("Thanh tra")."""
    return _others().match(text, position) is not None
