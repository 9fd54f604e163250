"""Parts against wholes: exhaustive parts, members named with 其中, shares of a structure.

Parts are exhaustive where the text shows it: a bracket that holds nothing else, or classes that divide
their whole by their nature (`partitions.tsv`). That they add up is no ground, else an error in one of
them would hide the identity it breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby

from govgraph.graph.audit.claimed import PERCENT, Figure, Report, between
from govgraph.graph.audit.findings import Check, Kind, Verdict, compared, make, plain, scaled
from govgraph.graph.audit.precision import NOTHING, Interval, ratio
from govgraph.ontology.vocabulary import read_rows, split_cell

_OPENS = re.compile(r"\s*[（(]\s*|[，,]\s*(?:包括|分别是|分别为|即)")
_OPEN_END = re.compile(r"其中|等|包括|含")
_WITHIN = re.compile(r"其中")
_BREAK = re.compile(r"[。；;！？]")
_RATIO = re.compile(r"\s*[:：∶]\s*")
_PEOPLE = frozenset(("人", "名", "位"))
_MEAN = re.compile("均|率|标准|价|每|人口|(?:纯|可支配|居民)收入")
"""Means and rates do not add up."""
_HUNDRED = Decimal(100)
_SHARE_OF = re.compile(r"\s*[，,、]?\s*占(?:比|总数|总量|总额|全部)?的?(?:为|达到?|超过?|近|约)?\s*")
_LEVELS = ("roleLevel", "roleCumulative")


@cache
def partitions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a whole is called (empty: anything else) and the classes that make it up."""
    rows = read_rows("partitions.tsv", ("whole", "classes", "example"))
    return tuple((row["whole"], split_cell(row["classes"])) for _, row in rows)


def sums(report: Report) -> Iterator[Check]:
    """Yield the checks of parts, members and shares of a report."""
    for _, group in groupby(report.figures, key=lambda figure: figure.sentence.iri):
        sentence = list(group)
        amounts = [
            figure
            for figure in sentence
            if figure.value is not None and figure.kind == "Result" and figure.role in _LEVELS
        ]
        yield from _bracketed(report, amounts)
        yield from _partitioned(report, amounts)
        yield from _structures(report, sentence)
    yield from _members(report)


def alike(whole: Figure, part: Figure) -> bool:
    """Whether two figures may be added: one unit, or both counted (个, 家, 所)."""
    return whole.unit == part.unit or whole.counted and part.counted


def _bracketed(report: Report, figures: Sequence[Figure]) -> Iterator[Check]:
    """41个(A30个,B11个) or 41个，包括A30个和B11个: the list follows at once and holds parts alone."""
    for index, whole in enumerate(figures):
        match = _OPENS.match(whole.after)
        if match is None or whole.unit == PERCENT:
            continue
        ends = r"[)）]" if match.group().strip()[-1] in "(（" else r"[，,。；;]"
        inside = re.split(ends, whole.after[match.end() :], maxsplit=1)[0]
        end = whole.end + match.end() + len(inside)
        parts = [part for part in figures[index + 1 :] if part.end <= end]
        alone = len(parts) == len(re.findall(r"\d[\d.,]*", inside)) and not _OPEN_END.search(inside)
        if len(parts) > 1 and alone and all(alike(whole, part) for part in parts):
            yield _sum(report, whole, parts)


def _partitioned(report: Report, figures: Sequence[Figure]) -> Iterator[Check]:
    """A whole and one figure for each class that it divides into, in one clause."""
    for name, classes in partitions():
        for index, whole in enumerate(figures):
            rest = whole.measure.replace(name, "") if name else whole.measure
            if rest == whole.measure and name or any(word in rest for word in classes):
                continue
            if whole.unit == PERCENT or _MEAN.search(whole.measure):
                continue
            parts = _of_classes(whole, figures[index + 1 :], classes)
            if parts:
                yield _sum(report, whole, parts)


def _of_classes(whole: Figure, later: Sequence[Figure], classes: Sequence[str]) -> list[Figure]:
    """The figures right after a whole that have one class each; empty unless all classes have one."""
    found: list[Figure] = []
    names = list(classes)
    for figure in later:
        name = next((name for name in names if name in figure.measure), None)
        if name is None or figure.unit != whole.unit or _BREAK.search(between(whole, figure)):
            break
        names.remove(name)
        found.append(figure)
    marked = bool(found) and bool(re.search(r"其中|[（(]|包括|[:：]", between(whole, found[0])))
    return found if not names and marked else []


def _sum(report: Report, whole: Figure, parts: Sequence[Figure]) -> Check:
    total = sum((part.amount for part in parts), Decimal(0))
    span = sum((part.interval for part in parts), NOTHING)
    verdict = compared(whole.interval, span, total == whole.amount and _exact(whole, *parts))
    added = " + ".join(part.text for part in parts)
    gap = plain(abs(total - whole.amount), 4) if abs(total) < 10**4 else scaled(abs(total - whole.amount))
    words = (
        f"各部分 {added} 合计 {scaled(total)}，总数为 {whole.text}"
        + (f"，相差 {gap}" if total != whole.amount else ""),
        f"the parts {added} make {scaled(total)}; the whole is {whole.text}"
        + (f", a difference of {gap}" if total != whole.amount else ""),
    )
    check = make(report, Kind.PARTS, verdict, [whole, *parts], words)
    return check.of(whole.amount, total)


def _members(report: Report) -> Iterator[Check]:
    """No member named right after 其中 is more than its whole."""
    by = report.by_claim()
    linked = {(whole.claim, part) for whole in report.figures for part in whole.members}
    people = [figure for figure in report.figures if figure.unit in _PEOPLE and figure.role in _LEVELS]
    linked |= {(whole.claim, part.claim) for whole, part in zip(people, people[1:], strict=False)}
    for first, second in sorted(linked):
        if first in by and second in by:
            yield from _member(report, by[first], by[second])


def _member(report: Report, whole: Figure, part: Figure) -> Iterator[Check]:
    if not _is_member(whole, part):
        return
    more = part.interval.low is not None and whole.interval.high is not None
    above = more and not _not_above(part.interval, whole.interval)
    verdict = Verdict.INCONSISTENT if above else Verdict.CONSISTENT
    sign = ">" if part.amount > whole.amount else "≤"
    words = (
        f"其中的 {part.measure}{part.text} {'大于' if above else '不大于'}整体 {whole.measure}{whole.text}",
        f"of the whole: {part.text} {sign} {whole.text}",
    )
    check = make(report, Kind.SUBSET, verdict, [whole, part], words)
    yield check.of(whole.amount, part.amount)
    yield from _proportion(report, whole, part)


def _proportion(report: Report, whole: Figure, part: Figure) -> Iterator[Check]:
    """其中A N户、占x%: the member divided by its whole."""
    follower = next((figure for figure in report.figures if figure.start >= part.end), None)
    if follower is None or follower.unit != PERCENT or follower.value is None or whole.amount <= 0:
        return
    if follower.sentence.iri != part.sentence.iri or not _SHARE_OF.fullmatch(between(part, follower)):
        return
    share = ratio(part.interval, whole.interval)
    if share is None:
        return
    exact = part.amount / whole.amount * 100
    verdict = compared(follower.loose, share.scaled(_HUNDRED), exact == follower.amount)
    words = (
        f"{part.text} 占 {whole.text} 的 {plain(exact)}%，原文为 {follower.text}",
        f"{part.text} is {plain(exact)} % of {whole.text}; stated: {follower.text}",
    )
    yield make(report, Kind.SHARES, verdict, [whole, part, follower], words).of(follower.amount, exact)


def _is_member(whole: Figure, part: Figure) -> bool:
    """Whether 其中 or an opening bracket, and no other figure, stands between the two."""
    if whole.value is None or part.value is None or whole.unit == PERCENT:
        return False
    if whole.unit != part.unit and not {whole.unit, part.unit} <= _PEOPLE:
        return False
    if whole.interval.high is None or part.bound == "moreThan":  # 过亿元项目: a class by size, no amount
        return False
    if whole.kind != part.kind or whole.sentence.iri != part.sentence.iri:
        return False
    if _MEAN.search(whole.measure) or _MEAN.search(part.measure):
        return False
    words = between(whole, part)
    marks = list(_WITHIN.finditer(words))
    if not marks:
        return False
    left = words[: marks[-1].start()]
    return not re.search(r"\d", words[marks[-1].end() :]) and not re.search(
        r"\d[^，,、；;]*[，,；;].*\d", left
    )


def _not_above(part: Interval, whole: Interval) -> bool:
    return part.low is None or whole.high is None or part.low <= whole.high


def _structures(report: Report, figures: Sequence[Figure]) -> Iterator[Check]:
    """The three shares of 三次产业结构 make a hundred."""
    for start in range(len(figures) - 2):
        shares = figures[start : start + 3]
        before = figures[start - 1] if start else None
        after = figures[start + 3] if start + 3 < len(figures) else None
        joined = all(_joined(a, b) for a, b in zip(shares, shares[1:], strict=False))
        longer = (before and _joined(before, shares[0])) or (after and _joined(shares[-1], after))
        if not joined or longer or not re.search(r"产业.{0,4}(结构|比重|比例|比)", shares[0].before):
            continue
        total = sum((share.amount for share in shares), Decimal(0))
        span = sum((share.interval for share in shares), NOTHING)
        if not 50 < total < 200:
            continue
        verdict = compared(Interval(_HUNDRED, _HUNDRED), span, total == _HUNDRED)
        added = " + ".join(share.text for share in shares)
        words = (
            f"各部分占比 {added} = {plain(total)}，应为 100",
            f"the shares {added} make {plain(total)}, not 100"
            if total != 100
            else f"the shares {added} make 100",
        )
        yield make(report, Kind.SHARES, verdict, shares, words).of(_HUNDRED, total)


def _joined(first: Figure, second: Figure) -> bool:
    return (
        first.value is not None
        and second.value is not None
        and first.sentence.iri == second.sentence.iri
        and _RATIO.fullmatch(between(first, second)) is not None
    )


def _exact(*figures: Figure) -> bool:
    return all(figure.bound == "exact" for figure in figures)
