"""Read a source file into a `Document` (first version: text files, every line a block)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from govgraph.ontology.records import Block, BlockKind, Document, Section, Span

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」]?")


def read_document(path: str | Path) -> Document:
    """Read the file at `path`; offsets count code points of its decoded text."""
    path = Path(path)
    text = path.read_bytes().decode("utf-8-sig")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    blocks: list[Block] = []
    sentences: list[Span] = []
    for number, line in enumerate(re.finditer(r"[^\r\n]*\S[^\r\n]*", text), start=1):
        blocks.append(Block(Span(*line.span()), BlockKind.BODY, 0, number))
        for sentence in _SENTENCE.finditer(text, *line.span()):
            sentences.append(Span(*sentence.span()))
    return Document(
        id=digest[:8],
        sha256=digest,
        name=path.name,
        text=text,
        media_type="text/plain",
        blocks=tuple(blocks),
        sections=(Section(0, "", Span(0, len(text))),),
        sentences=tuple(sentences),
    )
