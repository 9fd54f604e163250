"""Join loaders and graph: sources in, a store whose graphs agree out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, RdfFormat, Triple, parse

from govgraph.batch import Extractor, Held, Prepared, in_store_form, prepared, workers
from govgraph.graph.assemble import Assembly, Each, in_turn
from govgraph.graph.iris import source_graph
from govgraph.graph.review.graph import records_id
from govgraph.graph.store import OxigraphStore, Store
from govgraph.loaders.reading.containers import ENDINGS
from govgraph.ontology.errors import SourceError, UsageError, counted
from govgraph.ontology.records import Extraction
from govgraph.reviewing import Replaying, Review, withdraw

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
        figures, relations = counted(self.measurements, "figure"), counted(self.relations, "relation")
        lines = [
            f"{location}: {counted(self.sources, 'source')}",
            f"  claims   {self.claims}: {figures}, {relations}; the rest mentions",
            f"  things   {self.things}" + f": {kinds}" * bool(kinds),
        ]
        lines += [f"  flagged  {count} {what}" for what, count in self.flagged if count]
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
    """The files below `folder` with a readable ending, none that are hidden or in hidden folders."""
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


def open_store(location: str | Path | None = None) -> Store:
    """Open the store in a folder (made when missing), at a server's address, or in memory (None)."""
    if location is None:
        return OxigraphStore.memory()
    if str(location).startswith(_ADDRESS):
        from govgraph.graph.engines.remote import RemoteStore

        return RemoteStore(str(location))
    if "://" in str(location):
        raise UsageError(f"{location}: a store is a folder or an http(s) address of a SPARQL server")
    return OxigraphStore(Path(location))


def open_existing(location: str) -> Store:
    """Open a store for reading, or an RDF file as one; raises `UsageError` where there is none."""
    path = Path(location)
    if path.is_file():
        from govgraph.graph.convert import load_file

        return load_file(path)
    if "://" in location:
        return open_store(location)
    return OxigraphStore.existing(path)


def build(store: Store, extractions: Iterable[Extraction], review: Review | None = None) -> Summary:
    """Put documents into `store`, replacing those it holds already, and bring every graph up to date.

    The decisions of the review, else those that the store holds, are replayed.
    """
    replaying = Replaying(store, review or Review())
    sources = (in_store_form(found, replaying.decisions) for found in extractions)
    return _fill(store, sources, replaying)


def _fill(store: Store, sources: Iterable[Prepared], replaying: Replaying, each: Each = in_turn) -> Summary:
    """Put sources into `store` one after the other, and what review makes of them, in force all at once."""
    with store.writer() as writer:
        replaying.begin()
        assembly = Assembly(store, writer, each)
        for source in sources:
            if source.part is not None:
                assembly.put(source_graph(source.id), source.part)
            writer.put_text(source.id, source.text)
            writer.put_text(records_id(source.id), source.records)
            replaying.note(source.id, _triples(source.reviews), source.faults)
        replaying.finish(writer, assembly)
        assembly.finish()
    return summarise(store)


def _triples(content: bytes) -> Iterator[Triple]:
    return (quad.triple for quad in parse(content, RdfFormat.N_TRIPLES))


def build_files(
    location: str,
    sources: Sequence[str],
    advance: Callable[[str], None],
    jobs: int = 1,
    extractor: Extractor | None = None,
    review: Review | None = None,
) -> tuple[Summary | None, list[str], list[str]]:
    """Read, extract and store `sources`; calls `advance` with the name of each that is done.

    With `jobs` above 1 that many processes read, extract and draw conclusions; what is stored is the same.
    A source that the store holds already, extracted by the same rules, is read and left as it is. An
    `extractor` stands in for the rules alone. The `review`, else the one that the store holds, is replayed
    on all. Returns the summary (None where no source could be read), one line for each source that could
    not be read, and one for each note on a source that was and on the review; what could be read is stored
    in one step.
    """
    failures: list[str] = []
    notes: list[str] = []
    good = 0
    store = open_store(location)

    def changed(results: Iterable[Prepared | SourceError]) -> Iterator[Prepared]:
        nonlocal good
        for source, result in zip(sources, results, strict=True):
            advance(Path(source).name)
            if isinstance(result, SourceError):
                failures.append(str(result))
                continue
            good += 1
            notes.extend(f"{source}: {note}" for note in result.notes)
            if result.part is not None:
                yield result

    summary: Summary | None = None
    try:
        replaying = Replaying(store, review or Review())
        with workers(min(jobs, len(sources))) as each:
            held = _held(store, replaying)
            found = changed(prepared(sources, held, each, extractor, replaying.decisions))
            first = next(found, None)  # the store is opened for writing only if there is something to write
            if first is not None:
                summary = _fill(store, chain([first], found), replaying, each)
            elif good:
                summary = _fill(store, (), replaying, each) if replaying.named else summarise(store)
        return summary, failures, [*notes, *replaying.notes()]
    finally:
        store.close()


def _held(store: Store, replaying: Replaying) -> Held:
    """What `store` holds of each file name, left out what a review cannot be replayed on as it is held."""
    held = defaultdict[str, set[tuple[str, str]]](set)
    for row in _rows(store, _SOURCES):
        if not replaying.named or store.text(records_id(row["id"].value)) is not None:
            held[row["name"].value].add((row["id"].value, row["run"].value))
    return {name: frozenset(found) for name, found in held.items()}


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
    with store.writer() as writer:
        assembly = Assembly(store, writer)
        for key in gone:
            assembly.drop(source_graph(key))
            writer.drop_text(key)
            writer.drop_text(records_id(key))
        withdraw(store, writer, sorted(held.keys() - gone.keys()))
        assembly.finish()
    return [f"{key} ({name})" for key, name in sorted(gone.items())]


_SOURCES = """SELECT ?id ?name ?run WHERE {
  ?source a gov:Source ; dct:identifier ?id ; gov:fileName ?name . ?run a gov:Run ; prov:used ?source
} ORDER BY ?id"""

_COUNTS = {
    "sources": "?x a gov:Source",
    "claims": "?x a gov:Claim",
    "measurements": "VALUES ?kind { gov:Result gov:Change gov:Target } ?x a ?kind",
    "relations": "?x a gov:Relation",
}

_THINGS = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {
  ?mention a gov:Mention ; gov:about ?thing . ?thing gov:kind/skos:prefLabel ?class .
  FILTER(lang(?class) = "en")
} GROUP BY ?class ORDER BY DESC(?n) ?class"""

_FLAGS = {
    "figures without a unit": "?x a gov:Claim ; gov:unit u:无单位",
    "indicators that the registry does not know": "?x gov:unregistered true",
    "claims of low confidence (below 0.6)": "?x gov:confidence ?c FILTER(?c < 0.6)",
    "claims that a person made": "?x gov:rule 'review'",
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
