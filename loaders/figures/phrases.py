"""Find the words for the thing measured left of a number, and what makes words a noun phrase.

Chinese has four orders: 293个网格 (right), 案件9件 (left), 覆盖率达98% (left of a verb), and
5000万元的资金 (right, after 的). A phrase is a pair of offsets into the folded text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from govgraph.loaders.figures.circumstances import without_comparison
from govgraph.loaders.figures.tokens import (
    ACTION,
    AGENTS,
    ASIDE,
    CHANGES,
    DUAL,
    EVENT,
    FUNCTION,
    GOVERNOR,
    GROWTH,
    LEVEL,
    LIST,
    NOUN,
    NUMBER,
    OF,
    PLAN,
    STOP,
    SUBJECT,
    TIME,
    VERB,
    Token,
    as_class,
    is_agent,
)
from govgraph.loaders.figures.verbal import (
    BEGINNERS,
    in_series,
    inside_noun,
    modifies_verbal,
    serves,
    short_head,
)
from govgraph.loaders.lexicon import context_set, lazy

GOVERNORS = frozenset({ACTION, GOVERNOR, LEVEL, PLAN, FUNCTION, SUBJECT, STOP, TIME, NUMBER}) | CHANGES
_TRAILING = GOVERNORS - {STOP} | {ASIDE, EVENT, OF, LIST}
OUTSIDE = GOVERNORS | {LIST, OF}
_PASSED = CHANGES | {ASIDE, LEVEL, FUNCTION, LIST}
_VERBAL = frozenset({DUAL, VERB})
_ACTING = CHANGES | {ACTION, DUAL}
_HOLDING = frozenset({"拥有", "占有"})
_SHARING = frozenset({"占", "占到", "约占", "占全部", "相当于"})
SCHEMES = frozenset({"工程", "行动", "计划", "项目", "活动", "任务", "方案", "举措"})
_TOTALS = frozenset({"累计", "共", "共计", "总共", "已累计"})
_AUXILIARIES = frozenset({"能", "要", "可", "平均", "实际"})
EACH = frozenset({"户均", "人均", "亩均", "次均"})
_DATIVES = frozenset({"为", "给", "对", "向", "让", "使"})
"""What stands after these gets something and is not measured (为群众增收9万元)."""
_HEADS = lazy(r"^(?:每.{0,2}|.?均|千|万|百)?(?:人|人口|户)$|^.均$")
"""What stands before 拥有 in a figure per head (每千人, 人均)."""
_FUNDERS = frozenset("中央 国家 上级 省 省级 市 市级 县".split())
_FUNDS = ("资金", "经费", "款", "补贴", "补助")
_DURATION = lazy(r"(?:\d+|[一二两三四五六七八九十]+)年$")
_SUMS = ("金额", "人数", "总额", "次数", "数量", "件数", "户数")
"""What a verb before it says the kind of, wherever it stands (赔付金额)."""
_LIGHT = frozenset({"进行", "予以", "给予", "加以", "控制"})
"""Verbs that never are a noun."""
_GAINER = 6
"""Most characters of the noun before 增收 that is kept with it."""
_RATES = ("率", "占比", "比例", "比重")
_IDLE = ([NOUN, ACTION, VERB], [NOUN, GOVERNOR, VERB])
"""Kinds of words at the end whose two verbs are no part of the noun phrase."""
_DENIED = ("不", "未")
_LONGEST_RATE = 14
"""Longest name of a rate that is taken together, in characters."""
_AVERAGES = frozenset({"年均", "月均", "日均", "每"})


@dataclass(slots=True)
class Phrase:
    """A stretch of the folded text that names a thing measured."""

    start: int
    end: int
    shared: tuple[int, int] | None = None
    """Offsets of a head that later members of a list carry for this one too (城镇、农村居民收入)."""


def left_is_loose(tokens: list[Token]) -> bool:
    """Return whether the words left of a number end in no noun: a verb or the place stands before it."""
    last = len(tokens) - 1
    while last >= 0 and tokens[last].kind in (ASIDE, FUNCTION, LIST):
        last -= 1
    if last >= 0 and tokens[last].text in context_set("transitive"):
        return True
    while last >= 0 and tokens[last].kind in _PASSED:
        last -= 1
    return last < 0 or tokens[last].kind in (VERB, ACTION, EVENT, GOVERNOR, SUBJECT, PLAN, TIME, OF)


def left_phrase(tokens: list[Token]) -> Phrase | None:
    """Return the noun phrase that ends the words left of a number, its verbs dropped."""
    told, tokens = tokens, without_comparison(tokens)
    if tokens and tokens[-1].text in _GAINS:
        return _gain(tokens, told)
    tokens = _around_share(tokens)
    per = (n for n in (1, 2) if tokens[-n - 1 : -n] and tokens[-n - 1].kind == LEVEL)  # 价格为|每公斤
    tokens = tokens[: -next((n for n in per if tokens[-n].text[0] == "每"), 0) or None]
    bare = tokens
    if len(tokens) > 2 and tokens[-2].text in ("已", "已经") and tokens[-1].kind in (VERB, DUAL):
        if tokens[-3].kind == NOUN:
            tokens = tokens[:-2]
    while tokens and _is_trailing(tokens[-1]) and not _heads_noun(tokens):
        tokens = tokens[:-1]
    while len(tokens) > 2 and [token.kind for token in tokens[-3:]] in _IDLE:
        tokens = tokens[:-2]
    if len(tokens) > 1 and tokens[-1].text in ("支出", "发放") and tokens[-2].text.endswith(_FUNDS):
        tokens = tokens[:-1]
    if not tokens:
        duals = [token for token in bare if token.kind == DUAL]
        return Phrase(duals[-1].start, duals[-1].end) if duals else None
    first = _left_edge(tokens)
    if (
        len(bare) > len(tokens)
        and bare[-1].kind in _ACTING
        and bare[-1].text not in context_set("intransitive")
        and bare[-1].text not in context_set("comparer")
        and first
        and tokens[first - 1].text in _DATIVES
    ):
        return Phrase(bare[-1].start, bare[-1].end)
    while first < len(tokens) - 1 and (
        tokens[first].kind in (LIST, OF, ASIDE)
        or _is_duration(tokens[first].text)
        or tokens[first].text == "内"
    ):
        first += 1
    if first == len(tokens) - 1 and _is_duration(tokens[first].text):
        return None
    if (
        tokens[first].kind in OUTSIDE
        and not (tokens[first].text in _FUNDERS and tokens[first + 1 : first + 2])
        and not _describes(tokens[first].text)
        and tokens[-1].text not in _SUMS
        and not inside_noun(tokens, first)
    ):
        return None
    first = _rate_edge(tokens, first)
    if first > 1 and tokens[first - 1].kind in (ACTION, DUAL, VERB) and tokens[first - 2].text in EACH:
        first -= 2  # what falls to each is named with its verb (人均|审结|案件)
    if first == len(tokens) - 1 and _sums_up(tokens):
        first = _left_edge(tokens[:-2])
    if tokens[-1].text in EACH and len(bare) > len(tokens) and bare[len(tokens)].kind != LEVEL:
        return Phrase(tokens[-1].start, bare[len(tokens)].end)
    restructured = tokens[-1].text == "结构调整" and len(bare) > len(tokens)  # 产业结构调整为9:66:25
    return Phrase(_without_owner(tokens, first), tokens[-1].end - 2 * restructured)


def _without_owner(tokens: list[Token], first: int) -> int:
    """Offset where a phrase begins, without the body that the thing belongs to (云岭机场|进出港旅客).

    The body is left off where it takes up more of the phrase than the thing does.
    """
    start, end = tokens[first].start, tokens[-1].end
    for at in range(len(tokens) - 2, first - 1, -1):
        if tokens[at].text.endswith(AGENTS):
            thing = next((token.start for token in tokens[at + 1 :] if token.text[0].isalnum()), end)
            owned = tokens[at + 1].kind not in (LIST, OF)
            return thing if owned and _SHORTEST <= end - thing < thing - start else start
    return start


_SHORTEST = 4
"""Fewest characters of a thing that is named without the body that it belongs to."""


def _rate_edge(tokens: list[Token], first: int) -> int:
    """Where a rate begins whose name has a verb in it (政策落实到户率, 产业带动贫困户比率)."""
    if not tokens[-1].text.endswith(_RATES):
        return first
    at = first
    while at and (tokens[at - 1].kind in (NOUN, DUAL, VERB, ACTION) or tokens[at - 1].text in _DENIED):
        at -= 1
    while at < first and (tokens[at].kind not in (NOUN, "") or tokens[at].text == "内"):
        if tokens[at].text in _DENIED or (tokens[at].kind == DUAL and at + 1 == first):
            break  # 不|良品率, 调解|和解率
        at += 1
    return at if tokens[-1].end - tokens[at].start <= _LONGEST_RATE else first


def _describes(word: str) -> bool:
    """Whether a governing word may open a noun phrase."""
    return word in _AVERAGES or word in context_set("manner") or word in context_set("describing")


_GAINS = frozenset(("增收", "创收", "减负", "增产", "增支", "减支"))


def _gain(tokens: list[Token], told: list[Token]) -> Phrase | None:
    """What somebody earns more, by head or by time (贫困户|年均增收), or at all (农户增收).

    None where the words `told`, the comparison with them, name nothing (粮食产量…,比上年增产1万吨).
    """
    first = last = len(tokens) - 1
    while first and tokens[first - 1].text in EACH | _AVERAGES | {"月", "年", "日"}:
        first -= 1
    compared = any(token.text in ("同比", "较", "比") for token in told)
    if first == last and compared and all(token.kind != NOUN for token in told[:-1]):
        return None
    gainer = first == last
    while gainer and first and tokens[first - 1].kind == NOUN:
        if tokens[last].start - tokens[first - 1].start > _GAINER:
            break
        first -= 1
    return Phrase(tokens[first].start, tokens[-1].end)


def _sums_up(tokens: list[Token]) -> bool:
    """Whether a verb without an object sums up what its subject does (碳市场|累计|交易)."""
    if len(tokens) < 3 or tokens[-1].kind != DUAL:
        return False
    return tokens[-2].text in _TOTALS and tokens[-3].kind == NOUN


def _is_trailing(token: Token) -> bool:
    """Whether a word between a noun phrase and its number is no part of the phrase."""
    return token.kind in _TRAILING or token.text in _AUXILIARIES or _is_duration(token.text)


def _is_duration(word: str) -> bool:
    return word.endswith("年") and bool(_DURATION.match(word))


def _heads_noun(tokens: list[Token]) -> bool:
    """Whether a verb at the end is the head of a noun phrase (林分优化): it has no object."""
    headed = len(tokens) > 1 and tokens[-2].kind in (NOUN, DUAL) and tokens[-1].text not in _LIGHT
    return headed and tokens[-1].kind == GOVERNOR


@cache
def _telling() -> frozenset[str]:
    """Words that can tell where a noun phrase begins though their class is that of nouns."""
    words = _HOLDING | frozenset({"新增", "以上", "以下", "等", "等等", "身边", "周边"})
    return words.union(*map(context_set, ("better", "describing", "manner")))


def _left_edge(tokens: list[Token]) -> int:
    """Index of the first word of the noun phrase that ends `tokens`."""
    first, telling = len(tokens) - 1, _telling()
    while first > 0:
        token = tokens[first - 1]
        if token.kind == NOUN and token.text not in telling:
            first -= 1
            continue
        before = tokens[first - 2] if first > 1 else None
        if (
            (token.text == "新增" or (token.text == "新建" and tokens[-1].text in (*SCHEMES, "改造")))
            and before is not None
            and before.kind == NOUN
            and tokens[first].kind in (NOUN, DUAL, VERB)
        ):
            first -= 1
            continue
        if token.text in _FUNDERS and tokens[first].kind == LIST and tokens[-1].text.endswith(_FUNDS):
            first -= 1  # 中央|和省级资金
            continue
        named = token.text in context_set("better") and before is not None and before.kind in (NOUN, DUAL)
        if named and (tokens[first].text[:2] in SCHEMES or tokens[-1].text in _FUNDS):
            first -= 1
            continue
        if (
            token.kind == ACTION
            and token.text not in ("完成", "实现")
            and before is not None
            and before.kind == NOUN
            and before.text != "重点"  # here an adverb: 重点推进|投资
            and short_head(tokens, first)
        ):
            first -= 1
            continue
        summed = first == len(tokens) - 1 and tokens[first].text in _SUMS
        if summed and token.kind == ACTION and token.text not in ("完成", "实现") and token.text[0] != "新":
            first -= 1
            continue
        if token.text in _HOLDING and _per_head(tokens, first - 1):
            first -= 2
            while first and tokens[first - 1].text in ("每", "万", "千", "百"):
                first -= 1
            continue
        scheme = first == len(tokens) - 1 and tokens[first].text in SCHEMES and len(token.text) == 4
        if token.kind == ACTION and scheme and before is not None and before.kind == NOUN:
            first -= 1
            continue
        kinds = token.text in context_set("describing") and tokens[first].text in context_set("carrier")
        if kinds and before is not None and before.kind in (NOUN, ACTION, DUAL):
            first -= 1
            continue
        if token.kind in _VERBAL and (in_series(tokens, first) or serves(tokens, first - 1)):
            break
        headed = first == len(tokens) - 1 and tokens[first].kind == DUAL
        headed = headed and before is not None and before.kind in (OF, NOUN)
        if token.text in context_set("manner"):
            if headed or tokens[first].kind == NOUN or inside_noun(tokens, first):
                first -= 1
                continue
        if token.text in ("以上", "以下") and before is not None and before.kind == NOUN:
            first -= 2
            continue
        averages = token.text in _AVERAGES and tokens[first].kind == NOUN
        state = token.text == "国家" and before is not None and before.kind == NOUN
        if token.kind in GOVERNORS and not averages and not state and not inside_noun(tokens, first - 1):
            break
        opens = token.kind in (DUAL, EVENT, VERB) and (before is None or before.kind in BEGINNERS)
        if (
            token.kind in (DUAL, EVENT, VERB)
            and before is not None
            and is_agent(before)
            and tokens[first].kind == NOUN
        ):
            break
        titled = token.text in context_set("title_word") or modifies_verbal(tokens, first)
        if opens and not titled and not inside_noun(tokens, first - 1) and not short_head(tokens, first):
            if token.kind in (DUAL, EVENT) or tokens[first].kind not in (VERB, DUAL):
                break
        if token.kind == OF and not short_head(tokens, first):
            break
        if token.text in ("等", "等等", "身边", "周边"):
            break
        if token.kind == LIST and before is not None and before.kind == VERB and len(before.text) == 4:
            break  # 产量保持稳定、|考核
        if token.text == "和" and described(tokens, first):
            break  # 9座电站|和总投资6亿元的水厂
        first -= 1
    return first


def described(tokens: Sequence[Token], first: int) -> bool:
    """Return whether words begin that describe the next thing of a list (总投资6亿元的水厂)."""
    return "".join(token.text for token in tokens[first : first + 2]).startswith(("总投资", "投资", "占地"))


def _per_head(tokens: list[Token], index: int) -> bool:
    """Whether 拥有 belongs to the thing measured (每千人拥有床位数)."""
    return index > 0 and bool(_HEADS.search(tokens[index - 1].text))


def _names_share(tokens: list[Token], index: int) -> int:
    """Where the word for a share stands that a clause with 占 ends in (增加值占生产总值|比重), or 0."""
    last = len(tokens) - 1
    while last > index and _is_trailing(tokens[last]):
        last -= 1
    plain = all(token.kind in (NOUN, DUAL, VERB, OF, SUBJECT) for token in tokens[index + 1 : last])
    return last if plain and tokens[last].text in ("比重", "比例", "份额") else 0


def _around_share(tokens: list[Token]) -> list[Token]:
    """Take of a share (民生支出占财政支出) the part, or the whole where the part is not named."""
    for index, token in enumerate(tokens):
        if token.text in _SHARING:
            head = tokens[:index]
            if index and (named := _names_share(tokens, index)):
                first = index - (tokens[index - 1].text == "所")
                inner = (as_class(word, NOUN) for word in tokens[first : named + 1])
                return [*tokens[:first], *inner, *tokens[named + 1 :]]
            if any(word.kind in (NOUN, DUAL, VERB) or word.kind in GROWTH for word in head):
                return head
            return tokens[index + 1 :]
    return tokens
