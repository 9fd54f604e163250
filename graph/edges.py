"""Relations between things as triples: the claim, and the direct edge that it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode, Triple

from govgraph.graph import iris
from govgraph.graph.ground import TRUE, Ground, stage
from govgraph.ontology.describe import terms
from govgraph.ontology.errors import RecordError
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PLACE_ID, Predicate, Relation, ThingType
from govgraph.ontology.terms import DCT, GOV, ORG, RDF
from govgraph.ontology.vocabulary import levels

_EDGES = {
    Predicate.LAUNCHED: GOV.lead,
    Predicate.TAKES_PART: GOV.participant,
    Predicate.ISSUED: GOV.issuer,
    Predicate.BASED_ON: GOV.document,
    Predicate.GRANTED_BY: GOV.grantedBy,
    Predicate.PART_OF: DCT.isPartOf,
    Predicate.MEMBER_OF: ORG.memberOf,
    Predicate.INCLUDES: GOV.component,
    Predicate.PARTNER: ORG.linkedTo,
    Predicate.LOCATED_IN: GOV.place,
    Predicate.BENEFITS: GOV.beneficiary,
    Predicate.FIRST_IN: GOV.firstIn,
    Predicate.ADOPTED_IN: GOV.adoptedIn,
    Predicate.HAS_OUTCOME: GOV.about,
    Predicate.FUNDED: GOV.about,
}
_BACKWARDS = frozenset((Predicate.LAUNCHED, Predicate.TAKES_PART, Predicate.ISSUED))
"""Relations whose edge leads from the object to the subject."""
_INTO_AREAS = frozenset((Predicate.FIRST_IN, Predicate.ADOPTED_IN, Predicate.LOCATED_IN))
"""Relations whose object may be a word for an area (全省) instead of the id of a thing."""
_SENTENCES = {
    Predicate.LAUNCHED: "{}推出{}",
    Predicate.TAKES_PART: "{}参与{}",
    Predicate.ISSUED: "{}出台{}",
    Predicate.BASED_ON: "{}依据{}",
    Predicate.RECEIVED: "{}获得{}",
    Predicate.GRANTED_BY: "{}由{}授予",
    Predicate.PART_OF: "{}属于{}",
    Predicate.MEMBER_OF: "{}任职于{}",
    Predicate.INCLUDES: "{}包括{}",
    Predicate.PARTNER: "{}与{}合作",
    Predicate.LOCATED_IN: "{}位于{}",
    Predicate.BENEFITS: "{}惠及{}",
    Predicate.FIRST_IN: "{}在{}首创",
    Predicate.ADOPTED_IN: "{}在{}推广",
    Predicate.HAS_OUTCOME: "{}取得{}",
    Predicate.FUNDED: "{}获得{}资助",
}


def relation_triples(relation: Relation, ground: Ground) -> Iterator[Triple]:
    """Yield the claim that a relation makes, and its edge."""
    claim = ground.claim(relation.id)
    yield from ground.claimed(claim, GOV.Relation, relation, relation_label(relation, ground))
    area = _area(relation.object, ground) if relation.predicate in _INTO_AREAS else None
    if area and area == iris.local_place(relation.object, ground.home):
        yield from ground.placed(area, relation.object)
    yield from stated(claim, relation, edge_of(relation, ground), ground)


def stated(claim: NamedNode, relation: Relation, edge: Triple, ground: Ground) -> Iterator[Triple]:
    """Yield an edge and that `claim` states it, for where, and how far the matter has come."""
    yield edge
    yield Triple(claim, RDF.subject, edge.subject)
    yield Triple(claim, RDF.predicate, edge.predicate)
    yield Triple(claim, RDF.object, edge.object)
    yield Triple(claim, GOV.stage, stage(relation.stage))
    if ground.place:
        yield Triple(claim, GOV.place, ground.place)
    if relation.implied:
        yield Triple(claim, GOV.implied, TRUE)


def relation_label(relation: Relation, ground: Ground) -> str:
    """A relation as a short Chinese sentence."""
    level = level_word(relation.object, ground) if relation.predicate is Predicate.GRANTED_BY else ""
    if level:
        return f"{ground.label(relation.subject)}为{_level_names()[level]}荣誉"
    known = relation.object in ground.things or relation.object in ground.measurements
    known = known or relation.object == PLACE_ID
    right = ground.label(relation.object) if known else relation.object
    return _SENTENCES[relation.predicate].format(ground.label(relation.subject), right)


@cache
def _level_names() -> Mapping[str, str]:
    return {term.name.removeprefix("gov:"): term.zh for term in terms() if "gov:Level" in term.types}


def edge_of(relation: Relation, ground: Ground) -> Triple:
    """The direct edge between two things that a relation states."""
    subject = ground.node(relation.subject)
    predicate = _EDGES[relation.predicate]
    if relation.predicate is Predicate.GRANTED_BY:
        level = level_word(relation.object, ground)
        if level:
            return Triple(subject, GOV.level, GOV[level])
    if relation.predicate is Predicate.INCLUDES and relation.subject in ground.measurements:
        predicate = GOV.includes
    if relation.predicate is Predicate.PART_OF and relation.object in ground.measurements:
        return Triple(ground.node(relation.object), GOV.includes, subject)
    target = _area(relation.object, ground) if relation.predicate in _INTO_AREAS else None
    target = target or ground.node(relation.object)
    if relation.predicate in _BACKWARDS:
        return Triple(target, predicate, subject)
    return Triple(subject, predicate, target)


def level_word(words: str, ground: Ground) -> str:
    """The level of a level word (省级, 全国), of an area by name or of a place with a code; else ""."""
    thing = ground.things.get(words)
    if thing is None:
        area = next(iter(load_places().named(words)), None) or load_places().province(words)
        told = next((level for level, forms in levels().items() if words in forms), "")
        return told or (area.level if area else "")
    if thing.type is ThingType.PLACE and (thing.level or thing.code):
        place = load_places().by_code.get(thing.code)
        return thing.level or (place.level if place else "")
    return ""


def _area(words: str, ground: Ground) -> NamedNode | None:
    """The place that a word for an area means, or None where `words` is the id of a record.

    An area that cannot be told (全市 in a text whose place is not known) is one of this text only.
    """
    if words in ground.things or words == PLACE_ID:
        return None
    if words.isascii():
        raise RecordError(f"{ground.extraction.document.name}: no record has the id {words!r}")
    code = iris.named_area(words, ground.home)
    return iris.place(code) if code else iris.local_place(words, ground.home)
