"""Breaks inside sentences: lines cut to one width, and the blanks that a page leaves in the middle of words.

A text taken from a page (copied from a PDF, typed into a mail, recognised from a picture) has them. It is
stored as it came; what is read is a copy without them, and all offsets lead back to the stored text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.reading.content import width
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.reading.rows import SLACK, Row, full_width, going_on
from govgraph.loaders.reading.script import reading_text
from govgraph.ontology.records import Document, Evidence, Extraction, Span

_LEAST = 5
"""Fewest full lines that tell that a text is cut to one width."""
_NARROWEST, _WIDEST = 15, 60
"""Ems of a full line of a page."""
_PROSE = lazy("[,。;]")
_OPEN = lazy(r"[\w、“(《+-]$")
"""The last sign of a line that ends no sentence."""
_LATIN = lazy(r"[A-Za-z,;]$")
_BLANK = lazy(rf" (?<={HAN} )(?<! . )(?={HAN}(?! ))")
"""A blank between Chinese signs, but not of those that are spaced out (报 告)."""
_PEOPLE = lazy(r"(?:记者|通讯员|作者|摄影|编辑|来源|单位)[^,。;]*$")
"""What stands before names that blanks part."""
_SHORTEST = 20
"""A shorter line is no prose, in signs."""
_REACH = 4
"""How many signs on each side of a blank tell whether it tears a word."""
_TORN = 3
"""Fewest torn words that tell that the blanks of a text part none."""


class Breaks:
    """The stretches of a stored text that reading leaves out, and the ways there and back."""

    def __init__(self, gaps: list[Span]) -> None:
        """`gaps` are in order and do not touch."""
        self._starts = [gap.start for gap in gaps]
        self._ends = [gap.end for gap in gaps]
        self._left_out = [0, *accumulate(gap.end - gap.start for gap in gaps)]
        self._at = [start - left for start, left in zip(self._starts, self._left_out, strict=False)]

    def without(self, text: str) -> str:
        """Return a text of the stored length without the gaps; a line end right before one is a blank."""
        pieces = [text[start:end] for start, end in zip([0, *self._ends], self._starts, strict=False)]
        pieces = [piece[:-1] + " " if piece.endswith("\n") else piece for piece in pieces]
        return "".join([*pieces, text[self._ends[-1] :]])

    def inside(self, span: Span) -> Span:
        """Return where a stretch of the stored text stands in the copy."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return Span(span.start - self._left_out[first], span.end - self._left_out[last])

    def stored(self, span: Span) -> Span:
        """Return where a stretch of the copy stands in the stored text."""
        first, last = bisect_right(self._at, span.start), bisect_left(self._at, span.end)
        return Span(span.start + self._left_out[first], span.end + self._left_out[last])

    def copy(self, document: Document) -> Document:
        """Return what is read in place of a stored document."""
        return _placed(replace(document, text=self.without(document.text)), self.inside)

    def placed(self, document: Document) -> Document:
        """Return a stored document whose parts were told on the copy."""
        return _placed(document, self.stored)


@lru_cache(maxsize=2)  # asked of a text by its reader and by its extractor
def breaks_of(text: str) -> Breaks | None:
    """Return the breaks inside the sentences of a stored text, or None, as of most."""
    folded = fold(reading_text(text))
    gaps = [*_cut_lines(folded), *_torn_words(folded)]
    return Breaks(sorted(gaps)) if gaps else None


def as_stored(extraction: Extraction, document: Document, breaks: Breaks) -> Extraction:
    """Return records that were read on a copy without `breaks`, with offsets and quotes of the `document`."""
    text = document.text

    def stored(evidence: Evidence) -> Evidence:
        span = breaks.stored(evidence.span)
        quote = text[span.start : span.end]
        return evidence._replace(span=span, quote=quote, sentence=breaks.stored(evidence.sentence))

    ignored = (replace(one, span=breaks.stored(one.span)) for one in extraction.ignored)
    return replace(
        extraction,
        document=document,
        measurements=tuple(replace(m, evidence=stored(m.evidence)) for m in extraction.measurements),
        things=tuple(replace(t, mentions=tuple(map(stored, t.mentions))) for t in extraction.things),
        relations=tuple(replace(r, evidence=stored(r.evidence)) for r in extraction.relations),
        ignored=tuple(replace(one, quote=text[one.span.start : one.span.end]) for one in ignored),
        refused=tuple(replace(one, near=breaks.stored(one.near)) for one in extraction.refused),
    )


def _placed(document: Document, at: Callable[[Span], Span]) -> Document:
    """A document whose parts stand elsewhere."""
    return replace(
        document,
        blocks=tuple(replace(block, span=at(block.span)) for block in document.blocks),
        sections=tuple(replace(section, span=at(section.span)) for section in document.sections),
        sentences=tuple(map(at, document.sentences)),
    )


def _cut_lines(folded: str) -> Iterator[Span]:
    """Yield what stands between two lines of one paragraph, if the lines of the text are cut to one width."""
    lines = folded.split("\n")
    if len(lines) < _LEAST or sorted(map(len, lines))[len(lines) * 9 // 10] > 2 * _WIDEST:
        return  # as most texts
    rows: list[Row] = []
    spans: list[Span] = []
    gap, start = False, 0
    for line in lines:
        if words := line.strip():
            indent = len(line) - len(line.lstrip())
            rows.append(Row(words, indent, gap))
            spans.append(Span(start + indent, start + indent + len(words)))
        gap = not words
        start += len(line) + 1
    if not _is_cut(rows):
        return
    for index, goes_on in enumerate(going_on([rows])):
        if goes_on:
            before, here = spans[index - 1], spans[index]
            latin = _LATIN.search(rows[index - 1].text) and rows[index].text[0].isascii()
            yield Span(before.end + bool(latin), here.start)


def _is_cut(rows: list[Row]) -> bool:
    """Whether the lines of a text are cut to one width: many full ones, most of them within a sentence."""
    full = full_width(rows)
    wide = [row.text for row in rows if width(row.text) >= full - SLACK and _PROSE.search(row.text)]
    beyond = sum(1 for text in wide if width(text) > full + SLACK)
    parted = sum(1 for text in wide if _OPEN.search(text))
    told = len(wide) >= _LEAST and 2 * parted >= len(wide) and 10 * beyond <= len(wide)
    return told and _NARROWEST <= full <= _WIDEST


def _torn_words(folded: str) -> Iterator[Span]:
    """Yield the blanks between Chinese signs of running text, if they tear words."""
    if not _BLANK.search(folded):
        return
    blanks: list[int] = []
    start = 0
    for line in folded.split("\n"):
        if len(line) >= _SHORTEST and _PROSE.search(line):
            found = (match.start() for match in _BLANK.finditer(line))
            blanks += [start + at for at in found if not _PEOPLE.search(line, 0, at)]
        start += len(line) + 1
    torn = sum(_is_torn(folded, at) for at in blanks)
    if torn >= _TORN and 3 * torn >= len(blanks):
        yield from (Span(at, at + 1) for at in blanks)


_RUN_BEFORE, _RUN_BEHIND = lazy(rf"{HAN}{{1,{_REACH}}}$"), re.compile(rf"{HAN}{{1,{_REACH}}}")


def _is_torn(folded: str, at: int) -> bool:
    """Whether a word would stand across the blank at `at`."""
    before = _RUN_BEFORE.search(folded, max(0, at - _REACH), at)
    behind = _RUN_BEHIND.match(folded, at + 1)
    if before is None or behind is None:
        return False
    import rjieba

    ends = accumulate(map(len, rjieba.cut(before.group() + behind.group(), False)))
    return len(before.group()) not in ends
