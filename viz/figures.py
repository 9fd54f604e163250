"""Figures as a reader wants them: value with unit and bound, in Chinese as written, in English worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from govgraph.ontology.terms import GOV, PREFIXES
from govgraph.ontology.vocabulary import find_unit
from govgraph.viz.model import Figure, Label, Part
from govgraph.viz.statements import Statements, local, short

_SIGNS = {"moreThan": "> ", "atLeast": "≥ ", "lessThan": "< ", "atMost": "≤ ", "approximately": "≈ "}
_KINDS = (GOV.Result.value, GOV.Change.value, GOV.Target.value)


def figures_by_thing(said: Statements) -> Mapping[str, tuple[Figure, ...]]:
    """Return the figures of every thing, in the order of the claims.

    A baseline, change or target that belongs to a result is shown with it, not beside it. A figure
    with neither initiative nor actor goes to its place.
    """
    type_ = PREFIXES["rdf"] + "type"
    quantities = [claim for claim in sorted(said.claims) if set(said.of(claim).get(type_, ())) & set(_KINDS)]
    inner: set[str] = set()
    totals: dict[str, str] = {}
    for claim in quantities:
        for name in (GOV.change, GOV.baseline, GOV.target):
            inner.update(said.of(claim).get(name.value, ()))
        if said.first(claim, "gov", "changeOf"):
            inner.add(claim)
        for name in (GOV.subset, GOV.part):
            totals.update((part, short(claim)) for part in said.of(claim).get(name.value, ()))
    found: dict[str, list[Figure]] = defaultdict(list)
    for claim in quantities:
        if claim in inner:
            continue
        figure = _figure(said, claim, totals.get(claim, ""))
        for thing in _owners(said, claim):
            found[thing].append(figure)
    return {thing: tuple(sorted(figures, key=_position)) for thing, figures in found.items()}


def _position(figure: Figure) -> tuple[str, int, str]:
    first = figure.quotes[0] if figure.quotes else None
    return (first.source, first.at, figure.claim) if first else ("", -1, figure.claim)


def _owners(said: Statements, claim: str) -> tuple[str, ...]:
    for name in (GOV.initiative, GOV.actor, GOV.place):
        owners = said.of(claim).get(name.value, ())
        if owners:
            return owners
    return ()


def _figure(said: Statements, claim: str, total: str) -> Figure:
    before = said.first(claim, "gov", "baseline")
    fields = said.fields(claim)
    return Figure(
        claim=short(claim),
        name=_measure(said, claim),
        value=_value(said, claim),
        period=_period(said, claim),
        field=short(fields[0]) if fields else "",
        stage=local(said.first(claim, "gov", "stage")),
        role=local(said.first(claim, "gov", "role")),
        before=_part(said, before) if before else None,
        changes=tuple(_part(said, change) for change in said.of(claim).get(GOV.change.value, ())),
        targets=tuple(_part(said, target) for target in said.of(claim).get(GOV.target.value, ())),
        part_of=total,
        quotes=said.quotes(claim),
    )


def _part(said: Statements, claim: str) -> Part:
    return Part(_value(said, claim), said.quotes(claim))


def _measure(said: Statements, claim: str) -> Label:
    indicator = said.first(claim, "gov", "indicator")
    if indicator:
        return said.name(indicator)
    return Label(said.first(claim, "gov", "measureText"))


def _period(said: Statements, claim: str) -> Label:
    """Return the period as written, and in English its days, or its months or years where they are whole."""
    start, end = (said.first(claim, "gov", name) for name in ("start", "end"))
    days = (start[5:], end[5:])
    if days == ("01-01", "12-31"):
        start, end = start[:4], end[:4]
    elif start.endswith("-01") and start[:7] == end[:7] and _ends_month(end):
        start, end = start[:7], end[:7]
    told = end if start in ("", end) else f"{start} – {end}"
    return Label(said.first(claim, "gov", "periodText") or told, told)


def _ends_month(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(1)).day == 1


def _value(said: Statements, claim: str) -> Label:
    """Return the value as written, and in English with its bound as a sign and the unit's name."""
    kinds = said.of(claim).get(PREFIXES["rdf"] + "type", ())
    text = said.first(claim, "gov", "valueText")
    rank = said.first(claim, "gov", "rank")
    where = said.first(claim, "gov", "rankInText")
    raw = said.first(claim, "gov", "value")
    if rank:
        area = said.first(claim, "gov", "rankIn")
        english = said.name(area).en if area else ""
        zh = text if where in text else where + text
        return Label(zh or f"第{rank}", f"No. {rank}" + (f" in {english}" if english else ""))
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return Label(text)
    name = _unit(said, claim)
    sign = _SIGNS.get(local(said.first(claim, "gov", "bound")), "")
    if GOV.Change.value in kinds:
        rising = "+" if number >= 0 else "−"
        english = f"{sign}{rising}{_grouped(abs(number))}{_after(name)}" + _basis(said, claim)
        word = "上升" if number >= 0 else "下降"
        since = said.first(claim, "gov", "sinceText")
        zh = ("较" + since.removeprefix("较").removeprefix("比") if since else "") + word + (text or raw)
        return Label(zh, english)
    aim = Label("目标", "target ") if GOV.Target.value in kinds else Label("")
    return Label(aim.zh + (text or raw + name.zh), f"{aim.en}{sign}{_grouped(number)}{_after(name)}")


def _basis(said: Statements, claim: str) -> str:
    if said.first(claim, "gov", "perYear") == "true":
        return " a year"
    since = said.first(claim, "gov", "since")
    return f" since {since[:4]}" if since else ""


def _grouped(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(said: Statements, claim: str) -> Label:
    """Return the unit; a counter (户, 家, 项) has no English name, since the measure says what is counted."""
    unit = said.first(claim, "gov", "unit")
    if not unit:
        return Label(said.first(claim, "gov", "unitText"))
    name = said.name(unit)
    known = find_unit(name.zh)
    return Label(name.zh) if known is not None and known.kind == "count" else name


def _after(unit: Label) -> str:
    if not unit.en:
        return ""
    return "%" if unit.en == "per cent" else " " + unit.en
