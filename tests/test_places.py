"""The table of places and the place a document speaks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govgraph.graph.ground import Ground
from govgraph.graph.iris import local_place
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.place import place_of, told_by
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.places import load_places, write_table
from govgraph.ontology.records import PLACE_ID, PlaceRef


def test_the_table_holds_provinces_cities_and_counties_with_their_parents() -> None:
    places = load_places()
    levels = [place.level for place in places.by_code.values() if not place.former]
    assert levels.count("provincial") == 34
    assert levels.count("municipal") > 330
    assert levels.count("district") > 2800
    for place in places.by_code.values():
        assert not place.parent or place.parent in places.by_code


def test_a_chain_leads_from_a_district_to_its_province() -> None:
    chain = load_places().chain("321111")
    assert [place.name for place in chain] == ["润州区", "镇江市", "江苏省"]
    assert [place.level for place in chain] == ["district", "municipal", "provincial"]
    assert load_places().chain("999999") == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("润州区", "润州"),
        ("恩施土家族苗族自治州", "恩施"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("浦东新区", "浦东"),
        ("雄县", "雄县"),
        ("香港特别行政区", "香港"),
    ],
)
def test_a_short_name_drops_the_suffix_unless_one_sign_would_stay(name: str, short: str) -> None:
    (place,) = load_places().named(name)
    assert place.short == short


def test_a_name_is_found_in_full_and_short() -> None:
    places = load_places()
    assert [place.code for place in places.named("定南县")] == ["360728"]
    assert [place.name for place in places.short("润州")] == ["润州区"]
    assert places.named("无此县") == ()
    assert {place.parent for place in places.named("长安区")} == {"130100", "610100"}


def test_a_former_county_is_known_and_marked() -> None:
    (place,) = load_places().named("宁乡县")
    assert place.former
    assert place.parent == "430100"


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        ("镇江润州：让老街区活起来", "", PlaceRef("321111", "润州区")),
        ("河南唐河：中医药惠民", "", PlaceRef("411328", "唐河县")),
        (
            "",
            "县政府设立质量奖，县医院竣工。国道顺平段整治，顺平获评河北省森林城市。",
            PlaceRef("130636", "顺平县"),
        ),
        ("", "县政府设立质量奖，获评河北省森林城市。", None),
        ("2011年一季度重庆工业形势分析", "", PlaceRef("500000", "重庆市")),
        ("保定市满城区2020年工作要点", "", PlaceRef("130607", "满城区")),
        ("2026年四川省人民政府工作报告", "成都的变化很大。", PlaceRef("510000", "四川省")),
        (
            "民生小事",
            "近年来，定南县办实事，全县上下齐动手。江西的记者看到，定南县变了。",
            PlaceRef("360728", "定南县"),
        ),
        ("", "吉林省过去一年增速加快，全省上下一心。", PlaceRef("220000", "吉林省")),
        ("", "长沙县与浏阳市进位，长沙获批试点，长沙的市民满意，全市受益。", PlaceRef("430100", "长沙市")),
        ("主城区的合作社签了合作协议，三长治水，下黄山片区变样", "", None),
        ("今天天气好", "和县委商量过，新县城开工。", None),
        ("吕城镇2021年工作总结", "吕城镇稳步前行，我镇获评镇江市示范镇。", PlaceRef("", "吕城镇")),
        ("丹阳市吕城镇2021年工作总结", "全镇共有村20个。", PlaceRef("", "吕城镇")),
        ("苏州工业园区2020年工作报告", "园区上下齐心，获江苏省好评。", PlaceRef("", "苏州工业园区")),
        ("金山街道办事处关于民生工作的总结", "金山街道办实事。", PlaceRef("", "金山街道")),
        ("润州区金山街道：老街换新颜", "街道新建食堂。", PlaceRef("", "金山街道")),
        ("浦东新区2020年工作总结", "新区经济稳步增长。", PlaceRef("310115", "浦东新区")),
        ("", "潼南区塘坝镇天印村位于镇政府以南。全村辖10个社。", PlaceRef("", "天印村")),
        ("塞北管理区简介", "塞北管理区前身是牧场。", PlaceRef("", "塞北管理区")),
        # what a text calls its place that never names it, and 全市 once in passing
        ("", "我镇获评镇江市示范镇，全镇上下一心，镇江的市民满意。", PlaceRef("", "我镇")),
        ("", "全市建成学校3所，全市改造小区9个。", PlaceRef("", "全市")),
        ("", "一家企业的产量居全市首位，全市第一。", None),
        # the county told of in a province or city, what ends like a county, an everyday word, a 州长
        ("乡村振兴看福建", "柘荣县地处福建省东北部。柘荣县种药，柘荣县兴药。", PlaceRef("350926", "柘荣县")),
        ("", "实施旅游兴县、工业强县战略，全县建成学校3所，全县脱贫。", PlaceRef("", "全县")),
        ("", "永泰县地处福州市，永泰县获评全市第一，永泰县好。", PlaceRef("350125", "永泰县")),
        ("", "海淀区帮扶我县，全县改造小区9个。", PlaceRef("", "我县")),
    ],
)
def test_the_place_of_a_document_is_told_from_title_then_lead(
    title: str, lead: str, expected: PlaceRef | None
) -> None:
    assert place_of(title, lead) == expected


@pytest.mark.parametrize(
    ("medium", "lead", "expected"),
    [
        ("威海晚报", "近年来,我市改造老旧小区。", PlaceRef("371000", "威海市")),
        ("润州报", "近年来,我区改造老旧小区。", PlaceRef("321111", "润州区")),
        ("润州报", "近年来,我市改造老旧小区。", PlaceRef("", "我市")),
        ("威海晚报", "近年来,老旧小区变了样。", None),
        ("新华社", "近年来,我市改造老旧小区。", PlaceRef("", "我市")),
    ],
)
def test_a_local_medium_tells_whose_my_city_is(medium: str, lead: str, expected: PlaceRef | None) -> None:
    assert place_of("", lead, medium) == expected


def test_a_town_speaks_for_itself_in_the_records_and_in_the_graph() -> None:
    text = "柳溪镇2021年工作总结\n\n柳溪镇获评国家卫生镇。镇党委推出“暖心桥”工作机制。\n"
    document = read_bytes(text.encode(), "town.txt")
    found = extract(document)
    assert document.place == PlaceRef("", "柳溪镇")
    assert [(one.id, one.name, one.canonical) for one in found.things] == [
        (PLACE_ID, "柳溪镇", ""),
        ("e002", "国家卫生镇", ""),
        ("e003", "镇党委", "柳溪镇党委"),
        ("e004", "暖心桥工作机制", ""),
    ]
    assert [(one.subject, one.predicate.value, one.object) for one in found.relations] == [
        (PLACE_ID, "received", "e002"),
        ("e002", "granted_by", "国家"),
        ("e003", "launched", "e004"),
    ]
    ground = Ground(found)
    assert ground.thing(PLACE_ID) == ground.place == local_place("柳溪镇", document.id)


def test_a_place_that_went_long_ago_is_known_and_marked() -> None:
    (place,) = load_places().named("宣武区")
    assert (place.code, place.former) == ("110104", True)
    assert place_of("北京市宣武区2005年工作总结", "") == PlaceRef("110104", "宣武区")
    assert place_of("襄樊市2006年政府工作报告", "") == PlaceRef("420600", "襄阳市")  # its name since 2010


def test_the_table_is_made_from_two_releases_and_the_states_of_the_standard(tmp_path: Path) -> None:
    new, old, states = tmp_path / "new", tmp_path / "old", tmp_path / "states"
    states.mkdir()
    for state, slip in (("200212", "丙縣"), ("200306", "丙县")):
        held = {"110123": slip, "110124": "丁区", "110125": "甲山区", "110101": "市辖区", "110000": "某省"}
        (states / f"{state}.json").write_text(json.dumps(held), encoding="utf-8")
    for folder, county in ((new, "甲山市"), (old, "甲山县")):
        folder.mkdir()
        (folder / "provinces.json").write_text('[{"code": "11", "name": "某省"}]', encoding="utf-8")
        (folder / "cities.json").write_text(
            '[{"code": "1101", "name": "乙市"}, {"code": "1190", "name": "省直辖县级行政区划"}]',
            encoding="utf-8",
        )
        (folder / "areas.json").write_text(
            f'[{{"code": "110122", "name": "{county}"}}, {{"code": "110171", "name": "高新技术产业开发区"}}]',
            encoding="utf-8",
        )
    lines = [line for line in write_table(new, old, states) if line.startswith(("code", "11"))]
    assert lines == [
        "code\tname\tparent\tformer",
        "110000\t某省\t\t0",
        "110100\t乙市\t110000\t0",
        "110122\t甲山市\t110100\t0",
        "110122\t甲山县\t110100\t1",
        "110124\t丁区\t110100\t1",
    ]


@pytest.mark.parametrize(
    ("lines", "told", "place"),
    [
        (["——2022年1月11日在滁州市第七届人民代表大会第一次会议上"], "滁州市", ("341100", "滁州市")),
        (["2024年1月12日在湄潭县永兴镇第十六届人民代表大会上"], "湄潭县永兴镇", ("", "永兴镇")),
        (["临洮县人民政府办公室"], "临洮县", ("621124", "临洮县")),
        (["2022年1月11日", "本报记者 王建国"], "", None),
    ],
)
def test_lines_around_the_body_tell_whose_text_it_is(
    lines: list[str], told: str, place: tuple[str, str] | None
) -> None:
    assert told_by(lines) == told
    found = place_of("政府工作报告", "各位代表：现在报告工作。", "", told)
    assert (found and (found.code, found.name)) == place


def test_a_short_name_that_is_a_common_word_does_not_vouch_for_itself() -> None:
    lead = "黄石市推进更新。老城面貌改变，黄石市新建公园，老城焕新。"
    found = place_of("老城焕新", lead)
    assert found is not None and found.code == "420200"


def test_a_report_names_the_counties_of_its_province_in_short() -> None:
    text = "2026年云南省政府工作报告\n\n瑞丽扩大开放。腾冲办好论坛。新建学校9所,落实惠民政策。\n"
    things = extract(read_bytes(text.encode(), "report.txt")).things
    assert [(one.name, one.code) for one in things if one.type.value == "place"] == [
        ("云南省", "530000"),
        ("瑞丽", "533102"),
        ("腾冲", "530581"),
    ]
