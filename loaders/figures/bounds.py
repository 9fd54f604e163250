"""The words that say how a printed figure bounds the true one (超过, 近, 以上, 左右)."""

from __future__ import annotations

import re
from functools import cache

from govgraph.loaders.lexicon import lazy, read_rows
from govgraph.ontology.records import Bound

_NOT_MORE = lazy(r"多[元样种功层维年式]|余[额热姚]|以上(?:是|这些|几|工作|成绩|目标)")


@cache
def _before() -> tuple[re.Pattern[str], dict[str, tuple[Bound, bool]]]:
    rows = [row for row in read_rows("bounds.tsv") if row["side"] in ("before", "apart")]
    rows.sort(key=lambda row: (-len(row["form"]), row["form"]))
    parts = [(f"(?<![{row['not_after']}])" if row["not_after"] else "") + row["form"] for row in rows]
    return re.compile(f"(?:{'|'.join(parts)}) ?$"), {
        row["form"]: (Bound(row["bound"]), row["side"] == "before") for row in rows
    }


@cache
def _before_closings() -> frozenset[str]:
    """The last signs of the words before a figure, and a blank: by most others no such word ends."""
    return frozenset({" ", *(form[-1] for form in _before()[1])})


@cache
def _after() -> tuple[re.Pattern[str], dict[str, Bound]]:
    rows = [row for row in read_rows("bounds.tsv") if row["side"] == "after"]
    rows.sort(key=lambda row: (-len(row["form"]), row["form"]))
    parts = [re.escape(row["form"]) for row in rows]
    return re.compile(f" ?(?:{'|'.join(parts)})"), {row["form"]: Bound(row["bound"]) for row in rows}


@cache
def _after_openings() -> frozenset[str]:
    """The first signs of the words behind a figure, and a blank."""
    return frozenset({" ", *(form[0] for form in _after()[1])})


def bound_before(folded: str, start: int, position: int) -> tuple[int, Bound] | None:
    """Return where a figure begins that a bound word stands before, and its bound.

    Words that stick to the number (超过) begin it; others (约占, 迈上) leave it at `position`.
    """
    if folded[position - 1 : position] not in _before_closings():
        return None
    pattern, bounds = _before()
    begin = max(start, position - 6)
    match = pattern.search(folded[begin:position])
    if not match:
        return None
    bound, sticks = bounds[match.group().strip()]
    return (begin + match.start() if sticks else position), bound


def bound_after(folded: str, position: int, end: int) -> tuple[int, Bound] | None:
    """Return where a bound word that begins at `position` ends, and its bound."""
    if folded[position : position + 1] not in _after_openings():
        return None
    pattern, bounds = _after()
    match = pattern.match(folded, position, end)
    if not match or _NOT_MORE.match(folded, match.start(), min(end, match.end() + 3)):
        return None
    return match.end(), bounds[match.group().strip()]
