"""The seam of the stores, and the default one: Oxigraph on disk or in memory.

A store keeps named graphs and the texts of its sources. These hold at every moment:

- `graph/merged` is the union of all other graphs and the default graph of every query; the store
  keeps it itself (engines do not merge graphs when they join them, so counts would come out wrong).
- A writer's work becomes visible as a whole when its block ends, or not at all.
- No graph has blank nodes; `put` gives them names that depend on their graph only.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol, Self

from pyoxigraph import NamedNode, Triple

from govgraph.graph.engines.contents import Results, Triples
from govgraph.graph.engines.generations import Folder
from govgraph.graph.engines.oxigraph import begin, begin_in_memory, commit, empty, open_current
from govgraph.graph.engines.sparql import Bindings
from govgraph.ontology.errors import UsageError


class Reader(Protocol):
    """What can be asked of a store, and of a writer about its unfinished work."""

    def query(self, text: str, bindings: Bindings | None = None) -> Results:
        """Answer a SPARQL query over `graph/merged`, with the named graphs behind `GRAPH`.

        The prefixes of `govgraph.ontology.terms` are known. `GRAPH ?g` does not meet the merged
        graph unless the text names it. A FROM in the text takes the place of the merged graph.
        Raises `QueryError` on wrong, writing or fetching texts and on unknown variables.
        """
        ...

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        """Yield the triples of a graph in no particular order; none where there is no such graph."""
        ...

    def names(self) -> list[NamedNode]:
        """Return the names of the graphs, sorted, without `graph/merged`."""
        ...

    def text(self, source_id: str) -> str | None:
        """Return the stored text of a source as it was read, or None where it is not kept."""
        ...

    def texts(self) -> list[str]:
        """Return the ids of all that is kept, sorted: texts of sources, and what was found in them."""
        ...


class Writer(Reader, Protocol):
    """A store's unfinished work: seen by this writer only, until its block ends."""

    def put(self, graph: NamedNode, triples: Triples) -> None:
        """Make these the triples of a graph, in place of those it had; no triples: no graph.

        Raises `StoreError` for a name outside `graph/`, for `graph/merged`, and for RDF 1.2 terms.
        """
        ...

    def drop(self, graph: NamedNode) -> None:
        """Take a graph away; a graph that is not there is no error."""
        ...

    def put_text(self, source_id: str, text: str) -> None:
        """Keep the text of a source, unchanged to the last line break."""
        ...

    def drop_text(self, source_id: str) -> None:
        """Forget the text of a source; a text that is not there is no error."""
        ...


class Store(Reader, Protocol):
    """A place where graphs and texts are kept; closing it ends its handles, not its contents."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Open the only writer of the store; its work is kept if the block ends without an error.

        Raises `StoreError` where another writer is at work or the store cannot be written.
        """
        ...

    def close(self) -> None:
        """Give up the handles of the store; using it afterwards is an error."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class OxigraphStore:
    """A store in a folder or in memory; see `Store` for what it answers.

    It reads the state that was current when it was opened; its own writers and `refresh` bring it
    up to date. Any number of processes may read while one writes.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        """Open the store in a folder, or an empty one that its first writer makes there.

        Without a path the store is in memory. Raises `StoreError` where the folder is something else
        than a store, or the store is damaged or of another format; such a folder is never touched.
        """
        self._folder = None if path is None else Folder(Path(path))
        if self._folder is None or self._folder.current() is None:
            self._snapshot = empty("the store in memory" if path is None else str(path))
        else:
            self._snapshot = open_current(self._folder)

    @classmethod
    def memory(cls) -> Self:
        """Return an empty store in memory."""
        return cls()

    @classmethod
    def existing(cls, path: str | os.PathLike[str]) -> Self:
        """Open the store in a folder; raises `UsageError` where there is none yet."""
        if Folder(Path(path)).current() is None:
            raise UsageError(f"there is no store at {path}; make it with: govgraph build FILE --store {path}")
        return cls(path)

    def query(self, text: str, bindings: Bindings | None = None) -> Results:
        """See `Reader.query`."""
        return self._snapshot.query(text, bindings)

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        """See `Reader.graph`."""
        return self._snapshot.graph(name)

    def names(self) -> list[NamedNode]:
        """See `Reader.names`."""
        return self._snapshot.names()

    def text(self, source_id: str) -> str | None:
        """See `Reader.text`; on disk, raises `StoreError` for a text that is gone or was changed there."""
        return self._snapshot.checked_text(source_id) if self._folder else self._snapshot.text(source_id)

    def texts(self) -> list[str]:
        """See `Reader.texts`."""
        return self._snapshot.texts()

    @contextmanager
    def writer(self) -> Generator[Writer]:
        """See `Store.writer`."""
        if self._folder is None:
            with begin_in_memory(self._snapshot) as writer:
                yield writer
                self._snapshot = writer.finished()
            return
        self._snapshot.check_open()
        with self._folder.locked():
            self.refresh()  # another writer may have been at work since this store was opened
            with begin(self._folder, self._snapshot) as writer:
                yield writer
                writer.settle()
                if writer.changed or self._folder.current() is None:
                    commit(self._folder, writer)
                    self.refresh()

    def refresh(self) -> bool:
        """Read what is current now; returns whether that is something else than before."""
        generation = self._folder.current() if self._folder else ""
        if self._folder is None or generation in (None, self._snapshot.generation):
            return False
        self._snapshot = open_current(self._folder)  # another thread may still read the old one
        return True

    def close(self) -> None:
        """See `Store.close`."""
        self._snapshot.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
