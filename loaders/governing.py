"""Tell for when a figure holds: the time expression that governs it, and the one it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govgraph.loaders.figures import Figure, Sentence
from govgraph.loaders.periods import Time
from govgraph.loaders.tokens import CHANGES

_DAY = re.compile(r"[月日号]$|月份?$")
_CONTINUES = re.compile(r"(标志着|这|此举|其中|同时|此外|并且|另外|据统计)")


@dataclass(frozen=True, slots=True)
class Carried:
    """The time expression that a paragraph hands on from sentence to sentence."""

    time: Time
    sentence: int
    """Start of the sentence it stands in."""


@dataclass(frozen=True, slots=True)
class SentenceTimes:
    """The time expressions of a sentence that can govern, and those of starting values."""

    free: tuple[Time, ...]
    """Those that stand for themselves."""
    modifiers: tuple[Time, ...]
    """Those that only date the noun after them, inside a clause (完成2018年试点任务)."""
    starting: tuple[Time, ...]
    """Those that say when a starting value held (从上年的45%提高到48%) and govern that alone."""


def sentence_times(sentence: Sentence, starting: frozenset[int]) -> SentenceTimes:
    """Sort the time expressions of a sentence; `starting` holds where those of starting values begin."""
    places = {token.start: index for index, token in enumerate(sentence.tokens)}
    free: list[Time] = []
    modifiers: list[Time] = []
    for time in sentence.times:
        at = places.get(time.start, 0)
        if time.start in starting or not time.governs or _is_bygone(time, sentence, at):
            continue
        (modifiers if _modifies(sentence, at) else free).append(time)
    own = tuple(time for time in sentence.times if time.start in starting)
    return SentenceTimes(tuple(free), tuple(modifiers), own)


def governing(figure: Figure, times: SentenceTimes, carried: Carried | None, target: bool) -> Time | None:
    """Return the time expression that governs a figure, or None.

    The nearest one before it in its sentence goes first; else what the paragraph hands on, though
    not to goals and, for single days, only to a sentence that goes on with the matter.
    """
    own = [time for time in times.starting if any(token.start == time.start for token in figure.left)]
    if own:
        return own[-1]
    free = [time for time in times.free if time.end <= figure.number.start]
    dating = [time for time in times.modifiers if time.end <= figure.number.start]
    firm = [time for time in free if time.rule != "each"]
    best = firm or [time for time in dating if time.rule != "each"] or free or dating
    if best:
        return best[-1]
    return None if carried is None or target else carried.time


def compared(figure: Figure, sentence: Sentence) -> Time | None:
    """Return the time expression that a change is measured against (较2015年), where it is written."""
    if not any(token.kind in CHANGES for token in figure.left):
        return None
    times = [time for time in sentence.times if time.compared and time.end <= figure.number.start]
    return times[-1] if times and figure.number.start - times[-1].end < 40 else None


def hand_on(sentence: Sentence, times: SentenceTimes, carried: Carried | None) -> Carried | None:
    """Return what a sentence hands on to the next one of its paragraph."""
    firm = [time for time in times.free if time.rule != "each"]
    best = firm or [time for time in times.modifiers if time.rule != "each"]
    return Carried(best[-1], sentence.span.start) if best else carried


def still_holds(carried: Carried | None, text: str, sentences_ago: int) -> Carried | None:
    """Return what is handed on to a sentence with the words `text`, or None where it has lapsed."""
    if carried is None:
        return None
    if _DAY.search(carried.time.text) and not (sentences_ago == 1 and _CONTINUES.match(text)):
        return None
    return carried


def crosses_paragraphs(carried: Carried | None) -> bool:
    """Return whether a time expression holds on in the next paragraph, as a reporting quarter does."""
    return carried is not None and bool(
        re.search(r"季度|半年$|1 ?[-—~至] ?\d{1,2} ?月份?$", carried.time.text)
    )


def _is_bygone(time: Time, sentence: Sentence, at: int) -> bool:
    """Whether 自…以来 inside a clause only says how long something had not happened."""
    if not (time.text.startswith("自") or time.text.endswith("以来")) or not sentence.tokens:
        return False
    before = sentence.tokens[at - 1] if at else None
    if before is None or before.kind == "stop":
        return False
    return time.text.startswith("自") or before.text == "创"


def _modifies(sentence: Sentence, at: int) -> bool:
    if not 0 < at < len(sentence.tokens) - 1:
        return False
    before, after = sentence.tokens[at - 1], sentence.tokens[at + 1]
    return after.kind in ("noun", "of") and before.kind not in ("stop", "subject", "function")
