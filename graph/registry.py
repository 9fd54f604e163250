"""The registry: one label, one main class and the place of every thing, told from all sources together.

A pure function of the set of source graphs: their order does not matter, and what only a removed source
named is gone from it. Where sources name one thing differently, the name that most sources use wins,
then the longest, then the first by code point; the others stay as alternative labels.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from pyoxigraph import Literal, NamedNode, QueryTriples, Triple

from govgraph.graph import iris
from govgraph.graph.codelists import concept_triples, named, unit_triples, unquoted, vocabulary_triples
from govgraph.graph.figures import RATE, UNNAMED
from govgraph.graph.ground import TRUE, integer
from govgraph.graph.quads import CLASSES, ByPredicate, by_predicate
from govgraph.graph.store import Reader
from govgraph.ontology.places import load_places
from govgraph.ontology.terms import BASE, DCT, GOV, RDF, SKOS
from govgraph.ontology.vocabulary import (
    find_group,
    find_honour,
    find_indicator,
    find_unit,
    levels,
    province_names,
)

_MAIN = {
    GOV.Mechanism: GOV.Initiative,
    GOV.Campaign: GOV.Initiative,
    GOV.Service: GOV.Initiative,
    GOV.Project: GOV.Programme,
    GOV.Fund: GOV.Programme,
    GOV.Facility: GOV.Place,
}
_ORDER = {node: turn for turn, node in enumerate(CLASSES.values())}
_OF_ITS_AREA = frozenset((GOV.Initiative, GOV.Programme, GOV.PolicyDocument, GOV.Event))
"""Main classes whose things belong to the area that their address names."""
_AREA_WORD = re.compile(r"[省市区县旗镇乡]|全国|国家|国务院|中")
_OF_THINGS = (GOV.name, SKOS.altLabel, SKOS.prefLabel, RDF.type, GOV.level, GOV.place)
"""What sources say of the things they name."""
_OF_CLAIMS = frozenset((GOV.about, GOV.surface, GOV.indicator, GOV.measureText, GOV.unit, GOV.unitText))
"""What claims say that names things, indicators and units."""
_TOLD = """CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?graph {
  { VALUES ?p { gov:name skos:altLabel skos:prefLabel gov:level gov:place } ?s ?p ?o } UNION
  { ?s gov:name ?name ; a ?o BIND(rdf:type AS ?p) } UNION
  { VALUES ?p { gov:about gov:surface gov:indicator gov:measureText gov:unit gov:unitText } ?s ?p ?o }
} }"""
"""What `told_by` needs of the graph of a source."""
_PLACES = f"{BASE}place/"
_CODE = re.compile(r"[0-9]{6}")
_AREA_IN_ADDRESS = re.compile(rf"{re.escape(BASE)}[a-z]+/([0-9]{{6}})-")


_Names = set[tuple[NamedNode, str]]
_Pairs = set[tuple[NamedNode, NamedNode]]


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says that the registry is made of: small, whatever the length of the source."""

    names: _Names = field(default_factory=lambda: _Names())
    other: _Names = field(default_factory=lambda: _Names())
    english: _Names = field(default_factory=lambda: _Names())
    types: _Pairs = field(default_factory=lambda: _Pairs())
    levels: _Pairs = field(default_factory=lambda: _Pairs())
    places: set[str] = field(default_factory=lambda: set[str]())
    measures: _Names = field(default_factory=lambda: _Names())
    units: _Names = field(default_factory=lambda: _Names())
    measured_in: _Pairs = field(default_factory=lambda: _Pairs())


@dataclass(slots=True)
class _Known:
    """What all sources say of things, indicators and units; names are counted once a source."""

    names: dict[NamedNode, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    other: dict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))
    english: dict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))
    types: dict[NamedNode, Counter[NamedNode]] = field(default_factory=lambda: defaultdict(Counter))
    levels: dict[NamedNode, set[NamedNode]] = field(default_factory=lambda: defaultdict(set))
    places: set[str] = field(default_factory=set[str])
    measures: dict[NamedNode, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    units: dict[NamedNode, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    measured_in: dict[NamedNode, set[NamedNode]] = field(default_factory=lambda: defaultdict(set))

    def add(self, told: Told) -> None:
        for counters, pairs in ((self.names, told.names), (self.measures, told.measures)):
            for node, text in pairs:
                counters[node][text] += 1
        for node, text in told.units:
            self.units[node][text] += 1
        for node, type_ in told.types:
            self.types[node][type_] += 1
        for node, text in told.other:
            self.other[node].add(text)
        for node, text in told.english:
            self.english[node].add(text)
        for node, unit in told.measured_in:
            self.measured_in[node].add(unit)
        for node, level in told.levels:
            self.levels[node].add(level)
        self.places |= told.places


def registry(sources: Iterable[Told]) -> Iterator[Triple]:
    """Yield the registry of what the sources told, each source once, in any order."""
    known = _Known()
    for told in sources:
        known.add(told)
    yield from _entities(known)


def register(graph: NamedNode, triples: ByPredicate) -> Iterator[Triple]:
    """Yield the entry of one source in the register."""
    typed = Counter(triple.object for triple in triples.get(RDF.type, ()))
    claims = len(triples.get(GOV.confidence, ()))
    figures = typed[GOV.Result] + typed[GOV.Change] + typed[GOV.Target]
    for triple in triples.get(RDF.type, ()):
        if triple.object == GOV.Source:
            yield Triple(triple.subject, GOV.namedGraph, graph)
            yield Triple(triple.subject, GOV.claimCount, integer(claims))
            yield Triple(triple.subject, GOV.resultCount, integer(figures))
            yield Triple(triple.subject, GOV.ignoredCount, integer(typed[GOV.IgnoredNumber]))


# ---- what a source tells ------------------------------------------------------------------------------


def told_in(reader: Reader, graph: NamedNode) -> Told:
    """Return what the stored graph of a source tells, as `told_by` does, without reading all of it."""
    found = reader.query(_TOLD, {"graph": graph})
    assert isinstance(found, QueryTriples)
    return told_by(by_predicate(found))


def told_by(triples: ByPredicate) -> Told:
    """Return what the graph of a source tells."""
    told = Told()
    things = {triple.subject for triple in triples.get(GOV.name, ())}
    said: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = defaultdict(dict)
    for predicate in _OF_THINGS:
        for subject, _, value in triples.get(predicate, ()):
            if subject in things:
                _tell_thing(subject, predicate, value, told)
            elif predicate == GOV.place and isinstance(value, NamedNode):
                told.places.add(value.value.removeprefix(_PLACES))
    for predicate in _OF_CLAIMS:
        for subject, _, value in triples.get(predicate, ()):
            said[subject][predicate] = value
    for claim in said.values():
        _tell_claim(claim, told)
    return told


def _tell_thing(subject: NamedNode, predicate: NamedNode, value: object, told: Told) -> None:
    if predicate == GOV.name and isinstance(value, Literal):
        told.names.add((subject, value.value))
        if subject.value.startswith(_PLACES):
            told.places.add(subject.value.removeprefix(_PLACES))
    elif predicate == SKOS.altLabel and isinstance(value, Literal):
        told.other.add((subject, value.value))
    elif predicate == SKOS.prefLabel and isinstance(value, Literal):
        told.english.add((subject, value.value))
    elif predicate == RDF.type and isinstance(value, NamedNode):
        told.types.add((subject, value))
    elif predicate == GOV.level and isinstance(value, NamedNode):
        told.levels.add((subject, value))
    elif predicate == GOV.place and isinstance(value, NamedNode):
        told.places.add(value.value.removeprefix(_PLACES))


def _tell_claim(claim: dict[NamedNode, NamedNode | Literal], told: Told) -> None:
    about, indicator, unit = claim.get(GOV.about), claim.get(GOV.indicator), claim.get(GOV.unit)
    if isinstance(about, NamedNode) and GOV.surface in claim:
        told.other.add((about, unquoted(claim[GOV.surface].value)))
    if isinstance(indicator, NamedNode):
        name = claim[GOV.measureText].value
        known = find_indicator(name)
        if known and indicator == iris.indicator(known.name + RATE):
            name = known.name + RATE
        told.measures.add((indicator, name))
        if isinstance(unit, NamedNode):
            told.measured_in.add((indicator, unit))
    if isinstance(unit, NamedNode):
        told.units.add((unit, claim[GOV.unitText].value if GOV.unitText in claim else ""))


# ---- telling ---------------------------------------------------------------------------------------


def _entities(known: _Known) -> Iterator[Triple]:
    areas = {code for code in known.places if _is_area(code)}
    for node, names in known.names.items():
        code = node.value.removeprefix(_PLACES)
        if node.value.startswith(_PLACES) and _is_area(code):
            known.other[node].update(names)
            continue
        yield from _thing(node, names, known)
        area = _area_of(node, known)
        if area:
            yield Triple(node, GOV.place, iris.place(area))
            areas.add(area)
    above = {area.code for code in areas for area in load_places().chain(code)}
    for code in areas | above | {iris.NATION} if areas else areas:
        node = iris.place(code)
        english = min(known.english[node], default=province_names().get(code, ""))
        yield from _place(code, known.other[node], english)
    yield from _unregistered(known)


def _is_area(code: str) -> bool:
    return bool(_CODE.fullmatch(code)) and (code in load_places().by_code or code == iris.NATION)


def _best(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _thing(node: NamedNode, names: Counter[str], known: _Known) -> Iterator[Triple]:
    label = _best(names)
    english = min(known.english[node], default="")
    yield from named(node, label, english, set(names) | known.other[node])
    for type_ in known.types[node]:
        yield Triple(node, RDF.type, type_)
    main = _main_class(known.types[node])
    yield Triple(node, GOV.kind, main)
    concept = find_honour(label) if main == GOV.Honour else find_group(label) if main == GOV.Group else None
    if concept:
        yield from concept_triples(node, concept._replace(en="") if english else concept)


def _main_class(types: Counter[NamedNode]) -> NamedNode:
    votes: Counter[NamedNode] = Counter()
    for type_, count in types.items():
        votes[_MAIN.get(type_, type_)] += count
    return min(votes, key=lambda main: (-votes[main], _ORDER[main]))


def _area_of(node: NamedNode, known: _Known) -> str:
    """The area that a thing belongs to, where its class or its own name says that it has one.

    What is of a higher level than the area (a national campaign that a district takes up) is not of it.
    """
    found = _AREA_IN_ADDRESS.match(node.value)
    if not found or not _is_area(found[1]):
        return ""
    told = known.levels.get(node, frozenset[NamedNode]())
    if any(GOV[level] in told for level in takewhile(lambda one: one != _level(found[1]), levels())):
        return ""
    main = _main_class(known.types[node])
    name = _best(known.names[node])
    match = next(load_places().full_names(name), None)
    says = bool(told) or bool(_AREA_WORD.match(name)) or (match is not None and match.start == 0)
    return found[1] if main in _OF_ITS_AREA or (main == GOV.Institution and says) else ""


def _level(code: str) -> str:
    return "national" if code == iris.NATION else load_places().by_code[code].level


def _place(code: str, names: set[str], english: str) -> Iterator[Triple]:
    node = iris.place(code)
    yield Triple(node, RDF.type, GOV.Place)
    yield Triple(node, GOV.kind, GOV.Place)
    yield Triple(node, GOV.code, Literal(code))
    yield Triple(node, GOV.level, GOV[_level(code)])
    if code == iris.NATION:
        yield from named(node, "中国", english, names | {"全国"})
        return
    place = load_places().by_code[code]
    yield from named(node, place.name, english, names | {place.short})
    yield Triple(node, DCT.isPartOf, iris.place(place.parent or iris.NATION))


def _unregistered(known: _Known) -> Iterator[Triple]:
    registered = {triple.subject for triple in vocabulary_triples() if triple.predicate == RDF.type}
    for node, measures in known.measures.items():
        if node not in registered:
            label = _best(measures) or UNNAMED
            yield Triple(node, RDF.type, GOV.Indicator)
            yield from named(node, label, also=set(filter(None, measures)))
            yield Triple(node, GOV.resultClass, GOV.Output)
            yield Triple(node, GOV.polarity, integer(0))
            yield Triple(node, GOV.unregistered, TRUE)
            for unit in known.measured_in[node]:
                yield Triple(node, GOV.unit, unit)
    for node, texts in known.units.items():
        if node not in registered:
            text = _best(texts)
            known_unit = find_unit(text)
            if known_unit is not None and iris.unit(known_unit.name) == node:
                yield from unit_triples(known_unit)
            else:
                yield Triple(node, RDF.type, GOV.Unit)
                yield from named(node, text)
                yield Triple(node, GOV.unregistered, TRUE)
