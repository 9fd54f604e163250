"""The ontology and the code lists as triples: what is the same in every store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from govgraph.graph import iris
from govgraph.graph.ground import chinese, integer
from govgraph.graph.quads import in_order
from govgraph.ontology.errors import VocabularyError
from govgraph.ontology.terms import BASE, GOV, PREFIXES, QUDT, RDF, RDFS, SKOS
from govgraph.ontology.vocabulary import (
    Concept,
    Indicator,
    Unit,
    compounds,
    fields,
    find_unit,
    indicators,
    levels,
    reasons,
    units,
)

FIELD_SCHEME = NamedNode(f"{BASE}field")
"""The scheme that all fields are in."""

_QUANTITY_KINDS = {
    "count": "Count",
    "ratio": "DimensionlessRatio",
    "money": "Currency",
    "length": "Length",
    "area": "Area",
    "volume": "Volume",
    "mass": "Mass",
    "time": "Time",
    "energy": "Energy",
    "power": "Power",
    "voltage": "Voltage",
    "pressure": "Pressure",
    "temperature": "Temperature",
    "speed": "Speed",
    "concentration": "MassConcentration",
}
"""The QUDT kind of quantity for kinds of `units.tsv`; the others have none there."""

_PAIRS = ("“”", "‘’", "《》", "「」", "『』")
_MARKS = "“”‘’《》「」『』\"'"
_RESULT_CLASSES = {"input": GOV.Input, "output": GOV.Output, "outcome": GOV.Outcome}


@cache
def ontology_triples() -> tuple[Triple, ...]:
    """Return the terms of `gov.ttl`, sorted."""
    text = files("govgraph.ontology").joinpath("gov.ttl").read_bytes()
    return tuple(in_order(quad.triple for quad in parse(text, format=RdfFormat.TURTLE)))


@cache
def vocabulary_triples() -> tuple[Triple, ...]:
    """Return the fields, the registered indicators and the units, sorted."""
    return tuple(in_order(_vocabulary()))


def _vocabulary() -> Iterator[Triple]:
    yield from _fields()
    known = {unit.name: unit for unit in (*units().values(), *compounds().values())}
    for indicator in indicators().values():
        yield from _indicator(indicator)
        for unit in map(_unit_of_indicator, indicator.units):
            known.setdefault(unit.name, unit)
            yield Triple(iris.indicator(indicator.name), GOV.unit, iris.unit(unit.name))
    for unit in known.values():
        yield from unit_triples(unit)
    for reason in reasons().values():
        node = iris.reason(reason.zh)
        yield Triple(node, RDF.type, GOV.Reason)
        yield from named(node, reason.zh, reason.en)
        yield Triple(node, SKOS.notation, Literal(reason.notation))
    for level, forms in levels().items():
        for form in forms:
            yield Triple(GOV[level], SKOS.altLabel, chinese(form))


def named(node: NamedNode, zh: str, en: str = "", also: Iterable[str] = ()) -> Iterator[Triple]:
    """Yield the one label of a thing, its names in Chinese and English, and its other names."""
    yield Triple(node, RDFS.label, chinese(zh))
    yield Triple(node, SKOS.prefLabel, chinese(zh))
    if en:
        yield Triple(node, SKOS.prefLabel, Literal(en, language="en"))
    for name in also:
        if name != zh:
            yield Triple(node, SKOS.altLabel, chinese(name))


def unquoted(name: str) -> str:
    """Return a name without the marks that enclose it; those within it stay (“三长”治水)."""
    inner = name.strip(_MARKS)
    if not any(mark in inner for mark in _MARKS):
        return inner
    enclosed = name[0] + name[-1] in _PAIRS and _balanced(name[1:-1])
    return unquoted(name[1:-1]) if enclosed else name


def _balanced(text: str) -> bool:
    """Whether every mark that opens is closed by its own, and none closes what is not open."""
    open_marks: list[str] = []
    for mark in filter(set(_MARKS).__contains__, text):
        pair = next((pair for pair in _PAIRS if mark in pair), "")
        if mark == pair[:1]:
            open_marks.append(pair)
        elif not open_marks or open_marks.pop() != pair:
            return False
    return not open_marks


def matched(node: NamedNode, goals: Iterable[str]) -> Iterator[Triple]:
    """Yield the goals, targets and indicators of the UN (4, 4.2, 4.2.2) that come close to a concept."""
    for goal in goals:
        yield Triple(node, SKOS.closeMatch, NamedNode(PREFIXES["sdg"] + goal))


def _fields() -> Iterator[Triple]:
    yield Triple(FIELD_SCHEME, RDF.type, SKOS.ConceptScheme)
    yield from named(FIELD_SCHEME, "地方治理领域", "Fields of local government")
    for field in fields().values():
        node = iris.field(field.zh)
        yield Triple(node, RDF.type, GOV.Field)
        yield from named(node, field.zh, field.en)
        yield Triple(node, SKOS.notation, Literal(field.notation))
        yield Triple(node, SKOS.inScheme, FIELD_SCHEME)
        if field.broader:
            yield Triple(node, SKOS.broader, iris.field(fields()[field.broader].zh))
        yield from matched(node, field.sdg)


def _unit_of_indicator(name: str) -> Unit:
    unit = find_unit(name)
    if unit is None:
        raise VocabularyError(f"indicators.tsv: {name!r} is no unit of units.tsv")
    return unit


def _indicator(indicator: Indicator) -> Iterator[Triple]:
    node = iris.indicator(indicator.name)
    yield Triple(node, RDF.type, GOV.Indicator)
    yield from named(node, indicator.name, indicator.en, indicator.aliases)
    yield Triple(node, GOV.resultClass, _RESULT_CLASSES[indicator.kind])
    yield Triple(node, GOV.polarity, integer(indicator.polarity))
    yield from matched(node, indicator.sdg)


def unit_triples(unit: Unit) -> Iterator[Triple]:
    """Yield a unit: of a count its match is broader, since 户 and 家 are no plain numbers."""
    node = iris.unit(unit.name)
    yield Triple(node, RDF.type, GOV.Unit)
    yield from named(node, unit.name, unit.en, unit.forms)
    if unit.qudt:
        exact = unit.kind not in ("count", "none")
        match = NamedNode(PREFIXES["qu"] + unit.qudt)
        yield Triple(node, SKOS.exactMatch if exact else SKOS.broader, match)
    if unit.ucum:
        yield Triple(node, QUDT.ucumCode, Literal(unit.ucum))
    if unit.kind in _QUANTITY_KINDS and (not unit.factors or unit.qudt):
        yield Triple(node, QUDT.hasQuantityKind, NamedNode(PREFIXES["qk"] + _QUANTITY_KINDS[unit.kind]))
    for factor in unit.factors:
        yield Triple(node, QUDT.hasFactorUnit, iris.unit(factor))


def concept_triples(node: NamedNode, concept: Concept) -> Iterator[Triple]:
    """Yield the English name and the matches of a general honour or group."""
    if concept.en:
        yield Triple(node, SKOS.prefLabel, Literal(concept.en, language="en"))
    yield from matched(node, concept.sdg)
