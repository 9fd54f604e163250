"""Graphs compared fact by fact: what they say, whoever said it and wherever it stands.

The key of a fact is independent of the text: subject, indicator or predicate, object or value with
unit, period. Two claims with one key are one fact. A fact about a figure has the key of the figure in
the place of its claim. A named thing with its class is a fact too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from govgraph.graph.reading import (
    CLAIMS,
    NOTHING,
    THINGS,
    Properties,
    described,
    label,
    labels,
    value,
    values,
)
from govgraph.graph.store import Reader
from govgraph.ontology.terms import GOV, RDF

_QUANTITIES = (GOV.Change, GOV.Target, GOV.Result)
_SIGNS = {"moreThan": ">", "atLeast": "≥", "lessThan": "<", "atMost": "≤", "approximately": "≈"}
_SEPARATOR = "\x1f"
_WORDS = {
    "en": ("{} facts in both, {} only in A, {} only in B", "is a", "no. {}", "per year", "since {}"),
    "zh": ("两者共有{}项，仅A有{}项，仅B有{}项", "类别", "第{}位", "年均", "较{}"),
}


@dataclass(frozen=True, slots=True, order=True)
class FactKey:
    """What makes two claims the same fact; all fields are text, empty where they do not apply.

    `subject` may be several IRIs, divided by blanks. `object` is an IRI, the key of another fact, or
    words; `value` a decimal in base units; `period` is `start/end` as ISO days, then `since`.
    """

    subject: str
    predicate: str
    kind: str
    object: str = ""
    bound: str = ""
    value: str = ""
    unit: str = ""
    period: str = ""

    def packed(self) -> str:
        """Return the key as one text, for the place of an object or subject."""
        return _SEPARATOR.join(astuple(self))


@dataclass(frozen=True, slots=True)
class Difference:
    """What two graphs do not have in common; true where there is anything."""

    only_a: tuple[FactKey, ...]
    only_b: tuple[FactKey, ...]
    common: int
    labels: Mapping[NamedNode, Mapping[str, str]]

    def __bool__(self) -> bool:
        return bool(self.only_a or self.only_b)

    def lines(self, language: str = "zh") -> list[str]:
        """Return a line that counts, then one for each fact that only A (<) or only B (>) has."""
        marked = [(key, "<") for key in self.only_a] + [(key, ">") for key in self.only_b]
        counts = _WORDS[language][0].format(self.common, len(self.only_a), len(self.only_b))
        return [counts, *(f"{mark} {rendered(key, self.labels, language)}" for key, mark in sorted(marked))]


def compare(a: Reader, b: Reader) -> Difference:
    """Return what two stores do not have in common; neither is changed."""
    left, right = facts(a), facts(b)
    return Difference(
        only_a=tuple(sorted(left.keys() - right.keys())),
        only_b=tuple(sorted(right.keys() - left.keys())),
        common=len(left.keys() & right.keys()),
        labels={**labels(b), **labels(a)},
    )


def facts(store: Reader) -> dict[FactKey, tuple[NamedNode, ...]]:
    """Return the facts of a store, sorted, each with the claims that state it."""
    claims, things = described(store, CLAIMS), described(store, THINGS)
    figures = {
        claim: _figure(said, kind) for claim, said in claims.items() if (kind := _kind(said)) is not None
    }
    found = defaultdict[FactKey, set[NamedNode]](set)
    for claim, said in claims.items():
        if claim in figures:
            found[figures[claim]].add(claim)
        elif RDF.predicate in said:
            found[_relation(said, figures)].add(claim)
        for thing in said.get(GOV.about, ()) if GOV.Mention in said.get(RDF.type, ()) else ():
            if isinstance(thing, NamedNode):
                found[_thing(thing, things.get(thing, NOTHING))].add(claim)
    return {key: tuple(sorted(found[key], key=lambda claim: claim.value)) for key in sorted(found)}


def rendered(key: FactKey, named: Mapping[NamedNode, Mapping[str, str]], language: str = "zh") -> str:
    """Return a fact as one line for reading."""
    _, is_a, rank, per_year, since = _WORDS[language]

    def name(text: str) -> str:
        if _SEPARATOR in text:
            return f"({rendered(FactKey(*text.split(_SEPARATOR)), named, language)})"
        parts = text.split(" ") if text.startswith(("http://", "https://")) else [text]
        return " + ".join(label(part, named, language) if ":" in part else part for part in parts)

    plus = "+" if key.kind == "Change" and key.value and not key.value.startswith("-") else ""
    number = f"{_SIGNS.get(key.bound, '')}{plus}{key.value}"
    unit, _, yearly = key.unit.partition(" ")
    if key.kind == "rank":
        number = rank.format(key.value)
    elif key.value:
        number += ("" if language == "zh" else " ") + name(unit)
    period, _, base = key.period.partition(" ")
    start, _, end = period.partition("/")
    when = f"{start}–{end}" if start and end and start != end else end or start
    predicate = is_a if key.predicate == RDF.type.value else name(key.predicate)
    words = [name(key.subject), predicate, name(key.object) if key.object else ""]
    words += [per_year if yearly else "", number, since.format(base) if base else "", when]
    if key.kind in ("Change", "Target"):
        words.insert(2, name(GOV[key.kind].value))
    return " · ".join(word for word in words if word)


def _kind(said: Properties) -> str | None:
    """Return Change, Target, Result or rank for a figure, None for another claim."""
    types = said.get(RDF.type, ())
    kind = next((known for known in _QUANTITIES if known in types), None)
    if kind is None and GOV.indicator not in said:
        return None
    if GOV.rank in said:
        return "rank"
    return "Result" if kind is None else kind.value.rpartition("#")[2]


def _figure(said: Properties, kind: str) -> FactKey:
    """Return the key of a figure; its subject is what it is reported under, else its place."""
    amount = value(said, GOV.value, GOV.rank)
    yearly = " per-year" if value(said, GOV.perYear) == "true" else ""
    return FactKey(
        subject=" ".join(values(said, GOV.initiative, GOV.actor, GOV.place)),
        predicate=value(said, GOV.indicator, GOV.measureText),
        kind=kind,
        object=value(said, GOV.rankIn, GOV.rankInText) if amount else value(said, GOV.valueText),
        bound=value(said, GOV.bound).rpartition("#")[2],
        value=_plain(amount),
        unit=value(said, GOV.unit) + yearly,
        period=_period(said),
    )


def _relation(said: Properties, figures: Mapping[NamedNode, FactKey]) -> FactKey:
    """Return the key of a relation or recognition, with the count and the period it may have."""

    def end(name: NamedNode) -> str:
        term = next(iter(said.get(name, ())), None)
        return (
            figures[term].packed() if isinstance(term, NamedNode) and term in figures else value(said, name)
        )

    counted = GOV.value in said
    return FactKey(
        subject=end(RDF.subject),
        predicate=value(said, RDF.predicate),
        kind="Relation",
        object=end(RDF.object),
        bound=value(said, GOV.bound).rpartition("#")[2] if counted else "",
        value=_plain(value(said, GOV.value)),
        unit=value(said, GOV.unit) if counted else "",
        period=_period(said),
    )


def _thing(thing: NamedNode, said: Properties) -> FactKey:
    """Return the key of the fact that a thing is named, with its main class."""
    classes = values(said, GOV.kind) or values(said, RDF.type)
    ours = [iri for iri in classes if iri.startswith(GOV.Claim.value.removesuffix("Claim"))] or classes
    return FactKey(subject=thing.value, predicate=RDF.type.value, kind="Thing", object=" ".join(ours))


def _period(said: Properties) -> str:
    start, end, since = value(said, GOV.start), value(said, GOV.end), value(said, GOV.since)
    return f"{start}/{end}" * bool(start or end) + f" {since}" * bool(since)


def _plain(number: str) -> str:
    """Return a number without the zeros that mean nothing; other words unchanged."""
    try:
        text = format(Decimal(number), "f")
    except InvalidOperation:
        return number
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
