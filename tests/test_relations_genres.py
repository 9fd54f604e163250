"""Relations in press articles, profiles and lists: who is spoken of where the words leave it open."""

from __future__ import annotations

import pytest
from sentences import edges

from govgraph.ontology.records import PLACE_ID


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 在全省 tells where, not who
        ("清溪农商银行在全省率先开业，推行绩效考核机制。", [
            ("清溪农商银行", "launched", "绩效考核机制"),
        ]),
        # who only decided
        ("该区坚决贯彻市委、市政府和区党工委决策部署，新建文化站12个。", []),
        # totals of the area end what an act led to
        ("做好“六稳”工作，全年完成地区生产总值15亿元，增长4%。", []),
        # honours of things named right before them, and of things of the place
        ("建成晨光纺织厂国家重点文物保护单位。", [("国家重点文物保护单位", "granted_by", "国家")]),
        ("润州铜火锅入选江苏省美食名录。", [("江苏省美食名录", "granted_by", "江苏省")]),
        ("润州成功入选江苏省美食名录。", [
            ("润州", "received", "江苏省美食名录"), ("江苏省美食名录", "granted_by", "江苏省"),
        ]),
        ("“溪口模式”、“护苗行动”等现场会在我区召开，荣获省级卫生县城。", [
            (PLACE_ID, "received", "省级卫生县城"), ("省级卫生县城", "granted_by", "省级"),
        ]),
        # where things lie
        ("安康汉江水质变好。", [("汉江", "located_in", "安康")]),
        ("定南县的春天花园小区面貌一新。", [("春天花园小区", "located_in", "定南县")]),
        ("石桥村的村民李大山说。", [("李大山", "located_in", "石桥村")]),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_tells_whose_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)
