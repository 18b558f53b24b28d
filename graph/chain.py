"""How a work came down and went on: issuer, forwarding letters, certified copies, and who received it at each step.

Upwards the chain follows what a work forwards or certifies and what it carries out by its title, to the instruments
that started it (a plan names a dozen others that it carries out too; those did not bring it about); downwards the
letters that forward it, the copies that certify it and what carries it out. Planned acts pass nothing on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from graph.evidence import Evidence, evidence_by_annotation, evidence_by_node, evidence_by_statement
from graph.naming import find_works
from graph.statements import Statement, of_relations, statements
from graph.stores import Store, rows, values
from graph.works import describe_works
from ontology.iris import DEFAULT_BASE

_PASSED_ON: Final = ("transmits", "copies")
_CARRIED_OUT: Final = "implements"
_NUMBERED: Final = "?statement vnd:objectWork ?carried . ?carried eli:number ?any ."
_LONGEST: Final = 6
"""Steps up and down; what the collections at hand need is three."""
_Step = Callable[[Store, list[str]], list[tuple[Statement, str]]]
_ISSUED: Final = ("number", "date", "issuer")

_RECIPIENTS: Final = (
    "SELECT DISTINCT ?work ?document ?line WHERE { %s ?document eli:realizes ?work ; vnd:recipient ?line }"
)
# Which field is a filter: as a constant, Oxigraph begins with that field of the whole collection.
_PRINTED: Final = """
  ?document eli:realizes ?work . ?evidence vnd:inDocument ?document ; vnd:field ?field .
"""
_VALUES: Final = "SELECT DISTINCT ?evidence ?document ?line WHERE { %s ?evidence vnd:fieldValue ?line }"
_NESTED: Final = (
    "SELECT DISTINCT ?statement WHERE { %s ?statement vnd:evidence ?mention . ?mention vnd:subjectMention ?outer }"
)
_NAMED: Final = """
  ?document eli:realizes ?work . ?evidence vnd:inDocument ?document ; a vnd:AgencyMention .
"""
_BODIES: Final = (
    "SELECT DISTINCT ?evidence ?agency ?name WHERE { %s ?evidence oa:hasBody ?agency . ?agency skos:prefLabel ?name }"
)
_ISSUERS: Final = "SELECT DISTINCT ?work ?agency WHERE { %s ?work eli:passed_by ?agency }"


def chain(store: Store, reference: str, base: str = DEFAULT_BASE) -> dict[str, Any]:
    """The chain in which a work stands.

    Args:
        store: the collection.
        reference: as a person types it, or the IRI of the work; see :func:`graph.naming.find_works`.
        base: where the collection's IRIs begin.

    Returns:
        ``{"query", "candidates": [iri], "work": iri | None, "steps": [...]}``, the steps from the origin down; ``work``
        is ``None`` where no work or more than one fits. A step is a work of the chain::

            {"work": {iri, number, type, date, issuer, title, held}, "agency": iri | None, "evidence": [...],
             "acts": [{"relation", "object": iri, "inferred", "evidence": [...]}],
             "recipients": [{"line", "agencies": [{"iri", "name"}], "evidence": [...]}]}

        ``work.issuer`` and ``agency`` are who issued, forwarded or certified it, ``work.date`` when, ``evidence`` the
        words of its header, or of those that cite it where it is not held. ``acts`` is what it does with works of the
        chain above it. ``recipients`` are the lines under Kính gửi and Nơi nhận, with the agencies they name.
    """
    candidates = find_works(store, reference, base)
    work = candidates[0] if len(candidates) == 1 else None
    steps = _steps(store, work) if work else []
    return {"query": reference, "candidates": candidates, "work": work, "steps": steps}


def _steps(store: Store, work: str) -> list[dict[str, Any]]:
    up, above = _walk(store, work, _above)
    down, below = _walk(store, work, _below)
    distance = down | {iri: -steps for iri, steps in up.items()}
    said = {one.iri: one for one in (*above, *below)}
    works = describe_works(store, distance)
    acts, cited = _acts(store, said.values())
    chosen = values("work", works)
    issued, recipients = _headers(store, chosen), _recipients(store, chosen)
    agencies = {row[0]: row[1] for row in rows(store, _ISSUERS % chosen)}
    order = sorted(works, key=lambda iri: (distance[iri], works[iri]["date"] or "", iri))
    return [
        {
            "work": works[iri],
            "agency": agencies.get(iri),
            "evidence": _shown(issued.get(iri) or cited.get(iri, set())),
            "acts": acts.get(iri, []),
            "recipients": recipients.get(iri, []),
        }
        for iri in order
    ]


def _walk(store: Store, work: str, step: _Step) -> tuple[dict[str, int], list[Statement]]:
    """Works by how many steps lead to them from ``work``, and the statements on the way; a few queries a step."""
    steps, said, level = {work: 0}, list[Statement](), [work]
    for count in range(1, _LONGEST + 1):
        found = step(store, level)
        said += [one for one, _ in found]
        level = sorted({other for _, other in found} - steps.keys())
        steps |= dict.fromkeys(level, count)
        if not level:
            break
    return steps, said


def _above(store: Store, works: list[str]) -> list[tuple[Statement, str]]:
    """What works forward, certify, or carry out by their titles: the statements, each with the work it leads to."""
    pattern = f"{values('work', works)} ?statement vnd:subjectWork ?work ."
    chosen = [*_stated(store, pattern, _PASSED_ON), *_of_titles(store, _carried_out(store, pattern))]
    return [(one, one.object) for one in chosen]


def _below(store: Store, works: list[str]) -> list[tuple[Statement, str]]:
    """What forwards or certifies works, or carries them out by its title: the statements, each with that work."""
    pattern = f"{values('work', works)} ?statement vnd:objectWork ?work ."
    chosen = [*_stated(store, pattern, _PASSED_ON), *_of_titles(store, _carried_out(store, pattern))]
    return [(one, one.subject) for one in chosen]


def _carried_out(store: Store, pattern: str) -> list[Statement]:
    """Statements that one instrument carries out another; a programme without a number was not passed on to anyone."""
    return _stated(store, f"{pattern} {_NUMBERED}", [_CARRIED_OUT])


def _stated(store: Store, pattern: str, names: Iterable[str]) -> list[Statement]:
    found = statements(store, f"{pattern} {of_relations(names)}")
    return [one for one in found if not one.planned]


def _of_titles(store: Store, said: list[Statement]) -> list[Statement]:
    """Those statements whose words stand in the subject of the document, or in its title where another cites it."""
    if not said:
        return []
    chosen = values("statement", (one.iri for one in said))
    nested = {iri for (iri,) in rows(store, _NESTED % chosen)}
    acting = values("work", sorted({one.subject for one in said}))
    subjects = evidence_by_annotation(store, f'{acting} {_PRINTED} FILTER(?field = "subject")').values()
    places = evidence_by_statement(store, chosen)
    titled = {iri for iri, words in places.items() if any(_holds(title, w) for title in subjects for w in words)}
    return [one for one in said if one.iri in nested | titled]


def _acts(store: Store, said: Iterable[Statement]) -> tuple[dict[str, list[dict[str, Any]]], dict[str, set[Evidence]]]:
    """What each work does with others of the chain, and the words that cite each work."""
    edges: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for one in said:
        edges[one.subject, one.relation, one.object].append(one)
    iris = [one.iri for group in edges.values() for one in group]
    places = evidence_by_statement(store, values("statement", iris)) if iris else {}
    acts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    cited: dict[str, set[Evidence]] = defaultdict(set)
    for (subject, relation, target), group in sorted(edges.items()):
        words = set[Evidence]().union(*(places.get(one.iri, set()) for one in group))
        cited[target] |= words
        inferred = all(one.inferred for one in group)
        acts[subject].append({"relation": relation, "object": target, "inferred": inferred, "evidence": _shown(words)})
    return acts, cited


def _headers(store: Store, chosen: str) -> dict[str, set[Evidence]]:
    """Where the held works print number, date and issuer."""
    fields = ", ".join(f'"{field}"' for field in _ISSUED)
    return evidence_by_node(store, "work", f"{chosen} {_PRINTED} FILTER(?field IN ({fields}))")


def _recipients(store: Store, chosen: str) -> dict[str, list[dict[str, Any]]]:
    printed = f'{chosen} {_PRINTED} FILTER(?field = "recipient")'
    places = evidence_by_annotation(store, printed)
    lines: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for evidence, document, line in rows(store, _VALUES % printed):
        if evidence in places:
            lines[document or "", line or ""].append(places[evidence])
    named = f"{chosen} {_NAMED}"
    mentions = evidence_by_annotation(store, named)
    agencies = [
        (mentions[evidence], {"iri": agency, "name": name})
        for evidence, agency, name in rows(store, _BODIES % named)
        if evidence in mentions
    ]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    known = sorted(
        (work or "", sorted(lines.get((document or "", line or ""), ())), line or "")
        for work, document, line in rows(store, _RECIPIENTS % chosen)
    )
    for work, words, line in known:
        inside = {agency["iri"]: agency for place, agency in agencies if any(_holds(w, place) for w in words)}
        found[work].append({"line": line, "agencies": _by_iri(inside), "evidence": _shown(words)})
    return found


def _by_iri(agencies: Mapping[str | None, dict[str, str | None]]) -> list[dict[str, str | None]]:
    return [agencies[iri] for iri in sorted(agencies, key=str)]


def _holds(outer: Evidence, inner: Evidence) -> bool:
    return outer.file == inner.file and outer.start <= inner.start and inner.end <= outer.end


def _shown(words: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [asdict(one) for one in sorted(words)]
