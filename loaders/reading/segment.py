"""Divide labelled lines into sections, paragraphs and sentences."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.reading.clean import NUMBERED_HEADING, LabelledLine
from govgraph.ontology.records import Block, BlockKind, Section, Span

_SENTENCE = lazy(r"[^。!?]+(?:[。!?]+[”’)》】\]]*)*|[。!?]+[”’)》】\]]*")
_LEAD = lazy(
    r"(?:[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}(?:[、.]|是)|[—]{1,2}|第[一二三四五六七八九十]{1,3}[,、])[^。;!]{4,60}[。;!]"
)
_NUMBER = lazy(NUMBERED_HEADING.pattern + r"|^[一二三四五六七八九十]{1,3}是|^—+")

_REACH = 2000
"""Characters of the longest sentence that is kept whole; those of real reports have a few hundred."""


class Segments(NamedTuple):
    """The parts of a text, in order."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Span, ...]


def segment(folded: str, labelled: list[LabelledLine]) -> Segments:
    """Return blocks, sections and sentences of a folded text whose lines are labelled.

    A heading opens a section; so does a body line that begins with a numbered leading sentence.
    A section ends where the next begins, and the last one with the text.
    """
    blocks: list[Block] = []
    sentences: list[Span] = []
    opened: list[tuple[int, str]] = [(0, "")]
    paragraph = 0
    for item in labelled:
        line, number = item.line, 0
        if item.kind is BlockKind.HEADING:
            opened.append((line.start, heading_title(line.text)))
        elif item.kind is BlockKind.BODY:
            paragraph += 1
            number = paragraph
            if lead := _LEAD.match(line.text):
                opened.append((line.start, heading_title(lead.group())))
        blocks.append(Block(Span(line.start, line.end), item.kind, len(opened) - 1, number, item.reason))
        if item.kind in (BlockKind.HEADING, BlockKind.BODY):
            sentences.extend(split_sentences(folded, line.start, line.end))
    ends = [start for start, _ in opened[1:]] + [len(folded)]
    sections = [
        Section(number, title, Span(start, end))
        for number, ((start, title), end) in enumerate(zip(opened, ends, strict=True))
    ]
    return Segments(tuple(blocks), tuple(sections), tuple(sentences))


def heading_title(line: str) -> str:
    """Return a heading without its number and closing stop."""
    return _NUMBER.sub("", line, count=1).strip(" 。;!:,、")


def split_sentences(folded: str, start: int, end: int) -> list[Span]:
    """Return the sentences between two offsets; a stop inside brackets or short quotes ends none."""
    spans: list[Span] = []
    opened = start
    for match in _SENTENCE.finditer(folded, start, end):
        stop = match.end()
        piece = folded[opened:stop]
        stripped = piece.strip()
        if stop < end and _is_open(piece, stripped):
            continue
        if stripped:
            first = opened + piece.index(stripped)
            spans += _in_reach(folded, first, first + len(stripped))
        opened = stop
    return spans


def _in_reach(folded: str, start: int, end: int) -> list[Span]:
    """Cut a run-on sentence of more than `_REACH` characters after a comma, to keep rules in bounds."""
    spans: list[Span] = []
    while end - start > _REACH:
        cut = max(folded.rfind(mark, start + 1, start + _REACH) for mark in ",;、") + 1 or start + _REACH
        spans.append(Span(start, cut))
        start = cut
    spans.append(Span(start, end))
    return spans


def _is_open(piece: str, stripped: str) -> bool:
    """Whether a bracket or quotation mark is still open, or a remark in brackets has just been closed."""
    if piece.endswith(")") and not stripped.startswith("("):
        return True
    tail = piece[-80:]
    return (
        tail.rfind("(") > tail.rfind(")")
        or tail.rfind("“") > tail.rfind("”")
        or tail.rfind("《") > tail.rfind("》")
    )
