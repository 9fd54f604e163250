"""What waits for review: what the rules are least sure of, what the registry does not know, and names.

Names wait where forms were taken for one thing, and where two things have nearly the same. What a
decision of the store is about waits no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal as Number
from enum import IntEnum

from govgraph.graph import iris
from govgraph.graph.codelists import unquoted
from govgraph.graph.figures import indicator_name
from govgraph.graph.ground import claimed_mentions
from govgraph.graph.quads import identification
from govgraph.graph.review.decisions import Decision
from govgraph.graph.review.graph import decisions_in, kept_records
from govgraph.graph.review.recorded import Cells, Fact, Facts
from govgraph.graph.review.replay import replay
from govgraph.graph.store import Reader
from govgraph.ontology.records import Evidence, Extraction, Measurement, Relation, Thing
from govgraph.ontology.vocabulary import find_indicator, fold

_SHORTEST = 4
"""Names shorter than this are alike by chance."""


class Why(IntEnum):
    """Why something waits; the smaller comes first."""

    UNCERTAIN = 1
    UNKNOWN = 2
    ALIKE = 3
    ONE = 4


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits: its fact, why it waits (`reason` in words), and where it stands.

    `forms` are the surface forms to split off, `other` the thing that it may be the same as.
    """

    why: Why
    confidence: Number
    source: str
    start: int
    cells: Cells
    nth: str
    place: str
    reason: str
    words: str
    sentence: str
    forms: tuple[str, ...] = ()
    other: str = ""


@dataclass(slots=True)
class Queue:
    """What waits, in order, and the ids of sources of which nothing is known but their graph."""

    items: list[Item] = field(default_factory=list[Item])
    unread: list[str] = field(default_factory=list[str])


def waiting(store: Reader, most: Number) -> Queue:
    """Return what waits in a store; claims only up to the confidence `most`."""
    queue = Queue()
    decisions = decisions_in(store)
    undecided: list[tuple[Facts, Fact]] = []
    for name in store.names():
        if iris.is_source_graph(name):
            source = name.value.rpartition("/")[2]
            extraction = kept_records(store, source)
            if extraction is None:
                queue.unread.append(source)
            else:
                undecided += _undecided(extraction, decisions)
    queue.items += _uncertain(undecided, most)
    queue.items += _unknown(undecided, most)
    queue.items += _alike(undecided)
    queue.items += _one(undecided)
    queue.items.sort(key=lambda item: (item.why, item.confidence, item.source, item.start, item.cells))
    return queue


def _undecided(extraction: Extraction, decisions: Sequence[Decision]) -> Iterator[tuple[Facts, Fact]]:
    """Yield the facts of a source that no decision is about, as the rules found them."""
    facts = Facts(extraction)
    done = replay(facts, decisions)
    decided = {identifier for outcome in done.outcomes for identifier in outcome.decided}
    claimed = {mention.thing.id for mention in claimed_mentions(extraction)}
    for fact in facts.all:
        if fact.id in facts.things and fact.id not in claimed:
            continue  # only in a by-line or a caption: no claim
        if decided.isdisjoint(done.draft.claims_of(fact.id)):
            yield facts, fact


def _record(facts: Facts, fact: Fact) -> Measurement | Relation | Thing:
    if fact.id in facts.things:
        return facts.things[fact.id]
    return facts.figures.get(fact.id) or facts.relations[fact.id]


def _item(facts: Facts, fact: Fact, why: Why, reason: str) -> Item:
    record = _record(facts, fact)
    evidence: Evidence = record.mentions[0] if isinstance(record, Thing) else record.evidence
    document = facts.extraction.document
    return Item(
        why,
        record.confidence,
        document.id,
        fact.start,
        fact.cells,
        facts.turns[fact.id],
        document.place.code if document.place else "",
        reason,
        evidence.quote,
        document.text[evidence.sentence.start : evidence.sentence.end],
    )


def _uncertain(undecided: Iterable[tuple[Facts, Fact]], most: Number) -> Iterator[Item]:
    for facts, fact in undecided:
        record = _record(facts, fact)
        if record.confidence <= most:
            yield _item(facts, fact, Why.UNCERTAIN, f"uncertain: rule {record.rule}")


def _unknown(undecided: Iterable[tuple[Facts, Fact]], most: Number) -> Iterator[Item]:
    """Figures of indicators that the registry does not know, unless they wait already."""
    for facts, fact in undecided:
        figure = facts.figures.get(fact.id)
        if figure is not None and figure.confidence > most and find_indicator(indicator_name(figure)) is None:
            yield _item(facts, fact, Why.UNKNOWN, "unknown indicator")


def _one(undecided: Iterable[tuple[Facts, Fact]]) -> Iterator[Item]:
    """Things that several forms were taken for; other forms of place names are no question."""
    for facts, fact in undecided:
        thing = facts.things.get(fact.id)
        if thing is None or thing.code:
            continue
        forms = dict[str, str]()
        for mention in thing.mentions:
            why = identification(thing, mention.quote)
            if why:
                forms.setdefault(unquoted(mention.quote), why)
        if forms:
            told = ", ".join(f"{form} ({why})" for form, why in sorted(forms.items()))
            item = _item(facts, fact, Why.ONE, f"taken for one: {told}")
            yield replace(item, forms=tuple(sorted(forms)))


def _alike(undecided: Iterable[tuple[Facts, Fact]]) -> Iterator[Item]:
    """Pairs of things of one type and area whose names differ by one sign, or by what is before or behind."""
    groups = defaultdict[tuple[str, str], dict[str, tuple[Facts, Fact]]](dict)
    for facts, fact in undecided:
        thing = facts.things.get(fact.id)
        if thing is not None and not thing.code:
            groups[fact.cells.what, _home(facts)].setdefault(fact.cells.subject, (facts, fact))
    for group in groups.values():
        for one, other in sorted(pairs(group)):
            yield replace(_item(*group[one], Why.ALIKE, f"nearly the name of {other}"), other=other)


def _home(facts: Facts) -> str:
    place = facts.extraction.document.place
    return place.code if place else facts.extraction.document.id


def pairs(names: Iterable[str]) -> set[tuple[str, str]]:
    """Return pairs of names that are nearly the same, the shorter first, without comparing each with each."""
    folded = {name: fold(name) for name in names if len(fold(name)) >= _SHORTEST}
    shorter = defaultdict[str, set[str]](set)
    whole = defaultdict[str, set[str]](set)
    for name, form in folded.items():
        whole[form].add(name)
        for at in range(len(form)):
            shorter[form[:at] + form[at + 1 :]].add(name)
    found = set[tuple[str, str]]()
    for name, form in folded.items():
        ends = {form[at:] for at in range(1, len(form))} | {form[:at] for at in range(_SHORTEST, len(form))}
        near = {other for end in ends if len(end) >= _SHORTEST for other in whole.get(end, ())}
        near |= {other for other in whole[form] | shorter.get(form, set()) if other != name}
        near |= {other for at in range(len(form)) for other in shorter[form[:at] + form[at + 1 :]]}
        for other in near - {name}:
            first, second = sorted((name, other), key=lambda one: (len(one), one))
            found.add((first, second))
    return found
