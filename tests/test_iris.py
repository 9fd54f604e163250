"""Addresses: readable, stable, safe to type, and apart where the things are apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from govgraph.graph import iris
from govgraph.ontology.records import Evidence, Span, Thing, ThingType
from govgraph.ontology.terms import BASE

DISTRICT = "330108"  # 滨江区 of 杭州市, 浙江省


def thing(name: str, type_: ThingType, canonical: str = "", code: str = "") -> Thing:
    mention = Evidence(Span(0, len(name)), name, Span(0, len(name)), 0, 1)
    return Thing("e1", name, type_, (mention,), "test", Decimal(1), canonical=canonical, code=code)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("“三长治水”", "三长治水"),
        ("《关于加快“智慧养老”的意见》", "关于加快智慧养老的意见"),
        ("PM2.5年均浓度", "PM2.5年均浓度"),
        ("1+6文件体系", "1-6文件体系"),
        ("党建 · 联建｜共建|互建", "党建-联建-共建-互建"),
        ("  多  空格\t\n换行 ", "多-空格-换行"),
        ("a/b\\c<d>{e}^`\"'", "a-b-c-d-e"),
        ("100%覆盖", "100-覆盖"),
        ("Ａ类㎡Ⅲ", "A类m2III"),
        (".末尾.点..x.", "末尾.点-x"),
        ("——", iris.slug("——")),
    ],
)
def test_a_name_becomes_a_slug(name: str, slug: str) -> None:
    assert iris.slug(name) == slug
    assert iris.slug(slug) == slug


def test_a_long_name_is_shortened_and_still_tells_its_end() -> None:
    one, two = "长" * 50 + "一", "长" * 50 + "二"
    assert len(iris.slug(one)) == iris.LONGEST_SLUG
    assert iris.slug(one) != iris.slug(two)
    assert iris.slug("长" * 40) == "长" * 40


def test_a_name_of_signs_only_gets_a_hash() -> None:
    assert len(iris.slug("——")) == 8 and iris.slug("——") != iris.slug("！")


@given(st.text(min_size=1, max_size=60))
def test_any_name_gives_an_address_that_turtle_and_sparql_take(name: str) -> None:
    node = iris.honour(name)
    local = node.value.removeprefix(f"{BASE}honour/")
    assert local and iris.slug(local) == local
    line = f"@prefix gh: <{BASE}honour/> . gh:{local} gh:{local} gh:{local} ."
    (quad,) = parse(line.encode(), format=RdfFormat.TURTLE)
    assert quad.subject == node
    # Oxigraph's SPARQL takes rare characters (beyond U+FFFF) in whole addresses only.
    term = f"gh:{local}" if max(local) <= "\uffff" else f"<{node.value}>"
    assert bool(Store().query(f"PREFIX gh: <{BASE}honour/> ASK {{ FILTER({term} = <{node.value}>) }}"))


@pytest.mark.parametrize(
    ("name", "type_", "address"),
    [
        ("一窗通", ThingType.INITIATIVE, "initiative/330108-一窗通"),
        ("青蓝培养计划", ThingType.PROGRAM, "initiative/330108-青蓝培养计划"),
        ("区民政局", ThingType.INSTITUTION, "org/330108-区民政局"),
        ("杭州市公安局", ThingType.INSTITUTION, "org/330100-杭州市公安局"),
        ("市公安局", ThingType.INSTITUTION, "org/330100-市公安局"),
        ("市场监管局", ThingType.INSTITUTION, "org/330108-市场监管局"),
        ("省教育厅", ThingType.INSTITUTION, "org/330000-省教育厅"),
        ("浙江省教育厅", ThingType.INSTITUTION, "org/330000-浙江省教育厅"),
        ("全国妇联", ThingType.INSTITUTION, "org/100000-全国妇联"),
        ("全国媒体滨江行", ThingType.EVENT, "event/330108-全国媒体滨江行"),
        ("中央驻浙江机构", ThingType.INSTITUTION, "org/330000-中央驻浙江机构"),
        ("西湖区法院", ThingType.INSTITUTION, "org/330106-西湖区法院"),
        ("朝阳区法院", ThingType.INSTITUTION, "org/330108-朝阳区法院"),
        ("省“151”人才工程", ThingType.PROGRAM, "initiative/330000-省151人才工程"),
        ("滨江区物业管理办法", ThingType.DOCUMENT, "document/330108-滨江区物业管理办法"),
        ("首届创新论坛", ThingType.EVENT, "event/330108-首届创新论坛"),
        ("周闻", ThingType.PERSON, "person/330108-周闻"),
        ("全国文明城市", ThingType.RECOGNITION, "honour/全国文明城市"),
        ("老年人", ThingType.GROUP, "group/老年人"),
        ("北塘片区", ThingType.PLACE, "place/330108-北塘片区"),
    ],
)
def test_a_thing_gets_the_code_of_its_area(name: str, type_: ThingType, address: str) -> None:
    assert iris.thing(thing(name, type_), DISTRICT).value == BASE + address


def test_the_full_name_gives_the_address_and_a_code_gives_that_of_a_place() -> None:
    short = thing("区民政局", ThingType.INSTITUTION, canonical="滨江区民政局")
    assert iris.thing(short, DISTRICT) == iris.thing(thing("滨江区民政局", ThingType.INSTITUTION), DISTRICT)
    assert iris.thing(thing("杭州", ThingType.PLACE, code="330100"), DISTRICT) == iris.place("330100")


def test_without_a_known_place_the_source_keeps_names_apart() -> None:
    assert iris.thing(thing("一窗通", ThingType.INITIATIVE), "6c3387b5").value.endswith("/6c3387b5-一窗通")


@pytest.mark.parametrize(
    ("words", "home", "code"),
    [
        ("全国", DISTRICT, "100000"),
        ("全省", DISTRICT, "330000"),
        ("全市", DISTRICT, "330100"),
        ("全区", DISTRICT, DISTRICT),
        ("该区", DISTRICT, DISTRICT),
        ("全市", "110105", "110000"),
        ("全市", "330182", "330182"),
        ("全省", "110105", "110000"),
        ("同类城区", DISTRICT, ""),
        ("全市", "6c3387b5", ""),
    ],
)
def test_words_for_areas_are_read_from_where_the_text_stands(words: str, home: str, code: str) -> None:
    assert iris.relative_area(words, home) == iris.named_area(words, home) == code


def test_an_area_is_told_by_its_name_where_only_one_has_it() -> None:
    named = [iris.named_area(words, DISTRICT) for words in ("江苏省", "鼓楼区", "北塘片区")]
    assert named == ["320000", "", ""]


@pytest.mark.parametrize(
    ("unit", "local"),
    [
        ("%", "百分比"),
        ("个百分点", "百分点"),
        ("‰", "千分比"),
        ("元/人/月", "元每人每月"),
        ("微克/立方米", "微克每立方米"),
        ("个", "个"),
        ("个月", "个月"),
        ("无单位", "无单位"),
    ],
)
def test_units_are_spelt_out(unit: str, local: str) -> None:
    assert iris.unit(unit).value == f"{BASE}unit/{local}"


def test_claims_that_start_together_get_letters() -> None:
    turns = [
        iris.claim("ab", "q", 12, turn).value.removeprefix(f"{BASE}claim/") for turn in (0, 1, 2, 26, 27, 53)
    ]
    assert turns == ["ab-q12", "ab-q12a", "ab-q12b", "ab-q12z", "ab-q12aa", "ab-q12ba"]


def test_the_graph_of_a_source_is_known_as_one() -> None:
    assert iris.is_source_graph(iris.source_graph("6c3387b5"))
    assert not any(map(iris.is_source_graph, (iris.ENTITY, iris.MERGED, iris.graph("sources"))))
