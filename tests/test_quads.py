"""Records become triples: what figures, relations, recognitions, mentions and sources say."""

from __future__ import annotations

from datetime import date as day

import pytest
from pyoxigraph import Literal
from samples import REPORT, Builder, sample
from triples import ID, TRIPLES, about, at, claims, own, short

from govgraph.graph import iris
from govgraph.graph.quads import source_triples
from govgraph.ontology.records import Period, Predicate, Role, ThingType
from govgraph.ontology.terms import FOAF, GOV, RDF


def test_a_result_carries_value_unit_bound_period_and_words() -> None:
    start = at("3000户")
    assert about(TRIPLES, f"gc:q{start}") == {
        "gov:bound": ["gov:exact"],
        "gov:change": [f"gc:c{at('50%')}"],
        "gov:confidence": ["0.9"],
        "gov:end": ["2020-12-31"],
        "gov:evidence": [f"ev:{start}-{start + 5}"],
        "gov:indicator": ["ind:市场主体"],
        "gov:measureText": ["市场主体"],
        "gov:part": sorted([f"gc:q{at('2400户')}", f"gc:q{at('600户')}"]),
        "gov:periodText": ["2020年底"],
        "gov:place": ["gp:330108"],
        "gov:role": ["gov:roleLevel"],
        "gov:rule": ["sample"],
        "gov:stage": ["gov:done"],
        "gov:unit": ["u:户"],
        "gov:unitText": ["户"],
        "gov:value": ["3000"],
        "gov:valueText": ["3000户"],
        "prov:wasGeneratedBy": [short(iris.run(ID, "sample 1.0"))],
        "rdf:type": ["gov:Result"],
        "rdfs:label": ["市场主体3000户@zh"],
    }


def test_a_change_is_a_claim_of_its_own_and_knows_its_result() -> None:
    said = own(about(TRIPLES, f"gc:c{at('50%')}"))
    assert said["rdf:type"] == ["gov:Change"]
    assert said["gov:changeOf"] == [f"gc:q{at('3000户')}"]
    assert (said["gov:value"], said["gov:unit"]) == (["50"], ["u:百分比"])
    assert (said["gov:since"], said["gov:sinceText"]) == (["2015-12-31"], ["2015年底"])
    assert "gov:role" not in said


def test_a_fall_is_negative_and_keeps_its_yearly_mean_and_bound() -> None:
    builder = Builder("案件数年均下降10.50%以上。")
    builder.figure("10.50%以上", "案件数", "10.50", "%", role=Role.CHANGE, direction="down", per_year=True)
    triples = source_triples(builder.build())
    said = {short(t.predicate): short(t.object) for t in triples if t.subject in claims(triples)}
    assert (said["gov:value"], said["gov:perYear"], said["gov:indicator"]) == ("-10.5", "true", "ind:发案数")
    assert said["rdfs:label"] == "案件数下降10.50%以上@zh"


def test_a_baseline_a_target_and_a_rank_have_their_own_form() -> None:
    baseline = about(TRIPLES, f"gc:q{at('9份')}")
    assert baseline["gov:role"] == ["gov:roleBaseline"]
    assert about(TRIPLES, f"gc:q{at('4份')}")["gov:baseline"] == [f"gc:q{at('9份')}"]
    target = about(TRIPLES, f"gc:t{at('200张')}")
    assert (target["rdf:type"], target["gov:value"]) == (["gov:Target"], ["200"])
    assert target["gov:periodText"] == ["2021年"] and "gov:end" not in target
    rank = about(TRIPLES, f"gc:q{at('第3名')}")
    assert (rank["gov:rank"], rank["gov:rankIn"], rank["gov:rankInText"]) == (["3"], ["gp:330000"], ["全省"])
    assert "gov:value" not in rank and "gov:unit" not in rank


def test_a_rank_is_within_the_area_that_its_words_name() -> None:
    builder = Builder("服务获江苏省第一名。")
    builder.figure("第一名", "服务", "1", "", role=Role.RANK, rank_in="江苏省")
    triples = source_triples(builder.build())
    within = [short(t.object) for t in triples if t.predicate == GOV.rankIn]
    assert within == ["gp:320000"]


def test_a_change_beside_two_values_is_of_the_later_one() -> None:
    builder = Builder("标准由600元提高到780元，增长30%。")
    after = builder.figure("780元", "标准", "780", "元")
    before = builder.figure("600元", "标准", "600", "元", role=Role.BASELINE, baseline_of=after)
    builder.figure("30%", "标准", "30", "%", role=Role.CHANGE, direction="up", change_of=before)
    triples = source_triples(builder.build())
    (change,) = [triple for triple in triples if triple.predicate == GOV.changeOf]
    assert about(triples, short(change.object))["gov:valueText"] == ["780元"]


def test_figures_name_what_they_are_reported_under() -> None:
    assert about(TRIPLES, f"gc:q{at('4份')}")["gov:initiative"] == ["gi:330108-一窗通机制"]
    assert about(TRIPLES, f"gc:q{at('12家')}")["gov:actor"] == ["go:330108-区民政局"]
    money = about(TRIPLES, f"gc:q{at('300万元')}")
    assert (money["gov:initiative"], money["rdf:type"]) == (
        ["gi:330108-银龄食堂"],
        ["gov:Input", "gov:Result"],
    )
    assert money["gov:value"] == ["3000000"]


def test_a_unit_that_is_not_printed_is_marked_and_none_is_said_to_be_none() -> None:
    builder = Builder("追回工资773万，评分为9。")
    builder.figure("773万", "追回工资", "7730000", "", unit_implied="元")
    builder.figure("9", "评分", "9", "")
    triples = source_triples(builder.build())
    implied, none = (
        about(triples, short(claim))
        for words in ("追回工资", "评分")
        for claim in (
            t.subject for t in triples if t.predicate == GOV.measureText and short(t.object) == words
        )
    )
    assert (implied["gov:unit"], implied["gov:unitImplied"]) == (["u:元"], ["true"])
    assert none["gov:unit"] == ["u:无单位"] and "gov:unitText" not in none


def test_a_relation_states_its_edge_which_stands_beside_it() -> None:
    quote = "滨江区推出“一窗通”机制"
    assert own(about(TRIPLES, f"gc:r{at(quote)}")) == {
        "gov:place": ["gp:330108"],
        "gov:stage": ["gov:done"],
        "rdf:object": ["gp:330108"],
        "rdf:predicate": ["gov:lead"],
        "rdf:subject": ["gi:330108-一窗通机制"],
        "rdf:type": ["gov:Relation"],
    }
    mechanism = about(TRIPLES, "gi:330108-一窗通机制")
    assert mechanism == {
        "gov:adoptedIn": ["gp:330100"],
        "gov:firstIn": ["gp:330000"],
        "gov:lead": ["gp:330108"],
        "gov:name": ["一窗通机制@zh"],
        "gov:received": ["gh:省级政务创新案例"],
        "rdf:type": ["gov:Mechanism"],
    }
    assert about(TRIPLES, f"gc:r{at('已在全市推广')}")["gov:implied"] == ["true"]


def test_a_recognition_says_who_won_what_of_whom_and_how_many() -> None:
    assert own(about(TRIPLES, f"gc:h{at('获评省级')}")) == {
        "gov:bound": ["gov:exact"],
        "gov:grantedBy": ["go:330000-省政务办"],
        "gov:honour": ["gh:省级政务创新案例"],
        "gov:level": ["gov:provincial"],
        "gov:place": ["gp:330108"],
        "gov:recipient": ["gi:330108-一窗通机制"],
        "gov:stage": ["gov:done"],
        "gov:unit": ["u:项"],
        "gov:unitText": ["项"],
        "gov:value": ["2"],
        "gov:valueText": ["2项"],
        "rdf:object": ["gh:省级政务创新案例"],
        "rdf:predicate": ["gov:received"],
        "rdf:subject": ["gi:330108-一窗通机制"],
        "rdf:type": ["gov:Recognition"],
    }


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019年表扬12个社区，城南社区获评绿色样板。", ["2019-12-31"]),
        ("城南社区获评绿色样板，2019年植树12亩。", []),
        ("2019年植树12亩，2020年建房30间，城南社区获评绿色样板。", []),
    ],
)
def test_an_honour_is_dated_by_the_one_date_before_it(text: str, date: list[str]) -> None:
    builder = Builder(text)
    for quote, year in (("12个", 2019), ("12亩", 2019), ("30间", 2020)):
        if quote in text:
            period = Period(f"{year}年", day(year, 1, 1), day(year, 12, 31))
            builder.figure(quote, "", quote[:-1], quote[-1], period=period)
    honour = builder.thing("绿色样板", ThingType.RECOGNITION)
    community = builder.thing("城南社区", ThingType.PLACE)
    builder.relation("获评绿色样板", community, Predicate.RECEIVED, honour)
    triples = source_triples(builder.build())
    (recognition,) = [t.subject for t in triples if t.predicate == RDF.type and t.object == GOV.Recognition]
    told = about(triples, short(recognition))
    assert told.get("gov:end", []) == date
    assert told.get("gov:periodInferred", []) == ["true"] * len(date)


def test_an_area_that_grants_an_honour_by_name_is_its_level() -> None:
    builder = Builder("城南社区获评江苏省绿色样板。")
    honour = builder.thing("江苏省绿色样板", ThingType.RECOGNITION)
    community = builder.thing("城南社区", ThingType.PLACE)
    builder.relation("获评江苏省绿色样板", community, Predicate.RECEIVED, honour)
    builder.relation("江苏省绿色样板", honour, Predicate.GRANTED_BY, "江苏省")
    triples = source_triples(builder.build())
    assert about(triples, "gh:江苏省绿色样板")["gov:level"] == ["gov:provincial"]


def test_a_level_word_that_grants_an_honour_is_its_level() -> None:
    builder = Builder("城南社区获全国表扬，评为示范社区。")
    honour = builder.thing("示范社区", ThingType.RECOGNITION)
    community = builder.thing("城南社区", ThingType.PLACE)
    builder.relation("评为示范社区", community, Predicate.RECEIVED, honour)
    builder.relation("全国表扬", honour, Predicate.GRANTED_BY, "全国")
    triples = source_triples(builder.build())
    assert about(triples, "gh:示范社区")["gov:level"] == ["gov:national"]
    assert Literal("示范社区为国家级荣誉", language="zh") in {t.object for t in triples}
    (recognition,) = [t.subject for t in triples if t.predicate == RDF.type and t.object == GOV.Recognition]
    assert about(triples, short(recognition))["gov:level"] == ["gov:national"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国家卫生城市", "national"),
        ("卫生城市", ""),
        ("省级样板村", "provincial"),
        ("浙江省健康促进区", "provincial"),
        ("杭州好人", "municipal"),
        ("平安中国建设示范县", "national"),
    ],
)
def test_the_level_of_an_honour_is_told_by_its_name(name: str, level: str) -> None:
    builder = Builder(f"获评{name}。")
    honour = builder.thing(name, ThingType.RECOGNITION)
    builder.relation(f"获评{name}", "place", Predicate.RECEIVED, honour)
    triples = source_triples(builder.build())
    levels = {(t.subject == iris.honour(name), t.object) for t in triples if t.predicate == GOV.level}
    assert levels == ({(True, GOV[level]), (False, GOV[level])} if level else set())


@pytest.mark.parametrize(
    ("predicate", "edge"),
    [
        (Predicate.LAUNCHED, ("gi:330108-乙计划", "gov:lead", "go:330108-甲局")),
        (Predicate.TAKES_PART, ("gi:330108-乙计划", "gov:participant", "go:330108-甲局")),
        (Predicate.ISSUED, ("gi:330108-乙计划", "gov:issuer", "go:330108-甲局")),
        (Predicate.BASED_ON, ("go:330108-甲局", "gov:document", "gi:330108-乙计划")),
        (Predicate.PART_OF, ("go:330108-甲局", "dct:isPartOf", "gi:330108-乙计划")),
        (Predicate.MEMBER_OF, ("go:330108-甲局", "org:memberOf", "gi:330108-乙计划")),
        (Predicate.INCLUDES, ("go:330108-甲局", "gov:component", "gi:330108-乙计划")),
        (Predicate.PARTNER, ("go:330108-甲局", "org:linkedTo", "gi:330108-乙计划")),
        (Predicate.LOCATED_IN, ("go:330108-甲局", "gov:place", "gi:330108-乙计划")),
        (Predicate.BENEFITS, ("go:330108-甲局", "gov:beneficiary", "gi:330108-乙计划")),
        (Predicate.GRANTED_BY, ("go:330108-甲局", "gov:grantedBy", "gi:330108-乙计划")),
        (Predicate.RECEIVED, ("go:330108-甲局", "gov:received", "gi:330108-乙计划")),
        (Predicate.FIRST_IN, ("go:330108-甲局", "gov:firstIn", "gi:330108-乙计划")),
        (Predicate.ADOPTED_IN, ("go:330108-甲局", "gov:adoptedIn", "gi:330108-乙计划")),
    ],
)
def test_each_predicate_has_its_edge(predicate: Predicate, edge: tuple[str, str, str]) -> None:
    builder = Builder("甲局与乙计划。")
    one = builder.thing("甲局", ThingType.INSTITUTION)
    two = builder.thing("乙计划", ThingType.PROGRAM)
    builder.relation("甲局与乙计划", one, predicate, two)
    triples = source_triples(builder.build())
    assert edge in {(short(t.subject), short(t.predicate), short(t.object)) for t in triples}


def test_a_figure_can_include_named_things() -> None:
    builder = Builder("引进青山科技等5个项目。")
    figure = builder.figure("5个", "项目", "5", "个")
    project = builder.thing("青山科技", ThingType.PROGRAM, subtype="Project")
    builder.relation("引进青山科技等5个项目", figure, Predicate.INCLUDES, project)
    triples = source_triples(builder.build())
    (claim,) = [t for t in triples if t.predicate == GOV.includes]
    assert (short(claim.subject)[-2:], short(claim.object)) == ("q7", "gi:330108-青山科技")


def test_a_thing_is_mentioned_once_a_sentence_and_form() -> None:
    builder = Builder("城南医院与城南医院分院同属城南医院。城南医院扩建。")
    builder.thing("城南医院", ThingType.INSTITUTION)
    triples = source_triples(builder.build())
    surfaces = [t.subject for t in triples if t.predicate == GOV.surface]
    assert len(surfaces) == 2


@pytest.mark.parametrize("type_", list(ThingType))
def test_each_type_of_thing_has_a_class(type_: ThingType) -> None:
    builder = Builder("周闻到场。")
    builder.thing("周闻", type_)
    kinds = {t.object for t in source_triples(builder.build()) if t.predicate == RDF.type}
    assert len(kinds & ({GOV[name] for name in GOV} | {FOAF.Person})) >= 5


def test_the_source_its_sections_and_what_was_not_read_are_told() -> None:
    said = about(TRIPLES, f"src:{ID}")
    assert said == {
        "dct:creator": ["周闻"],
        "dct:extent": [str(len(REPORT))],
        "dct:format": ["text/plain"],
        "dct:identifier": [ID],
        "dct:issued": ["2021-03-02"],
        "dct:publisher": ["江南早报"],
        "gov:fileName": ["sample.txt"],
        "gov:place": ["gp:330108"],
        "gov:sha256": [sample().document.sha256],
        "rdf:type": ["gov:Source"],
        "rdfs:label": ["滨江区：一年的数字@zh"],
    }
    section = about(TRIPLES, "sec:02")
    assert (section["rdfs:label"], section["gov:field"]) == (["养老有靠@zh"], ["fld:养老服务"])
    assert about(TRIPLES, "sec:00")["rdfs:label"] == ["导语@zh"]
    skipped = [t.subject for t in TRIPLES if t.predicate == GOV.read and short(t.object) == "false"]
    assert [about(TRIPLES, short(block))["gov:reason"] for block in skipped] == [
        ["rsn:标题"],
        ["rsn:署名信息"],
    ]
    start = at("86-571")
    assert about(TRIPLES, f"ign:{start}-{start + 6}") == {
        "gov:reason": ["rsn:电话号码"],
        "oa:end": [str(start + 6)],
        "oa:exact": ["86-571"],
        "oa:hasSource": [f"src:{ID}"],
        "oa:start": [str(start)],
        "rdf:type": ["gov:IgnoredNumber"],
    }
