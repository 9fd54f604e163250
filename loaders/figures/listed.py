"""Lists of things measured: their members, each a phrase of its own (粮食、棉花产量 → 粮食产量、棉花产量)."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.loaders.figures.phrases import Phrase
from govgraph.loaders.figures.tokens import LIST, VERB, Token
from govgraph.loaders.lexicon import context


def list_parts(tokens: list[Token], phrase: Phrase) -> list[Phrase]:
    """Return the members of a coordinated phrase (甲、乙和丙), in order; short ones share the last head."""
    groups = split_list([token for token in tokens if phrase.start <= token.start < phrase.end])
    parts: list[Phrase] = []
    for group in groups:
        shared = None
        whole = _is_whole(group, groups[-1]) or _is_object(tokens, group)
        if group is not groups[-1] and not whole and len(groups[-1]) > 1 and groups[-1][-1].text in _VALUES:
            shared = (_trade_from(group, groups[-1]), groups[-1][-1].end)
        elif len(groups[-1]) > len(group) and len(group) < 3 and not whole:
            head = min(_shared_from(group, groups[-1]), len(groups[-1]) - 1)
            if len(groups[-1][head].text) == 1 and groups[-1][head - 1].kind == VERB:
                head -= 1  # 参保|率
            if group[-1].text.endswith(groups[-1][head].text) and head + 1 < len(groups[-1]):
                head += 1  # 新兴产业和高技术|产业|增加值
            shared = (groups[-1][head].start, groups[-1][-1].end)
        parts.append(Phrase(group[0].start, group[-1].end, shared))
    return parts


def split_list(tokens: Iterable[Token]) -> list[list[Token]]:
    """Return the words of each member of a list, in order; of two signs side by side nothing is a member."""
    members: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == LIST:
            members.append([])
        else:
            members[-1].append(token)
    return [member for member in members if member]


_VALUES = frozenset("增加值 总产值 产值 产量 销售额 零售额 营业收入 主营业务收入 利润 用电量".split())
"""Heads of the values of trades and goods, which each member of a list has."""
_TRADES = ("产业", "行业", "企业", "产业链", "全产业链")


def _trade_from(group: list[Token], last: list[Token]) -> int:
    """Where the value begins that a list ends in, with 产业 where a member lacks it (化工|产业增加值)."""
    trade = len(last) > 2 and last[-2].text in _TRADES and not group[-1].text.endswith("业")
    return last[-2 if trade else -1].start


def _shared_from(group: list[Token], last: list[Token]) -> int:
    """Where the head begins that the last member of a list carries for a shorter one."""
    for index, token in enumerate(last[:-1]):
        alike = len(token.text) > 2 and token.text[-2:] == group[-1].text[-2:]
        paired = len(token.text) == len(group[-1].text) == 2 and token.text[-1] == group[-1].text[-1]
        if token.text == group[-1].text or alike or paired:  # 货物进口、出口|通关时间
            return index + 1
    return len(group)


def _is_object(tokens: list[Token], group: list[Token]) -> bool:
    """Whether the first member is the object of a verb (接待|游客和旅游收入), and lacks no head."""
    at = tokens.index(group[0])
    return at > 0 and tokens[at - 1].text in _DONE_TO


_DONE_TO = frozenset({"接待", "吸引"})


def _is_whole(group: list[Token], last: list[Token]) -> bool:
    """Whether a member of a list needs no head from the last one: it has one, or begins alike."""
    if group[-1].text.endswith(last[-1].text) or group[0].text == last[0].text:
        return True
    return group[-1].text.endswith(context("state_head"))
