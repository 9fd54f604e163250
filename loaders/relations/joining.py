"""Who works with whom or takes part in an act, whom it serves, and on which document it rests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene, names_other
from govgraph.loaders.relations.edges import Edge, listed, verbs_in, who
from govgraph.ontology.records import PLACE_ID, Predicate, Thing, ThingType

_MADE = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
_INSTITUTIONS = frozenset((ThingType.INSTITUTION,))
_ACTORS = frozenset((ThingType.INSTITUTION, ThingType.PLACE))
_FOR = lazy(r"为|面向|惠及|帮助|服务于?|让|使|对|针对|向")
_MEANT_FOR = lazy(r"覆盖|面向|针对|惠及|服务")
_COUNTED = lazy(r"将|[名人户位个](?:[^,、]{2,8}、)?$")
"""What is before those whom the work of the last clause serves (将老人纳入救助; 4905名农民、渔民)."""
_GIVES = lazy(r"提供|发放|开展|落实|解决|实施|减免|[补资]助|救助|培训|受益|享受|送")
_JOINS = lazy(r"参与|参加|融入|加入")
_MANNER = lazy(r"(?:积极|主动|深度|深入|全面|更好|有效|先后|多次|成功|首次|组团|组织|[已还并])*(?:地)?")
_SHARED = lazy(r"了?(?:高质量)?(?:共建|服务|和服务|对接)?了?[“《]?")
_JOINTLY = frozenset(("", "共同", "联合", "等", "等单位", "等共同", "等联合"))
_ON = lazy(r"(?:根据|按照|依据|依照|对照)[“《]?")
_PAPERS = ("方案", "规划", "意见", "办法", "细则", "条例", "规定", "规程", "纲要")
_REST = lazy(
    r"(?:改革|建设|创建|工作|专项|实施|推进|总体|行动|试点|管理|框架|指导|暂行|试行|三年|五年)*"
    rf"(?:{'|'.join(_PAPERS)})"
)
"""What follows the name of an initiative in the title of the document that lays it down."""
_SPELT_OUT = lazy(
    r"[》”]?(?:\s|进一步|共|从[^,。]{1,8}[方层]面)*(?:细化|明确|提出|列出|梳理|部署|确定|分解|排定)"
)
_DRAWN_UP = lazy(r"制定|建立|推出")
_SHORTEST = 4
_WITH = lazy(
    r"签订|签署|合作|共建|联合|携手|结对|对接|战略"
    r"|等[\d一二两三四五六七八九十]*[家所个]?(?:高校|院校|大学|企业|单位|部门|机构)[^,。]{0,4}(?:开展|举办|成立|设立)"
)
_ALLIES = lazy(
    r"结为|友好城市|战略(?:友好)?合作|建立[^,]{0,8}(?:合作|伙伴|友好)关系|(?:签订|签署)[^,]{0,8}协议|合作共建|结对"
)
"""What areas do with each other as partners."""
_BROUGHT = lazy(r"促成|推动|组织|支持|引导|鼓励|协助")
_THANKS = lazy(r"的(?:结果|支持|关怀|关心)")
_UNDER = lazy(r"的?(?:坚强|正确|有力|统一)?(?:领导|监督|支持|关心|指导)|的")
_ABOVE = ("国务院", "中央", "省委", "市委", "县委", "区委", "政府")
"""Bodies that an area answers to, and so no partners that a clause without a subject can mean."""
_BUILT = tuple(
    "开工 建成 投入 投用 启用 挂牌 揭牌 落成 竣工 获 被 入选 荣获 成为 晋升 创成 建设 分别 一期 二期".split()
)
"""What is done with or won by two bodies, each for itself."""
_TOGETHER = ("与", "同", "和", "联合", "携手")


def joining_edges(scene: Scene, placed: bool, named: Mapping[str, str]) -> Iterator[Edge]:
    """Yield partner, takes_part, benefits and based_on edges, and the figures that documents set down.

    `named` holds ids of initiatives by name.
    """
    for number, clause in enumerate(scene.clauses):
        if not clause.kinds.isdisjoint(_ACTORS):
            yield from _partners(scene, clause, placed)
        if not clause.kinds.isdisjoint(_MADE):
            yield from _takes_part(scene, clause, placed)
        if ThingType.GROUP in clause.kinds:
            yield from _benefits(scene, number, clause)
        if ThingType.DOCUMENT not in clause.kinds:
            continue
        yield from _laid_down(clause, named)
        behind = scene.clauses[number + 1] if number + 1 < len(scene.clauses) else None
        behind = None if behind is None or behind.topic_break else behind
        yield from _spelt_out(scene, clause, behind)
        if behind is not None:
            yield from _according(scene, clause, behind)


def _partners(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """A和B as joint subjects; 与B签约, 与B共建."""
    actors = [a for a in clause.things if a.type is ThingType.INSTITUTION]
    for left, right in zip(actors, actors[1:], strict=False):
        between = scene.text[left.end : right.start]
        joint = left in clause.subjects or scene.text.startswith("由", left.start - 1)
        joint = joint or scene.text.startswith(("共同", "联合"), right.end)
        if between in ("和", "与", "同", "联合", "会同") and joint:
            if _THANKS.search(scene.text, right.end, clause.end):
                continue  # 是省委和市委科学施策的结果
            if _UNDER.match(scene.text, right.end) or scene.text.startswith(_BUILT, right.end):
                continue  # 在省政府和市委的领导下; 小学和幼儿园开工建设
            yield Edge(left.id, Predicate.PARTNER, right.id, left.start, right.end, "joint-subject", 0.6)
    heads = {a.start for a in clause.things}  # of 北京|海淀区 and 北京|某大学 the last is meant
    allied = [a for a in clause.things if a.type in _ACTORS and a.id != PLACE_ID and a.end not in heads]
    if allied != actors and _ALLIES.search(scene.text, clause.start, clause.end):
        actors = allied  # 与云岭市结为友好城市
    for right in actors:
        chain = next((a.start for a in clause.things if a.end == right.start), right.start)
        lead = scene.text[max(clause.start, chain - 2) : chain]
        joint = lead[-1:] in ("和", "与") and any(a.end + 1 == chain for a in actors)
        if joint and scene.text.startswith("由", actors[actors.index(right) - 1].start - 1):
            continue  # 项目由甲公司和乙公司共建
        if not lead.endswith(_TOGETHER) or not _WITH.search(scene.text, chain - 2, clause.end):
            continue
        others = [a for a in clause.subjects if a.end <= chain and a.type in _ACTORS and a.id != right.id]
        lead = scene.text[clause.start : chain - 1]
        if not others and not clause.named_self and names_other(lead, loose=True):
            continue  # 3家医院与B签约
        if _BROUGHT.search(scene.text, clause.start, right.start):
            continue  # 促成A与B签约: the one who brings them together is no party to it
        for item in listed(scene.text, [a for a in actors if a.start >= right.start]):
            if others:
                yield Edge(others[0].id, Predicate.PARTNER, item.id, others[0].start, item.end, "with", 0.65)
            elif placed and not (item.thing and item.thing.name.endswith(_ABOVE)):
                yield Edge(
                    PLACE_ID, Predicate.PARTNER, item.id, right.start - 1, item.end, "with", 0.55, True
                )


def _benefits(scene: Scene, number: int, clause: Clause) -> Iterator[Edge]:
    """为G提供S; S(,)为G提供 …."""
    for group in clause.things:
        if group.type is not ThingType.GROUP:
            continue
        before = scene.text[max(clause.start, group.start - 12) : group.start]
        aimed = list(_FOR.finditer(before))
        if aimed and _GIVES.search(before, aimed[-1].end()):
            continue  # 为村民提供技术人才: who is lent to them
        whose = next((a for a in clause.anchors if a.start >= group.end and a.type in _MADE), None)
        if whose and scene.text[group.end : whose.start].strip("“") == "的":
            if _MEANT_FOR.search(scene.text, clause.start, group.start):
                yield Edge(whose.id, Predicate.BENEFITS, group.id, group.start, whose.end, "for-group", 0.65)
                continue
        things = [a for a in clause.things if a.type in _MADE]
        if scene.text.startswith("成为", group.end):
            continue
        if not aimed and not _GIVES.search(scene.text, group.end, clause.end):
            continue
        if not aimed and not things and not _COUNTED.search(before):
            continue
        start = clause.start
        for back in range(number, max(0, number - 2), -1):
            if things or scene.clauses[back].topic_break:
                break
            things = [a for a in scene.clauses[back - 1].things if a.type in _MADE][-1:]
            start = things[0].start if things else start
        for thing in things[-1:]:
            begin, end = min(thing.start, group.start, start), max(thing.end, group.end)
            yield Edge(thing.id, Predicate.BENEFITS, group.id, begin, end, "for-group", 0.65)


def initiatives(things: Iterable[Thing]) -> Mapping[str, str]:
    """The ids of initiatives and programmes by their names, of those that are long enough to be telling."""
    kept = (thing for thing in things if thing.type in _MADE and len(thing.name) >= _SHORTEST)
    return {thing.name: thing.id for thing in kept}


def _takes_part(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """S积极参加X; without a subject the document's place: 融入X. What another brings in takes no part."""
    text = scene.text
    for match in _JOINS.finditer(text, clause.start, clause.end):
        made = [a for a in clause.things if a.type in _MADE and a.start >= match.end()]
        if not made or not _SHARED.fullmatch(text, match.end(), made[0].start):
            continue
        own = [a for a in clause.subjects if clause.start <= a.start and a.end <= match.start()]
        lead = own[-1].end if own else clause.start
        if not _MANNER.fullmatch(text[lead : match.start()].strip(" ")):
            continue
        if not _ACTORS.issuperset([a.type for a in own]):
            continue
        told = who(clause, match.start(), placed)
        if not own and not _INSTITUTIONS.issuperset([a.type for a in clause.subjects]):
            told = (
                [(PLACE_ID, clause.start, True)] if placed else []
            )  # what the last clause named is no actor
        for subject, start, implied in told:
            begin = match.start() if implied else start
            for item in listed(text, made):
                if item.type in _MADE:
                    yield Edge(
                        subject, Predicate.TAKES_PART, item.id, begin, item.end, "joins", 0.65, implied
                    )


def _laid_down(clause: Clause, named: Mapping[str, str]) -> Iterator[Edge]:
    """《区X实施方案》: the document that lays down the initiative X, which the text names by itself."""
    for paper in clause.things:
        if paper.type is not ThingType.DOCUMENT or paper.thing is None:
            continue
        title = paper.thing.name
        if not title.endswith(_PAPERS):
            continue
        ends = (end for end in range(_SHORTEST, len(title)) if _REST.fullmatch(title, end))
        for name in (title[begin:end] for end in ends for begin in range(end - _SHORTEST + 1)):
            if name in named:
                identifier = named[name]
                yield Edge(
                    identifier, Predicate.BASED_ON, paper.id, paper.start, paper.end, "title-names-it", 0.7
                )


def _according(scene: Scene, clause: Clause, behind: Clause) -> Iterator[Edge]:
    """按照《P》,实施X: X rests on P."""
    for paper in clause.things:
        if paper.type is not ThingType.DOCUMENT:
            continue
        if not _ON.fullmatch(scene.text, clause.start, paper.start) or paper.end < clause.end - 3:
            continue
        for verb in verbs_in(scene, behind, Predicate.LAUNCHED):
            for item in _governed(scene, behind, verb):
                yield Edge(item.id, Predicate.BASED_ON, paper.id, clause.start, item.end, "according", 0.7)


def _governed(scene: Scene, clause: Clause, verb: re.Match[str]) -> list[Anchor]:
    """The list of initiatives right behind a verb."""
    made = [a for a in clause.things if a.type in _MADE and a.start >= verb.end()]
    return listed(scene.text, made) if made and made[0].start - verb.end() <= 2 else []


def _spelt_out(scene: Scene, clause: Clause, behind: Clause | None) -> Iterator[Edge]:
    """制定《P》,细化任务48项: the figures of what a document that was issued sets down."""
    for paper in clause.things:
        if paper.type is not ThingType.DOCUMENT or not _issued(scene, clause, paper):
            continue
        for where in (clause, behind):
            if where is None or (where is behind and where.opened):
                continue
            start = paper.end if where is clause else where.start
            figures = [a for a in where.anchors if a.figure and a.start >= start]
            if not _SPELT_OUT.match(scene.text, start, where.end):
                continue
            for figure in figures:
                if not any([a.start <= figure.start < a.end for a in where.things]):
                    yield Edge(
                        paper.id, Predicate.HAS_OUTCOME, figure.id, paper.start, figure.end, "spelt-out", 0.65
                    )


def _issued(scene: Scene, clause: Clause, paper: Anchor) -> bool:
    """Whether a verb of issuing stands before a document in its clause."""
    verbs = verbs_in(scene, clause, Predicate.ISSUED)
    if verbs and verbs[0].end() <= paper.start:
        return True
    return bool(_DRAWN_UP.search(scene.text, clause.start, paper.start))
