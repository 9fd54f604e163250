"""What a change is measured against, among the words left of a number: it is not what is measured."""

from __future__ import annotations

from functools import cache

from govgraph.loaders.figures.tokens import CHANGES, TIME, Token
from govgraph.loaders.lexicon import context_set


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
        if token.text in against and any(word.kind in CHANGES for word in tokens[index + 1 :]):
            rest = tokens[index + 1 :]
            reference = next((at for at, word in enumerate(rest) if word.kind in CHANGES), len(rest))
            if token.text in ("和", "与", "同", "跟") and not _is_measured_against(rest[:reference]):
                continue
            return tokens[:index] + rest[reference:]
    return tokens
