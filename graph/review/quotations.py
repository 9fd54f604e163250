"""Where the words that a decision rests on stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from govgraph.ontology.records import Document, Evidence, Span

_MARKED = re.compile(r"([^{}]*)\{([^{}]+)\}([^{}]*)")


def quoted(document: Document, alternatives: Iterable[str]) -> list[Evidence]:
    """Return every place where one of some quotations stands, in the order of the text.

    Where a quotation marks words by braces, these are the evidence and the rest must stand around them.
    Words that lie in no sentence or block as a whole are no evidence.
    """
    spans = {span for quote in alternatives for span in _places(document.text, quote)}
    return [found for span in sorted(spans) if (found := _evidence(document, span)) is not None]


def _places(text: str, quote: str) -> Iterator[Span]:
    marked = _MARKED.fullmatch(quote)
    before, words, after = marked.groups() if marked else ("", quote, "")
    at = text.find(before + words + after)
    while at >= 0:
        start = at + len(before)
        yield Span(start, start + len(words))
        at = text.find(before + words + after, start + len(words))


def _evidence(document: Document, span: Span) -> Evidence | None:
    """The span as evidence; outside sentences (a by-line) its block stands for the sentence."""
    blocks = [block.span for block in document.blocks]
    block = _holding(blocks, span)
    if block is None:
        return None
    sentence = _holding(document.sentences, span)
    where = blocks[block] if sentence is None else document.sentences[sentence]
    held = document.blocks[block]
    return Evidence(span, document.text[span.start : span.end], where, held.section, held.paragraph)


def _holding(spans: tuple[Span, ...] | list[Span], span: Span) -> int | None:
    """The number of the one of sorted spans that holds another whole, or None."""
    index = bisect_right(spans, span.start, key=lambda one: one.start) - 1
    return index if index >= 0 and span.end <= spans[index].end else None
