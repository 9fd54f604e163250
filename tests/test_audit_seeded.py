"""Figures changed in real texts, in identities that hold unchanged: every change must be found.

One figure of one check in each sentence is changed by more than its printed digits leave open; the
text is then read and audited anew.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from audits import FOUND, audit_of, replaced

from govgraph.graph.audit.findings import Check, Kind, Verdict
from govgraph.graph.audit.precision import printed_step

CORPUS = (
    "city-028",
    "city-119",
    "county-033",
    "county-067",
    "county-095",
    "county-100",
    "county-148",
    "province-2026-07",
    "province-2026-26",
)
"""Texts of the corpus with many checks, or with rare ones."""

HOLDS = (Verdict.CONSISTENT, Verdict.WITHIN_ROUNDING)


def seeded(check: Check) -> tuple[int, int, str] | None:
    """Where a check is to be changed, and the digits to put there; None where it has nothing to change."""
    last, first = check.figures[-1], check.figures[0]
    figure, value = last, last.amount
    if check.kind is Kind.LIST:
        names = int(check.computed or 0)
        if len(check.figures) > 1 or names < 2 or not last.text[0].isdigit():
            return None
        value = Decimal(names - 1) if "“等”" in check.zh else Decimal(names + 7)
    elif check.kind in (Kind.PARTS, Kind.TWICE, Kind.SHARES):
        figure, value = (
            first,
            first.amount + max(first.amount / 3, 20 * printed_step(first.amount, first.text)),
        )
    elif check.kind is Kind.SUBSET:
        value = first.amount * 3
    elif check.kind is Kind.RATE:
        value = last.amount + 101
    elif check.kind in (Kind.CHANGE, Kind.YEARLY):
        value = last.amount * 4
    if any(other.bound != "exact" for other in check.figures) or not figure.text[0].isdigit() or value <= 0:
        return None
    return figure.start, figure.end, digits(figure.text, figure.amount, value)


def digits(text: str, old: Decimal, new: Decimal) -> str:
    """The digits that print a new value as the old one was: same 万 or 亿, same decimals."""
    step = printed_step(abs(old), text)
    decimals = (
        len(text.partition(".")[2].rstrip("".join(set(text) - set("0123456789")))) if "." in text else 0
    )
    return format((abs(new) / step).to_integral_value() * Decimal(1).scaleb(-decimals), f".{decimals}f")


def changed(text: str) -> tuple[str, list[Check]]:
    """The text with one figure changed in every sentence that has a check to change, and these checks."""
    used: set[str] = set()
    places: list[tuple[int, int, str]] = []
    checks: list[Check] = []
    order = list(Kind)
    for check in sorted(
        audit_of(text).checks(), key=lambda check: (order.index(check.kind), check.figures[0].start)
    ):
        place = seeded(check)
        sentences = {sentence.iri for sentence in check.sentences}
        if check.verdict in HOLDS and place is not None and not sentences & used:
            used |= sentences
            places.append(place)
            checks.append(check)
    for start, end, number in sorted(places, reverse=True):
        text = replaced(text, start, end, number)
    return text, checks


def missed(text: str) -> tuple[int, list[str]]:
    """How many figures were changed, and the checks whose change was not found."""
    after, checks = changed(text.lstrip("\ufeff"))
    found = {
        (check.kind, bare(sentence.text))
        for check in audit_of(after).checks()
        if check.verdict in FOUND
        for sentence in check.sentences
    }
    lost = [
        f"{check.kind}: {check.zh}"
        for check in checks
        if not any((check.kind, bare(sentence.text)) in found for sentence in check.sentences)
    ]
    return len(checks), lost


def bare(sentence: str) -> str:
    """A sentence without its digits, which is the same before and after the change."""
    return re.sub(r"\d[\d.,]*", "0", sentence)


def test_every_changed_figure_of_the_brief_is_found(brief: Path) -> None:
    count, lost = missed(brief.read_text("utf-8"))
    assert lost == [] and count >= 12


def test_every_changed_figure_of_the_article_is_found(article: Path) -> None:
    count, lost = missed(article.read_text("utf-8-sig"))
    assert lost == [] and count >= 12


@pytest.mark.parametrize("name", CORPUS)
def test_every_changed_figure_of_a_work_report_is_found(shared: Path, name: str) -> None:
    count, lost = missed((shared / "corpus" / f"{name}.txt").read_text("utf-8-sig"))
    assert lost == [] and count > 0
