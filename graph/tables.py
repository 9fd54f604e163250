"""A store as a table of figures (CSV) and as a network of things (GraphML, GEXF)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from govgraph.graph.measures import add_measures
from govgraph.graph.reading import (
    CLAIMS,
    EVIDENCE,
    NOTHING,
    THINGS,
    Labels,
    Properties,
    described,
    label,
    labels,
    local,
    value,
    values,
)
from govgraph.graph.store import Reader
from govgraph.ontology.terms import BASE, GOV, OA, RDF

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

COLUMNS = (
    "indicator_zh",
    "indicator_en",
    "value",
    "unit",
    "bound",
    "role",
    "stage",
    "place",
    "start",
    "end",
    "period",
    "initiative",
    "actor",
    "field",
    "as_written",
    "source",
    "sentence",
    "quote",
    "claim",
)
"""Columns of the table of figures; `sentence` and `quote` are left out with the words of the sources."""

_QUOTED = ("sentence", "quote")
_FIGURES = {GOV.Result: "", GOV.Change: "change", GOV.Target: "target"}
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def write_csv(store: Reader, stream: IO[bytes], *, quotes: bool = True) -> None:
    """Write a row for every result, change and target, in the order of the sources and their text.

    UTF-8 with a mark at the front, by which spreadsheets know it; lines end as RFC 4180 says. A cell
    that a spreadsheet would take for a formula begins with an apostrophe; numbers never do.
    """
    columns = [name for name in COLUMNS if quotes or name not in _QUOTED]
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, columns, extrasaction="ignore")
        writer.writeheader()
        for row in figure_rows(store):
            writer.writerow({name: guarded(cell) for name, cell in row.items()})
    finally:
        text.detach()


def figure_rows(store: Reader) -> Iterator[dict[str, str]]:
    """Yield a row of `COLUMNS` for every result, change and target; several values are joined by “; ”."""
    claims, evidence, named = described(store, CLAIMS), described(store, EVIDENCE), labels(store)
    found = [
        (said, _first(evidence, said, GOV.evidence), role, claim)
        for claim, said in claims.items()
        if (role := _role(said)) is not None
    ]
    for said, words, role, claim in sorted(found, key=lambda row: _position(row[1], row[3])):
        yield _row(said, words, evidence, named) | {"role": role, "claim": claim.value}


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def network(store: Reader) -> Network:
    """Return the things of a store and the relations that its claims state between them.

    Nodes are keyed by their IRI without the project's base, edges by that of their claim. Both have
    `label` (Chinese) and `label_en`; nodes `type` and `field`, edges `relation` and `confidence`.
    """
    import networkx

    named, things = labels(store), described(store, THINGS)
    graph: Network = networkx.MultiDiGraph()
    for thing, said in things.items():
        kind = _class(said)
        graph.add_node(
            thing.value.removeprefix(BASE),
            label=label(thing.value, named),
            label_en=named.get(thing, {}).get("en", ""),
            type=local(kind),
            field=_named(said, named, GOV.field),
        )
    for claim, said in described(store, CLAIMS).items():
        ends = [term for name in (RDF.subject, RDF.object) for term in said.get(name, ())[:1]]
        if len(ends) == 2 and all(end in things for end in ends):
            predicate = value(said, RDF.predicate)
            subject, object_ = (str(end.value).removeprefix(BASE) for end in ends)
            graph.add_edge(
                subject,
                object_,
                key=claim.value.removeprefix(BASE),
                label=label(predicate, named),
                label_en=label(predicate, named, "en"),
                relation=local(predicate),
                confidence=float(value(said, GOV.confidence) or 0),
                claim=claim.value,
            )
    return graph


def write_graphml(store: Reader, stream: IO[bytes]) -> None:
    """Write the network with its measures as GraphML (http://graphml.graphdrawing.org)."""
    import networkx

    graph = network(store)
    add_measures(graph)
    lines = networkx.generate_graphml(graph, named_key_ids=True)
    stream.write(("\n".join(lines) + "\n").encode())


def write_gexf(store: Reader, stream: IO[bytes]) -> None:
    """Write the network with its measures as GEXF 1.2 (https://gexf.net), without the day it was written."""
    import networkx

    graph = network(store)
    add_measures(graph)
    buffer = io.BytesIO()
    networkx.write_gexf(graph, buffer, version="1.2draft")
    stream.write(_CLOCK.sub("", buffer.getvalue().decode("utf-8")).encode() + b"\n")


def _row(
    said: Properties, words: Properties, evidence: Mapping[NamedNode, Properties], named: Labels
) -> dict[str, str]:
    indicator = value(said, GOV.indicator)
    return {
        "indicator_zh": label(indicator, named) if indicator else value(said, GOV.measureText),
        "indicator_en": named.get(NamedNode(indicator), {}).get("en", "") if indicator else "",
        "value": value(said, GOV.value, GOV.rank),
        "unit": _named(said, named, GOV.unit),
        "bound": local(value(said, GOV.bound)),
        "stage": local(value(said, GOV.stage)),
        "place": _named(said, named, GOV.place),
        "start": value(said, GOV.start),
        "end": value(said, GOV.end),
        "period": value(said, GOV.periodText),
        "initiative": _named(said, named, GOV.initiative),
        "actor": _named(said, named, GOV.actor),
        "field": _named(said, named, GOV.field),
        "as_written": value(said, GOV.valueText),
        "source": _named(words, named, OA.hasSource),
        "sentence": value(_first(evidence, words, GOV.sentence), OA.exact),
        "quote": value(words, OA.exact),
    }


def _role(said: Properties) -> str | None:
    """Return the role of a figure in one word, None for other claims."""
    types = said.get(RDF.type, ())
    kind = next((kind for kind in _FIGURES if kind in types), None)
    if kind is None:
        return None
    role = local(value(said, GOV.role)).removeprefix("role")
    return _FIGURES[kind] or role.lower()


def _class(said: Properties) -> str:
    classes = values(said, GOV.kind) or values(said, RDF.type)
    return next((iri for iri in classes if iri.startswith(f"{BASE}ns#")), next(iter(classes), ""))


def _first(nodes: Mapping[NamedNode, Properties], said: Properties, name: NamedNode) -> Properties:
    """Return what is said of the first value of a property."""
    node = next(iter(said.get(name, ())), None)
    return nodes.get(node, NOTHING) if isinstance(node, NamedNode) else NOTHING


def _named(said: Properties, named: Labels, name: NamedNode) -> str:
    """Return the Chinese labels of the values of a property."""
    found = (
        term.value if isinstance(term, Literal) else label(term.value, named) for term in said.get(name, ())
    )
    return "; ".join(sorted(found))


def _position(words: Properties, claim: NamedNode) -> tuple[str, int, str]:
    return value(words, OA.hasSource), int(value(words, OA.start) or 0), claim.value
