"""The terms of the ontology as a page for people, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from govgraph.ontology.terms import OWL, PREFIXES, RDF, RDFS, SKOS

_HEAD = """# The terms · 术语表

Every class, property and code of `gov:` (`https://w3id.org/govgraph/ns#`), from `ontology/gov.ttl`. How
they hang together: [the model](model.md). “Derived” marks what the rules add to `graph/inferred`.
`gov:` 的全部类、属性和代码，来自 `ontology/gov.ttl`；它们之间的关系见[模型说明](model.md)。标“推得”者由规则写
入 `graph/inferred`。"""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology; `types`, `over` (classes above), `domain` and `range` are prefixed names."""

    name: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    types: tuple[str, ...]
    over: tuple[str, ...]
    domain: str
    range: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of `gov.ttl` by their prefixed names, in the order of the file."""
    about: dict[NamedNode, dict[str, list[NamedNode | Literal]]] = {}
    text = files("govgraph.ontology").joinpath("gov.ttl").read_bytes()
    for quad in parse(text, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            tag = f"@{quad.object.language}" if isinstance(quad.object, Literal) else ""
            said = about.setdefault(quad.subject, {})
            said.setdefault(quad.predicate.value + tag, []).append(quad.object)
    return tuple(_term(node, said) for node, said in about.items() if node.value.startswith(PREFIXES["gov"]))


def _term(node: NamedNode, said: dict[str, list[NamedNode | Literal]]) -> Term:
    def one(predicate: NamedNode, tag: str = "") -> str:
        found = said.get(predicate.value + tag, [])
        return short(found[0]) if found else ""

    def many(*predicates: NamedNode) -> tuple[str, ...]:
        return tuple(short(found) for predicate in predicates for found in said.get(predicate.value, []))

    return Term(
        short(node),
        one(SKOS.prefLabel, "@zh"),
        one(SKOS.prefLabel, "@en"),
        one(SKOS.definition, "@zh"),
        one(SKOS.definition, "@en"),
        many(RDF.type),
        many(RDFS.subClassOf, RDFS.subPropertyOf),
        one(RDFS.domain),
        one(RDFS.range),
    )


def short(node: NamedNode | Literal) -> str:
    """A text, or an IRI with a prefix where one is known."""
    for prefix, address in PREFIXES.items():
        if isinstance(node, NamedNode) and node.value.startswith(address):
            return f"{prefix}:{node.value.removeprefix(address)}"
    return node.value


def render() -> str:
    """Return the page of the documentation, in Markdown."""
    return "\n".join([_HEAD, *_classes(), *_properties(), *_codes()]) + "\n"


def _classes() -> Iterator[str]:
    yield from ("", "## Classes · 类", "", "| class | 中文 | English | under |", "| --- | --- | --- | --- |")
    for term in terms():
        if short(OWL.Class) in term.types:
            yield _row(term, ", ".join(term.over))


def _properties() -> Iterator[str]:
    kinds = {short(OWL.ObjectProperty), short(OWL.DatatypeProperty)}
    yield from ("", "## Properties · 属性", "", "| property | 中文 | English | from → to |")
    yield "| --- | --- | --- | --- |"
    for term in terms():
        if kinds & set(term.types):
            yield _row(term, f"{term.domain or '·'} → {term.range or '·'}")


def _codes() -> Iterator[str]:
    yield from ("", "## Codes · 代码", "", "| code | 中文 | English | list |", "| --- | --- | --- | --- |")
    for term in terms():
        if any(type_.startswith("gov:") for type_ in term.types):
            yield _row(term, ", ".join(term.types))


def _row(term: Term, last: str) -> str:
    chinese, english = f"**{term.zh}** {term.definition_zh}", f"**{term.en}** {term.definition_en}"
    return f"| `{term.name}` | {chinese} | {english} | {last} |"
