"""The records of a document as facts in words: what review decisions are matched with.

The words stand for the keys of `govgraph.graph.diff`: things by name, indicators and units by what the
registry makes of them, values in base units, periods as days. They depend on no offset.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pyoxigraph import NamedNode

from govgraph.graph import iris
from govgraph.graph.figures import indicator_name, indicator_node, unit_node
from govgraph.graph.review.checks import SINCE, number, period
from govgraph.graph.review.decisions import Decision, Kind, Verb
from govgraph.graph.review.quotations import quoted
from govgraph.ontology.records import (
    PLACE_ID,
    Extraction,
    Measurement,
    Period,
    Predicate,
    Relation,
    Role,
    Span,
    Thing,
)
from govgraph.ontology.tables import split_cell
from govgraph.ontology.vocabulary import find_unit, fold

_CLASSES = {Role.CHANGE: "change", Role.TARGET: "target", Role.RANK: "rank"}
_REPORTS = (Predicate.HAS_OUTCOME, Predicate.FUNDED)


@dataclass(frozen=True, slots=True, order=True)
class Cells:
    """A fact as the cells of a decision: what makes two claims the same fact."""

    kind: str
    subject: str
    what: str
    object: str = ""
    role: str = ""
    bound: str = ""
    value: str = ""
    unit: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A record as a fact: where it starts, its cells, and what else it may be called by (folded)."""

    id: str
    start: int
    cells: Cells
    subjects: frozenset[str]
    objects: frozenset[str] = frozenset()
    indicator: NamedNode | None = None
    role: str = ""


class Facts:
    """The facts of one document, to be found by decisions."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.things = {thing.id: thing for thing in extraction.things}
        self.figures = {figure.id: figure for figure in extraction.measurements}
        self.relations = {relation.id: relation for relation in extraction.relations}
        self.reports = defaultdict[str, list[Relation]](list)
        for relation in extraction.relations:
            if relation.predicate in _REPORTS and relation.object in self.figures:
                self.reports[relation.object].append(relation)
        self.all = tuple(sorted(self._all(), key=lambda fact: (fact.start, fact.cells, fact.id)))
        self._found = defaultdict[tuple[str, str], list[Fact]](list)
        for fact in self.all:
            for key in {fact.indicator.value} if fact.indicator else fact.subjects:
                self._found[fact.cells.kind, key].append(fact)

    def matching(self, decision: Decision) -> list[Fact]:
        """Return the facts that the key of a decision fits, in the order of the text."""
        key = fold(decision.subject)
        if decision.kind == Kind.FIGURE:
            key = indicator_node(decision.what).value
        known = self._found.get((decision.kind, key), [])
        if decision.kind == Kind.FIGURE and not decision.what:
            known = [fact for fact in self.all if fact.indicator is not None]
        found = [fact for fact in known if _fits(decision, fact)]
        if not decision.quote or decision.verb in (Verb.ADD, Verb.SPLIT):
            return found
        places = [one.span for one in quoted(self.extraction.document, split_cell(decision.quote))]
        return [fact for fact in found if self._stands(fact, places)]

    def has_words_of(self, decision: Decision) -> bool:
        """Whether the text has the words of a key: its quotation, else its names and what is measured."""
        if decision.quote:
            return bool(quoted(self.extraction.document, split_cell(decision.quote)))
        words = [*split_cell(decision.subject), decision.what if decision.kind == Kind.FIGURE else ""]
        words += [decision.object] if decision.kind == Kind.RELATION else []
        known = self.names(PLACE_ID).union(*map(names_of, self.things.values()))
        text = fold(self.extraction.document.text)
        return all(word in known or word in text for word in map(fold, words))

    def _stands(self, fact: Fact, places: Sequence[Span]) -> bool:
        """Whether a fact stands in one of some stretches of the text, if only by a part."""
        record = self.figures.get(fact.id) or self.relations.get(fact.id)
        spans = [record.evidence.span] if record else [one.span for one in self.things[fact.id].mentions]
        return any(span.start < place.end and place.start < span.end for span in spans for place in places)

    @cached_property
    def turns(self) -> dict[str, str]:
        """For each record which one of its key it is, in the order of the text; "" for the only one."""
        groups = defaultdict[Cells, list[str]](list)
        for fact in self.all:
            groups[fact.cells].append(fact.id)
        return {
            identifier: str(turn) if len(group) > 1 else ""
            for group in groups.values()
            for turn, identifier in enumerate(group, start=1)
        }

    def ids(self) -> list[str]:
        """The ids of all records."""
        return [fact.id for fact in self.all]

    def is_of(self, place: str) -> bool:
        """Whether the document speaks for the area of this code or name; any is, where none is named."""
        own = self.extraction.document.place
        return not place or own is not None and place in (own.code, own.name)

    def names(self, identifier: str) -> frozenset[str]:
        """All names, folded, of the thing or figure with this id; of anything else the words themselves."""
        if identifier in self.things:
            return names_of(self.things[identifier])
        return frozenset((fold(self.label(identifier)),))

    def label(self, identifier: str) -> str:
        """The name of the record with this id; words that are no id stand for themselves."""
        if identifier in self.things:
            return iris.full_name(self.things[identifier])
        if identifier in self.figures:
            return figure_label(self.figures[identifier])
        place = self.extraction.document.place
        return place.name if identifier == PLACE_ID and place else identifier

    def _all(self) -> Iterator[Fact]:
        for thing in self.things.values():
            cells = Cells(Kind.THING, iris.full_name(thing), thing.type)
            yield Fact(thing.id, thing.mentions[0].span.start, cells, names_of(thing))
        for figure in self.figures.values():
            yield self._figure(figure)
        for relation in self.extraction.relations:
            if relation not in self.reports.get(relation.object, ()):
                subject, object_ = self.label(relation.subject), self.label(relation.object)
                cells = Cells(Kind.RELATION, subject, relation.predicate, object_)
                names = self.names(relation.subject), self.names(relation.object)
                yield Fact(relation.id, relation.evidence.span.start, cells, *names)

    def _figure(self, figure: Measurement) -> Fact:
        under = [relation.subject for relation in self.reports.get(figure.id, ())] or [PLACE_ID]
        role = _CLASSES.get(figure.role, "result")
        unit = find_unit(figure.unit or figure.unit_implied)
        cells = Cells(
            Kind.FIGURE,
            "|".join(sorted({self.label(one) for one in under})),
            indicator_name(figure),
            figure.rank_in,
            "change per year" if figure.per_year and role == "change" else role,
            figure.bound,
            f"{signed(figure):f}",
            (unit.name if unit and unit.name != "无单位" else figure.unit) if role != "rank" else "",
            period_cell(figure),
        )
        subjects = frozenset(name for one in (*under, PLACE_ID) for name in self.names(one))
        objects = frozenset((fold(figure.rank_in),))
        indicator = iris.indicator(indicator_name(figure))
        return Fact(figure.id, figure.evidence.span.start, cells, subjects, objects, indicator, figure.role)


def names_of(thing: Thing) -> frozenset[str]:
    """All names of a thing, folded."""
    return frozenset(map(fold, (iris.full_name(thing), thing.name, *thing.aliases)))


def figure_label(figure: Measurement) -> str:
    """A figure in words: what is measured, and how much as it is printed."""
    return figure.measured + figure.evidence.quote


def signed(figure: Measurement) -> Decimal:
    """The value in base units, negative where it is a fall."""
    return figure.value if figure.direction != "down" else -figure.value


def period_cell(figure: Measurement) -> str:
    """When a figure held and what it is compared with, as days."""
    base = figure.compared_with and (figure.compared_with.end or figure.compared_with.start)
    return days(figure.period) + (f"{SINCE}{base}" if base else "")


def days(when: Period | None) -> str:
    """A period as a day, or as its first and last day around a slash."""
    if when is None or when.start is None and when.end is None:
        return ""
    return f"{when.start or ''}/{when.end or ''}" if when.start else str(when.end)


def _fits(one: Decision, fact: Fact) -> bool:
    """Whether every cell of the key that a decision gives is that of the fact."""
    cells = fact.cells
    if not {fold(part) for part in split_cell(one.subject)} <= fact.subjects:
        return False
    if one.kind == Kind.THING:
        return one.what in ("", cells.what)
    if one.object and fold(one.object) not in fact.objects:
        return False
    if one.kind == Kind.RELATION:
        return one.what == cells.what
    if one.role not in ("", cells.role, cells.role.partition(" ")[0], fact.role):
        return False
    if one.unit and unit_node(one.unit) != unit_node(cells.unit):
        return False
    return one.bound in ("", cells.bound) and _same_value(one, cells) and _same_period(one, cells)


def _same_value(one: Decision, cells: Cells) -> bool:
    return not one.value or number(one.value) == number(cells.value)


def _same_period(one: Decision, cells: Cells) -> bool:
    when, _, since = one.period.partition(SINCE)
    held, _, base = cells.period.partition(SINCE)
    same_when = not when or bool(held) and days(period(when)) == days(period(held))
    return same_when and (not since or bool(base) and period(since).end == period(base).end)
