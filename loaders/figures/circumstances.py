"""Words left of a number that tell how it came about or is reckoned: they do not name what is measured."""

from __future__ import annotations

from functools import cache

from govgraph.loaders.figures.tokens import (
    ACTION,
    CHANGES,
    DUAL,
    LEVEL,
    LIST,
    NOUN,
    NUMBER,
    OF,
    SUBJECT,
    TIME,
    VERB,
    Token,
)
from govgraph.loaders.lexicon import context, context_set


def _behind_reckoning(tokens: list[Token], index: int) -> list[Token]:
    """What follows a remark on how a figure is reckoned (按可比价格计算|同比增长)."""
    return next(
        (tokens[at + 1 :] for at in range(index + 2, len(tokens)) if tokens[at].text == "计算"), list[Token]()
    )


def _is_measured_against(words: list[Token]) -> bool:
    """Whether the words behind 和 are what is compared with (和|上年|相比), and no item (甲和|乙比上年)."""
    if any(word.text in ("相比", "相较") for word in words):
        return True
    return any(word.kind == TIME for word in words) and all(
        word.text not in context_set("against") for word in words
    )


ADDED = frozenset({"新增", "净增"})
"""Verbs that tell of a change where they are said against something (比年初|新增|8亿元)."""


def _grows(word: Token) -> bool:
    return word.kind in CHANGES or word.text in ADDED


@cache
def _comparing() -> frozenset[str]:
    return context_set("comparer") | context_set("against") | {"仅次于", "按", "按照"}


def without_comparison(tokens: list[Token]) -> list[Token]:
    """Return the words without what a change is measured against: 较上年, 高于全国平均水平."""
    comparing, against = _comparing(), context_set("against")
    for index, token in enumerate(tokens):
        if token.text not in comparing:
            continue
        if token.text in context_set("comparer"):
            return tokens[: index + 1]
        if token.text == "仅次于":
            return tokens[:index]
        if token.text in ("按", "按照") and (rest := _behind_reckoning(tokens, index)):
            return [*tokens[:index], *rest]
        if token.text in against and any(map(_grows, tokens[index + 1 :])):
            rest = tokens[index + 1 :]
            reference = next((at for at, word in enumerate(rest) if _grows(word)), len(rest))
            compared = next((at for at, word in enumerate(rest[:reference], 1) if word.text == "相比"), 0)
            if 0 < compared < reference:
                return tokens[:index] + rest[compared:]  # 与上年相比|浓度下降
            if token.text in ("和", "与", "同", "跟") and not _is_measured_against(rest[:reference]):
                continue
            return tokens[:index] + rest[reference:]
    return tokens


def without_circumstance(words: list[Token]) -> list[Token]:
    """Return the words without the end of a clause on the conditions (…下降3成|的情况下|增长12%), nor what
    something was done by (通过语音方式|抽取专家).
    """
    for means, word in enumerate(words):
        if word.text in _BY:
            ways = (at for at in range(means + 2, len(words) - 1) if words[at].text.endswith(_WAYS))
            way = next(ways, 0)
            if way and words[way + 1].kind in (ACTION, DUAL, VERB):
                words = words[way + 1 :]
            break
    if len(words) < 3 or words[0].kind != OF or words[1].text not in context_set("circumstance"):
        return words
    return words[3:] if words[2].text in ("上", "下") else words


_BY = frozenset({"通过", "采取", "采用", "运用", "利用", "依托", "借助"})
_WAYS = ("方式", "形式", "途径", "渠道", "手段", "系统", "平台", "方法", "机制", "模式")
"""Ends of what something is done by, before the verb that tells what was done."""


def without_course(words: list[Token]) -> list[Token]:
    """Return the words without a way named by its ends (审批时限|从立项到施工|缩短至)."""
    for at, word in enumerate(words):
        if word.text in ("从", "由"):
            return words[:at] if at and _is_course(words[at - 1], words[at:]) else words
    return words


def _is_course(before: Token, words: list[Token]) -> bool:
    """Whether the words from 从 on name both ends of a way, and neither a time nor a value."""
    ended = any(word.text in ("到", "至") for word in words)
    return before.kind == NOUN and ended and all(word.kind not in (TIME, NUMBER) for word in words)


_GOALS = ("目标", "目标数", "任务", "任务数")
"""Ends of what a share is reckoned by without 的 (完成全年目标数|65%)."""
_PLANNED = ("任务", "计划", "预算", "目标")
_SET = frozenset({"下达", "确定", "安排", "分解"})
"""Verbs that say who set a goal (完成市里|下达|目标的9%)."""


def without_yardstick(words: list[Token]) -> list[Token]:
    """Return the words without what a share is reckoned by, with its verb (道路建设完成|总进度的97%)."""
    if "".join(word.text for word in words[-2:]).endswith(_GOALS):
        verb = next((at for at, word in enumerate(words) if word.text in ("完成", "实现")), -1)
        return words[:verb] if verb >= 0 else words
    if not words or words[-1].kind != OF:
        return words
    plan = "".join(word.text for word in words[1:-1]).removesuffix("数")
    if words[0].text in ("为", "是", "占") and plan.endswith(_PLANNED):
        return []  # 预算收入9亿元,为|调整预算数的98%
    verb = next((at for at in range(len(words) - 1, -1, -1) if words[at].kind in (ACTION, LEVEL)), -1)
    yardstick = "".join(word.text for word in words[verb + 1 : -1])
    if verb > 0 and words[verb].text in _SET:
        verb = next((at for at in range(verb) if words[at].text in ("完成", "占", "达到", "为")), verb)
    if verb < 0 or not yardstick.endswith(context("yardstick")):
        return words
    if yardstick.endswith(_PLANNED) and verb + 1 < len(words) - 1 and words[verb].text[0] not in "占为是":
        return words[verb + 1 : -1]  # what is fulfilled is measured (完成|年度目标任务|的84%)
    return words[:verb]


_RIVALS = ("城市", "园区", "县", "区", "市", "省", "省份", "企业", "学校", "单位")
"""How those end among whom a rank is one (增速在全省园区中居第二)."""
_WIDE = frozenset("全球 世界 亚洲 国内 东部 中部 西部".split())
"""Areas that a rank is within, right before it (产量|全球|第三)."""
_WINNING = frozenset({"获", "获得", "荣获", "取得", "夺得"})
"""Verbs whose object tells in what a rank is one (获|月赛|第二名)."""


def ranked_words(tokens: list[Token]) -> list[Token]:
    """Return the words left of a rank before the verb and the area of ranking (增速 居全省第二)."""
    for index, token in enumerate(tokens):
        placed = token.text == "排位" and index and tokens[index - 1].text in context_set("generic_measure")
        if placed or token.text in context_set("rank_verb"):
            won = _contest(tokens[index + 1 :]) if token.text in _WINNING else []
            tokens = won or tokens[:index]
            break
    words = [token.text for token in tokens]
    if words[-1:] == ["中"] and "在" in words and words[-2].endswith(_RIVALS):
        return tokens[: words.index("在")]
    return tokens[:-1] if len(words) > 1 and words[-1] in _WIDE else tokens


def _contest(words: list[Token]) -> list[Token]:
    """The words for the contest that a rank was won in, the last of a list; none for those it is among."""
    last = max((at for at, word in enumerate(words) if word.kind == LIST), default=-1) + 1
    while last < len(words) and words[last].kind == SUBJECT:
        last += 1
    named = last < len(words) and all(word.kind == NOUN for word in words[last:])
    return words[last:] if named and not words[-1].text.endswith(_RIVALS) else []
