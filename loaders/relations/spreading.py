"""Where a thing was first, and where it spread to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Scene
from govgraph.loaders.relations.edges import Edge, listed, listed_before
from govgraph.ontology.records import PLACE_ID, Predicate, ThingType

_MADE = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
_ACTORS = frozenset((ThingType.INSTITUTION, ThingType.PLACE, ThingType.PERSON))
_WIDE = r"(全国|全省|全市|全县|全区|国内|省内|市内)"
_WIDER = lazy(_WIDE)
_FIRST = lazy(
    rf"(?:率先在)?{_WIDE}(?:范围内)?(?:首创|率先|首次|首[个家座批]|首推|(?<=率先在..)(?:推出|开展|实施|推行|建立))"
)
_FULL = {"国内": "全国", "省内": "全省", "市内": "全市"}
_ADOPTED = lazy(
    r"(?:在|向|面向)((?:全国|全省|全市|全县|全区|省内)(?:[、和](?:全国|全省|全市|全县|全区))*)"
    r"(?:范围内|各地)?(?:复制|推广|推介|推开|借鉴|交流)"
)
_LEAD = lazy(r"(?:并|且|已|还|现|先后|目前|相关|成功|其|和|、|得到|做法|经验|模式|[被获由经][^,。;]{2,14}?)*")
"""What may stand before 在全省推广 in a clause that goes on with what the one before made."""
_ON = lazy(r"[并且已还现其均被获由经得为系属是]|先后|目前|相关|成功|做法|经验|模式")
"""How a clause between begins that still speaks of it (获省领导肯定)."""
_IS = lazy(r"(?:并|均)?(?:为|系|属于?|是)?")
_COVERS = lazy(rf"”?(?:实现|基本|已|全面)*(?:覆盖|推广到)(全国|全省|全市|全县|全区)(?!{HAN})")


def spreading_edges(scene: Scene, placed: bool) -> Iterator[Edge]:
    """Yield first_in and adopted_in edges of a sentence, and who launched what was first."""
    if not _WIDER.search(scene.text, scene.span.start, scene.span.end):
        return
    for number in range(len(scene.clauses)):
        yield from _firsts(scene, number, placed)


def _firsts(scene: Scene, number: int, placed: bool) -> Iterator[Edge]:
    """首创, 率先 … → the area it was first in; 在全市推广 → the area it spread to."""
    clause = scene.clauses[number]
    if not _WIDER.search(scene.text, clause.start, clause.end):
        return
    things = [a for a in clause.anchors if a.type in _MADE or a.type is ThingType.INSTITUTION]
    for match in _FIRST.finditer(scene.text, clause.start, clause.end):
        area = _FULL.get(match.group(1), match.group(1))
        behind = [a for a in things if 0 <= a.start - match.end() <= 24]
        for item in listed(scene.text, behind):
            yield Edge(item.id, Predicate.FIRST_IN, area, match.start(), item.end, "first", 0.75)
        if not behind and "首创" in match.group():
            yield from _invented(scene, number, match, placed)
    for thing in things:
        reach = _COVERS.match(scene.text, thing.end, clause.end)
        if reach and thing.type in _MADE:
            yield Edge(
                thing.id, Predicate.ADOPTED_IN, reach.group(1), thing.start, reach.end(), "covers", 0.7
            )
    for match in _ADOPTED.finditer(scene.text, clause.start, clause.end):
        named = [a for a in things if a.end <= match.start()]
        spread = [a for a in named if a.type in _MADE][-1:] or _spoken_of(scene, number, match, _LEAD)
        for area in re.split("[、和]", match.group(1)):
            for thing in spread or named[-1:]:
                yield Edge(
                    thing.id,
                    Predicate.ADOPTED_IN,
                    _FULL.get(area, area),
                    thing.start,
                    match.end(),
                    "adopted",
                    0.75,
                )


def _spoken_of(scene: Scene, number: int, match: re.Match[str], lead: re.Pattern[str]) -> list[Anchor]:
    """What the clauses before made, where this one goes on with it and names no other thing."""
    clause = scene.clauses[number]
    if not lead.fullmatch(scene.text, clause.start, match.start()):
        return []
    while number and not scene.clauses[number].topic_break:
        number -= 1
        made = [a for a in scene.clauses[number].anchors if a.type in _MADE]
        if made:
            anchors = scene.clauses[number].anchors
            return listed_before(scene.text, anchors[: anchors.index(made[-1]) + 1], _MADE)
        if not _ON.match(scene.text, scene.clauses[number].start):
            break
    return []


def _invented(scene: Scene, number: int, match: re.Match[str], placed: bool) -> Iterator[Edge]:
    """X为S在全国首创: S launched X, and X was first there; 推出X,为全国首创 of what was just launched."""
    clause = scene.clauses[number]
    if match.end() == clause.end:
        for thing in _spoken_of(scene, number, match, _IS):
            area = _FULL.get(match.group(1), match.group(1))
            yield Edge(thing.id, Predicate.FIRST_IN, area, thing.start, match.end(), "first", 0.75)
    made = [a for a in clause.anchors if a.type in _MADE and a.end < match.start()]
    by = re.search(r"[为由]", scene.text[made[-1].end : match.start()]) if made else None
    if by is None or by.start() > 1:
        return
    thing = made[-1]
    makers = [a for a in clause.anchors if a.type in _ACTORS and thing.end <= a.start < match.start()]
    area = _FULL.get(match.group(1), match.group(1))
    yield Edge(thing.id, Predicate.FIRST_IN, area, thing.start, match.end(), "first", 0.75)
    if makers or placed:
        maker = makers[0].id if makers else PLACE_ID
        yield Edge(maker, Predicate.LAUNCHED, thing.id, thing.start, match.end(), "first", 0.7, not makers)
