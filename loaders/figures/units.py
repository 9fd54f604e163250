"""Tell the unit that stands behind a number: the longest known form, no part of the next word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from govgraph.loaders.figures.boundary import starts_word
from govgraph.loaders.lexicon import read_rows
from govgraph.ontology.vocabulary import units

_PER = (
    "年",
    "月",
    "季度",
    "季",
    "人",
    "日",
    "天",
    "户",
    "次",
    "学年",
    "周",
    "度",
    "村",
    "班",
    "期",
    "生",
    "床",
)


_RATES = frozenset("/每")
_UNBLOCKED: tuple[bool, frozenset[str]] = (True, frozenset())


@dataclass(slots=True)
class Unit:
    """A unit as written: where it ends, its text without blanks, and its kind (count, money, ratio …)."""

    end: int
    text: str
    kind: str


@cache
def unit_forms() -> dict[str, str]:
    """Return the kind of each form of `ontology/units.tsv`."""
    return {form: unit.kind for unit in units().values() for form in unit.forms}


@cache
def _lengths() -> dict[str, list[int]]:
    """The lengths of the forms that begin with a sign, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in (*unit_forms(), *_PER):
        lengths[form[0]].add(len(form))
    return {sign: sorted(found, reverse=True) for sign, found in lengths.items()}


@cache
def _counters() -> dict[str, tuple[bool, frozenset[str]]]:
    rows = read_rows("counters.tsv")
    return {row["form"]: (row["strong"] == "yes", frozenset(row["blocked"])) for row in rows}


def is_strong(form: str) -> bool:
    """Return whether a form counts even behind a Chinese numeral (三家, but not 三村)."""
    return _counters()[form][0] if form in _counters() else len(form) > 1


def find_unit(folded: str, start: int, end: int) -> Unit | None:
    """Return the unit that begins at `start` (blanks skipped), or None; `end` bounds the search."""
    while start < end and folded[start] == " ":
        start += 1
    form = _form_at(folded, start, end)
    if form is None:
        return None
    position, text = start + len(form), form
    for _ in range(2):
        if folded[position : position + 1] not in _RATES or not (rate := _rate_at(folded, position, end)):
            break
        position, text = position + len(rate), text + rate
    return Unit(position, text, unit_forms()[form])


def _form_at(folded: str, start: int, end: int) -> str | None:
    forms = unit_forms()
    for length in _lengths().get(folded[start : start + 1], ()):
        form = folded[start : start + length]
        if (
            form in forms
            and start + length <= end
            and not _continues(folded, start, start + length, end, form)
        ):
            return form
    return None


def _continues(folded: str, start: int, stop: int, end: int, form: str) -> bool:
    """Whether the signs of a form begin a longer word here (人 in 人民, 家 in 家庭)."""
    if stop >= end:
        return False
    following = folded[stop]
    if form[-1].isascii() and form[-1].isalnum():
        return following.isascii() and following.isalnum()
    if len(form) > 1 and form[0] in "大小" and _continues(folded, stop - 1, stop, end, form[-1]):
        return True
    _, blocked = _counters().get(form, _UNBLOCKED)
    return following in blocked and starts_word(folded, start, stop, end)


def _rate_at(folded: str, start: int, end: int) -> str:
    """Return the text of a rate whose sign is at `start` (/人, /立方米, 每平方米), or an empty string."""
    if start + 1 >= end:
        return ""
    begin = start + 1
    while begin < end and folded[begin] in "万亿百千":
        begin += 1
    for length in _lengths().get(folded[begin : begin + 1], ()):
        form = folded[begin : begin + length]
        if begin + length <= end and (form in unit_forms() or form in _PER):
            return folded[start : begin + length]
    return ""
