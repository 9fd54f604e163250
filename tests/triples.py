"""The triples of the sample, and how they are told in short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple
from samples import REPORT, sample

from govgraph.graph.quads import source_triples
from govgraph.ontology.terms import BASE, GOV, PREFIXES

ID = sample().document.id
THINGS = ("initiative", "org", "document", "place", "honour", "event", "person", "group")


def short(term: object) -> str:
    """A term as it is typed in a query; texts without quotation marks, values without their type."""
    if isinstance(term, Literal):
        return term.value + (f"@{term.language}" if term.language else "")
    assert isinstance(term, NamedNode)
    names = [
        f"{prefix}:{term.value.removeprefix(address)}"
        for prefix, address in PREFIXES.items()
        if term.value.startswith(address)
    ]
    return min(names, key=len).replace(f"{ID}-", "") if names else term.value


def about(triples: Iterable[Triple], subject: str) -> dict[str, list[str]]:
    """All that is said of a node, in short."""
    found: dict[str, list[str]] = defaultdict(list)
    for triple in triples:
        if short(triple.subject) == subject:
            found[short(triple.predicate)].append(short(triple.object))
    return {predicate: sorted(objects) for predicate, objects in sorted(found.items())}


def claims(triples: Iterable[Triple]) -> set[object]:
    return {triple.subject for triple in triples if triple.predicate == GOV.confidence}


def at(quote: str, turn: int = 0) -> int:
    """Where a quote starts in the report."""
    start = -1
    for _ in range(turn + 1):
        start = REPORT.index(quote, start + 1)
    return start


def is_thing(term: object) -> bool:
    """Whether a term stands for a named thing."""
    return isinstance(term, NamedNode) and term.value.removeprefix(BASE).split("/")[0] in THINGS


TRIPLES = source_triples(sample())
GROUNDED = ("gov:confidence", "gov:evidence", "gov:rule", "prov:wasGeneratedBy", "rdfs:label")


def own(said: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is said of a claim besides what every claim has."""
    return {predicate: objects for predicate, objects in said.items() if predicate not in GROUNDED}
