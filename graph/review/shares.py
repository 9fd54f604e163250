"""Who found the facts of each source: the rules alone, or a person who put them right, added or took out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govgraph.graph import iris
from govgraph.graph.ground import REVIEWED, claimed_mentions
from govgraph.graph.review.decisions import Decision, Kind, Verb
from govgraph.graph.review.graph import decisions_in, kept_records
from govgraph.graph.review.recorded import Fact, Facts
from govgraph.graph.review.replay import replay
from govgraph.graph.store import Reader
from govgraph.ontology.records import Extraction

ALL = "all"
"""In place of a kind, their sum; in place of a source, all of them."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many facts of one kind a source has, by who found them.

    Of the facts that stand, `alone` are as the rules found them and nobody decided on them; `accepted` are
    so and a person agreed, perhaps adding an English name, gloss, field or level; `corrected` were put
    right or split off by a person; `added` are a person's own. `rejected` counts what the rules found and
    a person took out, or merged into another.
    """

    source: str
    name: str
    kind: str
    alone: int = 0
    accepted: int = 0
    corrected: int = 0
    added: int = 0
    rejected: int = 0

    @property
    def of_rules(self) -> float | None:
        """The share (0 to 1) of the facts that stand and are as the rules found them; None without facts."""
        stand = self.alone + self.accepted + self.corrected + self.added
        return (self.alone + self.accepted) / stand if stand else None


def shares(store: Reader) -> tuple[list[Share], list[str]]:
    """Return the shares of each source and, where there are several, of all; and the ids of those unknown.

    What the rules found of a source is unknown where the store was made without keeping it.
    """
    decisions = decisions_in(store)
    found: list[Share] = []
    unknown: list[str] = []
    total = Counter[tuple[str, str]]()
    for name in store.names():
        if iris.is_source_graph(name):
            source = name.value.rpartition("/")[2]
            extraction = kept_records(store, source)
            if extraction is None:
                unknown.append(source)
            else:
                counted = shares_of(extraction, decisions)
                found += _rows(source, extraction.document.name, counted)
                total += counted
    if len({share.source for share in found}) > 1:
        found += _rows(ALL, "", total)
    return found, unknown


def shares_of(extraction: Extraction, decisions: Sequence[Decision]) -> Counter[tuple[str, str]]:
    """Count the facts of a document by kind and by who found them, as the fields of `Share` are named."""
    facts = Facts(extraction)
    done = replay(facts, decisions)
    now = Facts(done.extraction)
    verbs = defaultdict[str, set[Verb]](set)
    for outcome in done.outcomes:
        for claim in outcome.decided:
            verbs[claim].add(outcome.decision.verb)
    before = {fact.id: fact for fact in _claimed(facts)}
    after = {fact.id: fact for fact in _claimed(now)}
    counted = Counter[tuple[str, str]]()
    for identifier, fact in after.items():
        decided = set[Verb]().union(*(verbs[claim] for claim in done.draft.claims_of(identifier)))
        if identifier not in before:
            origin = "added" if _rule(now, identifier) == REVIEWED else "corrected"
        elif not decided:
            origin = "alone"
        elif Verb.SPLIT in decided or _differs(facts, before[identifier], now, fact):
            origin = "corrected"
        else:
            origin = "accepted"
        counted[fact.cells.kind, origin] += 1
    counted.update((fact.cells.kind, "rejected") for name, fact in before.items() if name not in after)
    return counted


def _rows(source: str, name: str, counted: Mapping[tuple[str, str], int]) -> Iterator[Share]:
    for kind in Kind:
        yield Share(source, name, kind, **{who: n for (of, who), n in counted.items() if of == kind})
    whole = Counter[str]()
    for (_, who), number in counted.items():
        whole[who] += number
    yield Share(source, name, ALL, **whole)


def _claimed(facts: Facts) -> Iterable[Fact]:
    """The facts that make claims: not things that only a by-line or a caption names."""
    claimed = {mention.thing.id for mention in claimed_mentions(facts.extraction)}
    return (fact for fact in facts.all if fact.id not in facts.things or fact.id in claimed)


def _rule(facts: Facts, identifier: str) -> str:
    records = (facts.things, facts.figures, facts.relations)
    return next(found[identifier].rule for found in records if identifier in found)


def _differs(before: Facts, was: Fact, after: Facts, fact: Fact) -> bool:
    """Whether a fact says something else than before; what a person only adds to a thing is no correction."""
    old, new = before.things.get(was.id), after.things.get(fact.id)
    if old is not None and new is not None:
        told = ((old.subtype, new.subtype), (old.level, new.level), (old.field, new.field))
        return was.cells != fact.cells or any(one and one != other for one, other in told)
    if was.id in before.figures:
        return was.cells != fact.cells or before.figures[was.id] != after.figures[fact.id]
    return was.cells != fact.cells or before.relations[was.id].stage != after.relations[fact.id].stage
