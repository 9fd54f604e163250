"""Lists against counts: A、B、C等3个项目, A、B两所学校, and 分别 with as many figures as names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govgraph.graph.audit.claimed import Figure, Report, between
from govgraph.graph.audit.findings import Check, Kind, Verdict, make

_CLAUSE = re.compile(r"[，,。；;：:！？\n]")
_NESTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|\([^)]*\)|\"[^\"]*\"|【[^】]*】")
_JOIN = re.compile(r"和|与|及|以及|暨")
_BETWEEN = re.compile(r"、|(?<=[”》])(?=[“《])")
"""What stands between two names: a comma of lists, or nothing between two in quotes."""
_ETC = re.compile(r"等(?:[^等、\d]{0,16})$")
"""等 at the end of a list, with or without the noun before the number (等活动10场)."""
_NO_LIST = re.compile(
    r"[共约近超达为第各每前余建有新是在大级改类均]|完成|实施|出台|打造|分别|重组|取消|取缔|[和与及]$|\d"
)
_SOME = re.compile("[一两三四五六七八九十][个家所名座条项大]|〇")
_LISTED = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:[（(]|[：:，,]?包括|[：:])([^（）()，,。；;：:\n]+)[）)。；;\n]"
)
"""A list right after a number and its noun, to its end."""
_NOT_ALL = re.compile(r"\d|等|其中|主要|例如|如|分别")
_SIDE = re.compile(r"\s*[、和与及]\s*")
_VERB = 6
"""Longest verb after 分别, in characters."""
_ACTS = frozenset(
    ("次", "件", "项", "场", "场次", "批次", "人次", "种", "类", "条", "份", "起", "方面", "位")
)
_MOST = 60


def lists(report: Report) -> Iterator[Check]:
    """Yield the checks of counted lists of names in a report."""
    for figure in report.figures:
        if figure.value is None:
            continue
        yield from _respectively(report, figure)
        if not figure.counted or figure.kind == "Change":
            continue
        if figure.amount != int(figure.amount) or not 1 <= figure.amount <= _MOST:
            continue
        if figure.bound not in ("exact", "atLeast", "moreThan") or figure.after.startswith("数"):
            continue  # 两位数 is no count
        yield from _counted(report, figure)
        if figure.bound == "exact":
            yield from _named_after(report, figure)


def _counted(report: Report, figure: Figure) -> Iterator[Check]:
    """Names that lead up to a number; after 等 there may be more than are named, never fewer."""
    phrase, masked = _clause(figure)
    open_ended = _ETC.search(masked)
    items = _BETWEEN.split(masked[: open_ended.start()] if open_ended else masked)
    start = figure.start - len(phrase)
    if (
        len(items) < 2
        or "等" in "".join(items)
        or any(start <= other.start < figure.start and not _in_name(other) for other in report.figures)
    ):
        return
    if not open_ended and not _names(items, figure):
        return
    fewest, count = len(items), int(figure.amount)
    most = fewest + len(_JOIN.findall(items[-1]))
    if fewest <= count and (open_ended or count <= most):
        verdict = Verdict.CONSISTENT
    else:
        verdict = Verdict.INCONSISTENT if open_ended else Verdict.CANNOT_TELL
    named = str(fewest) if fewest == most else f"{fewest}–{most}"
    etc = ("（“等”表示可以不全列）", " (等: there may be more)") if open_ended else ("", "")
    words = (
        f"列出 {named} 项，原文计 {figure.text}{etc[0]}：{phrase}{figure.text}",
        f"{named} listed, {figure.text} stated{etc[1]}: {phrase}{figure.text}",
    )
    yield make(report, Kind.LIST, verdict, [figure], words).of(figure.amount, Decimal(fewest))


def _in_name(figure: Figure) -> bool:
    """Whether a figure only describes one of the names (总投资9亿元的甲、年产2万吨饲料)."""
    return (
        not figure.counted
        and bool(re.match(r"[\u4e00-\u9fff]", figure.after))
        and figure.after[0] not in "和及与等"
    )


def _named_after(report: Report, figure: Figure) -> Iterator[Check]:
    """3所学校：包括A、B、C, or 3个中心（A、B、C）: all the names, where the list is not open."""
    found = _LISTED.match(figure.after)
    items = found.group(1).split("、") if found else []
    if found is None or len(items) < 2 or _NOT_ALL.search(found.group(1)):
        return
    if any(len(item.strip()) < 3 for item in items):
        return
    fewest, most = len(items), len(items) + len(_JOIN.findall(items[-1]))
    verdict = Verdict.CONSISTENT if fewest <= figure.amount <= most else Verdict.CANNOT_TELL
    named = str(fewest) if fewest == most else f"{fewest}–{most}"
    told = f"{figure.text}{found.group()}"
    words = (
        f"列出 {named} 项，原文计 {figure.text}：{told}",
        f"{named} listed, {figure.text} stated: {told}",
    )
    yield make(report, Kind.LIST, verdict, [figure], words).of(figure.amount, Decimal(fewest))


def _clause(figure: Figure) -> tuple[str, str]:
    """The words of the clause before a figure, as they are and with what is quoted made blank."""
    masked = _NESTED.sub(
        lambda match: match.group()[0] + "〇" * (len(match.group()) - 2) + match.group()[-1], figure.before
    )
    clause = _CLAUSE.split(masked)[-1]
    return figure.before[len(figure.before) - len(clause) :], clause


def _names(items: list[str], figure: Figure) -> bool:
    """Whether a list without 等 is of the things counted: names that run on into the number and its noun.

    Acts are not (新建、改建, 16次), nor what only divides the noun (省、市).
    """
    if figure.unit in _ACTS or not re.match(r"[\u4e00-\u9fff“]", figure.after):
        return False
    if not re.match(r"\d", figure.text) or _JOIN.search("".join(items)) or _SOME.search("".join(items)):
        return False
    return all(len(item.strip()) > 1 for item in items) and not _NO_LIST.search(items[-1])


def _respectively(report: Report, first: Figure) -> Iterator[Check]:
    """A、B、C分别达到x、y、z: as many figures as names; only where several names stand in the clause."""
    _, clause = _clause(first)
    names, found, verb = clause.rpartition("分别")
    if not found or re.search(r"\d", clause) or len(verb) > _VERB or "、" not in names or "、" in verb:
        return
    row = _row(report, first)
    items = names.split("、")
    fewest, most = len(items), len(items) + len(_JOIN.findall(items[-1]))
    if len(row) < 2 or any(len(item.strip()) < 2 for item in items):
        return
    verdict = Verdict.CONSISTENT if fewest <= len(row) <= most else Verdict.CANNOT_TELL
    told = "、".join(figure.text for figure in row)
    named = str(fewest) if fewest == most else f"{fewest}–{most}"
    words = (
        f"“分别”之前列出 {named} 项，之后有 {len(row)} 个数：{names}分别{verb}{told}",
        f"{named} names before 分别, {len(row)} figures after it: {names}分别{verb}{told}",
    )
    yield make(report, Kind.LIST, verdict, row, words).of(Decimal(len(row)), Decimal(fewest))


def _row(report: Report, first: Figure) -> list[Figure]:
    """The figures that follow one another with nothing but a joining word between."""
    row = [first]
    for figure in report.figures:
        if figure.start > row[-1].start and _SIDE.fullmatch(between(row[-1], figure)):
            row.append(figure)
    return row
