"""Figures far apart: the same quantity told twice, and gains that sum up other figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby

from govgraph.graph.audit.claimed import PERCENT, Figure, Report
from govgraph.graph.audit.findings import Check, Kind, Verdict, make, plain, signed
from govgraph.graph.audit.precision import Interval, growth, ratio
from govgraph.ontology.vocabulary import find_indicator

_GAIN = re.compile(r"效率|效能|提速|速度")
_AREA = re.compile(r"(?:全[市县区省镇乡州盟旗部]|所有)$")
_ALL = re.compile(r"全覆盖|全部|一一|均已|都已")
_AIM = re.compile(r"控制在|目标|力争|确保|计划|预期|争取|以上|不低于|不超过")
_SUBJECT = re.compile(
    r"[〇一二三四五六七八九十\d]+年(?:底|末|来)?|到|截至|目前|全年|预计|初步核算|初步统计|全[市县区省州]|我[市县区省州]|实现|完成|"
    r"达到|达|为|突破|超过|跃上|稳定在|的|，|,|实有|总额|总量|\s"
)
"""What may stand in a clause beside the name of an indicator and leave it one of the whole place."""


def pairs(report: Report) -> Iterator[Check]:
    """Yield the checks of figures of a report that are not linked to one another."""
    yield from _twice(report)
    for _, group in groupby(report.figures, key=lambda figure: figure.sentence.iri):
        yield from _summaries(report, list(group))


# ---- the same quantity told twice ------------------------------------------------------------------


def _twice(report: Report) -> Iterator[Check]:
    figures = [
        figure
        for figure in report.figures
        if figure.value is not None
        and figure.kind == "Result"
        and figure.stage in ("done", "")
        and figure.role != "roleBaseline"
        and not _AIM.search(figure.before[-12:])
    ]
    bare = [figure for figure in figures if _bare(figure)]
    alike = defaultdict[tuple[str, str, str], list[Figure]](list)
    for figure in bare:
        alike[figure.indicator, figure.place, figure.unit].append(figure)
    for group in alike.values():
        for first, second in combinations(group, 2):
            if first.measure == second.measure and _apart(first, second) and first.last == second.last:
                yield _pair(report, first, second, sure=not (first.inferred or second.inferred))
    whole = [figure for figure in figures if figure not in bare and _whole(figure)]
    for first, second in combinations(whole, 2):
        if _noun_in_common(first, second) and _apart(first, second) and first.place == second.place:
            yield _pair(report, first, second, sure=False)


def _apart(first: Figure, second: Figure) -> bool:
    """Whether two figures stand in two sentences and are of no two different years."""
    if first.sentence.iri == second.sentence.iri or first.unit != second.unit:
        return False
    return not (first.last and second.last and first.last.year != second.last.year)


def _bare(figure: Figure) -> bool:
    """Whether a registered indicator of the place as a whole is told, without any other words before it."""
    known = find_indicator(figure.measure)
    if known is None or known.kind == "input" or figure.last is None or figure.role != "roleLevel":
        return False
    if figure.measure not in _clause(figure) or "分别" in figure.before[-8:]:
        return False
    statement = re.split(r"[；;。:：]", figure.before)[-1].replace(figure.measure, "", 1)
    return not _SUBJECT.sub("", statement).strip()


def _whole(figure: Figure) -> bool:
    """Whether all things of a kind are counted: 全区N个X, or N个X first in a clause with 全覆盖."""
    if not figure.counted or not figure.measure or figure.after[: len(_noun(figure))] != _noun(figure):
        return False
    before = _clause(figure).strip()
    everything = _ALL.search(re.split(r"[，,。；;]", figure.after)[0])
    return bool(_AREA.search(before)) or not before and bool(everything)


def _noun(figure: Figure) -> str:
    return figure.measure[:2]


def _noun_in_common(first: Figure, second: Figure) -> bool:
    """Whether the things counted have one name, which is all that is said of them in one of the two."""
    return first.measure.startswith(second.measure) or second.measure.startswith(first.measure)


def _pair(report: Report, first: Figure, second: Figure, sure: bool) -> Check:
    """Two figures of one name; a conflict where the time is printed, else perhaps two different things."""
    verdict = Verdict.WITHIN_ROUNDING if first.interval.meets(second.interval) else Verdict.INCONSISTENT
    doubt = ("", "")
    if first.amount == second.amount and first.bound == second.bound:
        verdict = Verdict.CONSISTENT
    elif verdict is Verdict.INCONSISTENT and not sure:
        verdict = Verdict.CANNOT_TELL
        doubt = ("；若所指相同则互相矛盾，也可能所指不同", "; a conflict if they mean the same, they may not")
    words = (
        f"{_shorter(first, second)}先后写作 {first.text} 与 {second.text}{doubt[0]}",
        f"{_shorter(first, second)}: told as {first.text} and as {second.text}{doubt[1]}",
    )
    return make(report, Kind.TWICE, verdict, [first, second], words).of(first.amount, second.amount)


def _shorter(first: Figure, second: Figure) -> str:
    return min(first.measure, second.measure, key=len)


def _clause(figure: Figure) -> str:
    return re.split(r"[，,、；;。:：]", figure.before)[-1]


# ---- gains against what they sum up ----------------------------------------------------------------


def _summaries(report: Report, figures: Sequence[Figure]) -> Iterator[Check]:
    """办事效率提升x% after several 由A减至B: some summary of these should give x."""
    by = {figure.claim: figure for figure in figures}
    for gain in figures:
        if gain.kind != "Change" or gain.unit != PERCENT or not _GAIN.search(gain.measure):
            continue
        drops = [
            (by[claim], after)
            for after in figures
            for claim in after.baselines
            if claim in by and after.start < gain.start and after.value is not None
        ]
        if len(drops) > 1 and all(before.amount > after.amount >= 0 for before, after in drops):
            yield _summary(report, gain, drops)


def _summary(report: Report, gain: Figure, drops: Sequence[tuple[Figure, Figure]]) -> Check:
    falls = [(before.amount - after.amount) / before.amount * 100 for before, after in drops]
    spans = [span for before, after in drops if (span := growth(after.interval, before.interval))]
    usual = [-span for span in spans] + _usual(drops, falls)
    stated = gain.loose
    fits = any(stated.meets(span) for span in usual)
    left = [
        (before, after)
        for before, after in drops
        if (share := ratio(after.interval, before.interval)) and stated.meets(share.scaled(Decimal(100)))
    ]
    listed = "、".join(
        f"{b.text}→{a.text} {signed(-fall)}" for (b, a), fall in zip(drops, falls, strict=True)
    )
    hint = ("", "")
    if left and not fits:
        rest = plain(left[0][1].amount / left[0][0].amount * 100)
        hint = (
            f"；{left[0][1].text}是{left[0][0].text}的 {rest}%，或是把剩余当成了减幅",
            f"; {left[0][1].text} is {rest} % of {left[0][0].text}: what is left may stand for what went",
        )
    verdict = Verdict.WITHIN_ROUNDING if fits else Verdict.INCONSISTENT
    words = (
        f"{listed}；原文为提升 {gain.text}"
        + ("" if fits else "，各项减幅、均值、合计和提速倍数都得不出")
        + hint[0],
        f"{listed}; stated: a gain of {gain.text}"
        + ("" if fits else ", which no fall, mean, total or ratio of these gives")
        + hint[1],
    )
    figures = [figure for pair in drops for figure in pair]
    return make(report, Kind.SUMMARY, verdict, [*figures, gain], words).of(gain.amount, _mean(falls))


def _usual(drops: Sequence[tuple[Figure, Figure]], falls: Sequence[Decimal]) -> list[Interval]:
    """The usual summaries: mean and median of the falls, fall of the total, speed-ups and their mean."""
    before = sum((pair[0].amount for pair in drops), Decimal(0))
    after = sum((pair[1].amount for pair in drops), Decimal(0))
    ordered = sorted(falls)
    ups = [pair[0].amount / pair[1].amount * 100 - 100 for pair in drops if pair[1].amount]
    points = [_mean(falls), ordered[len(ordered) // 2], (before - after) / before * 100, *ups]
    points += [_mean(ups)] if ups else []
    return [Interval(point, point) for point in points]


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
