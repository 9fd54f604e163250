"""What may lie in a store: names of graphs, ids of sources, triples without blank nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
)

from govgraph.graph.iris import MERGED as MERGED
from govgraph.ontology.errors import StoreError
from govgraph.ontology.terms import BASE

Term = NamedNode | Literal
Results = QuerySolutions | QueryBoolean | QueryTriples

Triples = Iterable[Triple] | bytes
"""The triples of a graph, or its N-Triples as `serialize` writes them, without blank nodes."""

GRAPHS = f"{BASE}graph/"
"""Names of graphs begin with this."""

_SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def check_graph(name: NamedNode) -> None:
    """Raise `StoreError` unless a writer may put this graph."""
    if not name.value.startswith(GRAPHS) or name.value == GRAPHS:
        raise StoreError(f"<{name.value}> is no name of a graph here; names begin with {GRAPHS}")
    if name == MERGED:
        raise StoreError("graph/merged is kept by the store; put the graphs that it is the union of")


def check_source_id(source_id: str) -> None:
    """Raise `StoreError` unless an id can name a file of its own."""
    if not _SOURCE_ID.fullmatch(source_id):
        raise StoreError(f"{source_id!r} is no id of a source; use up to 64 letters, digits, - and _")


def sorted_names(names: Iterable[NamedNode]) -> list[NamedNode]:
    """Return names of graphs in the order of their code points."""
    return sorted(names, key=lambda name: name.value)


def named_triples(graph: NamedNode, triples: Triples) -> set[Triple]:
    """Return the triples of a graph with its blank nodes named; same triples, same names (RDFC-1.0)."""
    if isinstance(triples, bytes):
        return {quad.triple for quad in parse(triples, RdfFormat.N_TRIPLES)}
    found, blank = set[Triple](), False
    for triple in triples:
        if isinstance(triple.object, Triple) or isinstance(triple.subject, Triple):
            raise StoreError(f"{graph.value}: a triple about a triple (RDF 1.2) cannot be stored: {triple}")
        blank = blank or isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
        found.add(triple)
    if not blank:
        return found
    dataset = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    stem = f"{BASE}.well-known/genid/{graph.value.removeprefix(GRAPHS)}/"

    named = set[Triple]()
    for quad in dataset:
        subject, object_ = quad.subject, quad.object
        if isinstance(subject, BlankNode):
            subject = NamedNode(stem + subject.value)
        if isinstance(object_, BlankNode):
            object_ = NamedNode(stem + object_.value)
        named.add(Triple(subject, quad.predicate, object_))
    return named
