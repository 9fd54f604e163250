"""Names without quotation marks: a run of nouns that ends in a head noun or in a suffix of institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from govgraph.loaders.candidates import Candidate, bare
from govgraph.loaders.chunks import Chunk
from govgraph.loaders.honours import level_of
from govgraph.loaders.lexicons import (
    Ending,
    ending_of,
    head_endings,
    honour_endings,
    institution_endings,
    levels,
    site_endings,
    tails,
)
from govgraph.loaders.words import Class, Words, generic_words, tag_of, verbs
from govgraph.ontology.records import ThingType

_MAKES = frozenset(("launched", "issued"))
_PROPER = frozenset(("ns", "nr", "nt", "nz", "nrt", "nrfg"))
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?")
_DRAFTS = frozenset("规划 核准计划 年度核准计划 意见 规定".split())
_GRADES = frozenset("国家级 省级 市级 区级 县级 国家 全国 全省 省 市 部级".split())
_GREAT = re.compile(r"[两三四五六七八九十]+大")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+大?")
_NUMBERED = re.compile(r"第[一二三四五六七八九十]+")
_PRAISE = re.compile(r"示范|先进|文明|优秀|模范|星级|百强|十佳|最美|卓越|标杆")
_SHORT_ORGANS = re.compile(r"[省市区县州旗镇乡](?:委|政府|人大|政协|纪委|监委)|国务院|街道办")
_COMMON_BODIES = frozenset("中心 大厅 书房 车间 公司 集团 大队 工作队 学会".split())
_SITUATIONS = frozenset("格局 布局 开局 全局 大局 结局 棋局 变局 时局 破局".split())
_ACTS = frozenset("建设 改造 提升 规划 保护 支持 扩建 更新 拆除 整治 治理 对接 监督 检查 完善 检测".split())
_SIGNS = frozenset("省 市 区 县 镇 乡 村 州 旗".split())
_WEIGHT = {Class.NAME: 4, Class.DUAL: 1, Class.GENERIC: 1, Class.NUMBER: 2}


@cache
def all_endings() -> dict[str, Ending]:
    """Every ending a name without quotation marks may have; head nouns win over suffixes."""
    heads = {word: ending for word, ending in head_endings().items() if ending.strength != "quoted"}
    return {**honour_endings(), **site_endings(), **institution_endings(), **heads}


def headed(words: Words, chunk: Chunk) -> Iterator[Candidate]:
    """Yield the name that a chunk holds, if it holds one; and the institution whose initiative it names."""
    found = find_head(words, chunk, all_endings()) or _inner_institution(words, chunk)
    if found is None:
        return
    last, ending = found
    first = trim(words, _after_verb(words, chunk, last), last)
    name: Candidate | None
    if ending.type is ThingType.RECOGNITION or _is_title(
        words.text[words.starts[first] : words.end(last - 1)]
    ):
        name = _title(words, chunk, first, last, ending)
    elif ending.type in (ThingType.INSTITUTION, ThingType.PLACE):
        name = _sited(words, chunk, first, last, ending)
    else:
        inner = _after_institution(words, first, last) if ending.type is ThingType.INITIATIVE else first
        if inner > first:
            body = ending_of(words.text, words.end(inner - 1), words.starts[first], institution_endings())
            owner = _sited(words, chunk, first, inner, body) if body else None
            if owner is not None:
                yield owner
        name = _initiated(words, chunk, inner, last, ending)
    if name is not None:
        yield name


def _after_institution(words: Words, first: int, last: int) -> int:
    """Pass over an institution whose initiative is named (某某人民医院首诊式签约服务)."""
    for index in range(last - 2, first, -1):
        ending = ending_of(words.text, words.end(index), words.starts[first], institution_endings())
        if ending is not None and len(ending.word) > 3:
            return index + 1
    return first


def _initiated(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An initiative, programme, document or event, if its verb or words make it more than a class noun."""
    if ending.word == "计划" and last - first > 1 and words.words[last - 2] in ("工程", "项目"):
        last, ending = last - 1, all_endings()[words.words[last - 2]]
    start, end = words.starts[first], words.end(last - 1)
    length = end - start
    weight = weigh(words, first, last, end - len(ending.word))
    makes = verb_makes(chunk)
    adjacent = chunk.verb is not None and chunk.verb.relation in _MAKES and _adjacent(words, chunk)
    counted = ending.subtype != "Fund" and _counted(words, chunk, first, last)
    proper = tag_of(words.words[first]) in _PROPER or words.classes[first] is Class.NUMBER
    if words.words[first][:2] in verbs() and len(words.words[first]) == length:
        return None  # a set phrase (深化改革)
    fair = ending.word in ("交会", "博会") and makes and length > 2
    if (length < 4 and not fair) or (counted and weight < 4 and not proper):
        return None
    if chunk.first and _ORDINAL.fullmatch(words.words[chunk.first - 1]):
        return None
    if ending.type is ThingType.DOCUMENT and adjacent and len(ending.word) >= 4:
        weight += 2
    if ending.strength == "always":
        acted = chunk.verb.relation if chunk.verb is not None else chunk.after
        enough = weight >= 3 or (makes and length >= 5)
        enough = (
            enough or fair or (weight >= 2 and bool(makes or acted or proper or ending.subtype == "Fund"))
        )
    elif makes or (ending.subtype == "Fund" and chunk.verb is not None and chunk.verb.relation):
        enough = weight >= 3 or (adjacent and weight >= 1 and length >= 5)
        enough = enough or (adjacent and weight >= 2 and ending.type is ThingType.EVENT)
    else:
        styled = ending.subtype == "Service" and "式" in words.text[start:end]
        named = (proper or styled) and ending.type is not ThingType.DOCUMENT
        enough = (
            (named and weight >= 3)
            or (ending.word == "项目" and weight >= 6)
            or (ending.word in _DRAFTS and weight >= 5)
        )
    if not enough:
        return None
    if ending.type in (ThingType.PROGRAM, ThingType.DOCUMENT, ThingType.EVENT):
        first = _with_number(words, first)
    level = level_at(words, first)
    return _candidate(words, first, last, ending, f"head-{ending.type.value}", 0.75 if makes else 0.6, level)


def _with_number(words: Words, first: int) -> int:
    """Take in the year or the count right before a name (2010年农网改造工程, 三大市场迁建)."""
    if first and _GREAT.fullmatch(words.words[first - 1]):
        return first - 1
    if first and _YEAR.fullmatch(words.words[first - 1]):
        return first - 1
    if first > 1 and words.words[first - 1] == "年" and _YEAR.fullmatch(words.words[first - 2] + "年"):
        return first - 2
    return first


def _adjacent(words: Words, chunk: Chunk) -> bool:
    """Whether the verb stands right before the chunk, or before the list or the figure that it follows."""
    before = chunk.first - 1
    return before >= 0 and words.classes[before] in (
        Class.VERB,
        Class.DUAL,
        Class.LIST,
        Class.JOIN,
        Class.FUNCTION,
        Class.OF,
    )


def _counted(words: Words, chunk: Chunk, first: int, last: int) -> bool:
    """Whether a count stands before or right behind the run: then it is a class, no name (9个党支部)."""
    before = words.classes[chunk.first - 1] if chunk.first and first == chunk.first else Class.STOP
    behind = words.classes[last] if last < len(words) else Class.STOP
    counts = (
        before is Class.NUMBER
        and words.words[chunk.first - 1][-1:] in "个家项名所座处条批场辆支户只种件台大多"
    )
    return counts or (behind is Class.NUMBER and last == chunk.last)


def _after_verb(words: Words, chunk: Chunk, last: int) -> int:
    """Pass over a leading verb that no lexicon lists (办成民心工程), unless another verb governs the run."""
    first = chunk.first
    before = words.classes[first - 1] if first else Class.STOP
    if before in (Class.VERB, Class.LIST, Class.JOIN, Class.OF, Class.NUMBER, Class.DUAL):
        return first
    while first < last - 1 and words.classes[first] is Class.NAME and tag_of(words.words[first]) == "v":
        first += 1
    return first


def _is_title(name: str) -> bool:
    """Whether a name of an area's level that praises is an honour (江苏省示范物业管理项目)."""
    return bool(_PRAISE.search(name)) and bool(level_of(name))


def _title(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An honour told by its level and its head noun, or by a head noun with much before it."""
    for index in range(first, last - 1):
        if words.words[index] in _GRADES and index > first and tag_of(words.words[index - 1]) != "ns":
            first = index
            break
    start, end = words.starts[first], words.end(last - 1)
    weight = weigh(words, first, last, end - len(ending.word))
    level = level_of(words.text[start:end])
    if level == "international" and not (chunk.verb is not None and chunk.verb.relation == "received"):
        level = ""
    if not level and last < chunk.last:
        return None
    if (
        end - start < 4
        or weight < (4 if not level else 1 if len(ending.word) > 3 else 2)
        or (not level and (len(ending.word) < 3 or _counted(words, chunk, first, last)))
    ):
        return None
    kind = Ending(ending.word, ThingType.RECOGNITION, "quoted")
    return _candidate(words, first, last, kind, "level-honour", 0.65 if level else 0.55, level)


@cache
def bodies() -> dict[str, Ending]:
    """Endings of institutions and places."""
    return {**site_endings(), **institution_endings()}


def _inner_institution(words: Words, chunk: Chunk) -> tuple[int, Ending] | None:
    """An institution at the head of a run that goes on (国家能源局核准流程, 干部学院讲台)."""
    text, start = words.text, words.starts[chunk.first]
    if words.words[chunk.last - 1][-1] in "率量数额值":
        return None  # the rate of such institutions
    for index in range(chunk.last - 1, chunk.first - 1, -1):
        ending = ending_of(text, words.end(index), start, bodies())
        if ending is None or ending.type is ThingType.PLACE and len(ending.word) < 2:
            continue
        if (
            len(ending.word) > 1
            or len(words.words[index]) > 2
            or (ending.word in "局厅" and index > chunk.first + 1)
        ):
            return index + 1, ending
    return None


def verb_makes(chunk: Chunk) -> bool:
    """Whether a verb of launching or issuing stands before the chunk or behind it."""
    return any(verb is not None and verb.relation in _MAKES for verb in (chunk.verb, chunk.after))


def find_head(words: Words, chunk: Chunk, endings: dict[str, Ending]) -> tuple[int, Ending] | None:
    """The word behind the last head of a chunk, and the head; after it only `tails` or a verb."""
    text = words.text
    start = words.starts[chunk.first]
    open_end = True
    for index in range(chunk.last - 1, chunk.first - 1, -1):
        word = words.words[index]
        ending = ending_of(text, words.end(index), start, endings)
        whole = ending is not None and (len(ending.word) > 1 or len(word) > 1 or index > chunk.first)
        if ending is not None and whole and (open_end or tag_of(words.words[index + 1]) == "v"):
            honour = _created(words, index, start) if ending.word == "创建" else None
            return honour or (index + 1, ending)
        open_end = open_end and (word in tails() or tag_of(word) == "v" or generic_words().get(word, False))
    return None


def _created(words: Words, index: int, start: int) -> tuple[int, Ending] | None:
    """The honour that is being striven for, right before 创建 at `index` (国家级园林县城创建)."""
    ending = ending_of(words.text, words.starts[index], start, honour_endings())
    return (index, ending) if ending is not None and len(ending.word) > 2 else None


def trim(words: Words, first: int, last: int) -> int:
    """The first word of the name: modifiers that names shed are passed over."""
    generic = generic_words()
    while first < last - 1 and generic.get(words.words[first], False):
        first += 1
    return first


def weigh(words: Words, first: int, last: int, head: int) -> int:
    """How much a name says before its head noun, which begins at offset `head`."""
    total = 0
    for index in range(first, last):
        if words.starts[index] >= head:
            break
        length = min(words.end(index), head) - words.starts[index]
        total += min(length, _WEIGHT[words.classes[index]]) if words.classes[index] in _WEIGHT else 0
    return total


def level_at(words: Words, index: int) -> str:
    """The level of the word at `index`, if it is a level word."""
    return levels().get(words.words[index], "")


def _sited(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An institution or a place, if its words before the suffix name it and no count stands by it."""
    start, end = words.starts[first], words.end(last - 1)
    weight = weigh(words, first, last, end - len(ending.word))
    if (
        _counted(words, chunk, first, last)
        or words.words[first] in levels()
        and words.words[first].endswith("级")
    ):
        return None
    if len(ending.word) == 1 and not _short_suffix(words, first, last, ending):
        return None
    if ending.type is ThingType.PLACE and (weight < 2 or end - start - len(ending.word) > 8):
        return None
    while first < last - 2 and first == chunk.first and words.words[first] in _ACTS:
        first += 1
        start, weight = words.starts[first], weight - 1
        chunk = replace(chunk, first=first)
    numbered = first > 0 and bool(_NUMBERED.fullmatch(words.words[first - 1]))
    if ending.type is ThingType.INSTITUTION and (
        weight < 2 and not numbered and not _area_organ(words, first, last, ending)
    ):
        return None
    if ending.type is ThingType.INSTITUTION and numbered:
        first -= 1
    confidence = 0.7 if weight > 2 else 0.5
    return _candidate(words, first, last, ending, f"suffix-{ending.type.value}", confidence, "")


def _area_organ(words: Words, first: int, last: int, ending: Ending) -> bool:
    """Whether an institution is named by its area's sign alone (市政府, 县自来水厂)."""
    if _SHORT_ORGANS.fullmatch(words.words[last - 1]):
        return True
    start, end = words.starts[first], words.end(last - 1)
    if words.text[start] not in _SIGNS or end - start != len(ending.word) + 1:
        return False
    return len(ending.word) > 1 and ending.word not in _COMMON_BODIES


def _short_suffix(words: Words, first: int, last: int, ending: Ending) -> bool:
    """Whether a suffix of one sign (局, 路, 村) ends a name and not a common noun (格局, 道路)."""
    word = words.words[last - 1]
    if ending.type is ThingType.INSTITUTION:
        end = words.end(last - 1)
        return len(word) != 2 and words.text[end - 2 : end] not in _SITUATIONS
    if last - first > 2 or words.end(last - 1) - words.starts[first] > 6:
        return False
    if len(word) > 1:
        return tag_of(word) == "ns" or (
            tag_of(word) in _PROPER and (len(word) == 3 or ending.word not in "路街巷")
        )
    return (
        tag_of(words.words[first]) in _PROPER
        or len(words.words[first]) == 2
        and words.classes[first] is Class.NAME
    )


def _candidate(
    words: Words, first: int, last: int, ending: Ending, rule: str, confidence: float, level: str
) -> Candidate:
    start, end = words.starts[first], words.end(last - 1)
    return Candidate(
        start, end, bare(words.text[start:end]), ending.type, rule, confidence, 3, ending.subtype, level
    )
