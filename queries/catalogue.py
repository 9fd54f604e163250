"""The catalogue: one question an analyst asks is one `.rq` file of this folder.

A file begins with a header, the `#+` comment lines at its top, which are YAML:

    #+ summary:
    #+   zh: …
    #+   en: …
    #+ description:                  (likewise)
    #+ tags: [results]
    #+ params:                       (left out where there are none)
    #+   field: {type: iri, kind: field, default: null, example: 教育, zh: 领域, en: Field}
    #+ columns:                      (SELECT only)
    #+   name: {zh: 名称, en: Name}
    #+ empty: {zh: …, en: …}         (what to do about an answer without rows, where that is not plain)

A parameter is a variable of the query. One without `default` must be given; `default: null` leaves
it open, so that the query answers for all, as the file does when it is run elsewhere as it stands.

The header form is that of grlc (https://github.com/CLARIAH/grlc), made strict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

import yaml

from govgraph.graph.engines.sparql import form, tokens
from govgraph.ontology.errors import QueryError, VocabularyError

_THINGS = ("document", "event", "group", "honour", "initiative", "org", "person", "place")

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "thing": _THINGS,
        "actor": ("org", "place"),
        "code": ("ns",),
        **{name: (name,) for name in (*_THINGS, "claim", "field", "indicator", "source", "unit")},
    }
)
"""What `kind` of a parameter may name, and the path segments of the IRIs that it stands for."""

_NAME = re.compile(r"[a-z][A-Za-z0-9]*\Z")


class Form(StrEnum):
    """What a query answers with: rows, yes or no, or triples."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"


class ParameterType(StrEnum):
    """How the text of a parameter is read."""

    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    LANG_STRING = "lang-string"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the words in `language` ("zh", else English)."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the caller may or must give.

    `default` is text, read like a given value, or None where the parameter is left open.
    `kind` limits a parameter of type iri to one entry of `KINDS` (None: no limit).
    """

    name: str
    type: ParameterType
    title: Words
    example: str
    required: bool
    default: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A documented query; `text` is what stands below the header.

    A query that was not written for the catalogue has no summary, no parameters and no columns.
    """

    name: str
    text: str
    form: Form
    summary: Words = Words("", "")
    description: Words = Words("", "")
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])
    columns: Mapping[str, Words] = field(default_factory=dict[str, Words])
    empty: Words | None = None


@cache
def load_catalogue() -> Mapping[str, Query]:
    """Read every `.rq` file of this folder, by name, in alphabetical order; raises `VocabularyError`."""
    found: dict[str, Query] = {}
    for entry in files("govgraph.queries").iterdir():
        if entry.name.endswith(".rq"):
            name = entry.name.removesuffix(".rq")
            found[name] = parse_query(name, entry.read_text(encoding="utf-8"), entry.name)
    return MappingProxyType(dict(sorted(found.items())))


def parse_query(name: str, text: str, where: str) -> Query:
    """Read a documented query; raises `VocabularyError` naming `where` on any fault of its header."""
    header, body = split_header(text)
    if not header:
        raise VocabularyError(f"{where}: no header; begin the file with #+ lines")
    entries = _mapping(_yaml(header, where), where, "the header")
    found = find_form(body)
    if found is None:
        raise VocabularyError(f"{where}: neither SELECT, ASK, CONSTRUCT nor DESCRIBE; write a query")
    required = {"summary", "description", "tags"} | ({"columns"} if found is Form.SELECT else set[str]())
    _check_keys(entries, required, {"params", "empty"}, where, "the header")
    parameters = {
        str(key): _parameter(str(key), value, where)
        for key, value in _mapping(entries.get("params", {}), where, "params").items()
    }
    columns = {
        str(key): _words(value, where, f"column {key}")
        for key, value in _mapping(entries.get("columns", {}), where, "columns").items()
    }
    variables = {token.text[1:] for token in tokens(body) if token.kind == "variable"}
    for each in sorted({*parameters, *columns} - variables):
        raise VocabularyError(f"{where}: the header names {each}, but the query has no ?{each}")
    return Query(
        name=name,
        text=body,
        form=found,
        summary=_words(entries["summary"], where, "summary"),
        description=_words(entries["description"], where, "description"),
        tags=_strings(entries["tags"], where, "tags"),
        parameters=MappingProxyType(parameters),
        columns=MappingProxyType(columns),
        empty=_words(entries["empty"], where, "empty") if "empty" in entries else None,
    )


def plain_query(name: str, text: str) -> Query:
    """Take a query text that has no header; raises `QueryError` where it is no query."""
    found = find_form(text)
    if found is None:
        raise QueryError(f"{name}: neither SELECT, ASK, CONSTRUCT nor DESCRIBE; only queries are run")
    return Query(name=name, text=text, form=found)


def split_header(text: str) -> tuple[str, str]:
    """Split a text into the YAML of its leading `#+` lines and the rest; the YAML is "" without any."""
    lines = text.splitlines(keepends=True)
    count = 0
    while count < len(lines) and lines[count].startswith("#+"):
        count += 1
    header = "".join(line[2:].removeprefix(" ") for line in lines[:count])
    return header, "".join(lines[count:])


def find_form(text: str) -> Form | None:
    """Tell what a query answers with, None where it is no query; DESCRIBE answers triples."""
    word = form(text)
    return {
        "SELECT": Form.SELECT,
        "ASK": Form.ASK,
        "CONSTRUCT": Form.CONSTRUCT,
        "DESCRIBE": Form.CONSTRUCT,
    }.get(word)


def _yaml(header: str, where: str) -> object:
    try:
        return cast(object, yaml.safe_load(header))
    except yaml.YAMLError as error:
        line = (
            error.problem_mark.line + 1
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else 1
        )
        reason = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error)
        raise VocabularyError(f"{where}, line {line}: the header is no YAML: {reason}") from error


def _parameter(name: str, value: object, where: str) -> Parameter:
    what = f"parameter {name}"
    if not _NAME.match(name):
        raise VocabularyError(f"{where}: {what}: a name is letters and digits, beginning with a small letter")
    entries = _mapping(value, where, what)
    _check_keys(entries, {"type", "example", "zh", "en"}, {"default", "kind"}, where, what)
    kind = entries["type"]
    if kind not in set(ParameterType):
        raise VocabularyError(f"{where}: {what}: type {kind!r} is none of {', '.join(ParameterType)}")
    named = entries.get("kind")
    if named is not None and (named not in KINDS or kind != ParameterType.IRI):
        raise VocabularyError(f"{where}: {what}: kind {named!r} is none of {', '.join(KINDS)}, on type iri")
    default = entries.get("default")
    return Parameter(
        name=name,
        type=ParameterType(str(kind)),
        title=Words(_string(entries["zh"], where, what), _string(entries["en"], where, what)),
        example=_string(entries["example"], where, f"example of {what}"),
        required="default" not in entries,
        default=None if default is None else _string(default, where, f"default of {what}"),
        kind=None if named is None else str(named),
    )


def _words(value: object, where: str, what: str) -> Words:
    entries = _mapping(value, where, what)
    _check_keys(entries, {"zh", "en"}, set(), where, what)
    return Words(_string(entries["zh"], where, what), _string(entries["en"], where, what))


def _mapping(value: object, where: str, what: str) -> Mapping[object, object]:
    if not isinstance(value, dict):
        raise VocabularyError(f"{where}: {what} must map names to values")
    return cast(dict[object, object], value)


def _strings(value: object, where: str, what: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise VocabularyError(f"{where}: {what} must be a list")
    return tuple(_string(item, where, what) for item in cast(list[object], value))


def _string(value: object, where: str, what: str) -> str:
    """Take a text; YAML reads a bare 2020-01-01 or 0 as something else, so those need quotation marks."""
    if not isinstance(value, str) or not value.strip():
        raise VocabularyError(f"{where}: {what}: {value!r} is no text; put it in quotation marks")
    return value


def _check_keys(
    entries: Mapping[object, object], required: set[str], optional: set[str], where: str, what: str
) -> None:
    missing = sorted(required - set(entries))
    unknown = sorted(str(key) for key in set(entries) - required - optional)
    if missing:
        raise VocabularyError(f"{where}: {what} lacks {', '.join(missing)}")
    if unknown:
        raise VocabularyError(f"{where}: {what} has unknown {', '.join(unknown)}")
