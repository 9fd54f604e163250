"""Which printed lines go on with the sentence of the line before: for pages, and for text taken from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.reading.clean import NUMBERED_HEADING, furniture_kind
from govgraph.loaders.reading.content import width
from govgraph.loaders.reading.fold import fold

SLACK = 2.5
"""Ems that a full line may be short of the widest, since no sign may be parted from its comma."""

_LONG = 0.75
"""Part of the widest from which a line that ends no sentence goes on in the next; digits are narrow."""
_FULL = 0.9
"""Part of the lines that are no wider than a full one."""
_ENDS = lazy(r"[。！？!?][”’）)》]*$")


class Row(NamedTuple):
    """A printed line: its words, its indent in signs, and whether a gap stands above it."""

    text: str
    indent: int
    gap: bool


def full_width(rows: Sequence[Row]) -> float:
    """Return the width of a full line, in ems; 0 of no lines."""
    widths = sorted(width(row.text) for row in rows)
    return widths[int(len(widths) * _FULL)] if widths else 0.0


def going_on(pages: Sequence[Sequence[Row]]) -> Iterator[bool]:
    """Yield of every row, page by page, whether it goes on with the paragraph of the row before."""
    rows = [row for page in pages for row in page]
    wide = 2 * sum(row.gap for row in rows) > len(rows)  # a gap between all lines tells nothing
    full = full_width(rows)
    before: Row | None = None
    for page in pages:
        margin = min((row.indent for row in page), default=0)
        for row in page:
            gap = row.gap and not wide
            within = row.indent <= margin + 1  # a blank between two words may stand there
            yield within and before is not None and not _closes(before, row, full, gap)
            before = row


def _closes(row: Row, after: Row, full: float, gap: bool) -> bool:
    """Whether a printed line ends its paragraph; `full` is the width of the widest lines."""
    if width(row.text) < full - SLACK and furniture_kind(fold(after.text)):
        return True
    if not _ENDS.search(row.text):
        return width(row.text) < full * _LONG
    numbered = NUMBERED_HEADING.match(fold(after.text))
    return gap or bool(numbered) or width(row.text) < full - SLACK
