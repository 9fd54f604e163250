"""Many sources read, extracted and made triples, by one process or several: all that needs no store."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from pyoxigraph import RdfFormat, serialize

from govgraph.graph.assemble import Each, Part, in_turn, part
from govgraph.graph.iris import source_graph
from govgraph.graph.review.decisions import Decision
from govgraph.ontology.archive import to_archive
from govgraph.ontology.errors import SourceError
from govgraph.ontology.records import Document, Extraction

Held = Mapping[str, frozenset[tuple[str, str]]]
"""What a store holds: by file name, the id and the run of each source."""

_AHEAD = 8
"""Number of sources that a process may be ahead of who takes them: it bounds the memory."""


class Extractor(Protocol):
    """Reads the records of a document; `name` says who made them, so that the same is not done twice."""

    @property
    def name(self) -> str: ...

    def __call__(self, document: Document, /) -> Extraction: ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of one source; `part` is None where the store holds just that already.

    `records` is what the rules found (`govgraph.ontology.archive`), `reviews` (N-Triples) what decisions
    did to it, `faults` which of them failed.
    """

    id: str
    text: str
    part: Part | None
    notes: tuple[str, ...] = ()
    records: str = ""
    reviews: bytes = b""
    faults: tuple[tuple[Decision, str], ...] = ()


def read_source(source: str) -> Document:
    """Read a file, or standard input for `-`."""
    from govgraph.loaders.reading.read import read_bytes, read_document

    return read_bytes(sys.stdin.buffer.read(), "stdin") if source == "-" else read_document(source)


_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


@contextmanager
def workers(jobs: int) -> Generator[Each]:
    """Yield what does each of many tasks in `jobs` processes, or for one job in this process."""
    if jobs == 1:
        yield in_turn
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:

        def each(function: Callable[[_Task], _Done], tasks: Iterable[_Task], /) -> Iterator[_Done]:
            waiting = deque[Future[_Done]]()
            for task in tasks:
                waiting.append(pool.submit(function, task))
                if len(waiting) > jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        try:
            yield each
        finally:
            pool.shutdown(cancel_futures=True)


def prepared(
    sources: Sequence[str],
    held: Held,
    each: Each = in_turn,
    extractor: Extractor | None = None,
    decisions: Sequence[Decision] = (),
) -> Iterator[Prepared | SourceError]:
    """Yield what became of each source, in their order.

    `decisions` are replayed on each. The rules extract, or an `extractor` of another kind, which works in
    this process alone.
    """
    review = tuple(decisions)
    tasks = [
        (source, held.get("stdin" if source == "-" else Path(source).name, _NONE), review)
        for source in sources
    ]
    return each(_prepare, tasks) if extractor is None else (_prepare(task, extractor) for task in tasks)


_NONE = frozenset[tuple[str, str]]()
_NOTHING = "no figure, name or relation was found in it; is it Chinese prose?"


def _prepare(
    task: tuple[str, frozenset[tuple[str, str]], tuple[Decision, ...]], extractor: Extractor | None = None
) -> Prepared | SourceError:
    from govgraph.graph import iris
    from govgraph.loaders import extract as rules

    source, held, decisions = task
    try:
        document = read_source(source)
    except SourceError as error:
        return error
    name = extractor.name if extractor else rules.extractor()
    if (document.id, iris.run(document.id, name).value) not in held:
        try:
            extraction = extractor(document) if extractor else rules.extract(document)
        except SourceError as error:
            return error
        return in_store_form(extraction, decisions)
    return Prepared(document.id, document.text, None, document.notes)


def in_store_form(extraction: Extraction, decisions: Sequence[Decision]) -> Prepared:
    """Return a source as a store takes it, with the decisions replayed on it."""
    from govgraph.graph.review.graph import reviewed

    document, result = extraction.document, reviewed(extraction, decisions)
    found = extraction.measurements or extraction.things or extraction.relations
    return Prepared(
        document.id,
        document.text,
        part(source_graph(document.id), result.triples),
        document.notes or (() if found else (_NOTHING,)),
        to_archive(extraction),
        serialize(result.reviews, format=RdfFormat.N_TRIPLES) or b"",
        result.faults,
    )
