"""Class nouns: what the noun behind a list says of its items (A、B等企业)."""

from __future__ import annotations

from functools import cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.lexicons import (
    Endings,
    class_nouns,
    ending_of,
    head_endings,
    honour_endings,
    institution_endings,
    site_endings,
)
from govgraph.loaders.names.words import Class, Words
from govgraph.ontology.records import ThingType

_LONGEST_LIST, _LONGEST_RUN = 400, 10
"""How far the class noun behind a list is looked for, and how long its run of nouns may be, in words."""
COST = lazy(r"(?:计划)?总?投资[约近超达]*[\d.]+[万亿]余?元的|一批[^,。;]{2,16}的(?=[^,。;]{2,10})")
_ITEMS = frozenset((Class.QUOTE, Class.LIST, Class.JOIN))
_INSIDE = frozenset(
    (Class.NAME, Class.GENERIC, Class.DUAL, Class.NUMBER, Class.LIST, Class.OF, Class.JOIN, Class.QUOTE)
)
TOWNS = ("镇", "乡", "村", "街道", "社区")
"""How towns and villages end; also what they are counted as by a word alone (甲、乙2镇)."""


@cache
def right_endings() -> Endings:
    """Endings that may follow a quotation as its head noun."""
    sites = {word: ending for word, ending in site_endings().items() if len(word) > 1 and word != "市场"}
    tables = {**sites, **institution_endings(), **honour_endings(), **head_endings()}
    return Endings(tables.values())


def class_behind(words: Words, index: int) -> ThingType | None:
    """What the class noun behind a list says of its items: … 等专场招聘会, … 等5家企业."""
    end = min(len(words), index + _LONGEST_LIST)
    while index < end and words.classes[index] in _ITEMS:
        if words.words[index].startswith("“"):
            close = words.text.find("”", words.starts[index])
            if close < 0:
                return None
            index = words.at(close)
        index += 1
    if index >= len(words) or not words.words[index].startswith("等"):
        return None
    return class_after(words, index + 1)


_STAGES = frozenset(("新建", "在建", "续建", "改建", "新开工"))
"""What says before a class noun how far its members are (等|新建|项目)."""


def class_after(words: Words, index: int, strict: bool = False) -> ThingType | None:
    """The type named by the last noun of the run that begins at `index`; `strict`: only by class nouns.

    What the counted cost or are like is passed over (等|投资3亿元的|6个项目, 等|一批效益好的|企业).
    """
    if index < len(words) and (cost := COST.match(words.text, words.starts[index])):
        index = words.at(cost.end())
    index += index < len(words) and words.words[index] in _STAGES
    stop, end = index, min(len(words), index + _LONGEST_RUN)
    counted = index < end and words.classes[index] == Class.NUMBER
    while stop < end and (words.classes[stop] in _INSIDE or words.words[stop][0] in "多数几十"):
        if counted and words.classes[stop] == Class.OF:
            break  # 等9个国家|的企业
        stop += 1
    for at in range(stop - 1, index - 1, -1):
        kind = _class_at(words, at, words.starts[index], strict)
        if kind is not None:
            return kind
    return None


def _class_at(words: Words, at: int, start: int, strict: bool) -> ThingType | None:
    """The type named by a class noun or an ending at the end of word `at`."""
    word = words.words[at]
    if word in class_nouns():
        return class_nouns()[word]
    for length in (2, 3, 4):
        kind = class_nouns().get(words.text[max(start, words.ends[at] - length) : words.ends[at]])
        if kind is not None:
            return kind
    if strict:
        return None
    ending = ending_of(words.text, words.ends[at], start, right_endings())
    if ending is None or len(ending.word) < 2:
        return None
    return ThingType.INITIATIVE if ending.type is ThingType.RECOGNITION else ending.type


def plain_class(words: Words, counted: int, index: int, stop: int) -> ThingType | None:
    """The type of a class noun that stands alone behind a count (3家企业, 3镇), in words `index` to `stop`.

    Systems and the like are all of the run (3个子系统, not 3家服务中心).
    """
    if words.words[index] in TOWNS:
        return ThingType.PLACE
    kind = class_after(words, counted, strict=True)
    whole = kind is ThingType.INITIATIVE and words.words[stop - 1] in class_nouns() and stop < index + 3
    return kind if kind is ThingType.INSTITUTION or whole else None
