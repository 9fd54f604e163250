"""Tell what is achieved over a period from what there is: by the head of the thing measured, by its verb."""

from __future__ import annotations

import re
from functools import lru_cache

from govgraph.loaders.figures.sentences import Figure
from govgraph.loaders.figures.tokens import ACTION, DUAL, EVENT, FUNCTION, GOVERNOR, LIST, OF, VERB, Token
from govgraph.loaders.lexicon import context_pattern, context_set

_EACH = re.compile("人均(?!数)|户均|亩均|月均|生均")
LINKING = frozenset({"完成", "实现"})
"""Verbs that say of a flow that it came about, and of a state that it is there."""


@lru_cache(maxsize=4096)
def is_state(phrase: str) -> bool:
    """Return whether a thing measured is a state by its head (覆盖率, 总量), whatever the verb."""
    if phrase.endswith("容量"):
        return False
    return bool(_EACH.search(phrase) or context_pattern("state_head", "", "$").search(phrase))


@lru_cache(maxsize=4096)
def is_flow(phrase: str) -> bool:
    """Return whether a thing measured is spent or done over a period by its head (投资, 培训)."""
    return bool(context_pattern("flow_head", "", "$").search(phrase))


def is_stock(phrase: str, verb: Token | None) -> bool:
    """Return whether a thing measured is what there is (在库项目) or is planned (总投资)."""
    if context_pattern("stock_modifier").match(phrase):
        return True
    finished = verb is not None and verb.text in LINKING
    return not finished and bool(context_pattern("stock_head", "", "$").search(phrase))


def comes_about(figure: Figure) -> bool:
    """Return whether the counted themselves come about by the verb behind them (6个项目全部竣工).

    A verb with an object of its own (12个村实现全覆盖, 90名党员开展活动) only says what they do.
    """
    words = list(figure.right)
    if any(token.text == "在" for token in figure.left):
        return False
    if any(word.text == "完成" for word in words[1 : -1 if figure.followed else None]):
        return True
    if figure.followed:
        stop = next((index for index, word in enumerate(words) if word.kind == LIST), len(words))
        if stop == len(words) and words and words[-1].kind in (ACTION, DUAL, EVENT):
            return False
        words = words[:stop]
    return _come_about(words)


def _come_about(words: list[Token]) -> bool:
    for index, word in enumerate(words):
        if word.kind == OF and index:
            described = any(token.kind in (VERB, ACTION) for token in words[:index])
            return described and _come_about(words[index + 1 :])
        if index and (word.text in context_set("gain_verb") or word.text in ("完成", "建成")):
            return True
        achieved = word.text == "实现"
        verbal = word.kind in (ACTION, EVENT, DUAL) or word.text in context_set("outcome_verb")
        if not achieved and (not verbal or (index == 0 and word.kind != EVENT)):
            continue
        light = (FUNCTION, ACTION, EVENT, DUAL, LIST, *([VERB, GOVERNOR] if achieved else []))
        outcome = words[-1].text in context_set("outcome_verb")
        if outcome or all(token.kind in light or token.text == "全" for token in words[index + 1 :]):
            return achieved or word.kind != DUAL or outcome or word.text in context_set("outcome_verb")
    return False
