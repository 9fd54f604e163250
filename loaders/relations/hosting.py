"""Who hosts an event, and what an announcement lists that is held (举办九大活动:A、B、C)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.chains import chain_start
from govgraph.loaders.relations.clauses import Scene
from govgraph.loaders.relations.edges import Edge, listed_before, who
from govgraph.ontology.records import Predicate, ThingType

_HELD = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
_ACTORS = frozenset((ThingType.INSTITUTION, ThingType.PLACE))
_HOSTS = lazy(r"[主承]办(?<!协办)|(?:联合|共同)(?:举办|发起|组织|开展)(?=的)")
"""Verbs of those who hold an event; who only helps (协办) does not."""
_TOGETHER = frozenset(("", "共同", "联合", "等", "等单位", "等共同", "等联合"))
_ANNOUNCES = lazy(
    r"(?:举办|开展|实施|推出|启动|组织)[^,。;:]{0,6}?(?:\d+|[一二三四五六七八九十两]+)[大项场个][^。;:]{0,24}:"
)
"""How a sentence announces how many acts it lists."""


def hosting_edges(scene: Scene) -> Iterator[Edge]:
    """Yield who launched an event: its hosts, and those who carried it out (承办).

    E由A、B主办; 由A、B主办,C承办的E.
    """
    if not _HOSTS.search(scene.text, scene.span.start, scene.span.end):
        return
    event: Anchor | None = None
    waiting: list[Anchor] = []
    for clause in scene.clauses:
        for verb in _HOSTS.finditer(scene.text, clause.start, clause.end):
            before = [a for a in clause.things if a.end <= verb.start()]
            actors = listed_before(scene.text, before, _ACTORS)
            between = scene.text[actors[-1].end : verb.start()] if actors else ""
            if not actors or actors[-1].type not in _ACTORS or between not in _TOGETHER:
                continue
            first = chain_start([a for a in before if a.start <= actors[0].start])
            by = scene.text.endswith("由", clause.start, first) or waiting
            held = next((a for a in reversed(before) if _is_held(a)), event)
            behind = [a for a in clause.things if _is_held(a) and a.start >= verb.end()]
            if behind and scene.text[verb.end() : behind[0].start].strip("了“") in ("", "的"):
                held = behind[0]
            elif not by:
                continue
            if held is None:
                waiting = [*waiting, *actors]
                continue
            yield from _launched([*waiting, *actors], held, verb.end())
            waiting = []
        event = next((a for a in reversed(clause.things) if _is_held(a)), event)
        if event is not None and waiting:
            yield from _launched(waiting, event, event.end)  # 由A主办,B承办的E
            waiting = []


def _launched(actors: list[Anchor], event: Anchor, end: int) -> Iterator[Edge]:
    for actor in actors:
        begin, stop = min(actor.start, event.start), max(end, event.end, actor.end)
        yield Edge(actor.id, Predicate.LAUNCHED, event.id, begin, stop, "host", 0.7)


def _is_held(thing: Anchor) -> bool:
    """Whether a thing is an event, by its type or its name."""
    if thing.type is ThingType.EVENT:
        return True
    return thing.type in _HELD and thing.thing is not None and thing.thing.name.endswith(("活动", "仪式"))


def announced_edges(scene: Scene, placed: bool) -> Iterator[Edge]:
    """Yield what a sentence lists behind the count of what is held (县里将举办九大活动:A、B、C)."""
    listed = scene.text.find(":", scene.span.start, scene.span.end) >= 0  # spares most the search
    match = _ANNOUNCES.search(scene.text, scene.span.start, scene.span.end) if listed else None
    if match is None:
        return
    clause = next((c for c in scene.clauses if c.start <= match.start() < c.end), None)
    if clause is None:
        return
    for later in scene.clauses:
        for act in later.things if later.start >= match.end() else ():
            if act.type in _HELD:
                for subject, begin, implied in who(clause, match.start(), placed)[:1]:
                    yield Edge(
                        subject, Predicate.LAUNCHED, act.id, begin, act.end, "announced", 0.65, implied
                    )


def owned_edges(scene: Scene) -> Iterator[Edge]:
    """Yield launched edges from the body whose name stands right before a quoted one (县委|“一二三”思路)."""
    for clause in scene.clauses:
        for left, right in pairwise(clause.things):
            beside = left.type is ThingType.INSTITUTION and scene.text[left.end : right.start] in ("", "“")
            if beside and right.type in _HELD and right.thing and right.thing.rule.startswith("quoted"):
                yield Edge(left.id, Predicate.LAUNCHED, right.id, left.start, right.end, "owned", 0.65)
