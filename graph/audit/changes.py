"""Changes against the values they lead from and to: 由A提高至B, 比上年增长x%, 年均增长y%."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govgraph.graph.audit.claimed import PERCENT, POINTS, TIMES, Figure, Report
from govgraph.graph.audit.findings import Check, Kind, Verdict, compared, make, plain, scaled, signed
from govgraph.graph.audit.precision import Interval, compounded, growth

_LAST_YEAR = re.compile(r"同比|上年|去年|前一年|环比|上月|上季")
_FIXED_PRICES = re.compile(r"生产总值|GDP|增加值|总产值|产值|经济总量|人均生产|实际|可比|同口径|不变价")
"""Growth of these is mostly stated in comparable prices or scope, and values as they were."""
_OTHER = re.compile(
    r"全国|平均水平|平均数|高于|低于|快于|优于|高出|好于|目标|任务|分别|(?<!年)均(?:增长|下降|提高)"
)
"""A change told with these is one from another place or aim, or of several figures at once."""
_SPEED = re.compile(r"增速|增长|增幅|速度|涨幅")
_STOP = re.compile(r"[。；;！？]")
_YEARS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "十": 10}
_SPAN = re.compile(
    r"([一两二三四五六七八十\d]{1,2})年(?:来|间|里|中)|([过去这]{1,2}|近|前)([一两二三四五六七八十\d]{1,2})年"
)
_MULTIPLE = re.compile(r"[是为](?:[^，,。；;\d]*?(\d{4})\s*年?[^，,。；;\d]*)?的\s*$")
"""What leads up to a multiple of an earlier value (是2015年的1.6倍), with its year."""
_LONGEST = 12
_PLAN = 5


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier value: as stated, or counted back from a change in the figure's own unit."""

    interval: Interval
    amount: Decimal
    figure: Figure
    counted_back: bool


def changes(report: Report) -> Iterator[Check]:
    """Yield the checks of every change that stands beside the values it is between."""
    by, of = report.by_claim(), defaultdict[str, list[Figure]](list)
    for figure in report.figures:
        if figure.kind == "Change" and figure.change_of in by and figure.value is not None:
            of[figure.change_of].append(figure)
    for claim, stated in of.items():
        after = by[claim]
        if after.value is None or after.amount <= 0 or after.unit == POINTS:
            continue
        if after.kind == "Change":
            yield from _yearly_and_whole(report, after, [after, *stated])
            continue
        for base in _bases(after, stated, by):
            yield from _against(report, after, base, stated)
        for change in stated:
            if change.per_year and change.unit == after.unit and after.role == "roleCumulative":
                yield from _yearly_amount(report, after, change)
        yield from _yearly_and_whole(report, after, stated)


def _bases(after: Figure, stated: Sequence[Figure], by: dict[str, Figure]) -> Iterator[Base]:
    for claim in after.baselines:
        before = by.get(claim)
        if before is not None and before.value is not None and before.unit == after.unit:
            yield Base(before.interval, before.amount, before, False)
    own = [change for change in stated if change.unit == after.unit != PERCENT and not change.per_year]
    if len(own) == 1 and own[0].amount < after.amount:
        yield Base(after.interval - own[0].interval, after.amount - own[0].amount, own[0], True)


def _against(report: Report, after: Figure, base: Base, stated: Sequence[Figure]) -> Iterator[Check]:
    """The changes that are from this base, each against it; of several one that fits is enough."""
    found = [
        check
        for change in stated
        if change is not base.figure and _same_base(after, base, change)
        for check in _one(report, after, base, change)
    ]
    fitting = [check for check in found if check.verdict is not Verdict.INCONSISTENT]
    yield from fitting if len(found) > 1 and fitting else found[:1] if len(found) < 2 else []


def _same_base(after: Figure, base: Base, change: Figure) -> bool:
    """Whether a change is told from this base: of one sentence, and from no other time than the base's."""
    if change.sentence.iri != after.sentence.iri or base.figure.sentence.iri != after.sentence.iri:
        return False
    if change.start < after.start or _STOP.search(_gap(after, change)):
        return False
    if any(_OTHER.search(_clause(figure)) for figure in (change, base.figure, after)):
        return False
    earlier = _earlier(after, base)
    if change.since and earlier and change.since.year != earlier.year:
        return False
    told = _clause(change), _clause(base.figure)
    last = [bool(_LAST_YEAR.search(words)) for words in told]
    if last[0] and not last[1] and not (base.counted_back and base.figure.start > change.start):
        return False
    return not (base.counted_back and last[1] and not last[0] and change.start < base.figure.start)


def _earlier(after: Figure, base: Base) -> date | None:
    """When the earlier value held; None where it only has the time of the later one."""
    found = base.figure.since if base.counted_back else base.figure.last
    same = found is not None and after.last is not None and found.year == after.last.year
    return None if same else found


def _one(report: Report, after: Figure, base: Base, change: Figure) -> Iterator[Check]:
    if change.per_year:
        yield from _yearly(report, after, base, change)
    elif change.unit == PERCENT and after.unit != PERCENT:
        computed = growth(after.interval, base.interval)
        if computed is not None and base.amount > 0:
            yield _growth(report, after, base, change, computed)
    elif change.unit == TIMES:
        yield from _times(report, after, base, change)
    elif change.unit == POINTS and after.unit == PERCENT or change.unit == after.unit:
        yield from _difference(report, after, base, change)


def _growth(report: Report, after: Figure, base: Base, change: Figure, computed: Interval) -> Check:
    exact = (after.amount / base.amount - 1) * 100
    verdict = compared(change.loose, computed, exact == change.amount and change.bound == "exact")
    verdict, zh, en = _prices(verdict, after, change)
    words = (
        f"{_from(base, 'zh')} → {after.text}：变化 {signed(exact)}，原文为 {signed(change.amount)}{zh}",
        f"{_from(base, 'en')} → {after.text} is {signed(exact)}; stated: {signed(change.amount)}{en}",
    )
    check = make(report, Kind.CHANGE, verdict, _three(after, base, change), words)
    return check.of(change.amount, exact)


def _times(report: Report, after: Figure, base: Base, change: Figure) -> Iterator[Check]:
    """增长x倍 is the rise over the earlier value; some write the ratio instead."""
    computed = growth(after.interval, base.interval)
    if computed is None or base.amount <= 0:
        return
    rise = after.amount / base.amount - 1
    span = computed.scaled(Decimal("0.01"))
    verdict, zh, en = compared(change.loose, span, change.amount == rise), "", ""
    if verdict is Verdict.INCONSISTENT and change.loose.meets(span.shifted(Decimal(1))):
        verdict = Verdict.CANNOT_TELL
        zh, en = "；若指增长到几倍则相符", "; it fits the ratio of the two"
    words = (
        f"{_from(base, 'zh')} → {after.text}：增加 {plain(rise)} 倍，原文为 {change.text}{zh}",
        f"{_from(base, 'en')} → {after.text} is {plain(rise)} times more; stated: {change.text}{en}",
    )
    yield make(report, Kind.CHANGE, verdict, _three(after, base, change), words).of(change.amount, rise)


def _difference(report: Report, after: Figure, base: Base, change: Figure) -> Iterator[Check]:
    """Points, or an amount in the figure's own unit; of shares, 提高x% means the ratio."""
    if base.counted_back or change.unit == PERCENT and _SPEED.search(after.measure):
        return
    exact, span = after.amount - base.amount, after.interval - base.interval
    points, zh, en = change.interval.meets(span), "", ""
    relative = growth(after.interval, base.interval) if change.unit == PERCENT else None
    if relative is not None:
        exact, span = (after.amount / base.amount - 1) * 100, relative
    verdict = compared(change.interval, span, exact == change.amount and change.bound == "exact")
    if verdict is Verdict.INCONSISTENT and points and relative is not None:
        verdict = Verdict.CANNOT_TELL
        zh, en = "；若指百分点则相符", "; it fits as percentage points"
    words = (
        f"{_from(base, 'zh')} → {after.text}：变化 {scaled(exact)}，原文为 {change.text}{zh}",
        f"{_from(base, 'en')} → {after.text} is a change of {scaled(exact)}; stated: {change.text}{en}",
    )
    yield make(report, Kind.CHANGE, verdict, _three(after, base, change), words).of(change.amount, exact)


def _yearly(report: Report, after: Figure, base: Base, change: Figure) -> Iterator[Check]:
    """年均: compounded over the years between; told years decide, else any number of them that fits."""
    computed = growth(after.interval, base.interval)
    if change.unit != PERCENT or after.unit == PERCENT or base.amount <= 0 or computed is None:
        return
    earlier = _earlier(after, base) or change.since
    told, _ = _years(after, earlier, change, report)
    fitting = [n for n in range(2, _LONGEST + 1) if compounded(change.loose, n).meets(computed)]
    verdict, years, fits = _over(told, fitting)
    verdict, zh, en = _prices(verdict, after, change)
    if fits != years and not zh:
        zh, en = f"；按{fits}年则相符", f"; it fits over {fits} years"
    mean = ((after.amount / base.amount) ** (Decimal(1) / years) - 1) * 100
    words = (
        f"{_from(base, 'zh')} → {after.text}：{years}年年均 {signed(mean)}，"
        f"原文为 {signed(change.amount)}{zh}",
        f"{_from(base, 'en')} → {after.text} is {signed(mean)} a year over {years} years; "
        f"stated: {signed(change.amount)}{en}",
    )
    yield make(report, Kind.YEARLY, verdict, _three(after, base, change), words).of(change.amount, mean)


def _over(told: int | None, fitting: Sequence[int]) -> tuple[Verdict, int, int]:
    """The verdict on a yearly mean, the years it is reckoned over, and those it fits (the same if none).

    Years that the text gives hold, give or take one for the way they are counted; else five, the length
    of a plan. What fits over other years only is left undecided.
    """
    years = told or _PLAN
    near = [n for n in fitting if told is None or abs(n - told) < 2]
    if years in fitting:
        return Verdict.WITHIN_ROUNDING, years, years
    if near:
        return Verdict.CANNOT_TELL, years, near[0]
    return Verdict.INCONSISTENT, years, years


def _prices(verdict: Verdict, after: Figure, change: Figure) -> tuple[Verdict, str, str]:
    """Leave growth of what is told in comparable prices undecided."""
    if verdict is not Verdict.INCONSISTENT or not _FIXED_PRICES.search(after.measure + _clause(change)):
        return verdict, "", ""
    return (
        Verdict.CANNOT_TELL,
        "；增速多按可比价计算，无法判定",
        "; growth of this is mostly in comparable prices",
    )


def _yearly_and_whole(report: Report, after: Figure, stated: Sequence[Figure]) -> Iterator[Check]:
    """比2011年增长57.9%，年均增长9.6%: the rise a year against the whole rise."""
    if after.unit == PERCENT and after is not stated[0]:
        return
    for whole in stated:
        multiple = _MULTIPLE.search(whole.before) if whole.unit == TIMES else None
        since = date(int(multiple.group(1)), 12, 31) if multiple and multiple.group(1) else whole.since
        if whole.per_year or whole.unit not in (PERCENT, TIMES) or not since:
            continue
        rise = whole.loose.shifted(Decimal(-1)) if multiple else whole.loose
        for change in stated:
            if not _goes_with(whole, change):
                continue
            years, sure = _years(after, since, change, report)
            if years is None or not 2 <= years <= _LONGEST or not (sure or multiple):
                continue
            exact = ((1 + change.amount / 100) ** years - 1) * 100
            fits = compounded(change.loose, years).meets(
                rise.scaled(Decimal(100)) if whole.unit == TIMES else rise
            )
            verdict = Verdict.WITHIN_ROUNDING if fits else Verdict.INCONSISTENT
            verdict, zh, en = _prices(verdict, after, change) if multiple else (verdict, "", "")
            words = (
                f"年均 {signed(change.amount)}，{years}年共 {signed(exact)}，原文为 {whole.text}{zh}",
                f"{signed(change.amount)} a year over {years} years is {signed(exact)}; "
                f"stated: {whole.text}{en}",
            )
            figures = {figure.claim: figure for figure in (after, whole, change)}.values()
            check = make(report, Kind.YEARLY, verdict, list(figures), words)
            yield check.of(whole.amount, exact)


def _yearly_amount(report: Report, after: Figure, change: Figure) -> Iterator[Check]:
    """新增x亩，年均新增y亩: the total over the years, told or those of a plan."""
    years, sure = _years(after, change.since, change, report)
    spans = [n for n in range(2, _LONGEST + 1) if _over_years(after, n).meets(change.loose)]
    verdict, years, fits = _over(years if sure else None, spans)
    if verdict is Verdict.INCONSISTENT and not sure:
        verdict = Verdict.CANNOT_TELL
    mean = after.amount / years
    zh, en = (f"；按{fits}年则相符", f"; it fits over {fits} years") if fits != years else ("", "")
    words = (
        f"{after.text} 除以{years}年，每年 {scaled(mean)}，原文为 {change.text}{zh}",
        f"{after.text} over {years} years is {scaled(mean)} a year; stated: {change.text}{en}",
    )
    yield make(report, Kind.YEARLY, verdict, [after, change], words).of(change.amount, mean)


def _over_years(total: Figure, years: int) -> Interval:
    return total.interval.scaled(1 / Decimal(years))


def _goes_with(whole: Figure, change: Figure) -> bool:
    """Whether a yearly change is told right after the whole one, from the same time."""
    if not change.per_year or change.unit != PERCENT or change.amount <= 0:
        return False
    if change.sentence.iri != whole.sentence.iri or change.start < whole.start:
        return False
    if _OTHER.search(_clause(change)) or _OTHER.search(_clause(whole)):
        return False
    same = change.since is None or whole.since is None or change.since.year == whole.since.year
    return same and not _STOP.search(_gap(whole, change))


def _years(after: Figure, earlier: date | None, change: Figure, report: Report) -> tuple[int | None, bool]:
    """The years between two values, and whether the text gives them: by dates, or words such as 五年来.

    Where it gives the earlier year only, the later one is taken to be the year most figures are of.
    """
    last = after.last or change.last
    if earlier is not None and last is not None and last.year > earlier.year:
        return last.year - earlier.year, True
    spans = list(_SPAN.finditer(after.period + after.before + _gap(after, change)))
    if spans:
        number = spans[-1].group(1) or spans[-1].group(3)
        return (int(number) if number.isdigit() else _YEARS.get(number)), True
    if earlier is not None and report.year and report.year > earlier.year:
        return report.year - earlier.year, False
    return None, False


def _three(after: Figure, base: Base, change: Figure) -> list[Figure]:
    return list({figure.claim: figure for figure in (base.figure, after, change)}.values())


def _from(base: Base, language: str) -> str:
    if not base.counted_back:
        return base.figure.text
    back = "（倒算）" if language == "zh" else " (counted back)"
    return f"{scaled(base.amount)}{back}"


def _gap(first: Figure, second: Figure) -> str:
    text, start = first.sentence.text, first.sentence.start
    return text[first.end - start : second.start - start]


def _clause(figure: Figure) -> str:
    """The words between the comma before a figure and the figure."""
    return re.split(r"[，,、；;。]", figure.before)[-1]
