"""Records as triples: all that one source says, what of it was read, and which run found it.

Everything stands in the source's own named graph, coverage and by-line too, so that dropping this one
graph leaves nothing of the source behind. No blank nodes; the same records give the same triples,
whatever their ids and their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph import iris
from govgraph.graph.coverage import coverage_triples, section_triples
from govgraph.graph.edges import level_word, relation_triples
from govgraph.graph.figures import figure_triples, link_triples
from govgraph.graph.ground import Ground, Made, chinese, is_recognition, is_report, told_field
from govgraph.graph.recognitions import grants_of, honour_level, recognition_triples
from govgraph.ontology.records import Extraction, Thing, ThingType
from govgraph.ontology.terms import FOAF, GOV, RDF, SKOS
from govgraph.ontology.vocabulary import fold, reason

CLASSES = {
    ThingType.INSTITUTION: GOV.Institution,
    ThingType.PLACE: GOV.Place,
    ThingType.INITIATIVE: GOV.Initiative,
    ThingType.PROGRAM: GOV.Programme,
    ThingType.DOCUMENT: GOV.PolicyDocument,
    ThingType.RECOGNITION: GOV.Honour,
    ThingType.GROUP: GOV.Group,
    ThingType.EVENT: GOV.Event,
    ThingType.PERSON: FOAF.Person,
}
"""The class of each type of thing."""

_AREA_SIGNS = "省市区县州旗镇乡"
"""What a body named from inside its area begins with (区政府)."""

ByPredicate = Mapping[NamedNode, Sequence[Triple]]
"""The triples of a graph by their predicate."""


def source_triples(extraction: Extraction, made: Made | None = None) -> list[Triple]:
    """Return the graph of one source, sorted; `made` says what of its claims a review changed.

    Raises `RecordError` where a record names what does not exist, `VocabularyError` where a thing has
    a subtype or level that the ontology does not define.
    """
    ground = Ground(extraction, made)
    return in_order(_source(ground))


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return each triple once, sorted by its N-Triples form."""
    by_form = {str(triple): triple for triple in triples}
    return [by_form[form] for form in sorted(by_form)]


def by_predicate(triples: Iterable[Triple]) -> ByPredicate:
    """Return the triples of each predicate, in their order."""
    found = defaultdict[NamedNode, list[Triple]](list)
    for triple in triples:
        found[triple.predicate].append(triple)
    return dict(found)


def _source(ground: Ground) -> Iterator[Triple]:
    yield from ground.titled()
    yield from section_triples(ground)
    yield from coverage_triples(ground)
    for thing in ground.claimed_things:
        yield from _thing(thing, ground)
    for mention in ground.mentions:
        claim = ground.claim(mention.id)
        yield from ground.claimed(claim, GOV.Mention, mention, f"提及{mention.evidence.quote}")
        yield Triple(claim, GOV.about, ground.thing(mention.thing.id))
        yield Triple(claim, GOV.surface, chinese(mention.evidence.quote))
        why = identification(mention.thing, mention.evidence.quote, reviewed=mention.id in ground.made.moved)
        if why:
            yield Triple(claim, GOV.identifiedBy, iris.reason(reason(why).zh))
        if ground.place:
            yield Triple(claim, GOV.place, ground.place)
    for figure in ground.extraction.measurements:
        yield from figure_triples(figure, ground)
    yield from link_triples(ground)
    for relation in ground.extraction.relations:
        if is_recognition(relation, ground):
            yield from recognition_triples(relation, ground)
        elif not is_report(relation, ground):
            yield from relation_triples(relation, ground)


def identification(thing: Thing, surface: str, *, reviewed: bool = False) -> str:
    """Why a mention in this form is taken for a thing; "" where the form is the full name."""
    name, form = fold(iris.full_name(thing)), fold(surface)
    if form == name:
        return ""
    if reviewed:
        return "decided in review"
    if thing.code:
        return "form of a place name"
    if thing.type is ThingType.INSTITUTION and form in map(fold, (thing.name, *thing.aliases)):
        if form[0] in _AREA_SIGNS:
            return "area left out"
        if form[:2] == name[:2]:
            return "short form"
    return "core of a name" if form in name else "other name"


def _thing(thing: Thing, ground: Ground) -> Iterator[Triple]:
    node = iris.thing(thing, ground.home)
    yield Triple(node, RDF.type, GOV[thing.subtype] if thing.subtype else CLASSES[thing.type])
    yield Triple(node, GOV.name, chinese(iris.full_name(thing)))
    for alias in {thing.name, *thing.aliases} - {iris.full_name(thing)}:
        yield Triple(node, SKOS.altLabel, chinese(alias))
    yield from _told(node, thing)
    if thing.code:
        yield Triple(node, GOV.code, Literal(thing.code))
        return
    level = thing.level
    if thing.type is ThingType.RECOGNITION and not any(
        level_word(grant.object, ground) for grant in grants_of(thing.id, ground)
    ):
        level = honour_level(thing, ground)
    if level:
        yield Triple(node, GOV.level, GOV[level])


def _told(node: NamedNode, thing: Thing) -> Iterator[Triple]:
    """What only a person tells of a thing."""
    if thing.en:
        yield Triple(node, SKOS.prefLabel, Literal(thing.en, language="en"))
    if thing.gloss:
        yield Triple(node, SKOS.definition, Literal(thing.gloss, language="en"))
    yield from told_field(node, thing)
