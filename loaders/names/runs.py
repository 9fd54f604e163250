"""What runs of nouns share: their head, their weight, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.lexicons import (
    Ending,
    Endings,
    ending_of,
    head_endings,
    honour_endings,
    institution_endings,
    known_names,
    levels,
    site_endings,
    tails,
)
from govgraph.loaders.names.words import SIGNS, Class, Verb, Words, generic_words, is_listed, tag_of, verb_of
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

PROPER = frozenset(("ns", "nr", "nt", "nz", "nrt", "nrfg"))
"""Parts of speech of proper names."""
PLAIN = frozenset(
    "高速 普通 客运 货运 城际 农村 乡村 城乡 居民 老旧 年度 季度 主体 路基 附属 扫尾 前期 各项 各类".split()
)
"""Modifiers that leave a class noun a class noun (农村公路, 年度计划)."""
BUILDING = frozenset("建设 创建 培育 打造 布局 共建 运营 升级 储备".split())
"""Nouns of doing that are verbs before a level word (建设国家公园)."""
_WEIGHT = {Class.NAME: 4, Class.DUAL: 1, Class.GENERIC: 1, Class.NUMBER: 2, Class.FUNCTION: 2}


class Verdict(NamedTuple):
    """Why a run is a name, how sure that is (0 to 1), and the level it names."""

    rule: str
    confidence: float
    level: str = ""


@cache
def all_endings() -> Endings:
    """Every ending a name without quotation marks may have; head nouns win over suffixes."""
    heads = {word: ending for word, ending in head_endings().items() if ending.strength != "quoted"}
    tables = {**honour_endings(), **site_endings(), **institution_endings(), **heads}
    return Endings(tables.values())


@cache
def bodies() -> Endings:
    """Endings of institutions and places."""
    return Endings({**site_endings(), **institution_endings()}.values())


def holds_name(run: Sequence[str]) -> bool:
    """Whether a run of words holds a proper name, or a longer word that no dictionary lists."""
    return any(tag_of(word) in PROPER or (len(word) > 1 and not is_listed(word)) for word in run)


def find_head(words: Words, chunk: Chunk, endings: Endings) -> tuple[int, Ending] | None:
    """The word behind the last head of a chunk, and the head; after it only `tails` or a verb."""
    first, last, tokens, closing = chunk.first, chunk.last, words.words, words.closing
    start = words.starts[first]
    if tokens[last - 1] == ")" and last - first > 3:
        last -= 3
    for index in range(last - 1, first - 1, -1):
        if not closing[index]:
            continue
        ending = ending_of(words.text, words.ends[index], start, endings)
        if ending is None:
            continue
        word, behind = tokens[index], index + 1
        if len(ending.word) < len(word) and word in generic_words():
            continue  # 高标准 is no standard
        if len(ending.word) == len(word) == 1 and index == first:
            continue  # the suffix alone
        if behind == last or _passed_over(words, behind, last) or tag_of(tokens[behind]) == "v":
            honour = _created(words, index, start) if ending.word == "创建" else None
            return honour or (behind, ending)
    return None


def _passed_over(words: Words, first: int, last: int) -> bool:
    """Whether only `tails`, verbs and modifiers that names shed stand behind a head."""
    generic = generic_words()
    for word in words.words[first:last]:
        if not (word in tails() or tag_of(word) == "v" or generic.get(word, False)):
            return False
    return True


def _created(words: Words, index: int, start: int) -> tuple[int, Ending] | None:
    """The honour that is being striven for, right before 创建 at `index` (国家级园林县城创建)."""
    ending = ending_of(words.text, words.starts[index], start, honour_endings())
    return (index, ending) if ending is not None and len(ending.word) > 2 else None


def trim(words: Words, first: int, last: int) -> int:
    """The first word of the name: modifiers that names shed are passed over."""
    generic = generic_words()
    while first < last - 1 and generic.get(words.words[first], False):
        if words.words[first] in ("大", "小") and tag_of(words.words[first + 1]) in ("ns", "nr"):
            break  # 大宝山片区
        first += 1
    return first


def after_verb(words: Words, chunk: Chunk, last: int) -> int:
    """Pass over a leading verb that no lexicon lists (办成惠农工程), unless another verb governs the run."""
    first = chunk.first
    if first < last - 2 and words.words[first] == "建设" and words.classes[first + 1] == Class.NAME:
        return first + 1
    if first < last - 3 and _how(words, first):
        first += 2
    while first < last - 2 and _has_object(words, first):
        first += 1
    before = words.classes[first - 1] if first else Class.STOP
    if before in (Class.VERB, Class.LIST, Class.JOIN, Class.OF, Class.NUMBER, Class.DUAL):
        return first
    while first < last - 1 and words.classes[first] == Class.NAME and tag_of(words.words[first]) == "v":
        first += 1
    return first


_VALUED = frozenset(
    "高质量 高标准 高水平 高品质 高起点 大手笔 大力度 提质 提速 加快 配套 同步 集中 异地".split()
)
_PREPARING = ("启动", "设计", "谋划", "规划")


def _how(words: Words, index: int) -> bool:
    """Whether a word says how the verb behind it is done (高质量 建设…)."""
    return words.words[index] in _VALUED and words.words[index + 1] in (*BUILDING, *_PREPARING)


def _has_object(words: Words, index: int) -> bool:
    """Whether a verb at the head of a run governs the proper name behind it (对接云岭中学, 改造县水厂)."""
    if words.classes[index] != Class.DUAL and tag_of(words.words[index]) != "v":
        return False
    behind = words.words[index + 1]
    if len(behind) > 1 and behind in levels():
        return words.words[index] in BUILDING
    return behind in SIGNS or load_places().is_area(behind) or known_names().get(behind) is ThingType.PLACE


def weigh(words: Words, first: int, last: int, head: int) -> int:
    """How much a name says before its head noun, which begins at offset `head`."""
    total = 0
    for index in range(first, last):
        start = words.starts[index]
        if start >= head:
            break
        size, most = min(words.ends[index], head) - start, _WEIGHT.get(words.classes[index], 0)
        total += size if size < most else most
    return total


def level_at(words: Words, index: int) -> str:
    """The level of the word at `index`, if it is a level word."""
    return levels().get(words.words[index], "")


_COUNTERS = "个家项名所座处条批场辆支户只种件台大多"
_COUNT = lazy(rf"[\d一二两三四五六七八九十百千万余多几][{_COUNTERS}]$")


_SUM = lazy(r"[\d.]+[万亿]?元")
_DATE = lazy(r"(?:19|20)\d\d年|\d{1,2}月")


_AWAY = frozenset(("距", "距离", "离"))
"""What stands before a place whose distance a count tells."""


def counted(words: Words, chunk: Chunk, first: int, last: int) -> bool:
    """Whether a count stands before or right behind the run: then it is a class, no name (9个党支部)."""
    behind = last < len(words) and last == chunk.last and words.classes[last] == Class.NUMBER
    if behind and (_DATE.match(words.text, words.starts[last]) or _SUM.match(words.text, words.starts[last])):
        behind = False  # 清溪产业园2007年开建, 甲公司6亿元
    if behind and first and words.words[first - 1] in _AWAY:
        behind = False  # 距|清溪机场28公里
    return behind or counted_before(words, chunk, first)


def counted_before(words: Words, chunk: Chunk, first: int) -> bool:
    """Whether a count stands right before the run."""
    if any(words.classes[index] != Class.GENERIC for index in range(chunk.first, first)):
        return False
    if not chunk.first:
        return False
    before = words.words[chunk.first - 1]
    if first == chunk.first and words.classes[chunk.first - 1] == Class.NUMBER and before[-1] in _COUNTERS:
        return True
    start = words.starts[chunk.first]
    return bool(_COUNT.search(words.text, max(0, start - 6), start))


def candidate_of(words: Words, span: tuple[int, int], ending: Ending, verdict: Verdict) -> Candidate:
    """The candidate that the words `span` (first, behind the last) make."""
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    return Candidate(
        start,
        end,
        bare(words.text[start:end]),
        ending.type,
        verdict.rule,
        verdict.confidence,
        3,
        ending.subtype,
        verdict.level,
    )


def verb_before(words: Words, index: int) -> Verb | None:
    """The verb that governs the word at `index`, back through the list that it stands in."""
    steps = 0
    while index > 0 and steps < 24:
        index -= 1
        steps += 1
        kind = words.classes[index]
        if kind == Class.STOP:
            return None
        if words.words[index] == "”":
            opening = words.text.rfind("“", 0, words.starts[index])
            index = words.at(opening) if opening >= 0 else index
            continue
        if kind in (Class.VERB, Class.DUAL):
            verb = verb_of(words.words[index])
            if verb is not None and not (kind == Class.DUAL and _nominal(words, index)):
                return verb
    return None


def _nominal(words: Words, index: int) -> bool:
    """Whether a verb that is also a noun stands inside a name here."""
    before = words.classes[index - 1] if index else Class.STOP
    return before in (Class.NAME, Class.GENERIC, Class.DUAL, Class.QUOTE, Class.LIST)
