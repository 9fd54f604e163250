"""What a sentence says is yet to come: under a heading of plans, or by 计划, 将, 下一步 before its verb."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.loaders.figures.plans import opens_goals, speaks_of_past
from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.words import verbs
from govgraph.loaders.relations.clauses import Scene
from govgraph.loaders.relations.edges import Edge
from govgraph.ontology.records import Predicate, Stage

_LASTING = frozenset(
    (Predicate.PART_OF, Predicate.INCLUDES, Predicate.LOCATED_IN, Predicate.GRANTED_BY, Predicate.BASED_ON)
)
"""What holds of a thing whether it is there yet or not."""
_NEXT = lazy(r"(?:下一步|接下来|下一阶段|今后[一二三四五]年|未来[一二三四五]年)")
_MODAL = lazy(
    r"(?:计划|拟|将|即将|准备|争取|力争|有望)(?:在|于)?(?:今年|明年|年内|年底前?|上半年|下半年)?(?:要|再|继续|全面|正式|深入|大力"
    r"|持续|加快|进一步|组织|重点|全力|陆续|率先)*"
)
_DONE = lazy(r"已|正在|目前")


def tell_stages(scene: Scene, edges: Sequence[Edge], planned: bool) -> None:
    """Tell of the edges of a sentence which speak of what is to come.

    `planned` says that the sentence stands where the text speaks of plans.
    """
    coming = _coming(scene, planned) if edges else []
    for edge in edges if coming else ():
        if edge.predicate not in _LASTING and any([start < edge.end <= end for start, end in coming]):
            edge.stage = Stage.PLANNED


def _coming(scene: Scene, planned: bool) -> list[tuple[int, int]]:
    """The stretches of a sentence that speak of what is to come."""
    text = scene.text[scene.span.start : scene.span.end]
    if scene.title or not (planned or _MODAL.search(text) or _NEXT.search(text)):
        return []
    whole = opens_goals(text) or (planned and not speaks_of_past(text))
    found: list[tuple[int, int]] = []
    ahead = whole
    for clause in scene.clauses:
        if clause.topic_break:
            ahead = whole
        said = _DONE.search(scene.text, clause.start, clause.end)
        ahead = ahead or _NEXT.match(scene.text, clause.start) is not None
        start = clause.start if ahead else _modal(scene.text, clause.start, clause.end)
        if start >= 0 and not said:
            found.append((start, clause.end))
            ahead = True
        else:
            ahead = whole
    return found


def _modal(text: str, start: int, end: int) -> int:
    """Where a clause plans what its verb says (将|推出, 计划|实施, not 将乡村旅游|打造成), or -1."""
    for match in _MODAL.finditer(text, start, end):
        at = match.end()
        if any(text[at : at + size] in verbs() for size in (4, 3, 2)):
            return start
    return -1
