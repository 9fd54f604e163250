"""What a review decision must look like: its words brought to one form, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as Number
from decimal import InvalidOperation

from govgraph.graph.review.decisions import NOTHING, Decision, Kind, Verb, is_day
from govgraph.ontology.records import Bound, Period, Predicate, Role, Stage, ThingType
from govgraph.ontology.vocabulary import fields, levels

SUBTYPES = ("Mechanism", "Campaign", "Service", "Project", "Fund", "Facility")
"""Classes below those that types of things stand for."""

_CHINESE: Mapping[str, Mapping[str, str]] = {
    "decision": {
        "采纳": "accept",
        "驳回": "reject",
        "更正": "correct",
        "合并": "merge",
        "拆分": "split",
        "补充": "add",
    },
    "kind": {"事物": "thing", "数字": "figure", "关系": "relation"},
}
_CHINESE_TYPES = {
    "机构": "institution",
    "地点": "place",
    "举措": "initiative",
    "项目": "program",
    "文件": "document",
    "荣誉": "recognition",
    "群体": "group",
    "活动": "event",
    "人物": "person",
}
LINKS = ("part_of", "subset_of", "change_of", "baseline_of")
"""Fields of figures that name another figure, by what it measures and its words (市场主体3000户)."""
_DETAILS = ("en", "gloss", "level", "field", "subtype")
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.THING: ("name", "type", *_DETAILS),
    Kind.FIGURE: (
        *("indicator", "measure", "value", "unit", "bound", "role", "period", "since"),
        *("subject", "stage", "rank_in", *LINKS),
    ),
    Kind.RELATION: ("subject", "predicate", "object", "stage"),
}
"""What `correct` can change, by kind."""
_WITH_ADD: Mapping[Kind, tuple[str, ...]] = {
    Kind.THING: _DETAILS,
    Kind.FIGURE: ("since", "stage", *LINKS),
    Kind.RELATION: ("stage",),
}
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.THING: ("subject",),
    Kind.FIGURE: ("what",),
    Kind.RELATION: ("subject", "what", "object"),
}
_NEEDED_TO_ADD: Mapping[Kind, tuple[str, ...]] = {
    Kind.THING: ("subject", "what"),
    Kind.FIGURE: ("what", "value", "quote"),
    Kind.RELATION: ("subject", "what", "object", "quote"),
}
ROLES = ("result", "change", "change per year", "target", "rank")
"""The roles of figures as far as they tell facts apart."""
SINCE = " since "
"""In `period`, before the day that a change is measured from."""
_BARE = ("indicator", "measure", "value", "role", "name", "type", "predicate", "bound", "stage")
"""Fields that cannot be empty."""


def normal(decision: Decision) -> Decision:
    """Return a decision with its Chinese words for verb, kind and type as the English ones."""
    told = {
        name: words.get(getattr(decision, name), getattr(decision, name)) for name, words in _CHINESE.items()
    }
    what = decision.what
    if told["kind"] == Kind.THING:
        what = _CHINESE_TYPES.get(what, what)
    return replace(decision, what=what, **told)


def checked(decision: Decision) -> list[str]:
    """Return what is wrong with a decision, each with what to do; nothing if it can be taken."""
    wrong = [*_among("decision", decision.decision, Verb), *_among("kind", decision.kind, Kind)]
    return wrong or list(_checked(decision))


def _checked(one: Decision) -> Iterator[str]:
    kind, verb = Kind(one.kind), one.verb
    needed = [*(_NEEDED_TO_ADD if verb is Verb.ADD else _NEEDED)[kind], "who", "when"]
    needed += [] if verb in (Verb.ACCEPT, Verb.ADD) else ["why"]
    if kind is Kind.FIGURE and verb is not Verb.ADD and one.quote:
        needed.remove("what")
    needed += {Verb.CORRECT: ["field", "new"], Verb.MERGE: ["new"], Verb.SPLIT: ["new"]}.get(verb, [])
    for name in needed:
        if not getattr(one, name):
            yield f"{name} is empty; {verb} {kind} needs it"
    if one.when and not is_day(one.when):
        yield f"when is {one.when!r}; write the day as 2021-03-02"
    if one.nth and not re.fullmatch(r"[1-9]\d{0,3}", one.nth):
        yield f"nth is {one.nth!r}; write 1 for the first in the text, 2 for the second"
    if verb in (Verb.MERGE, Verb.SPLIT) and kind is not Kind.THING:
        yield f"{verb} is for things, not for a {kind}; reject or correct it"
    if verb is Verb.SPLIT and not (one.object or one.quote):
        yield "object is empty; name the forms to split off, divided by bars, or give their words in quote"
    yield from _key(one, kind)
    if verb in (Verb.CORRECT, Verb.ADD):
        yield from _changes(one, kind)
    elif one.field:
        yield f"field is given, but {verb} changes none; correct does"


def _key(one: Decision, kind: Kind) -> Iterator[str]:
    if kind is Kind.THING and one.what:
        yield from _among("what", one.what, ThingType)
    if kind is Kind.RELATION and one.what:
        yield from _among("what", one.what, Predicate)
    if kind is Kind.FIGURE:
        if one.role:
            yield from _among("role", one.role, (*ROLES, *Role))
        when, _, since = one.period.partition(SINCE)
        for cell, text in (("bound", one.bound), ("value", one.value), ("period", when), ("since", since)):
            if text:
                yield from _valid("period" if cell == "since" else cell, cell, text)
        return
    for name in ("role", "bound", "value", "unit", "period"):
        if getattr(one, name):
            yield f"{name} is for figures; empty it"


def _changes(one: Decision, kind: Kind) -> Iterator[str]:
    try:
        changes = one.changes
    except ValueError:
        yield "field and new have not the same number of parts; divide both by bars, and write - for nothing"
        return
    allowed = (_WITH_ADD if one.verb is Verb.ADD else FIELDS)[kind]
    for name, value in changes:
        if name not in allowed:
            yield f"field {name!r} cannot be changed; it can be {', '.join(allowed)}"
        elif value == NOTHING:
            if name in _BARE:
                yield f"{name} cannot be empty; say what it is"
        else:
            yield from _valid("new", name, value)


def _valid(cell: str, name: str, value: str) -> Iterator[str]:
    """Yield what is wrong with the value of a field that stands in a cell."""
    lists: Mapping[str, Iterable[str]] = {
        "type": ThingType,
        "subtype": SUBTYPES,
        "level": levels(),
        "field": fields(),
        "bound": Bound,
        "role": Role,
        "stage": Stage,
        "predicate": Predicate,
    }
    readers: Mapping[str, Callable[[str], object]] = {"value": number, "period": period, "since": period}
    if name in lists:
        yield from _among(cell, value, lists[name])
    elif name in readers:
        try:
            readers[name](value)
        except ValueError:
            like = "12.5 in base units (万 is 10000)" if name == "value" else "2020-11-23, 2020 or 2016/2020"
            yield f"{cell} is {value!r}, no {name}; write it as {like}"


def _among(cell: str, value: str, known: Iterable[str]) -> Iterator[str]:
    choices = list(map(str, known))
    if value not in choices:
        yield f"{cell} is {value or 'empty'!r}; it must be one of {', '.join(choices)}"


def number(text: str) -> Number:
    """Read a value; raises `ValueError` where it is no number."""
    try:
        value = Number(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return value


def period(text: str) -> Period:
    """Read a period: a day (a state at that day), a year or month, or two of them around a slash.

    Raises `ValueError` where it is none of these.
    """
    first, slash, last = text.partition("/")
    if not slash:
        start, end = _days(text)
        return Period("", None if start == end else start, end)
    begin = _days(first)[0] if first else None
    close = _days(last)[1] if last else None
    if begin is None and close is None or begin is not None and close is not None and begin > close:
        raise ValueError(text)
    return Period("", begin, close)


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise ValueError(text)
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return date(year, 1, 1), date(year, 12, 31)
