"""Records packed into one line and back, without loss: what a store keeps beside the text of a source.

JSON, deflated, since it is a tenth then. Fields that have their default are left out, and so are the text,
which is kept anyway, and the quotes, which offsets tell. Only what this module wrote is read.
"""

from __future__ import annotations

import json
import zlib
from base64 import b85decode, b85encode
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from govgraph.ontology.errors import RecordError
from govgraph.ontology.records import Document, Evidence, Extraction, Span

_Record = TypeVar("_Record")
_KEPT = (Document, "text")


def to_archive(extraction: Extraction) -> str:
    """Return the records of a document as one line of ASCII."""
    packed = json.dumps(_packed(extraction), ensure_ascii=False, separators=(",", ":"))
    return b85encode(zlib.compress(packed.encode())).decode()


def from_archive(archive: str, text: str) -> Extraction:
    """Return the records that were packed, of a document with this text.

    Raises `RecordError` where another version of the records was packed, or the text is another.
    """
    try:
        return _unpacked(Extraction, json.loads(zlib.decompress(b85decode(archive))), text)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise RecordError(f"the kept records cannot be read ({error}); build their source again") from error


def _packed(value: object) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Evidence):
        return [*_ends(value.span), *_ends(value.sentence), value.section, value.paragraph]
    if isinstance(value, tuple):
        return [_packed(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, (Decimal, date)):
        return str(value)
    if isinstance(value, (str, int)) or value is None:
        return value
    kind: Any = type(value)
    return {
        name: _packed(held) for name, default in _defaults(kind) if (held := getattr(value, name)) != default
    }


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a record that are packed, with their defaults."""
    return tuple((field.name, field.default) for field in fields(kind) if (kind, field.name) != _KEPT)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _unpacked(kind: type[_Record], packed: Any, text: str) -> _Record:
    """Make a record of a class; a field that is not packed has its default, or is a text of its own."""
    told: dict[str, Any] = {"text": text} if kind is Document else {}
    hints: dict[str, Any] = _hints(cast("Any", kind))
    for name, value in packed.items():
        told[name] = _value(hints[name], value, text)
    missing = [
        field.name
        for field in fields(kind)  # type: ignore[arg-type]
        if field.name not in told and field.default is MISSING
    ]
    if missing:
        raise KeyError(", ".join(missing))
    return kind(**told)


def _value(hint: Any, packed: Any, text: str) -> Any:
    if isinstance(hint, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not type(None))
        return None if packed is None else _value(hint, packed, text)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item, text) for item in packed)
    if hint is Span:
        return Span(*packed)
    if hint is Evidence:
        start, end, first, last, section, paragraph = packed
        return Evidence(Span(start, end), text[start:end], Span(first, last), section, paragraph)
    if hint is date:
        return date.fromisoformat(packed)
    kind: type[Any] = hint
    if is_dataclass(kind):
        return _unpacked(kind, packed, text)
    return kind(packed) if issubclass(kind, (Decimal, StrEnum)) else packed
