"""Read a source into a `Document`: decode it, tell its parts, find its metadata."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from govgraph.loaders.byline import read_byline
from govgraph.loaders.clean import label_lines, split_lines
from govgraph.loaders.fold import fold
from govgraph.loaders.segment import Segments, segment
from govgraph.ontology.errors import SourceError
from govgraph.ontology.places import place_of
from govgraph.ontology.records import BlockKind, Document, Section
from govgraph.ontology.vocabulary import field_of

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
_CHINESE = re.compile(r"[一-鿿]")

_LEAD = 3000
"""Characters at the head of a text in which the place it speaks for is looked for."""


def read_document(path: str | Path) -> Document:
    """Read the file at `path`.

    Offsets count code points of its decoded text, line ends kept and a byte order mark dropped.
    Raises `SourceError` where the file is missing, empty, binary or of no known encoding.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: a folder, not a file; name the files in it") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check that you may read it") from None
    return read_bytes(data, path.name, where=str(path))


def read_bytes(data: bytes, name: str, where: str = "") -> Document:
    """Read the content of a source; `name` is kept, `where` (or the name) stands in messages.

    Raises `SourceError` as `read_document` does.
    """
    where = where or name
    text = decode(data, where)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    folded = fold(text)
    labelled = label_lines(split_lines(folded))
    parts = segment(folded, labelled)
    byline = read_byline(labelled)
    lead = [item.line.text for item in labelled if item.kind in (BlockKind.BYLINE, BlockKind.BODY)]
    return Document(
        id=digest[:8],
        sha256=digest,
        name=name,
        text=text,
        media_type="text/plain",
        title=byline.title,
        issued=byline.issued,
        publisher=byline.publisher,
        origin=byline.origin,
        creators=byline.creators,
        editors=byline.editors,
        photographers=byline.photographers,
        blocks=parts.blocks,
        sections=_with_fields(parts, folded),
        sentences=parts.sentences,
        place=place_of(byline.title, "\n".join(lead)[:_LEAD]),
    )


def _with_fields(parts: Segments, folded: str) -> tuple[Section, ...]:
    """Return the sections with the field that their heading and body speak of."""
    bodies: dict[int, list[str]] = {}
    for block in parts.blocks:
        if block.kind is BlockKind.BODY:
            bodies.setdefault(block.section, []).append(folded[block.span.start : block.span.end])
    return tuple(
        replace(section, field=field_of(section.title, "".join(bodies.get(section.number, ()))))
        for section in parts.sections
    )


def decode(data: bytes, where: str) -> str:
    """Return the text of `data` (UTF-8, UTF-16 with a mark, GB18030, or what can be told), no mark.

    Raises `SourceError` on empty, binary and undecodable data; `where` names the source in it.
    """
    if not data.strip():
        raise SourceError(f"{where}: empty; nothing to read, check that the article was saved")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"{where}: {what}, not text; save the article as plain text (UTF-8)")
    text = _decoded(data, where).removeprefix("\ufeff")
    control = _CONTROL.search(text)
    if control:
        raise SourceError(
            f"{where}: binary data (control character U+{ord(control.group()):04X} at character "
            f"{control.start()}); save the article as plain text (UTF-8)"
        )
    if not text.strip():
        raise SourceError(f"{where}: empty; nothing to read, check that the article was saved")
    return text


def _decoded(data: bytes, where: str) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        failed = error
    if failed.encoding != "utf-8" and not failed.encoding.startswith("utf-8"):
        raise SourceError(f"{where}: broken UTF-16 at byte {failed.start}; save the article again as UTF-8")
    if b"\x00" in data:
        raise SourceError(
            f"{where}: binary data (a zero byte at byte {data.index(0)}); "
            "save the article as plain text (UTF-8)"
        )
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _guessed(data, where, failed)
    if len(_CHINESE.findall(text)) * 4 < len(text):
        return _guessed(data, where, failed)
    return text


def _guessed(data: bytes, where: str, failed: UnicodeDecodeError) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(
        data, cp_isolation=["big5", "big5hkscs", "utf_16_le", "utf_16_be", "utf_32", "hz"]
    ).best()
    text = str(best) if best is not None else ""
    if len(_CHINESE.findall(text)) * 4 < len(text) or not text:
        raise SourceError(
            f"{where}: neither UTF-8 (bad byte {failed.start}) nor GB18030 nor another Chinese encoding; "
            "save the article again as UTF-8"
        )
    return text
