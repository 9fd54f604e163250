"""The registry tells one label, class and area of every thing, whatever the order of the sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple
from samples import Builder, sample

from govgraph.graph import iris
from govgraph.graph.assemble import assemble, merged
from govgraph.graph.codelists import ontology_triples, unquoted, vocabulary_triples
from govgraph.graph.quads import by_predicate, in_order, source_triples
from govgraph.graph.registry import register, registry, told_by
from govgraph.ontology.records import PlaceRef, Predicate, Role, ThingType
from govgraph.ontology.terms import DCT, GOV, PREFIXES, RDF, RDFS, SKOS


def said(triples: list[Triple], node: NamedNode) -> dict[NamedNode, set[str]]:
    """What is said of a node: texts as they are, IRIs in full."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for triple in triples:
        if triple.subject == node and isinstance(triple.object, NamedNode | Literal):
            found[triple.predicate].add(triple.object.value)
    return dict(found)


def entity_triples(graphs: Iterable[list[Triple]]) -> list[Triple]:
    """The registry of what the graphs of sources name, sorted."""
    return in_order(registry(told_by(by_predicate(graph)) for graph in graphs))


def naming(name: str, text: str, **more: str) -> list[Triple]:
    """The graph of a source that names one institution."""
    builder = Builder(text)
    builder.thing(name, ThingType.INSTITUTION, **more)
    return source_triples(builder.build())


OFFICE = NamedNode("https://w3id.org/govgraph/org/330108-滨江区政务局")


def test_a_thing_has_one_label_a_class_its_area_and_all_its_names() -> None:
    triples = entity_triples([source_triples(sample())])
    assert said(triples, OFFICE) == {
        RDF.type: {GOV.Institution.value},
        RDFS.label: {"滨江区政务局"},
        SKOS.prefLabel: {"滨江区政务局"},
        SKOS.altLabel: {"区政务局"},
        GOV.kind: {GOV.Institution.value},
        GOV.place: {iris.place("330108").value},
    }
    mechanism = said(triples, NamedNode("https://w3id.org/govgraph/initiative/330108-一窗通机制"))
    assert mechanism[RDF.type] == {GOV.Mechanism.value}
    assert (mechanism[GOV.kind], mechanism[SKOS.altLabel]) == ({GOV.Initiative.value}, {"一窗通"})


def test_an_institution_that_no_word_ties_to_the_area_is_not_placed_there() -> None:
    triples = entity_triples([source_triples(sample())])
    hospital = said(triples, NamedNode("https://w3id.org/govgraph/org/330108-城南医院"))
    assert GOV.place not in hospital and hospital[RDFS.label] == {"城南医院"}


@pytest.mark.parametrize(("level", "placed"), [("national", False), ("district", True), ("street", True)])
def test_what_is_of_a_higher_level_than_the_area_is_not_of_it(level: str, placed: bool) -> None:
    builder = Builder("滨江区开展“清泉行动”。")
    builder.thing("清泉行动", ThingType.INITIATIVE, level=level)
    campaign = NamedNode("https://w3id.org/govgraph/initiative/330108-清泉行动")
    assert (GOV.place in said(entity_triples([source_triples(builder.build())]), campaign)) is placed


def test_two_sources_that_name_one_body_differently_end_with_one_label() -> None:
    one = naming("滨江区“政务”局", "滨江区“政务”局搬家。")
    two = naming("滨江区政务局", "滨江区政务局开门。")
    three = naming("区政务局", "区政务局收件。", canonical="滨江区政务局")
    for graphs in permutations([one, two, three]):
        names = said(entity_triples(graphs), OFFICE)
        assert names[RDFS.label] == {"滨江区政务局"}
        assert names[SKOS.altLabel] == {"滨江区“政务”局", "区政务局"}


def test_the_order_of_the_sources_does_not_matter_and_what_one_alone_named_goes_with_it() -> None:
    graphs = [
        source_triples(sample()),
        naming("市公安局", "市公安局发布。", level="municipal"),
        naming("城北医院", "城北医院开诊。"),
    ]
    whole = entity_triples(graphs)
    assert all(entity_triples(order) == whole for order in permutations(graphs))
    less = entity_triples(graphs[:2])
    assert {triple.subject for triple in whole} - {triple.subject for triple in less} == {
        NamedNode("https://w3id.org/govgraph/org/330108-城北医院")
    }
    assert entity_triples([]) == []


def test_places_that_are_used_come_with_all_above_them() -> None:
    triples = entity_triples([source_triples(sample())])
    city = said(triples, iris.place("330100"))
    assert city == {
        RDF.type: {GOV.Place.value},
        GOV.kind: {GOV.Place.value},
        GOV.code: {"330100"},
        GOV.level: {GOV.municipal.value},
        RDFS.label: {"杭州市"},
        SKOS.prefLabel: {"杭州市"},
        SKOS.altLabel: {"杭州"},
        DCT.isPartOf: {iris.place("330000").value},
    }
    nation = said(triples, iris.place(iris.NATION))
    assert nation[SKOS.prefLabel] == {"中国", "China"} and DCT.isPartOf not in nation
    codes = {value for triple in triples if triple.predicate == GOV.code for value in [triple.object]}
    assert codes == {Literal(code) for code in ("100000", "330000", "330100", "330108")}


def test_a_place_with_a_code_is_labelled_by_the_table_not_by_the_text() -> None:
    builder = Builder("杭州来客，拱北片区。")
    builder.thing("杭州", ThingType.PLACE, code="330100")
    builder.thing("拱北片区", ThingType.PLACE)
    triples = entity_triples([source_triples(builder.build())])
    assert said(triples, iris.place("330100"))[RDFS.label] == {"杭州市"}
    quarter = said(triples, iris.place("330108-拱北片区"))
    assert quarter[RDFS.label] == {"拱北片区"} and GOV.place not in quarter


def test_known_honours_and_groups_get_their_english_names() -> None:
    builder = Builder("创成国家卫生城市，另有省级样板村，惠及老人。")
    builder.thing("国家卫生城市", ThingType.RECOGNITION)
    builder.thing("省级样板村", ThingType.RECOGNITION)
    builder.thing("老人", ThingType.GROUP)
    triples = entity_triples([source_triples(builder.build())])
    city = said(triples, iris.honour("国家卫生城市"))
    assert city[SKOS.prefLabel] == {"国家卫生城市", "National Hygienic City"}
    assert said(triples, iris.group("老人"))[SKOS.prefLabel] == {"老人", "Older people"}


def test_an_unknown_indicator_is_made_from_the_words_of_the_texts_and_marked() -> None:
    one, two, three = Builder("彩灯3盏。"), Builder("彩灯4盏。"), Builder("“彩灯”5个。")
    one.figure("3盏", "彩灯", "3", "盏")
    two.figure("4盏", "彩灯", "4", "盏")
    three.figure("5个", "“彩灯”", "5", "个")
    triples = entity_triples([source_triples(builder.build()) for builder in (one, two, three)])
    assert said(triples, iris.indicator("彩灯")) == {
        RDF.type: {GOV.Indicator.value},
        RDFS.label: {"彩灯"},
        SKOS.prefLabel: {"彩灯"},
        SKOS.altLabel: {"“彩灯”"},
        GOV.resultClass: {GOV.Output.value},
        GOV.polarity: {"0"},
        GOV.unregistered: {"true"},
        GOV.unit: {iris.unit("盏").value, iris.unit("个").value},
    }


def test_units_outside_the_table_are_put_together_or_marked() -> None:
    builder = Builder("补贴300元/人/年，另有5嘘。")
    builder.figure("300元/人/年", "补贴", "300", "元/人/年")
    builder.figure("5嘘", "补贴", "5", "嘘")
    triples = entity_triples([source_triples(builder.build())])
    compound = said(triples, iris.unit("元/人/年"))
    assert (compound[RDFS.label], GOV.unregistered in compound) == ({"元/人/年"}, False)
    assert said(triples, iris.unit("嘘"))[GOV.unregistered] == {"true"}


def test_the_register_counts_what_each_source_says() -> None:
    name = iris.source_graph(sample().document.id)
    triples = list(register(name, by_predicate(source_triples(sample()))))
    assert said(triples, iris.source(sample().document.id)) == {
        GOV.namedGraph: {name.value},
        GOV.claimCount: {"32"},
        GOV.resultCount: {"13"},
        GOV.ignoredCount: {"1"},
    }


# ---- all graphs together ---------------------------------------------------------------------------


def graphs() -> dict[NamedNode, list[Triple]]:
    """Two sources: the sample, and one of another district with a thing of the same name."""
    other = Builder("西湖区推出“一窗通”机制，登记市场主体40户。", PlaceRef("330106", "西湖区"))
    mechanism = other.thing("一窗通机制", ThingType.INITIATIVE, "“一窗通”机制")
    other.relation("西湖区推出“一窗通”机制", "place", Predicate.LAUNCHED, mechanism)
    other.figure("40户", "市场主体", "40", "户")
    return {
        iris.source_graph(extraction.document.id): source_triples(extraction)
        for extraction in (sample(), other.build())
    }


def test_the_merged_graph_has_one_label_for_everything_that_has_one() -> None:
    whole = merged(assemble(graphs()))
    labels = Counter(triple.subject for triple in whole if triple.predicate == RDFS.label)
    assert set(labels.values()) == {1}
    names = Counter(
        (triple.subject, triple.object.language)
        for triple in whole
        if triple.predicate == SKOS.prefLabel and isinstance(triple.object, Literal)
    )
    assert set(names.values()) == {1} and {tag for _, tag in names} == {"zh", "en"}
    kinds = "initiative org document place honour event person group indicator unit field"
    folders = tuple(f"https://w3id.org/govgraph/{kind}/" for kind in kinds.split())
    for triple in whole:
        for node in (triple.subject, triple.object):
            if isinstance(node, NamedNode) and node.value.startswith(folders):
                assert labels[node] == 1, node


def test_like_named_things_of_two_districts_stay_two() -> None:
    whole = merged(assemble(graphs()))
    named = {
        t.subject
        for t in whole
        if t.predicate == RDFS.label and t.object == Literal("一窗通机制", language="zh")
    }
    assert {str(node)[-13:-1] for node in named} == {"330106-一窗通机制", "330108-一窗通机制"}


def test_everything_that_is_emitted_is_defined() -> None:
    terms = {t.subject for t in ontology_triples()}
    for triple in merged(assemble(graphs())):
        for node in (triple.subject, triple.predicate, triple.object):
            assert isinstance(node, NamedNode | Literal)
            if isinstance(node, NamedNode) and node.value.startswith(PREFIXES["gov"]):
                assert node in terms


def test_all_graphs_are_the_same_whatever_the_order_and_however_often() -> None:
    first = assemble(graphs())
    assert assemble(dict(reversed(graphs().items()))) == first
    assert assemble(first) == first
    assert {name.value.split("/graph/")[1].split("/")[0] for name in first} == {
        *("ontology", "vocab", "entity", "meta", "source", "inferred")
    }
    assert first[iris.VOCAB] == list(vocabulary_triples())


def test_removing_a_source_leaves_nothing_of_it() -> None:
    both = graphs()
    kept, removed = both
    less = assemble({kept: both[kept]})
    assert less == assemble({name: t for name, t in assemble(both).items() if name != removed})
    identifier = removed.value.split("/")[-1]
    assert not [t for t in merged(less) if identifier in str(t) or "330106" in str(t)]


def review(claim: NamedNode, decision: NamedNode) -> list[Triple]:
    node = NamedNode("https://w3id.org/govgraph/review/1")
    return [
        Triple(node, RDF.type, GOV.Review),
        Triple(node, GOV.reviews, claim),
        Triple(node, GOV.decision, decision),
    ]


def test_an_accepted_claim_stays_and_says_so() -> None:
    claim = iris.claim(sample().document.id, "r", sample().document.text.index("区民政局与城南医院合作"), 0)
    whole = merged(assemble({**graphs(), iris.REVIEW: review(claim, GOV.accepted)}))
    assert Triple(claim, GOV.status, GOV.accepted) in whole
    assert Triple(claim, GOV.status, GOV.unreviewed) not in whole


def test_the_queries_on_the_page_of_the_model_run() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "model.md").read_text("utf-8")
    (block,) = re.findall(r"```sparql\n(.*?)```", page, re.S)
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in merged(assemble(graphs())))
    answers: list[int] = []
    for text in block.replace("gi:321111-三长治水新模式", "gi:330108-一窗通机制").split("\n\n"):
        found = store.query(text, prefixes=dict(PREFIXES))
        assert isinstance(found, QuerySolutions)
        answers.append(len(list(found)))
    assert len(answers) == 3 and answers[1] >= 2 and answers[2] >= 3


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("“三长治水”", "三长治水"),
        ("《办法》", "办法"),
        ("“三长治水”新模式", "“三长治水”新模式"),
        ("“三联”润“三心”", "“三联”润“三心”"),
        ("《区“一件事”方案》", "区“一件事”方案"),
        ("“甲“乙”", "“甲“乙”"),
        ("办法", "办法"),
    ],
)
def test_marks_around_a_name_come_off_but_not_those_within_it(printed: str, name: str) -> None:
    assert unquoted(printed) == name


def test_a_percentage_of_what_is_registered_as_an_amount_is_of_an_indicator_of_its_own() -> None:
    builder = Builder(
        "民生支出5亿元，占财政支出的80%，较上年增长6%，今年力争增长7%。行政村20个，其中85%的行政村通公路。"
    )
    builder.figure("5亿元", "民生支出", "500000000", "元")
    builder.figure("80%", "民生支出", "80", "%")
    builder.figure("6%", "民生支出", "6", "%", role=Role.CHANGE, direction="up")
    builder.figure("7%", "民生支出", "7", "%", role=Role.TARGET, direction="up")
    builder.figure("20个", "行政村", "20", "个")
    builder.figure("85%", "行政村", "85", "%")
    graph = source_triples(builder.build())
    triples = [*entity_triples([graph]), *vocabulary_triples()]
    label = {t.subject: t.object.value for t in triples if t.predicate == RDFS.label}  # type: ignore[union-attr]
    printed = {t.subject: t.object.value for t in graph if t.predicate == GOV.valueText}  # type: ignore[union-attr]
    assert {
        printed[triple.subject]: label[triple.object]  # type: ignore[index]
        for triple in graph
        if triple.predicate == GOV.indicator
    } == {
        "5亿元": "民生支出",
        "80%": "民生支出占比",
        "6%": "民生支出",
        "7%": "民生支出",
        "20个": "行政村",
        "85%": "行政村比率",
    }
    made = said(triples, iris.indicator("行政村比率"))
    assert made[GOV.unregistered] == {"true"} and made[SKOS.prefLabel] == {"行政村比率"}
