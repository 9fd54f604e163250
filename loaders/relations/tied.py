"""Figures that their own words tie to a thing: what counts it, paid for it, or came to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import Edge
from govgraph.loaders.relations.funding import CARRIED_OUT, is_money
from govgraph.loaders.relations.openings import LEAD, begins_with_verb
from govgraph.ontology.records import Measurement, Predicate, Role, ThingType
from govgraph.ontology.vocabulary import find_unit

TOPICS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT, ThingType.INSTITUTION))
ACTS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM))
_FOUNDED = (
    "成立",
    "组建",
    "设立",
    "建立",
    "组成",
    "建成",
    "依托",
    "创办",
    "开办",
    "开设",
    "新建",
    "打造",
    "建起",
)
_VILLAGES = lazy(
    r"(?:村|社区|乡镇|镇街|街道|学校|县|园区|企业)(?:中|内)?(?:实施|开展|推行|推广|试点|建立|设立|组织)了?$"
)
_DID = lazy(
    r"完成|建设|搬迁|增加|增设|新增|新建|铺设|改造|建成|更换|安装|拆除|硬化|修建|粉刷|加装|新装|整治|清理"
)
_MADE_SO = lazy(r"[^,、]{0,14}(?:实现|完成|纳入|接入)")
"""Between the figure and what so many came to (40个事项实现“一次办”)."""
_BUILT = lazy(r"(?:投入|投资)(?:资金)?$")
_CLASS = lazy(r"[“”]*等[^,。、\d一二三四五六七八九十]{2,12}$")


def came_to(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether so many are told to have come to a thing (40个事项实现“一次办”)."""
    if not 0 < index < len(clause.anchors):
        return False
    figure, thing = clause.anchors[index - 1], clause.anchors[index]
    if figure.figure is None or thing.type not in ACTS or is_money(figure.figure):
        return False
    return bool(_MADE_SO.fullmatch(scene.text[figure.end : thing.start].rstrip("“")))


def own_sizes(scene: Scene) -> Iterator[Edge]:
    """Yield the sizes that works are named by (华光|300兆瓦|光伏制氢)."""
    for clause in scene.clauses:
        works = [a for a in clause.things if a.thing is not None and a.thing.rule == "works-size"]
        for figure in clause.anchors if works else ():
            for one in works:
                if figure.figure is not None and one.start <= figure.start < one.end:
                    yield Edge(one.id, Predicate.HAS_OUTCOME, figure.id, one.start, one.end, "own-size", 0.65)


def carried_edges(scene: Scene) -> Iterator[Edge]:
    """Yield the results that a sentence tells of the work that one before it began: …小区增加60个车位."""
    work = scene.work
    for clause in scene.clauses if work is not None else ():
        for anchor in clause.anchors:
            if anchor.figure is None or anchor.figure.unit == "%" or is_money(anchor.figure):
                continue
            if work is not None and _DID.search(scene.text, clause.start, anchor.start):
                start, end = clause.start, anchor.end
                yield Edge(work.id, Predicate.HAS_OUTCOME, anchor.id, start, end, "carried", 0.6)


def of_act(scene: Scene, clause: Clause, index: int) -> Iterator[Edge]:
    """Figures tied to a topic by its verb or class: 在40个村实施T, 投入9万元建成T, “甲”“乙”等招聘会70场."""
    text, thing = scene.text, clause.anchors[index]
    before = [a for a in clause.anchors[:index] if a.type is not ThingType.PLACE]
    figure = before[-1] if before else None
    if figure is not None and figure.figure is not None:
        between = text[figure.end : thing.start].rstrip("“")
        lead = text[clause.start : figure.start]
        if came_to(scene, clause, index):
            yield _tied(thing, figure, Predicate.HAS_OUTCOME)
        elif lead.endswith("在") and _VILLAGES.search(between):
            yield _tied(thing, figure, Predicate.HAS_OUTCOME)
        elif _BUILT.search(lead) and _carried(thing, between):
            yield _tied(thing, figure, Predicate.FUNDED)
    if thing.type not in (ThingType.INITIATIVE, ThingType.EVENT):
        return
    if thing.thing is None or not thing.thing.rule.startswith("quoted"):
        return
    for at in range(index + 1, len(clause.anchors)):
        behind, whole = clause.anchors[at], clause.anchors[at - 1]
        if behind.figure is None:
            continue
        if behind.figure.unit not in _TIMES or (whole.thing and whole.end == behind.start):
            return  # the figure counts what the list is part of
        rest = text[thing.end : behind.start].replace("”“", "、").strip("“”")
        if _CLASS.search(rest.rpartition("、")[2]):
            yield _tied(thing, behind, Predicate.HAS_OUTCOME)
        return


_TIMES = frozenset("场 次 场次 期 届 处 个".split())


def founds(before: str) -> bool:
    """Whether the words before an institution say that it is founded."""
    return before.removesuffix("了").endswith(_FOUNDED)


def _carried(thing: Anchor, between: str) -> bool:
    """Whether the words between money and a thing say that the money paid for it."""
    if thing.type is ThingType.INSTITUTION:
        return founds(between)
    return thing.type in ACTS and bool(CARRIED_OUT.fullmatch(between))


def _tied(thing: Anchor, figure: Anchor, predicate: Predicate) -> Edge:
    """The edge from a thing to a figure that its own words give it."""
    start, end = min(thing.start, figure.start), max(thing.end, figure.end)
    return Edge(thing.id, predicate, figure.id, start, end, f"act-{predicate}", 0.65)


def counted_before(scene: Scene, clause: Clause, index: int) -> Anchor | None:
    """The figure that stands right before a thing and counts it (3个试点, 100多亿元的基金)."""
    if index == 0:
        return None
    figure, thing = clause.anchors[index - 1], clause.anchors[index]
    between = scene.text[figure.end : thing.start]
    if figure.figure is None or len(between) > 14 or re.search(r"[,;。]", between):
        return None
    if is_money(figure.figure) and scene.text.endswith("以上", figure.start, figure.end):
        return None  # 亿元以上项目: how large each of a class is
    unit = find_unit(figure.figure.unit)
    if not between and unit is not None and unit.kind == "voltage":
        return None  # 220千伏变电站
    return figure if not between.strip("的 “") or between.startswith("的") else None


def of_us(scene: Scene, clause: Clause, topic: Anchor) -> bool:
    """Return whether a clause goes on with what the area did, behind one on what happened to a body.

    某小学主体完工,新建幼儿园3所; 某企业落户,累计引进项目9个; 河长制全覆盖,划定禁养区5平方公里.
    """
    if topic.type in ACTS:
        closed = scene.text.endswith("完成", topic.end, clause.start - 1)
        if closed and scene.text.startswith("全年", clause.start):
            return True  # X计划顺利完成,全年汽车产量达9万辆
        return scene.text.endswith(_ALL_OVER, topic.end, clause.start - 1)
    if topic.type is not ThingType.INSTITUTION:
        return False
    own = scene.text[topic.end : scene.text.find(",", topic.end)]
    if not (_HAPPENED.search(own) or founds(scene.text[max(0, topic.start - 4) : topic.start])):
        return False
    return bool(_OURS.match(LEAD.sub("", scene.text[clause.start : clause.start + 16].lstrip(" “"))))


_ALL_OVER = ("全覆盖", "全面建立")
"""How a clause ends that has told what an act came to."""
_HAPPENED = lazy(
    r"(?:完工|竣工|封顶|投用|投入使用|建成|启用|落户|入驻|揭牌|开工建设|开工|退出|搬迁|迁建|扩建|主体工程|升级为.*|晋升为.*|升格为.*|入选.*|获评.*|荣获.*|上榜.*)$"
)
"""How a clause ends that tells what happened to a body."""
_OURS = lazy(r"(?:累计|共|再|又)?(?:新开工|新建|改建|改扩建|引进|引入|招引|建成|新增|提请|净增)")
"""What an area does, at the head of a clause."""


def tells_anew(scene: Scene, clause: Clause, topic: Anchor) -> bool:
    """Return whether the clause behind an act opens with what it measures, which is none of the act's words.

    (甲电站一期建成投运,|新能源汽车新上牌37万辆, but 启动零基预算改革,|部门预算审减率达到21%)
    """
    figure = next((a.figure for a in clause.anchors if a.figure), None)
    lead = LEAD.sub("", scene.text[clause.start : clause.end].lstrip(" “"))
    if topic.thing is None or figure is None or figure.role is Role.TARGET or begins_with_verb(lead):
        return False
    if not figure.measure or not lead.startswith(figure.measure[:4]):
        return False
    name, told = topic.thing.name, scene.text[topic.end : clause.start]
    shared = any(name[at : at + 2] in figure.measure for at in range(len(name) - 1))
    return not (shared or told.endswith("后,"))


def alike(scene: Scene, clause: Clause, topic: Anchor) -> bool:
    """Return whether a clause tells of another what was told of the topic (甲产值达3亿元,乙产值达2亿元)."""
    figure = clause.anchors[0] if clause.anchors else None
    if figure is None or figure.figure is None:
        return False
    words = _SAID.match(scene.text, topic.end, clause.start)
    lead = scene.text[clause.start : figure.start]
    return words is not None and len(lead) > len(words[1]) + 1 and lead.endswith(words[1])


_SAID = lazy(rf"({HAN}{{2,8}})\d")


def shares(topic: Anchor, figure: Measurement) -> bool:
    """Return whether a rate is worded after the topic (开展医养结合服务,…医养结合服务率达40%)."""
    if topic.thing is None or figure.unit != "%":
        return False
    name = topic.thing.name
    return any(name[at : at + _TELLING] in figure.measure for at in range(len(name) - _TELLING + 1))


_TELLING = 4
"""How many signs in common show that a rate is of a thing."""


_FRUIT = lazy(r"取得[^,。;]{0,8}(?:成效|成果|进展|突破)|(?:成效|效果|成果)(?:显著|明显|突出|初显)")
"""What a clause says of an act whose fruits the next one tells (X改革取得进展,|开办时间压缩到4天)."""


def bears_fruit(scene: Scene, clause: Clause) -> bool:
    """Return whether a clause says of an act that it bore fruit."""
    return not clause.kinds.isdisjoint(ACTS) and bool(_FRUIT.search(scene.text, clause.start, clause.end))


def aims(scene: Scene, clause: Clause, topic: Anchor) -> bool:
    """Return whether a clause tells the aims of an act planned right before it (实施X,支持20所学校)."""
    between = _AND_SUCH.sub("", scene.text[topic.end : clause.start].removesuffix(","))
    if topic.type not in ACTS or re.search(r"[,、\d]", between):
        return False
    opening = scene.text[clause.start : min(clause.end, clause.start + 16)].lstrip(" “")
    return not _HOPED.match(opening) and begins_with_verb(LEAD.sub("", opening))


_AND_SUCH = lazy(r"^(?:、[^,、\d]{2,12})*等[^,、\d]{0,8}(?:建设|项目|工程|行动|活动)$")
"""What stands with an act in a list that a class noun closes (甲试点|、补充耕地等项目建设)."""
_HOPED = lazy(r"实现|推动|全[年市县区省]|着力|加快|加大|坚持|把|对|为|以|在")
"""Openings of aims of the whole area."""
