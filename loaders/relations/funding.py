"""Money: which of it funds a thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import Edge
from govgraph.ontology.records import Measurement, Predicate, ThingType

CARRIED_OUT = lazy(
    r",?(?:用于|重点|大力|全面|先后|组织)?(?:实施|开展|推进|启动|完成|建设|建成|新建|设立|改造|办好)了?[^,、]{0,12}"
)
"""Between money and the work that it pays for."""
_ACTS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM))
_MONEY = lazy(r"投资|资金|投入|安排|筹集|拨付|预算|总额|募集|设立|落实")
_SAVED = lazy(r"节约|节省|让利|减免|追回|追发|收益|创收|营收")
_PAYS = lazy(r"[^,]{0,6}(?:投入|投资|安排|筹集|争取|自筹|整合|筹措)(?:[^,\d]{0,6}资金|专款)?")


def paid_edges(scene: Scene) -> Iterator[Edge]:
    """Yield funded edges: what one clause put in pays for what the next carries out (投入9万元,实施T)."""
    paid: list[Anchor] = []
    for clause in scene.clauses:
        yield from _priced(scene, clause)
        if clause.topic_break:
            paid = []
        if not clause.anchors:
            paid = []
            continue
        money = clause.anchors[-1]
        if money.figure is not None and money.end == clause.end and is_money(money.figure):
            if _PAYS.fullmatch(scene.text, clause.start, money.start):
                paid.append(money)
                continue
        thing = next((a for a in clause.things if a.type in _ACTS), None) if paid else None
        if thing is not None and CARRIED_OUT.fullmatch(scene.text[clause.start : thing.start].rstrip("“")):
            for one in paid:
                yield Edge(thing.id, Predicate.FUNDED, one.id, one.start, thing.end, "paid-for", 0.65)
        paid = []


def _priced(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """What stands behind the sum that it cost: a park, a centre (投资7800万元的|县城公园)."""
    for money, thing in pairwise(clause.anchors):
        if money.figure is None or thing.type not in _BUILT or not is_money(money.figure):
            continue
        told = _COST.search(scene.text, clause.start, money.start)
        if told and scene.text[money.end : thing.start] == "的":
            yield Edge(thing.id, Predicate.FUNDED, money.id, told.start(), thing.end, "priced", 0.7)


_BUILT = frozenset((ThingType.PLACE, ThingType.INSTITUTION))
_COST = lazy(r"(?:总?投资|融资|耗资|斥资)(?:达|约|近|超)?$")


def is_money(figure: Measurement) -> bool:
    """Whether a figure is an amount of money, its unit written or left out."""
    return figure.unit.split("/")[0] in ("元", "美元", "欧元", "港元") or (
        figure.unit == "" and figure.value >= 10**6
    )


def gives(scene: Scene, clause: Clause, figure: Anchor) -> bool:
    """Whether a figure is money that the institution spoken of found for another (筹集10万元)."""
    assert figure.figure is not None
    lead = scene.text[clause.start : figure.start]
    return is_money(figure.figure) and bool(_RAISED.search(lead))


_RAISED = lazy(r"(?:筹集|筹措|募集|捐赠?|争取|落实)(?:资金|帮扶资金)?$")


def put_in(scene: Scene, clause: Clause, figure: Anchor) -> bool:
    """Whether the words around an amount say that it was put in, not paid out or earned."""
    near = scene.text[max(clause.start, figure.start - 10) : figure.end + 8]
    if _SAVED.search(scene.text, clause.start, figure.start):
        return False
    return bool(_MONEY.search(near)) or not scene.text[clause.start : figure.start].strip()
