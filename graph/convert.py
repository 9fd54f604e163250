"""The border to rdflib and to RDF files: terms, triples and datasets in both directions.

The only module that knows rdflib and the engine. rdflib is for programs that have it already; it is
5 to 60 times slower at queries, so nothing in govgraph itself goes this way. One trap is kept out:
rdflib's N-Quads parser deletes the default graph of the dataset it reads into, so datasets are made
triple by triple here, with every triple in a named graph.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from govgraph.graph.engines.contents import GRAPHS, MERGED
from govgraph.graph.store import OxigraphStore, Reader
from govgraph.ontology.errors import StoreError, UsageError
from govgraph.ontology.terms import PREFIXES, XSD

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

FILE_GRAPH = NamedNode(f"{GRAPHS}file")
"""Where triples of a file go that names no graph of ours."""

_ENDINGS = (".nq", ".trig", ".ttl", ".nt", ".rdf", ".xml", ".jsonld", ".json")
"""What an RDF file ends in, as exports do. The engine would take any `.txt` for N-Triples."""


def to_rdflib(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    """Return a term as rdflib has it, forms of literals unchanged; RDF 1.2 terms raise `StoreError`."""
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal() if term.direction is None:
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            plain = term.datatype == XSD.string
            datatype = None if plain else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
        case _:
            raise StoreError(f"rdflib has no such term (RDF 1.2): {term}")


def from_rdflib(node: Node) -> NamedNode | BlankNode | Literal:
    """Return an rdflib term as the stores have it; raises `StoreError` on what is no RDF 1.1 term."""
    import rdflib

    try:
        match node:
            case rdflib.URIRef():
                return NamedNode(str(node))
            case rdflib.BNode():
                return BlankNode(str(node))
            case rdflib.Literal() if node.language:
                return Literal(str(node), language=node.language)
            case rdflib.Literal() if node.datatype is not None:
                return Literal(str(node), datatype=NamedNode(str(node.datatype)))
            case rdflib.Literal():
                return Literal(str(node))
            case _:
                raise StoreError(f"{node!r} is no term of RDF 1.1")
    except ValueError as error:
        raise StoreError(f"{node!r} is not valid: {error}") from error


def to_rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph, with the prefixes of the project bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    _bind(graph)
    converted = cache(to_rdflib)  # most nodes come several times
    for triple in triples:
        graph.add((converted(triple.subject), converted(triple.predicate), converted(triple.object)))
    return graph


def from_rdflib_graph(graph: rdflib.Graph) -> Iterator[Triple]:
    """Yield the triples of an rdflib graph; raises `StoreError` on what is no RDF 1.1 triple."""
    for subject, predicate, object_ in graph:
        yield _triple(subject, predicate, object_)


def to_rdflib_dataset(store: Reader) -> rdflib.Dataset:
    """Return the graphs of a store, without the merged one, as an rdflib dataset that joins them."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    _bind(dataset)
    for name in store.names():
        graph = dataset.graph(rdflib.URIRef(name.value))
        for triple in store.graph(name):
            graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return dataset


def from_rdflib_dataset(dataset: rdflib.Dataset) -> dict[NamedNode, list[Triple]]:
    """Return the triples of an rdflib dataset by graph; its default graph becomes `graph/file`."""
    found = defaultdict[NamedNode, list[Triple]](list)
    for subject, predicate, object_, name in dataset.quads():
        node = None if name is None else from_rdflib(name)
        found[_graph_of(node)].append(_triple(subject, predicate, object_))
    return dict(found)


def load_file(path: str | os.PathLike[str]) -> OxigraphStore:
    """Return a store in memory with the graphs of an RDF file; the format is told by its ending.

    Triples outside our graphs go to `graph/file`. Raises `UsageError` for an unknown ending,
    `StoreError` where the file cannot be read, is not what its ending says, or holds no triple.
    """
    file = Path(path)
    ending = file.suffix.lower()
    format = RdfFormat.from_extension(ending.removeprefix(".")) if ending in _ENDINGS else None
    if format is None:
        listed = f"{', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}"
        raise UsageError(f"{file} is no RDF file by its ending; use {listed}")
    graphs = defaultdict[NamedNode, list[Triple]](list)
    try:
        for quad in pyoxigraph.parse(path=file, format=format):
            graphs[_graph_of(quad.graph_name)].append(quad.triple)
    except OSError as error:
        raise StoreError(f"{file} cannot be read ({error.strerror or error})") from error
    except SyntaxError as error:
        raise StoreError(f"{file}, line {error.lineno or '?'}: not {format.name} ({error.msg})") from error
    if not graphs:
        raise StoreError(f"{file} holds no triple ({format.name}); check that it is the file you mean")
    merged = graphs.pop(MERGED, [])
    if merged and not graphs:
        graphs[FILE_GRAPH] = merged
    store = OxigraphStore.memory()
    with store.writer() as writer:
        for name, triples in graphs.items():
            writer.put(name, triples)
    return store


def _graph_of(name: object) -> NamedNode:
    ours = isinstance(name, NamedNode) and name.value.startswith(GRAPHS) and name.value != GRAPHS
    return name if ours and isinstance(name, NamedNode) else FILE_GRAPH


def _triple(subject: Node, predicate: Node, object_: Node) -> Triple:
    first, second = from_rdflib(subject), from_rdflib(predicate)
    if isinstance(first, Literal) or not isinstance(second, NamedNode):
        raise StoreError(f"{subject!r} {predicate!r} {object_!r} is no triple of RDF 1.1")
    return Triple(first, second, from_rdflib(object_))


def _bind(graph: rdflib.Graph) -> None:
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address, override=True, replace=True)
