"""From a store to a networkx graph: things are nodes, relations are parallel edges, each with its words.

Node and edge attributes are plain values; besides, every node carries its `Thing` as `thing`, every
edge its `Edge` as `edge`, and the graph the labels of all terms as `words`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from govgraph.ontology.terms import BASE, GOV, PREFIXES, SKOS
from govgraph.viz.figures import figures_by_thing
from govgraph.viz.model import Edge, Figure, Label, Quote, Thing, Words
from govgraph.viz.statements import Properties, Statements, local, rows, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from govgraph.graph.store import Reader

MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"

TYPES = {
    "Mechanism": "Initiative",
    "Campaign": "Initiative",
    "Service": "Initiative",
    "Project": "Programme",
    "Fund": "Programme",
    "Programme": "Programme",
    "Initiative": "Initiative",
    "Institution": "Institution",
    "PolicyDocument": "PolicyDocument",
    "Honour": "Honour",
    "Event": "Event",
    "Group": "Group",
    "Person": "Person",
    "Facility": "Place",
    "Place": "Place",
}
"""Class → the type it is shown as. Where a thing has several classes the first of these counts."""
_CODES = "planned begun underWay done national provincial municipal district street community".split()
"""Stages and levels, which the page shows by their names."""


def network_graph(store: Reader) -> MultiDiGraph:
    """Read the network of `store`: what claims name or relate, and the registry round it.

    Nodes are keyed by their IRI without the project's base, edges by that of their claim. Figures
    are attributes of their thing. Registry places that no claim reaches are left out.
    """
    said = Statements(store)
    edges = [*_claimed(said)]
    mentions = _mentions(said)
    figures = figures_by_thing(said)
    named = {end for edge in edges for end in (edge.subject, edge.object)}
    named |= {short(iri) for iri in (*mentions, *figures) if iri in said.things}
    edges += _registered(store, said, named, {(e.subject, e.predicate, e.object) for e in edges})
    named |= {end for edge in edges for end in (edge.subject, edge.object)}
    counts = _fields(said)
    homes = {about["place"] for about in said.sources.values() if about["place"]}
    things = [
        _thing(
            said, iri, mentions.get(iri, ()), figures.get(iri, ()), counts.get(iri, Counter()), iri in homes
        )
        for iri in sorted(said.things)
        if short(iri) in named
    ]
    return build(things, edges, _words(said, edges))


def build(things: Iterable[Thing], edges: Iterable[Edge], words: Words) -> MultiDiGraph:
    """Return the graph of `things` and `edges`; an edge with an end that is no thing is left out."""
    graph: MultiDiGraph = nx.MultiDiGraph(words=words)
    for thing in sorted(things, key=lambda thing: thing.id):
        graph.add_node(
            thing.id,
            thing=thing,
            label=thing.label.zh or thing.label.en,
            label_en=thing.label.en,
            type=thing.type,
            subtype=thing.subtype,
            field=thing.fields[0] if thing.fields else "",
            place=thing.place,
            level=thing.level,
            figures=len(thing.figures),
            mentions=len(thing.mentions),
        )
    for edge in sorted(edges, key=lambda edge: (edge.subject, edge.object, edge.id)):
        if edge.subject in graph and edge.object in graph:
            label = words.predicates.get(edge.predicate, Label(local(edge.predicate)))
            first = edge.quotes[0] if edge.quotes else None
            graph.add_edge(
                edge.subject,
                edge.object,
                key=edge.id,
                edge=edge,
                predicate=edge.predicate,
                label=label.zh,
                label_en=label.en,
                registry=edge.registry,
                sentence=first.sentence if first else "",
                source=first.source if first else "",
                confidence=first.confidence if first else "",
            )
    return graph


def _thing(
    said: Statements,
    iri: str,
    mentions: tuple[Quote, ...],
    figures: tuple[Figure, ...],
    fields: Counter[str],
    home: bool,
) -> Thing:
    about = said.things[iri]
    classes = {local(value) for value in about.get(PREFIXES["rdf"] + "type", ())}
    kind = next(name for name in TYPES if name in classes)
    told = about.get(GOV.field.value) or fields
    known = sorted(told, key=lambda field: (-fields[field], field))
    return Thing(
        id=short(iri),
        label=said.name(iri),
        type=TYPES[kind],
        subtype=kind if kind != TYPES[kind] else "",
        fields=tuple(short(field) for field in known),
        place=short(_one(about, GOV.place.value)),
        level=local(_one(about, GOV.level.value)),
        gloss=_one(about, SKOS.definition.value),
        home=home,
        mentions=mentions,
        figures=figures,
    )


def _one(about: Properties, name: str) -> str:
    return next(iter(about.get(name, ())), "")


def _claimed(said: Statements) -> Iterable[Edge]:
    """Yield an edge for every claim with subject, predicate and object."""
    for claim in sorted(said.claims):
        subject = said.first(claim, "rdf", "subject")
        predicate = said.first(claim, "rdf", "predicate")
        target = said.first(claim, "rdf", "object")
        if subject in said.things and predicate and target in said.things:
            yield Edge(
                id=short(claim),
                subject=short(subject),
                predicate=short(predicate),
                object=short(target),
                implied=said.first(claim, "gov", "implied") == "true",
                stage=local(said.first(claim, "gov", "stage")),
                detail=_detail(said, claim),
                quotes=said.quotes(claim),
            )


def _detail(said: Statements, claim: str) -> Label:
    """Return level, rank and number of a recognition."""
    parts: list[Label] = []
    level = said.first(claim, "gov", "level")
    if level:
        parts.append(said.name(level))
    rank = said.first(claim, "gov", "rank")
    if rank:
        parts.append(Label(f"第{rank}名", f"No. {rank}"))
    value = said.first(claim, "gov", "valueText")
    if value:
        parts.append(Label(value, said.first(claim, "gov", "value")))
    english = [part.en or part.zh for part in parts]
    return Label(" · ".join(part.zh for part in parts), " · ".join(english))


def _registered(
    store: Reader, said: Statements, named: set[str], claimed: set[tuple[str, str, str]]
) -> list[Edge]:
    """Return the registry's edges from what is named upwards, without those that a claim states."""
    outgoing: dict[str, list[Edge]] = defaultdict(list)
    for subject, predicate, target in rows(store, "registry.rq"):
        key = (short(subject), short(predicate), short(target))
        if subject in said.things and target in said.things and key not in claimed:
            outgoing[key[0]].append(Edge("registry/" + "|".join(key), *key, registry=True))
    found: list[Edge] = []
    line = sorted(named)
    seen = set(line)
    for node in line:
        for edge in outgoing[node]:
            found.append(edge)
            if edge.object not in seen:
                seen.add(edge.object)
                line.append(edge.object)
    return found


def _mentions(said: Statements) -> Mapping[str, tuple[Quote, ...]]:
    """Return the words that name each thing, in the order of the text."""
    found: dict[str, list[Quote]] = defaultdict(list)
    mention = GOV.Mention.value
    for claim in sorted(said.claims):
        if mention in said.of(claim).get(PREFIXES["rdf"] + "type", ()):
            for thing in said.of(claim).get(GOV.about.value, ()):
                found[thing] += said.quotes(claim)
    return {
        thing: tuple(sorted(quotes, key=lambda quote: (quote.source, quote.at, quote.end)))
        for thing, quotes in found.items()
    }


def _fields(said: Statements) -> Mapping[str, Counter[str]]:
    """Count, for every thing, the fields of the claims that name it."""
    ends = [PREFIXES["rdf"] + "subject", PREFIXES["rdf"] + "object"]
    ends += [term.value for term in (GOV.about, GOV.initiative, GOV.actor)]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim, properties in said.claims.items():
        for field in said.fields(claim):
            for thing in {thing for end in ends for thing in properties.get(end, ())}:
                found[thing][field] += 1
    return found


def _words(said: Statements, edges: Iterable[Edge]) -> Words:
    """Return the labels of classes, predicates, fields and codes."""
    names = sorted({edge.predicate for edge in edges})
    predicates = {name: said.name(name if ":" in name else BASE + name) for name in names}
    gov = PREFIXES["gov"]
    types = {name: said.name(gov + name) for name in sorted({*TYPES} - {"Person"})}
    types["Person"] = said.name(PREFIXES["foaf"] + "Person")
    fields = {short(iri): label for iri, label in said.labels.items() if short(iri).startswith("field/")}
    return Words(types, predicates, fields, {code: said.name(gov + code) for code in _CODES})
