"""Typed readers of the vocabulary's tables, and the look-ups that loaders and graph share.

Every table is a UTF-8 file of tab-separated values with a header line, lies in this folder, and is
read once; a fault in one raises `VocabularyError` naming file and line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

from govgraph.ontology.errors import VocabularyError
from govgraph.ontology.tables import read_rows, split_cell

_HEADING_WEIGHT = 8
"""A keyword in the heading counts as much as this many in the body."""
_BODY_CAP = 3
"""One keyword counts at most this often in the body, so that a mere repetition does not decide."""
_LEAST_SCORE = 3
"""Below this no field is told: one passing word of the body is no theme."""
_RESULT_KINDS = frozenset(("input", "output", "outcome"))
_POLARITIES = frozenset(("1", "0", "-1"))


class Field(NamedTuple):
    """A field of local government (`fields.tsv`); broad ones have no keywords and no `broader`."""

    notation: str
    zh: str
    en: str
    sdg: tuple[str, ...]
    keywords: tuple[str, ...]
    broader: str


class Indicator(NamedTuple):
    """What figures measure (`indicators.tsv`); `polarity` is 1 where more is better, −1 where less is."""

    name: str
    aliases: tuple[str, ...]
    en: str
    kind: str
    polarity: int
    units: tuple[str, ...]
    sdg: tuple[str, ...]


class Unit(NamedTuple):
    """A unit (`units.tsv`), or one put together of several: `factors` names those of 元/人/月."""

    name: str
    forms: tuple[str, ...]
    en: str
    kind: str
    qudt: str = ""
    """Local name in the QUDT vocabulary of units."""
    ucum: str = ""
    factors: tuple[str, ...] = ()


class Concept(NamedTuple):
    """A general honour (`honours.tsv`) or group of people (`groups.tsv`)."""

    name: str
    aliases: tuple[str, ...]
    en: str
    level: str
    sdg: tuple[str, ...]


class Reason(NamedTuple):
    """Why a block is not read or a number not taken (`reasons.tsv`); loaders name it by `notation`."""

    notation: str
    zh: str
    en: str


NO_UNIT = Unit("无单位", (), "no unit", "none")
"""The unit of a figure that is written without one."""


def fold(text: str) -> str:
    """Bring a name to the form it is looked up by: NFKC, no spaces or punctuation, lower case."""
    kept = (char for char in unicodedata.normalize("NFKC", text) if char == "." or char.isalnum())
    return "".join(kept).lower()


# ---- fields ----------------------------------------------------------------------------------------


@cache
def fields() -> Mapping[str, Field]:
    """Return the fields by notation, in the order of the table."""
    columns = ("notation", "zh", "en", "sdg", "keywords", "broader", "example")
    found: dict[str, Field] = {}
    for number, row in read_rows("fields.tsv", columns):
        notation = row["notation"]
        if notation in found:
            raise VocabularyError(f"fields.tsv, line {number}: {notation!r} stands there twice")
        if row["broader"] and row["broader"] not in found:
            raise VocabularyError(
                f"fields.tsv, line {number}: broader {row['broader']!r} must stand before it"
            )
        found[notation] = Field(
            notation,
            row["zh"],
            row["en"],
            split_cell(row["sdg"]),
            split_cell(row["keywords"]),
            row["broader"],
        )
    return MappingProxyType(found)


def field_of(heading: str, body: str) -> str:
    """Tell the field of a section from its heading and body; return its notation, or "" for none.

    Keywords are counted, longer ones weigh more, the heading weighs most; on equal scores the
    field that stands first in the table wins.
    """
    scores = dict.fromkeys(fields(), 0)
    heads, pattern = _keywords()
    for head in heads.keys() & pattern.findall(heading + body):  # spares the search for most words
        for word, notation in heads[head]:
            count = min(_BODY_CAP, body.count(word))
            if word in heading:
                count += _HEADING_WEIGHT * heading.count(word)
            scores[notation] += (len(word) - 1) * count
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _LEAST_SCORE else ""


@cache
def _keywords() -> tuple[Mapping[str, list[tuple[str, str]]], re.Pattern[str]]:
    """Keywords by their first two signs, each with the notation of its field; what finds such signs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field in fields().values():
        for word in field.keywords:
            found.setdefault(word[:2], []).append((word, field.notation))
    first, second = ("".join(sorted({re.escape(head[at : at + 1]) for head in found})) for at in (0, 1))
    return MappingProxyType(found), re.compile(f"(?=([{first}][{second}]))")


# ---- indicators ------------------------------------------------------------------------------------


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return the registry of indicators by name, in the order of the table."""
    columns = ("name", "aliases", "en", "kind", "polarity", "units", "sdg", "example")
    found: dict[str, Indicator] = {}
    for number, row in read_rows("indicators.tsv", columns):
        if row["name"] in found:
            raise VocabularyError(f"indicators.tsv, line {number}: {row['name']!r} stands there twice")
        if row["kind"] not in _RESULT_KINDS or row["polarity"] not in _POLARITIES:
            raise VocabularyError(
                f"indicators.tsv, line {number}: kind must be input, output or outcome; polarity 1, 0 or -1"
            )
        found[row["name"]] = Indicator(
            row["name"],
            split_cell(row["aliases"]),
            row["en"],
            row["kind"],
            int(row["polarity"]),
            split_cell(row["units"]),
            split_cell(row["sdg"]),
        )
    return MappingProxyType(found)


def find_indicator(measure: str) -> Indicator | None:
    """Find the registered indicator that the words of a text name, or None.

    The words must be its name or an alias, after folding and after words that only say for where or
    how much (全区, 累计, 总数; `affixes.tsv`) were taken off either end.
    """
    known = _indicator_index()
    forms = [fold(measure)]
    for form in forms:
        if form in known:
            return known[form]
        forms.extend(shorter for shorter in _without_affix(form) if shorter not in forms)
    return None


@cache
def _indicator_index() -> Mapping[str, Indicator]:
    return _index("indicators.tsv", indicators().values())


@cache
def _affixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = [row for _, row in read_rows("affixes.tsv", ("kind", "form", "example"))]
    prefixes = tuple(row["form"] for row in rows if row["kind"] == "prefix")
    suffixes = tuple(row["form"] for row in rows if row["kind"] == "suffix")
    return prefixes, suffixes


def _without_affix(form: str) -> Iterator[str]:
    prefixes, suffixes = _affixes()
    for prefix in prefixes:
        if len(form) > len(prefix) and form.startswith(prefix):
            yield form.removeprefix(prefix)
    for suffix in suffixes:
        if len(form) > len(suffix) and form.endswith(suffix):
            yield form.removesuffix(suffix)


# ---- units -----------------------------------------------------------------------------------------


def units() -> Mapping[str, Unit]:
    """Return the units that figures are written with, by name, `NO_UNIT` first, then as in the table."""
    return _units("units.tsv")


def compounds() -> Mapping[str, Unit]:
    """Return the units that are only written as part of another, and known units made of several."""
    return _units("compounds.tsv")


@cache
def _units(table: str) -> Mapping[str, Unit]:
    columns = ("name", "forms", "en", "kind", "qudt", "ucum", "example")
    found: dict[str, Unit] = {NO_UNIT.name: NO_UNIT} if table == "units.tsv" else {}
    for number, row in read_rows(table, columns):
        if row["name"] in found:
            raise VocabularyError(f"{table}, line {number}: {row['name']!r} stands there twice")
        factors = tuple(row["name"].split("/")) if "/" in row["name"] else ()
        forms = split_cell(row["forms"])
        found[row["name"]] = Unit(
            row["name"], forms, row["en"], row["kind"], row["qudt"], row["ucum"], factors
        )
    return MappingProxyType(found)


_NARROW = str.maketrans("（）", "()")


def find_unit(text: str) -> Unit | None:
    """Find the unit that a text writes as `text` (个百分点, ㎡, 元/人/月), or None where a part is unknown.

    The empty text is `NO_UNIT`. Parts are joined by `/` or 每; the unit so made has the kind of its
    first part and names all of them as factors.
    """
    if not text:
        return NO_UNIT
    known, text = _unit_index(), text.translate(_NARROW)
    if text in known:
        return known[text]
    parts = [part for part in re.split(r"[/／每]", text) if part]
    smaller = {form: unit for unit in compounds().values() for form in (unit.name, *unit.forms)}
    found = [unit for part in parts if (unit := known.get(part) or smaller.get(part))]
    if len(found) < 2 or len(found) < len(parts):
        return None
    names = tuple(unit.name for unit in found)
    name = "/".join(names)
    english = " per ".join(unit.en for unit in found)
    return smaller.get(name) or Unit(name, (), english, found[0].kind, factors=names)


@cache
def _unit_index() -> Mapping[str, Unit]:
    index: dict[str, Unit] = {}
    for unit in units().values():
        for form in (unit.name, *unit.forms):
            index.setdefault(form, unit)
    return MappingProxyType(index)


# ---- honours, groups, levels -----------------------------------------------------------------------


@cache
def honours() -> Mapping[str, Concept]:
    """Return the general honours by name, in the order of the table."""
    return _concepts("honours.tsv", ("name", "aliases", "en", "level", "sdg", "example"))


@cache
def groups() -> Mapping[str, Concept]:
    """Return the general groups of people by name, in the order of the table."""
    return _concepts("groups.tsv", ("name", "aliases", "en", "sdg", "example"))


@cache
def levels() -> Mapping[str, tuple[str, ...]]:
    """Return the words for each administrative level, highest level first."""
    rows = read_rows("levels.tsv", ("notation", "forms", "example"))
    return MappingProxyType({row["notation"]: split_cell(row["forms"]) for _, row in rows})


@cache
def reasons() -> Mapping[str, Reason]:
    """Return the reasons for leaving something out, by notation."""
    rows = read_rows("reasons.tsv", ("notation", "zh", "en"))
    return MappingProxyType({row["notation"]: Reason(**row) for _, row in rows})


def reason(notation: str) -> Reason:
    """Return a reason; raises `VocabularyError` for one that the table does not have."""
    found = reasons().get(notation)
    if found is None:
        raise VocabularyError(
            f"reasons.tsv has no row for {notation!r}; add one with its Chinese and English"
        )
    return found


def find_honour(name: str) -> Concept | None:
    """Find the general honour of this name or alias, or None."""
    return _honour_index().get(fold(name))


def find_group(name: str) -> Concept | None:
    """Find the general group of people of this name or alias, or None."""
    return _group_index().get(fold(name))


def level_of(name: str) -> str:
    """Tell the administrative level from the word that a name begins with (省级绿色学校); "" for none."""
    found = [
        (len(form), level) for level, forms in levels().items() for form in forms if name.startswith(form)
    ]
    return max(found, default=(0, ""))[1]


@cache
def _honour_index() -> Mapping[str, Concept]:
    return _index("honours.tsv", honours().values())


@cache
def _group_index() -> Mapping[str, Concept]:
    return _index("groups.tsv", groups().values())


def _concepts(table: str, columns: tuple[str, ...]) -> Mapping[str, Concept]:
    found: dict[str, Concept] = {}
    for number, row in read_rows(table, columns):
        if row["name"] in found:
            raise VocabularyError(f"{table}, line {number}: {row['name']!r} stands there twice")
        aliases, sdg = split_cell(row["aliases"]), split_cell(row["sdg"])
        found[row["name"]] = Concept(row["name"], aliases, row["en"], row.get("level", ""), sdg)
    return MappingProxyType(found)


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


_Row = TypeVar("_Row", bound=_Named)


def _index(table: str, rows: Iterable[_Row]) -> Mapping[str, _Row]:
    index: dict[str, _Row] = {}
    for row in rows:
        for form in (row.name, *row.aliases):
            other = index.setdefault(fold(form), row)
            if other.name != row.name:
                raise VocabularyError(f"{table}: {form!r} stands for both {other.name} and {row.name}")
    return MappingProxyType(index)


@cache
def province_names() -> Mapping[str, str]:
    """Return the English names of the country and its provinces, by code."""
    return MappingProxyType({row["code"]: row["en"] for _, row in read_rows("provinces.tsv", ("code", "en"))})
