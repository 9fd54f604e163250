"""Stretches of text that may name a thing, and the choice among those that overlap."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from govgraph.loaders.lexicon import lazy
from govgraph.ontology.records import ThingType

_MARKS = lazy(r"[“”\s]")


@dataclass(slots=True)
class Candidate:
    """A stretch `start` to `end` of the text that may name a thing.

    `priority` decides between overlapping ones (higher first, then longer); `confidence` is 0 to 1.
    """

    start: int
    end: int
    name: str
    type: ThingType
    rule: str
    confidence: float
    priority: int = 3
    subtype: str = ""
    level: str = ""
    code: str = ""
    canonical: str = ""
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 12)
def bare(text: str) -> str:
    """A name as it is kept: without quotation marks and blanks, and without enclosing 《》."""
    if text.isalnum():
        return text  # as most are
    text = _MARKS.sub("", text)
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return text


def lines_with(cue: str | re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that hold a cue, which is sooner found than the name it belongs to."""
    while start < end:
        if isinstance(cue, str):
            at = text.find(cue, start, end)
        else:
            found = cue.search(text, start, end)
            at = found.start() if found else -1
        if at < 0:
            return
        first, stop = max(start, text.rfind("\n", start, at) + 1), text.find("\n", at, end)
        start = stop if stop >= 0 else end
        yield first, start


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates to keep, in text order: none overlaps another."""
    kept: list[Candidate] = []
    beside: list[Candidate] = []  # those that overlap, each another of them
    end = -1
    for candidate in sorted(candidates, key=attrgetter("start")):
        if candidate.start >= end:
            kept += _best(beside)
            beside = []
        beside.append(candidate)
        if candidate.end > end:
            end = candidate.end
    kept += _best(beside)
    return kept


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """Of candidates that overlap those to keep, in text order."""
    if len(candidates) < 2:
        return candidates
    kept: list[Candidate] = []
    starts: list[int] = []
    candidates.sort(key=lambda c: (-c.priority, c.start - c.end, c.start, -c.confidence, c.name))
    for candidate in candidates:
        at = bisect_right(starts, candidate.start)
        before = at == 0 or kept[at - 1].end <= candidate.start
        behind = at == len(kept) or candidate.end <= kept[at].start
        if before and behind:
            starts.insert(at, candidate.start)
            kept.insert(at, candidate)
    return kept
