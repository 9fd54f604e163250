"""Reading a source: its encoding, what it is not, and what is known about it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from govgraph.loaders.reading.fold import fold
from govgraph.loaders.reading.read import read_bytes, read_document
from govgraph.ontology.errors import SourceError
from govgraph.ontology.records import BlockKind

PAGE = """首页 | 要闻 | 专题
丹阳区:河畔小城办好民生事
2022-03-04 08:30:00来源:江岸日报编辑:周明责编:吴洁

  原标题:河畔小城办好民生事

丹阳区:河畔小城办好民生事

夜色中的老街 郑川 摄

丹阳区:河畔小城办好民生事

  过去一年,全区上下齐心,办成了一批群众盼望已久的实事,城乡面貌焕然一新。

  便民服务进社区

  全区新建便民服务站12个,服务居民3万人次。(江岸日报 作者 冯立 陈雨)

大江在线版权声明

1、凡本网注明“来源:大江在线”的作品,未经本网授权不得转载、摘编。

2、本网转载其他媒体稿件,不代表本网观点,侵权请与本网联系。
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_same_text_is_read_from_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode(encoding))
    document = read_document(path)
    assert document.text == PAGE
    assert document.sha256 == hashlib.sha256(PAGE.encode("utf-8")).hexdigest()
    assert document.id == document.sha256[:8]


def test_line_ends_are_kept() -> None:
    assert read_bytes("甲村修路。\r\n乙村架桥。".encode(), "-").text == "甲村修路。\r\n乙村架桥。"


def test_metadata_comes_from_the_lines_around_the_body() -> None:
    document = read_bytes(PAGE.encode(), "page.txt")
    assert document.title == "丹阳区:河畔小城办好民生事"
    assert document.issued == date(2022, 3, 4)
    assert (document.origin, document.publisher) == ("江岸日报", "大江在线")
    assert document.editors == ("周明", "吴洁")
    assert document.photographers == ("郑川",)
    assert document.creators == ("冯立", "陈雨")


def test_a_dateline_is_no_end_of_the_title_above_it() -> None:
    title = "原标题：1-8月清溪外贸同增17.1%，民企拉动进出口增长9.6个百分点"
    text = f"{title}\n21世纪经济报道记者 王海平 清溪报道 据海关通报，1-8月进出口值9亿元，增长3%。\n"
    document = read_bytes(text.encode(), "x.txt")
    assert document.title == "1-8月清溪外贸同增17.1%,民企拉动进出口增长9.6个百分点"
    assert [document.text[b.span.start : b.span.end][:4] for b in document.blocks if b.kind == "body"] == [
        "21世纪"
    ]


def test_the_label_behind_a_name_is_no_author() -> None:
    line = "2022年3月15日  来源：江岸日报  记者 冯立 陈雨　浏览次数：1287　字号：[大 中 小]"
    document = read_bytes(f"江岸区办好民生事\n{line}\n江岸区新建小学3所。\n".encode(), "x")
    assert (document.creators, document.origin) == (("冯立", "陈雨"), "江岸日报")


def test_a_speech_is_dated_by_the_day_it_was_given() -> None:
    text = (
        "工作报告\n——2019年1月8日在安河县第九届人民代表大会第三次会议上\n发布时间:2021-05-06\n"
        + "过去一年成绩显著。" * 3
    )
    assert read_bytes(text.encode(), "x").issued == date(2019, 1, 8)


@pytest.mark.parametrize(
    "line", ["2022年3月28日 江岸区统计局", "江岸区统计局\n2022年3月28日", "江岸区统计局(2022年3月28日)"]
)
def test_who_signed_with_the_day_dates_the_text(line: str) -> None:
    text = f"江岸区2021年统计公报\n{line}\n2021年新建小学3所，教师培训800人次。\n"
    assert read_bytes(text.encode(), "x").issued == date(2022, 3, 28)


def test_a_text_of_one_paragraph_is_dated_by_the_by_line_in_it() -> None:
    text = "江岸区办好民生事 2022年3月15日 来源：江岸日报 记者 冯立 江岸区新建小学3所，教师培训800人次。"
    assert read_bytes(text.encode(), "x").issued == date(2022, 3, 15)
    assert read_bytes("江岸区2022年3月15日建成小学3所。".encode(), "x").issued is None


def test_sections_take_their_field_from_general_keywords() -> None:
    document = read_bytes("一、教育\n新建小学3所，教师培训800人次，学前教育普及。\n".encode(), "x")
    assert [(section.title, section.field) for section in document.sections] == [
        ("", ""),
        ("教育", "education"),
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("　\n".encode(), "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"abc\x00def\xff", "binary"),
        ("正文\x01正文".encode(), "binary"),
        (b"\xff\xfe\x00\xd8\x00\x00", "UTF-16"),
        (b"caf\xe9 au lait " * 30, "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(SourceError) as error:
        read_bytes(data, "page.txt")
    message = str(error.value)
    assert message.startswith("page.txt: ") and what in message and "\n" not in message
    assert ";" in message, "it says what to do"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file; check the path"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="a folder, not a file"):
        read_document(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "“引号”「直角」〝双撇〞\u00a0全角　ＡＢＣ１２３％",
        "甲?? ??乙&nbsp;丙<br/>丁\\r\\n戊",
        '他说"好"。',
        "新建\u200e小学\u200b3所\u202e\u2060。",
        "⼈⺠",
    ],
)
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_gives_one_form_of_each_sign() -> None:
    assert fold("１２．５％，（一）「甲」") == "12.5%,(一)“甲”"
    assert fold("新建\u200e小学\u200d\u2060\u202c\ufeff3所") == "新建 小学    3所"


def test_the_article_is_read_with_its_metadata(article: Path) -> None:
    document = read_document(article)
    assert document.issued == date(2021, 7, 26)
    assert (document.publisher, document.origin) == ("国际在线", "新华日报")
    assert (document.creators, document.editors) == (("钱飞", "汤力克"), ("陈小雨", "石丽敏"))
    assert document.place is not None and document.place.name == "润州区"
    assert sum(block.kind is BlockKind.HEADING for block in document.blocks) == 10
    assert sum(block.kind is BlockKind.BODY for block in document.blocks) == 25
    assert sum(block.kind is BlockKind.BOILERPLATE for block in document.blocks) == 8
