"""Works in lists, told by what is done to a site: 甲路改造、乙中学教学楼已竣工, 完成甲街东延、乙桥扩建."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.runs import PROPER, holds_name, trim
from govgraph.loaders.names.words import SIGNS, Class, Words, tag_of, verb_of
from govgraph.ontology.records import ThingType

BECOMES = lazy(
    r"(?:建设|主体工程|主体|[均都已]|已经|全部|全面|正式|实质性|顺利|相继|陆续|即将|如期|提前|同步|实现|启动|竣工|建成)*"
    r"(?:竣工|完工|建成|通车|投用|投运|投产|投入(?:使用|运营|运行|试运营)|交付|开工|动工|封顶|启用|过半|近尾声|进展顺利|完成)"
)
"""What is told of works, behind them."""
_DOING = (
    "改造|改建|扩建|改扩建|重建|迁建|翻建|修缮|大修|拓宽|打通|延伸|东延|西延|南延|北延|亮化|绿化|硬化|搬迁"
)
ACTS = f"(?:{_DOING})(?:提升)?"
"""What is done to a site."""
_BUILDINGS = (
    "教学楼|宿舍楼|公寓楼|综合楼|实验楼|医技楼|门诊楼|病房楼|住院楼|科技楼"
    "|地道桥|立交桥|过街天桥|高架桥|变电站|一期|二期|三期"
)
_DONE = lazy("(?:完成|实施|启动|推进|加快|抓好|开展|谋划|建成|新建)了?")
"""Verbs before a list of works."""
_WORKS = lazy(rf"((?:{HAN}|[A-Za-z0-9#·-]){{2,16}}?(?:{ACTS}|{_BUILDINGS})(?:工程|项目)?)(?:建设)?$")
_CUE = lazy(f"{_DOING}|{_BUILDINGS}")
"""What every clause holds that names works so."""
_STOPS = lazy(r"[,。;:!?()\n“”]")
_LEADS = lazy(
    r"(?:其中|目前|同时|随着|完成了?|实施了?|推进|启动了?|总?投资[\d.]+[万亿]元的?|[\d.]+[万亿]元的|等|和)+"
)
"""What stands before the first of them."""
COUNT = lazy(r"\d+[个户座条所项]|[一二两三四五六七八九十]+[个户座条所项]|一批|部分")
"""What counts works without naming them."""
_WITHIN = frozenset((Class.NAME, Class.GENERIC, Class.DUAL, Class.NUMBER, Class.VERB))
_ROADS = ("路", "街", "大道", "大街", "桥")
_REACH = 90
"""How far before the first of them its clause is looked for, in characters."""


def find_built(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield the works in the lists of `text[start:end]` that are told to be done, begun, built or used."""
    text, told = words.text, start
    for cue in _CUE.finditer(text, start, end):
        if cue.start() < told:
            continue
        floor = max(told, cue.start() - _REACH)
        begin = max((mark.end() for mark in _STOPS.finditer(text, floor, cue.start())), default=floor)
        mark = _STOPS.search(text, cue.end(), end)
        told = mark.start() if mark is not None else end
        for verb in _DONE.finditer(text, begin, told):
            yield from _items(words, verb.end(), told)
        for became in BECOMES.finditer(text, begin, told):
            yield from _items(words, begin, became.start())


def _items(words: Words, begin: int, stop: int) -> Iterator[Candidate]:
    """The works in a list, whose items 、 or 和 parts."""
    text = words.text
    if lead := _LEADS.match(text, begin, stop):
        begin = lead.end()
    for first, last in _parted(text, begin, stop):
        found = _WORKS.fullmatch(text, first, last)
        at = words.at(first)
        if found is None or words.starts[at] != first or COUNT.search(text, first, last):
            continue
        end = found.end(1)
        behind = words.at(end - 1) + 1
        if behind - at < 2:
            continue
        if words.classes[at] == Class.VERB and not words.words[at + 1].endswith(_ROADS):
            at += 1  # 力争|二中综合楼
        at = trim(words, at, behind)
        run = words.words[at:behind]
        if not set(words.classes[at:behind]) <= _WITHIN or len(run) < 2 or not _names(run):
            continue
        start = words.starts[at]
        yield Candidate(start, end, bare(text[start:end]), ThingType.PROGRAM, "works-built", 0.65, 5)


def _names(run: Sequence[str]) -> bool:
    """Whether a run of words holds a proper name, or begins as that of a body or road does."""
    if any((verb := verb_of(word)) is not None and verb.relation for word in run[1:-1]):
        return False  # 农房|完成|重建
    site = run[:-1]
    sited = run[0] in SIGNS or any(word in _ROADS for word in run[1:-1])
    described = tag_of(run[0])[0] in "vad" or len("".join(site)) < 3
    return sited or any(tag_of(word) in PROPER for word in site) or (holds_name(site) and not described)


def _parted(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the items of a list begin and end; 和 parts no two roads that one thing is done to."""
    first = begin
    for at in range(begin, stop):
        roads = text[at] in "和与及" and text.endswith(_ROADS, first, at)
        if text[at] == "、" or (text[at] in "和与及" and not roads):
            yield first, at
            first = at + 1
    yield first, stop
