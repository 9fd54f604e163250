"""What is told of a built place that a sentence introduces: its sizes, its guests, the money in it."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Scene
from govgraph.loaders.relations.edges import Edge
from govgraph.loaders.relations.funding import is_money
from govgraph.ontology.records import Predicate, ThingType

_TOWN = lazy(r"[省市县州旗镇乡村屯]$|街道$|社区$|[新城]区$")
_OWN = lazy(
    rf"[\s“”]*(?:[总现年]|每年|其中|平均|最高|核心|建筑|规划|经营|营业|水域|绿地|{HAN}区)*"
    r"(?:面积|占地(?:面积)?|投资|[全周]?长|[全长]度|[高宽]|库容量?|容量|海拔|(?:可|能|可一次)?(?:接待|容纳)[^,\d]{0,4}"
    r"|床位|员工|职工|景点|[营交]业?易?额|产量|产值|年产[^,\d]{0,6})(?:约为|达到|[约为达有共近超])*"
)
"""How a clause tells the size, the guests or the yield of the place itself, before its figure."""
_LINES = ("高速", "铁路", "高铁", "公路", "航道", "路网", "线")


def is_site(anchor: Anchor) -> bool:
    """Return whether a place is none of the administration: a park, a scenic area, a reservoir."""
    thing = anchor.thing
    return (
        anchor.type is ThingType.PLACE
        and thing is not None
        and not thing.code
        and not _TOWN.search(thing.name)
        and not thing.name.endswith(_LINES)
    )


def profile_edges(scene: Scene) -> Iterator[Edge]:
    """Yield the sizes and results of the one built place that a clause speaks of, and what was put in it."""
    site: Anchor | None = None
    for clause in scene.clauses:
        if clause.topic_break or clause.opened:
            one = clause.subjects[0] if len(clause.subjects) == 1 else None
            site = one if one is not None and is_site(one) else None
        if site is None:
            continue
        begin = max(clause.start, site.end)
        for anchor in clause.anchors:
            if anchor.thing is not None and anchor.start >= begin:
                break  # what follows is told of another
            figure = anchor.figure
            if (
                figure is not None
                and anchor.start >= begin
                and _OWN.fullmatch(scene.text, begin, anchor.start)
            ):
                funded = is_money(figure) and "投资" in scene.text[begin : anchor.start]
                predicate = Predicate.FUNDED if funded else Predicate.HAS_OUTCOME
                yield Edge(site.id, predicate, anchor.id, site.start, anchor.end, "site", 0.65)
