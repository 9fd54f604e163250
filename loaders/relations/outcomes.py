"""Which figures are the results of which thing, and which are its money."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.aside import apart, follows, in_passing, sizes, within
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.edges import Edge, listed_before, verbs_in
from govgraph.loaders.relations.funding import gives, is_money, paid_edges, put_in
from govgraph.loaders.relations.openings import LEAD, STATISTIC, acts_anew, begins_with_verb, has_verb
from govgraph.loaders.relations.tied import (
    ACTS,
    TOPICS,
    aims,
    alike,
    bears_fruit,
    came_to,
    counted_before,
    founds,
    of_act,
    of_us,
    shares,
    tells_anew,
)
from govgraph.ontology.records import Measurement, Predicate, Role, ThingType

_LAUNCHERS = frozenset((ThingType.INSTITUTION, ThingType.PLACE))
_TOLD = TOPICS | {ThingType.PLACE}
_AND_ALSO = lazy(r"\s*(?:以及|还有|并有|另有)")
_PUT_IN = lazy(r"投入|安排|拨付|筹集|设立|支出|落实")
_CARRIED_OUT = lazy(r"[^,。;]{0,8}?(?:完成|通过|搬出|搬迁|入住|受益|享受)")
_COUNTED = lazy(rf"{HAN}{{2,8}}")
"""A noun that is all of a clause behind a figure: 网点32个,12个服务站."""
_LAID_DOWN = lazy(r"(?:进一步)?(?:明确|细化|提出)")
_FROM = lazy(r"[自从][^,]{0,12}$")
_MODIFIED = tuple(
    "等 成果 成效 沿线 国家 地区 企业 产品 政策 代表 监管 战略机遇 精神 要求 理念 的基础上 的同时 "
    "核定 批准 核准 下达 承诺 票决 审议 反馈".split()
)
"""What a name only modifies, or one item of many: no topic for figures behind it."""
_RATE = lazy(r"(?:覆盖|达标|普及|可办|办结|合格|入户|处理|清扫|建成|满意)[率度]")
_AROUND = lazy(r"围绕|聚焦|针对|紧扣|立足|着眼|贯彻")
"""Verbs whose objects only set the aim of an act."""
_NEW = lazy(r"建立|推行|出台|实行|探索|创新|首创|健全|推出|制定|试行")
"""Verbs by which a system comes to be; one that is only kept to has no results (落实|耕地保护制度)."""
_COUNTED_ON = lazy(
    rf"(?:新|基本|已|全部|累计)*(?:开工|建成|完工|竣工|交付|入住|投用)(?:超过?|[约近])?[\d.]+{HAN}{{1,3}}"
)
"""A clause that only counts on (新开工9套,|基本建成6套)."""
_AREA = lazy(
    r"..[镇乡村]$|街道$|新区$|(?:开发|管理|合作|高新|保税|度假|旅游|景|园|片|工业)区$|(?:产业|工业|科技)园$"
)
_SERVING = lazy(r"(?:机场|遗址|景区|[物念书化]馆|火车站|高铁站|港)$")
"""Sites that people come to, whose figures are told of them."""
_OF_PLACES = tuple("至 到 东 西 南 北 建设 发展 管理".split())
"""What follows an area that only tells where, or what is done about it."""
_YEAR = lazy(r"^(?:\d{4}年(?:底|末|\d+月)?)")
_REACHES = lazy(
    r"(?:达到?|突破|占|为|超过?|实现|完成|(?:增|降|升|增加|减少|扩大|压缩|压减|缩短|提高|提升)[至到]|平均|累计|下降|增长|提高"
    r"|提升)[^,]{0,3}$|(?:[居列]|连续[^,]{1,4})全[国省市县]$"
)
_DIGIT = lazy(r"[\d一二三四五六七八九十百千万第]")
_AT_EVENTS = lazy(
    r"签约|签订|成交|培训|受训|参训|惠及|受益|听众|吸引|接待|参展|参会|参加|参与|展出|观众|促成|达成|意向|销售|引资|发布|邀请|办展|带动"
)
"""What is counted at fairs and congresses."""
_TOTAL = lazy(
    r"^(?:(?:完成|实现)(?=地区生产|一般公共|财政|全社会|规上|规模以上|社会消费))?"
    r"(?:固定资产|全社会|社会消费品|旅游总?收入|地区生产总值|财政|一般公共|规上|规模以上|进出口|外贸|全市|全县|全区|全省|全州|市属|县属|区属|民营|我市|我县|我区|该市|该县|该区|地区|城镇|农村|居民"
    r"|人均预期|常住人口|户籍人口)"
)


def outcome_edges(scene: Scene) -> Iterator[Edge]:
    """Yield has_outcome and funded edges of a sentence.

    The topic is the last initiative, programme, event or institution that a clause opened; it carries
    over commas until another thing or the district itself takes the word.
    """
    if scene.kinds.isdisjoint(_TOLD):
        return
    paid = {edge.object: edge for edge in paid_edges(scene)}
    yield from paid.values()
    topic: Anchor | None = None
    beside: tuple[Anchor, ...] = ()  # what shares the topic's results: A、B等行动扎实开展
    held = False  # the topic is what the sentence speaks of, not just the object of one verb
    told = False  # a figure of the topic has been told: a bare noun with a number continues its list
    actor: Anchor | None = None
    since = _since(scene)
    for number, clause in enumerate(scene.clauses):
        before = scene.clauses[number - 1] if number else None
        inner = before is not None and _is_inner(scene, before)
        fruit = before is not None and topic in before.subjects and bears_fruit(scene, before)
        inner = inner or (fruit or topic is since) and topic is not None and clause.kinds.isdisjoint(TOPICS)
        if clause.topic_break or (clause.opened and not _opens(clause)):
            topic, held, actor = None, False, None
        if (
            topic is not None
            and not held
            and not (told and _COUNTED_ON.fullmatch(scene.text, clause.start, clause.end))
            and acts_anew(scene.text[clause.start : clause.start + 16], topic.thing, told)
        ):
            topic, held = actor, actor is not None
        if topic is not None and topic.start < clause.start and not inner:
            if (
                _of_another(scene, clause, held or _right_behind(scene, clause, topic))
                or (_right_behind(scene, clause, topic) and tells_anew(scene, clause, topic))
                or alike(scene, clause, topic)
                or of_us(scene, clause, topic)
            ):
                topic, held = None, False
        if (held or topic is not None) and (
            _AND_ALSO.match(scene.text, clause.start) or (not held and _sums_up(scene, clause))
        ):
            topic, held = None, False
        if topic is None:
            beside, told = (), False
            if since is not None and clause.start > since.end and not clause.kinds & TOPICS:
                topic, held = since, True
        counts = len(clause.things) < len(clause.anchors)
        for index, anchor in enumerate(clause.anchors):
            if anchor.thing is not None:
                spoken = clause.opened and anchor in clause.subjects
                if spoken and len(clause.subjects) > 1 and _closed(scene, clause):
                    if all(a.type is ThingType.INITIATIVE for a in clause.subjects):
                        topic, held, beside = clause.subjects[-1], True, clause.subjects[:-1]
                    continue
                if counts and anchor.type in TOPICS:
                    yield from of_act(scene, clause, index)
                if anchor.type in TOPICS and _is_modifier(scene, anchor):
                    topic = topic if held else None
                    if scene.text.startswith("等", anchor.end) and (
                        paid_for := _paid_for(scene, clause, index)
                    ):
                        yield _edge(scene, clause, anchor, paid_for, "count-thing")
                elif anchor.type in TOPICS and (spoken or _may_lead(scene, clause, anchor)):
                    aside = topic is not None and came_to(scene, clause, index)
                    taken_up = held and not spoken and _taken_up(scene, clause, topic, anchor)
                    if taken_up and topic is not None and topic.type is ThingType.INSTITUTION:
                        actor = topic  # to whom the sentence may come back
                    if (spoken or not held or taken_up) and not aside:
                        topic, held, told = anchor, spoken, False
                        beside = () if spoken else _siblings(scene, clause, index)
                    counted = counted_before(scene, clause, index)
                    if counted is not None:
                        yield _edge(scene, clause, anchor, counted, "count-thing")
                elif anchor.type is ThingType.PLACE and anchor in clause.subjects:
                    others = [one for one in clause.subjects if one is not anchor]
                    last = all(one.type is ThingType.PLACE and one.start < anchor.start for one in others)
                    held = clause.opened and last and _told_of(scene, anchor)
                    topic, told = anchor if held else None, False
                    beside = tuple(others) if held else ()
            elif (holder := _holder(clause, index)) is not None:
                yield _edge(scene, clause, holder, anchor, "beside")  # 甲公司9亿元、乙公司6亿元
            elif topic is not None and anchor.figure is not None and not within(clause, anchor):
                same = topic in clause.anchors
                if (same and apart(scene, clause, topic, anchor)) or in_passing(scene, anchor):
                    continue
                if _is_area(topic) and not same:
                    continue  # what an area did is told of it in one clause
                if anchor.id in paid and paid[anchor.id].subject != topic.id:
                    continue
                came = topic.type in ACTS and came_to(scene, clause, index + 1)
                listed = same and _listed(scene.text[topic.end : anchor.start], held)
                tied = same or inner or came
                if not tied and _other(scene, clause, topic, anchor.figure, held or told):
                    if not held and anchor.figure.role is not Role.TARGET:
                        topic = None  # what follows goes on from there
                    continue
                if follows(scene, clause, index) and not listed and not sizes(scene, clause, index):
                    if topic.type is ThingType.INSTITUTION and (
                        gives(scene, clause, anchor) or _LAID_DOWN.match(scene.text, clause.start)
                    ):
                        continue
                    counted_itself = anchor.start - topic.end < 2  # 举办讲堂26期,各类活动20次
                    told = told or not (came or counted_itself)
                    for one in (topic,) if same and not held else (topic, *beside):
                        yield _edge(scene, clause, one, anchor, "topic")


def _paid_for(scene: Scene, clause: Clause, index: int) -> Anchor | None:
    """The money that stands before the last of a list of works (投资9亿元的甲、投资6亿元的乙等)."""
    counted = counted_before(scene, clause, index)
    return counted if counted is not None and counted.figure and is_money(counted.figure) else None


def _holder(clause: Clause, index: int) -> Anchor | None:
    """The body that a sum stands right behind, which is its own, or the count of those that bear its name."""
    figure, left = clause.anchors[index], clause.anchors[index - 1] if index else None
    if left is None or figure.figure is None or left.type is not ThingType.INSTITUTION:
        return None
    named = left.thing is not None and left.thing.rule.startswith("quoted") and figure.start - left.end < 2
    counted = named and figure.figure.unit in ("个", "所", "座", "家", "处", "间")  # “草原书屋”227个
    return left if counted or (left.end == figure.start and is_money(figure.figure)) else None


def _is_modifier(scene: Scene, thing: Anchor) -> bool:
    """Whether a name only modifies what follows (X成果), which is not said to show (X成效|显著)."""
    heard = thing.type is ThingType.INSTITUTION and _HEARD.search(scene.text, thing.start - 20, thing.start)
    return bool(heard) or (
        scene.text.startswith(_MODIFIED, thing.end) and not _SHOWS.match(scene.text, thing.end)
    )


_HEARD = lazy(r"(?:听取|接受|征求)[^,。;]*$")
"""What stands before those whose advice is taken (听取工商联意见)."""
_SHOWS = lazy(r"成[果效](?:显著|明显|突出|凸显)|代表(?=[省市县区州镇我])")


def _taken_up(scene: Scene, clause: Clause, actor: Anchor | None, thing: Anchor) -> bool:
    """Whether the one spoken of launches a thing here: what follows are the thing's results."""
    if actor is None or actor.type not in _LAUNCHERS or thing.type is ThingType.INSTITUTION:
        return actor is not None and actor.type in _LAUNCHERS  # founded, or it would not lead
    verbs = verbs_in(scene, clause, Predicate.LAUNCHED)
    return any([actor.end <= verb.end() <= thing.start for verb in verbs])


def _since(scene: Scene) -> Anchor | None:
    """The act whose course or parts a sentence tells of (自“X”实施以来,…; X中,…)."""
    clause = scene.clauses[0]
    if clause.kinds.isdisjoint(ACTS):
        return None
    first = next(a for a in clause.anchors if a.type in ACTS)
    if (by := _BY.match(scene.text, clause.start, first.start)) and first.start - by.end() <= _MEANS:
        return first  # 通过“甲工程”等活动,培训90人
    if scene.text[first.end : clause.end] == "中":
        return first  # “甲”项目中,9个完成投资5亿元
    if not scene.text.endswith("以来", clause.start, clause.end):
        return None
    return first if _FROM.search(scene.text, clause.start, first.start) else None


_BY = lazy(r"(?:[^,。;]{2,8})?(?:通过|依托|运用|借助)")
_MEANS = 6
"""How far behind 通过 the act stands by which the rest of a sentence came about, in characters."""


def _sums_up(scene: Scene, clause: Clause) -> bool:
    """Whether a clause turns to a total of the whole area (完成地区生产总值15亿元)."""
    opening = scene.text[clause.start : min(clause.end, clause.start + 20)]
    return bool(_TOTAL.match(LEAD.sub("", opening.lstrip(" “"))))


def _is_inner(scene: Scene, clause: Clause) -> bool:
    """Whether a clause is 其中 alone: what follows it is a part of what stands before."""
    named = any(anchor.end > anchor.start for anchor in clause.anchors)  # not only what goes on from before
    return not named and scene.text[clause.start : clause.end].strip() == "其中"


def _siblings(scene: Scene, clause: Clause, index: int) -> tuple[Anchor, ...]:
    """What stands in a list before the object of a verb: what follows 开展A和B results from both."""
    thing = clause.anchors[index]
    if thing.type not in ACTS:
        return ()
    return tuple(listed_before(scene.text, clause.anchors[: index + 1], ACTS)[:-1])


def _may_lead(scene: Scene, clause: Clause, anchor: Anchor) -> bool:
    """Whether the object of a verb may have results of its own: an institution only where it is founded."""
    if anchor.type is not ThingType.INSTITUTION:
        upheld = (
            anchor.thing is not None
            and anchor.thing.name.endswith("制度")
            and not _NEW.search(scene.text, clause.start, anchor.start)
        )
        return not upheld and not _AROUND.search(scene.text, clause.start, anchor.start)
    return founds(scene.text[max(clause.start, anchor.start - 4) : anchor.start])


def _closed(scene: Scene, clause: Clause) -> bool:
    """Whether 等 closes the list of subjects: then their class is spoken of, not the last of them."""
    return scene.text.startswith("等", clause.subjects[-1].end)


def _listed(between: str, held: bool) -> bool:
    """Whether a figure counts the class that a list closes with (A、B等5家企业) or another item of it."""
    first, mark, _ = between.partition("、")
    listed = bool(mark) and (not held or (between.endswith("等") and not has_verb(first)))
    return between.startswith(("等", "、", "和", "与", "及", "以及")) or listed


def _told_of(scene: Scene, place: Anchor) -> bool:
    """Whether an area has its figures told (安口镇拥有耕地2万亩), not something in it (安口镇大桥长900米)."""
    assert place.thing is not None
    if not _is_area(place) and not _SERVING.search(place.thing.name):
        return False
    behind = LEAD.sub("", _YEAR.sub("", scene.text[place.end : place.end + 12]))[:4]
    return not behind.startswith(_OF_PLACES) and begins_with_verb(behind)


def _is_area(place: Anchor) -> bool:
    """Whether a thing is an area with people in it, not a site."""
    thing = place.thing if place.type is ThingType.PLACE else None
    return thing is not None and bool(thing.code or _AREA.search(thing.name))


def _opens(clause: Clause) -> bool:
    """Whether the clause's own subject may be a topic."""
    return any([anchor.type in _TOLD for anchor in clause.subjects])


def _other(scene: Scene, clause: Clause, topic: Anchor, figure: Measurement, held: bool) -> bool:
    """Whether a figure is a total of the area, or of a new matter, and no result of the topic.

    What a sentence speaks of carries on; the object of a verb only over clauses that begin with a verb.
    """
    if figure.role is Role.TARGET and not held and not aims(scene, clause, topic):
        return True
    if topic.thing is not None and topic.thing.subtype == "Fund" and not held and not is_money(figure):
        return True
    if shares(topic, figure):
        return False
    start = figure.evidence.span.start
    if topic.type is not ThingType.INITIATIVE and scene.text[clause.start : start].strip() in ("", "首批"):
        # 6个文化站建成: another subject; 12个小区完成改造: how far the work has come
        if clause.topic_break or topic.type is ThingType.INSTITUTION:
            rest = scene.text[figure.evidence.span.end : clause.end]
            return clause.topic_break or not held or not _COUNTED.fullmatch(rest) or has_verb(rest)
        return not _CARRIED_OUT.match(scene.text, figure.evidence.span.end, clause.end)
    opening = LEAD.sub("", scene.text[clause.start : min(clause.end, clause.start + 16)].lstrip(" “"))
    if _TOTAL.match(opening):
        return True
    if figure.unit == "%" and _RATE.search(opening) and not clause.topic_break:
        return False  # 实施X工程,…覆盖率达到92%
    if topic.type is ThingType.EVENT and topic not in clause.subjects:
        return not _AT_EVENTS.search(scene.text, clause.start, start)
    if scene.text[start - 1] == "等" and not begins_with_verb(opening):
        return True
    if begins_with_verb(opening):
        return False
    if not held and _right_behind(scene, clause, topic):
        digits = _DIGIT.search(scene.text, start)  # 市场主体|超过346万户
        return not _REACHES.search(scene.text, clause.start, digits.start() if digits else start)
    return not held or bool(STATISTIC.search(opening)) and topic not in clause.subjects


def _right_behind(scene: Scene, clause: Clause, topic: Anchor) -> bool:
    """Whether a clause follows right behind that on an act (启动X改革,|审减率达24%)."""
    between = scene.text[topic.end : clause.start]
    return topic.type in ACTS and between.count(",") == 1 and between.endswith(",") and ";" not in between


def _of_another(scene: Scene, clause: Clause, held: bool) -> bool:
    """Whether a clause speaks of somebody that is no thing: it opens with a noun and has a verb.

    What a sentence is about still has its measures told (覆盖率达92%, 营收突破5亿元).
    """
    figure = next((a for a in clause.anchors if a.figure), None)
    stop = figure.start if figure else clause.end
    lead = LEAD.sub("", scene.text[clause.start : stop].strip(" “"))
    if not lead or begins_with_verb(lead) or lead[0].isdigit() or _RATE.search(lead):
        return False
    if held and figure is not None and len(lead) <= 16 and _REACHES.search(lead):
        return bool(_TOTAL.match(lead))
    return has_verb(lead[2:])


def _edge(scene: Scene, clause: Clause, topic: Anchor, figure: Anchor, rule: str) -> Edge:
    """Money that goes into a programme funds it; every other figure is a result."""
    assert figure.figure is not None
    start, end = min(topic.start, figure.start), max(topic.end, figure.end)
    spent = _PUT_IN.search(scene.text, max(clause.start, figure.start - 6), figure.start)
    money = is_money(figure.figure) and (topic.type is ThingType.PROGRAM or bool(spent))
    own = topic.thing is not None and topic.thing.subtype == "Fund" and end - start <= 24
    funded = money and (put_in(scene, clause, figure) or (own and topic in clause.anchors))
    predicate = Predicate.FUNDED if funded else Predicate.HAS_OUTCOME
    return Edge(topic.id, predicate, figure.id, start, end, f"{rule}-{predicate}", 0.65)
