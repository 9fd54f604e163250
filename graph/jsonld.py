"""Triples as compact JSON-LD 1.1: one node a line, plain names, a context within the file.

Our own properties and `rdfs:label` go by their bare name, others by prefix and name. The context
says of each property what all its values have in common (IRIs, one datatype, one language, texts in
several languages), so that values are plain strings; decimals stay strings, since JSON numbers
would lose their digits. https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.ontology.terms import GOV, PREFIXES, RDF, RDFS, XSD

_SAFE_INTEGER = 2**53
"""Integers from here on are not exact in every JSON reader."""

_Rule = dict[str, str]
"""What the context says of a property: `@type`, `@language` or `@container`, or nothing."""


def write_jsonld(triples: Iterable[Triple], stream: IO[bytes]) -> None:
    """Write triples, sorted by subject, as one JSON-LD document in UTF-8."""
    listed = list(triples)
    rules = _rules(listed)
    context: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES}
    for name in sorted(rules, key=_key):
        if rules[name] or _key(name) != _compact(name.value):
            context[_key(name)] = {"@id": _compact(name.value), **rules[name]}
    stream.write(b'{"@context": ' + _json(context) + b',\n"@graph": [')
    separator = b"\n"
    for subject, said in groupby(listed, key=lambda triple: triple.subject):
        stream.write(separator + _json(_node(subject, said, rules)))
        separator = b",\n"
    stream.write(b"\n]}\n")


def _node(subject: object, said: Iterable[Triple], rules: Mapping[NamedNode, _Rule]) -> dict[str, Any]:
    values = defaultdict[NamedNode, list[Any]](list)
    for triple in said:
        values[triple.predicate].append(triple.object)
    node: dict[str, Any] = {"id": _iri(subject)}
    for name, terms in values.items():
        if name == RDF.type:
            node["type"] = _single([_iri(term) for term in terms])
        elif rules[name].get("@container") == "@language":
            by_language = defaultdict[str, list[str]](list)
            for term in terms:
                by_language[term.language].append(term.value)
            node[_key(name)] = {tag: _single(texts) for tag, texts in sorted(by_language.items())}
        else:
            node[_key(name)] = _single([_value(term, rules[name]) for term in terms])
    return node


def _rules(triples: Iterable[Triple]) -> dict[NamedNode, _Rule]:
    """Return for each property but `rdf:type` what its values have in common."""
    kinds = defaultdict[NamedNode, set[tuple[str, str]]](set)
    for triple in triples:
        if triple.predicate != RDF.type:
            kinds[triple.predicate].add(_kind(triple.object))
    return {name: _rule(found) for name, found in kinds.items()}


def _kind(term: object) -> tuple[str, str]:
    if not isinstance(term, Literal):
        return "@type", "@id"
    if term.language:
        return "@language", term.language
    return ("", "") if term.datatype == XSD.string else ("@type", term.datatype.value)


def _rule(kinds: set[tuple[str, str]]) -> _Rule:
    if len(kinds) == 1:
        ((keyword, what),) = kinds
        return {keyword: what if what == "@id" else _compact(what)} if keyword else {}
    return {"@container": "@language"} if {keyword for keyword, _ in kinds} == {"@language"} else {}


def _value(term: object, rule: _Rule) -> Any:
    """Return a value, as an object of its own where the context says nothing of it."""
    if not isinstance(term, Literal):
        return _iri(term) if rule else {"id": _iri(term)}
    if rule:
        return _plain(term)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return (
        term.value
        if term.datatype == XSD.string
        else {"@value": term.value, "type": _compact(term.datatype.value)}
    )


def _plain(term: Literal) -> str | int | bool:
    if term.datatype == XSD.boolean and term.value in ("true", "false"):
        return term.value == "true"
    if term.datatype == XSD.integer and term.value.lstrip("-").isdecimal():
        number = int(term.value)
        if str(number) == term.value and abs(number) < _SAFE_INTEGER:
            return number
    return term.value


def _key(name: NamedNode) -> str:
    compact = _compact(name.value)
    if name == RDFS.label or name.value.removeprefix(PREFIXES["gov"]) in GOV:
        return compact.partition(":")[2]
    return compact


def _iri(term: object) -> str:
    if isinstance(term, NamedNode):
        return _compact(term.value)
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def _compact(iri: str) -> str:
    """Return an IRI with a prefix of the project where that reads back as the same IRI."""
    known = [prefix for prefix, address in PREFIXES.items() if iri.startswith(address) and iri != address]
    if not known:
        return iri
    prefix = max(known, key=lambda prefix: len(PREFIXES[prefix]))
    rest = iri.removeprefix(PREFIXES[prefix])
    return iri if rest.startswith("//") else f"{prefix}:{rest}"


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
