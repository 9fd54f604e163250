"""Honours won, as triples: who won what, of which level, granted by whom, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph import iris
from govgraph.graph.edges import edge_of, level_word, relation_label, stated
from govgraph.graph.figures import BOUNDS, period_triples, value_triples
from govgraph.graph.ground import Ground, told_field
from govgraph.ontology.places import load_places
from govgraph.ontology.records import Measurement, Period, Predicate, Relation, Role, Thing
from govgraph.ontology.terms import GOV
from govgraph.ontology.vocabulary import find_honour, fold, level_of

_COUNTS = frozenset((Role.LEVEL, Role.CUMULATIVE))


def recognition_triples(relation: Relation, ground: Ground) -> Iterator[Triple]:
    """Yield the claim that an honour was won, and the edge from who won it to the honour."""
    claim = ground.claim(relation.id)
    recipient, honour = ground.node(relation.subject), ground.node(relation.object)
    label = relation_label(relation, ground)
    yield from ground.claimed(claim, GOV.Recognition, relation, label)
    yield from stated(claim, relation, Triple(recipient, GOV.received, honour), ground)
    yield Triple(claim, GOV.honour, honour)
    yield Triple(claim, GOV.recipient, recipient)
    yield from told_field(claim, ground.things.get(relation.object))
    yield from _granted(claim, relation, ground)
    count = _count(relation, ground)
    if count:
        yield from value_triples(claim, count)
        yield Triple(claim, GOV.bound, BOUNDS[count.bound])
        yield Triple(claim, GOV.valueText, Literal(count.evidence.quote))
    period = count.period if count and count.period else _date(relation, ground)
    if period:
        yield from period_triples(claim, period)


def honour_level(honour: Thing, ground: Ground) -> str:
    """The level of an honour where no sentence grants it: as recorded, as known, or told from its name.

    The name tells it by a level word (省级绿色学校) or by the area it begins with (江苏省健康促进区).
    """
    name = iris.full_name(honour)
    known = find_honour(name)
    told = honour.level or (known.level if known else "") or level_of(name)
    areas = load_places().chain(ground.home)
    return told or next((area.level for area in areas if name.startswith((area.name, area.short))), "")


def _granted(claim: NamedNode, relation: Relation, ground: Ground) -> Iterator[Triple]:
    """By whom and of which level: as this sentence says, else any of the source, else the name itself."""
    grants = grants_of(relation.object, ground)
    near = [grant for grant in grants if grant.evidence.sentence == relation.evidence.sentence]
    grants = near or grants
    for grant in grants:
        edge = edge_of(grant, ground)
        yield Triple(claim, edge.predicate, edge.object)
    if not any(level_word(grant.object, ground) for grant in grants):
        grantors = (ground.things.get(grant.object) for grant in grants)
        level = next((grantor.level for grantor in grantors if grantor is not None and grantor.level), "")
        honour = ground.things.get(relation.object)
        level = level or (honour_level(honour, ground) if honour else "")
        if level:
            yield Triple(claim, GOV.level, GOV[level])


def _date(relation: Relation, ground: Ground) -> Period | None:
    """The one date that the sentence names before the honour, as its figures have it."""
    sentence, start = relation.evidence.sentence, relation.evidence.span.start
    before = ground.extraction.document.text[sentence.start : start]
    dates = {
        figure.period
        for figure in ground.extraction.measurements
        if figure.evidence.sentence == sentence and figure.period and not figure.period.inferred
    }
    named = [date for date in dates if date.text and date.text in before]
    return replace(named[0], inferred=True) if len(named) == len(dates) == 1 else None


def grants_of(honour: str, ground: Ground) -> list[Relation]:
    """The relations that say who grants the honour with this id, or of which level it is."""
    return [
        grant
        for grant in ground.extraction.relations
        if grant.predicate is Predicate.GRANTED_BY and grant.subject == honour
    ]


def _count(relation: Relation, ground: Ground) -> Measurement | None:
    """The figure that says how many won it (…绿色学校3家): of that measure, or right behind the name."""
    honour = ground.things.get(relation.object)
    if honour is None:
        return None
    ends = [mention.span.end for mention in honour.mentions if mention.sentence == relation.evidence.sentence]
    found = [
        figure
        for figure in ground.extraction.measurements
        if figure.role in _COUNTS
        and figure.evidence.sentence == relation.evidence.sentence
        and (fold(figure.measure) == fold(honour.name) or figure.evidence.span.start in ends)
    ]
    return found[0] if len(found) == 1 else None
