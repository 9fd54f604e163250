"""Which figures are the results of which thing, and which are its money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.clauses import Anchor, Clause, Scene
from govgraph.loaders.edges import Edge
from govgraph.loaders.words import tag_of, verbs
from govgraph.ontology.records import Measurement, Predicate, Role, ThingType

_TOPICS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT, ThingType.INSTITUTION))
_MONEY = re.compile(r"投资|资金|投入|安排|筹集|拨付|预算|总额|募集|设立|落实")
_LEAD = re.compile(
    r"^(?:[\s并已共仅]|累计|全年|同时|先后|共计|合计|目前|其中|预计|分别|一季度|上半年|今年|去年)+"
)
_FOUNDED = re.compile(r"(?:成立|组建|设立|建立|组成|建成|依托|创办|开办|开设|新建)了?$")
_STATISTIC = re.compile(
    r"(?:率|值|量|额|收入|支出|面积|里程|人数|总数|比重|规模|能力|能耗|价格|浓度|余额|投资|水平|人口|主体|企业)"
    r"(?:累计|预计|分别|总计)?(?:达到?|为|实现|完成|增长|下降|提高|超|突破|[约近\d])"
)
_MODIFIED = re.compile(r"等|沿线|国家|地区|企业|产品|战略机遇|精神|要求|理念")
"""What a name only modifies, or one item of many: no topic for figures behind it."""
_TOTAL = re.compile(
    r"^(?:固定资产|社会消费品|旅游总?收入|地区生产总值|财政|一般公共|规上|规模以上|进出口|外贸|全市|全县|全区|全省|全州|我市|我县|我区|该市|该县|该区|地区|城镇|农村|居民)"
)


def outcome_edges(scene: Scene) -> Iterator[Edge]:
    """Yield has_outcome and funded edges of a sentence.

    The topic is the last initiative, programme, event or institution that a clause opened; it carries
    over commas until another thing or the district itself takes the word.
    """
    topic: Anchor | None = None
    held = False  # the topic is what the sentence speaks of, not just the object of one verb
    for clause in scene.clauses:
        if clause.topic_break or (clause.opened and not _opens(clause)):
            topic, held = None, False
        if topic is not None and not held and _acts_anew(scene, clause):
            topic = None
        for index, anchor in enumerate(clause.anchors):
            if anchor.thing is not None:
                counted = _counted_before(scene, clause, index)
                spoken = clause.opened and anchor in clause.subjects
                if spoken and len(clause.subjects) > 1 and _closed(scene, clause):
                    continue
                if anchor.type in _TOPICS and _MODIFIED.match(scene.text, anchor.end):
                    topic = topic if held else None
                elif anchor.type in _TOPICS and (spoken or _may_lead(scene, clause, anchor)):
                    if spoken or not held:
                        topic, held = anchor, spoken
                    if counted is not None:
                        yield _edge(scene, clause, anchor, counted, "count-thing")
                elif anchor.type is ThingType.PLACE and anchor in clause.subjects:
                    topic = None
            elif topic is not None and anchor.figure is not None and not _within(clause, anchor):
                same = topic in clause.anchors
                listed = same and _listed(scene.text[topic.end : anchor.start], held)
                if (
                    _follows(scene, clause, index)
                    and not listed
                    and not (not same and _other(scene, clause, topic, anchor.figure, held))
                ):
                    yield _edge(scene, clause, topic, anchor, "topic")


def _acts_anew(scene: Scene, clause: Clause) -> bool:
    """Whether a clause opens with another act of the same actor (组建…, 荣获…)."""
    opening = _LEAD.sub("", scene.text[clause.start : clause.start + 16].lstrip(" “"))
    lexicon = verbs()
    return any(
        opening[:n] in lexicon and lexicon[opening[:n]].relation not in ("", "advanced") for n in (4, 3, 2)
    )


def _may_lead(scene: Scene, clause: Clause, anchor: Anchor) -> bool:
    """Whether the object of a verb may have results of its own: an institution only where it is founded."""
    if anchor.type is not ThingType.INSTITUTION:
        return True
    return bool(_FOUNDED.search(scene.text[max(clause.start, anchor.start - 4) : anchor.start]))


def _closed(scene: Scene, clause: Clause) -> bool:
    """Whether 等 closes the list of subjects: then their class is spoken of, not the last of them."""
    return scene.text.startswith("等", clause.subjects[-1].end)


def _listed(between: str, held: bool) -> bool:
    """Whether a figure counts the class that a list closes with (A、B等5家企业) or another item of it."""
    return between.startswith("等") or (not held and "、" in between)


def _within(clause: Clause, figure: Anchor) -> bool:
    """Whether a figure stands inside a name (三位一体)."""
    return any(a.thing and a.start <= figure.start and figure.end <= a.end for a in clause.anchors)


def _opens(clause: Clause) -> bool:
    """Whether the clause's own subject may be a topic."""
    return any(anchor.type in _TOPICS for anchor in clause.subjects)


def _follows(scene: Scene, clause: Clause, index: int) -> bool:
    """Whether a figure is not the count of the thing right behind it."""
    figure = clause.anchors[index]
    behind = clause.anchors[index + 1] if index + 1 < len(clause.anchors) else None
    if behind is None or behind.thing is None:
        return True
    return bool(scene.text[figure.end : behind.start].strip("的 “《"))


def _other(scene: Scene, clause: Clause, topic: Anchor, figure: Measurement, held: bool) -> bool:
    """Whether a figure is a total of the area, or of a new matter, and no result of the topic.

    What a sentence speaks of carries on; the object of a verb only over clauses that begin with a verb.
    """
    if figure.role is Role.TARGET and not held:
        return True
    if topic.thing is not None and topic.thing.subtype == "Fund" and not held and not _is_money(figure):
        return True
    start = figure.evidence.span.start
    if topic.type is not ThingType.INITIATIVE and not scene.text[clause.start : start].strip():
        return True  # 6个文化站建成: another subject
    opening = _LEAD.sub("", scene.text[clause.start : min(clause.end, clause.start + 16)].lstrip(" “"))
    if _TOTAL.match(opening):
        return True
    if scene.text[start - 1] == "等" and not _begins_with_verb(opening):
        return True
    return not held and bool(_STATISTIC.search(opening)) and not _begins_with_verb(opening)


def _begins_with_verb(opening: str) -> bool:
    """Whether a clause begins with a verb, known or not."""
    lexicon = verbs()
    if any(opening[:length] in lexicon for length in (4, 3, 2)) or opening[:1] in "占为达比较超":
        return True
    return tag_of(opening[:2]) in ("v", "vd", "d", "p")


def _counted_before(scene: Scene, clause: Clause, index: int) -> Anchor | None:
    """The figure that stands right before a thing and counts it (3个试点, 100多亿元的基金)."""
    if index == 0:
        return None
    figure, thing = clause.anchors[index - 1], clause.anchors[index]
    between = scene.text[figure.end : thing.start]
    if figure.figure is None or len(between) > 14 or re.search(r"[,;。]", between):
        return None
    return figure if not between.strip("的 “") or between.startswith("的") else None


def _edge(scene: Scene, clause: Clause, topic: Anchor, figure: Anchor, rule: str) -> Edge:
    """Money that goes into a programme funds it; every other figure is a result."""
    assert figure.figure is not None
    start, end = min(topic.start, figure.start), max(topic.end, figure.end)
    money = _is_money(figure.figure) and topic.type in (ThingType.PROGRAM, ThingType.INITIATIVE)
    own = topic.thing is not None and topic.thing.subtype == "Fund" and end - start <= 24
    funded = money and (_put_in(scene, clause, figure) or (own and topic in clause.anchors))
    predicate = Predicate.FUNDED if funded else Predicate.HAS_OUTCOME
    return Edge(topic.id, predicate, figure.id, start, end, f"{rule}-{predicate}", 0.65)


def _is_money(figure: Measurement) -> bool:
    """Whether a figure is an amount of money, its unit written or left out."""
    return figure.unit in ("元", "美元", "欧元", "港元") or (figure.unit == "" and figure.value >= 10**6)


def _put_in(scene: Scene, clause: Clause, figure: Anchor) -> bool:
    """Whether the words around an amount say that it was put in, not paid out or earned."""
    near = scene.text[max(clause.start, figure.start - 10) : figure.end + 8]
    return bool(_MONEY.search(near)) or not scene.text[clause.start : figure.start].strip()
