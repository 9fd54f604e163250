"""Parts against wholes: exhaustive parts, and members named with 其中.

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

from govgraph.graph.audit.claimed import PERCENT, POINTS, TIMES, Figure, Report, between
from govgraph.graph.audit.findings import Check, Kind, Verdict, compared, make, plain, scaled
from govgraph.graph.audit.precision import NOTHING, Interval
from govgraph.ontology.tables import read_rows, split_cell

_OPENS = re.compile(r"\s*[（(]\s*|[，,]\s*(?:包括|分别是|分别为|即)")
_OPEN_END = re.compile(r"其中|等|包括|含")
_WITHIN = re.compile(r"其中")
_CLASS = re.compile(
    r"(?:超|过)?\d[\d.]*[万亿千百]*(?:[吨元千瓦米里亩]+(?:级|以上|以下)|级|[吨元]+(?=项目|企业))"
)
"""A class by size (10万吨级码头, 5亿元以上项目), no figure of its own."""
_BREAK = re.compile(r"[。；;！？]")
_PEOPLE = frozenset(("人", "名", "位"))
_MEAN = re.compile("均|率|标准|价|每|人口|(?:纯|可支配|居民)收入")
"""Means and rates do not add up."""
_LEVELS = ("roleLevel", "roleCumulative")


@cache
def partitions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a whole is called (empty: anything else) and the classes that make it up."""
    rows = read_rows("partitions.tsv", ("whole", "classes", "example"))
    return tuple((row["whole"], split_cell(row["classes"])) for _, row in rows)


def sums(report: Report) -> Iterator[Check]:
    """Yield the checks of parts, members and shares of a report."""
    for _, group in groupby(report.figures, key=lambda figure: figure.sentence.iri):
        sentence = [figure for figure in group if figure.value is not None]
        results = [figure for figure in sentence if figure.kind == "Result" and figure.role in _LEVELS]
        targets = [figure for figure in sentence if figure.kind == "Target"]
        for amounts in (results, targets):
            yield from _bracketed(report, amounts)
            yield from _partitioned(report, amounts)
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
    for whole, part in members(report):
        yield _member(report, whole, part)


def members(report: Report) -> list[tuple[Figure, Figure]]:
    """Return each whole with each member that is named right after 其中, in the order of the claims."""
    by = report.by_claim()
    linked = {(whole.claim, part) for whole in report.figures for part in whole.members}
    people = [figure for figure in report.figures if figure.unit in _PEOPLE and figure.role in _LEVELS]
    linked |= {(whole.claim, part.claim) for whole, part in zip(people, people[1:], strict=False)}
    next_to = zip(report.figures, report.figures[1:], strict=False)
    linked |= {(whole.claim, part.claim) for whole, part in next_to if whole.kind == "Change"}
    pairs = ((by[first], by[second]) for first, second in sorted(linked) if first in by and second in by)
    return [(whole, part) for whole, part in pairs if _is_member(whole, part)]


def _member(report: Report, whole: Figure, part: Figure) -> Check:
    """A member is not above its whole; a rise may be, where the other members fell."""
    more = part.interval.low is not None and whole.interval.high is not None
    above = more and not _not_above(part.interval, whole.interval)
    rise = whole.kind == "Change"
    verdict = Verdict.CONSISTENT if not above else Verdict.CANNOT_TELL if rise else Verdict.INCONSISTENT
    sign = ">" if part.amount > whole.amount else "≤"
    words = (
        f"其中的 {part.measure}{part.text} {'大于' if above else '不大于'}整体 {whole.measure}{whole.text}",
        f"of the whole: {part.text} {sign} {whole.text}",
    )
    check = make(report, Kind.SUBSET, verdict, [whole, part], words)
    return check.of(whole.amount, part.amount)


def _is_member(whole: Figure, part: Figure) -> bool:
    """Whether 其中 or an opening bracket, and no other figure, stands between the two."""
    if whole.value is None or part.value is None or whole.unit == PERCENT:
        return False
    if whole.unit != part.unit and not {whole.unit, part.unit} <= _PEOPLE:
        return False
    if whole.interval.high is None or _is_class(part):
        return False
    if whole.kind not in (part.kind, "Change") or whole.sentence.iri != part.sentence.iri:
        return False
    if whole.kind == "Change" and (whole.amount < 0 or whole.unit in (POINTS, TIMES)):
        return False
    if _MEAN.search(whole.measure) or _MEAN.search(part.measure):
        return False
    words = _CLASS.sub("", between(whole, part))
    marks = list(_WITHIN.finditer(words))
    if not marks:
        return False
    left = words[: marks[-1].start()]
    return not re.search(r"\d", words[marks[-1].end() :]) and not re.search(
        r"\d[^，,、；;]*[，,；;].*\d", left
    )


def _is_class(figure: Figure) -> bool:
    """Whether a figure only says which things are meant: 过亿元项目, 10亿元以上项目."""
    return figure.bound in ("moreThan", "atLeast") and not re.match(r"[，,、。；;）)\s]|$", figure.after)


def _not_above(part: Interval, whole: Interval) -> bool:
    return part.low is None or whole.high is None or part.low <= whole.high


def _exact(*figures: Figure) -> bool:
    return all(figure.bound == "exact" for figure in figures)
