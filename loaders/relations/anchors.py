"""Mentions of things and figures in a text, also by a bare noun: 该公司, 推介会, 项目总投资."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govgraph.loaders.lexicon import lazy
from govgraph.ontology.records import Block, BlockKind, Measurement, Thing, ThingType

_BACK = lazy(
    r"[\n,;:。!?(][\s“]*(?:(?:目前|截至目前|同时|如今|现在|近年来|此外|另外|据悉|据介绍|据了解|今年以来|今年|去年|20\d\d年),?){0,2}"
    r"(?:(该|[此本这][次届]|本|此|这[个家座所场次项一](?:曾经的?|昔日的?|[^\W\d]{1,8}的)?(?:经济薄弱|空壳|贫困|偏远)?)(公司|企业|集团|社区|街道|村|镇|乡|校|院|行|社|馆|园|厂|局|中心|合作社|协会|平台|系统|景区|小区|活动|项目|工程|行动|计划"
    r"|模式|机制|品牌|改革|制度|做法|经验|举措|工作法|推介会|博览会|交易会|洽谈会|峰会|论坛|大会|大赛|比赛|赛事)|(公司|集团|银行|合作社|联合社|学校|校园|幼儿园|医院|卫生院|园区|基地|中心|协会|商会|平台|景区|公园"
    r"|森林公园|湿地公园|水库|小区|超市|市场|酒店|农场|博物馆|纪念馆|活动|项目|工程"
    r"|推介会|博览会|交易会|招聘会|峰会|论坛|大会|大赛|比赛|赛事))"
)
_FIRMS = ("公司", "集团", "药业", "乳业", "实业", "科技", "股份")
_SCHOOLS = ("学校", "小学", "中学", "学院", "大学")
_KINDS = {
    "公司": _FIRMS, "企业": _FIRMS, "学校": _SCHOOLS, "校园": _SCHOOLS, "校": _SCHOOLS, "行": ("银行",),
    "社": ("合作社", "联合社"), "赛事": ("赛", "马拉松"), "比赛": ("比赛", "大赛"),
}  # fmt: skip
"""Endings of the names that a noun may stand for, where it is not an ending itself."""
_WAYS = frozenset(("模式", "机制", "品牌", "改革", "制度", "做法", "经验", "举措", "工作法"))
"""What an initiative is called back by, whatever its name ends with (该做法, 这一经验)."""
_MEETINGS = lazy("[会坛赛]$|赛事")
_REACH = 4
"""How many paragraphs a meeting is spoken of by its noun."""
_TELLS = lazy(
    r"(?:是|为期|为[^了]{0,6}主题|主题为|以|由|有|共|现|已|占地|位于|坐落|地处|总投资|总面积|总占地|建筑面积|规划|将|于|自|先后|累计|年|建成|拥有|获|被"
    r"|经营|主要|投产|达产|达效|竣工|实现|采用|吸引|成立|始建|始于|下设|从|积极|全长|全面|覆盖|涵盖|启动|开工|正式|在|达|还|也|计划|预计|投资|全部|现场|期间|成员|新增|辐射|带动|惠及|设置|设有|展[出示]|汇聚|签约)"
)
"""What follows a noun that stands alone for the thing: 项目总投资, 公司先后, but not 项目建设 or 学校教育."""
_NOT_ONE = lazy(r"[的们化级类中]|建设|管理|负责|教育|工作|服务")
_NEAR = 40
_ASIDE = "为是由与和向系于"
"""What stands before those that a clause does not speak of."""


@dataclass(slots=True, eq=False)  # one mention is itself alone; frozen ones take longer to make
class Anchor:
    """A mention of a thing, or a figure, at its place in the text; `type` is the thing's."""

    start: int
    end: int
    id: str
    type: ThingType | None = None
    thing: Thing | None = None
    figure: Measurement | None = None


def anaphors(text: str, anchors: Sequence[Anchor], blocks: Sequence[Block]) -> Iterator[Anchor]:
    """Yield an anchor for each noun at the head of a clause that stands for a thing named before.

    That is the last one in the paragraph whose name ends with the noun, or the one that its heading
    names; with 该 or the like also one of the paragraph before. Where two such things were named side
    by side it stands for neither.
    """
    named = [anchor for anchor in anchors if anchor.thing is not None]
    starts = [anchor.start for anchor in named]
    bodies = [block for block in blocks if block.kind in (BlockKind.BODY, BlockKind.HEADING)]
    heads = [block.span.start for block in bodies]
    meant: dict[tuple[int, str], Anchor] = {}  # what a noun has stood for in a paragraph
    for match in _BACK.finditer(text):
        pointed, noun = bool(match.group(1)), match.group(2) or match.group(3)
        if pointed is bool((_NOT_ONE if pointed else _TELLS).match(text, match.end())):
            continue
        begin = match.start(1) if pointed else match.start(3)
        at = bisect_left(starts, begin)
        if at and named[at - 1].end > begin or at < len(named) and named[at].start < match.end():
            continue
        number = bisect_right(heads, begin) - 1
        if number < 0:
            continue
        back = _REACH if _MEETINGS.search(noun) else 1 if pointed else 0
        since = bisect_left(starts, heads[max(0, number - back)])
        ends = _KINDS.get(noun, (noun,))
        told = [a for a in named[since:at] if a.thing and a.thing.name.endswith(ends)]
        if not told and number and bodies[number - 1].kind is BlockKind.HEADING:
            since = bisect_left(starts, heads[number - 1])
            told = [a for a in named[since:at] if a.thing and a.thing.name.endswith(ends)]
        if not told and noun in _WAYS:
            told = [a for a in named[since:at] if a.type is ThingType.INITIATIVE]
        before = meant.get((number, noun))
        if before is not None and told and text[told[-1].start - 1] in _ASIDE:
            told = [before]  # 该公司…,为某集团下属企业。公司…
        if told and not any(a.id != told[-1].id and told[-1].start - a.end < _NEAR for a in told):
            last = meant[number, noun] = told[-1]
            yield Anchor(begin, match.end(), last.id, last.type, last.thing)
