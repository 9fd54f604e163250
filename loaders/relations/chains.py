"""Places named side by side, each in the one before (云岭县清溪镇石桥村)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import Edge, listed
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PLACE_ID, Predicate, ThingType

AREA = lazy(r"[省市区县州旗镇乡村]$|街道$|社区$")
SITE = lazy(r"[河湖江渠溪路街桥园馆站寺塔校院场]$|水库|小区|景区|基地|大厦|中心")
"""Endings of places that lie in an area and are no part of its administration."""
_AT_HOME = lazy(
    r"(?:[一二三四五六七八九]期)?(?:的|的?(?:贫困|低保|种植|养殖|脱贫|搬迁)?(?:村民|居民|市民|党员|群众|农户|户)+"
    r"|党支部书记|党总支书记|支部书记|村支书|村主任|村会计|网格员|驻村第一书记)"
)
_SERVES = lazy(
    r"(?:原|老|的)?(?:[党社村][委支总]?[部支]?|居委会|村委会|关工委|网格|第[一二三四五六七八九十\d]+网格|常务|副|、)*"
    r"(?:书记|支书|主任|网格长|网格员|组长|会计|工作人员|社工|干部|楼长|队长|志愿者|委员|老人|教师)"
    r"(?:、(?:居委会|村委会)?(?:书记|主任))?"
)
"""What stands between a village or community and whoever serves in it (石桥社区|党委书记|李某)."""


def chain_edges(scene: Scene) -> Iterator[Edge]:
    """Yield the part_of and located_in edges of names that stand side by side (云岭县清溪镇)."""
    for clause in scene.clauses:
        yield from chains(scene, clause)


def chains(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """Yield what names side by side say: 云岭县清溪镇石桥村, a person of 石桥村村民."""
    named = [one for one in clause.things if one.type is not ThingType.GROUP]
    for left, right in pairwise(named):
        if left.type is not ThingType.PLACE:
            continue
        between = scene.text[left.end : right.start]
        if right.type is ThingType.PLACE and between in ("", "的") and administrative(left):
            assert right.thing is not None
            site = bool(SITE.search(right.thing.name))
            if site or not between or administrative(right):
                part = Predicate.LOCATED_IN if site else Predicate.PART_OF
                yield Edge(right.id, part, left.id, left.start, right.end, "place-chain", 0.85)
                for one in _with(scene, named, right, left):
                    yield Edge(one.id, part, left.id, left.start, one.end, "place-chain", 0.75)
        elif right.type is ThingType.PERSON and (
            _AT_HOME.fullmatch(between) or (_is_village(left) and _SERVES.fullmatch(between))
        ):
            yield Edge(right.id, Predicate.LOCATED_IN, left.id, left.start, right.end, "person-home", 0.8)
        elif (
            right.type is ThingType.INSTITUTION
            and not between.strip("的“")
            and left.id != PLACE_ID
            and not (right.thing and _of_area(right.thing.name))  # 衢州市|常山县委
        ):
            yield Edge(
                right.id, Predicate.LOCATED_IN, left.id, left.start, right.end, "place-institution", 0.7
            )


def _is_village(place: Anchor) -> bool:
    """Whether a place is a village or community, in which those who serve there live."""
    return place.thing is not None and place.thing.name.endswith(("村", "社区", "小区", "屯", "嘎查"))


def _of_area(name: str) -> bool:
    """Whether the name of a body begins with its area."""
    return any(area.start == 0 for area in load_places().full_names(name))


def _with(scene: Scene, named: Sequence[Anchor], first: Anchor, area: Anchor) -> list[Anchor]:
    """Those in a list with one right behind the area they lie in: counties, towns, villages.

    湖南|双牌、资兴、炎陵; 平塘县|克度镇、塘边镇.
    """
    kinds = next((ends for ends in _KINDS if first.thing and first.thing.name.endswith(ends)), None)
    if kinds is not None:
        beside = listed(scene.text, [a for a in named if a.start >= first.start])[1:]
        return list(takewhile(lambda a: a.thing is not None and a.thing.name.endswith(kinds), beside))
    if not (first.thing and first.thing.code and area.thing and area.thing.code.endswith("0000")):
        return []
    behind = [a for a in named if a.start >= first.start]
    head = area.thing.code[:2]
    rest = listed(scene.text, behind)[1:]
    return [a for a in rest if a.thing and len(a.thing.code) == 6 and a.thing.code.startswith(head)]


_KINDS = (("镇", "乡", "街道", "苏木"), ("村", "社区"))
"""Ends of places of one level."""


def administrative(place: Anchor) -> bool:
    """Return whether a place is an area that others lie in."""
    return place.thing is not None and bool(place.thing.code or AREA.search(place.thing.name))


def chain_start(anchors: Sequence[Anchor]) -> int:
    """Return where the places begin that stand side by side up to the last anchor (甲省|乙县|丙镇)."""
    start = anchors[-1].start
    for one in reversed(anchors[:-1]):
        if one.type is ThingType.PLACE and one.end == start:
            start = one.start
    return start
