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


def governing(
    figure: Figure, sentence: Sentence, carried: Carried | None, target: bool, starting: frozenset[int]
) -> Time | None:
    """Return the time expression that governs a figure, or None.

    The nearest one before it in its sentence goes first; else what the paragraph hands on, though
    not to goals and, for single days, only to a sentence that goes on with the matter. Those that
    begin at `starting` say when a starting value held (从上年的45%提高到48%) and govern that alone.
    """
    own = [time for time in sentence.times if time.start in starting and _is_left_of(time, figure)]
    if own:
        return own[-1]
    before = [
        time for time in sentence.times if time.end <= figure.number.start and _may_govern(time, sentence)
    ]
    before = [time for time in before if time.start not in starting]
    if before:
        firm = [time for time in before if time.rule != "each"]
        inside = [time for time in before if time.start >= figure.clause]
        return (firm or inside or before)[-1]
    if carried is None or target:
        return None
    return carried.time


def compared(figure: Figure, sentence: Sentence) -> Time | None:
    """Return the time expression that a change is measured against (较2015年), where it is written."""
    if not any(token.kind in CHANGES for token in figure.left):
        return None
    times = [time for time in sentence.times if time.compared and time.end <= figure.number.start]
    return times[-1] if times and figure.number.start - times[-1].end < 40 else None


def hand_on(sentence: Sentence, carried: Carried | None, starting: frozenset[int]) -> Carried | None:
    """Return what a sentence hands on to the next one of its paragraph."""
    times = [time for time in sentence.times if _may_govern(time, sentence) and time.rule != "each"]
    times = [time for time in times if time.start not in starting]
    if times:
        return Carried(times[-1], sentence.span.start)
    return carried


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


def _is_left_of(time: Time, figure: Figure) -> bool:
    return any(token.start == time.start for token in figure.left)


def _may_govern(time: Time, sentence: Sentence) -> bool:
    if not time.governs:
        return False
    initial = time.start == sentence.span.start or any(
        token.end == time.start and token.kind == "stop" for token in sentence.tokens
    )
    if time.text.startswith("自") or time.text.endswith("以来"):
        return initial or not _after(sentence, time, "创")
    return True


def _after(sentence: Sentence, time: Time, word: str) -> bool:
    return time.text.startswith("自") or any(
        token.end == time.start and token.text == word for token in sentence.tokens
    )
