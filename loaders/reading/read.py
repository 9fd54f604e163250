"""Read a source into a `Document`: open its container, tell its parts, find its metadata."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from govgraph.loaders.reading.breaks import breaks_of
from govgraph.loaders.reading.byline import read_byline
from govgraph.loaders.reading.clean import label_lines, split_lines
from govgraph.loaders.reading.containers import read_content
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.reading.place import place_of, told_by
from govgraph.loaders.reading.script import notes_on_script, reading_text
from govgraph.loaders.reading.segment import Segments, segment
from govgraph.ontology.errors import SourceError
from govgraph.ontology.records import BlockKind, Document, Section
from govgraph.ontology.vocabulary import field_of

_LEAD = 3000
"""Characters at the head of a text in which the place it speaks for is looked for."""


def read_document(path: str | Path) -> Document:
    """Read the file at `path`.

    Offsets count code points of the stored text: of plain text that is its decoded bytes, line ends kept
    and a byte order mark dropped; of other containers (Markdown, HTML, PDF, DOCX) the lines of text in them.
    Raises `SourceError` where the file is missing, empty, of no known container or encoding, or needs an
    extra that is not installed.
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

    What the text says of itself (title, date, publisher) goes before what its container says.
    Raises `SourceError` as `read_document` does.
    """
    where = where or name
    content = read_content(data, name, where)
    text = content.text
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    breaks = breaks_of(text)
    folded = fold(reading_text(breaks.without(text) if breaks else text))
    labelled = label_lines(split_lines(folded))
    parts = segment(folded, labelled)
    byline = read_byline(labelled)
    lead = [item.line.text for item in labelled if item.kind in (BlockKind.BYLINE, BlockKind.BODY)]
    around = [item.line.text for item in labelled if item.kind not in (BlockKind.BODY, BlockKind.BOILERPLATE)]
    document = Document(
        id=digest[:8],
        sha256=digest,
        name=name,
        text=text,
        media_type=content.media_type,
        title=byline.title or content.title,
        issued=byline.issued or content.issued,
        publisher=byline.publisher or content.publisher,
        origin=byline.origin,
        creators=byline.creators or content.creators,
        editors=byline.editors,
        photographers=byline.photographers,
        blocks=parts.blocks,
        sections=_with_fields(parts, folded),
        sentences=parts.sentences,
        place=place_of(byline.title, "\n".join(lead)[:_LEAD], byline.origin, told_by(around)),
        notes=content.notes + notes_on_script(text),
    )
    return breaks.placed(document) if breaks else document


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
