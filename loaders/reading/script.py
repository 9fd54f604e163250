"""Traditional script: read on a Simplified copy of the same length, so that every offset holds for both.

The stored text and the quotes stay as printed. What is compared across sources (names, measures, units,
periods) is Simplified, so that two sources of one thing agree. Needs the extra `hant` (OpenCC).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.ontology.errors import SourceError
from govgraph.ontology.records import Document, Evidence, Extraction, Thing

_SHARE = 0.05
"""Part of the Chinese characters that only Traditional script has, from which a text is Traditional."""

_SAMPLE = 6000
_LETTERS = lazy(f"{HAN}+")

_MISSING = "Traditional script, of which little is read without an extra; run: pip install 'govgraph[hant]'"


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=2)  # asked of a text by its reader and by its extractor
def is_traditional(text: str) -> bool:
    """Return whether a text is in Traditional script: many characters that Big5 has and GB 2312 lacks.

    Its first few thousand characters tell.
    """
    chinese = "".join(_LETTERS.findall(text[:_SAMPLE]))
    known = chinese.encode("gb2312", "ignore").decode("gb2312")
    if len(chinese) - len(known) <= _SHARE * len(chinese):
        return False  # spares most texts the look at each sign
    beyond = "".join(set(chinese) - set(known)).encode("big5", "ignore").decode("big5")
    return sum(map(chinese.count, beyond)) > _SHARE * len(chinese)


def notes_on_script(text: str) -> tuple[str, ...]:
    """Return a note on a text that is Traditional while the extra for it is not installed."""
    return (_MISSING,) if is_traditional(text) and not can_convert() else ()


def can_convert() -> bool:
    """Return whether the extra for Traditional script is installed."""
    return find_spec("opencc") is not None


@cache
def _converter() -> _Converter:
    return cast(_Converter, import_module("opencc").OpenCC("t2s"))


def simplified(text: str) -> str:
    """Return `text` in Simplified script, sign for sign; raises `SourceError` where its length changes."""
    converted = _converter().convert(text)
    if len(converted) != len(text):
        raise SourceError(
            f"Traditional script: the Simplified copy has {len(converted)} characters for {len(text)}, so "
            "that offsets would not hold; run: pip install 'govgraph[hant]'"
        )
    return converted


def reading_text(text: str) -> str:
    """Return what is read in place of a stored text: its Simplified copy, or itself."""
    return simplified(text) if is_traditional(text) and can_convert() else text


def simplified_copy(document: Document) -> Document:
    """Return what is read in place of a stored document: its Simplified copy, or itself."""
    text = reading_text(document.text)
    return document if text == document.text else replace(document, text=text)


def as_printed(extraction: Extraction, document: Document) -> Extraction:
    """Return records that were read on the `simplified_copy`, with the quotes of the stored `document`.

    Names stay Simplified and have the printed ones as aliases.
    """
    if extraction.document is document:
        return extraction
    text = document.text
    return replace(
        extraction,
        document=document,
        measurements=tuple(
            replace(one, evidence=_printed(one.evidence, text)) for one in extraction.measurements
        ),
        things=tuple(_thing(one, text) for one in extraction.things),
        relations=tuple(replace(one, evidence=_printed(one.evidence, text)) for one in extraction.relations),
        ignored=tuple(replace(one, quote=text[one.span.start : one.span.end]) for one in extraction.ignored),
    )


def _printed(evidence: Evidence, text: str) -> Evidence:
    return evidence._replace(quote=text[evidence.span.start : evidence.span.end])


def _thing(thing: Thing, text: str) -> Thing:
    names = (thing.name, *thing.aliases)
    printed: set[str] = set()
    for mention in thing.mentions:
        for name in names:
            at = mention.quote.find(name)
            if at >= 0:
                start = mention.span.start + at
                printed.add(text[start : start + len(name)])
    return replace(
        thing,
        mentions=tuple(_printed(mention, text) for mention in thing.mentions),
        aliases=tuple(sorted((printed | set(thing.aliases)) - {thing.name, thing.canonical})),
    )
