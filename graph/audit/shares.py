"""Shares: of a structure, which make a hundred, and of one figure in another, which divide.

A share names its whole by standing after its member (其中A、占比x%), by name (占新增贷款的x%), or as the rate
of what was done of what was to be done (39项…已达标37项，达标率x%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from govgraph.graph.audit.claimed import PERCENT, Figure, Report, between
from govgraph.graph.audit.findings import Check, Kind, compared, make, plain
from govgraph.graph.audit.precision import NOTHING, Interval, ratio
from govgraph.graph.audit.sums import members

_RATIO = re.compile(r"\s*[:：∶]\s*")
_HUNDRED = Decimal(100)
_SHARE_OF = re.compile(r"\s*[，,、]?\s*占(?:比|总数|总量|总额|全部)?的?(?:为|达到?|超过?|近|约)?\s*")
_NAMED = re.compile(r"[，,、]占([^\d，,、。；;]{2,12}?)的?(?:比例|比重)?(?:为|达到?|近|约)?")
_RATE = re.compile(r"([\u4e00-\u9fff]{2,4})率$")
_STRUCTURES = {
    2: re.compile(r"轻、?重工业.{0,4}(?:结构|比重|比例|比)"),
    3: re.compile(r"产业.{0,4}(?:结构|比重|比例|比)"),
}
"""What the shares are of, by how many there are."""


def shares(report: Report) -> Iterator[Check]:
    """Yield the checks of the shares of a report."""
    for whole, part in members(report):
        yield from _after_member(report, whole, part)
    for _, group in groupby(report.figures, key=lambda figure: figure.sentence.iri):
        sentence = list(group)
        for count, words in _STRUCTURES.items():
            yield from _structures(report, sentence, count, words)
        yield from _named(report, sentence)
        yield from _rates(report, sentence)


def _after_member(report: Report, whole: Figure, part: Figure) -> Iterator[Check]:
    """其中A N户、占x%: the member divided by its whole."""
    follower = next((figure for figure in report.figures if figure.start >= part.end), None)
    if follower is None or follower.unit != PERCENT or follower.value is None:
        return
    if follower.sentence.iri == part.sentence.iri and _SHARE_OF.fullmatch(between(part, follower)):
        yield from _share(report, whole, part, follower)


def _named(report: Report, figures: Sequence[Figure]) -> Iterator[Check]:
    """新增贷款N元，…A M元，占新增贷款的x%: the whole is the last figure that the name leads up to."""
    for index, share in enumerate(figures):
        part = figures[index - 1] if index else share
        told = _NAMED.fullmatch(between(part, share))
        if told is None or share.unit != PERCENT or share.value is None or part.value is None:
            continue
        alike = (figure for figure in figures[: index - 1] if figure.unit == part.unit)
        wholes = [figure for figure in alike if figure.before.endswith(told.group(1))]
        if wholes and wholes[-1].value is not None:
            yield from _share(report, wholes[-1], part, share)


def _rates(report: Report, figures: Sequence[Figure]) -> Iterator[Check]:
    """39项指标，已达标37项，达标率x%: what the rate names was done, of all that came before."""
    for whole, part, rate in zip(figures, figures[1:], figures[2:], strict=False):
        named = _RATE.search(rate.measure)
        if named is None or rate.unit != PERCENT or rate.value is None or not whole.counted:
            continue
        done = re.split(r"[，,、；;。]", part.before)[-1]
        apart = any(re.search(r"[；;。]", between(a, b)) for a, b in ((whole, part), (part, rate)))
        if whole.unit == part.unit and named.group(1) in done and not apart and "年" not in done:
            yield from _share(report, whole, part, rate)


def _share(report: Report, whole: Figure, part: Figure, share: Figure) -> Iterator[Check]:
    quotient = ratio(part.interval, whole.interval) if whole.amount > 0 else None
    if quotient is None:
        return
    exact = part.amount / whole.amount * 100
    verdict = compared(share.loose, quotient.scaled(_HUNDRED), exact == share.amount)
    words = (
        f"{part.text} 占 {whole.text} 的 {plain(exact)}%，原文为 {share.text}",
        f"{part.text} is {plain(exact)} % of {whole.text}; stated: {share.text}",
    )
    yield make(report, Kind.SHARES, verdict, [whole, part, share], words).of(share.amount, exact)


def _structures(
    report: Report, figures: Sequence[Figure], count: int, words: re.Pattern[str]
) -> Iterator[Check]:
    """The shares of 三次产业结构 make a hundred."""
    for start in range(len(figures) - count + 1):
        shares = figures[start : start + count]
        before = figures[start - 1] if start else None
        after = figures[start + count] if start + count < len(figures) else None
        joined = all(_joined(a, b) for a, b in zip(shares, shares[1:], strict=False))
        longer = (before and _joined(before, shares[0])) or (after and _joined(shares[-1], after))
        if not joined or longer or not words.search(shares[0].before):
            continue
        total = sum((share.amount for share in shares), Decimal(0))
        span = sum((share.interval for share in shares), NOTHING)
        if not 50 < total < 200:
            continue
        verdict = compared(Interval(_HUNDRED, _HUNDRED), span, total == _HUNDRED)
        added = " + ".join(share.text for share in shares)
        told = (
            f"各部分占比 {added} = {plain(total)}，应为 100",
            f"the shares {added} make {plain(total)}, not 100"
            if total != 100
            else f"the shares {added} make 100",
        )
        yield make(report, Kind.SHARES, verdict, shares, told).of(_HUNDRED, total)


def _joined(first: Figure, second: Figure) -> bool:
    return (
        first.value is not None
        and second.value is not None
        and first.sentence.iri == second.sentence.iri
        and _RATIO.fullmatch(between(first, second)) is not None
    )
