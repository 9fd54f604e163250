"""Tell the unit that stands behind a number: the longest known form, no part of the next word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from govgraph.loaders.figures.boundary import starts_word
from govgraph.loaders.lexicon import lazy, read_rows
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


@cache
def _forms() -> dict[str, tuple[str, frozenset[str]]]:
    """The kind of each form, and the signs that may make a longer word of it (人 in 人民, 家 in 家庭)."""
    counters = _counters()
    return {form: (kind, counters.get(form, _UNBLOCKED)[1]) for form, kind in unit_forms().items()}


def find_unit(folded: str, start: int, end: int) -> Unit | None:
    """Return the unit that begins at `start` (blanks skipped), or None; `end` bounds the search."""
    while start < end and folded[start] == " ":
        start += 1
    forms = _forms()
    for length in _lengths().get(folded[start : start + 1], ()):
        position = start + length
        form = folded[start:position]
        if position > end or form not in forms:
            continue
        kind, blocked = forms[form]
        if position == end or not _continues(folded, start, position, end, form, blocked):
            break
    else:
        return None
    text = form.removesuffix("人民币") or form
    for _ in range(2):
        if folded[position : position + 1] not in _RATES or not (rate := _rate_at(folded, position, end)):
            break
        position, text = position + len(rate), text + rate
    return Unit(position, text, kind)


def _continues(folded: str, start: int, stop: int, end: int, form: str, blocked: frozenset[str]) -> bool:
    """Whether the signs of a form begin a longer word here."""
    following = folded[stop]
    if following in blocked and starts_word(folded, start, stop, end):
        return not starts_word(folded, stop, stop + 1, end)  # 12个人居环境项目, 12项目标
    if form[0] in "大小" and len(form) > 1:
        last = _forms().get(form[-1])
        return last is not None and following in last[1] and starts_word(folded, stop - 1, stop, end)
    return following.isascii() and following.isalnum() and form[-1].isascii() and form[-1].isalnum()


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


_MONEY = lazy(r"资金|投资|财政|产值|收入|贷款|征缴|待遇|经费|总值|补贴|补助|税|价|额|产业|计划|工资|GDP")
_PEOPLE = lazy(r"人口|人数|人员|群众|居民|职工|学生|就业|人才|劳动|游客")


def implied_unit(measure: str) -> str:
    """Return 人 or 元 for what is counted without a unit, by the word that stands last in it, or "".

    The head of a Chinese noun phrase is its end.
    """
    last = {"": -1}
    for unit, words in (("人", _PEOPLE), ("元", _MONEY)):
        last[unit] = max((match.end() for match in words.finditer(measure)), default=-1)
    return max(last, key=lambda unit: last[unit])
