"""The containers a source comes in: told by their content first and by their ending second."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from pathlib import PurePath

from govgraph.loaders.reading.content import Content
from govgraph.loaders.reading.decode import decode
from govgraph.ontology.errors import SourceError, counted

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".pdf", ".docx")
"""What is read of a folder, in lower case; a file named outright may have any ending."""

_BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MARKDOWN = re.compile(rb"---\r?\n\w+ ?:|#{1,6} \S", re.A)
_LOST = "\ufffd"
_OFFICE = "save it as .docx, or as plain text (UTF-8)"
_ZIPPED = (
    ("word/document.xml", "docx", ""),
    ("xl/workbook.xml", "a workbook", "save the sheet as text or put its sentences into a .docx"),
    ("ppt/presentation.xml", "a presentation", _OFFICE),
    ("OFD.xml", "an OFD document", "print it to a PDF that holds text"),
    ("META-INF/container.xml", "an e-book", "save it as HTML or plain text"),
    ("content.xml", "an OpenDocument file", _OFFICE),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc)", _OFFICE),
    (b"{\\rtf", "an RTF file", _OFFICE),
    (b"\xff\xd8\xff", "a picture", "read its text with an OCR program first"),
    (b"\x89PNG", "a picture", "read its text with an OCR program first"),
    (b"\x1f\x8b", "a compressed file", "unpack it and name what is in it"),
    (b"Rar!", "a compressed file", "unpack it and name what is in it"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it and name what is in it"),
    (b"MIME-Version:", "a web archive", "save the page as HTML only"),
    (b"From: <Saved by", "a web archive", "save the page as HTML only"),
)


def read_content(data: bytes, name: str, where: str) -> Content:
    """Return the text of a source and what its container knows of it.

    `name` is asked for its ending where the content does not tell the container; `where` stands in
    messages. Raises `SourceError` where the container cannot be read, or its extra is not installed.
    """
    kind = kind_of(data, name, where)
    if kind == "text":
        content = Content(decode(data, where), "text/plain")
    else:
        content = import_module(f"govgraph.loaders.reading.{kind}").read(data, where)
    lost = content.text.count(_LOST)
    if not lost:
        return content
    line = content.text.count("\n", 0, content.text.index(_LOST)) + 1
    note = f"{counted(lost, 'character')} lost before it was saved (U+FFFD, the first in line {line})"
    return content._replace(notes=(*content.notes, note))


def kind_of(data: bytes, name: str, where: str) -> str:
    """Return text, markdown, html, pdf or docx; raises `SourceError` for what is known and not read."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    for signature, what, remedy in _REFUSED:
        if head.startswith(signature):
            raise SourceError(f"{where}: {what}, which is not read; {remedy}")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data, where)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8")
    if _HTML.match(head):
        return "html"
    ending = PurePath(name).suffix.lower()
    if not ending and _MARKDOWN.match(head.lstrip()):
        return "markdown"
    return _BY_ENDING.get(ending, "text")


def _zipped(data: bytes, where: str) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            held = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise SourceError(f"{where}: a damaged ZIP or Office file; save or download it again") from None
    for part, what, remedy in _ZIPPED:
        if part in held:
            if remedy:
                raise SourceError(f"{where}: {what}, which is not read; {remedy}")
            return what
    raise SourceError(f"{where}: a ZIP file, which is not read; unpack it and name what is in it")
