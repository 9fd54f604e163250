"""Which figures are the results of which thing, and which are its money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.clauses import Anchor, Clause, Scene
from govgraph.loaders.edges import Edge
from govgraph.ontology.records import Measurement, Predicate, ThingType

_TOPICS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT, ThingType.INSTITUTION))
_MONEY = re.compile(r"投资|资金|投入|安排|筹集|拨付|贷款|预算|总额|募集|规模|设立|落实")
_TOTAL = re.compile(r"^(?:全市|全县|全区|全省|全州|我市|我县|我区|该市|该县|该区|地区|城镇|农村|居民)")


def outcome_edges(scene: Scene) -> Iterator[Edge]:
    """Yield has_outcome and funded edges of a sentence.

    The topic is the last initiative, programme, event or institution that a clause opened; it carries
    over commas until another thing or the district itself takes the word.
    """
    topic: Anchor | None = None
    held = False  # the topic is what the sentence speaks of, not just the object of one verb
    for clause in scene.clauses:
        if clause.topic_break or (clause.opened and not _opens(clause)):
            topic, held = None, False
        for index, anchor in enumerate(clause.anchors):
            if anchor.thing is not None:
                counted = _counted_before(scene, clause, index)
                if anchor.type in _TOPICS:
                    spoken = clause.opened and anchor in clause.subjects
                    if spoken or not held:
                        topic, held = anchor, spoken
                    if counted is not None:
                        yield _edge(scene, clause, anchor, counted, "count-thing")
                elif anchor.type is ThingType.PLACE and anchor in clause.subjects:
                    topic = None
            elif topic is not None and anchor.figure is not None and not _other(scene, clause, index):
                if _follows(scene, clause, index):
                    yield _edge(scene, clause, topic, anchor, "topic")


def _opens(clause: Clause) -> bool:
    """Whether the clause's own subject may be a topic."""
    return any(anchor.type in _TOPICS for anchor in clause.subjects)


def _follows(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether a figure is not the count of the thing right behind it."""
    figure = clause.anchors[index]
    behind = clause.anchors[index + 1] if index + 1 < len(clause.anchors) else None
    if behind is None or behind.thing is None:
        return True
    return bool(scene.text[figure.end : behind.start].strip("的 “《"))


def _other(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether a figure is a total of the area and no result of the topic."""
    return bool(_TOTAL.match(scene.text, clause.start, clause.end))


def _counted_before(scene: Scene, clause: Clause, index: int) -> Anchor | None:
    """The figure that stands right before a thing and counts it (3个试点, 100多亿元的基金)."""
    if index == 0:
        return None
    figure, thing = clause.anchors[index - 1], clause.anchors[index]
    between = scene.text[figure.end : thing.start]
    if figure.figure is None or len(between) > 14 or re.search(r"[,;。]", between):
        return None
    return figure if not between.strip("的 “") or between.startswith("的") else None


def _edge(scene: Scene, clause: Clause, topic: Anchor, figure: Anchor, rule: str) -> Edge:
    """Money that goes into a programme funds it; every other figure is a result."""
    assert figure.figure is not None
    start, end = min(topic.start, figure.start), max(topic.end, figure.end)
    funded = topic.type in (ThingType.PROGRAM, ThingType.INITIATIVE) and _money(scene, clause, figure, figure.figure)
    predicate = Predicate.FUNDED if funded else Predicate.HAS_OUTCOME
    return Edge(topic.id, predicate, figure.id, start, end, f"{rule}-{predicate}", 0.65)


def _money(scene: Scene, clause: Clause, anchor: Anchor, figure: Measurement) -> bool:
    """Whether a figure is money put in, not paid out or earned."""
    if figure.unit not in ("元", "美元", "欧元", "港元") and not (figure.unit == "" and figure.value >= 10**6):
        return False
    near = scene.text[max(clause.start, anchor.start - 10) : anchor.end + 8]
    return bool(_MONEY.search(near)) or not scene.text[clause.start : anchor.start].strip()


