"""Figures: numbers with the words, times and marks around them, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.loaders.figures.numbers import LeftOut, Number, Protected, find_numbers
from govgraph.loaders.figures.periods import Time, find_times
from govgraph.loaders.figures.tokens import (
    ACTION,
    ASIDE,
    DOWN,
    DUAL,
    LIST,
    NOUN,
    NUMBER,
    OF,
    PLAN,
    STOP,
    SUBJECT,
    TIME,
    UP,
    Token,
    tokenize,
)
from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.reading.byline import MEDIA
from govgraph.ontology.records import Block, BlockKind, Document, Span

_QUOTED = lazy(r"“([^“”。!?;]{1,30})”|《[^《》]{1,60}》")
_LIST_NUMBER = lazy(
    r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、.](?!\d)|[)])|[一二三四五六七八九十]{1,2}是"
)
_COMPARATIVES = {"多": UP, "高": UP, "快": UP, "少": DOWN, "低": DOWN, "慢": DOWN}
_LONGEST_ASIDE, _LONGEST_PARTS = 8, 24
"""Longest remark in brackets that a noun phrase goes on behind, and longest list of what is included."""
_CLAUSE_ENDS, _BRACKET = re.compile("[,;]"), re.compile(r"[()\[\]【】]")
_TOLD = lazy(r"\d(?:%|[万亿]|平方米|公里|元)")
"""What a figure inside running text looks like."""
_SHORT = 18
"""The longest quotation with two figures that is a name still, in characters."""
_SERVING = frozenset({"为", "给", "帮助", "向"})
_EDGES = frozenset({STOP, NUMBER})


@dataclass(slots=True)
class Figure:
    """A number in its sentence: the words left of it back to the last break or number, and right of it."""

    number: Number
    block: Block
    sentence: Span
    left: list[Token]
    right: list[Token]
    said: frozenset[str]
    """The words left of it, as a set."""
    kinds: frozenset[str]
    """Their classes."""
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


@dataclass(slots=True)
class Sentence:
    """A sentence with its words, times and figures."""

    span: Span
    text: str
    """The sentence in the folded text."""
    block: Block
    tokens: list[Token]
    """Its words up to the end of the clause of its last figure or time."""
    times: tuple[Time, ...]
    figures: list[Figure]
    left_out: list[LeftOut]
    plans: list[int]
    """Indexes of the words of planning."""


def read_sentences(document: Document, folded: str) -> Iterator[Sentence]:
    """Yield the sentences of body and headings that hold numbers or times."""
    blocks = [block for block in document.blocks if block.kind in (BlockKind.BODY, BlockKind.HEADING)]
    position = 0
    for span in document.sentences:
        while position + 1 < len(blocks) and blocks[position].span.end <= span.start:
            position += 1
        yield _read(folded, span, blocks[position])


def _read(folded: str, span: Span, block: Block) -> Sentence:
    start, end = span.start, span.end
    text = folded[start:end]
    times = tuple(find_times(folded, start, end))
    quoted = list(_QUOTED.finditer(folded, start, end)) if "“" in text or "《" in text else []
    shields = [Protected(time.start, time.end, "time") for time in times]
    shields += [
        Protected(match.start(), match.end(), "name") for match in quoted if not _is_speech(match.group())
    ]
    if start == block.span.start and (listed := _LIST_NUMBER.match(folded, start, end)):
        shields.append(Protected(listed.start(), listed.end(), "list number"))
    numbers: list[Number] = []
    left_out: list[LeftOut] = []
    for found in find_numbers(folded, start, end, shields):
        if isinstance(found, Number):
            numbers.append(found)
        else:
            left_out.append(found)
    if not numbers:
        return Sentence(span, text, block, [], times, [], left_out, [])
    tokens = _tokens(folded, span, times, numbers, quoted)
    if "比" in text or "较" in text:
        _mark_compared(tokens)
    if "(" in text or "[" in text or "【" in text:
        _mark_asides(tokens)
    kinds = [token.kind for token in tokens]
    figures = _figures(numbers, span, block, tokens, kinds)
    plans = [at for at, kind in enumerate(kinds) if kind == PLAN] if PLAN in kinds else []
    return Sentence(span, text, block, tokens, times, figures, left_out, plans)


def _is_speech(quoted: str) -> bool:
    """Whether a quotation is running text with a figure of its own, and no name."""
    told = _TOLD.findall(quoted)
    return bool(told) and ("," in quoted or (len(told) > 1 and len(quoted) > _SHORT))


def _tokens(
    folded: str, span: Span, times: tuple[Time, ...], numbers: list[Number], quoted: list[re.Match[str]]
) -> list[Token]:
    """Words of a sentence; each time expression and each number with its unit is one word."""
    marks = [(time.start, time.end, NOUN if time.kind == "duration" else TIME) for time in times]
    marks += [(number.start, number.end, NUMBER) for number in numbers]
    marks += [
        (match.start(), match.end(), NOUN)
        for match in quoted
        if not any(start < match.end() and match.start() < end for start, end, _ in marks)
    ]
    tokens: list[Token] = []
    dateline = _DATELINE.match(folded, span.start, span.end)
    position = dateline.end() if dateline is not None else span.start
    for start, end, kind in sorted(marks):
        if start < position:
            continue
        compared = kind == TIME and not folded.startswith("连续", start)  # 占比|连续五年: no comparison
        tokens += tokenize(folded, position, start, compared)
        tokens.append(Token(start, end, folded[start:end], kind))
        position = end
    tokens += tokenize(folded, position, _end_of_clause(folded, position, span.end))
    return tokens


_DATELINE = lazy(
    rf"(?:本[报网刊台站]|{HAN}{{2,12}}(?:{MEDIA}))"
    r"[^,。;\n]{0,24}?[讯电][ :]+(?:\([^()]{0,40}\))?[ ,]*"
)
"""How a news text opens, which measures nothing (本报讯 某镇投入…)."""


def _end_of_clause(folded: str, start: int, end: int) -> int:
    """Where the clause ends that goes on at `start`, with its comma, if no bracket follows before `end`."""
    comma = _CLAUSE_ENDS.search(folded, start, end)
    return comma.end() if comma and not _BRACKET.search(folded, start, end) else end


def _mark_compared(tokens: list[Token]) -> None:
    """Mark 多, 少, 高, 低 between a comparison and a number as changes (比去年多3000个)."""
    for index, token in enumerate(tokens[:-1]):
        if token.text in _COMPARATIVES and tokens[index + 1].kind == NUMBER:
            clause = [word.text for word in tokens[max(0, index - 8) : index]]
            if clause[-1:] == ["分别"]:
                clause = [word.text for word in tokens[max(0, index - 20) : index]]
            if "比" in clause or "较" in clause:
                token.kind = _COMPARATIVES[token.text]


def _mark_asides(tokens: list[Token]) -> None:
    """Mark the words of a short remark in brackets without a figure (新建(改造)线路), the marks of (8座)."""
    opened: int | None = None
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "【"):
            opened = index
        elif token.text in (")", "]", "】") and opened is not None:
            inner = tokens[opened + 1 : index]
            including = bool(inner) and inner[0].text in ("含", "包括", "包含", "不含", "不包括")
            most = _LONGEST_PARTS if including else _LONGEST_ASIDE
            if len(inner) == 1 and opened and tokens[opened - 1].kind == NOUN and inner[0].kind == NUMBER:
                tokens[opened].kind = token.kind = ASIDE
            elif len(inner) == 1 and inner[0].text.isdecimal() and len(inner[0].text) < 3:
                tokens[opened].kind = inner[0].kind = token.kind = ASIDE  # a note: 10条(9)竣工
            elif sum(len(word.text) for word in inner) <= most and all(word.kind != NUMBER for word in inner):
                for word in tokens[opened : index + 1]:
                    word.kind = ASIDE
            opened = None


def _remark(tokens: list[Token], closed: int) -> int:
    """Where a remark in brackets opens that parts a thing from its number (项目(含8个新建)|20个), or 0."""
    opened = next((at for at in range(closed, 0, -1) if tokens[at].text == "("), 0)
    return opened if tokens[opened - 1].kind not in _EDGES else 0


def _own_words(left: list[Token]) -> list[Token]:
    """Leave to the number before what its own words begin: 投资2亿元的甲厂、|投资3亿元的乙厂."""
    lists = [index for index, token in enumerate(left) if token.text == "、"]
    if lists and lists[-1] > 0:
        return left[lists[-1] + 1 :]
    if len(left) > 2 and left[0].kind == OF and left[-1].kind == LIST:
        return []
    return left


def _done_for(left: list[Token]) -> list[Token]:
    """Leave out those that something is done for (为15名|患癌妇女|争取救助金|15万元)."""
    verb = next((at for at, token in enumerate(left[:-1]) if at and token.kind in (DUAL, ACTION)), 0)
    return left[verb:] if all(token.kind == NOUN for token in left[:verb]) else left


def _figures(
    numbers: list[Number], span: Span, block: Block, tokens: list[Token], kinds: list[str]
) -> list[Figure]:
    """Return the numbers with the words between the stops and numbers on their left and right."""
    by_start = {number.start: number for number in numbers}
    edges = [-1, *[at for at, kind in enumerate(kinds) if kind in _EDGES], len(tokens)]
    clause = 0
    found: list[Figure] = []
    for before, at, behind in zip(edges, edges[1:], edges[2:], strict=False):
        if kinds[at] == STOP:
            clause = at + 1
            continue
        words = tokens[before + 1 : at]
        if before > 0 and tokens[before].text == ")" and (opened := _remark(tokens, before)):
            before = max(edge for edge in edges if edge < opened)
            words, clause = tokens[before + 1 : opened] + words, before + 1
        if words and words[0].kind == ASIDE and words[0].text == ")":
            words = words[1:]
        adjoins = before >= 0 and kinds[before] == NUMBER
        followed = behind < len(tokens) and kinds[behind] == NUMBER
        left, right = _own_words(words) if adjoins else words, tokens[at + 1 : behind]
        served = before - 1 - (before > 1 and tokens[before - 1].kind == SUBJECT)
        if adjoins and before and tokens[served].text in _SERVING:
            left = _done_for(left)
        said, classes = frozenset([token.text for token in left]), frozenset([token.kind for token in left])
        number = by_start[tokens[at].start]
        start = tokens[clause].start
        found.append(
            Figure(number, block, span, left, right, said, classes, adjoins, followed, start, clause, at)
        )
    return found
