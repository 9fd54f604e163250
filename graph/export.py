"""A store written in the format of your choice; the same store gives the same bytes.

Formats of one graph (turtle, n-triples, rdf-xml, json-ld) hold the merged graph; formats of datasets
(trig, n-quads) hold every graph but that one, which a reader can make again. Statements are sorted by
subject, property and object, n-quads by line (canonical, as RDFC-1.0 wants it for graphs without
blank nodes). The network formats and csv are described in `tables`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple

from govgraph.graph import iris, tables
from govgraph.graph.engines.contents import MERGED
from govgraph.graph.jsonld import write_jsonld
from govgraph.graph.store import Reader
from govgraph.ontology.errors import UsageError
from govgraph.ontology.terms import OA, PREFIXES, RDF


@dataclass(frozen=True, slots=True)
class Format:
    """A format: endings of its files, and what writes a store in it to a stream, quotes or not.

    `write` also takes what describes the dataset; `describes` tells whether the format has a place for it.
    """

    endings: tuple[str, ...]
    write: Callable[[Reader, IO[bytes], bool, Collection[Triple]], None]
    describes: bool = True


def format_of(name: str | None, output: str = "-") -> str:
    """Return the name of a format: the one given, else that of the ending of a file, else turtle.

    Raises `UsageError` for an unknown name or ending.
    """
    if name is not None:
        if name not in FORMATS:
            near = get_close_matches(name, FORMATS, 1, 0.5)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"no format {name!r}{hint}; there are {', '.join(FORMATS)}")
        return name
    if output == "-":
        return "turtle"
    ending = Path(output).suffix.lower()
    found = next((known for known, format in FORMATS.items() if ending in format.endings), None)
    if found is None:
        raise UsageError(f"no format for the ending of {output}; name one of {', '.join(FORMATS)}")
    return found


def description(path: str | os.PathLike[str]) -> list[Triple]:
    """Read what a file of RDF says of the dataset: its title, licence, creator.

    Raises `UsageError` where the file is missing, is no RDF, or has a blank node (the bytes of an export
    are the same each time, and a blank node has no name that stays).
    """
    try:
        triples = [quad.triple for quad in pyoxigraph.parse(path=path)]
    except (OSError, SyntaxError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as RDF: {error}") from error
    if any(isinstance(node, BlankNode) for triple in triples for node in (triple.subject, triple.object)):
        raise UsageError(f"{path}: has a blank node; give it an address")
    return triples


def export(
    store: Reader, stream: IO[bytes], format: str, *, quotes: bool = True, about: Collection[Triple] = ()
) -> None:
    """Write a store to a stream; without `quotes`, no sentence and no quotation of a source.

    `about` describes the dataset, as `description` reads it. Raises `UsageError` for a table or network.
    """
    chosen = FORMATS[format_of(format)]
    if about and not chosen.describes:
        raise UsageError(f"{format} has no place for a description of the dataset; choose a format of RDF")
    chosen.write(store, stream, quotes, about)


def statements(
    store: Reader, graph: NamedNode, *, quotes: bool = True, about: Iterable[Triple] = ()
) -> list[Triple]:
    """Return the triples of a graph by subject, then classes first, then by property and object."""
    kept = {triple for triple in store.graph(graph) if quotes or triple.predicate != OA.exact}
    return sorted(kept.union(about), key=_order)


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), triple.predicate != RDF.type, triple.predicate.value, str(triple.object)


def _quads(store: Reader, quotes: bool, about: Collection[Triple]) -> Iterator[Quad]:
    names = [*store.names()]
    if about and iris.META not in names:
        names.append(iris.META)
    for graph in names:
        described = about if graph == iris.META else ()
        for triple in statements(store, graph, quotes=quotes, about=described):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _one_graph(format: RdfFormat) -> Callable[[Reader, IO[bytes], bool, Collection[Triple]], None]:
    def write(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
        triples = statements(store, MERGED, quotes=quotes, about=about)
        pyoxigraph.serialize(triples, stream, format, prefixes=dict(PREFIXES))

    return write


def _trig(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
    pyoxigraph.serialize(_quads(store, quotes, about), stream, RdfFormat.TRIG, prefixes=dict(PREFIXES))


def _lines(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
    content = pyoxigraph.serialize(_quads(store, quotes, about), format=RdfFormat.N_QUADS) or b""
    stream.writelines(sorted(content.splitlines(keepends=True)))


def _graphml(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
    tables.write_graphml(store, stream)


def _gexf(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
    tables.write_gexf(store, stream)


def _csv(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
    tables.write_csv(store, stream, quotes=quotes)


def _jsonld(store: Reader, stream: IO[bytes], quotes: bool, about: Collection[Triple]) -> None:
    write_jsonld(statements(store, MERGED, quotes=quotes, about=about), stream)


FORMATS: Mapping[str, Format] = {
    "turtle": Format((".ttl",), _one_graph(RdfFormat.TURTLE)),
    "trig": Format((".trig",), _trig),
    "n-quads": Format((".nq",), _lines),
    "n-triples": Format((".nt",), _one_graph(RdfFormat.N_TRIPLES)),
    "json-ld": Format((".jsonld", ".json"), _jsonld),
    "rdf-xml": Format((".rdf", ".xml"), _one_graph(RdfFormat.RDF_XML)),
    "graphml": Format((".graphml",), _graphml, False),
    "gexf": Format((".gexf",), _gexf, False),
    "csv": Format((".csv",), _csv, False),
}
"""The formats by name."""
