"""Read made-up sentences: figures by a plain pattern, things, and relations by the names of their ends."""

from __future__ import annotations

import re
from decimal import Decimal

from govgraph.loaders.names.find import find_things
from govgraph.loaders.relations.find import find_relations
from govgraph.ontology.records import (
    Block,
    BlockKind,
    Bound,
    Document,
    Evidence,
    Extraction,
    Measurement,
    PlaceRef,
    Relation,
    Role,
    Span,
)

_FIGURE = re.compile(r"约?(\d+(?:\.\d+)?)(万元|亿元|个|家|人|项|公里|户|%)(?:以上)?")
HOME = PlaceRef("321111", "润州区")


def body(text: str, place: PlaceRef | None = HOME, kind: BlockKind = BlockKind.BODY) -> Document:
    """A document of one block, each of whose sentences ends in 。."""
    read = kind in (BlockKind.BODY, BlockKind.HEADING)
    sentences = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^。]*。|[^。]+", text)) if read else ()
    block = Block(Span(0, len(text)), kind, 0, 1 if kind is BlockKind.BODY else 0)
    return Document(
        "0" * 8, "0" * 64, "text", text, "text/plain", place=place, blocks=(block,), sentences=sentences
    )


def found(text: str, place: PlaceRef | None = HOME) -> list[tuple[str, str]]:
    """Type and name of the things in a text."""
    return [(thing.type.value, thing.name) for thing in find_things(body(text, place), ())]


def read(text: str, place: PlaceRef | None = HOME) -> Extraction:
    """A text with its figures (numbers with a counter), things and relations."""
    document = body(text, place)
    figures: list[Measurement] = []
    for number, match in enumerate(_FIGURE.finditer(text), start=1):
        span = Span(match.start(), match.end())
        sentence = next(s for s in document.sentences if s.start <= span.start < s.end)
        unit = "元" if match.group(2).endswith("元") else match.group(2)
        figures.append(
            Measurement(
                f"m{number}", Evidence(span, match.group(), sentence, 0, 1), Decimal(match.group(1)), unit,
                Bound.EXACT, Role.LEVEL, "", None, "test", Decimal(1),
            )
        )  # fmt: skip
    things = find_things(document, figures)
    relations = find_relations(document, figures, things)
    return Extraction(document, tuple(figures), things, relations)


def only(text: str) -> Relation:
    """The single relation of a text."""
    (relation,) = read(text).relations
    return relation


def edges(text: str, place: PlaceRef | None = HOME) -> list[tuple[str, str, str]]:
    """The relations of a text by the names of their ends; `place` is the document's own place."""
    return edges_of(read(text, place))


def edges_of(extraction: Extraction) -> list[tuple[str, str, str]]:
    """Subject, predicate and object of the relations: things by name, figures by quote."""
    names = {thing.id: thing.name for thing in extraction.things}
    names |= {m.id: m.evidence.quote for m in extraction.measurements}
    return [
        (names.get(r.subject, r.subject), r.predicate.value, names.get(r.object, r.object))
        for r in extraction.relations
    ]
