"""Figures: numbers with the words, times and marks around them, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from govgraph.loaders.figures.numbers import LeftOut, Number, Protected, find_numbers
from govgraph.loaders.figures.periods import Time, find_times
from govgraph.loaders.figures.tokens import (
    ASIDE,
    DOWN,
    LIST,
    NOUN,
    NUMBER,
    OF,
    STOP,
    TIME,
    UP,
    Token,
    tokenize,
)
from govgraph.ontology.records import Block, BlockKind, Document, Span

_QUOTED = re.compile(r"“([^“”。!?;]{1,30})”|《[^《》]{1,60}》")
_LIST_NUMBER = re.compile(
    r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、.](?!\d)|[)])|[一二三四五六七八九十]{1,2}是"
)
_COMPARATIVES = {"多": UP, "高": UP, "快": UP, "少": DOWN, "低": DOWN, "慢": DOWN}
_BREAKS = frozenset(",;:()。!?【】[]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its sentence: the words left of it back to the last break or number, and right of it."""

    number: Number
    block: Block
    sentence: Span
    left: tuple[Token, ...]
    right: tuple[Token, ...]
    adjoins: bool
    """Whether the words left of it begin at another number of the same clause."""
    followed: bool
    """Whether the words right of it end at another number of the same clause."""
    clause: int
    """Offset where the clause begins (after the last comma, semicolon, colon or bracket)."""
    clause_at: int
    """Index in the sentence's words where the clause begins."""
    at: int
    """Index in the sentence's words of the number itself."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words, times and figures."""

    span: Span
    text: str
    """The sentence in the folded text."""
    block: Block
    tokens: tuple[Token, ...]
    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...]


def read_sentences(document: Document, folded: str) -> Iterator[Sentence]:
    """Yield the sentences of body and headings that hold numbers or times."""
    blocks = [block for block in document.blocks if block.kind in (BlockKind.BODY, BlockKind.HEADING)]
    position = 0
    for span in document.sentences:
        while position + 1 < len(blocks) and blocks[position].span.end <= span.start:
            position += 1
        yield _read(folded, span, blocks[position])


def _read(folded: str, span: Span, block: Block) -> Sentence:
    times = tuple(find_times(folded, span.start, span.end))
    shields = [Protected(time.start, time.end, "time") for time in times]
    shields += [
        Protected(match.start(), match.end(), "name")
        for match in _QUOTED.finditer(folded, span.start, span.end)
        if not _is_speech(match.group())
    ]
    if span.start == block.span.start and (listed := _LIST_NUMBER.match(folded, span.start, span.end)):
        shields.append(Protected(listed.start(), listed.end(), "list number"))
    numbers: list[Number] = []
    left_out: list[LeftOut] = []
    for found in find_numbers(folded, span.start, span.end, shields):
        if isinstance(found, Number):
            numbers.append(found)
        else:
            left_out.append(found)
    if not numbers:
        return Sentence(span, folded[span.start : span.end], block, (), times, (), tuple(left_out))
    tokens = _tokens(folded, span, times, numbers)
    figures = tuple(_figures(numbers, span, block, tokens))
    return Sentence(
        span, folded[span.start : span.end], block, tuple(tokens), times, figures, tuple(left_out)
    )


def _is_speech(quoted: str) -> bool:
    """Whether a quotation is running text with a figure of its own, and no name."""
    return "," in quoted and bool(re.search(r"\d(?:%|万|亿)", quoted))


def _tokens(folded: str, span: Span, times: tuple[Time, ...], numbers: list[Number]) -> list[Token]:
    """Words of a sentence; each time expression and each number with its unit is one word."""
    marks = [(time.start, time.end, NOUN if time.kind == "duration" else TIME) for time in times]
    taken = [(time.start, time.end) for time in times] + [(number.start, number.end) for number in numbers]
    marks += [
        (match.start(), match.end(), NOUN)
        for match in _QUOTED.finditer(folded, span.start, span.end)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    marks += [(number.start, number.end, NUMBER) for number in numbers]
    tokens: list[Token] = []
    position = span.start
    for start, end, kind in sorted(marks):
        if start < position:
            continue
        tokens.extend(tokenize(folded, position, start, kind == TIME))
        tokens.append(Token(start, end, folded[start:end], kind))
        position = end
    tokens.extend(tokenize(folded, position, span.end))
    asides = _asides(tokens)
    tokens = _compared(tokens)
    return [
        Token(token.start, token.end, token.text, ASIDE if index in asides else STOP)
        if token.text in _BREAKS or index in asides
        else token
        for index, token in enumerate(tokens)
    ]


def _compared(tokens: list[Token]) -> list[Token]:
    """Mark 多, 少, 高, 低 between a comparison and a number as changes (比去年多3000个)."""
    marked = list(tokens)
    for index, token in enumerate(tokens[:-1]):
        if token.text in _COMPARATIVES and tokens[index + 1].kind == NUMBER:
            clause = [word.text for word in tokens[max(0, index - 8) : index]]
            if "比" in clause or "较" in clause:
                marked[index] = replace(token, kind=_COMPARATIVES[token.text])
    return marked


def _asides(tokens: list[Token]) -> set[int]:
    """Indexes of the words of a short remark in brackets without a figure: 新建(改造)线路."""
    asides: set[int] = set()
    opened: int | None = None
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "【"):
            opened = index
        elif token.text in (")", "]", "】") and opened is not None:
            inner = tokens[opened + 1 : index]
            if sum(len(word.text) for word in inner) <= 8 and all(word.kind != NUMBER for word in inner):
                asides.update(range(opened, index + 1))
            opened = None
    return asides


def _own_words(left: list[Token], adjoins: bool) -> tuple[Token, ...]:
    """Leave to the number before what its own words begin: 投资2亿元的甲厂、|投资3亿元的乙厂."""
    if adjoins:
        lists = [index for index, token in enumerate(left) if token.text == "、"]
        if lists and lists[-1] > 0:
            return tuple(left[lists[-1] + 1 :])
        if len(left) > 2 and left[0].kind == OF and left[-1].kind == LIST:
            return ()
    return tuple(left)


def _figures(numbers: list[Number], span: Span, block: Block, tokens: list[Token]) -> Iterator[Figure]:
    places = {token.start: index for index, token in enumerate(tokens) if token.kind == NUMBER}
    begins = [0]
    for index, token in enumerate(tokens, start=1):
        begins.append(index if token.kind == STOP else begins[-1])
    for number in numbers:
        at = places[number.start]
        first = at
        while first > 0 and tokens[first - 1].kind not in (STOP, NUMBER):
            first -= 1
        last = at + 1
        while last < len(tokens) and tokens[last].kind not in (STOP, NUMBER):
            last += 1
        adjoins = first > 0 and tokens[first - 1].kind == NUMBER
        clause = begins[at]
        left, right = _own_words(tokens[first:at], adjoins), tuple(tokens[at + 1 : last])
        followed = last < len(tokens) and tokens[last].kind == NUMBER
        yield Figure(number, block, span, left, right, adjoins, followed, tokens[clause].start, clause, at)
