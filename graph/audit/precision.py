"""What a printed figure says about the true one: an interval by its printed digits and bound.

As in XBRL Calculations 1.1 the printed precision decides: 5.29万 stands for anything that rounds to it.
Words such as 超过 and 近 open one side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

_PRINTED = re.compile(r"\d[\d,，]*(?:[.．](\d+))?")
_AROUND = Decimal("0.1")
"""约 is read as one tenth either way."""
_DIGITS = 40

Limit = Decimal | None
"""An end of an interval; None where it is open without end."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; None is an end that is not known."""

    low: Limit
    high: Limit

    def __add__(self, other: Interval) -> Interval:
        return Interval(_both(self.low, other.low), _both(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else self.high.copy_negate(),
            None if self.low is None else self.low.copy_negate(),
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __contains__(self, value: Decimal) -> bool:
        return self.meets(Interval(value, value))

    def scaled(self, factor: Decimal) -> Interval:
        """Return the interval times a factor above zero."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def shifted(self, by: Decimal) -> Interval:
        """Return the interval with a number added."""
        return self + Interval(by, by)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not below and not above


NOTHING = Interval(Decimal(0), Decimal(0))
"""Zero and nothing else: where sums begin."""


def printed(value: Decimal, text: str, bound: str, exact: bool) -> Interval:
    """Return what a figure printed as `text` with that `bound` (a term's local name) says.

    `value` is in base units; `exact` says that whole numbers of its unit are counted and not measured,
    so that one without decimals and without 万 is no rounded one.
    """
    step = printed_step(value, text)
    half = Decimal(0) if exact and step <= 1 else step / 2
    if bound in ("moreThan", "atLeast"):
        return Interval(value, None)
    if bound in ("lessThan", "atMost"):
        return Interval(None, value)
    if bound == "approximately":
        half = max(half, abs(value) * _AROUND)
    return Interval(value - half, value + half)


def printed_step(value: Decimal, text: str) -> Decimal:
    """Return the weight of the last printed digit, in base units: 5.29万 → 100; 1 for words (三).

    万 and 亿 are told by what they made of the number.
    """
    match = _PRINTED.search(text)
    if match is None:
        return Decimal(1)
    number = Decimal(re.sub("[,，]", "", match.group()).replace("．", "."))
    step = Decimal(1).scaleb(-len(match.group(1) or ""))
    return step * abs(value) / number if number and value else step


def ratio(upper: Interval, lower: Interval) -> Interval | None:
    """Return `upper` divided by `lower`; None unless both are known to lie above zero at the low end."""
    if lower.low is not None and lower.low <= 0 or upper.low is not None and upper.low < 0:
        return None
    with localcontext(prec=_DIGITS):
        low = None if upper.low is None or lower.high is None else upper.low / lower.high
        high = None if upper.high is None or lower.low is None else upper.high / lower.low
    return Interval(low if low is not None else Decimal(0), high)


def growth(after: Interval, before: Interval) -> Interval | None:
    """Return the change from `before` to `after` in per cent."""
    times = ratio(after, before)
    return times and times.shifted(Decimal(-1)).scaled(Decimal(100))


def compounded(percent: Interval, years: int) -> Interval:
    """Return the change in per cent that `percent` a year makes in so many years."""

    def grown(rate: Decimal) -> Decimal:
        return ((1 + rate / 100) ** years - 1) * 100

    with localcontext(prec=_DIGITS):
        low = None if percent.low is None else grown(max(percent.low, Decimal(-100)))
        high = None if percent.high is None else grown(percent.high)
    return Interval(low, high)


def _both(a: Limit, b: Limit) -> Limit:
    return None if a is None or b is None else a + b
