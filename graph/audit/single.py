"""Figures that cannot be as they stand: shares over a hundred, impossible rates, missing units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govgraph.graph.audit.claimed import NO_UNIT, PERCENT, POINTS, Figure, Report
from govgraph.graph.audit.findings import Check, Kind, Verdict, make, plain

_SHARE = re.compile(
    r"(?:覆盖|普及|合格|达标|满意|入户|参保|参合|绿化|森林|林木|利用|处理|处置|化解|办结|回收|清扫|硬化|通达|通车|通水|通电|"
    r"入住|使用|巩固|建成|开工|竣工|优良|优质|好转|自给|破案|检出|抽检|接种|签约|识别|兑现|安装|治理|成活|就业|失业|城镇化|"
    r"机械化|信息化|到位|在线|正点|准点|公开|回复|响应|命中|录取|识字|脱贫|发生|死亡|保护|开发|比)率$|占比$|比重$|比例$|覆盖面$"
)
_RATE_OF_CHANGE = re.compile(r"增速|增长|增幅|涨幅|降幅|下降|变化|同比|速度|递增")
_MOVE = re.compile(r"下降|降低|减少|上升|提高|提升|增长|增加|回落|压减")
_NAMES_UNIT = re.compile(r"(?:人次|人数|人口|数|量|指数|得分|分|名|位|评价)$")
"""Measures that say themselves what is counted."""
_FULL = Decimal(100)


def singles(report: Report) -> Iterator[Check]:
    """Yield the checks of each figure of a report by itself, or with its change in points."""
    by = report.by_claim()
    for figure in report.figures:
        if figure.value is None:
            continue
        if (figure.unit == NO_UNIT or figure.implied) and _is_amount(figure):
            yield _no_unit(report, figure)
        elif figure.kind != "Change" and figure.unit == PERCENT:
            yield from _share(report, figure)
        elif figure.kind == "Change":
            yield from _change(report, figure, by.get(figure.change_of))


def _share(report: Report, figure: Figure) -> Iterator[Check]:
    if not _SHARE.search(figure.measure) or _MOVE.search(figure.before[-8:]):
        return
    fits = 0 <= figure.amount <= _FULL
    words = (
        f"{figure.measure} {figure.text}：比率应在 0 与 100% 之间",
        f"a share of {figure.text}: it should lie between 0 and 100 %",
    )
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    yield make(report, Kind.RATE, verdict, [figure], words)


def _change(report: Report, change: Figure, after: Figure | None) -> Iterator[Check]:
    """No fall of more than all there was, and no share that was below nothing or over a hundred before."""
    if change.unit == PERCENT and change.amount < -_FULL and not _RATE_OF_CHANGE.search(change.measure[-2:]):
        words = (
            f"{change.measure}下降 {change.text}：不可能下降超过 100%",
            f"a fall of {change.text}: nothing falls by more than 100 %",
        )
        yield make(report, Kind.RATE, Verdict.INCONSISTENT, [change], words)
    if change.unit != POINTS or after is None or after.value is None or not _told_of(change, after):
        return
    before = after.amount - change.amount
    earlier = after.interval - change.interval
    low, high = earlier.low, earlier.high
    impossible = high is not None and high < 0 or low is not None and low > _FULL
    words = (
        f"{after.measure}现为 {after.text}，变化 {change.text}：此前应为 {plain(before)}%",
        f"{after.text} now, a change of {change.text}: it would have been {plain(before)} % before",
    )
    verdict = Verdict.INCONSISTENT if impossible else Verdict.CONSISTENT
    yield make(report, Kind.RATE, verdict, [after, change], words)


def _told_of(change: Figure, after: Figure) -> bool:
    return (
        after.unit == PERCENT
        and after.kind == "Result"
        and after.sentence.iri == change.sentence.iri
        and _SHARE.search(after.measure) is not None
    )


def _is_amount(figure: Figure) -> bool:
    """Whether a bare number ends its clause: what follows is no noun that it counts, and no list goes on."""
    before, after = figure.before[-1:], figure.after.lstrip()[:1]
    known = _NAMES_UNIT.search(figure.measure) or re.search(
        r"[:：∶+＋\-—–~～/A-Za-z.“”《》（(〔\[第]", before
    )
    whole = figure.bound == "exact" and not figure.amount % 10 and re.search(r"\d", figure.text)
    return bool(whole) and not known and (not after or after in "，,。；;")


def _no_unit(report: Report, figure: Figure) -> Check:
    guess = (f"，读作{figure.unit}", f"; read as {figure.unit}") if figure.implied else ("", "")
    words = (f"{figure.measure} {figure.text}：没有单位{guess[0]}", f"{figure.text} has no unit{guess[1]}")
    return make(report, Kind.UNIT, Verdict.CANNOT_TELL, [figure], words)
