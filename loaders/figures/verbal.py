"""What a verb before a noun does: governs it, modifies it, or is part of it."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.loaders.figures.tokens import (
    ACTION,
    DUAL,
    FUNCTION,
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
)
from govgraph.loaders.lexicon import context_set

BEGINNERS = frozenset({FUNCTION, SUBJECT, STOP, TIME, NUMBER, PLAN})
"""Classes of words that a phrase may begin behind."""
_SUFFIXES = "率量额区度值数户人期费款物品点面线站室所院馆园场厂队班店网库林牌校车权证案品带群链仓棚类业式型"
_ATTRIBUTIVE = frozenset({"服务", "管理", "发展", "生产", "研发", "就业", "教育", "建设"})
"""Verbs that oftener stand before a noun as its modifier than as its governor."""


def serves(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a verb says what is done for somebody named before it (为群众|节省|药费)."""
    if tokens[index].kind not in (DUAL, VERB) or index < 2:
        return False
    at = index - 1
    while at > 0 and tokens[at].kind in (NOUN, NUMBER, OF, SUBJECT):
        at -= 1
    return at < index - 1 and tokens[at].text in ("为", "给", "帮助", "替", "向")


def modifies_verbal(tokens: list[Token], first: int) -> bool:
    """Return whether a verb belongs to a phrase that another verb ends as its head (退化|湿地修复)."""
    verbal = tokens[-1].kind == DUAL and tokens[first].kind == NOUN
    return verbal and tokens[first - 1].kind == VERB and len(tokens[first - 1].text) > 1


def in_series(tokens: list[Token], first: int) -> bool:
    """Return whether two verbs in a row stand before their object (协调处理|纠纷), not before its name."""
    if first < 2 or tokens[first].kind != NOUN or tokens[first - 1].kind != DUAL:
        return False
    if tokens[first - 1].text in _ATTRIBUTIVE:
        return False
    if tokens[first - 2].kind not in (DUAL, VERB) and not _builds(tokens[: first - 1]):
        return False
    if short_head(tokens, first) or "".join(token.text for token in tokens[first:]) in context_set("carrier"):
        return False
    before = tokens[first - 3] if first > 2 else None
    opens = tokens[first - 4] if first > 3 else None
    return before is None or before.kind in BEGINNERS or (opens is not None and opens.text == "该")


def _builds(tokens: Sequence[Token]) -> bool:
    """Whether words end in a verb of building, which another in a row goes on with (新建、|改造管网)."""
    last = tokens[-2] if len(tokens) > 1 and tokens[-1].kind == LIST else tokens[-1]
    return last.kind == ACTION and last.text[0] in "新改扩建修" and not last.text.endswith("工")


def inside_noun(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a governing word is part of a noun here: 建成 in 建成区, 供应 in 供应量."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    token = tokens[index]
    if after is None or token.kind in (STOP, TIME, NUMBER, SUBJECT):
        return False
    if token.text in context_set("intransitive") and after.kind in (NOUN, DUAL):
        return True
    if index + 2 == len(tokens) and len(token.text) == 1 and len(after.text) <= 2 and token.kind == VERB:
        return True
    return len(after.text) == 1 and after.text in _SUFFIXES and token.kind != FUNCTION


def short_head(tokens: list[Token], first: int) -> bool:
    """Return whether the words from `first` on are a noun too short to stand without its verb."""
    text = "".join(token.text for token in tokens[first:])
    return text in context_set("short_head")
