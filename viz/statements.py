"""Answers of a store as plain values: what is said about each node, and the quotes behind a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions

from govgraph.ontology.terms import BASE, GOV, PREFIXES
from govgraph.viz.model import Label, Quote

if TYPE_CHECKING:
    from govgraph.graph.store import Reader

Properties = Mapping[str, tuple[str, ...]]
"""Values of one node by property, both IRIs or lexical forms."""

_NONE: Properties = {}


def rows(store: Reader, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the answer to the query `name` of this folder; an unbound variable is empty."""
    text = files("govgraph.viz").joinpath(name).read_text(encoding="utf-8")
    answer = store.query(text)
    assert isinstance(answer, QuerySolutions)
    for solution in answer:
        yield tuple("" if term is None else str(getattr(term, "value", term)) for term in solution)


def local(iri: str) -> str:
    """Return the last part of an IRI: the name of a term in its namespace."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def short(iri: str) -> str:
    """Return an IRI of the project without its base, any other one as it is."""
    return iri.removeprefix(BASE)


@dataclass(frozen=True)
class Statements:
    """What a store says, read once and kept by node."""

    store: Reader

    @cached_property
    def claims(self) -> Mapping[str, Properties]:
        """Every claim with its properties."""
        return _grouped(rows(self.store, "claims.rq"))

    @cached_property
    def things(self) -> Mapping[str, Properties]:
        """Every named thing with its classes, fields, place and level."""
        return _grouped(rows(self.store, "things.rq"))

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """Names of things and terms."""
        text = files("govgraph.viz").joinpath("labels.rq").read_text(encoding="utf-8")
        answer = self.store.query(text)
        assert isinstance(answer, QuerySolutions)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for term, label in answer:
            found[str(getattr(term, "value", ""))].setdefault(
                str(getattr(label, "language", "")), str(getattr(label, "value", ""))
            )
        return {term: Label(tags.get("zh", ""), tags.get("en", "")) for term, tags in found.items()}

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, str]]:
        """Label, date, place, field and number of every source and section."""
        names = ("label", "issued", "place", "field", "number")
        found: dict[str, Mapping[str, str]] = {}
        for node, *values in rows(self.store, "sources.rq"):
            found.setdefault(node, dict(zip(names, values, strict=True)))
        return found

    @cached_property
    def _evidence(self) -> Mapping[str, tuple[str, ...]]:
        return {first: rest for first, *rest in map(tuple, rows(self.store, "evidence.rq"))}  # type: ignore[misc]

    def name(self, iri: str) -> Label:
        """Return the label of a node, or the last part of its IRI where it has none."""
        known = self.labels.get(iri)
        if known is not None and (known.zh or known.en):
            return known
        return Label(local(iri))

    def of(self, claim: str) -> Properties:
        """Return the properties of a claim; none where the store does not know it."""
        return self.claims.get(claim, _NONE)

    def first(self, claim: str, prefix: str, term: str) -> str:
        """Return one value of a property of a claim, or the empty string."""
        return next(iter(self.of(claim).get(PREFIXES[prefix] + term, ())), "")

    def quotes(self, claim: str) -> tuple[Quote, ...]:
        """Return the words behind a claim, in the order of the text."""
        found: list[Quote] = []
        for evidence in self.of(claim).get(GOV.evidence.value, ()):
            if evidence not in self._evidence:
                continue
            start, end, begin, text, section, source = self._evidence[evidence]
            offset = int(begin)
            about = self.sources.get(source, {})
            found.append(
                Quote(
                    claim=short(claim),
                    sentence=text,
                    start=int(start) - offset,
                    end=int(end) - offset,
                    at=int(start),
                    section=self.sources.get(section, {}).get("label", ""),
                    source=about.get("label", "") or local(source),
                    issued=about.get("issued", ""),
                    confidence=self.first(claim, "gov", "confidence"),
                    rule=self.first(claim, "gov", "rule"),
                )
            )
        return tuple(sorted(found, key=lambda quote: (quote.source, quote.at, quote.end)))

    def fields(self, claim: str) -> tuple[str, ...]:
        """Return the fields of a claim: its own, or those of the sections of its evidence."""
        own = self.of(claim).get(GOV.field.value, ())
        if own:
            return own
        found: list[str] = []
        for evidence in self.of(claim).get(GOV.evidence.value, ()):
            section = self._evidence[evidence][4] if evidence in self._evidence else ""
            field = self.sources.get(section, {}).get("field", "")
            if field and field not in found:
                found.append(field)
        return tuple(found)


def _grouped(answer: Iterator[tuple[str, ...]]) -> Mapping[str, Properties]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node, name, value in answer:
        if value not in found[node][name]:
            found[node][name].append(value)
    return {
        node: {name: tuple(values) for name, values in properties.items()}
        for node, properties in found.items()
    }
