"""The figures of a store as the audit reads them: values with what was printed, and their sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from govgraph.graph.audit.precision import Interval, printed, printed_step
from govgraph.graph.reading import NOTHING, Properties, described, local, value, values
from govgraph.graph.store import Reader
from govgraph.ontology.terms import DCT, GOV, OA, RDF, RDFS
from govgraph.ontology.vocabulary import find_unit

_FIGURES = "SELECT ?node ?property ?value WHERE { ?node gov:valueText ?text ; ?property ?value }"
_EVIDENCE = """SELECT DISTINCT ?node ?property ?value WHERE {
  ?claim gov:valueText ?text ; gov:evidence ?node . ?node ?property ?value }"""
_SENTENCES = """SELECT DISTINCT ?node ?property ?value WHERE {
  ?claim gov:valueText ?text ; gov:evidence/gov:sentence ?node . ?node ?property ?value }"""
_SOURCES = """SELECT ?node ?property ?value WHERE { ?node a gov:Source ; ?property ?value }"""

PERCENT, POINTS, TIMES, NO_UNIT = "百分比", "百分点", "倍", "无单位"
"""Names of the units that the audit treats apart."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source: its words, and where they begin in the stored text."""

    iri: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure claimed by a source; terms are given by their local names, links by the claims' IRIs.

    `value` is signed and in base units, None for a rank. `start` and `end` are offsets in the stored
    text; `implied` says that the unit is not printed; `first` and `last` (days) are None
    where the text gives none.
    """

    claim: str
    kind: str
    indicator: str
    measure: str
    value: Decimal | None
    unit: str
    implied: bool
    bound: str
    text: str
    role: str
    stage: str
    start: int
    end: int
    sentence: Sentence
    first: date | None
    last: date | None
    period: str
    inferred: bool
    place: str
    under: tuple[str, ...]
    per_year: bool
    since: date | None
    change_of: str
    baselines: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def counted(self) -> bool:
        """Whether whole numbers of its unit are counted one by one."""
        unit = find_unit(self.unit)
        return unit is not None and unit.kind == "count"

    @property
    def amount(self) -> Decimal:
        """The value; raises where there is none, which is so for ranks only."""
        if self.value is None:
            raise ValueError(f"{self.claim} is a rank")
        return self.value

    @property
    def interval(self) -> Interval:
        """What the printed figure says about the true one."""
        amount = self.amount
        found = printed(abs(amount), self.text, self.bound, self.counted)
        return -found if amount < 0 else found

    @property
    def loose(self) -> Interval:
        """What it says where the last digit may have been cut off instead of rounded."""
        found, step = self.interval, printed_step(abs(self.amount), self.text)
        if self.bound != "exact" or self.amount < 0 or found.high is None:
            return found
        return Interval(found.low, max(found.high, self.amount + step))

    @property
    def before(self) -> str:
        """The words of its sentence that stand before it."""
        return self.sentence.text[: self.start - self.sentence.start]

    @property
    def after(self) -> str:
        """The words of its sentence that stand after it."""
        return self.sentence.text[self.end - self.sentence.start :]


@dataclass(frozen=True, slots=True)
class Report:
    """One source: its name and its figures, in the order of the text."""

    source: str
    title: str
    name: str
    figures: tuple[Figure, ...]

    @property
    def year(self) -> int | None:
        """The year in which most of its results end; of several the last, None where no figure has one."""
        ends = Counter(figure.last.year for figure in self.figures if figure.last and figure.kind == "Result")
        return max(ends, key=lambda year: (ends[year], year), default=None)

    def by_claim(self) -> dict[str, Figure]:
        """Return the figures by the IRIs of their claims."""
        return {figure.claim: figure for figure in self.figures}


def between(first: Figure, second: Figure) -> str:
    """Return the words between two figures of one sentence; all after the first where they are in two."""
    if first.sentence.iri != second.sentence.iri:
        return first.after
    return first.sentence.text[first.end - first.sentence.start : second.start - first.sentence.start]


def reports(store: Reader) -> list[Report]:
    """Return what every source of a store claims in figures, sorted by the source's IRI."""
    claims, evidence = described(store, _FIGURES), described(store, _EVIDENCE)
    sentences = {node.value: _sentence(node, said) for node, said in described(store, _SENTENCES).items()}
    found = defaultdict[str, list[Figure]](list)
    for claim, said in claims.items():
        where = evidence.get(NamedNode(value(said, GOV.evidence)), NOTHING)
        sentence = sentences.get(value(where, GOV.sentence))
        if sentence is not None:
            found[value(where, OA.hasSource)].append(_figure(claim, said, where, sentence))
    sources = described(store, _SOURCES)
    return [_report(source, figures, sources) for source, figures in sorted(found.items())]


def _report(source: str, figures: Sequence[Figure], sources: Mapping[NamedNode, Properties]) -> Report:
    said = sources.get(NamedNode(source), NOTHING)
    title, name = value(said, DCT.title, RDFS.label), value(said, GOV.fileName)
    ordered = tuple(sorted(figures, key=lambda figure: (figure.start, figure.claim)))
    return Report(source, title or name, name or local(source), ordered)


def _sentence(node: NamedNode, said: Properties) -> Sentence:
    return Sentence(node.value, int(value(said, OA.start)), value(said, OA.exact))


def _figure(claim: NamedNode, said: Properties, where: Properties, sentence: Sentence) -> Figure:
    amount = value(said, GOV.value)
    return Figure(
        claim=claim.value,
        kind=_kind(said),
        indicator=value(said, GOV.indicator),
        measure=value(said, GOV.measureText),
        value=Decimal(amount) if amount else None,
        unit=value(said, GOV.unit).rpartition("/unit/")[2],
        implied=GOV.unitImplied in said,
        bound=local(value(said, GOV.bound)),
        text=value(said, GOV.valueText),
        role=local(value(said, GOV.role)),
        stage=local(value(said, GOV.stage)),
        start=int(value(where, OA.start)),
        end=int(value(where, OA.end)),
        sentence=sentence,
        first=_day(said, GOV.start),
        last=_day(said, GOV.end),
        period=value(said, GOV.periodText),
        inferred=GOV.periodInferred in said,
        place=value(said, GOV.place),
        under=tuple(values(said, GOV.initiative)) + tuple(values(said, GOV.actor)),
        per_year=GOV.perYear in said,
        since=_day(said, GOV.since),
        change_of=value(said, GOV.changeOf),
        baselines=tuple(values(said, GOV.baseline)),
        members=tuple(sorted({*values(said, GOV.part), *values(said, GOV.subset)})),
    )


def _kind(said: Properties) -> str:
    types = said.get(RDF.type, ())
    return next((term for term in ("Change", "Target") if GOV[term] in types), "Result")


def _day(said: Properties, name: NamedNode) -> date | None:
    terms = [term for term in said.get(name, ()) if isinstance(term, Literal)]
    return date.fromisoformat(terms[0].value) if terms else None
