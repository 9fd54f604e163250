"""Tie figures of a sentence to one another: starting values, changes, parts and subsets."""

from __future__ import annotations

from govgraph.loaders.figures import Figure, Sentence
from govgraph.loaders.tokens import STOP

_FROM = frozenset({"由", "从"})
_TO = ("至", "到", "为", "成")
_REACH = 36
"""Longest way from a starting value to its end value, in characters."""


def baseline_pairs(sentence: Sentence) -> dict[int, int]:
    """Return, by index, the figure each starting value (由A降至B) belongs to."""
    pairs: dict[int, int] = {}
    figures = sentence.figures
    for index, (first, second) in enumerate(zip(figures, figures[1:], strict=False)):
        if index in pairs.values() and not any(token.text in _FROM for token in first.left):
            continue
        if not _starts_range(first) or second.number.start - first.number.end > _REACH:
            continue
        if first.number.unit != second.number.unit and first.number.unit and second.number.unit:
            continue
        between = [token for token in sentence.tokens if first.number.end <= token.start < second.number.start]
        if any(token.text.endswith(_TO) for token in between):
            pairs[index] = index + 1
    return pairs


def starting_times(sentence: Sentence, pairs: dict[int, int]) -> frozenset[int]:
    """Return where the time expressions of starting values begin (从上年的45%提高到48%)."""
    starts: set[int] = set()
    for index in pairs:
        words = sentence.figures[index].left
        for before, token in zip((None, *words), words, strict=False):
            from_word = before is not None and before.text in _FROM
            if token.kind == "time" and (from_word or token.text.startswith(("从", "由"))):
                starts.add(token.start)
    return frozenset(starts)


def _starts_range(figure: Figure) -> bool:
    """Whether 由 or 从 stands left of the number, near enough to mean it."""
    near = [token for token in figure.left if token.kind != STOP][-6:]
    return any(token.text in _FROM or token.text.startswith(("从", "由")) and token.kind == "time" for token in near)


def subset_heads(sentence: Sentence) -> dict[int, int]:
    """Return, by index, the figure that each figure after 其中, or inside brackets, is a part of."""
    heads: dict[int, int] = {}
    within = [token.start for token in sentence.tokens if token.text == "其中"]
    opened = [token.start for token in sentence.tokens if token.text == "("]
    closed = [token.start for token in sentence.tokens if token.text == ")"]
    for index, figure in enumerate(sentence.figures):
        position = figure.number.start
        marks = [start for start in within if start < position]
        bracket = [start for start in opened if start < position and not any(start < end < position for end in closed)]
        if not marks and not bracket:
            continue
        mark = max(marks + bracket)
        earlier = [at for at in range(index) if sentence.figures[at].number.start < mark]
        alike = [at for at in earlier if sentence.figures[at].number.unit == figure.number.unit]
        if alike and figure.number.kind not in ("ratio", "rank") and figure.number.unit != "%":
            heads[index] = alike[-1]
    return heads


def is_exhaustive(sentence: Sentence, heads: dict[int, int], whole: int) -> bool:
    """Return whether the parts of a figure add up to it."""
    parts = [sentence.figures[index].number.value for index, head in heads.items() if head == whole]
    return len(parts) > 1 and sum(parts) == sentence.figures[whole].number.value
