"""All graphs of a store from those of its sources: registry, register, code lists and conclusions.

Source by source: of each only what it tells the registry is remembered, and what follows from it lies in
a graph of its own, so that a source comes and goes without the others being read again. A source is
looked at anew only where the registry now says something else of what it names.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Protocol, TypeVar

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Triple, serialize

from govgraph.graph import iris
from govgraph.graph.codelists import ontology_triples, vocabulary_triples
from govgraph.graph.inference import asked, infer, infer_from
from govgraph.graph.quads import ByPredicate, by_predicate, in_order
from govgraph.graph.registry import Told, register, registry, told_by, told_in
from govgraph.graph.store import OxigraphStore, Reader, Writer
from govgraph.ontology.terms import GOV

_NAMING = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { { ?s ?p ?node } UNION { ?node ?p ?o } } }"

_TABLES = (iris.ONTOLOGY, iris.VOCAB)
_SAYING = (iris.VOCAB, iris.ENTITY, iris.INFERRED)
"""Graphs that say something of the nodes that sources name."""

_Graphs = Mapping[NamedNode, Collection[Triple]]

_DECIDING = (GOV.reviews, GOV.replacement)
"""What leads from a review to the claims that its decision holds for."""

_About = dict[str, set[Triple]]
"""What registry, code lists and review say of a node, by its address: what rules ask for of it."""


_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


class Each(Protocol):
    """Does the same with each of many tasks, perhaps in several processes; yields in their order."""

    def __call__(self, function: Callable[[_Task], _Done], tasks: Iterable[_Task], /) -> Iterator[_Done]: ...


def in_turn(function: Callable[[_Task], _Done], tasks: Iterable[_Task], /) -> Iterator[_Done]:
    """Do one task after the other, in this process."""
    return map(function, tasks)


@dataclass(frozen=True, slots=True)
class Seen:
    """What rules see of a source, packed: `triples` (N-Triples), and the addresses of the nodes in them."""

    triples: bytes
    nodes: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """The graph of a source as an assembly takes it, and what of it the graphs of all sources need.

    `triples` is N-Triples, `entry` the source's in the register.
    """

    triples: bytes
    told: Told
    entry: tuple[Triple, ...]
    seen: Seen


def part(name: NamedNode, triples: Sequence[Triple]) -> Part:
    """Return the graph of a source, as review leaves it, as a part of an assembly."""
    found = by_predicate(triples)
    return Part(_n_triples(triples), told_by(found), tuple(register(name, found)), _seen(found))


def _seen(triples: ByPredicate) -> Seen:
    facts = asked(triples)
    ends = {end for triple in facts for end in (triple.subject, triple.object)}
    nodes = "\n".join(sorted(end.value for end in ends if isinstance(end, NamedNode)))
    return Seen(zlib.compress(_n_triples(facts), level=1), zlib.compress(nodes.encode(), level=1))


def _n_triples(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


class Assembly:
    """Brings all graphs of a store up to date with those of its sources.

    `held` is the store as it was, `writer` its writer. Put and drop sources, then `finish`, all within
    the writer's block. What comes out does not depend on the order, nor on what was there before, nor on
    who works: `each` lets conclusions be drawn in several processes.
    """

    def __init__(self, held: Reader, writer: Writer, each: Each = in_turn) -> None:
        self._held = held
        self._writer = writer
        self._each = each
        self._there = {name for name in held.names() if iris.is_source_graph(name)}
        self._told: dict[NamedNode, Told] = {}
        self._entries: dict[NamedNode, tuple[Triple, ...]] = {}
        self._seen: dict[NamedNode, Seen] = {}

    def put(self, name: NamedNode, part: Part) -> None:
        """Put the graph of a source."""
        self._writer.put(name, part.triples)
        self._told[name] = part.told
        self._entries[name] = part.entry
        self._seen[name] = part.seen
        self._there.add(name)

    def drop(self, name: NamedNode) -> None:
        """Drop the graph of a source and what follows from it."""
        self._writer.drop(name)
        self._writer.drop(iris.conclusions(name))
        self._there.discard(name)
        self._told.pop(name, None)
        self._entries.pop(name, None)
        self._seen.pop(name, None)

    def finish(self) -> None:
        """Put the graphs that all sources make together, and what follows from each that changed."""
        self._writer.drop(iris.AUDIT)  # it is of the figures as they were
        others = self._there - set(self._told)
        before = _about(_stored(self._held)) if others else _About()
        common = self._common(others)
        for graph, triples in common.items():
            self._writer.put(graph, _n_triples(triples))
        about = _about({**common, iris.REVIEW: list(self._writer.graph(iris.REVIEW))})
        if others and any(_differ(self._held, self._writer, name) for name in _TABLES):
            anew = others
        elif others:
            concluded = set(self._held.names())
            anew = {name for name in others if iris.conclusions(name) not in concluded}
            anew |= others & self._naming(_changed(before, about))
        else:
            anew = set[NamedNode]()
        names = sorted(anew | set(self._told), key=lambda name: name.value)
        results = self._each(_concluded, self._facts(names, about))
        for name, result in zip(names, results, strict=True):
            self._writer.put(iris.conclusions(name), result)

    def _common(self, others: set[NamedNode]) -> _Graphs:
        """Return what all sources make together; `others` are those that stay as they were."""
        told = (self._told.get(name) or told_in(self._held, name) for name in self._there)
        counts = set(chain.from_iterable(self._entries.values()))
        entries = list(self._held.graph(iris.META))
        graph_of = {entry.subject: entry.object for entry in entries if entry.predicate == GOV.namedGraph}
        counts |= {entry for entry in entries if graph_of.get(entry.subject) in others}
        common = {
            iris.ONTOLOGY: ontology_triples(),
            iris.VOCAB: vocabulary_triples(),
            iris.ENTITY: set(registry(told)),
            iris.META: counts,
        }
        return {**common, iris.INFERRED: infer(chain.from_iterable(common.values()))}

    def _naming(self, nodes: Iterable[str]) -> set[NamedNode]:
        """Return the graphs, as they were, that name any of the nodes."""
        found = set[NamedNode]()
        for node in nodes:
            solutions = self._held.query(_NAMING, {"node": NamedNode(node)})
            assert isinstance(solutions, QuerySolutions)
            found.update(solution["graph"] for solution in solutions)
        return found

    def _facts(self, names: Iterable[NamedNode], about: _About) -> Iterator[tuple[bytes, bytes]]:
        """Yield what the rules see of each source: its graph, packed, and what is said of what it names."""

        @cache
        def said(node: str) -> bytes:
            return _n_triples(about[node])

        for name in names:
            seen = self._seen.get(name) or _seen(by_predicate(self._writer.graph(name)))
            nodes = zlib.decompress(seen.nodes).decode().split("\n")
            yield seen.triples, b"".join([said(node) for node in nodes if node in about])


def _concluded(facts: tuple[bytes, bytes]) -> bytes:
    seen, known = facts
    return infer_from((_ontology(), zlib.decompress(seen), known))


@cache
def _ontology() -> bytes:
    return _n_triples(asked(by_predicate(ontology_triples())))


def _stored(reader: Reader) -> _Graphs:
    return {name: list(reader.graph(name)) for name in (*_SAYING, iris.REVIEW)}


def _about(graphs: _Graphs) -> _About:
    """Return what graphs say of each node; a review says it of the claims it decides on."""
    about = defaultdict[str, set[Triple]](set)
    for triple in asked(by_predicate(chain.from_iterable(graphs[name] for name in _SAYING))):
        if isinstance(triple.subject, NamedNode):
            about[triple.subject.value].add(triple)
    reviews = graphs[iris.REVIEW]
    decisions = {triple.subject: triple for triple in reviews if triple.predicate == GOV.decision}
    for triple in reviews:
        claim = triple.object
        decides = triple.predicate in _DECIDING and triple.subject in decisions
        if decides and isinstance(claim, NamedNode):
            about[claim.value] |= {triple, decisions[triple.subject]}
    return about


def _changed(before: _About, after: _About) -> set[str]:
    return {node for node in before.keys() | after.keys() if before.get(node) != after.get(node)}


def _differ(one: Reader, other: Reader, name: NamedNode) -> bool:
    return set(one.graph(name)) != set(other.graph(name))


def assemble(graphs: Mapping[NamedNode, Iterable[Triple]]) -> dict[NamedNode, list[Triple]]:
    """Return every graph of a store that holds the given graphs of sources and, if any, of review.

    Other graphs among `graphs` are made anew. The result does not depend on the order of `graphs`; `merged`
    joins it.
    """
    with OxigraphStore.memory() as store, store.writer() as writer:
        writer.put(iris.REVIEW, graphs.get(iris.REVIEW, ()))
        assembly = Assembly(store, writer)
        for name in graphs:
            if iris.is_source_graph(name):
                assembly.put(name, part(name, list(graphs[name])))
        assembly.finish()
        return {name: in_order(writer.graph(name)) for name in writer.names()}


def merged(graphs: Mapping[NamedNode, Iterable[Triple]]) -> set[Triple]:
    """Return the union of `graphs`: what a query sees by default."""
    return {triple for triples in graphs.values() for triple in triples}
