"""A store behind a SPARQL 1.1 endpoint: Query, Update and Graph Store Protocol over HTTP.

Only what servers have in common is used: every graph has a name, the merged graph is asked for by
`default-graph-uri`, no blank nodes, whole graphs by PUT, one Update request for the commit. The
server must run one Update request as one transaction (SPARQL 1.1 Update, section 2.2, asks for it);
the graphs to come wait under `graph/staged/` until then. One writer works at a time (see `lock`), and
its commit has no effect once it has lost its lock, so nothing in it is unconditional but the end of
waiting graphs. Only graphs under `graph/` of our base are touched, so the server may hold others.

- https://www.w3.org/TR/sparql11-protocol/
- https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions, Triple

from govgraph.graph.engines.contents import (
    GRAPHS,
    MERGED,
    Results,
    Triples,
    check_graph,
    check_source_id,
    named_triples,
    sorted_names,
)
from govgraph.graph.engines.http import Endpoint, ask, drop_graph, get_graph, put_graph, update
from govgraph.graph.engines.lock import LOCK, Lock, locked
from govgraph.graph.engines.oxigraph import OxigraphWriter, evaluate
from govgraph.graph.engines.sparql import Bindings, bind, check_reads, keywords, unnamed
from govgraph.graph.engines.texts import FolderTexts, MemoryTexts
from govgraph.ontology.errors import QueryError, StoreError

STAGED = f"{GRAPHS}staged/"
"""Where graphs wait for the commit; what a broken writer left there is dropped by the next one."""


class RemoteStore:
    """A store behind an endpoint; see `govgraph.graph.store.Store` for what it answers.

    The server keeps no source texts: they lie in the folder `texts` of this machine, and without
    one they are not kept (`put_text` does nothing, `text` is None).
    """

    def __init__(self, endpoint: Endpoint | str, texts: Path | None = None) -> None:
        self.endpoint = Endpoint.at(endpoint) if isinstance(endpoint, str) else endpoint
        self._texts = FolderTexts(texts) if texts else None
        if texts:
            texts.mkdir(parents=True, exist_ok=True)

    def query(self, text: str, bindings: Bindings | None = None) -> Results:
        """See `govgraph.graph.store.Reader.query`; the dataset goes along as protocol parameters.

        Servers count places from the prefixes on that are sent along, so a text that one refuses is
        given to our own engine, which says in the words of the other stores what is wrong with it.
        """
        check_reads(text)
        words = keywords(text)
        bound = bind(text, bindings or {})
        dataset = dict[str, list[str]]()
        if "FROM" not in words:
            bound, _ = unnamed(bound, MERGED)
            dataset["default-graph-uri"] = [MERGED.value]
            if "GRAPH" in words:  # a stated default graph empties the set of named graphs; none means all
                dataset["named-graph-uri"] = [name.value for name in self.names() or [MERGED]]
        try:
            return ask(self.endpoint, bound, dataset)
        except QueryError:
            evaluate(pyoxigraph.Store(), text, bindings or {})
            raise  # only this server does not take it

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        """See `govgraph.graph.store.Reader.graph`."""
        return get_graph(self.endpoint, name)

    def names(self) -> list[NamedNode]:
        """See `govgraph.graph.store.Reader.names`; names outside `graph/` are not ours."""
        return [name for name in self._all_names() if name != MERGED and not _is_kept(name)]

    def _all_names(self) -> list[NamedNode]:
        text = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPHS}")) }}'
        answer = ask(self.endpoint, text, {})
        if not isinstance(answer, QuerySolutions):
            raise StoreError(f"{self.endpoint.query} does not list its graphs; is it a SPARQL 1.1 server?")
        return sorted_names(solution["g"] for solution in answer)

    def text(self, source_id: str) -> str | None:
        """See `govgraph.graph.store.Reader.text`; None without a folder of texts."""
        check_source_id(source_id)
        return self._texts.get(source_id) if self._texts else None

    def texts(self) -> list[str]:
        """See `govgraph.graph.store.Reader.texts`."""
        return self._texts.ids() if self._texts else []

    @property
    def keeps_texts(self) -> bool:
        """Whether there is a folder for source texts."""
        return self._texts is not None

    @contextmanager
    def writer(self) -> Generator[RemoteWriter]:
        """See `govgraph.graph.store.Store.writer`; nothing is sent before the block ends."""
        if not (self.endpoint.update and self.endpoint.graphs):
            raise StoreError(f"{self.endpoint.query} is only read; name its update and graph store addresses")
        with locked(self.endpoint) as lock:
            writer = RemoteWriter(self, lock)
            yield writer
            if writer.graphs:
                self._commit(writer.graphs, lock)
            if self._texts:
                for source_id, text in sorted(writer.kept.items()):
                    if text is None:
                        self._texts.drop(source_id)
                    else:
                        self._texts.put(source_id, text)

    def _commit(self, graphs: Mapping[NamedNode, set[Triple]], lock: Lock) -> None:
        """Send the graphs to their waiting places, then put all in force by one update."""
        place = f"{STAGED}{lock.token.rpartition(':')[2]}/"
        waiting = {name: NamedNode(place + name.value.removeprefix(GRAPHS)) for name in sorted_names(graphs)}
        lock.renew()
        try:
            left = [name for name in self._all_names() if name.value.startswith(STAGED)]
            for name in waiting:
                if graphs[name]:
                    put_graph(self.endpoint, waiting[name], graphs[name])
                    lock.keep()
            steps = [f"DROP SILENT GRAPH {name}" for name in left]
            for name in waiting:
                steps += _replacing(name, waiting[name], bool(graphs[name]), lock.held)
            update(self.endpoint, " ;\n".join(steps))
            lock.check()
        except BaseException:
            for name in waiting.values():
                with suppress(StoreError):
                    drop_graph(self.endpoint, name)
            raise

    def close(self) -> None:
        """See `govgraph.graph.store.Store.close`; there is nothing to give up."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class RemoteWriter:
    """Unfinished work on a remote store: `govgraph.graph.store.Writer`.

    A query of the writer needs all graphs on this machine, so the first one fetches them.
    """

    def __init__(self, store: RemoteStore, lock: Lock) -> None:
        self._store = store
        self._lock = lock
        self._mirror: OxigraphWriter | None = None
        self.graphs: dict[NamedNode, set[Triple]] = {}
        self.kept: dict[str, str | None] = {}

    def query(self, text: str, bindings: Bindings | None = None) -> Results:
        """See `govgraph.graph.store.Reader.query`."""
        if self._mirror is None:
            self._mirror = OxigraphWriter(pyoxigraph.Store(), MemoryTexts(), self._store.endpoint.query)
            for name in self.names():
                self._mirror.put(name, self.graph(name))
        return self._mirror.query(text, bindings)

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        """See `govgraph.graph.store.Reader.graph`."""
        return iter(self.graphs[name]) if name in self.graphs else self._store.graph(name)

    def names(self) -> list[NamedNode]:
        """See `govgraph.graph.store.Reader.names`."""
        there = {name for name in self._store.names() if name not in self.graphs}
        return sorted_names(there | {name for name, triples in self.graphs.items() if triples})

    def text(self, source_id: str) -> str | None:
        """See `govgraph.graph.store.Reader.text`."""
        return self.kept[source_id] if source_id in self.kept else self._store.text(source_id)

    def texts(self) -> list[str]:
        """See `govgraph.graph.store.Reader.texts`."""
        there = set(self._store.texts()) - set(self.kept)
        return sorted(there | {source_id for source_id, text in self.kept.items() if text is not None})

    def put(self, graph: NamedNode, triples: Triples) -> None:
        """See `govgraph.graph.store.Writer.put`."""
        check_graph(graph)
        if _is_kept(graph):
            raise StoreError(f"<{graph.value}> is kept by the store itself; choose another name")
        self._lock.keep()
        self.graphs[graph] = named_triples(graph, triples)
        if self._mirror:
            self._mirror.put(graph, self.graphs[graph])

    def drop(self, graph: NamedNode) -> None:
        """See `govgraph.graph.store.Writer.drop`."""
        self.put(graph, ())

    def put_text(self, source_id: str, text: str) -> None:
        """See `govgraph.graph.store.Writer.put_text`."""
        check_source_id(source_id)
        if self._store.keeps_texts:
            self.kept[source_id] = text

    def drop_text(self, source_id: str) -> None:
        """See `govgraph.graph.store.Writer.drop_text`."""
        check_source_id(source_id)
        if self._store.keeps_texts:
            self.kept[source_id] = None


def _is_kept(name: NamedNode) -> bool:
    """Whether a graph serves the writers only: it is no graph of the store."""
    return name == LOCK or name.value.startswith(STAGED)


def _replacing(name: NamedNode, waiting: NamedNode, comes: bool, held: str) -> list[str]:
    """Return the steps that put a waiting graph in the place of a graph, in the merged graph too."""
    mine, other = f"GRAPH {name} {{ ?s ?p ?o }}", "GRAPH ?g { ?s ?p ?o }"
    ours = (
        f'STRSTARTS(STR(?g), "{GRAPHS}") && !STRSTARTS(STR(?g), "{STAGED}") && ?g != {LOCK} '
        f"&& ?g != {MERGED} && ?g != {name}"
    )
    merged = f"GRAPH {MERGED} {{ ?s ?p ?o }}"
    steps = [
        f"DELETE {{ {merged} }} WHERE {{ {held} {mine} FILTER NOT EXISTS {{ {other} FILTER({ours}) }} }}",
        f"DELETE {{ {mine} }} WHERE {{ {held} {mine} }}",
    ]
    if comes:
        there = f"GRAPH {waiting} {{ ?s ?p ?o }}"
        steps += [f"INSERT {{ {target} }} WHERE {{ {held} {there} }}" for target in (mine, merged)]
    return [*steps, f"DROP SILENT GRAPH {waiting}"]
