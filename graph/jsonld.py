"""Triples as compact JSON-LD 1.1: one node a line, the names of the project's context, no nesting.

The context of `ontology/context.jsonld` stands within the file, since its address does not resolve.
A property goes by the name that the context has for values of its kind, else by prefix and name, with
language or datatype beside the value. Decimals stay strings: JSON numbers would lose their digits.
https://www.w3.org/TR/json-ld11/ and, for what a name may stand for, https://www.w3.org/TR/json-ld11-api/#compaction
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.ontology.terms import RDF, XSD

_SAFE_INTEGER = 2**53
"""Integers from here on are not exact in every JSON reader."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the context document says: addresses by prefix, and names by IRI and kind of value.

    A kind is "@id" (also where the names of codes are used: "@vocab"), "@language", a language with @
    in front, the IRI of a datatype, or "" for a plain text.
    """

    prefixes: Mapping[str, str]
    names: Mapping[str, str]
    properties: Mapping[tuple[str, str], str]
    codes: frozenset[str]

    def iri(self, term: object) -> str:
        """Return a node as a value of `id`, with a prefix where that reads back as the same IRI."""
        if isinstance(term, BlankNode):
            return f"_:{term.value}"
        iri = term.value if isinstance(term, NamedNode) else str(term)
        known = [prefix for prefix, address in self.prefixes.items() if iri.startswith(address)]
        if not known:
            return iri
        prefix = max(known, key=lambda prefix: len(self.prefixes[prefix]))
        rest = iri.removeprefix(self.prefixes[prefix])
        return f"{prefix}:{rest}" if rest and not rest.startswith("//") else iri

    def code(self, term: object) -> str:
        """Return a node as a value of `type`, or of a property that has codes."""
        return self.names.get(term.value, self.iri(term)) if isinstance(term, NamedNode) else self.iri(term)

    def property(self, name: NamedNode, term: object) -> tuple[str, Any]:
        """Return the key for a property with this value, and the value as JSON."""
        for kind in _kinds(term):
            key = self.properties.get((name.value, kind))
            if key is not None:
                return key, self._short(term, kind, key)
        return self.iri(name), self._full(term)

    def _short(self, term: object, kind: str, key: str) -> Any:
        if isinstance(term, Literal):
            return {term.language: term.value} if kind == "@language" else _plain(term)
        return self.code(term) if key in self.codes else self.iri(term)

    def _full(self, term: object) -> Any:
        """Return a value with all that the context does not say of it."""
        if not isinstance(term, Literal):
            return {"id": self.iri(term)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype == XSD.string:
            return term.value
        return {"@value": term.value, "type": self.iri(term.datatype)}


def write_jsonld(triples: Iterable[Triple], stream: IO[bytes]) -> None:
    """Write triples, sorted by subject, as one JSON-LD document in UTF-8."""
    document = _document()
    stream.write(b'{"@context": ' + _json(document) + b',\n"@graph": [')
    separator = b"\n"
    for subject, said in groupby(triples, key=lambda triple: triple.subject):
        stream.write(separator + _json(_node(subject, said, _context())))
        separator = b",\n"
    stream.write(b"\n]}\n")


def _node(subject: object, said: Iterable[Triple], context: _Context) -> dict[str, Any]:
    node: dict[str, Any] = {"id": context.iri(subject)}
    lists = defaultdict[str, list[Any]](list)
    maps = defaultdict[str, dict[str, list[str]]](lambda: defaultdict(list))
    for triple in said:
        if triple.predicate == RDF.type:
            lists["type"].append(context.code(triple.object))
            continue
        key, value = context.property(triple.predicate, triple.object)
        if isinstance(triple.object, Literal) and triple.object.language and isinstance(value, dict):
            if "@value" not in value:
                maps[key][triple.object.language].append(triple.object.value)
                continue
        lists[key].append(value)
    node |= {key: _single(values) for key, values in lists.items()}
    return node | {key: {tag: _single(texts) for tag, texts in tags.items()} for key, tags in maps.items()}


def _kinds(term: object) -> tuple[str, ...]:
    """Return the kinds that a value is of, the most telling first."""
    if not isinstance(term, Literal):
        return ("@id",)
    if term.language:
        return f"@{term.language}", "@language"
    return ("",) if term.datatype == XSD.string else (term.datatype.value,)


@cache
def _document() -> dict[str, Any]:
    text = files("govgraph.ontology").joinpath("context.jsonld").read_text("utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]
    return context


@cache
def _context() -> _Context:
    """Return the context document by what is asked of it."""
    entries = {name: entry for name, entry in _document().items() if not name.startswith("@")}
    prefixes = {name: entry for name, entry in entries.items() if str(entry).endswith(("#", "/"))}

    def expanded(name: str) -> str:
        prefix, colon, rest = name.partition(":")
        return prefixes[prefix] + rest if colon and prefix in prefixes else name

    names, properties, codes = dict[str, str](), dict[tuple[str, str], str](), set[str]()
    for name, entry in entries.items():
        if name in prefixes or entry in ("@id", "@type"):
            continue
        rule: dict[str, str] = {"@id": entry} if isinstance(entry, str) else entry
        iri, kind = expanded(rule["@id"]), expanded(rule.get("@type", ""))
        names[iri] = name
        if kind == "@vocab":
            codes.add(name)
            kind = "@id"
        if "@language" in rule:
            kind = f"@{rule['@language']}"
        properties[iri, rule.get("@container", kind)] = name
    return _Context(prefixes, names, properties, frozenset(codes))


def _plain(term: Literal) -> str | int | bool:
    if term.datatype == XSD.boolean and term.value in ("true", "false"):
        return term.value == "true"
    if term.datatype == XSD.integer and term.value.lstrip("-").isdecimal():
        number = int(term.value)
        if str(number) == term.value and abs(number) < _SAFE_INTEGER:
            return number
    return term.value


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
