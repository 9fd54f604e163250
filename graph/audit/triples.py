"""Checks of figures as triples of `graph/audit`: verdict, arithmetic in words, and the claims compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph.audit.findings import Check
from govgraph.graph.audit.run import Audit
from govgraph.graph.codelists import named
from govgraph.graph.ground import chinese, decimal
from govgraph.graph.quads import in_order
from govgraph.graph.reading import local
from govgraph.ontology.terms import BASE, DCT, GOV, RDF


def audit_triples(audit: Audit) -> list[Triple]:
    """Return the checks of an audit as triples, sorted; no address depends on their order."""
    found: list[Triple] = []
    taken = Counter[str]()
    for check in sorted(audit.checks(), key=_key):
        stem = f"{local(check.source)}-{check.kind.removeprefix('check').lower()}-{check.figures[0].start}"
        turn, taken[stem] = taken[stem], taken[stem] + 1
        found += _triples(NamedNode(f"{BASE}check/{stem}{f'-{turn + 1}' if turn else ''}"), check)
    return in_order(found)


def _key(check: Check) -> tuple[str, str, tuple[str, ...]]:
    return check.source, check.kind, tuple(figure.claim for figure in check.figures)


def _triples(node: NamedNode, check: Check) -> Iterator[Triple]:
    yield Triple(node, RDF.type, GOV.Check)
    yield from named(node, check.zh, check.en)
    yield Triple(node, GOV.explanation, chinese(check.zh))
    yield Triple(node, GOV.explanation, Literal(check.en, language="en"))
    yield Triple(node, GOV.checkKind, GOV[check.kind])
    yield Triple(node, GOV.verdict, GOV[check.verdict])
    yield Triple(node, DCT.source, NamedNode(check.source))
    if check.stated is not None and check.computed is not None:
        yield Triple(node, GOV.statedValue, decimal(check.stated))
        yield Triple(node, GOV.computedValue, decimal(check.computed))
    for figure in check.figures:
        yield Triple(node, GOV.checks, NamedNode(figure.claim))
