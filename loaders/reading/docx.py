"""Read a Word document: its paragraphs and the rows of its tables, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from govgraph.loaders.reading.clean import squeeze
from govgraph.loaders.reading.content import Content, as_text, missing
from govgraph.ontology.errors import SourceError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_ASIDE = (f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr")
"""Parts of a paragraph that are no part of its words: text boxes, what was struck out, its format."""


def read(data: bytes, where: str) -> Content:
    """Return the text of a .docx as accepting all its changes would leave it.

    Its title is kept where its first lines hold it. Raises `SourceError` without the extra `docx`, and
    for a damaged or empty document.
    """
    try:
        import docx
    except ImportError:
        raise missing(where, "DOCX", "docx") from None
    try:
        document: Any = docx.Document(BytesIO(data))
        lines = [line for child in document.element.body for line in _lines(child)]
        title = str(document.core_properties.title or "").strip()
    except Exception as error:  # python-docx and lxml raise what they meet in a damaged file
        raise SourceError(
            f"{where}: a damaged Word document ({type(error).__name__}); open it in Word and save it again"
        ) from None
    text = as_text(lines)
    if not text:
        raise SourceError(
            f"{where}: a Word document without text; if it holds pictures of pages, read them with OCR"
        )
    heads = {squeeze(line) for line in text.splitlines()[:5]}
    return Content(text, MEDIA_TYPE, title=title if squeeze(title) in heads else "")


def _lines(element: Any) -> Iterator[str]:
    """Yield the lines of a paragraph or table, and of what wraps them."""
    if element.tag == f"{_W}p":
        yield from _words(element).split("\n")
    elif element.tag == f"{_W}tbl":
        for row in element.iter(f"{_W}tr"):
            cells = (" ".join(line for part in cell for line in _lines(part)) for cell in row.iter(f"{_W}tc"))
            yield "\t".join(cell for cell in cells if cell.strip())
    elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
        for child in element:
            yield from _lines(child)


def _words(element: Any) -> str:
    """Return the words of a paragraph with its tabs and line breaks."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _ASIDE or element.tag.endswith("}Fallback"):
        return ""
    return _SIGNS.get(element.tag, "") + "".join(
        _words(child) for child in element if isinstance(child.tag, str)
    )
