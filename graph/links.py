"""The links layer: which works the mentions mean, and what the works do with one another.

Derived from the text layers of the whole collection, as people corrected them (:mod:`graph.corrected`), and from
nothing else, so that any order of ingest gives the same graphs: one links graph for each source file, and the
catalogue (:mod:`graph.catalogue`).

A change renews only what depends on it. What depends on what, with the keys of :mod:`graph.known`:

1. A file's descriptions of instruments depend on its own text layer and its corrections; that of what a certified copy
   copies also on the types which the collection gives the number (``type``).
2. What the collection knows under ``number``, ``local`` and ``day`` depends on the descriptions that identify a work in
   full, by way of counts: two files that say the same make no difference.
3. What a description means depends on itself, on the works that its document and file identify (both are in the
   :class:`graph.resolution.Question`), on the authority file, and on what is known under the keys that
   :class:`graph.known.KnownWorks` looked up to answer the question. Nothing else of the collection can matter.
4. The links graph of a file depends on its text layer and on what its descriptions mean.
5. The description of a thing in the catalogue depends on the votes on it: those of files follow from their text layers
   and meanings, those of other things from their descriptions.

So a change goes through the files that came, changed or went, then through those that read a key under which something
else is known now, and of these through such as mean something else now; then through the things on which other votes
are cast. To link everything is to do so with all files at once, on an empty ledger: there is one way to link, not two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from graph.catalogue import Described, Votes, ballots_of, describe
from graph.corrected import corrected_layers
from graph.descriptions import copied_number, descriptions
from graph.file_links import Resolved, links_graph
from graph.identity import Claim, Description
from graph.known import KnownWorks, keys_of, sayings, type_key
from graph.layers import TextLayers, read_text_layers_of
from graph.ledger import Answer, Ledger
from graph.resolution import Candidate, Question, answer, ask, claims_of, confirmed
from graph.stores import Store, rows, values
from ontology.iris import DEFAULT_BASE, catalogue_graph_iri, links_graph_iri, work_iri

OnLinked = Callable[[int, int], None]
"""Called with how many steps of a linking are done, out of how many."""

_FILES: Final = 64  # whose text layers are in memory at a time
_THINGS: Final = 4_000  # of the catalogue, of which that is true
_WORKS: Final = "SELECT (COUNT(DISTINCT ?work) AS ?works) { GRAPH ?catalogue { ?work a eli:LegalResource } }"


@dataclass(frozen=True, slots=True)
class Linked:
    """What a linking has renewed.

    Attributes:
        files: The IRIs of the files whose links graphs were written or dropped.
        realised: The work that each document of these files realises, by IRIs.
    """

    files: tuple[str, ...]
    realised: Mapping[str, str]


def link(store: Store, base: str = DEFAULT_BASE) -> int:
    """Make the links layer of the whole collection anew from its text layers.

    Args:
        store: holds the text layers; its links graphs and its catalogue are replaced.
        base: where IRIs begin, with a final slash; the one under which the text layers were built.

    Returns:
        The number of works that the collection knows.
    """
    ledger = Ledger.in_memory()
    start_over(store, ledger, "", base)
    relink(store, ledger, base)
    ((works,),) = rows(store, _WORKS.replace("?catalogue", f"<{catalogue_graph_iri(base)}>"))
    return int(works or 0)


def start_over(store: Store, ledger: Ledger, program: str, base: str = DEFAULT_BASE) -> None:
    """Forget all that was linked, so that the next linking goes through all files, by ``program``."""
    ledger.clear(program)
    store.drop_graph(catalogue_graph_iri(base))
    for graph in store.graphs():
        if graph.endswith("/text"):
            ledger.note([graph.removesuffix("/text")])
        elif graph.endswith("/links"):
            store.drop_graph(graph)


def relink(store: Store, ledger: Ledger, base: str = DEFAULT_BASE, on_linked: OnLinked = lambda *_: None) -> Linked:
    """Bring the links layer in step with the text layers of the files that the ledger has noted.

    Afterwards it is what :func:`link` would make.

    Args:
        store: holds the text layers, and the links layer as it was linked with this ledger before.
        ledger: what was counted; is brought in step too.
        base: where IRIs begin, with a final slash; the one under which the text layers were built.
        on_linked: told how far it is.
    """
    linking = _Linking(store, ledger, base)
    came = ledger.unlinked()
    steps = 2 * len(came)
    for done, batch in _batches(came, _FILES):
        on_linked(done, steps)
        linking.count(batch)
    linking.count(sorted(linking.copying | set(ledger.readers(linking.known_otherwise()))))
    otherwise = linking.known_otherwise()
    read = set(ledger.readers(otherwise)) - set(came)
    renewed = sorted({*came, *(source for source in read if linking.means_otherwise(source, otherwise))})
    realised: dict[str, str] = {}
    for done, batch in _batches(renewed, _FILES):
        on_linked(len(came) + done, len(came) + len(renewed))
        realised |= linking.write(batch)
    linking.write_catalogue()
    ledger.linked()
    return Linked(tuple(renewed), realised)


class _Linking:
    """One change of the links layer.

    Attributes:
        copying: The files that came and hold certified copies.
    """

    def __init__(self, store: Store, ledger: Ledger, base: str) -> None:
        self.copying: set[str] = set()
        self._store = store
        self._ledger = ledger
        self._base = base
        self._first = ledger.empty  # then nothing was known before, and no file reads it
        self._known: dict[str, object] = {}  # under keys on which something else is said now, as it was before
        self._cast: dict[str, Mapping[str, int]] = {}  # the votes on things on which others are cast now, as before
        # Nothing more is said once questions are asked.
        self._works = KnownWorks(ledger.said)
        self._answered = lru_cache(maxsize=1 << 15)(self._answer)

    def count(self, sources: Sequence[str]) -> None:
        """Count what the text layers of some files say, in place of what they said before."""
        layers = self._read(sources)
        known = KnownWorks(self._ledger.said)
        more: Counter[tuple[str, str]] = Counter()
        for source in sources:
            account = self._ledger.account(source)
            said: Counter[tuple[str, str]] = Counter()
            copied: tuple[str, ...] = ()
            if source in layers:
                said.update(_types(layers[source]))
                said.update(sayings(self._claims(layers[source], known)))
                copied = tuple(type_key(number) for d in layers[source].documents if (number := copied_number(d)))
            if copied:
                self.copying.add(source)
            more.update(said)
            more.subtract(account.said)
            self._ledger.put_account(source, replace(account, said=said, copied=copied))
        if not self._first:
            self._remember({key for (key, _), count in more.items() if count})
        self._ledger.count(more)

    def _remember(self, keys: set[str]) -> None:
        """Keep what is known under keys, and under those of which that depends on them, before others are said."""
        known = KnownWorks(self._ledger.said)
        others = {other for key in keys for value in self._ledger.said(key) for other in keys_of(key, value)}
        for key in (keys | others) - self._known.keys():
            self._known[key] = known.decided(key)

    def known_otherwise(self) -> frozenset[str]:
        """The keys under which something else is known now than before."""
        known = KnownWorks(self._ledger.said)
        return frozenset(key for key, was in self._known.items() if known.decided(key) != was)

    def means_otherwise(self, source: str, keys: frozenset[str]) -> bool:
        """Whether a file that reads some of these keys means something else now."""
        account = self._ledger.account(source)
        return not keys.isdisjoint(account.copied) or any(
            self._answered(was.question) != was for was in account.answers if not keys.isdisjoint(was.read)
        )

    def write(self, sources: Sequence[str]) -> dict[str, str]:
        """Write the links graphs of files, cast their votes, and tell which works their documents realise."""
        layers = self._read(sources)
        graphs: dict[str, bytes] = {}
        votes: Votes = Counter()
        realised: dict[str, str] = {}
        for source in sources:
            self._store.drop_graph(links_graph_iri(source))
            account = self._ledger.account(source)
            votes.subtract(account.ballots)
            if source not in layers:
                self._ledger.put_account(source, None)
                continue
            found = {
                key: self._answered(question)
                for key, question in ask(self._claims(layers[source], self._works)).items()
            }
            resolved = _with_self_references(layers[source], self._candidates(layers[source], found))
            graphs[links_graph_iri(source)] = bytes(links_graph(layers[source], resolved, self._base))
            ballots = ballots_of(layers[source], resolved, self._base)
            votes.update(ballots)
            answers = tuple(said for said in dict.fromkeys(found.values()) if said.read)
            self._ledger.put_account(source, replace(account, ballots=ballots, answers=answers))
            for document in layers[source].documents:
                for candidate in resolved.get(document.iri, ())[:1]:
                    realised[document.iri] = work_iri(candidate.work, self._base)
        self._store.put_graphs(graphs)
        self._vote(votes)
        return realised

    def _read(self, sources: Sequence[str]) -> dict[str, TextLayers]:
        found = read_text_layers_of(self._store, sources)
        return {source: corrected_layers(layers) for source, layers in found.items()}

    def _claims(self, layers: TextLayers, known: KnownWorks) -> list[tuple[Description, Claim]]:
        return claims_of(descriptions(layers, known.type_of, self._base))

    def _candidates(self, layers: TextLayers, found: Mapping[str, Answer]) -> dict[str, tuple[Candidate, ...]]:
        """What descriptions may mean; where a person said so, that is a reason."""
        named = {mention.iri for mention in layers.mentions if mention.get("work")}
        return {
            key: confirmed(said.question.claim.work, said.candidates) if key in named else said.candidates
            for key, said in found.items()
        }

    def _answer(self, question: Question) -> Answer:
        self._works.read.clear()
        candidates = answer(question, self._works)
        return Answer(question, tuple(sorted(self._works.read)), candidates)

    def _vote(self, votes: Votes) -> None:
        """Count votes on things; keep which were cast before."""
        for thing in {thing for (thing, _), count in votes.items() if count} - self._cast.keys():
            self._cast[thing] = {} if self._first else self._ledger.said(thing)
        self._ledger.count(votes)

    def write_catalogue(self) -> None:
        """Describe the things anew on which other votes are cast, and those on which their descriptions vote."""
        pending = dict(self._cast)
        while pending:
            votes: Votes = Counter()
            for thing, cast in pending.items():
                votes.update(self._described(thing).votes)
                votes.subtract(describe(thing, cast, self._base).votes)
            pending = {thing: self._ledger.said(thing) for thing in {thing for (thing, _), n in votes.items() if n}}
            self._vote(votes)
        for _, things in _batches(list(self._cast), _THINGS):
            self._write_things(things)

    def _described(self, thing: str) -> Described:
        return describe(thing, self._ledger.said(thing), self._base)

    def _write_things(self, things: Sequence[str]) -> None:
        name = catalogue_graph_iri(self._base)
        gone: list[str] = []
        lines: list[bytes] = []
        for thing in things:
            was, now = describe(thing, self._cast[thing], self._base), self._described(thing)
            if bytes(was.graph) != bytes(now.graph):
                gone += [was.node] if was.graph else []
                lines.append(bytes(now.graph))
        if gone:
            pattern = f"GRAPH <{name}> {{ ?node ?property ?value }}"
            self._store.update(f"DELETE {{ {pattern} }} WHERE {{ {values('node', gone)} {pattern} }}")
        graph = ox.NamedNode(name)
        parsed = ox.parse(b"".join(lines), ox.RdfFormat.N_TRIPLES)
        self._store.extend(ox.Quad(said.subject, said.predicate, said.object, graph) for said in parsed)


def _types(layers: TextLayers) -> Iterator[tuple[str, str]]:
    """The types that a file gives numbers."""
    for record in (*layers.documents, *layers.mentions):
        if number := record.best("Number"):
            yield type_key(number), record.best("Type") or ""


def _with_self_references(layers: TextLayers, resolved: Resolved) -> Resolved:
    """What "this plan" means is what the document means in which it stands."""
    own = {
        mention.iri: resolved[mention.values["inDocument"]]
        for mention in layers.mentions
        if mention.get("selfReference") and mention.values["inDocument"] in resolved
    }
    return {**resolved, **own}


def _batches(items: Sequence[str], size: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The items some at a time, each time with how many went before."""
    for start in range(0, len(items), size):
        yield start, items[start : start + size]
