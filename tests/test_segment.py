"""Sections, paragraphs and sentences, with their offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.loaders.reading.fold import fold
from govgraph.loaders.reading.read import read_bytes, read_document
from govgraph.loaders.reading.segment import heading_title, split_sentences
from govgraph.ontology.records import BlockKind, Document

TEXT = """一、去年回顾
一是项目加快建设，带动就业。新修道路5公里。
（一）产业更兴旺。工厂新增3家！产值翻番？
二、今年安排
再修道路8公里。
"""


def quotes(document: Document, kind: BlockKind) -> list[str]:
    """The blocks of one kind as text."""
    return [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is kind]


def test_headings_and_numbered_leading_sentences_open_sections() -> None:
    document = read_bytes(TEXT.encode(), "x")
    titles = [section.title for section in document.sections]
    assert titles == ["", "去年回顾", "项目加快建设，带动就业".replace("，", ","), "产业更兴旺", "今年安排"]
    assert [section.span.start for section in document.sections[1:]] == sorted(
        TEXT.index(part) for part in ("一、", "一是", "（一）", "二、")
    )
    assert document.sections[-1].span.end == len(TEXT)


def test_paragraphs_count_on_and_know_their_section() -> None:
    document = read_bytes(TEXT.encode(), "x")
    body = [(block.paragraph, block.section) for block in document.blocks if block.kind is BlockKind.BODY]
    assert body == [(1, 2), (2, 3), (3, 4)]
    assert quotes(document, BlockKind.HEADING) == ["一、去年回顾", "二、今年安排"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲来了。乙走了！丙呢？", ["甲来了。", "乙走了！", "丙呢？"]),
        ("他说:“路通了。桥也通了。”大家笑了。", ["他说:“路通了。桥也通了。”", "大家笑了。"]),
        ("全镇(不含飞地。)面积很大。", ["全镇(不含飞地。)面积很大。"]),
        ("修路;架桥;治水。", ["修路;架桥;治水。"]),
        ("没有句号", ["没有句号"]),
    ],
)
def test_sentences_end_at_stops_outside_brackets_and_quotes(text: str, expected: list[str]) -> None:
    folded = fold(text)
    assert [text[span.start : span.end] for span in split_sentences(folded, 0, len(folded))] == expected


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、去年回顾", "去年回顾"),
        ("（三）惠民生。", "惠民生"),
        ("二是修路架桥，", "修路架桥"),
        ("小城新貌", "小城新貌"),
    ],
)
def test_a_title_carries_no_number_and_no_stop(line: str, title: str) -> None:
    assert heading_title(fold(line)) == title


def test_sentences_and_blocks_of_real_texts_do_not_overlap(shared: Path) -> None:
    paths = sorted((shared / "corpus").glob("*.txt"))[::10] + [shared / "articles" / "runzhou-2021.txt"]
    assert len(paths) > 10
    for path in paths:
        document = read_document(path)
        for spans in ([block.span for block in document.blocks], list(document.sentences)):
            assert all(first.end <= second.start for first, second in zip(spans, spans[1:], strict=False))
        inside = [b.span for b in document.blocks if b.kind in (BlockKind.BODY, BlockKind.HEADING)]
        assert all(any(b.start <= s.start and s.end <= b.end for b in inside) for s in document.sentences)


def test_a_run_on_sentence_is_cut_after_a_comma_and_nothing_is_lost() -> None:
    text = "新增就业5000人," * 1000
    spans = split_sentences(text, 0, len(text))
    assert len(spans) == 5
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(text[span.end - 1] == "," and span.end - span.start <= 2000 for span in spans)
