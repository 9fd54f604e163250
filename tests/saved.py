"""One text saved as every container that is read, for the tests of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from importlib import import_module
from io import BytesIO
from typing import Any

import govgraph
from govgraph.graph.diff import FactKey, facts
from govgraph.ontology.records import Document
from govgraph.pipeline import build, open_store

ONE = "过去一年，定南县新建公园24个，完成投资291.5亿元。\n"
TWO = "教育方面，全县新建学校12所，改造学校34所。\n"
U1, U2, G1, G2 = ONE.encode(), TWO.encode(), ONE.encode("gb18030"), TWO.encode("gb18030")
HANT = "過去一年，定南縣新建公園24個，完成投資291.5億元。\n"

TITLE = "定南县五年工作"
NEWS = [
    TITLE,
    "过去五年，定南县开展“三年”行动，新建公园24个。",
    "全县累计完成投资291.5亿元。",
    "一、教育",
    "这一年，该县新建学校12所，改造学校34所。",
]


def facts_of(document: Document) -> dict[FactKey, Any]:
    """The facts of a document, by key."""
    with open_store() as store:
        build(store, [govgraph.extract(document)])
        return dict(facts(store))


def as_html(lines: list[str]) -> bytes:
    """A page as government sites make them, in GB18030 under the name gb2312, with furniture around."""
    title, byline, *rest = (escape(line) for line in lines)
    body = "".join(f"<p>　　{line}</p>" for line in rest)
    return (
        f'<!DOCTYPE html><html><head><meta charset="gb2312"><title>{title}_某某网</title></head><body>'
        '<div class="nav"><a href="/">首页</a> | <a href="/1">新闻</a> | <a href="/2">政务</a></div>'
        f'<h1>{title}</h1><div class="info">{byline}</div><div class="content">{body}</div>'
        '<div class="related"><h4>相关阅读</h4><ul><li><a href="/3">龙南县新建公园99个</a></li></ul></div>'
        '<div class="footer"><p>版权声明：凡注明来源的作品，版权均属于本网站，未经授权不得转载。</p></div>'
        "</body></html>"
    ).encode("gb18030")


def as_docx(lines: list[str], change: Callable[[Any], None] = lambda _: None) -> bytes:
    document: Any = import_module("docx").Document()
    for line in lines:
        document.add_paragraph(line)
    change(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(lines: Iterable[str], size: float = 12, leading: float = 20, foot: str = "") -> bytes:
    """A PDF of paragraphs with the first line indented, and short lines centred."""
    style = import_module("reportlab.lib.styles").ParagraphStyle
    flow = import_module("reportlab.platypus")
    font = "STSong-Light"
    cid = import_module("reportlab.pdfbase.cidfonts").UnicodeCIDFont(font)
    import_module("reportlab.pdfbase.pdfmetrics").registerFont(cid)
    indent = 2 * size
    body = style(
        "body", fontName=font, fontSize=size, leading=leading, firstLineIndent=indent, wordWrap="CJK"
    )
    head = style("head", parent=body, firstLineIndent=0, alignment=1)

    def page(canvas: Any, template: Any) -> None:
        canvas.setFont(font, 9)
        if foot:
            canvas.drawString(72, 800, "定南年鉴")
            canvas.drawCentredString(297, 40, foot.format(template.page))

    stream = BytesIO()
    template = flow.SimpleDocTemplate(stream, invariant=1)
    story = [flow.Paragraph(escape(line), body if len(line) > 40 else head) for line in lines]
    template.build(story, onFirstPage=page, onLaterPages=page)
    return stream.getvalue()


def blank_pdf(pages: int) -> bytes:
    return rewritten(None, lambda writer: [writer.add_blank_page(595, 842) for _ in range(pages)])


def rewritten(data: bytes | None, change: Callable[[Any], object]) -> bytes:
    """A PDF changed by a writer of pypdf."""
    writer: Any = import_module("pypdf").PdfWriter(clone_from=BytesIO(data) if data else None)
    change(writer)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    ".md": lambda lines: f"# {lines[0]}\n\n".encode() + "\n\n".join(lines[1:]).encode(),
    ".html": as_html,
    ".pdf": as_pdf,
    ".docx": as_docx,
}
MEDIA_TYPES = {
    ".md": "text/markdown",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
