"""The whole name of a thing measured: with the sector, the level or the size that stands before it."""

from __future__ import annotations

from govgraph.loaders.figures.phrases import Phrase, left_phrase
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import CHANGES, FUNCTION, LEVEL, NOUN, SUBJECT, Token
from govgraph.loaders.lexicon import context, context_pattern, context_set
from govgraph.ontology.records import Bound

_QUALITIES = frozenset({"voltage", "temperature"})
_LIMITS = frozenset({Bound.AT_LEAST, Bound.AT_MOST})


def with_subject(folded: str, words: list[Token], left: Phrase) -> Phrase | None:
    """Return an aggregate with the sector before it that a verb sets off: 物流业实现增加值 → 物流业增加值."""
    before = [token for token in words if token.end <= left.start]
    if folded.endswith("贡献率", left.start, left.end) and folded[left.start - 1] == "的":
        return _contributing(before, left)
    if folded[left.start : left.end] not in context_set("aggregate"):
        return None
    if not before or before[-1].text not in ("实现", "完成", "达到"):
        return None
    sector = left_phrase(before)
    if sector is None or folded.endswith("投资", left.start, left.end) and not _is_sector(folded, sector):
        return None
    size = left.end - left.start
    if size >= _ENOUGH and sector.end - sector.start > size:
        return None
    return Phrase(sector.start, sector.end, (left.start, left.end))


_ENOUGH = 4
"""Fewest signs of an aggregate that says enough without a sector longer than itself (营业收入)."""


def _contributing(before: list[Token], left: Phrase) -> Phrase | None:
    """A rate of contribution with what contributes, and to what (投资对经济增长的贡献率)."""
    at = max((index for index, token in enumerate(before) if token.text == "对"), default=0)
    giver = left_phrase(before[:at]) if at else None
    return Phrase(giver.start, left.end) if giver is not None and giver.end == before[at].start else None


def _is_sector(folded: str, sector: Phrase) -> bool:
    """Whether words name those who invest or where, not the projects (第三产业|完成|投资)."""
    return folded.endswith(("业", "经济", "领域", "中直"), sector.start, sector.end)


def bracketed(sentence: Sentence, figure: Figure) -> Phrase | None:
    """Return the noun right before a bracket that only tells how it changed: 汽车(增长7%)."""
    words = sentence.tokens[: figure.at]
    while words and words[-1].kind in CHANGES | {FUNCTION}:
        words = words[:-1]
    if len(words) < 2 or words[-1].text != "(" or len(words) == figure.at or words[-2].kind != NOUN:
        return None
    return left_phrase(words[figure.clause_at if figure.clause_at < len(words) - 1 else 0 : -1])


def with_level(folded: str, sentence: Sentence, figure: Figure, left: Phrase) -> Phrase | None:
    """Return a counted title with its level (创成全国|示范社区3个): it tells two titles apart."""
    if figure.number.kind != "count":
        return None
    before = [token for token in figure.left if token.end <= left.start]
    if not before or before[-1].end != left.start:
        return None
    level = before[-1]
    if level.kind != SUBJECT or level.text.startswith(("该", "我", "全")) and level.text != "全国":
        return None
    titled = context_pattern("title_word").search(folded[left.start : left.end])
    return Phrase(level.start, left.end) if titled or _is_won(sentence, figure, before) else None


def _is_won(sentence: Sentence, figure: Figure, before: list[Token]) -> bool:
    """Whether a verb of winning governs a counted title, or the list that it stands in."""
    words = before[:-1]
    if not words and LEVEL not in figure.kinds:
        words = sentence.tokens[: figure.clause_at]
    for token in reversed(words):
        if token.text == ";" or (before[:-1] and token is not words[-1]):
            return False
        if token.text.endswith(context("win_verb")):
            return True
    return False


def with_modifier(sentence: Sentence, index: int, phrase: Phrase) -> Phrase:
    """Return a phrase with a number that only qualifies its noun: 110千伏以上线路."""
    figure = sentence.figures[index]
    if not figure.adjoins or not index or not figure.left or figure.left[0].start != phrase.start:
        return phrase
    modifier = sentence.figures[index - 1]
    before = modifier.number
    if before.end != phrase.start:
        return phrase
    if before.kind == "money" and before.bound is not Bound.EXACT:
        head = left_phrase(modifier.left)
        return Phrase(head.start if head and head.end == before.start else before.start, phrase.end)
    if before.kind in _QUALITIES or (
        before.kind not in ("count", "ratio", "rank") and before.bound in _LIMITS
    ):
        return Phrase(before.start, phrase.end)
    return phrase
