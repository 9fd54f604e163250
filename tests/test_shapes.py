"""Every shape is broken once, and says so; nothing else does."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from audits import HEAD
from click.testing import CliRunner
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Triple, parse
from samples import sample

from govgraph.cli import govgraph
from govgraph.graph import iris
from govgraph.graph.check import SHAPES, check
from govgraph.graph.store import OxigraphStore
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.errors import StoreError, UsageError
from govgraph.ontology.terms import BASE, GOV, PREFIXES, RDF
from govgraph.pipeline import build, open_store

PREFIXED = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
SOURCE = sample().document.id

PICKED = {
    "mention": "?x a gov:Mention . ?x gov:about/gov:kind gov:Group",
    "words": "?m a gov:Mention ; gov:about/gov:kind gov:Group ; gov:evidence ?x",
    "total": '?x gov:valueText "3000户"',
    "part": '?x gov:valueText "2400户"',
    "now": '?x gov:valueText "4份"',
    "before": '?x gov:valueText "9份"',
    "share": '?x gov:valueText "92%"',
    "rank": '?x gov:valueText "第3名"',
    "change": '?x gov:valueText "50%"',
    "relation": "?x a gov:Relation ; rdf:predicate gov:beneficiary",
    "ends": "?r rdf:predicate gov:beneficiary ; rdf:subject ?x",
    "honour": "?x a gov:Recognition",
    "source": "?x a gov:Source",
    "place": "?x gov:code ?c",
    "thing": "?x gov:kind gov:Group",
    "minted": "?x gov:unregistered true",
}
"""Nodes of the sample that the cases speak of: the first that a pattern meets."""

CASES: dict[str, tuple[str, str, str, dict[str, int]]] = {
    # what is broken: (graph, what is dropped, what is added, the faults by shape)
    "no evidence": ("source", "{mention} gov:evidence", "", {"ClaimEvidence": 1}),
    "no run": ("source", "{mention} prov:wasGeneratedBy", "", {"ClaimRun": 1}),
    "confidence above one": (
        *("source", "{mention} gov:confidence", "{mention} gov:confidence 1.2"),
        {"ClaimConfidence": 1},
    ),
    "two confidences": ("source", "", "{mention} gov:confidence 0.11", {"ClaimConfidence": 1}),
    "no rule": ("source", "{mention} gov:rule", "", {"ClaimRule": 1}),
    "a second label of a claim": ("source", "", '{mention} rdfs:label "甲"@zh', {"ClaimLabel": 1}),
    "a label without language": (
        *("source", "{mention} rdfs:label", '{mention} rdfs:label "甲"'),
        {"ClaimLabel": 1},
    ),
    "a start after the end": ("source", "", '{total} gov:start "2021-01-01"^^xsd:date', {"ClaimStart": 1}),
    "an end that is no date": (
        *("source", "{total} gov:end", '{total} gov:end "2020"'),
        {"ClaimEnd": 1},
    ),
    "a stage that is none": ("source", "{total} gov:stage", "{total} gov:stage gov:exact", {"ClaimStage": 1}),
    "a whole number as value": ("source", "{total} gov:value", "{total} gov:value 3000", {"FigureValue": 1}),
    "no unit": ("source", "{total} gov:unit", "", {"FigureUnit": 1}),
    "a unit that is none": (
        *("source", "{total} gov:unit", "{total} gov:unit gov:exact"),
        {"FigureUnit": 1, "FigureAllowedUnit": 1},
    ),
    "no bound": ("source", "{total} gov:bound", "", {"FigureBound": 1}),
    "no printed value": ("source", "{total} gov:valueText", "", {"FigureText": 1}),
    "no indicator": ("source", "{total} gov:indicator", "", {"FigureIndicator": 1}),
    "neither value nor rank": ("source", "{rank} gov:rank", "", {"FigureAmount": 1}),
    "rank nought": ("source", "{rank} gov:rank", "{rank} gov:rank 0", {"FigureRank": 1}),
    "a rank with a value": (
        *("source", "", "{rank} gov:value 3.0 ; gov:unit u:名"),
        {"FigureRankOnly": 1, "FigureAllowedUnit": 1},
    ),
    "a unit of another kind than the indicator's": (
        *("source", "{share} gov:unit", "{share} gov:unit u:户"),
        {"FigureAllowedUnit": 1},
    ),
    "a baseline that is no result": (
        *("source", "", "{now} gov:baseline {mention}"),
        {"FigureBaseline": 1, "FigureBaselineIndicator": 1},
    ),
    "a baseline of another indicator": (
        *("source", "", "{now} gov:baseline {total}"),
        {"FigureBaselineIndicator": 1},
    ),
    "a share above a hundred": (
        *("source", "{share} gov:value", "{share} gov:value 192.0"),
        {"FigureShare": 1},
    ),
    "a change that its figure does not know": ("source", "{total} gov:change", "", {"FigureChangeBack": 1}),
    "a change of two figures": ("source", "", "{change} gov:changeOf {now}", {"FigureChange": 1}),
    "a part that is no figure": ("source", "", "{total} gov:part {mention}", {"FigureMember": 1}),
    "no end": ("source", "{words} oa:end", "", {"EvidenceEnd": 1, "Quote": 1}),
    "an end too far": (
        *("source", "{words} oa:end", "{words} oa:end 9999"),
        {"EvidenceLength": 1, "EvidenceWithin": 1, "Quote": 1},
    ),
    "no start": ("source", "{words} oa:start", "", {"EvidenceStart": 1, "Quote": 1}),
    "no words": ("source", "{words} oa:exact", "", {"EvidenceWords": 1}),
    "no source": ("source", "{words} oa:hasSource", "", {"EvidenceSource": 1}),
    "no section": ("source", "{words} gov:section", "", {"EvidenceSection": 1}),
    "no digest": ("source", "{words} gov:sha256", "", {"EvidenceDigest": 1}),
    "a wrong digest": (
        *("source", "{words} gov:sha256", f'{{words}} gov:sha256 "{"0" * 64}"'),
        {"EvidenceDigestValue": 1},
    ),
    "no sentence": ("source", "{words} gov:sentence", "", {"EvidenceSentence": 1}),
    "outside its sentence": (
        *("source", "{words} gov:sentence", "{words} gov:sentence sen:x . sen:x a gov:Sentence ; "
          'oa:hasSource {source} ; oa:start 0 ; oa:end 1 ; oa:exact "滨" ; gov:section ?section'),
        {"EvidenceWithin": 1},
    ),
    "a printed value that the sentence does not have": (
        *("source", "{total} gov:valueText", '{total} gov:valueText "30千户"'),
        {"EvidenceText": 1},
    ),
    "no file name": ("source", "{source} gov:fileName", "", {"SourceName": 1}),
    "no digest of the text": ("source", "{source} gov:sha256", "", {"SourceDigest": 1}),
    "a day of issue that is none": (
        *("source", "{source} dct:issued", '{source} dct:issued "2021"'),
        {"SourceDay": 1},
    ),
    "a relation without subject": (
        *("source", "{relation} rdf:subject", ""),
        {"RelationSubject": 1, "EdgeRelation": 1},
    ),
    "a relation without property": (
        *("source", "{relation} rdf:predicate", ""),
        {"RelationPredicate": 1, "EdgeRelation": 1},
    ),
    "a relation without object": (
        *("source", "{relation} rdf:object", ""),
        {"RelationObject": 1, "EdgeRelation": 1},
    ),
    "a relation without edge": ("source", "{ends} gov:beneficiary", "", {"RelationEdge": 1}),
    "an edge without relation": ("source", "", "{ends} gov:component {thing}", {"EdgeRelation": 1}),
    "a recognition of nothing": ("source", "{honour} gov:honour", "", {"RecognitionHonour": 1}),
    "a recognition of nobody": ("source", "{honour} gov:recipient", "", {"RecognitionRecipient": 1}),
    "a level that is none": (
        *("source", "{honour} gov:level", "{honour} gov:level gov:exact"),
        {"RecognitionLevelCode": 1},
    ),
    "two levels": (
        *("source", "", "{honour} gov:level gov:national, gov:provincial, gov:street"),
        {"RecognitionLevel": 1},
    ),
    "a mention without surface": ("source", "{mention} gov:surface", "", {"MentionForm": 1}),
    "a mention of nothing": ("source", "{mention} gov:about", "", {"MentionThing": 1}),
    "a second label of a thing": (
        *("entity", "", '{thing} rdfs:label "甲"@zh'),
        {"ThingLabel": 1, "OneLabel": 1},
    ),
    "two names in one language": ("entity", "", '{thing} skos:prefLabel "甲"@zh', {"ThingNames": 1}),
    "two kinds": ("entity", "", "{thing} gov:kind gov:Event", {"ThingKind": 1, "OneKind": 1}),
    "no label": ("entity", "{thing} rdfs:label", "", {"ThingLabel": 1, "NamedThing": 1}),
    "a code of five digits": (
        *("entity", "", '{thing} gov:code "33010"'),
        {"PlaceCode": 1},
    ),
    "two areas with one code": (
        *("entity", "", 'gp:1 gov:code "990000" . gp:2 gov:code "990000"'),
        {"OneCode": 1},
    ),
    "a part of itself": (
        *("source", "", "{ends} dct:isPartOf {thing} . {thing} dct:isPartOf {ends}"),
        {"Hierarchy": 2, "NoCycle": 2},
    ),
    "an indicator of no class": ("entity", "{minted} gov:resultClass", "", {"IndicatorClass": 1}),
    "a polarity of two": (
        *("entity", "{minted} gov:polarity", "{minted} gov:polarity 2"),
        {"IndicatorPolarity": 1},
    ),
    "a review without decision and person": (
        *("review", "", "rv:1 a gov:Review ; gov:reviews {mention}"),
        {"ReviewDecision": 1, "ReviewAuthor": 1},
    ),
    "a check without verdict": (
        *("audit", "", "chk:1 a gov:Check ; gov:checks {total} ; gov:checkKind gov:checkRate ; "
          'gov:explanation "甲"@zh, "a"@en'),
        {"CheckVerdict": 1},
    ),
    "a check of no kind, in one language": (
        *("audit", "", "chk:1 a gov:Check ; gov:checks {total} ; gov:verdict gov:consistent ; "
          'gov:explanation "甲"@zh'),
        {"CheckKind": 1, "CheckWords": 1},
    ),
    "a check of what is no claim": (
        *("audit", "", "chk:1 a gov:Check ; gov:checks {total}, {thing} ; gov:verdict gov:consistent ; "
          'gov:checkKind gov:checkRate ; gov:explanation "甲"@zh, "a"@en'),
        {"CheckClaims": 1},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[OxigraphStore]:
    """The sample in a store."""
    with OxigraphStore.memory() as store:
        build(store, [sample()])
        yield store


def picked(store: OxigraphStore) -> dict[str, str]:
    """The nodes that the cases speak of."""
    found: dict[str, str] = {}
    for name, pattern in PICKED.items():
        rows = store.query(f"SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x LIMIT 1")
        assert isinstance(rows, QuerySolutions)
        found[name] = str(next(rows)["x"])
    return found


def graph_of(name: str) -> NamedNode:
    """The graph that a case breaks."""
    return iris.source_graph(SOURCE) if name == "source" else iris.graph(name)


def broken(triples: list[Triple], drop: str, add: str) -> list[Triple]:
    """A graph without some triples and with others."""
    node, _, predicate = drop.partition(" ")
    prefix, _, name = predicate.partition(":")
    dropped = (node, f"<{PREFIXES[prefix]}{name}>") if drop else ("", "")
    kept = [triple for triple in triples if (str(triple.subject), str(triple.predicate)) != dropped]
    section = next((str(triple.subject) for triple in triples if triple.object == GOV.Section), "")
    text = PREFIXED + add.replace("?section", section) + (" ." if add else "")
    return [*kept, *(quad.triple for quad in parse(text.encode(), RdfFormat.TURTLE))]


def test_the_sample_is_in_order(store: OxigraphStore) -> None:
    report = check(store)
    assert report and report.faults == ()
    assert (report.sources, report.quotes) == (1, report.matching)
    assert list(report.lines("en")) == [
        f"sources 1: of {report.quotes} quotes, {report.quotes} match the text",
        "all shapes hold",
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_shape_that_is_broken_says_so_and_no_other(store: OxigraphStore, case: str) -> None:
    name, drop, add, expected = CASES[case]
    nodes = picked(store)
    before = list(store.graph(graph_of(name)))
    after = broken(before, drop.format(**nodes), add.format(**nodes))
    with store.writer() as writer:
        writer.put(graph_of(name), after)
    report = check(store)
    with store.writer() as writer:
        writer.put(graph_of(name), before)
    assert Counter(fault.shape for fault in report.faults) == expected
    assert [line for line in report.lines("en") if BASE in line] == []
    warnings = {"FigureAllowedUnit", "FigureShare", "RecognitionLevel"}
    assert bool(report) == (set(expected) <= warnings)
    assert all(fault.zh and fault.en for fault in report.faults)


def test_a_task_may_be_done_by_more_than_a_hundred_per_cent() -> None:
    text = "全县任务完成率达到120%。全县绿化覆盖率达到130%。\n"
    store = open_store()
    build(store, [extract(read_bytes(text.encode(), "done.txt"))])
    (fault,) = check(store).faults
    assert fault.shape == "FigureShare" and "130%" in fault.sentence


def test_every_shape_has_a_case() -> None:
    text = files("govgraph.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    names = set(re.findall(r"^gs:(\w+) a sh:(?:Node|Property)Shape", text, re.MULTILINE))
    assert names <= {shape for *_, expected in CASES.values() for shape in expected}
    assert len(names) > 60 and SHAPES in text


def test_a_fault_names_document_sentence_and_value_in_both_languages(store: OxigraphStore) -> None:
    nodes, name = picked(store), graph_of("source")
    before = list(store.graph(name))
    add = '{total} gov:valueText "30千户"'.format(**nodes)
    with store.writer() as writer:
        writer.put(name, broken(before, "{total} gov:valueText".format(**nodes), add))
    (fault,) = check(store).faults
    lines = list(check(store).lines("zh"))
    with store.writer() as writer:
        writer.put(name, before)
    assert fault.source and "3000户" in fault.sentence and fault.node == nodes["total"].strip("<>")
    assert fault.zh == "原文写法“30千户”不在证据所在的句子里" and "30千户" in fault.en
    assert lines[0].startswith(f"{fault.source}: 不符合 EvidenceText: ") and "3000户" in lines[1]
    assert lines[-1] == "1项不符合，0项请留意"


def test_a_quote_that_the_stored_text_does_not_have_is_told(store: OxigraphStore) -> None:
    text = store.text(SOURCE) or ""
    with store.writer() as writer:
        writer.put_text(SOURCE, text.replace("3000户", "3001户"))
    report = check(store)
    with store.writer() as writer:
        writer.put_text(SOURCE, text)
    assert not report and report.quotes - report.matching == len(report.faults) >= 2
    assert {fault.shape for fault in report.faults} == {"Quote"}


def test_one_source_can_be_checked_and_an_unknown_one_is_refused(store: OxigraphStore) -> None:
    assert check(store, [SOURCE]).sources == 1
    with pytest.raises(StoreError, match="no source nothing"):
        check(store, ["nothing"])


def test_without_the_extra_the_message_says_what_to_install(
    store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(UsageError, match=r"pip install 'govgraph\[shacl\]'"):
        check(store)


def test_the_command_checks_a_built_store(tmp_path: Path) -> None:
    run, location, report = CliRunner(), str(tmp_path / "store"), tmp_path / "report.txt"
    report.write_text(f"{HEAD}滨江区推出“一窗通”机制，材料由9份减至4份。\n", encoding="utf-8")
    assert run.invoke(govgraph, ["build", str(report), "--store", location]).exit_code == 0
    result = run.invoke(govgraph, ["check", "--store", location])
    assert result.exit_code == 0, result.output
    assert re.search(r"sources 1: of (\d+) quotes, \1 match the text", result.stdout)


def test_the_shapes_use_only_terms_that_are_defined() -> None:
    text = files("govgraph.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    terms = {name for name in re.findall(r"\bgov:(\w+)", text)}
    assert terms <= set(GOV) and RDF
