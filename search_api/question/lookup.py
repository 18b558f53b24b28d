"""What the collection knows under the names of a question: works, agencies, people, movements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import NamedNode
from rapidfuzz.distance import LCSseq

from graph.compare.targets import indicator_keys
from graph.naming import find_works
from graph.stores import Row, Store, rows
from ingest.text.fold import fold
from ontology.document_types import named_type, type_slug
from ontology.iris import parse_work_iri, slug
from ontology.relations import with_narrower
from ontology.terms import RELATION
from ontology.territories import province_of, provinces
from search_api.question.data import table
from search_api.question.describing import in_words
from search_api.question.misspelt import misspelt_works
from search_api.question.profiles import fitting, indicators_like, movements_like, profiles, tasks_like, works_like
from search_api.question.short_forms import spelt
from search_api.question.tables import kept, kept_rows
from search_api.question.understood import Instrument

_SERIAL: Final = re.compile(r"số (\d+[^\W\d_]?)")
_YEAR_AT_END: Final = re.compile(r"(.+?)\s(?:năm |nam )?((?:19|20)\d\d)")
_YEAR: Final = re.compile(r"năm ((?:19|20)\d\d)")
_SERIAL_YEAR: Final = re.compile(r"(?P<type>.+) số (?P<serial>\d+)/(?P<year>(?:19|20)\d\d)(?: của .+)?")
_NUMBER: Final = re.compile(r"số (\d\S*/\S+)")
_PRINTED: Final = "SELECT DISTINCT ?work ?number WHERE { ?mention vnd:printedNumber ?number ; vnd:denotes ?work }"
_ISSUERS: Final = "SELECT ?work ?by WHERE { ?work eli:passed_by ?by }"
_OUT_OF_ORDER: Final = 5  # of so many words one may stand elsewhere
_TOTAL: Final = "tong-"
_TITLES: Final = "SELECT DISTINCT ?work ?title WHERE { ?work a eli:LegalResource ; dcterms:title ?title }"
_WORKS: Final = "SELECT DISTINCT ?work WHERE { ?work a eli:LegalResource }"
_AGENCIES: Final = "SELECT DISTINCT ?agency ?name WHERE { ?agency a org:Organization ; skos:prefLabel ?name }"
_ACTING: Final = """
SELECT DISTINCT ?work ?relation ?other WHERE {
  ?statement vnd:objectWork ?other ; vnd:subjectWork ?work ; vnd:relation ?relation .
}
"""
_PEOPLE: Final = "SELECT DISTINCT ?name WHERE { ?signature prov:agent ?person . ?person schema:name ?name }"
_TASKS: Final = """
SELECT DISTINCT ?task ?words WHERE {
  ?task a vnd:Task ; oa:hasTarget ?target .
  ?target oa:hasSelector ?quote .
  ?quote oa:exact ?words .
}
"""
_ISSUERS_OF_TASKS: Final = """
SELECT DISTINCT ?task ?name WHERE {
  ?task a vnd:Task ; vnd:inDocument ?document .
  ?document eli:realizes/eli:passed_by/skos:prefLabel ?name .
}
"""
_MOVEMENTS: Final = "SELECT DISTINCT ?movement ?name WHERE { ?movement a vnd:EmulationCampaign ; skos:prefLabel ?name }"


def works(store: Store, instrument: Instrument, base: str) -> list[str]:
    """IRIs of the works that an instrument of a question may be, sorted."""
    if said := instrument.described:
        numbered = works(store, said.number, base) if said.number else None
        if said.acted_on:
            numbered = _acting_on(store, said.relations, works(store, said.acted_on, base))
        issuers = [frozenset(agencies(store, name)) for name in said.issuers]
        return fitting(store, said, numbered, issuers, base)
    if instrument.named:
        found = _of_title(store, instrument, base) or find_works(store, instrument.reference, base)
        return found or fitting(store, in_words(instrument), None, (), base)
    found = [iri for iri in find_works(store, instrument.reference, base) if _has_serial(iri, instrument, base)]
    found = found or _of_issuer(store, instrument, base)
    if found or instrument.bare:
        return found or _with_year(store, instrument, base)
    return (
        _printed(store, instrument)
        or _of_serial_and_year(store, instrument, base)
        or misspelt_works(store, instrument.reference, base)
    )


def prepare(store: Store, base: str) -> None:
    """Reads what questions look names up in, so that no question waits for it."""
    for query in (_TITLES, _AGENCIES, _WORKS):
        kept_rows(store, query)
    profiles(store, base)


def titled(store: Store, words: str) -> list[str]:
    """IRIs of the works whose titles hold all of some words."""
    wanted = _words(words)
    return sorted({work for work, title in kept_rows(store, _TITLES) if work and title and wanted <= _words(title)})


def regulating(store: Store, words: str) -> list[str]:
    """IRIs of the works whose titles hold all of some words, else of those few that hold most."""
    return titled(store, words) or works_like(store, spelt(words))


def agencies(store: Store, name: str) -> list[str]:
    """IRIs of the agencies of a name, which may lack its territory; an agency's head issues its documents too.

    The name of a province stands for all its agencies.
    """
    wanted = slug(table("shorthand.toml")["aliases"].get(fold(name), name))
    if (province := province_of(name)) and wanted.removeprefix("tinh-").removeprefix("thanh-pho-") in provinces():
        return _named(kept_rows(store, _AGENCIES), lambda known: province_of(known) == province)
    shorthand = table("shorthand.toml")
    heads = [slug(head) for head in (*shorthand["offices"]["heads"], *shorthand["governing"]["names"])]
    forms = {wanted, *(f"{head}-{wanted}" for head in heads)}
    without_party = wanted.removesuffix("-dang")  # "Ban Chấp hành Trung ương (Đảng)"
    return _named(
        kept_rows(store, _AGENCIES),
        lambda known: known == without_party or any(known == f or known.startswith(f"{f}-") for f in forms),
    )


def people(store: Store, name: str) -> list[str]:
    """Names of signers that hold all words of a name, as documents print them.

    A name printed with one other letter counts too: an OCR or a typist may have put it there.
    """
    wanted = _words(name)
    printed = [known for (known,) in kept_rows(store, _PEOPLE) if known]
    return sorted(known for known in printed if wanted <= _words(known) or _one_letter_apart(slug(name), slug(known)))


def movements(store: Store, name: str) -> list[str]:
    """IRIs of the movements whose names hold all words of a name; some print a comma for "và".

    If there are none, those of whose names, themes and anniversaries most words are said.
    """
    wanted = _words(name) - {"va"}
    named = _named(kept_rows(store, _MOVEMENTS), lambda known: wanted <= set(known.split("-")))
    return named or movements_like(store, spelt(name))


def tasks(store: Store, words: str) -> list[str]:
    """IRIs of the tasks whose text holds some words one after the other, else all of them in nearly their order.

    The order tells who reports to whom: "báo cáo Sở Nội vụ" is not in "Sở Nội vụ báo cáo". If there are none, those
    that have most of the words, if there are enough words and few such tasks.
    """
    wanted = spelt(words)
    texts = kept(store, "tasks", lambda: {task: spelt(text) for task, text in rows(store, _TASKS) if task and text})
    found = {task: text for task, text in texts.items() if set(wanted).issubset(text) and _in_order(wanted, text)}
    phrase = f" {' '.join(wanted)} "
    return sorted(
        [task for task, text in found.items() if phrase in f" {' '.join(text)} "]
        or found
        or _tasks_told(store, texts, wanted)
    )


def _tasks_told(store: Store, texts: Mapping[str, Sequence[str]], words: Sequence[str]) -> list[str]:
    """IRIs of the tasks that have most of some words; a question may say whose document assigns them."""
    if found := tasks_like(store, "task-words", texts, words):
        return found

    def with_issuers() -> dict[str, list[str]]:
        told = {task: list(text) for task, text in texts.items()}
        for task, name in rows(store, _ISSUERS_OF_TASKS):
            if task in told:
                told[task] += spelt(name or "")
        return told

    return tasks_like(store, "task-and-issuer-words", kept(store, "tasks-told", with_issuers), words)


def indicators(store: Store, words: str) -> list[str]:
    """Keys of the indicators of a name, or of its total: "thu ngân sách" is also the "tổng thu ngân sách"."""
    found = indicator_keys(store, " ".join(spelt(words))) or indicators_like(store, spelt(words))
    return sorted({*found, *(key for key in indicator_keys(store, None) if key.removeprefix(_TOTAL) in found)})


def _has_serial(iri: str, instrument: Instrument, base: str) -> bool:
    """Whether a work has the number and does not only hold its figures in its title."""
    parsed, serial = parse_work_iri(iri, base), _SERIAL.search(instrument.reference)
    return bool(parsed and serial and parsed[0].local.split("-")[0].lstrip("0") == serial[1].lower().lstrip("0"))


def _one_letter_apart(first: str, second: str) -> bool:
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _of_title(store: Store, instrument: Instrument, base: str) -> list[str]:
    """Works of the type whose title is the name, or else holds its words; a year after it may be that of issue."""
    kind = instrument.type or named_type(instrument.reference) or ""
    said, year = _dated_name(instrument.reference)
    known = [
        (work, title, parsed[0].date)
        for work, title in kept_rows(store, _TITLES)
        if work and title and (parsed := parse_work_iri(work, base)) and (not kind or parsed[0].type == type_slug(kind))
    ]
    issued = [(work, title) for work, title, date in known if year and (date or "").startswith(year)]
    return _of_name([(work, title) for work, title, _ in known], instrument.reference, kind) or _of_name(
        issued, said, kind
    )


def _of_name(known: Sequence[tuple[str, str]], name: str, kind: str) -> list[str]:
    wanted = _words(name)
    exact = {work for work, title in known if spelt(title) == spelt(name)}
    return sorted(exact or {work for work, title in known if wanted <= _words(title) | _words(kind)})


def _of_issuer(store: Store, instrument: Instrument, base: str) -> list[str]:
    """Works of the number that were issued by an agency under a name that the question gives it: "Tỉnh ủy"."""
    number, of, issuer = instrument.reference.partition(" của ")
    if not of:
        return []
    issuers = set(agencies(store, issuer))
    found = [iri for iri in find_works(store, number, base) if _has_serial(iri, instrument, base)]
    return [iri for iri in found if issuers & {by for _, by in rows(store, _ISSUERS, {"work": NamedNode(iri)})}]


def _dated_name(name: str) -> tuple[str, str | None]:
    """A title as typed, and the year after it if that may tell the work from others of the title."""
    match = _YEAR_AT_END.fullmatch(name.strip())
    return (match[1], match[2]) if match else (name, None)


def _printed(store: Store, instrument: Instrument) -> list[str]:
    """Works that texts cite under this very number, which the collection knows under another: it was misprinted."""
    number = _NUMBER.search(instrument.reference)
    wanted = slug(number[1]) if number else ""
    return sorted(
        {work for work, printed in kept_rows(store, _PRINTED) if work and wanted and slug(printed or "") == wanted}
    )


def _with_year(store: Store, instrument: Instrument, base: str) -> list[str]:
    """Works of the type whose number is the serial with a year ("57" for "57/2018")."""
    serial = slug((instrument.bare or "").zfill(2))
    year = _YEAR.search(instrument.reference)
    start = f"{serial}-{year[1] if year else ''}"
    found = []
    for (work,) in kept_rows(store, _WORKS):
        parsed = parse_work_iri(work or "", base)
        if work and parsed and parsed[0].local.startswith(start) and parsed[0].type == type_slug(instrument.type or ""):
            found.append(work)
    return sorted(found)


def _of_serial_and_year(store: Store, instrument: Instrument, base: str) -> list[str]:
    """Works of a number without a year that the question gives one: "chỉ thị 02/2021" for 02/CT-UBND of 2021."""
    typed = _SERIAL_YEAR.fullmatch(instrument.reference)
    if typed is None:
        return []
    dated = replace(instrument, reference=f"{typed['type']} số {typed['serial']} năm {typed['year']}")
    return [iri for iri in find_works(store, dated.reference, base) if _has_serial(iri, dated, base)]


def _acting_on(store: Store, relations: Sequence[str], others: Sequence[str]) -> list[str]:
    """Works of which some text says that they act on others in such a way."""
    wanted = {str(RELATION[name]) for name in with_narrower(relations)}
    found = [row for other in others for row in rows(store, _ACTING, {"other": NamedNode(other)})]
    return sorted({work for work, relation, _ in found if work and relation in wanted})


def _named(known: Sequence[Row], fits: Callable[[str], bool]) -> list[str]:
    return sorted(iri for iri, name in known if iri and name and fits(slug(name)))


def _words(text: str) -> frozenset[str]:
    return frozenset(spelt(text))


def _in_order(wanted: Sequence[str], text: Sequence[str]) -> bool:
    return LCSseq.similarity(wanted, text) >= len(wanted) - max(1, len(wanted) // _OUT_OF_ORDER)
