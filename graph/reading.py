"""What a store says, as plain dictionaries for exports and comparisons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolutions

from govgraph.graph.engines.contents import Term
from govgraph.graph.store import Reader
from govgraph.ontology.errors import StoreError

_Any = TypeVar("_Any")

Properties = Mapping[NamedNode, tuple[Term, ...]]
"""The values of one node by property, sorted."""

Labels = Mapping[NamedNode, Mapping[str, str]]
"""The labels of nodes by language; "" for a label without one."""

NOTHING: Properties = {}
"""The properties of a node that a store says nothing of."""

CLAIMS = "SELECT DISTINCT ?node ?property ?value WHERE { ?node gov:evidence ?evidence ; ?property ?value }"
"""Every claim with all its properties."""

EVIDENCE = """SELECT DISTINCT ?node ?property ?value WHERE {
  { ?claim gov:evidence ?node } UNION { ?claim gov:evidence/gov:sentence ?node } ?node ?property ?value }"""
"""Evidence and the sentences it stands in, with all their properties."""

THINGS = """SELECT DISTINCT ?node ?property ?value WHERE {
  { SELECT DISTINCT ?node WHERE {
      ?claim gov:evidence ?evidence ;
        gov:about|gov:initiative|gov:actor|gov:recipient|gov:honour|gov:place|rdf:subject|rdf:object ?node
      FILTER NOT EXISTS { ?node gov:evidence ?other } } }
  ?node ?property ?value }"""
"""Everything that a claim speaks of and that is no claim, with all its properties."""

_LABELS = "SELECT ?node ?label WHERE { ?node rdfs:label|skos:prefLabel ?label }"


def described(store: Reader, text: str) -> dict[NamedNode, Properties]:
    """Return the answer to a query for ?node ?property ?value by node and property, all sorted."""
    found = defaultdict[NamedNode, dict[NamedNode, set[Term]]](lambda: defaultdict(set))
    for node, property_, value in _rows(store, text):
        if isinstance(node, NamedNode) and isinstance(property_, NamedNode):
            found[node][property_].add(value)
    return {
        node: {name: tuple(sorted(values, key=str)) for name, values in _in_order(found[node])}
        for node, _ in _in_order(found)
    }


def labels(store: Reader) -> dict[NamedNode, dict[str, str]]:
    """Return the labels of all nodes; of several in one language the first in order."""
    found = defaultdict[NamedNode, dict[str, str]](dict)
    for node, label in sorted(_rows(store, _LABELS), key=str):
        if isinstance(node, NamedNode) and isinstance(label, Literal):
            found[node].setdefault(label.language or "", label.value)
    return dict(found)


def values(properties: Properties, *names: NamedNode) -> list[str]:
    """Return the values of the first of some properties that has any, as text."""
    return next(
        ([term.value for term in properties[name]] for name in names if name in properties), list[str]()
    )


def value(properties: Properties, *names: NamedNode) -> str:
    """Return the first value of the first of some properties that has any; empty where none has."""
    return next(iter(values(properties, *names)), "")


def local(iri: str) -> str:
    """Return the last part of an IRI: the name of a term in its namespace."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def label(iri: str, named: Labels, language: str = "zh") -> str:
    """Return the label of a node in a language, else in Chinese, else the end of its IRI."""
    found = named.get(NamedNode(iri), {})
    return found.get(language) or found.get("zh") or found.get("") or local(iri)


def _rows(store: Reader, text: str) -> Iterator[tuple[Term, ...]]:
    answer = store.query(text)
    if not isinstance(answer, QuerySolutions):
        raise StoreError("the store answered a SELECT with something else; is it a SPARQL store?")
    for row in answer:
        yield tuple(row)


def _in_order(items: Mapping[NamedNode, _Any]) -> list[tuple[NamedNode, _Any]]:
    return sorted(items.items(), key=lambda item: item[0].value)
