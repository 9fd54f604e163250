"""Review joined with building: decisions replayed on the sources that come, and on those a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Triple

from govgraph.graph import iris
from govgraph.graph.assemble import Assembly, part
from govgraph.graph.review.decisions import Decision
from govgraph.graph.review.files import Fault, read_folder
from govgraph.graph.review.graph import (
    about_sources,
    decision_triples,
    decisions_in,
    faults_of,
    kept_records,
    reviewed,
)
from govgraph.graph.store import Store, Writer
from govgraph.ontology.errors import ReviewError, counted

_MANY = 20
"""Above so many decisions of which none applies, the folder is another source's: one line says so."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a build takes for its review: the decisions of a folder, else those that the store holds.

    With `strict` a decision that does not apply fails the build, and nothing is stored.
    """

    folder: Path | None = None
    strict: bool = False

    def decisions(self, store: Store) -> tuple[Decision, ...]:
        """Return the decisions to replay."""
        return decisions_in(store) if self.folder is None else read_folder(self.folder)


class Replaying:
    """The review of one build: told of each source that is put, then brings the others up to date."""

    def __init__(self, store: Store, review: Review) -> None:
        self.decisions = review.decisions(store)
        self.named = review.folder is not None
        self.faults: list[Fault] = []
        self.unread: list[str] = []
        self._strict = review.strict
        self._store = store
        self._stale = False
        self._put: set[str] = set()
        self._reviews: list[Triple] = []
        self._found: list[tuple[Decision, str]] = []

    def note(self, source: str, reviews: Iterable[Triple], faults: Iterable[tuple[Decision, str]]) -> None:
        """Take up what review did to a source that was put."""
        self._put.add(source)
        self._reviews += reviews
        self._found += faults

    def begin(self) -> None:
        """Read the decisions of the store again, now that nobody else writes: they may have changed."""
        held = self.decisions if self.named else decisions_in(self._store)
        self._stale, self.decisions = held != self.decisions, held

    def finish(self, writer: Writer, assembly: Assembly) -> None:
        """Review the sources held where a folder was named, and put who decided what.

        Those that were put by decisions that another build has changed since are reviewed again.

        Raises `ReviewError` where two decisions contradict each other, or with `strict` one does not apply.
        """
        graphs = {name.value.rpartition("/")[2] for name in self._store.names() if iris.is_source_graph(name)}
        again = graphs - self._put if self.named else set[str]()
        if self._stale:
            again, self._reviews, self._found = self._put.copy(), [], []
        for source in sorted(again):
            if not self._again(source, writer, assembly):
                self.unread.append(source)
        self._reviews += about_sources(self._store, graphs - self._put)
        known = {iris.review(decision.id) for decision in self.decisions}
        reviews = [triple for triple in self._reviews if triple.subject in known]
        writer.put(iris.REVIEW, (*decision_triples(self.decisions), *reviews))
        self.faults = faults_of(self.decisions if self.named else (), reviews, self._found)
        if self.faults and self._strict:
            raise ReviewError("; ".join((*self._amiss(), "nothing was stored")))

    def _again(self, source: str, writer: Writer, assembly: Assembly) -> bool:
        """Review a source by what the rules found of it; false where that was not kept."""
        extraction = kept_records(writer, source)
        if extraction is None:
            return False
        result = reviewed(extraction, self.decisions)
        name = iris.source_graph(source)
        if set(result.triples) != set(writer.graph(name)):
            assembly.put(name, part(name, result.triples))
        self.note(source, result.reviews, result.faults)
        return True

    def _amiss(self) -> list[str]:
        """Return the faults, and how many; where no decision of many applies, the first stands for all."""
        faults, decisions = len(self.faults), len(self.decisions)
        if not faults:
            return []
        if decisions > _MANY and len({fault.where for fault in self.faults}) == decisions:
            none = f"none of the {decisions} decisions applies; are they about other sources? the first"
            return [f"{none}: {self.faults[0]}"]
        told = f"{counted(faults, 'fault')} in {counted(decisions, 'decision')}"
        return [*map(str, self.faults), f"{told}; put them right or take them out"]

    def notes(self) -> list[str]:
        """Return what a person should know of the review, one line each."""
        said = [f"review: {line}" for line in self._amiss()]
        if self.unread:
            listed = ", ".join(self.unread)
            said.append(f"review: not replayed on {listed}: what the rules found was not kept; build again")
        return said


def withdraw(store: Store, writer: Writer, kept: Sequence[str]) -> None:
    """Put the review as it is without the sources that are not kept."""
    writer.put(iris.REVIEW, (*decision_triples(decisions_in(store)), *about_sources(store, kept)))
