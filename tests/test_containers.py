"""The containers a source comes in: one article gives one set of facts, whatever it was saved as."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from saved import (
    MAKERS,
    MEDIA_TYPES,
    NEWS,
    ONE,
    TITLE,
    U1,
    U2,
    as_docx,
    as_pdf,
    blank_pdf,
    facts_of,
    rewritten,
)

import govgraph
from govgraph.cli import govgraph as command
from govgraph.graph.diff import FactKey
from govgraph.loaders.reading.containers import read_content
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.errors import SourceError, UsageError
from govgraph.ontology.records import BlockKind
from govgraph.pipeline import expand


@pytest.fixture(scope="module")
def lines(brief: Path) -> list[str]:
    return [line for line in brief.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def plain(brief: Path) -> dict[FactKey, Any]:
    found = facts_of(govgraph.read_document(brief))
    assert len(found) > 300
    return found


@pytest.mark.parametrize("ending", MAKERS)
def test_one_article_gives_the_same_facts_in_every_container(
    ending: str, lines: list[str], plain: dict[FactKey, Any]
) -> None:
    document = read_bytes(MAKERS[ending](lines), f"brief{ending}")
    assert document.media_type == MEDIA_TYPES[ending]
    assert document.notes == ()
    assert document.text.splitlines() == lines
    assert facts_of(document).keys() == plain.keys()


def test_a_file_of_plain_text_is_stored_as_it_is() -> None:
    content = read_content("一、教育\r\n　　新建学校12所。 \n".encode(), "a.txt", "a.txt")
    assert (content.text, content.media_type) == ("一、教育\r\n　　新建学校12所。 \n", "text/plain")


# --- Markdown


def test_markdown_loses_its_marks_and_front_matter_becomes_metadata() -> None:
    source = """---
title: 定南县2020年工作情况
date: 2021-03-05
作者: [张三, 李四]
来源: 定南日报
---

## 一、教育

过去一年，**定南县**开展**“三年”**行动，新建公园24个，
完成投资[291.5亿元](http://a.b)。<br>改造道路3条。

* 新增学位3000个
* 新建学校*12*所

1. 建立`六统十八联`机制

| 指标 | 数值 |
| --- | --- |
| 新增学位 | 3000个 |

![夜景](a.jpg)
"""
    content = read_content(source.encode(), "a.md", "a.md")
    assert content.text.splitlines() == [
        "定南县2020年工作情况",
        "一、教育",
        "过去一年，定南县开展“三年”行动，新建公园24个，完成投资291.5亿元。",
        "改造道路3条。",
        "新增学位3000个",
        "新建学校12所",
        "1. 建立六统十八联机制",
        "指标\t数值",
        "新增学位\t3000个",
    ]
    assert (content.title, content.issued, content.publisher) == (
        "定南县2020年工作情况",
        date(2021, 3, 5),
        "定南日报",
    )
    assert content.creators == ("张三", "李四")
    document = read_bytes(source.encode(), "a.md")
    assert (document.title, document.issued) == (content.title, content.issued)


def test_lines_of_markdown_without_blank_lines_stay_apart_unless_a_sentence_runs_on() -> None:
    source = (
        "定南县工作简报\n2021-03-05 来源：定南日报 责任编辑：王小明 审核：李小红\n"
        "过去一年定南县新建公园24个，完成投资\n3亿元。\n新建学校2所。"
    )
    assert read_content(source.encode(), "a.md", "a.md").text.splitlines() == [
        "定南县工作简报",
        "2021-03-05 来源：定南日报 责任编辑：王小明 审核：李小红",
        "过去一年定南县新建公园24个，完成投资3亿元。",
        "新建学校2所。",
    ]


# --- HTML

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>定南县五年工作_定南新闻网</title>
<meta name="PubDate" content="2021-03-05 10:20"><meta name="SiteName" content="定南新闻网"></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/1">新闻</a> | <a href="/2">政务</a></div>
<div class="crumb"><a>首页</a> &gt; <a>政务公开</a></div>
<h1>定南县五年工作</h1>
<div class="info"><span>来源：定南日报</span><span>责任编辑：王小明</span></div><div>分享到：</div>
<div id="zoom"><p>　　过去五年，定南县开展<b>“三年”</b>行动，新建公园24个。</p>
<p>　　全县累计完成投资<span>291</span><span>.5亿元</span>。<br/>　　新增城镇就业1.2万人。</p>
<h3>一、教育</h3>
<table><tr><th>指标</th><th>2020年</th></tr><tr><td><p>新增学位</p></td><td><p>3000个</p></td></tr></table>
<p style="text-align:center">定南夜景 张三 摄</p><p>这一年，该县新建学校12所，改造学校34所。</p></div>
<div class="rel"><h4>相关阅读</h4><ul><li><a href="/3">龙南县新建公园99个</a></li></ul></div>
<div class="footer"><p>版权声明：凡注明来源的作品，版权均属于本网站，未经授权不得转载。</p></div>
</body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8"), ("gb2312", "utf-8"), ("", "gb18030")],
)
def test_a_page_gives_its_article_with_title_and_by_line_and_no_furniture(
    charset: str, encoding: str
) -> None:
    document = read_bytes(PAGE.format(charset=charset).encode(encoding), "a.html")
    assert document.text.splitlines() == [
        "定南县五年工作",
        "来源：定南日报 责任编辑：王小明",
        "过去五年，定南县开展“三年”行动，新建公园24个。",
        "全县累计完成投资291.5亿元。",
        "新增城镇就业1.2万人。",
        "一、教育",
        "指标\t2020年",
        "新增学位\t3000个",
        "定南夜景 张三 摄",
        "这一年，该县新建学校12所，改造学校34所。",
    ]
    assert (document.title, document.issued, document.publisher) == (TITLE, date(2021, 3, 5), "定南日报")
    assert (document.editors, document.photographers) == (("王小明",), ("张三",))


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8")])
def test_a_page_with_a_character_cut_in_half_is_read_as_a_browser_reads_it(
    charset: str, encoding: str
) -> None:
    page = PAGE.format(charset=charset)
    cut = '<meta name="description" content="过去五年，定'.encode(encoding)[:-1] + b'">\n<meta name="PubDate"'
    whole = page.encode(encoding)
    assert (
        read_bytes(whole.replace(b'<meta name="PubDate"', cut), "a.html").text
        == read_bytes(whole, "b.html").text
    )
    with pytest.raises(SourceError, match="mixed encodings"):
        mixed = f"<p>{ONE * 3}</p></body>".encode("gb18030" if encoding == "utf-8" else "utf-8")
        read_bytes(whole.replace(b"</body>", mixed), "a.html")


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(SourceError, match="a.html: a page without text"):
        read_bytes(b"<html><body><script>var a = 1</script></body></html>", "a.html")


def test_rows_of_a_table_are_no_headings() -> None:
    document = read_bytes(
        "定南县工作\n全县新建公园24个。\n新增学位\t3000个\n一、教育\n新建学校2所。\n".encode(), "a.txt"
    )
    assert [block.kind for block in document.blocks] == [
        BlockKind.TITLE,
        BlockKind.BODY,
        BlockKind.BODY,
        BlockKind.HEADING,
        BlockKind.BODY,
    ]


# --- DOCX


def test_a_word_document_gives_paragraphs_and_rows_as_if_its_changes_were_accepted() -> None:
    parse_xml = import_module("docx.oxml").parse_xml
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def change(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["指标", "数值", "新增学位", "3000个"], strict=True):
            cell.text = text
        run = "<w:r><w:t>新建桥梁3座。</w:t><w:br/><w:t>改造道路5条。</w:t></w:r>"
        inserted = f"<w:ins {space}>{run}</w:ins>"
        struck = f"<w:del {space}><w:r><w:delText>新建桥梁9座。</w:delText></w:r></w:del>"
        paragraph = document.add_paragraph("同年，")
        paragraph._p.append(parse_xml(inserted))
        paragraph._p.append(parse_xml(struck))
        document.core_properties.title = TITLE

    content = read_content(as_docx(NEWS, change), "a.docx", "a.docx")
    table = ["指标\t数值", "新增学位\t3000个"]
    assert content.text.splitlines() == [*NEWS, *table, "同年，新建桥梁3座。", "改造道路5条。"]
    assert content.title == TITLE


def test_the_title_property_of_a_document_counts_only_where_the_text_has_it() -> None:
    def change(document: Any) -> None:
        document.core_properties.title = "模板1"

    assert read_content(as_docx(NEWS, change), "a.docx", "a.docx").title == ""


# --- PDF


@pytest.mark.parametrize(
    ("size", "leading", "foot"),
    [(16, 29, "— {} —"), (10.5, 15, ""), (12, 20, "第{}页 共9页"), (14, 28, "{}")],
)
def test_lines_that_a_page_broke_are_joined_and_page_numbers_left_out(
    size: float, leading: float, foot: str, lines: list[str]
) -> None:
    kept = [lines[0], *lines[7:]]
    assert read_content(as_pdf(kept, size, leading, foot), "a.pdf", "a.pdf").text.splitlines() == kept


def test_what_stands_at_the_top_of_both_of_two_pages_is_left_out(lines: list[str]) -> None:
    kept = ["定南县民生实事", *[line for line in lines if len(line) > 60][:6]]
    data = as_pdf(kept, 16, 28, "- {} -")
    assert len(import_module("pypdf").PdfReader(BytesIO(data)).pages) == 2
    assert read_content(data, "a.pdf", "a.pdf").text.splitlines() == kept


def test_what_no_text_can_be_read_from_is_said_in_a_pdf() -> None:
    with pytest.raises(SourceError, match=r"a scanned PDF \(2 pages without text\); read it with an OCR"):
        read_bytes(blank_pdf(2), "a.pdf")
    locked = rewritten(as_pdf(NEWS), lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    with pytest.raises(SourceError, match=r"a\.pdf: an encrypted PDF; save it without a password"):
        read_bytes(locked, "a.pdf")
    barred = rewritten(as_pdf(NEWS), lambda writer: writer.encrypt("", "secret", algorithm="RC4-128"))
    assert read_bytes(barred, "a.pdf").text.splitlines() == NEWS
    with pytest.raises(SourceError, match=r"a\.pdf: a damaged PDF \(.*\); save or download it again"):
        read_bytes(b"%PDF-1.7\n1 0 obj\n<<", "a.pdf")


def test_a_page_of_pictures_among_pages_of_text_is_noted() -> None:
    document = read_bytes(rewritten(as_pdf(NEWS), lambda writer: writer.add_blank_page()), "a.pdf")
    assert document.text.splitlines() == NEWS
    assert document.notes == ("no text on page 2: pictures are not read",)


# --- what is told by what


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx"])
def test_the_content_tells_the_container_before_the_ending(ending: str, lines: list[str]) -> None:
    data = MAKERS[ending](lines)
    named = {name: read_bytes(data, name).media_type for name in ("stdin", "a.txt", "a.md", "a.pdf")}
    assert set(named.values()) == {MEDIA_TYPES[ending]}


def test_without_an_ending_front_matter_or_a_heading_mark_tells_markdown() -> None:
    assert (
        read_bytes(b"---\ntitle: a\n---\n" + "新建学校2所。".encode(), "stdin").media_type == "text/markdown"
    )
    assert read_bytes("# 工作\n\n新建学校2所。".encode(), "stdin").media_type == "text/markdown"
    assert read_bytes("# 工作\n\n新建学校2所。".encode(), "a.txt").media_type == "text/plain"


def zipped(name: str) -> bytes:
    import zipfile

    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old Office file (.doc), which is not read; save it as .docx",
        ),
        (b"{\\rtf1\\ansi", "an RTF file, which is not read; save it as .docx"),
        (zipped("a.txt"), "a ZIP file, which is not read; unpack it"),
        (zipped("xl/workbook.xml"), "a workbook, which is not read"),
        (zipped("OFD.xml"), "an OFD document, which is not read; print it to a PDF"),
        (zipped("word/document.xml"), "a damaged Word document"),
        (b"PK\x03\x04 and no more", "a damaged ZIP or Office file"),
        (b"MIME-Version: 1.0\r\n", "a web archive, which is not read; save the page as HTML only"),
        (b"\x89PNG\r\n\x1a\n", "a picture, which is not read; read its text with an OCR program"),
    ],
)
def test_what_is_not_read_is_named_in_one_line_with_the_remedy(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(data, "a", where="folder/a")
    assert str(caught.value).startswith(f"folder/a: {said}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("ending", "module"), [(".html", "trafilatura"), (".html", "lxml"), (".pdf", "pypdf"), (".docx", "docx")]
)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    ending: str, module: str, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = MAKERS[ending](lines)
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SourceError) as caught:
        read_bytes(data, f"a{ending}")
    assert str(caught.value).endswith(f"run: pip install 'govgraph[{ending[1:]}]'")


# --- what is damaged


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    return {ending: make(NEWS) for ending, make in MAKERS.items()} | {".txt": U1 + U2}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_damaged_containers_are_read_or_refused_and_nothing_else(
    samples: dict[str, bytes], data: st.DataObject
) -> None:
    ending = data.draw(st.sampled_from(sorted(samples)))
    sample = bytearray(samples[ending])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(sample) - 1))
        if data.draw(st.booleans()):
            sample[at] = data.draw(st.integers(0, 255))
        else:
            del sample[at : at + data.draw(st.integers(1, 200))]
            sample = sample or bytearray(b"x")
    try:
        document = read_bytes(bytes(sample), f"a{ending}")
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert all(document.text[span.start : span.end].strip() for span in document.sentences)


# --- which files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = [
        "b.txt",
        "a.MD",
        "sub/c.htm",
        "sub/d.pdf",
        "sub/e.docx",
        "f.csv",
        ".g.txt",
        ".h/i.txt",
        "sub/j.dat",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_stands_for_its_readable_files_in_order(folder: Path) -> None:
    assert expand(["."]) == ["a.MD", "b.txt", "sub/c.htm", "sub/d.pdf", "sub/e.docx"]
    assert expand(["sub", "b.txt", "sub/e.docx", "-"]) == [
        "sub/c.htm",
        "sub/d.pdf",
        "sub/e.docx",
        "b.txt",
        "-",
    ]
    with pytest.raises(SourceError, match=r"empty: no file in this folder that ends in \.txt, \.md"):
        (folder / "empty").mkdir()
        expand(["empty"])


def test_a_pattern_stands_for_the_readable_files_it_matches(folder: Path) -> None:
    assert expand(["*"]) == ["a.MD", "b.txt", "sub/c.htm", "sub/d.pdf", "sub/e.docx"]
    assert expand(["sub/[cd].*"]) == ["sub/c.htm", "sub/d.pdf"]
    assert expand(["**/*.dat"]) == ["sub/j.dat"]
    (folder / "[x].txt").touch()
    assert expand(["[x].txt"]) == ["[x].txt"]
    with pytest.raises(UsageError, match=r"\*\.doc: no readable file matches this pattern"):
        expand(["*.doc"])


def test_standard_input_may_be_any_container(lines: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(as_docx(lines))
    named = CliRunner().invoke(command, ["extract", str(path)])
    piped = CliRunner().invoke(command, ["extract", "-"], input=path.read_bytes())
    assert (piped.stdout, piped.stderr) == (named.stdout, "")
    assert piped.stdout.count("\n") > 200
