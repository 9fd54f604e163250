"""Read a PDF: the text of its pages, lines joined that a page broke, page numbers and running heads out."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from govgraph.loaders.reading.clean import furniture_kind, squeeze
from govgraph.loaders.reading.content import Content, as_text, glued, missing, quiet
from govgraph.loaders.reading.fold import RADICALS, fold
from govgraph.loaders.reading.rows import Row, going_on
from govgraph.ontology.errors import SourceError, counted

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*[页/]\s*(?:共\s*)?\d{0,4}\s*页?)?[-—–·\s]*")
_COLUMNS = re.compile(r"\S{6,} {4,}\S{6,}")
_BESIDE_LATIN = re.compile(
    r"(?<=[一-鿿，。、；：]) +(?=[\dA-Za-z+])|(?<=[\dA-Za-z+%°]) +(?=[一-鿿，。、；：])"
)
_BESIDE_QUOTE = re.compile(r" +(?=[“”‘’·，。、；：！？])|(?<=[“”‘’·]) +")
_BETWEEN = re.compile(r"(?<=([一-鿿])) (?=([一-鿿]))")


def read(data: bytes, where: str) -> Content:
    """Return the text of a PDF; its title is kept where the first lines hold it.

    Raises `SourceError` without the extra `pdf`, and for a damaged, locked or scanned file.
    """
    try:
        import pypdf
    except ImportError:
        raise missing(where, "PDF", "pdf") from None
    with quiet("pypdf"):
        try:
            reader = pypdf.PdfReader(BytesIO(data))
            locked = reader.is_encrypted and not _unlocked(reader)
            pages = [] if locked else [_rows(page) for page in reader.pages]
            title = "" if locked or reader.metadata is None else squeeze(str(reader.metadata.title or ""))
        except Exception as error:  # pypdf raises what it meets in a damaged file
            raise SourceError(
                f"{where}: a damaged PDF ({type(error).__name__}: {error}); save or download it again"
            ) from None
    if locked:
        raise SourceError(f"{where}: an encrypted PDF; save it without a password first")
    empty = [number for number, rows in enumerate(pages, start=1) if not rows]
    if len(empty) == len(pages):
        raise SourceError(
            f"{where}: a scanned PDF ({counted(len(pages), 'page')} without text); "
            "read it with an OCR program first"
        )
    lines = _paragraphs(_without_furniture(pages))
    heads = {squeeze(line) for line in lines[:5]}
    notes = (f"no text on page {', '.join(map(str, empty))}: pictures are not read",) if empty else ()
    return Content(as_text(lines), "application/pdf", title=title if title in heads else "", notes=notes)


def _unlocked(reader: PdfReader) -> bool:
    """Whether the file opens without a password, as one does that is only barred from changes."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _rows(page: PageObject) -> list[Row]:
    """Return the printed lines of a page; those of columns come in the order of the file."""
    plain = page.extract_text()
    text = plain
    try:
        text = page.extract_text(extraction_mode="layout")
    except (KeyError, ValueError, TypeError, IndexError, ZeroDivisionError):
        pass  # the layout of some fonts is beyond pypdf
    rows = [line for line in text.splitlines() if line.strip()]
    if 3 * sum(1 for row in rows if _COLUMNS.search(row.strip())) > len(rows):
        text = plain
    printed = re.sub(r"\s+", " ", plain.translate(RADICALS))
    found: list[Row] = []
    gap = False
    for line in text.splitlines():
        if words := _tidied(line.strip(), printed):
            found.append(Row(words, len(line) - len(line.lstrip()), gap))
        gap = not line.strip()
    return found


def _tidied(line: str, printed: str) -> str:
    """Return a line without the blanks that fonts and justified setting leave inside its words.

    `printed` is the page without its layout: a blank between two characters is one only if it is there.
    """
    line = re.sub(r"\s+", " ", line.translate(RADICALS))
    line = _BETWEEN.sub(lambda match: " " if match.expand(r"\1 \2") in printed else "", line)
    if furniture_kind(fold(line)):
        return line
    return _BESIDE_QUOTE.sub("", _BESIDE_LATIN.sub("", line))


def _without_furniture(pages: list[list[Row]]) -> list[list[Row]]:
    """Leave out page numbers, and what stands at the top or bottom of most pages.

    On two pages only the same words count, not rows that differ in their numbers.
    """
    ends = Counter(key for rows in pages for key in {_edge(row) for row in (*rows[:2], *rows[-2:])})
    running = {
        key for key, count in ends.items() if count >= (3 if "0" in key else 2) and 2 * count > len(pages)
    }
    kept: list[list[Row]] = []
    for rows in pages:
        inner = range(2, len(rows) - 2)
        kept.append(
            [
                row
                for index, row in enumerate(rows)
                if index in inner or not (_PAGE_NUMBER.fullmatch(row.text) or _edge(row) in running)
            ]
        )
    return kept


def _edge(row: Row) -> str:
    return re.sub(r"\d+", "0", squeeze(row.text))


def _paragraphs(pages: list[list[Row]]) -> list[str]:
    """Return the paragraphs, each on one line."""
    rows = (row.text for page in pages for row in page)
    lines: list[str] = []
    for text, goes_on in zip(rows, going_on(pages), strict=True):
        if goes_on:
            lines[-1] = glued(lines[-1], text)
        else:
            lines.append(text)
    return lines
