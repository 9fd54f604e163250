"""Roads and lines: by number, by their ends (清溪至石门公路), by the stretch of one, and lists of such."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate, lines_with
from govgraph.loaders.names.words import Class, Words, is_listed
from govgraph.ontology.records import ThingType

_LINE = lazy(
    r"(?:地铁|轨道交通|轻轨)?\d{1,2}(?:[、,和]\d{1,2})*号线|[GSXY]?\d{1,4}(?:国道|省道|县道|线)(?![性上下路])"
)
_LINED = lazy(r"线(?<=[号\d]线)|道(?<=[国省县]道)")
"""What every line holds, sooner found than the line itself."""
_SPAN = lazy(rf"({HAN}{{1,3}}(?:路|街|大道))[至到]({HAN}{{1,3}}(?:路|街|大道))(?!{HAN})")
"""A road from one to another, as brackets tell (育才街(龙津路至春台路))."""
_TO_ROAD = lazy(r"至(?<=[路街道]至)|到(?<=[路街道]到)")
"""What stands between the two, sooner found than they are."""
_GRID = lazy(
    r"[经纬东西南北](?:(?<=[经纬])[一二三四五六七八九十]{1,2}[路街]|(?<=[东西南北])[一二三四五六七八九十]环(?!节|境|保))"
)
_ROADS = "(?:高等级公路|高速公路|公路|高速|高铁|铁路)"
_TO = lazy(rf"[至到](?={HAN}{{2,10}}?(?:公路|高|铁路|、|等))")
"""至 where roads may follow, told sooner than that they do."""
_BEYOND = lazy(
    rf"((?:(?![等至到段两几]){HAN}){{2,8}}?段?)(?:(?P<road>{_ROADS}(?:{HAN}{{2,4}}段)?)|(?=[、,。;(]|等))"
)
"""What stands behind 至: the other end, with the kind of road if one is told."""
_END = lazy(f"{HAN}{{2,8}}")
_STRETCH = lazy(
    rf"{_ROADS}(?:{HAN}{{2,5}}[至到])?{HAN}{{2,5}}(?<!阶)段(?=建设|改造|工程|项目|通车|建成|开工|全线|累计|完成|路基|桥梁|桥隧|征地|主体|全长|实现|[、,。;])"
)
"""A stretch of a road, behind its name (云岭高铁清溪段, 云岭高速清溪至石桥段)."""
_SO_MANY = lazy(rf"等?(?:\d+|[两三四五六七八九十]+)条|等[^,。;\d]{{0,6}}{_ROADS}")
"""What tells that a list names roads by their ends alone."""
_INSIDE = frozenset((Class.NAME, Class.GENERIC, Class.NUMBER))
_LONGEST = 8
"""Longest end of a road, in characters."""
_HEAD = lazy(rf"(?<!{HAN}){HAN}{{2,{_LONGEST}}}$")


def find_routes(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield the roads and lines of `text[start:end]`."""
    text = words.text
    spans = (_SPAN.finditer(text, *line) for line in lines_with(_TO_ROAD, text, start, end))
    for span in chain.from_iterable(spans):
        for group in (1, 2):
            yield Candidate(*span.span(group), span.group(group), ThingType.PLACE, "place-line", 0.75, 3)
    for road in _GRID.finditer(text, start, end):
        yield Candidate(road.start(), road.end(), road.group(), ThingType.PLACE, "place-line", 0.75, 2)
    for first, stop in lines_with(_LINED, text, start, end):
        for line in _LINE.finditer(text, first, stop):
            yield Candidate(line.start(), line.end(), line.group(), ThingType.PLACE, "place-line", 0.8, 4)
    stretches = (_STRETCH.finditer(text, *line) for line in lines_with("段", text, start, end))
    for stretch in chain.from_iterable(stretches):
        begin = _begin(words, stretch.start())
        if begin is not None:
            yield _route(text, begin, stretch.end(), 3)
    yield from _between(words, start, end)


def _between(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Roads by their two ends; in a list those too whose kind the last one or a count tells."""
    text = words.text
    items: list[tuple[int, int]] = []  # of the list so far
    for to in _TO.finditer(text, start, end):
        index = words.at(to.start())
        if words.ends[index] - words.starts[index] > 1 and is_listed(words.words[index]):
            continue  # 达到
        beyond = _BEYOND.match(text, to.end(), end)
        listed = items[-1][1] + 1 if items else end
        if beyond is None or (beyond["road"] and not words.begins(beyond.end())):
            continue
        goes_on = text[listed - 1] == "、" and bool(_END.fullmatch(text, listed, to.start()))
        begin = listed if goes_on else _begin(words, to.start())
        if begin is None:
            continue
        items = items if goes_on else []
        items.append((begin, beyond.end()))
        if beyond["road"] or _SO_MANY.match(text, beyond.end()):
            for first, last in items:
                yield _route(text, first, last, 5)
            items = items[-1:] if beyond["road"] else []


def _begin(words: Words, end: int) -> int | None:
    """Where the name begins that ends at `end`: behind the word that is no noun, or where the clause does."""
    index, begin = words.at(end - 1), end
    while index >= 0 and end - words.starts[index] <= _LONGEST and _is_noun(words, index):
        begin = words.starts[index]
        index -= 1
    if end - begin > 1 and not (index >= 0 and _is_noun(words, index)):
        return begin
    head = _HEAD.search(words.text, max(0, end - _LONGEST), end)
    return head.start() if head is not None and _is_noun(words, words.at(head.start())) else None


def _is_noun(words: Words, index: int) -> bool:
    return words.classes[index] in _INSIDE and not words.words[index].isascii()


def _route(text: str, start: int, end: int, priority: int) -> Candidate:
    return Candidate(start, end, text[start:end], ThingType.PLACE, "place-line", 0.7, priority)
