"""Figures as triples: results, changes and targets, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph import iris
from govgraph.graph.ground import TRUE, Ground, day, decimal, integer, is_report, stage, told_field
from govgraph.ontology.records import Bound, Measurement, Period, Predicate, Relation, Role, ThingType
from govgraph.ontology.terms import GOV, RDF
from govgraph.ontology.vocabulary import find_indicator, find_unit

UNNAMED = "未指明"
"""Name of the indicator of a figure whose measure the text does not say."""

RATE = "比率"
"""What the name of an indicator ends in that is made for percentages of a registered one."""

BOUNDS = {
    Bound.EXACT: GOV.exact,
    Bound.AT_LEAST: GOV.atLeast,
    Bound.MORE_THAN: GOV.moreThan,
    Bound.APPROXIMATELY: GOV.approximately,
    Bound.LESS_THAN: GOV.lessThan,
    Bound.AT_MOST: GOV.atMost,
}
"""The term for each way a printed figure bounds the true one."""
_ROLES = {
    Role.LEVEL: GOV.roleLevel,
    Role.CUMULATIVE: GOV.roleCumulative,
    Role.RANK: GOV.roleRank,
    Role.BASELINE: GOV.roleBaseline,
}
_STATES = frozenset((Role.LEVEL, Role.CUMULATIVE, Role.BASELINE))
_CLASSES = {Role.CHANGE: GOV.Change, Role.TARGET: GOV.Target}


def indicator_node(measure: str) -> NamedNode:
    """The indicator that a text's words name: a registered one, else one of their own."""
    known = find_indicator(measure)
    return iris.indicator(known.name if known else measure or UNNAMED)


def indicator_name(figure: Measurement) -> str:
    """The name of the indicator of a figure.

    A percentage of what is registered as an amount is no figure of it (民生支出占财政收入的70%): it is of the
    indicator for its share, or of one that is named as its rate.
    """
    known = find_indicator(figure.measured)
    if known is None:
        return figure.measured or UNNAMED
    unit = find_unit(figure.unit or figure.unit_implied)
    kinds = {allowed.kind for name in known.units if (allowed := find_unit(name))}
    rate = unit is not None and unit.kind == "ratio" and "ratio" not in kinds
    if figure.indicator or figure.role not in _STATES or not rate:  # what is to grow has a rate of growth
        return known.name
    share = find_indicator(f"{known.name}占比")
    return share.name if share else known.name + RATE


def unit_node(text: str) -> NamedNode:
    """The unit that a text writes as `text`; an unknown one is named as it is written."""
    known = find_unit(text)
    return iris.unit(known.name if known else text)


def figure_triples(figure: Measurement, ground: Ground) -> Iterator[Triple]:
    """Yield the claim that a measurement makes, without its links to others."""
    claim = ground.claim(figure.id)
    yield from ground.claimed(claim, _CLASSES.get(figure.role, GOV.Result), figure, _label(figure))
    yield Triple(claim, GOV.indicator, iris.indicator(indicator_name(figure)))
    yield Triple(claim, GOV.measureText, Literal(figure.measure))
    yield Triple(claim, GOV.bound, BOUNDS[figure.bound])
    yield Triple(claim, GOV.valueText, Literal(figure.evidence.quote))
    yield Triple(claim, GOV.stage, stage(figure.stage))
    if figure.role in _ROLES:
        yield Triple(claim, GOV.role, _ROLES[figure.role])
    if figure.role is Role.RANK:
        yield from _rank(claim, figure, ground)
    else:
        yield from value_triples(claim, figure)
    if figure.role is Role.CHANGE:
        yield from _since(claim, figure)
    if figure.period:
        yield from period_triples(claim, figure.period)


def period_triples(claim: NamedNode, period: Period) -> Iterator[Triple]:
    """Yield when something held, as written and as dates."""
    if period.text:
        yield Triple(claim, GOV.periodText, Literal(period.text))
    if period.start:
        yield Triple(claim, GOV.start, day(period.start))
    if period.end:
        yield Triple(claim, GOV.end, day(period.end))
    if period.inferred and (period.start or period.end):
        yield Triple(claim, GOV.periodInferred, TRUE)


def link_triples(ground: Ground) -> Iterator[Triple]:
    """Yield how figures hang together and under what they are reported."""
    for figure in ground.extraction.measurements:
        yield from _links(figure, ground)
    reported: dict[str, list[Relation]] = {figure.id: [] for figure in ground.extraction.measurements}
    for relation in ground.extraction.relations:
        if is_report(relation, ground):
            reported[relation.object].append(relation)
    for identifier, relations in reported.items():
        claim = ground.claim(identifier)
        for relation in relations:
            yield from _reported(claim, relation, ground)
        place = _place(relations, ground)
        if place:
            yield Triple(claim, GOV.place, place)


def value_triples(claim: NamedNode, figure: Measurement) -> Iterator[Triple]:
    """Yield the signed value in base units, and its unit."""
    value = figure.value if figure.direction != "down" else Decimal(0) - figure.value
    yield Triple(claim, GOV.value, decimal(value))
    yield Triple(claim, GOV.unit, unit_node(figure.unit or figure.unit_implied))
    if figure.unit:
        yield Triple(claim, GOV.unitText, Literal(figure.unit))
    elif figure.unit_implied:
        yield Triple(claim, GOV.unitImplied, TRUE)


def _rank(claim: NamedNode, figure: Measurement, ground: Ground) -> Iterator[Triple]:
    """A rank is no amount: it has a `gov:rank` and no value that a sum could take up."""
    yield Triple(claim, GOV.rank, integer(int(figure.value)))
    if figure.rank_in:
        yield Triple(claim, GOV.rankInText, Literal(figure.rank_in))
        code = iris.named_area(figure.rank_in, ground.home)
        if code:
            yield Triple(claim, GOV.rankIn, iris.place(code))


def _since(claim: NamedNode, figure: Measurement) -> Iterator[Triple]:
    if figure.per_year:
        yield Triple(claim, GOV.perYear, TRUE)
    if figure.compared_with:
        if figure.compared_with.text:
            yield Triple(claim, GOV.sinceText, Literal(figure.compared_with.text))
        since = figure.compared_with.end or figure.compared_with.start
        if since:
            yield Triple(claim, GOV.since, day(since))


def _links(figure: Measurement, ground: Ground) -> Iterator[Triple]:
    claim = ground.claim(figure.id)
    if figure.change_of:
        result = _changed(figure.change_of, ground)
        yield Triple(result, GOV.change, claim)
        yield Triple(claim, GOV.changeOf, result)
    if figure.baseline_of:
        yield Triple(_result_of(figure.baseline_of, ground), GOV.baseline, claim)
    if figure.part_of:
        yield Triple(ground.claim(figure.part_of), GOV.part, claim)
    if figure.subset_of:
        yield Triple(ground.claim(figure.subset_of), GOV.subset, claim)


def _changed(identifier: str, ground: Ground) -> NamedNode:
    """What a change is of: never the earlier value (由A提高至B，增长C), but the one that came of it."""
    figure = ground.measurements.get(identifier)
    if figure is not None and figure.role is Role.BASELINE and figure.baseline_of:
        return _result_of(figure.baseline_of, ground)
    return ground.claim(identifier)


def _result_of(identifier: str, ground: Ground) -> NamedNode:
    """The claim itself, or the result that it is the change of."""
    figure = ground.measurements.get(identifier)
    if figure is not None and figure.role is Role.CHANGE and figure.change_of:
        return ground.claim(figure.change_of)
    return ground.claim(identifier)


def _reported(claim: NamedNode, relation: Relation, ground: Ground) -> Iterator[Triple]:
    """Under what a figure is reported; an amount of money that funds something is an input."""
    subject = ground.node(relation.subject)
    if relation.subject in ground.measurements:
        yield Triple(claim, GOV.about, subject)
    elif ground.type_of(relation.subject) in (ThingType.INSTITUTION, ThingType.PLACE):
        yield Triple(claim, GOV.actor, subject)
    else:
        yield Triple(claim, GOV.initiative, subject)
    if relation.predicate is Predicate.FUNDED and ground.measurements[relation.object].role not in _CLASSES:
        yield Triple(claim, RDF.type, GOV.Input)
    yield from told_field(claim, ground.things.get(relation.subject))
    if relation.implied:
        yield Triple(claim, GOV.implied, TRUE)


def _place(relations: list[Relation], ground: Ground) -> NamedNode | None:
    """The administrative place a figure is reported under, else the one the document speaks for."""
    for relation in relations:
        subject = ground.things.get(relation.subject)
        if subject is not None and subject.type is ThingType.PLACE and subject.code:
            return ground.thing(relation.subject)
    return ground.place


def _label(figure: Measurement) -> str:
    words = {"up": "上升", "down": "下降"}.get(figure.direction, "变化") if figure.role is Role.CHANGE else ""
    if figure.role is Role.TARGET:
        words = "目标"
    if figure.role is Role.RANK:
        words = "" if figure.rank_in in figure.evidence.quote else figure.rank_in
    return f"{figure.measure}{words}{figure.evidence.quote}"
