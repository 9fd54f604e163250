"""What holds of every extraction, whatever the text: for tests that read texts nobody wrote for them."""

from __future__ import annotations

import re

from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import BlockKind, Extraction, Span

NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万亿]+[余多]?(?=[个家户座条亩元名辆所]|项(?!目))", re.ASCII
)
"""Digits, and Chinese numerals with a unit, in a folded text."""

_READ = frozenset((BlockKind.BODY, BlockKind.HEADING))


def check(extraction: Extraction) -> None:
    """Assert all of them."""
    check_evidence(extraction)
    check_ids(extraction)
    check_blocks(extraction)
    assert unaccounted(extraction) == []


def check_evidence(extraction: Extraction) -> None:
    """Every quote stands where it says, within its sentence."""
    text = extraction.document.text
    for evidence in extraction.evidence():
        span, sentence = evidence.span, evidence.sentence
        assert text[span.start : span.end] == evidence.quote != ""
        assert 0 <= sentence.start <= span.start < span.end <= sentence.end <= len(text)
    for number in extraction.ignored:
        assert text[number.span.start : number.span.end] == number.quote != "" != number.reason


def check_ids(extraction: Extraction) -> None:
    """Every record has an id of its own, and what it names is there."""
    figures = [figure.id for figure in extraction.measurements]
    things = [thing.id for thing in extraction.things]
    ids = figures + things + [relation.id for relation in extraction.relations]
    assert len(ids) == len(set(ids))
    for figure in extraction.measurements:
        named = {figure.baseline_of, figure.change_of, figure.part_of, figure.subset_of} - {""}
        assert named <= set(figures) - {figure.id}
        assert figure.value >= 0 and figure.value.is_finite()
    for relation in extraction.relations:
        assert relation.subject in {*things, *figures, "place"}


def check_blocks(extraction: Extraction) -> None:
    """Figures and relations stand in what is read; nothing stands in fixed text such as a site's notes."""
    document = extraction.document
    blocks = sorted(document.blocks, key=lambda block: block.span)
    assert all(one.span.end <= other.span.start for one, other in zip(blocks, blocks[1:], strict=False))
    read = [block.span for block in blocks if block.kind in _READ]
    fixed = [block.span for block in blocks if block.kind is BlockKind.BOILERPLATE]
    claims = [figure.evidence for figure in extraction.measurements]
    claims += [relation.evidence for relation in extraction.relations]
    for evidence in claims:
        assert any(_within(evidence.span, block) for block in read), evidence
    for evidence in extraction.evidence():
        assert not any(_meet(evidence.span, block) for block in fixed), evidence


def unaccounted(extraction: Extraction) -> list[str]:
    """Return the numbers of the body that are in no figure, no mention and not on the list of the others."""
    document = extraction.document
    covered = bytearray(len(document.text))
    spans = [evidence.span for evidence in extraction.evidence()]
    for span in spans + [number.span for number in extraction.ignored]:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    folded = fold(document.text)
    return [
        f"{match.group()} at {match.start()}: {document.text[max(0, match.start() - 9) : match.end() + 9]}"
        for block in document.blocks
        if block.kind is BlockKind.BODY
        for match in NUMBER.finditer(folded, block.span.start, block.span.end)
        if not any(covered[match.start() : match.end()])
    ]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
