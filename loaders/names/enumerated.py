"""Lists before 等 with items that are no runs of nouns but hold verbs (甲防护林、退耕还林等工程)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress, count

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.building import COUNT
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.classes import class_after
from govgraph.loaders.names.coordination import CONCERNING, HOLDING, of_class
from govgraph.loaders.names.lexicons import ending_of
from govgraph.loaders.names.runs import all_endings
from govgraph.loaders.names.words import Class, Words, tag_of, verb_of
from govgraph.ontology.records import ThingType

_ACTS = frozenset((ThingType.PROGRAM, ThingType.EVENT, ThingType.INITIATIVE))
_SITED = frozenset((ThingType.INSTITUTION, ThingType.PLACE))
"""What the runs of nouns of a list name, but for items with other words inside (石家庄|28|中)."""
_WITHIN = frozenset(
    (Class.NAME, Class.GENERIC, Class.DUAL, Class.VERB, Class.NUMBER, Class.FUNCTION, Class.JOIN)
)
_PARTING = frozenset("的 至 到 了 等 在 把 将".split())
"""Particles that no item holds."""
_LONGEST = 10
"""Most words of an item."""


def find_enumerated(words: Words, spans: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the items of lists of works and events inside `spans` (word ranges, one a sentence)."""
    firsts = [first for first, _ in spans]
    for index in compress(count(), map("等".__eq__, words.words)):
        at = bisect_right(firsts, index) - 1
        if at < 0 or index >= spans[at][1]:
            continue
        kind = class_after(words, index + 1, strict=True)
        if kind is None or kind not in _ACTS | _SITED:
            continue
        items = list(_items(words, firsts[at], index))
        items = [item for item in items if not COUNT.match(words.text, words.starts[item.first])]
        if len(items) < 2 or not CONCERNING.isdisjoint(words.words[items[0].first : items[0].last]):
            continue
        if kind is ThingType.INITIATIVE:  # activities, which are held
            kind = ThingType.EVENT
            if items[0].verb is None or items[0].verb.word not in HOLDING:
                continue
        if kind in _SITED:
            items = [item for item in items[1:] if not _joins(words, item)]
            if _ILLS.match(words.text, words.ends[index]):
                continue
        yield from of_class(words, items, kind)


_ILLS = lazy(rf"“?{HAN}{{2,4}}(?:病|顽疾|乱象|难题)")
"""What calls the items of a list the ills of a place and no places (秩序乱、停车难等|城市病)."""


def _joins(words: Words, item: Chunk) -> bool:
    """Whether an item is two (驻县部队和|气象)."""
    return Class.JOIN in words.classes[item.first : item.last] or "及" in words.words[item.first : item.last]


def _items(words: Words, floor: int, end: int) -> Iterator[Chunk]:
    """The items of the list that ends before word `end`, in order.

    The first begins behind its verb, or where the clause does if it has none.
    """
    found: list[Chunk] = []
    last = end
    at = end - 1
    while at >= floor and last - at <= _LONGEST + 1:
        kind = words.classes[at]
        if kind == Class.LIST or (kind == Class.JOIN and not found):
            found.append(Chunk(at + 1, last, None, -1))
            last = at
        elif kind not in _WITHIN or words.words[at] in _PARTING:
            break
        at -= 1
    verbs = (index for index in range(last - 1, at - 1, -1) if _governs(words, index))
    first = next(verbs, -1)
    if found and 0 <= first < last - 1:
        verb = verb_of(words.words[first - (words.words[first] == "了")])
        first += 1
        if counted := COUNT.match(words.text, words.starts[first]):
            first = words.at(counted.end())
        while first < last - 1 and tag_of(words.words[first]) in ("v", "p"):
            first += 1  # 加大|对|甲厂; 通过|加快|乙园建设
        yield Chunk(first, last, verb, -1)
        yield from (item for item in reversed(found) if not _acts(words, item))
    elif len(found) > 1 and first < 0 and (at < floor or words.classes[at] == Class.STOP):
        first = at + 1
        while first < last - 1 and _opens(words, first):
            first += 1  # 加快|甲路; 其中|乙桥
        items = [Chunk(first, last, None, -1), *reversed(found)]  # 甲生产线、乙8英寸晶圆等项目|投产
        yield from (item for item in items if not _acts(words, item))


def _acts(words: Words, item: Chunk) -> bool:
    """Whether an item tells what somebody does (支持甲地|推进乙事), or is two (丙区改造任务|和丁)."""
    inside = range(item.first, item.last)
    verbs = (verb_of(words.words[at]) for at in inside)
    joins = (words.ends[at - 1] for at in inside if words.classes[at] == Class.JOIN and at > item.first)
    start = words.starts[item.first]
    return any(verb is not None and verb.relation for verb in verbs) or any(
        (ending := ending_of(words.text, end, start, all_endings())) is not None and len(ending.word) > 1
        for end in joins
    )


def _opens(words: Words, index: int) -> bool:
    """Whether word `index` is a verb, an adverb or a preposition, which opens no name."""
    word = words.words[index]
    return tag_of(word)[0] in ("vdpcr" if len(word) > 1 else "pc")


def _governs(words: Words, index: int) -> bool:
    """Whether word `index` is the verb before a list, or the 了 behind it."""
    return words.classes[index] == Class.VERB or words.words[index] == "了"
