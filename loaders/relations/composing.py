"""What something is made of: the villages of a town, the parts of a system."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.towns import GOVERNS
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import Edge, who
from govgraph.ontology.records import Predicate, ThingType

_OF = lazy(r"(?:主要|共)?由([^,;。]{6,300}?)(?:共同)?(?:组成|构成)")
_INTO = lazy(r"(?:[将把由]|^)([^,;。]{6,160}?)(?:整合|合并|重组|归并)(?:成立?|为|组建)了?“?")
"""What is before the body that several are merged into (将甲中心、乙中心整合成|丙中心)."""
_WHOLES = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.INSTITUTION))


def made_of(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """Yield includes from an area to its parts (全镇辖A、B2个村), and from a whole to what it is made of."""
    if match := GOVERNS.search(scene.text, clause.start, clause.end):
        parts = [a for a in clause.things if match.start(1) <= a.start and a.end <= match.end(1)]
        for subject, start, implied in who(clause, match.start(), placed)[:1]:
            for part in parts:
                begin = clause.start if implied else start
                yield Edge(subject, Predicate.INCLUDES, part.id, begin, part.end, "made-of", 0.75, implied)
    if ThingType.INSTITUTION in clause.kinds:
        yield from _merged(scene, clause)
    if match := _OF.search(scene.text, clause.start, clause.end):
        whole = [a for a in clause.things if a.end == match.start() and a.type in _WHOLES]
        for part in [a for a in clause.things if match.start(1) <= a.start and a.end <= match.end(1)]:
            if whole and part.type in _WHOLES:
                yield Edge(
                    whole[-1].id, Predicate.INCLUDES, part.id, whole[-1].start, part.end, "composed", 0.75
                )


def _merged(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """Part_of from bodies to the one they are merged into: the sentence's subject, or what 成 names."""
    match = _INTO.search(scene.text, clause.start, clause.end)
    if match is None:
        return
    bodies = [a for a in clause.things if a.type is ThingType.INSTITUTION]
    whole = [a for a in clause.subjects if a.type is ThingType.INSTITUTION and a.end <= clause.start]
    whole += [a for a in bodies if a.start == match.end()]
    for body in [a for a in bodies if match.start(1) <= a.start and a.end <= match.end(1)]:
        if whole:
            start, end = min(body.start, whole[0].start), max(body.end, whole[0].end)
            yield Edge(body.id, Predicate.PART_OF, whole[0].id, start, end, "merged", 0.7)
