"""What review takes out: claims found wrong leave the graph of their source, with what only they said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from govgraph.ontology.terms import GOV, RDF


def taken_out(review: Iterable[Triple]) -> frozenset[NamedNode]:
    """Return the claims that a review graph rejects, or replaces by others."""
    triples = list(review)
    against = {
        triple.subject
        for triple in triples
        if triple.predicate == GOV.decision and triple.object in (GOV.rejected, GOV.corrected)
    }
    return frozenset(
        triple.object
        for triple in triples
        if triple.predicate == GOV.reviews
        and triple.subject in against
        and isinstance(triple.object, NamedNode)
    )


def without(triples: Iterable[Triple], gone: frozenset[NamedNode]) -> list[Triple]:
    """Return the graph of a source without the claims `gone`, in the order given.

    Links to them go too, the edges that no other claim states, the evidence that no other claim rests
    on, and the things that no other claim names.
    """
    graph = list(triples)
    if not gone.intersection(triple.subject for triple in graph if isinstance(triple.subject, NamedNode)):
        return graph
    edges = _edges(graph)
    lost = {edge for claim, edge in edges.items() if claim in gone} - {
        edge for claim, edge in edges.items() if claim not in gone
    }
    kept = [
        triple
        for triple in graph
        if triple.subject not in gone
        and triple.object not in gone
        and (triple.subject, triple.predicate, triple.object) not in lost
    ]
    return _still_named(kept)


def _edges(graph: Iterable[Triple]) -> dict[object, tuple[object, object, object]]:
    """The edge that each relation claim states."""
    ends: dict[object, dict[NamedNode, object]] = defaultdict(dict)
    for triple in graph:
        if triple.predicate in (RDF.subject, RDF.predicate, RDF.object):
            ends[triple.subject][triple.predicate] = triple.object
    return {claim: (end[RDF.subject], end[RDF.predicate], end[RDF.object]) for claim, end in ends.items()}


def _still_named(graph: list[Triple]) -> list[Triple]:
    """Leave out the things, evidence and sentences that nothing points at any more."""
    while True:
        named = {triple.object for triple in graph}
        orphans = {
            triple.subject
            for triple in graph
            if (
                triple.predicate == GOV.name
                or (triple.predicate == RDF.type and triple.object in (GOV.Evidence, GOV.Sentence))
            )
            and triple.subject not in named
        }
        if not orphans:
            return graph
        graph = [triple for triple in graph if triple.subject not in orphans]
