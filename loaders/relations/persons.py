"""Where persons serve, and what they were honoured as."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.relations.clauses import Scene
from govgraph.loaders.relations.edges import Edge
from govgraph.ontology.records import Predicate, ThingType

_OFFICE = lazy(
    r"(?:党委|党组|党总支|党支部|支部|常务|代理?|执行|名誉|第一|驻村|分管[^,。;]{2,8}的)*"
    r"(?:[局厅部处科所校院行馆站社会县市区镇乡村]长|主任|书记|主席|会长|理事长|秘书长|董事长|总?经理|总裁|负责人|教授|副教授"
    r"|研究员|院士|工程师|教师|医生|主任医师|民警|干部|职工|工作人员|成员|委员|调研员|副?总工程师|创始人)+"
)
"""What stands between a body and whoever serves in it (江苏省公安厅|厅长|李某)."""


def person_edges(scene: Scene) -> Iterator[Edge]:
    """Yield member_of from persons to the body whose office stands before their names, and their honours."""
    for clause in scene.clauses:
        for left, right in pairwise(clause.things):
            if right.type is not ThingType.PERSON or right.start < left.end:
                continue
            between = scene.text[left.end : right.start]
            if left.type is ThingType.INSTITUTION and _OFFICE.fullmatch(between.replace("副", "", 1)):
                yield Edge(right.id, Predicate.MEMBER_OF, left.id, left.start, right.end, "office", 0.7)
            elif left.type is ThingType.RECOGNITION and between in ("", "”", "获得者"):
                yield Edge(right.id, Predicate.RECEIVED, left.id, left.start, right.end, "honoured", 0.7)
