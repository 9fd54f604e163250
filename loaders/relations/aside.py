"""Figures beside a topic that are none of its results: they size, count or date something else."""

from __future__ import annotations

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import listed_before
from govgraph.loaders.relations.tied import came_to
from govgraph.ontology.records import ThingType
from govgraph.ontology.vocabulary import find_unit

_PRAISED = lazy(r"表扬|表彰|通报")
_SIZES = frozenset(("area", "energy", "length", "mass", "power", "voltage", "volume"))
_NOUN = lazy(rf"(?:以上|以下)?的?(?![^,]*[到至为由增减升降提建修和及]){HAN}{{2,6}}")
_AMONG = lazy(r"从[^,。;]{0,16}$")
"""What stands before those from whom some are taken (从|13名专家中抽取)."""
_MADE_OF = lazy(r"辖[^,。;\n]*$")
"""What stands before the number of the parts that an area is made of."""
_OF_THEM = lazy("[^,。;]{1,8}中")
_TERM = lazy(r"[之以]?[前后内](?!容|部|地|期)")
"""What makes of a time the term of an act (活动前|1小时|内)."""
_FOR_LARGE = lazy("[对凡]$")
_CONTEST = lazy(r"[^,。;]{0,14}(?:考核|评比|评选|测评|排名|竞赛|比赛)中")
"""What makes of the counted those that something competed with (在同类|78个|开发区考核中)."""


def in_passing(scene: Scene, figure: Anchor) -> bool:
    """Return whether a figure only tells of whom, of what size or when something was done."""
    text, start, end = scene.text, figure.start, figure.end
    if _AMONG.search(text, max(0, start - 18), start) and _OF_THEM.match(text, end):
        return True
    if _MADE_OF.search(text, max(0, start - 60), start):
        return True
    if _unit_kind(figure) == "time" and _TERM.match(text, end):
        return True
    if text.endswith("以上", start, end) and _FOR_LARGE.search(text, max(0, start - 2), start):
        return True
    return bool(_CONTEST.match(text, end))


def _unit_kind(figure: Anchor) -> str:
    """The kind of a figure's unit, empty where no unit is known."""
    unit = find_unit(figure.figure.unit) if figure.figure is not None else None
    return unit.kind if unit is not None else ""


def sizes(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether a figure only tells the size of what the next one counts (10千伏线路3条)."""
    figure = clause.anchors[index]
    behind = clause.anchors[index + 1] if index + 1 < len(clause.anchors) else None
    if behind is None or behind.figure is None or _unit_kind(figure) not in _SIZES:
        return False
    return bool(_NOUN.fullmatch(scene.text, figure.end, behind.start))


def apart(scene: Scene, clause: Clause, topic: Anchor, figure: Anchor) -> bool:
    """Whether a figure of the topic's own clause is not the topic's.

    It counts the next item of a list whose items are each counted (甲3名、乙2名), or the institutions
    themselves (甲、乙2家), or stands in an honour that the topic won, or says whom an institution praised.
    """
    text = scene.text
    between = [a for a in clause.anchors if topic.end <= a.start < figure.start]
    if any(a.type is ThingType.RECOGNITION for a in between):
        return True
    if topic.end == figure.start and figure.figure is not None:
        alike = listed_before(text, clause.anchors[: clause.anchors.index(topic) + 1])
        if len(alike) > 1 and len(alike) == figure.figure.value:
            return True  # 甲、乙2项: how many are named
    if topic.type is ThingType.INSTITUTION:
        praised = _PRAISED.search(text, topic.end, clause.end)
        return topic.end == figure.start or bool(praised)
    first = next((a for a in between if a.figure), None)
    return first is not None and first.start == topic.end and text.startswith("、", first.end)


def within(clause: Clause, figure: Anchor) -> bool:
    """Whether a figure stands inside a name (三位一体)."""
    for thing in clause.things:
        if thing.start <= figure.start and figure.end <= thing.end:
            return True
    return False


def follows(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether a figure is not the count of the thing right behind it."""
    figure = clause.anchors[index]
    behind = clause.anchors[index + 1] if index + 1 < len(clause.anchors) else None
    if behind is None or behind.thing is None or behind.type is ThingType.GROUP:
        return True
    if came_to(scene, clause, index + 1) and scene.text.startswith("其中", clause.start):
        return False
    return bool(scene.text[figure.end : behind.start].strip("的 “《"))
