"""Join loaders and graph: sources in, a store whose graphs agree out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from glob import glob, has_magic
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions, Triple

from govgraph.graph.assemble import assemble
from govgraph.graph.iris import is_source_graph, source_graph
from govgraph.graph.quads import source_triples
from govgraph.graph.store import OxigraphStore, Store
from govgraph.loaders.containers import ENDINGS
from govgraph.ontology.errors import SourceError, UsageError
from govgraph.ontology.records import Document, Extraction

_ADDRESS = ("http://", "https://")

@dataclass(frozen=True, slots=True)
class Summary:
    """What a store holds, in numbers; `flagged` maps what deserves a look to how many there are."""

    sources: int
    claims: int
    measurements: int
    relations: int
    things: int
    things_by_class: tuple[tuple[str, int], ...]
    flagged: tuple[tuple[str, int], ...]

    def text(self, location: str) -> str:
        """Render for a terminal."""
        kinds = ", ".join(f"{count} {name}" for name, count in self.things_by_class)
        claims = f"{self.measurements} figures, {self.relations} relations; the rest mentions"
        lines = [
            f"{location}: {self.sources} source{'s' * (self.sources != 1)}",
            f"  claims   {self.claims}: {claims}",
            f"  things   {self.things}: {kinds}",
        ]
        lines += [f"  flagged  {count} {what}" for what, count in self.flagged]
        return "\n".join(lines)


def expand(sources: Iterable[str]) -> list[str]:
    """Replace each folder by the readable files below it, and each pattern by what it matches, sorted.

    Hidden files are left out; a pattern that names an ending takes every file of that ending. Raises
    `SourceError` for a folder without a readable file, and `UsageError` for a pattern without a match.
    """
    found: list[str] = []
    for source in sources:
        if source != "-" and Path(source).is_dir():
            inside = _readable(Path(source))
            if not inside:
                raise SourceError(f"{source}: no file in this folder that ends in {', '.join(ENDINGS)}")
            found += inside
        elif source != "-" and has_magic(source) and not Path(source).exists():
            found += _matched(source)
        else:
            found.append(source)
    return list(dict.fromkeys(found))


def _readable(folder: Path) -> list[str]:
    """The files below `folder` that have a readable ending, hidden ones and those in hidden folders left out."""
    inside = (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    return sorted(
        str(path) for path in inside if not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )


def _matched(pattern: str) -> list[str]:
    paths = [Path(name) for name in sorted(glob(pattern, recursive=True))]
    ending = Path(pattern).suffix
    endings = ENDINGS if has_magic(ending) or not ending else (ending.lower(),)
    found = [str(path) for path in paths if path.is_file() and path.suffix.lower() in endings]
    found += [name for path in paths if path.is_dir() for name in _readable(path)]
    if not found:
        raise UsageError(f"{pattern}: no readable file matches this pattern; it is read in {Path.cwd()}")
    return sorted(set(found))


def read_source(source: str) -> Document:
    """Read a file, or standard input for `-`."""
    from govgraph.loaders.read import read_bytes, read_document

    return read_bytes(sys.stdin.buffer.read(), "stdin") if source == "-" else read_document(source)


def open_store(location: str | Path | None = None) -> Store:
    """Open the store in a folder (made when missing), at a server's address, or in memory (None)."""
    if location is None:
        return OxigraphStore.memory()
    if str(location).startswith(_ADDRESS):
        from govgraph.graph.remote import RemoteStore

        return RemoteStore(str(location))
    return OxigraphStore(Path(location))


def open_existing(location: str) -> Store:
    """Open a store for reading, or an RDF file as one; raises `StoreError` where there is none."""
    path = Path(location)
    if path.is_file():
        from govgraph.graph.convert import load_file

        return load_file(path)
    if location.startswith(_ADDRESS):
        return open_store(location)
    return OxigraphStore.existing(path)


def build(store: Store, extractions: Iterable[Extraction]) -> Summary:
    """Put documents into `store`, replacing those it holds already, and bring every graph up to date."""
    graphs = source_graphs(store)
    texts: dict[str, str] = {}
    for extraction in extractions:
        document = extraction.document
        graphs[source_graph(document.id)] = source_triples(extraction)
        texts[document.id] = document.text
    with store.writer() as writer:
        for name, triples in assemble(graphs).items():
            writer.put(name, triples)
        for source, text in texts.items():
            writer.put_text(source, text)
    return summarise(store)


def build_files(
    location: str, sources: Sequence[str], advance: Callable[[str], None], jobs: int = 1
) -> tuple[Summary | None, list[str], list[str]]:
    """Read, extract and store `sources`; calls `advance` with the name of each that is done.

    With `jobs` above 1 that many processes read and extract; what is stored is the same. Returns the
    summary (None where no source could be read), one line for each source that could not be read, and
    one for each note on a source that was; the latter are stored together, in one step.
    """
    extractions: list[Extraction] = []
    failures: list[str] = []
    notes: list[str] = []
    with closing(_extracted(sources, jobs)) as found:
        for source, result in zip(sources, found, strict=True):
            advance(Path(source).name)
            if isinstance(result, SourceError):
                failures.append(str(result))
            else:
                extractions.append(result)
                notes += [f"{source}: {note}" for note in result.document.notes]
    if not extractions:
        return None, failures, notes
    store = open_store(location)
    try:
        return build(store, extractions), failures, notes
    finally:
        store.close()


def _extracted(sources: Sequence[str], jobs: int) -> Generator[Extraction | SourceError, None, None]:
    """Yield what each source gave, in their order."""
    if jobs == 1 or len(sources) == 1:
        yield from map(_extract, sources)
        return
    with ProcessPoolExecutor(min(jobs, len(sources)), mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(_extract, sources)
        finally:
            pool.shutdown(cancel_futures=True)


def _extract(source: str) -> Extraction | SourceError:
    from govgraph.loaders.extract import extract

    try:
        return extract(read_source(source))
    except SourceError as error:
        return error


def remove(store: Store, sources: Iterable[str]) -> list[str]:
    """Remove sources, named by id or file name, with all that only they said; returns what was removed.

    Raises `UsageError` for a source that the store does not hold, before anything is changed.
    """
    held = {row["id"].value: row["name"].value for row in _rows(store, _SOURCES)}
    gone: dict[str, str] = {}
    for source in sources:
        found = {key: name for key, name in held.items() if source in (key, name)}
        if not found:
            listed = ", ".join(f"{key} ({name})" for key, name in sorted(held.items())) or "none"
            raise UsageError(f"{source}: not a source of this store; it holds {listed}")
        gone |= found
    dropped = {source_graph(key) for key in gone}
    graphs = {name: triples for name, triples in source_graphs(store).items() if name not in dropped}
    with store.writer() as writer:
        for name in dropped:
            writer.drop(name)
        for name, triples in assemble(graphs).items():
            writer.put(name, triples)
        for key in gone:
            writer.drop_text(key)
    return [f"{key} ({name})" for key, name in sorted(gone.items())]


def source_graphs(store: Store) -> dict[NamedNode, list[Triple]]:
    """The graphs of the sources that `store` holds."""
    return {name: list(store.graph(name)) for name in store.names() if is_source_graph(name)}


_SOURCES = (
    """SELECT ?id ?name WHERE { ?s a gov:Source ; dct:identifier ?id ; gov:fileName ?name } ORDER BY ?id"""
)

_COUNTS = {
    "sources": "?x a gov:Source",
    "claims": "?x a gov:Claim",
    "measurements": "?x a gov:Quantity ; gov:valueText ?v",
    "relations": "?x a gov:Relation",
}

_THINGS = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {
  ?mention a gov:Mention ; gov:about ?thing . ?thing gov:kind/skos:prefLabel ?class .
  FILTER(lang(?class) = "en")
} GROUP BY ?class ORDER BY DESC(?n) ?class"""

_FLAGS = {
    "figures without a unit": "?x gov:unit u:无单位",
    "indicators that the registry does not know": "?x gov:unregistered true",
    "claims of low confidence (below 0.6)": "?x gov:confidence ?c FILTER(?c < 0.6)",
}


def summarise(store: Store) -> Summary:
    """Count what `store` holds."""
    counts = {name: _count(store, pattern) for name, pattern in _COUNTS.items()}
    things = tuple((row["class"].value, int(row["n"].value)) for row in _rows(store, _THINGS))
    flagged = tuple((what, _count(store, pattern)) for what, pattern in _FLAGS.items())
    return Summary(**counts, things=sum(n for _, n in things), things_by_class=things, flagged=flagged)


def _count(store: Store, pattern: str) -> int:
    (row,) = _rows(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"].value)


def _rows(store: Store, text: str) -> Iterable[Any]:
    solutions = store.query(text)
    assert isinstance(solutions, QuerySolutions)
    return solutions
