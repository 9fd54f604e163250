"""The whole object of a verb that only carries out schemes, founds bodies or holds events (实施育儿补贴)."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.lexicons import ending_of, head_endings, institution_endings
from govgraph.loaders.names.words import Words, tag_of, verb_of
from govgraph.ontology.records import ThingType

_CARRIED_OUT = lazy(
    rf"[实启推][施动行](?<=实施|启动|推行|实行)(?<![的目程策案划度]..)了?(?![了的等并好区后式])(?:国内|全国|全省|全市)?(?:首个|首批)?"
    rf"((?:(?!的){HAN}){{4,24}}?)(?=[,。;“(]|\d[\d.]*[个项多余]|等(?:\d|[一二三四五六七八九十]+[大个项]|[,。;、])|$)"
)
_HELD = lazy(
    rf"(?:召开|举行|举办)了?((?:\d{{4}}年度?|\d{{1,2}}月份)?(?:{HAN}|第\d{{1,3}}[次届]|\((?:扩大|{HAN}{{2}})\)){{6,30}})(?=[,。;]|$)"
)
_FOUNDED = lazy(
    rf"(?:成立|组建|设立|国内首[家个]|全[国省市县区]首[家个])了?(?:(?:国内|全国|全省|全市|全县|全区)?首[家个])?"
    rf"((?:(?!的){HAN}){{4,24}}?)(?=[,。;、“(]|等(?:\d|[,。;、])|[和及与]|$)"
)
_NO_BODY = lazy(r"[各多了由以]|一批|专门|相应|相关|有关|全市|全县|全省|.*(?:[为是将使让把向由被并后]|等)")
_CLASS = lazy(r"(?:市级|县级|镇级|村级)?(?:专业|农民|农业|农民专业|工作|项目|服务)?")
"""What stands before the suffix of a body that is one of a class (村级|服务中心)."""
_NO_NAME = lazy(
    r"一批|一系列|[一二三四]期|各|系列|最|更|新的|新一轮|全面|全方位|统一|集中|事前|动态|以来|细则|办法|方案|意见|建设|省市|千万元|功能|实施|积极|有效|[和与及]"
    r"|(?:市级|县级|重大|重点|惠民|民生|技改|部分)(?:以上)?(?:工程|项目|政策|事项)"
    r"|.*(?:[为是将使让把向由被并后]|以来|过程|期间|等|入手|贯穿|打牢|创造|奠定|进展|情况|力度|步伐|新建|布局|完善|采购|蓄水|调整|重点(?:项目|工程)$|(?:建设|工作|项目|发展|任务)$"
    r"|(?:工程|行动|项目|计划|战略|政策|制度|建设|改造|改革|招商)[和与及])"
)
"""What an object begins with or holds that names no scheme, or two."""
_LEAST = 6
_SHORT = ("补贴", "补助", "津贴", "战略", "计划", "工程", "制度")
"""What shorter objects end in that name schemes."""
_NO_EVENT = lazy(
    r"(?:新闻|专题|各类|系列|首次|第一次|多次|集中|现场|此次|本次)|.*(?:[将使让把向由被并后]|情况(?!通报))"
)


def find_objects(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield what is carried out, and what is held, from the verb to the end of its phrase."""
    text = words.text
    for match in _CARRIED_OUT.finditer(text, start, end):
        name = match.group(1)
        if not (words.begins(match.start()) and words.begins(match.start(1))):
            continue  # 推|行政复议
        short = len(name) < _LEAST and not name.endswith(_SHORT)
        if not short and not _NO_NAME.match(name) and not _opens_with_verb(name):
            head = ending_of(text, match.end(1), match.start(1), head_endings())
            scheme = head is not None and head.type in (ThingType.PROGRAM, ThingType.INITIATIVE)
            kind = head.type if head is not None and scheme else ThingType.INITIATIVE
            yield Candidate(*match.span(1), name, kind, "whole-object", 0.55, 4 if scheme else 1)
    for match in _FOUNDED.finditer(text, start, end):
        name = match.group(1)
        suffix = ending_of(text, match.end(1), match.start(1), institution_endings())
        if suffix is None or len(suffix.word) == 1 or _CLASS.fullmatch(name.removesuffix(suffix.word)):
            continue
        if words.begins(match.start()) and words.begins(match.start(1)) and not _NO_BODY.match(name):
            yield Candidate(*match.span(1), name, ThingType.INSTITUTION, "whole-body", 0.55, 1)
    for match in _HELD.finditer(text, start, end):
        name = match.group(1)
        first, both, _ = name.partition("暨")  # 甲论坛|暨乙推介会 are two
        if _is_event(name) and not (both and _is_event(first)) and not _NO_EVENT.match(name):
            yield Candidate(*match.span(1), name, ThingType.EVENT, "whole-object", 0.6, 3)


def _is_event(name: str) -> bool:
    """Whether a name ends as those of events do."""
    head = ending_of(name, len(name), 0, head_endings())
    return head is not None and head.type is ThingType.EVENT


def _opens_with_verb(name: str) -> bool:
    """Whether an object is none, but goes on with what is done (项目实施|创造条件)."""
    import rjieba

    first = rjieba.cut(name)[0]
    return verb_of(first) is not None or tag_of(first) == "d"
