"""How a clause opens: with a verb, or with a noun of which something is told."""

from __future__ import annotations

from functools import cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.words import Class, first_class, tag_of, verbs

LEAD = lazy(
    r"^(?:[\s并已共仅均]|书面|主动|现场|集中|依法|上门|线上|线下|免费|定期|联合|就地|就近|统一|及时|快速|成功|首批|全部|全面|正式|顺利|基本|已经|累计|同比|环比|年均|平均|按期|五年来|一年来|每年|全年|同时|先后|共计|合计|目前|其中|预计|分别|一季度|上半年|今年|去年)+"
)
STATISTIC = lazy(
    r"(?:率|值|量|额|收入|支出|面积|里程|人数|总数|比重|规模|能力|能耗|价格|浓度|余额|投资|水平|人口|主体|企业)"
    r"(?:累计|预计|分别|总计)?(?:达到?|为|实现|完成|增长|下降|提高|超|突破|[约近\d])"
)


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
    tag = tag_of(opening[:2])
    if tag == "vn":
        return not STATISTIC.search(opening)
    return first_class(opening) in (Class.VERB, Class.DUAL, Class.FUNCTION) or tag in ("v", "vd", "d", "p")
