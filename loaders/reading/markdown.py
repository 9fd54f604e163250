"""Read Markdown: its text without the marks, its front matter as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from govgraph.loaders.reading.clean import furniture_kind, squeeze
from govgraph.loaders.reading.content import Content, as_text, date_in, glued, width
from govgraph.loaders.reading.decode import decode
from govgraph.loaders.reading.fold import fold

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_LINE_TAG = re.compile(r"(?i)<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6])\b[^<>]*>")
_STRAY = re.compile(r"\*{2,3}|~~")
"""Marks that CommonMark leaves in place, as they do beside Chinese punctuation."""

_ENDS = re.compile(r"[。！？；：.!?;:][”’）)》]*$")
_BROKEN = 15
"""Ems from which a line may have been broken for its length."""

_SOFT = "\v"
_KEYS = {
    "title": ("title", "标题"),
    "date": ("date", "published", "issued", "日期", "发布日期", "发布时间"),
    "publisher": ("publisher", "source", "site", "来源", "发布机构"),
    "creators": ("author", "authors", "creator", "作者"),
}


def read(data: bytes, where: str) -> Content:
    """Return the text of a Markdown source; a title only named in its front matter becomes its first line."""
    text = decode(data, where).replace("\r\n", "\n")
    known: dict[str, Any] = {}
    if front := _FRONT.match(text):
        known = _front_matter(front.group(1))
        text = text[front.end() :] if known else text
    lines = [line for block in _blocks(text) for line in _unbroken(block)]
    title = _word(known, "title")
    if title and squeeze(title) not in [squeeze(line) for line in lines[:5]]:
        lines.insert(0, title)
    authors = _value(known, "creators") or ""
    names: list[Any] = re.split(r"[、,，\s]+", authors) if isinstance(authors, str) else list(authors)
    return Content(
        as_text(lines),
        "text/markdown",
        title=title,
        issued=_date(_value(known, "date")),
        publisher=_word(known, "publisher"),
        creators=tuple(str(name) for name in names if name),
    )


def _front_matter(text: str) -> dict[str, Any]:
    try:
        loaded: Any = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {str(key).lower(): value for key, value in cast(Mapping[Any, Any], loaded).items()}


def _value(known: dict[str, Any], name: str) -> Any:
    return next((known[key] for key in _KEYS[name] if known.get(key)), None)


def _word(known: dict[str, Any], name: str) -> str:
    return str(_value(known, name) or "").strip()


def _date(value: Any) -> date | None:
    return date_in(str(value)) if value else None


def _blocks(text: str) -> Iterator[str]:
    """Yield the text of each block; `_SOFT` stands where a line ends inside a paragraph."""
    number, row = "", list[str]()
    in_table = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type in ("tr_open", "tr_close"):
            in_table = token.type == "tr_open"
            if row:
                yield "\t".join(row)
            row = []
        elif token.type == "inline":
            inline = _inline(token.children or ())
            if in_table:
                row.append(inline.replace(_SOFT, " ").strip())
                continue
            yield number + inline
            number = ""
        elif token.type in ("code_block", "fence", "html_block"):
            yield _TAG.sub("", _LINE_TAG.sub("\n", token.content))


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "softbreak":
            parts.append(_SOFT)
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and _LINE_TAG.fullmatch(token.content)
        ):
            parts.append("\n")
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
    return _STRAY.sub("", "".join(parts))


def _unbroken(block: str) -> Iterator[str]:
    """Yield the lines of a block, those joined that were broken for their length inside a sentence."""
    for hard in block.split("\n"):
        soft = hard.split(_SOFT)
        line = soft[0]
        for before, after in zip(soft, soft[1:], strict=False):
            apart = (
                width(before) < _BROKEN
                or _ENDS.search(before)
                or _is_furniture(before)
                or _is_furniture(after)
            )
            if apart:
                yield line
                line = after
            else:
                line = glued(line, after)
        yield line


def _is_furniture(line: str) -> bool:
    return bool(furniture_kind(fold(line).strip()))
