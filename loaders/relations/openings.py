"""How a clause opens: with a verb, or with a noun of which something is told."""

from __future__ import annotations

from functools import cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.words import Class, first_class, tag_of, verbs
from govgraph.ontology.records import Thing, ThingType

LEAD = lazy(
    r"^(?:[\s并已共仅均]|主要|书面|主动|现场|集中|依法|上门|线上|线下|免费|定期|联合|就地|就近|统一|及时|快速|成功|首批|全部|全面|正式|顺利|基本|已经|累计|同比|环比|年均|平均|按期|五年来|一年来|每年|全年|同时|先后|共计|合计|目前|其中|预计|分别|一季度|上半年|今年|去年|年内|年底前|当年|年(?=[新培转接])|计划(?=[新完建实组引培改投])|力争|高质量|高标准|高效|强力|努力|分区域|分批次?|分阶段|分步|分类|因地制宜|统筹|连片)+"
)
STATISTIC = lazy(
    r"(?:率|值|量|额|收入|支出|面积|里程|人数|总数|比重|规模|能力|能耗|价格|浓度|余额|投资|水平|人口|主体|企业)"
    r"(?:累计|预计|分别|总计)?(?:达到?|为|实现|完成|增长|下降|提高|超|突破|[约近\d])"
)

_COUNTED_ACTS = frozenset(("打造", "创建", "建成", "创成", "组织"))
_ITS_PROJECTS = lazy(r"(?:实施|安排|推进)(?:[^,]{0,8})?(?:项目|工程)\d")
CAMPAIGN = lazy(r"(?:行动|保卫战|攻坚战?|斗争|整治)$")
"""How acts are called that take in many others."""
_FOUNDING = frozenset(("组建", "成立", "建立", "设立"))


def has_verb(words: str) -> bool:
    """Whether a verb of two signs stands anywhere in some words."""
    return not verbs().keys().isdisjoint([words[at : at + 2] for at in range(len(words) - 1)])


@cache
def begins_with_verb(opening: str) -> bool:
    """Whether a clause begins with a verb, known or not, or with what only stands before one."""
    lexicon = verbs()
    if any(opening[:length] in lexicon for length in (4, 3, 2)) or opening[:1] in "占为达比较超将":
        return True
    if opening[:1] in "各某":
        return False
    if opening[:1] == "新" and opening[1:3] in lexicon:
        return True
    tag = tag_of(opening[:2])
    if tag == "vn":
        return not STATISTIC.search(opening)
    return first_class(opening) in (Class.VERB, Class.DUAL, Class.FUNCTION) or tag in ("v", "vd", "d", "p")


def acts_anew(opening: str, topic: Thing | None, told: bool) -> bool:
    """Return whether a clause that begins with `opening` tells of another act of the same actor.

    That is to found or win something (组建…, 荣获…) or, once a figure of the `topic` is `told`, to carry
    something out (完成…), but not what was put in (完成投资…).
    """
    opening = LEAD.sub("", opening.lstrip(" “"))
    known = verbs()
    verb = known.get(opening[:4]) or known.get(opening[:3]) or known.get(opening[:2])
    if verb is None or not verb.relation or verb.word == "发放" or topic is None:
        return False
    if not told and verb.word in _COUNTED_ACTS and not opening.startswith("建成区"):
        return False  # 实施X工程,打造示范村15个
    if not told and topic.type is ThingType.PROGRAM and _ITS_PROJECTS.match(opening):
        return False  # 开展X计划,实施项目220个
    if not told and verb.word == "组建" and topic.type is ThingType.INITIATIVE:
        return False  # 推行X机制,组建队伍9个
    carries = verb.relation in ("advanced", "launched") and verb.word not in _FOUNDING
    if told and carries and CAMPAIGN.search(topic.name):
        return False  # 开展X保卫战,查扣煤炭40吨,推广清洁炉具2万台
    return verb.relation != "advanced" or (told and not opening.startswith("投资", len(verb.word)))
