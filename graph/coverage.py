"""What was read of a source and what was not, as triples, so that silence can be told from skipping."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from govgraph.graph import iris
from govgraph.graph.ground import READ, Ground, chinese, integer
from govgraph.ontology.records import BlockKind
from govgraph.ontology.terms import DCT, GOV, OA, RDF, RDFS, XSD
from govgraph.ontology.vocabulary import fields, reason

_KINDS = {
    BlockKind.NAVIGATION: GOV.blockNavigation,
    BlockKind.TITLE: GOV.blockTitle,
    BlockKind.BYLINE: GOV.blockByline,
    BlockKind.CAPTION: GOV.blockCaption,
    BlockKind.HEADING: GOV.blockHeading,
    BlockKind.BODY: GOV.blockBody,
    BlockKind.BOILERPLATE: GOV.blockBoilerplate,
}


def section_triples(ground: Ground) -> Iterator[Triple]:
    """Yield the sections of a source, with their fields."""
    sections = ground.extraction.document.sections
    for section in sections:
        node = iris.section(ground.id, section.number)
        untitled = "导语" if len(sections) > 1 else "全文"
        yield Triple(node, RDF.type, GOV.Section)
        yield Triple(node, RDFS.label, chinese(section.title or untitled))
        yield Triple(node, GOV.sectionNumber, integer(section.number))
        yield Triple(node, DCT.isPartOf, ground.source)
        yield from ground.located(node, section.span)
        if section.field:
            yield Triple(node, GOV.field, iris.field(fields()[section.field].zh))


def coverage_triples(ground: Ground) -> Iterator[Triple]:
    """Yield the blocks of a source, read or not and why, and the numbers not taken as figures."""
    document = ground.extraction.document
    for block in document.blocks:
        node = iris.stretch("block", ground.id, block.span)
        read = "true" if block.kind in READ and not block.reason else "false"
        yield Triple(node, RDF.type, GOV.Block)
        yield Triple(node, GOV.blockKind, _KINDS[block.kind])
        yield Triple(node, GOV.read, Literal(read, datatype=XSD.boolean))
        yield Triple(node, GOV.section, iris.section(ground.id, block.section))
        yield from ground.located(node, block.span)
        if block.paragraph:
            yield Triple(node, GOV.paragraph, integer(block.paragraph))
        if block.reason:
            yield Triple(node, GOV.reason, iris.reason(reason(block.reason).zh))
    for number in ground.extraction.ignored:
        node = iris.stretch("ignored", ground.id, number.span)
        yield Triple(node, RDF.type, GOV.IgnoredNumber)
        yield from ground.located(node, number.span)
        yield Triple(node, OA.exact, Literal(number.quote))
        yield Triple(node, GOV.reason, iris.reason(reason(number.reason).zh))
