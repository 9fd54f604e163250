"""Every county of the table and every bureau of one is found whole, though the tokenizer tears many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from figures import read
from sentences import found

from govgraph.ontology.places import COMMON, load_places

_COUNTIES = sorted({place.name for place in load_places().by_code.values() if place.name[-1] in "县区市旗"})
_JOINING = {"和县", "会同县"}
"""Words that also join what stands before them to a body of the county (和|县政府)."""


def _named(suffix: str) -> Iterator[str]:
    """The counties that no whole name is found of in a sentence on what they, or a body of theirs, did."""
    for county in _COUNTIES:
        things = found(f"近日，{county}{suffix}开展禁毒宣传活动。", None)
        if county + suffix not in [name for _, name in things]:
            yield county


def test_every_county_is_named_but_those_that_are_common_words() -> None:
    assert set(_named("")) == COMMON.intersection(_COUNTIES) | _JOINING


@pytest.mark.parametrize("body", ["公安局", "政府", "教育局"])
def test_the_bodies_of_every_county_are_named_in_full(body: str) -> None:
    missed = set(_named(body))
    assert missed - COMMON == _JOINING


def test_a_county_that_begins_with_a_number_is_no_figure() -> None:
    for county in _COUNTIES:
        assert not read(f"近日，{county}开展禁毒宣传活动。"), county
    assert not read("七台河、五家渠和五台山开展禁毒宣传活动。")


_BUREAUS = (
    "教体局 科学技术局 工信局 经信局 司法局 财政局 人社局 自然资源和规划局 住建局 "
    "住房城乡建设局 交通运输局 水务局 农业农村局 林草局 文旅局 文广新局 卫健局 卫生健康局 "
    "退役军人事务局 应急局 市场监管局 统计局 医保局 乡村振兴局 信访局 行政审批局 政数局 "
    "城管局 综合行政执法局 国资委 投资促进局 供销社 总工会 妇联 科协 残联 文联 侨联 "
    "红十字会 税务局 交警大队 法院 检察院 司法所 融媒体中心 疾控中心 史志办 党校 "
    "纪委监委 政法委 人大常委会 政协 编办 政府办 河长办 创城办 人防办 征收办 项目办 "
    "招商办 金融办 公共资源交易中心 发改委 民宗局 老干部局 海洋与渔业局 房产局 旅发委 "
).split()


@pytest.mark.parametrize("area", ["定南县", "沧州市", "区"])
def test_every_bureau_of_an_area_is_named_in_full(area: str) -> None:
    told = {bureau: found(f"近日，{area}{bureau}开展禁毒宣传活动。", None) for bureau in _BUREAUS}
    bodies = {
        bureau: [name for kind, name in things if kind == "institution"] for bureau, things in told.items()
    }
    assert bodies == {bureau: [area + bureau] for bureau in _BUREAUS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told by what stands around them, wherever the tokenizer cuts
        ("近日，维新镇开展禁毒宣传活动。", ["维新镇"]),
        ("里湖镇党委书记李明介绍。", ["里湖镇"]),
        ("据柳二营村党支部书记李明介绍。", ["柳二营村"]),
        ("“好。”红堡镇麦牛村村民李明说。", ["红堡镇", "麦牛村"]),
        ("“好。”永正镇东龙头村村民李明说。", ["永正镇", "东龙头村"]),
        ("星光社区通过“三联”模式增收。", ["星光社区"]),
        ("沂南县李村镇两安村设立书屋。", ["沂南县", "李村镇", "两安村"]),
        ("沂南县两安瑶族乡开展宣传。", ["沂南县", "两安瑶族乡"]),
        ("近日，通州区石港镇开展宣传。", ["通州区", "石港镇"]),
        # lists of them behind a verb or preposition, and before what is tried there
        ("工程覆盖赵固镇、维新镇等2个乡镇。", ["赵固镇", "维新镇"]),
        ("今年，沂南县在赵固镇、双兴镇试点推行积分制。", ["沂南县", "赵固镇", "双兴镇"]),
        # what villages and towns are called by is no name
        ("推进城中村、贫困村改造，整村推进，以城带乡，干部驻村。", []),
        ("打造特色小镇、工业重镇和文明社区。", []),
    ],
)
def test_towns_and_villages_are_told_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert [name for kind, name in found(text, None) if kind == "place"] == expected
