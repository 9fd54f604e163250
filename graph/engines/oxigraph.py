"""The default store: Oxigraph on disk or in memory, in the process itself.

A store on disk is read through a handle on one unchanging generation (see `generations`). The merged graph
is the unnamed one of the engine, which keeps three indexes for it and six for a named one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Triple,
)

from govgraph.graph import iris
from govgraph.graph.engines.contents import (
    MERGED,
    Results,
    Triples,
    check_graph,
    check_source_id,
    named_triples,
    sorted_names,
)
from govgraph.graph.engines.generations import Folder, explained, link_tree, release
from govgraph.graph.engines.sparql import Bindings, bind, check_reads, syntax_error, unnamed
from govgraph.graph.engines.texts import FolderTexts, MemoryTexts
from govgraph.ontology.errors import QueryError, StoreError
from govgraph.ontology.terms import GOV, PREFIXES

BULK = 5_000
"""Number of triples from which loading past the log of the engine is the faster way."""

MOST_WAITING = 50_000
"""Number of triples that a writer keeps back at most, but for a larger graph: it bounds the memory."""


_UNNAMED = DefaultGraph()


@dataclass(slots=True)
class Snapshot:
    """One state of a store that can be read: `govgraph.graph.store.Reader`."""

    engine: pyoxigraph.Store | None
    kept: MemoryTexts | FolderTexts
    where: str
    generation: str = ""
    held: int | None = None

    @property
    def rdf(self) -> pyoxigraph.Store:
        if self.engine is None:
            raise StoreError(f"{self.where} is closed; open it again")
        return self.engine

    def query(self, text: str, bindings: Bindings | None = None) -> Results:
        return evaluate(self.rdf, text, bindings or {})

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        found = self.rdf.quads_for_pattern(None, None, None, _UNNAMED if name == MERGED else name)
        return self._triples(found, name)

    def _triples(self, found: Iterator[Quad], name: NamedNode) -> Iterator[Triple]:
        with explained(Path(self.where), f"reading {name.value}"):
            for quad in found:
                yield quad.triple

    def names(self) -> list[NamedNode]:
        found = self.rdf.named_graphs()
        return sorted_names(name for name in found if isinstance(name, NamedNode))

    def text(self, source_id: str) -> str | None:
        check_source_id(source_id)
        return self.kept.get(source_id)

    def checked_text(self, source_id: str) -> str | None:
        """Return a text; raises `StoreError` where it is not what the graph of its source was made from."""
        text = self.text(source_id)
        graph, source = iris.source_graph(source_id), iris.source(source_id)
        said = {quad.predicate: quad.object for quad in self.rdf.quads_for_pattern(source, None, None, graph)}
        digest, name = said.get(GOV.sha256), said.get(GOV.fileName)
        if not isinstance(digest, Literal) or _is_digest(text, digest.value):
            return text
        named = f"{source_id} ({name.value})" if isinstance(name, Literal) else source_id
        raise StoreError(
            f"the text of source {named} in {self.where} is {'missing' if text is None else 'changed'}; "
            f"take the source out (govgraph remove {source_id}) and build it again"
        )

    def texts(self) -> list[str]:
        return self.kept.ids()

    def check_open(self) -> None:
        if self.engine is None:
            raise StoreError(f"{self.where} is closed; open it again")

    def close(self) -> None:
        self.engine = None
        held, self.held = self.held, None
        release(held)

    def __del__(self) -> None:
        self.close()


@dataclass(slots=True)
class OxigraphWriter(Snapshot):
    """Unfinished work: `govgraph.graph.store.Writer`; `changed` tells whether there is any.

    Graphs that were put wait in `waiting` until something asks for them or there are many, so that a
    first fill is few bulk loads.
    """

    waiting: dict[NamedNode, set[Triple] | bytes] = field(
        default_factory=lambda: dict[NamedNode, set[Triple] | bytes]()
    )
    number: int = 0
    """Of the triples that wait."""
    changed: bool = False

    def query(self, text: str, bindings: Bindings | None = None) -> Results:
        self.settle()
        return Snapshot.query(self, text, bindings)

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        if name in self.waiting or name == MERGED:
            self.settle()
        return Snapshot.graph(self, name)

    def names(self) -> list[NamedNode]:
        self.settle()
        return Snapshot.names(self)

    def put(self, graph: NamedNode, triples: Triples) -> None:
        self.check_open()
        check_graph(graph)
        self.number -= _number(self.waiting.get(graph, b""))
        self.waiting[graph] = triples if isinstance(triples, bytes) else named_triples(graph, triples)
        self.number += _number(self.waiting[graph])
        if self.number > MOST_WAITING:
            self.settle()

    def drop(self, graph: NamedNode) -> None:
        self.put(graph, ())

    def put_text(self, source_id: str, text: str) -> None:
        if self.text(source_id) != text:
            self.kept.put(source_id, text)
            self.changed = True

    def drop_text(self, source_id: str) -> None:
        if self.text(source_id) is not None:
            self.kept.drop(source_id)
            self.changed = True

    def settle(self) -> None:
        """Put what waits into the engine; only what differs is touched.

        The engine keeps values and not their forms ("1.50" becomes "1.5"), so a triple may seem to
        leave and to come at once: leaving goes first, and the merged graph is looked at last. A graph
        that is new goes in as the N-Triples it came as: no triple of it becomes an object here.
        """
        rdf, removed, added = self.rdf, list[Quad](), dict[NamedNode, set[Triple] | bytes]()
        for graph, new in self.waiting.items():
            added[graph] = new
            if old := set(Snapshot.graph(self, graph)):
                triples = named_triples(graph, new)
                removed += [_quad(triple, graph) for triple in old - triples]
                added[graph] = triples - old
        number = sum(map(_number, added.values()))
        whole = {graph: new for graph, new in added.items() if isinstance(new, bytes)}
        quads = (
            _quad(triple, name)
            for graph, new in added.items()
            if not isinstance(new, bytes)
            for triple in new
            for name in (graph, _UNNAMED)
        )
        with explained(Path(self.where), "writing graphs"):
            for quad in removed:
                rdf.remove(quad)
            if number > BULK:
                _bulk_load(rdf, whole)
                rdf.bulk_extend(quads)
            else:
                for content in (_n_quads(whole), b"".join(whole.values())):
                    rdf.load(content, RdfFormat.N_QUADS, lenient=True)
                rdf.extend(quads)
            for quad in removed:
                others = rdf.quads_for_pattern(quad.subject, quad.predicate, quad.object)
                if all(other.graph_name == _UNNAMED for other in others):
                    rdf.remove(_quad(quad.triple, _UNNAMED))
            for name in self.waiting:
                if next(rdf.quads_for_pattern(None, None, None, name), None) is None:
                    rdf.remove_graph(name)
        self.changed = self.changed or bool(number or removed)
        self.waiting.clear()
        self.number = 0

    def finished(self) -> Snapshot:
        self.settle()
        return Snapshot(self.engine, self.kept, self.where)


def evaluate(rdf: pyoxigraph.Store, text: str, bindings: Bindings) -> Results:
    """Answer a query as `govgraph.graph.store.Reader.query` says, from an engine."""
    check_reads(text)
    bound, merged = unnamed(bind(text, bindings), MERGED)
    try:
        return rdf.query(bound, prefixes=dict(PREFIXES), default_graph=_UNNAMED if merged else None)
    except SyntaxError as error:
        raise _wrong(rdf, text, bindings, str(error)) from None
    except (RuntimeError, ValueError) as error:
        if "Corruption" not in str(error):
            raise QueryError(f"the query cannot be answered: {error}") from error
        raise StoreError(f"the store is damaged ({error}); build it again") from error
    except OSError as error:
        raise StoreError(f"the store cannot be read ({error}); build it again") from error


def _wrong(rdf: pyoxigraph.Store, text: str, bindings: Bindings, message: str) -> QueryError:
    """Return the error of a text, placed in the text as it was given."""
    if bindings:
        try:
            rdf.query(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            message = str(error)
        else:
            names = ", ".join(f"?{name}" for name in bindings)
            return QueryError(
                f"{names} cannot be bound: the query sets it itself (BIND, AS or VALUES at the end)"
            )
    return syntax_error(text, message)


def _is_digest(text: str | None, digest: str) -> bool:
    return text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() == digest


def _number(triples: set[Triple] | bytes) -> int:
    return triples.count(b"\n") if isinstance(triples, bytes) else len(triples)


def _bulk_load(rdf: pyoxigraph.Store, graphs: Mapping[NamedNode, bytes]) -> None:
    """Load graphs of N-Triples, each and the merged one: two loads, which the engine does side by side."""

    def load(content: bytes) -> None:
        rdf.bulk_load(content, RdfFormat.N_QUADS, lenient=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(load, (_n_quads(graphs), b"".join(graphs.values()))))


def _n_quads(graphs: Mapping[NamedNode, bytes]) -> bytes:
    """Return N-Triples as N-Quads of their graphs; no literal holds a line end."""
    return b"".join(lines.replace(b" .\n", f" {graph} .\n".encode()) for graph, lines in graphs.items())


def _quad(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def read_answer(content: bytes) -> Results:
    """Return SPARQL JSON as the answer of a SELECT or ASK of our own engine."""
    return pyoxigraph.parse_query_results(content, QueryResultsFormat.JSON)


def read_triples(content: bytes, format: RdfFormat) -> Results:
    """Return triples as the answer of a CONSTRUCT of our own engine."""
    found = pyoxigraph.Store()
    found.extend(_quad(quad.triple, _UNNAMED) for quad in pyoxigraph.parse(content, format))
    return found.query("CONSTRUCT WHERE { ?s ?p ?o }")


def empty(where: str) -> Snapshot:
    """Return the state of a store that holds nothing yet."""
    return Snapshot(pyoxigraph.Store(), MemoryTexts(), where)


def open_current(folder: Folder) -> Snapshot:
    """Open the current generation; a writer may replace and delete it until it is held."""
    for _ in range(20):
        generation = folder.current() or ""
        path = folder.path / generation
        held = None
        try:
            held = folder.hold(generation)
            if folder.current() == generation:
                folder.check_whole(generation)
                engine = pyoxigraph.Store.read_only(str(path / "rdf"))
                return Snapshot(engine, FolderTexts(path / "texts"), str(folder.path), generation, held)
        except (OSError, RuntimeError) as error:
            release(held)
            held = None
            if folder.current() == generation:
                raise folder.damaged(error) from error
        release(held)
    raise StoreError(f"{folder.path} is being replaced again and again; try later")


@contextmanager
def begin_in_memory(state: Snapshot) -> Generator[OxigraphWriter]:
    """Work on a copy of a state in memory."""
    work = pyoxigraph.Store()
    work.bulk_extend(state.rdf)
    writer = OxigraphWriter(
        work, MemoryTexts({key: state.text(key) or "" for key in state.texts()}), state.where
    )
    try:
        yield writer
    finally:
        writer.close()


@contextmanager
def begin(folder: Folder, state: Snapshot) -> Generator[OxigraphWriter]:
    """Work on a second set of the current generation's files; the folder must be locked."""
    state.check_open()
    generation = folder.current()
    with explained(folder.path, "opening it for writing"):
        folder.work.mkdir()
        if generation is None:
            (folder.work / "texts").mkdir()
        else:
            link_tree(folder.path / generation / "texts", folder.work / "texts")
            pyoxigraph.Store.read_only(str(folder.path / generation / "rdf")).backup(folder.work / "rdf")
        engine = pyoxigraph.Store(folder.work / "rdf")
    writer = OxigraphWriter(engine, FolderTexts(folder.work / "texts"), str(folder.path))
    del engine
    try:
        yield writer
    finally:
        writer.close()


def commit(folder: Folder, writer: OxigraphWriter) -> None:
    """Make finished work the next generation, and that the store."""
    finished = folder.work / "finished"
    with explained(folder.path, "writing the new state"):
        finished.mkdir()
        writer.rdf.backup(finished / "rdf")  # a closed copy: no log, and nobody writes to it
        os.rename(folder.work / "texts", finished / "texts")
        folder.publish(finished)
