"""Who issued what: documents that are told to be out, drawn up or signed, behind or before their verbs."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import Edge
from govgraph.loaders.relations.making import given_from_above
from govgraph.ontology.records import PLACE_ID, Predicate, ThingType

_ACTORS = frozenset((ThingType.INSTITUTION, ThingType.PLACE, ThingType.PERSON))
_PUBLISHED = lazy(
    rf"(?:等(?:\d+|[一二三四五六七八九十])?[项个部件]?(?:{HAN}{{2,16}})?)?(?:相继|先后|正式|密集|陆续|已)*"
    r"(?:颁布|出台|印发|发布|公布|施行)(?:实施|施行)?(?=[,。;]|$)"
)
"""What is said of documents that came out (《X条例》颁布; A、B等6项制度出台施行)."""


def issuing_edges(scene: Scene, placed: bool) -> Iterator[Edge]:
    """Yield issued edges of a sentence that no verb before the document tells."""
    for clause in scene.clauses:
        if ThingType.DOCUMENT in clause.kinds:
            papers = [a for a in clause.things if a.type is ThingType.DOCUMENT]
            yield from _signed(scene, clause, papers)
            yield from _published(scene, clause, papers) if placed else ()


def _published(scene: Scene, clause: Clause, papers: list[Anchor]) -> Iterator[Edge]:
    """Documents and verb, nobody named who issued them: the document's own place did."""
    match = _PUBLISHED.match(scene.text, papers[-1].end)
    if match is None and _DRAWN_UP.search(scene.text, clause.start, papers[0].start):
        match = _PLANNED.match(scene.text, papers[-1].end)  # 完成|某规划、某规划|编制
    if match is None or any(a.type in _ACTORS and a.id != PLACE_ID for a in clause.things):
        return
    for item in papers:
        if not given_from_above(item, match.group()):
            yield Edge(PLACE_ID, Predicate.ISSUED, item.id, item.start, match.end(), "published", 0.65, True)


_DRAWN_UP = lazy(r"完成了?[“《]?$")
_PLANNED = lazy(r"》?(?<=[划纲案》])(?:的?(?:编制|修编|修订|起草))?(?=[,。;]|工作|和)")
"""What follows plans that were drawn up."""


def _signed(scene: Scene, clause: Clause, papers: list[Anchor]) -> Iterator[Edge]:
    """A与B签署D: each of the two issued it."""
    for paper in papers:
        verb = _SIGNS.search(scene.text, clause.start, paper.start)
        bodies = [
            a for a in clause.things if a.type is ThingType.INSTITUTION and verb and a.end <= verb.start()
        ]
        if len(bodies) > 1 and scene.text[bodies[-2].end : bodies[-1].start] in ("与", "和", "同"):
            for one in bodies[-2:]:
                yield Edge(one.id, Predicate.ISSUED, paper.id, one.start, paper.end, "signed", 0.7)


_SIGNS = lazy(r"(?:签署|签订)了?[“《]?$")
