"""Initiatives, programmes, documents and events without quotation marks, told by their head nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.lexicons import Ending, common_nouns
from govgraph.loaders.names.runs import (
    PLAIN,
    PROPER,
    Verdict,
    all_endings,
    candidate_of,
    counted,
    counted_before,
    level_at,
    weigh,
)
from govgraph.loaders.names.words import SIGNS, Class, Verb, Words, generic_words, tag_of, verbs
from govgraph.ontology.records import ThingType

_MAKES = frozenset(("launched", "issued"))
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?")
_DRAFTS = frozenset("规划 核准计划 年度核准计划 意见 规定".split())
_GREAT = re.compile(r"[两三四五六七八九十]+大")
_UNDER_WAY = frozenset("落实 全面落实 抓实 投用 建成投用 运行 累计 落地 竣工 完工 攻坚".split())
_WORKS = frozenset("安置 解危 斗争 改造 改造提升 整治提升 帮扶 除险加固".split())
"""Heads of works, whose figures say how much was done, not how many there are."""
_INTO = frozenset("融入 纳入 列入 嵌入 应用 推广 延伸 作为".split())
"""Verbs of what becomes of a thing that stands behind 将."""
_SIGNED = frozenset("协议 备忘录".split())
_TESTS = frozenset("考核 综合考核 考评 测评 监测 评价 评估".split())
_RANKED = frozenset("位居 位列 名列 领先 排名 居 排".split())
"""Verbs that say how an area did in a test."""
_MEASURES = frozenset("措施 政策 办法 制度 机制 举措".split())
_QUALITIES = frozenset("有效 有力 得力 切实 相应 相关 综合 具体 强力 多种 系列 必要".split())
_RULES = frozenset("政策 制度 机制".split())
_SESSION = re.compile(r"(?:第[一二三四五六七八九十\d]+|首|本|历)届")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+大?$")


@dataclass(slots=True)
class _Shape:
    """What decides whether a run is more than a class noun.

    `weight` is how much its modifiers say, `makes` that a verb of launching or issuing governs it,
    `adjacent` that this verb stands right before it, `acted` that any listed verb governs it; `advanced`
    that a verb of carrying out (落实 …) stands right before it, `measured` that a figure stands right behind
    it, `opening` that it opens its clause and a verb of carrying out follows (… 扎实开展), `ranked` that
    a rank follows, `signed` that somebody signs it, `moved` that it becomes part of something.
    """

    text: str
    stem: str
    ending: Ending
    weight: int
    makes: bool
    adjacent: bool
    acted: bool
    proper: bool
    graded: bool
    session: bool
    advanced: bool
    measured: bool
    opening: bool
    ranked: bool
    signed: bool
    moved: bool


def initiated(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An initiative, programme, document or event, if its verb or words make it more than a class noun."""
    if ending.word == "计划" and last - first > 1 and words.words[last - 2] in ("工程", "项目"):
        last, ending = last - 1, all_endings()[words.words[last - 2]]
    shape = _shape(words, chunk, (first, last), ending)
    count = (
        counted_before(words, chunk, first) if ending.word in _WORKS else counted(words, chunk, first, last)
    )
    numbered = ending.subtype != "Fund" and count
    least = 2 if ending.type is ThingType.EVENT and shape.makes and words.words[first - 1] != "等" else 4
    if _is_class(words, first, shape) or (numbered and shape.weight < least and not shape.proper):
        return None
    if not (_always(shape) if ending.strength == "always" else _governed(shape)):
        return None
    if words.words[first] == "年度" or ending.type in (
        ThingType.PROGRAM,
        ThingType.DOCUMENT,
        ThingType.EVENT,
    ):
        first = _with_number(words, first, ending.type is ThingType.EVENT)
    verdict = Verdict(f"head-{ending.type.value}", 0.75 if shape.makes else 0.6, level_at(words, first))
    return candidate_of(words, (first, last), ending, verdict)


def _shape(words: Words, chunk: Chunk, span: tuple[int, int], ending: Ending) -> _Shape:
    """Weigh a run and look at the verbs beside it."""
    first, last = span
    start, end = words.starts[first], words.ends[last - 1]
    makes = verb_makes(chunk)
    close = chunk.verb is not None and chunk.verb.relation in _MAKES and adjacent(words, chunk)
    session = first > 0 and bool(_SESSION.fullmatch(words.words[first - 1]))
    weight = weigh(words, first, last, end - len(ending.word))
    if ending.type is ThingType.DOCUMENT and close and len(ending.word) >= 4:
        weight += 2
    if ending.type is ThingType.EVENT and session:
        weight += 3
    return _Shape(
        text=words.text[start:end],
        stem=words.text[start : end - len(ending.word)],
        ending=ending,
        weight=weight,
        makes=makes,
        adjacent=close,
        acted=bool(chunk.verb.relation) if chunk.verb is not None else chunk.after is not None,
        proper=tag_of(words.words[first]) in PROPER or words.classes[first] == Class.NUMBER,
        graded=level_at(words, first) in ("national", "provincial"),
        session=session,
        advanced=chunk.verb is not None and _carries_out(chunk.verb) and adjacent(words, chunk),
        measured=last < len(words) and words.classes[last] == Class.NUMBER,
        opening=_opens_clause(words, chunk, last),
        moved=_moved(words, chunk, last),
        signed=chunk.verb is not None and chunk.verb.word.startswith(("签订", "签署")),
        ranked=chunk.after is not None and chunk.after.word in _RANKED and chunk.verb is None,
    )


def _moved(words: Words, chunk: Chunk, last: int) -> bool:
    """Whether a run becomes part of something, or something of it (将X融入…, …融入X)."""
    before = words.words[chunk.first - 1] if chunk.first else ""
    behind = words.words[last] if last < len(words) else ""
    return before in _INTO or (before in ("将", "把") and behind in _INTO)


def _carries_out(verb: Verb) -> bool:
    """Whether a verb says that something is carried out (落实, 全面落实, 深化)."""
    return verb.relation == "advanced" or verb.word.endswith("落实")


def _opens_clause(words: Words, chunk: Chunk, last: int) -> bool:
    """Whether a run opens its clause, or a list at its head, and a verb of carrying out follows."""
    before = words.classes[chunk.first - 1] if chunk.first else Class.STOP
    if tag_of(words.words[chunk.first]) == "ns" or words.words[chunk.first][-1] in "江河湖海":
        return False  # a place whose clean-up is spoken of
    if chunk.verb is not None or chunk.after is None or last != chunk.last:
        return False
    if before not in (Class.STOP, Class.LIST, Class.JOIN):
        return False
    return chunk.after.relation in ("launched", "advanced") or chunk.after.word in _UNDER_WAY


def _is_class(words: Words, first: int, shape: _Shape) -> bool:
    """Whether a run is no name whatever governs it: a set phrase, an ordinal before it, a bare class noun."""
    word, start = words.words[first], words.starts[first]
    if word[:2] in verbs() and len(word) == len(shape.text):
        return True  # 深化改革
    if shape.text in common_nouns():
        return True
    rest = shape.stem.removeprefix("新一轮")
    if rest != shape.stem and rest in generic_words():
        return True  # 新一轮技术改造
    if shape.ending.word in _MEASURES and tag_of(word) == "v" and shape.stem[len(word) :] in _QUALITIES:
        return True  # 采取有效措施
    if (
        shape.stem in PLAIN
        or (
            shape.stem in generic_words()
            and shape.ending.strength == "always"
            and len(shape.ending.word) == 2
        )
        or shape.stem.endswith("超")
        or _ORDINAL.search(words.text, max(0, start - 4), start)
    ):
        return True
    return len(shape.text) < 4 and not _is_fair(shape) and not shape.session


def _is_fair(shape: _Shape) -> bool:
    """Whether a run is a fair named in short (农博会)."""
    return shape.ending.word in ("交会", "博会") and shape.makes and len(shape.text) > 2


def _always(shape: _Shape) -> bool:
    """Whether a head that needs no verb has enough before it."""
    ending, length = shape.ending, len(shape.text)
    if shape.weight >= 3 or (shape.makes and length >= 5) or _is_fair(shape):
        return True
    if ending.type is ThingType.DOCUMENT and len(ending.word) > 3 and length > 5:
        return True
    return shape.weight >= 2 and (shape.makes or shape.acted or shape.proper or ending.subtype == "Fund")


def _governed(shape: _Shape) -> bool:
    """Whether a head that needs its verb has it, or says so much that it can do without."""
    ending, weight = shape.ending, shape.weight
    if shape.makes or (ending.subtype == "Fund" and shape.acted):
        if weight >= 3 or (shape.adjacent and weight >= 1 and len(shape.text) >= 5):
            return True
        return shape.adjacent and weight >= 2 and ending.type is ThingType.EVENT
    if ending.subtype == "Fund" and shape.adjacent and shape.measured and weight >= 2:
        return True
    if ending.word in _SIGNED and shape.signed and weight >= 2 and len(shape.text) >= 5:
        return True
    if shape.moved and weight >= 4 and ending.type is ThingType.INITIATIVE:
        return True
    if shape.ranked and ending.word in _TESTS and weight >= 3:
        return True
    if (
        shape.advanced
        and ending.word in _RULES
        and weight >= 3 + (ending.word == "机制")
        and len(shape.text) >= 6
    ):
        return True
    if shape.advanced and ending.word in _WORKS and weight >= (2 if shape.measured else 5):
        return True
    if shape.advanced and ending.subtype == "Service" and weight >= 4 and len(shape.text) >= 6:
        return True
    if shape.opening and weight >= 5 and ending.type is not ThingType.DOCUMENT:
        return True
    styled = ending.subtype == "Service" and "式" in shape.text
    named = shape.proper or styled or shape.session or (shape.graded and weight >= 4)
    if named and weight >= 3 and ending.type is not ThingType.DOCUMENT:
        return True
    return (ending.word == "项目" and weight >= 6) or (ending.word in _DRAFTS and weight >= 5)


def verb_makes(chunk: Chunk) -> bool:
    """Whether a verb of launching or issuing stands before the chunk or behind it."""
    return any(verb is not None and verb.relation in _MAKES for verb in (chunk.verb, chunk.after))


def adjacent(words: Words, chunk: Chunk) -> bool:
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


def _with_number(words: Words, first: int, event: bool) -> int:
    """Take in the year or the count right before a name (2018年校舍改造工程, 两大市场迁建, 首届…)."""
    if first and _GREAT.fullmatch(words.words[first - 1]):
        return first - 1
    if first and event and _SESSION.fullmatch(words.words[first - 1]):
        return first - 2 if first > 1 and words.words[first - 2] in SIGNS else first - 1
    if first and words.words[first] == "年度" and _YEAR.fullmatch(words.words[first - 1] + "年"):
        return first - 1
    if first and _YEAR.fullmatch(words.words[first - 1]):
        return first - 1
    if first > 1 and words.words[first - 1] == "年" and _YEAR.fullmatch(words.words[first - 2] + "年"):
        return first - 2
    return first
