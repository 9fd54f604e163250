"""Lines cut to one width, and blanks inside words: the same facts as of the text before it was on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved import facts_of

from govgraph.loaders.extract import extract
from govgraph.loaders.reading.breaks import Breaks, breaks_of
from govgraph.loaders.reading.content import width
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import Span

CLOSING = "，。、；：”）》！？%"


def cut(text: str, wide: int, indent: str, end: str) -> str:
    """A text as a page of `wide` ems has it: no line begins with a closing sign."""
    lines: list[str] = []
    for paragraph in filter(None, map(str.strip, text.splitlines())):
        line = ""
        for sign in indent + paragraph:
            if width(line) + width(sign) > wide and sign not in CLOSING:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return end.join([*lines, ""])


@pytest.mark.parametrize(
    ("wide", "indent", "end"),
    [(38, "　　", "\n"), (24, "　　", "\r\n"), (50, "　　", "\n\n"), (30, "  ", "\n")],
)
def test_a_text_cut_to_one_width_gives_the_facts_of_its_paragraphs(
    brief: Path, wide: int, indent: str, end: str
) -> None:
    text = brief.read_text("utf-8")
    page = cut(text, wide, indent, end)
    assert page.count("\n") > text.count("\n") + 40
    document = read_bytes(page.encode(), "a.txt")
    assert document.text == page
    assert facts_of(document).keys() == facts_of(read_bytes(text.encode(), "a.txt")).keys()


TORN = (
    "云岭县坚持项目带动，主题公 园顺利签约。新增制造 业单项冠军示范企业3家，滚动实施小微企业 三年成长计划，"
    "新 增小微企业2.6万家。启动全国首个智能马桶质量攻坚 行动计划，获评全 国质量强市。"
)


def told(text: str) -> Iterator[tuple[str, str]]:
    """Figures with what they measure, and names, of a text."""
    extraction = extract(read_bytes(text.encode(), "a.txt"))
    yield from ((f"{m.value} {m.unit}", m.measure) for m in extraction.measurements)
    yield from ((thing.type.value, thing.name) for thing in extraction.things)


def test_blanks_that_tear_words_are_read_over_and_quoted_as_they_stand() -> None:
    assert list(told(TORN)) == list(told(TORN.replace(" ", "")))
    extraction = extract(read_bytes(TORN.encode(), "a.txt"))
    names = {thing.name: thing.mentions[0].quote for thing in extraction.things}
    assert names["智能马桶质量攻坚行动计划"] == "智能马桶质量攻坚 行动计划"


@pytest.mark.parametrize(
    "text",
    [
        "政 府 工 作 报 告，在县人民代表大会上，各位代表，现在请审议。",  # spaced out
        "本报讯（记者 张小明 通讯员 李大海 王建国）昨日，云岭县建成学校3所。",
        "获评“好客云岭 乡村好时节”基地，成功举办“好品云岭 商行天下”展销。",
        "一、实施水利工程，投资3亿元。\n二、建成学校3所，学位2000个。\n三、培训教师500名，覆盖乡镇12个。\n"
        "四、新增床位300张，改造卫生院4所。\n五、修建公路12公里，通达村庄8个。\n六、植树3万株，治沙2千亩。\n",
        "云岭县\n清河县\n东山县\n西山县\n南山县\n北山县\n",
    ],
)
def test_blanks_between_words_and_lines_of_their_own_are_no_breaks(text: str) -> None:
    assert breaks_of(text) is None


def test_two_latin_words_that_a_line_end_parts_stay_two() -> None:
    assert Breaks([Span(4, 5), Span(8, 9)]).without("abc\n def\ngh") == "abc defgh"


@given(st.sets(st.integers(0, 60), max_size=20), st.integers(0, 80), st.integers(1, 20))
def test_the_way_to_the_copy_leads_back(left_out: set[int], start: int, size: int) -> None:
    gaps = [Span(at, at + 1) for at in sorted(left_out) if at + 1 not in left_out and at - 1 not in left_out]
    text = "".join(chr(0x4E00 + at) for at in range(120))
    if not gaps:
        return
    breaks = Breaks(gaps)
    copy = breaks.without(text)
    span = Span(start, start + size)
    stored = breaks.stored(span)
    assert (text[stored.start], text[stored.end - 1]) == (copy[span.start], copy[span.end - 1])
    assert breaks.inside(stored) == span
