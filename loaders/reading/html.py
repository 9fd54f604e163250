"""Read a web page: the main text that trafilatura finds, with the lines of title and by-line around it.

trafilatura only says which part of the page is the article; the lines themselves are taken from the
page, so that a by-line keeps its blanks and a sentence its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from govgraph.loaders.reading.clean import furniture_kind, is_people_line, squeeze
from govgraph.loaders.reading.content import Content, as_text, date_in, missing, quiet
from govgraph.loaders.reading.decode import decode_page
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.errors import SourceError

_DECLARED = re.compile(rb"""(?i)<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""")
_PROLOGUE = re.compile(r"\s*<\?xml[^>]*>")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SILENT = frozenset("script style noscript template head select option button iframe svg textarea".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img input ins kbd label mark o:p q ruby s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ANCHOR = 12
"""Signs from which a line is found by its words; a shorter one must follow the last that was found."""

_AROUND = 8
"""Lines before and after the main text that may be its by-line."""

# The names are those of the national guideline for government web sites, then of Open Graph.
_META = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "issued": ("pubdate", "article:published_time", "publishdate", "firstpublishedtime", "date", "dc.date"),
    "publisher": ("sitename", "og:site_name"),
    "creators": ("author", "article:author"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page: its words as they join in a sentence, and with a blank between elements."""

    tight: str
    spaced: str
    heading: bool


def read(data: bytes, where: str) -> Content:
    """Return the article of a page; its encoding is UTF-8 where it is valid, else as the page declares.

    Raises `SourceError` without the extra `html`, and for a page without text.
    """
    try:
        html, trafilatura = import_module("lxml.html"), import_module("trafilatura")
        config = import_module("trafilatura.settings").use_config()
    except ImportError:
        raise missing(where, "HTML", "html") from None
    declared = _DECLARED.search(data[:4096])
    text = decode_page(data, where, declared.group(1).decode("ascii") if declared else "")
    try:
        page: Any = html.document_fromstring(_NOT_XML.sub("", _PROLOGUE.sub("", text)))
    except (html.etree.ParserError, ValueError):
        raise SourceError(f"{where}: a page without text; save it again once it has loaded") from None
    lines = list(_lines(page))
    known = {name: _meta(page, names) for name, names in _META.items()}
    title = known["title"] or _headline(page, lines)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "40")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "10")
    with quiet("trafilatura"):
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, config=config)
    main = squeeze("".join(found.body.itertext())) if found is not None and found.body is not None else ""
    kept = _kept(lines, main)
    stored = as_text(list(_article(lines, kept, title)) if kept else [line.spaced for line in lines])
    if not stored:
        raise SourceError(f"{where}: a page without text; save it again once it has loaded")
    return Content(
        stored,
        "text/html",
        title=title,
        issued=date_in(known["issued"]),
        publisher=known["publisher"],
        creators=tuple(name for name in re.split(r"[、,，\s]+", known["creators"]) if name),
        notes=() if kept else ("no main text was found on the page; all of its lines were read",),
    )


def _lines(page: Any) -> Iterator[_Line]:
    """Yield the lines of the page as a browser breaks them, a row of a table as one line."""
    pieces: list[tuple[str, bool]] = []
    heading = False
    for text, breaks, inside in [*_pieces(page), ("", "\n", False)]:
        if breaks == "\n" and pieces:
            tight = re.sub(r"[^\S\t]+", " ", "".join(piece for piece, _ in pieces)).strip()
            spaced = re.sub(r"\s+", " ", "".join(piece + " " * apart for piece, apart in pieces)).strip()
            if tight:
                yield _Line(tight, spaced, heading)
            pieces, heading = [], False
        if breaks == "\t" and pieces:
            pieces.append(("\t", False))
        if text:
            pieces.append((re.sub(r"\s+", " ", text), breaks == ""))
            heading = heading or inside


def _pieces(element: Any, heading: bool = False, cell: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Yield (text, what breaks before it, in a heading): a line, a cell of a table, or nothing."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _SILENT or not tag or "display:none" in squeeze(element.get("style") or ""):
        return
    heading = heading or tag in _HEADINGS
    own = tag in ("td", "th")
    breaks = "\t" if own else "" if tag in _INLINE or (cell and tag != "tr") else "\n"
    yield element.text or "", breaks, heading
    for child in element:
        yield from _pieces(child, heading, cell or own)
        yield child.tail or "", "", heading
    if breaks == "\n":
        yield "", "\n", False


def _meta(page: Any, names: tuple[str, ...]) -> str:
    """Return the content of the first meta element that has one of the names, in the order of the names."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        found.setdefault(name, (element.get("content") or "").strip())
    return next((found[name] for name in names if found.get(name)), "")


def _headline(page: Any, lines: list[_Line]) -> str:
    """Return the line that the title element begins with, or else the first main heading."""
    title = squeeze(" ".join(element.text or "" for element in page.iter("title")))
    for line in lines:
        if len(squeeze(line.tight)) >= 4 and title.startswith(squeeze(line.tight)):
            return line.tight
    return next((squeeze("".join(element.itertext())) for element in page.iter("h1")), "")


def _kept(lines: list[_Line], main: str) -> list[int]:
    """Return the indices of the lines that make up the main text, which is given without blanks."""
    kept: list[int] = []
    cursor = 0
    for index, line in enumerate(lines):
        words = squeeze(line.tight)
        at = main.find(words, cursor)
        if words and (at == cursor or (at >= 0 and len(words) >= _ANCHOR)):
            kept.append(index)
            cursor = at + len(words)
    return kept


def _article(lines: list[_Line], kept: list[int], title: str) -> Iterator[str]:
    """Yield the title, the by-lines and captions around the main text, and the main text itself."""
    main = set(kept)
    first, last = kept[0], kept[-1]
    wanted = squeeze(title)
    head = max((n for n in range(first) if wanted and squeeze(lines[n].tight) == wanted), default=-1)
    titled = head >= 0 or any(squeeze(lines[n].tight) == wanted for n in kept[:3])
    if wanted and not titled:
        yield title
    start = head if head >= 0 else max(0, first - _AROUND)
    for index in range(start, min(len(lines), last + 1 + _AROUND)):
        line = lines[index]
        kind = furniture_kind(fold(line.spaced))
        if index == head or (index in main and kind not in ("byline", "navigation")):
            yield line.tight
        elif kind == "byline" or (index < last and (kind == "caption" or is_people_line(fold(line.spaced)))):
            yield line.spaced
        elif index < last and line.heading and not kind:
            yield line.tight
