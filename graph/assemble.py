"""All graphs of a store from those of its sources: registry, register, code lists and conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from govgraph.graph import iris
from govgraph.graph.codelists import ontology_triples, vocabulary_triples
from govgraph.graph.inference import infer
from govgraph.graph.quads import in_order
from govgraph.graph.registry import entity_triples, meta_triples
from govgraph.graph.review import taken_out, without


def assemble(graphs: Mapping[NamedNode, Iterable[Triple]]) -> dict[NamedNode, list[Triple]]:
    """Return every graph of a store that holds the given graphs of sources and, if any, of review.

    Other graphs among `graphs` are made anew. Claims that review found wrong leave their source. The
    result does not depend on the order of `graphs`; `merged` joins it.
    """
    review = list(graphs.get(iris.REVIEW, ()))
    gone = taken_out(review)
    sources = {
        name: without(graphs[name], gone)
        for name in sorted(graphs, key=lambda name: name.value)
        if iris.is_source_graph(name)
    }
    built = {
        iris.ONTOLOGY: list(ontology_triples()),
        iris.VOCAB: list(vocabulary_triples()),
        iris.ENTITY: entity_triples(sources.values()),
        iris.META: meta_triples(sources.items()),
        **sources,
    }
    if review:
        built[iris.REVIEW] = in_order(review)
    return {**built, iris.INFERRED: infer(merged(built))}


def merged(graphs: Mapping[NamedNode, Iterable[Triple]]) -> set[Triple]:
    """Return the union of `graphs`: what a query sees by default."""
    return {triple for triples in graphs.values() for triple in triples}
