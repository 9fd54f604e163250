"""Lists whose items name one another: places of nature by their endings, projects before their count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate, bare, lines_with
from govgraph.loaders.names.towns import is_town
from govgraph.loaders.names.words import Class, Words, is_listed, tag_of
from govgraph.ontology.records import ThingType

_NATURE = "山湖河江洞沟谷岛峰岭泉瀑寺庙塔宫屯坝湾矿"
_LISTED = re.compile(rf"[{_NATURE}]、")
_CUT = re.compile(r"[,。;:()“”《》\n]")
_LEADING = 40
"""Most characters of a list before its first mark."""
_PART = re.compile(r"[、和与及]|等|$")
_ITEM = lazy(rf"{HAN}{{2,7}}")
_LEAD = lazy(r".*(?:以|在|地处|的|有|包括|如|是|为|到|沿|自)(?=..)")
"""What stands before the first item of a list (以|背阴洞)."""
_BEFORE = frozenset((Class.VERB, Class.DUAL, Class.FUNCTION))
_PLAIN = tuple(
    "江河 河湖 湖泊 江湖 山水 荒山 青山 矿山 煤矿 采矿 水沟 旅游 河沟 草山 深山 高山 出山 进山 "
    "巡河 治河 护河 清河".split()
)
"""What such lists say without naming any."""


def find_series(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield the places of nature in a list of which two at least end alike (天柱山、齐云山、花亭湖)."""
    done = start
    for sign in _LISTED.finditer(words.text, start, end):
        if sign.start() < done:
            continue
        begin = max(done, sign.start() - _LEADING)
        begin = max([begin, *(cut.end() for cut in _CUT.finditer(words.text, begin, sign.start()))])
        cut = _CUT.search(words.text, sign.end(), end)
        done = cut.start() if cut else end
        named = [span for span in _items(words, begin, done) if _names(words.text[slice(*span)])]
        if len({words.text[last - 1] for _, last in named}) < len(named):
            for first, last in named:
                name = words.text[first:last]
                yield Candidate(first, last, name, ThingType.PLACE, "place-series", 0.6, 2)


def _items(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the items of a list stand that end as places of nature do."""
    text, begin, lead = words.text, start, True
    for mark in _PART.finditer(text, start, end):
        item = text[begin : mark.start()]
        if lead:
            begin += found.end() if (found := _LEAD.match(item)) else 0
            at = words.at(begin)
            while words.starts[at] < mark.start() and words.classes[at] in _BEFORE:
                at += 1  # 加强|漓江
            begin = max(begin, words.starts[at])
            item = text[begin : mark.start()]
        if item and item[-1] in _NATURE and _ITEM.fullmatch(item) and words.begins(begin):
            yield begin, mark.start()
        begin, lead = mark.end(), False
        if mark.group() == "等":
            return


@cache
def _names(item: str) -> bool:
    """Whether an item names a place rather than a kind of them."""
    if item.endswith(_PLAIN) or not is_town(item[:-1]):
        return False
    return len(item) > 2 or not is_listed(item) or tag_of(item) == "ns"


_SEVERAL = lazy(r"等\d{1,3}个")
_EXAMPLE = lazy(
    r"(?:确保|加快|推动|推进|实施|抓好|建成|完成|启动|力争|谋划)"
    r"((?!推进|推动|建设|加快|实施|完成|通车|投用|完工)[^\W_](?:(?!\d[个条座])(?:[^\W_]|[“”()+-])){3,25}?)等\d{1,3}个"
    r"(?:[^,。;、]{0,8}(?:项目|工程)|、总投资)"
)


def find_examples(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the one project that stands for those counted behind it (加快|甲矿综合利用|等5个重点项目)."""
    lines = lines_with(_SEVERAL, text, start, end)
    for match in chain.from_iterable(_EXAMPLE.finditer(text, *line) for line in lines):
        first, last = match.span(1)
        yield Candidate(first, last, bare(text[first:last]), ThingType.PROGRAM, "works-example", 0.6, 4)


_SYSTEMS = lazy(
    rf"(?:建立|推行|实行|落实|健全|完善|执行|推进|构建|施行)(?:健全|完善)?了?"
    rf"({HAN}{{2,10}}制(?:、{HAN}{{2,10}}制)+(?:[和及]{HAN}{{2,10}}制)?)(?=[,。;]|等)"
)


def find_systems(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the systems of a list that all end alike (建立|首问负责制、三方联席会议制)."""
    lines = lines_with("制、", text, start, end)
    for match in chain.from_iterable(_SYSTEMS.finditer(text, *line) for line in lines):
        for item in _SYSTEM.finditer(text, *match.span(1)):
            yield Candidate(*item.span(), item.group(), ThingType.INITIATIVE, "list-systems", 0.7, 5)


_SYSTEM = lazy(rf"{HAN}{{2,10}}?制(?=[、和及]|$|[,。;]|等)")
