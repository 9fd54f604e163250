"""Find the relations between named things, and between things and figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from govgraph.loaders.figures.plans import planned_sentences
from govgraph.loaders.relations.chains import chain_edges
from govgraph.loaders.relations.clauses import Scene
from govgraph.loaders.relations.edges import Edge, firms_in
from govgraph.loaders.relations.honours import granters_by_name, honour_edges
from govgraph.loaders.relations.hosting import announced_edges, hosting_edges, owned_edges
from govgraph.loaders.relations.issuing import issuing_edges
from govgraph.loaders.relations.joining import initiatives, joining_edges
from govgraph.loaders.relations.making import making_edges
from govgraph.loaders.relations.outcomes import outcome_edges
from govgraph.loaders.relations.persons import person_edges
from govgraph.loaders.relations.profiles import profile_edges
from govgraph.loaders.relations.scenes import read_scenes
from govgraph.loaders.relations.siting import place_edges, wholes_of
from govgraph.loaders.relations.spreading import spreading_edges
from govgraph.loaders.relations.stages import tell_stages
from govgraph.loaders.relations.tied import carried_edges, own_sizes
from govgraph.ontology.records import (
    Document,
    Evidence,
    Measurement,
    Predicate,
    Relation,
    Span,
    Thing,
    ThingType,
)


def find_relations(
    document: Document, measurements: Sequence[Measurement], things: Sequence[Thing]
) -> tuple[Relation, ...]:
    """Return the relations that the clauses of a document state, in text order.

    A clause without a subject, or with 该区 or 全区, speaks of the document's own place (`implied`).
    """
    seen: dict[tuple[str, str, str], Relation] = {}
    sections = _Sections(document)
    granters = granters_by_name(things)
    made, wholes = initiatives(things), wholes_of(things)
    placed = document.place is not None
    planned = planned_sentences(document)
    for scene in read_scenes(document, measurements, things):
        edges = _edges(scene, placed, granters, made, wholes)
        tell_stages(scene, edges, scene.span.start in planned)
        edges.sort(key=lambda e: (e.start, e.end, e.predicate, e.subject, e.object))
        for edge in edges:
            key = (edge.subject, edge.predicate, edge.object)
            if key in seen or edge.subject == edge.object:
                continue
            evidence = sections.evidence(edge.start, edge.end, scene.span)
            seen[key] = Relation(
                id=f"r{len(seen) + 1:03d}",
                evidence=evidence,
                subject=edge.subject,
                predicate=edge.predicate,
                object=edge.object,
                rule=edge.rule,
                confidence=_decimal(edge.confidence),
                implied=edge.implied,
                stage=edge.stage,
            )
    return tuple(seen.values())


def _edges(
    scene: Scene,
    placed: bool,
    granters: Mapping[str, Sequence[str]],
    made: Mapping[str, str],
    wholes: Mapping[str, str],
) -> list[Edge]:
    """All edges that the rules find in one sentence; of a title only how its places lie."""
    if scene.title:
        return list(chain_edges(scene))
    if not scene.kinds:
        return list(carried_edges(scene))
    firms = firms_in(scene)
    edges = [one for one in making_edges(scene, placed) if not (one.implied and one.object in firms)]
    for work, firm in firms.items():
        edges.append(Edge(firm.id, Predicate.LAUNCHED, work, firm.start, firm.end, "firm", 0.65))
    if ThingType.DOCUMENT in scene.kinds:
        edges += issuing_edges(scene, placed)
    edges += spreading_edges(scene, placed)
    if ThingType.RECOGNITION in scene.kinds:
        edges += honour_edges(scene, placed, granters)
    if scene.counts:
        edges += outcome_edges(scene)
        edges += carried_edges(scene)
        edges += own_sizes(scene)
        edges += profile_edges(scene) if ThingType.PLACE in scene.kinds else ()
    if ThingType.PERSON in scene.kinds:
        edges += person_edges(scene)
    edges += place_edges(scene, placed, wholes)
    edges += joining_edges(scene, placed, made)
    edges += announced_edges(scene, placed)
    if ThingType.INSTITUTION in scene.kinds:
        edges += owned_edges(scene)
    hosted = list(hosting_edges(scene))
    held = {edge.object for edge in hosted}
    kept = [e for e in edges if not (e.implied and e.predicate is Predicate.LAUNCHED and e.object in held)]
    return [*kept, *hosted]


@cache
def _decimal(confidence: float) -> Decimal:
    return Decimal(f"{confidence:.2f}")


class _Sections:
    """Section and paragraph of offsets."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [block.span.start for block in document.blocks]

    def evidence(self, start: int, end: int, sentence: Span) -> Evidence:
        """The clause `start` to `end` as evidence."""
        block = self._document.blocks[bisect_right(self._starts, start) - 1]
        return Evidence(
            Span(start, end), self._document.text[start:end], sentence, block.section, block.paragraph
        )
