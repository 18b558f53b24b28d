"""The works that the collection and the authority file identify in full, by all that leads to them.

What the collection says is a multiset of sayings, each a value under a key (:func:`sayings`), so that it can be kept in
a dictionary or in a database, and added to and subtracted from. What it knows under a key depends on what is said under
that key and under the numbers that stand there, on nothing else:

* ``type`` + a number as printed: which types it is given; decides the type of what a certified copy copies.
* ``number`` + jurisdiction, organ, series, local: the dates, types and names that a number which holds its year is
  given; decides the one date of the number.
* ``local`` + series + number or name, ``day`` + series + day: the works, or the numbers, that a citation by this may
  mean.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Final, TypeAlias

from graph.identity import BY_NAME, Claim, Description, claim, compatible, has_issuer, is_full, series
from ontology.authority import KnownInstrument, authority
from ontology.iris import UNKNOWN, WorkParts

OF_YEAR: Final = re.compile(r"-(?:19|20)\d\d$")
Works: TypeAlias = set[WorkParts] | frozenset[WorkParts]
Said: TypeAlias = Callable[[str], Mapping[str, int]]
"""How often each value is said under a key."""
_Number: TypeAlias = tuple[str, str, str, str]
_Raw: TypeAlias = tuple[WorkParts, tuple[str, ...]]

_TYPE, _NUMBER, _LOCAL, _DAY, _WORK = "type", "number", "local", "day", "work"
_HELD, _MENTIONED = "0", "1"


def _is_numbered_by_year(work: WorkParts) -> bool:
    """Whether a number that holds its year identifies the work though its date is not known."""
    return bool(OF_YEAR.search(work.local)) and not work.local.startswith(BY_NAME) and has_issuer(work)


def issued(work: WorkParts) -> str:
    """The day of issue, or the year that the number holds, or nothing."""
    return work.date or (work.local[-4:] if _is_numbered_by_year(work) else "")


def _number(work: WorkParts) -> _Number:
    """What an organ gives once if the number holds its year."""
    return work.jurisdiction, work.organ, series(work.type), work.local


@dataclass(frozen=True, slots=True)
class _Index:
    """Fully identified works by each number or name that leads to them, and by type and day."""

    by_key: dict[tuple[str, str], set[WorkParts]] = field(default_factory=lambda: defaultdict(set))
    by_day: dict[tuple[str, str], set[WorkParts]] = field(default_factory=lambda: defaultdict(set))

    def add(self, work: WorkParts, names: Iterable[str]) -> None:
        kind = series(work.type)
        if work.date:
            self.by_day[kind, work.date].add(work)
        self.by_key[kind, work.local].add(work)
        for name in names:
            self.by_key[kind, BY_NAME + name].add(work)


@cache
def authority_works() -> Mapping[WorkParts, KnownInstrument]:
    """The instruments of the authority file by the parts that identify them."""
    found: dict[WorkParts, KnownInstrument] = {}
    for known in authority():
        of_name = known.name if known.is_statute or not known.number else None
        description = Description("", "", known.type, known.number, known.date, known.issuer, of_name)
        if described := claim(description):
            found[described.work] = known
    return found


@cache
def _authority_index() -> _Index:
    index = _Index()
    for work, known in authority_works().items():
        names = (known.name, *known.aliases) if known.is_statute or not known.number else known.aliases
        keys = (claim(Description("", "", known.type, name=name)) for name in names)
        index.add(work, {key for found in keys if found for key in found.names})
    return index


def key_of_work(work: WorkParts) -> str:
    """The key of all that is said of a work."""
    return "\t".join((_WORK, work.jurisdiction, work.organ, work.type, work.date or "", work.local))


def work_of_key(key: str) -> WorkParts:
    """The work whose key this is."""
    _, jurisdiction, organ, kind, date, local = key.split("\t")
    return WorkParts(jurisdiction, organ, kind, date or None, local)


def type_key(number: str) -> str:
    """The key of the types that a number, as printed, is given."""
    return f"{_TYPE}\t{number}"


def _number_key(work: WorkParts) -> str:
    return "\t".join((_NUMBER, *_number(work)))


def _index_keys(work: WorkParts, names: Iterable[str]) -> Iterator[str]:
    """The keys by which a work can be found."""
    kind = series(work.type)
    yield from dict.fromkeys(f"{_LOCAL}\t{kind}\t{local}" for local in (work.local, *(BY_NAME + n for n in names)))
    if work.date:
        yield f"{_DAY}\t{kind}\t{work.date}"


def identifies(work: WorkParts) -> bool:
    """Whether a claim to this work identifies it, so that others may mean the same."""
    return is_full(work) or _is_numbered_by_year(work)


def sayings(claims: Iterable[tuple[Description, Claim]]) -> Iterator[tuple[str, str]]:
    """What claims that identify works say of them: keys and values."""
    for description, claimed in claims:
        work = claimed.work
        if not identifies(work):
            continue
        if _is_numbered_by_year(work):
            found = _number_key(work)
            rank = _MENTIONED if description.unique is None else _HELD
            yield found, "\t".join((rank, work.type, work.date or "", *claimed.names))
        else:
            found = key_of_work(work)
        for key in _index_keys(work, claimed.names):
            yield key, found


def keys_of(key: str, value: str) -> Iterator[str]:
    """The other keys under which that which is known may change where this is said."""
    if key.startswith(f"{_NUMBER}\t"):
        yield from _index_keys(*_raw(key, value))


def _raw(key: str, value: str) -> _Raw:
    """The work and the names for which a saying under the key of a number stands."""
    _, jurisdiction, organ, _, local = key.split("\t")
    _, kind, date, *names = value.split("\t")
    return WorkParts(jurisdiction, organ, kind, date or None, local), tuple(names)


class KnownWorks:
    """The fully identified works of a collection, by what it says.

    Attributes:
        read: The keys on which the answers given so far depend; whoever asks may clear it.
    """

    def __init__(self, said: Said) -> None:
        """Knows what ``said`` tells, which must not change meanwhile."""
        self._said = said
        self.read: set[str] = set()
        self._day = lru_cache(maxsize=1 << 14)(self._decided_day)
        self._works = lru_cache(maxsize=1 << 14)(self._found_works)

    def decided(self, key: str) -> object:
        """What is known under a key: a type, a day or a set of works; that of another key does not depend on it."""
        kind = key.partition("\t")[0]
        if kind == _TYPE:
            return self._decided_type(key)
        return self._decided_day(key) if kind == _NUMBER else self._found_works(key)

    def type_of(self, number: str) -> str | None:
        """The type that the collection most often gives a number as printed."""
        key = type_key(number)
        self.read.add(key)
        return self._decided_type(key)

    def settled(self, work: WorkParts) -> WorkParts:
        """The work itself; if its number holds its year, the one work of that number, under its one date."""
        if _is_numbered_by_year(work):
            self.read.add(_number_key(work))
        return self._settled(work)

    def fitting(self, claimed: Claim) -> Works:
        """The works of the collection and of the authority file that a claim does not contradict."""
        wanted = claimed.work
        kind = series(wanted.type)
        found: set[WorkParts] = set()
        if wanted.local == UNKNOWN:
            found |= self._read_works(f"{_DAY}\t{kind}\t{wanted.date or ''}")
            found |= _authority_index().by_day.get((kind, wanted.date or ""), set())
        else:
            by_name = wanted.local.startswith(BY_NAME)
            for local in (BY_NAME + name for name in claimed.names) if by_name else (wanted.local,):
                found |= self._read_works(f"{_LOCAL}\t{kind}\t{local}")
                found |= _authority_index().by_key.get((kind, local), set())
        found = {
            work
            for work in found
            if compatible(wanted, work) and (not claimed.year or issued(work).startswith(claimed.year))
        }
        dated = {work.local for work in found if work.date}
        found = {work for work in found if work.date or work.local not in dated}
        # A law cited by name and date is the numbered one that bears the name and date.
        dates = {work.date for work in found if not work.local.startswith(BY_NAME)}
        return {work for work in found if not (work.local.startswith(BY_NAME) and work.date in dates)}

    def _read_works(self, key: str) -> frozenset[WorkParts]:
        self.read.add(key)
        return self._works(key)

    def _decided_type(self, key: str) -> str | None:
        votes = self._said(key)
        return min(votes, key=lambda kind: (-votes[kind], kind), default="") or None

    def _decided_day(self, key: str) -> str | None:
        """The date of a number that holds its year.

        An organ gives such a number once, so that another date is a misprint: what a held document says of itself goes
        before what mentions say, then what most say, then the earlier day.
        """
        votes: Counter[tuple[str, str]] = Counter()
        for value, count in self._said(key).items():
            rank, _, date, *_ = value.split("\t")
            if date:
                votes[rank, date] += count
        return min(votes, key=lambda vote: (vote[0], -votes[vote], vote[1]))[1] if votes else None

    def _settled(self, work: WorkParts) -> WorkParts:
        if not _is_numbered_by_year(work):
            return work
        for listed in _authority_index().by_key.get((series(work.type), work.local), ()):
            if _number(listed) == _number(work):
                return listed
        day = self._day(_number_key(work))
        return work if day == work.date else replace(work, date=day)

    def _found_works(self, key: str) -> frozenset[WorkParts]:
        """The works for which what is said under the key of a number, name or day stands."""
        role, _, wanted = key.split("\t")
        found: set[WorkParts] = set()
        for value in self._said(key):
            if value.startswith(f"{_WORK}\t"):
                raws: Iterable[_Raw] = [(work_of_key(value), (wanted.removeprefix(BY_NAME),))]
            else:
                raws = [_raw(value, said) for said in self._said(value)]
            for raw, names in raws:
                work = self._settled(raw)
                # Names of listed works are known; a mention may name an amending law like the one that it amends.
                named = wanted.removeprefix(BY_NAME) in names and work not in authority_works()
                if work.date == wanted if role == _DAY else raw.local == wanted or named:
                    found.add(work)
        return frozenset(found)


def known_works(claims: Iterable[tuple[Description, Claim]]) -> KnownWorks:
    """The works that some claims identify in full."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for key, value in sayings(claims):
        said[key][value] += 1
    return KnownWorks(lambda key: said.get(key, {}))
