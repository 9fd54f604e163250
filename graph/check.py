"""Is the store in order? The SHACL shapes source by source, what takes the whole store in SPARQL, all quotes.

Shapes are checked on one source at a time, with what registry and code lists say of the nodes it names:
a validator's time grows faster than its graph, and a fault is then told with its document and sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from govgraph.graph import iris
from govgraph.graph.codelists import ontology_triples
from govgraph.graph.convert import to_rdflib_graph
from govgraph.graph.reading import local
from govgraph.graph.store import Reader
from govgraph.ontology.errors import StoreError, UsageError
from govgraph.ontology.terms import BASE, DCT, GOV, OA, RDF, RDFS

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

SHAPES = "https://w3id.org/govgraph/shapes#"
"""Names of shapes begin with this."""

_SHARED = ("entity", "vocab")
_LISTS = frozenset((RDF.type, RDFS.subClassOf))
_UP = frozenset((DCT.isPartOf, GOV.unit))
_REGISTERED = frozenset((GOV.place,))
"""Edges of the registry that no source states: they need no claim behind them."""
_WORDS = {
    "zh": (
        "{}份来源，{}处引文有{}处与原文相符",
        "符合全部约束",
        "{}项不符合，{}项请留意",
        "不符合",
        "请留意",
    ),
    "en": (
        "sources {}: of {} quotes, {} match the text",
        "all shapes hold",
        "{} faults, {} to look at",
        "fault",
        "look at",
    ),
}

_WHOLE = {
    "OneLabel": (
        "SELECT DISTINCT ?node WHERE { ?node gov:kind ?k ; rdfs:label ?a, ?b . FILTER(str(?a) < str(?b)) }",
        "在全库中有两个标签",
        "It has two labels in the store",
    ),
    "OneCode": (
        "SELECT DISTINCT ?node { ?node gov:code ?c . ?other gov:code ?c FILTER(str(?node) < str(?other)) }",
        "另有地区使用同一代码",
        "Another area has its code",
    ),
    "OneKind": (
        "SELECT DISTINCT ?node WHERE { ?node gov:kind ?a, ?b . FILTER(str(?a) < str(?b)) }",
        "在全库中有两个主类",
        "It has two kinds in the store",
    ),
    "NoCycle": (
        "SELECT DISTINCT ?node WHERE { ?node dct:isPartOf+ ?node }",
        "隶属关系成环",
        "It is part of itself",
    ),
    "NamedThing": (
        "SELECT ?node { ?m a gov:Mention ; gov:about ?node FILTER NOT EXISTS { ?node rdfs:label ?l } }",
        "被提及的事物没有标签",
        "A thing that is mentioned has no label",
    ),
}
"""What holds of the whole store: a query for what breaks it, and words for that in Chinese and English."""

_ADDRESS = re.compile(re.escape(BASE) + r"\S+")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that breaks a shape; `warning` says that it only wants a look.

    `source` is the file name of the document, `sentence` its words where the node has evidence.
    """

    source: str
    warning: bool
    shape: str
    node: str
    value: str
    zh: str
    en: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found; true where nothing is broken."""

    sources: int
    quotes: int
    matching: int
    faults: tuple[Fault, ...]

    def __bool__(self) -> bool:
        return self.quotes == self.matching and all(fault.warning for fault in self.faults)

    def lines(self, language: str = "zh") -> Iterator[str]:
        """Yield a line or two for each fault, then the count of quotes and the outcome."""
        counts, fine, found, broken, look = _WORDS[language]
        for fault in self.faults:
            words = _ADDRESS.sub(lambda one: local(one[0]), fault.zh if language == "zh" else fault.en)
            value = f" [{local(fault.value) or fault.value}]" if fault.value else ""
            kind = look if fault.warning else broken
            yield f"{fault.source}: {kind} {fault.shape}: {local(fault.node)}{value}: {words}"
            if fault.sentence:
                yield f"    「{fault.sentence.strip()}」"
        yield counts.format(self.sources, self.quotes, self.matching)
        warnings = sum(fault.warning for fault in self.faults)
        yield fine if not self.faults else found.format(len(self.faults) - warnings, warnings)


def check(store: Reader, only: Collection[str] = ()) -> Report:
    """Check all sources of a store, or `only` those with these ids; the store is not changed.

    Raises `UsageError` without the extra `shacl`, `StoreError` for an id that the store does not have.
    """
    names = [name for name in store.names() if iris.is_source_graph(name)]
    unknown = set(only) - {local(name.value) for name in names}
    if unknown:
        raise StoreError(f"no source {', '.join(sorted(unknown))} in the store; govgraph query lists them")
    chosen = [name for name in names if not only or local(name.value) in only]
    shared = _shared(store)
    faults: list[Fault] = []
    quotes = matching = 0
    for name in chosen:
        graph = list(store.graph(name))
        about = _about(graph)
        faults += _broken(_data(store, name, graph, shared), about)
        count, wrong = _quotes(graph, store.text(local(name.value)), about)
        quotes, matching = quotes + count, matching + count - len(wrong)
        faults += wrong
    if not only:
        faults += _of_whole(store)
    return Report(len(chosen), quotes, matching, tuple(sorted(faults)))


# ---- one source ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _About:
    """For telling of faults: the file, and the sentence each node has its evidence in."""

    name: str
    sentences: dict[str, str]


def _about(graph: Iterable[Triple]) -> _About:
    exact: dict[str, str] = {}
    into: dict[str, str] = {}
    name = ""
    for triple in graph:
        subject = _iri(triple.subject)
        if triple.predicate == GOV.fileName and isinstance(triple.object, Literal):
            name = triple.object.value
        elif triple.predicate == OA.exact and isinstance(triple.object, Literal):
            exact[subject] = triple.object.value
        elif triple.predicate in (GOV.evidence, GOV.sentence):
            into[subject] = _iri(triple.object)
    sentences: dict[str, str] = {}
    for node in {*into, *exact}:
        last = node
        for _ in range(2):
            last = into.get(last, last)
        sentences[node] = exact.get(last, "")
    return _About(name, sentences)


def _shared(store: Reader) -> dict[NamedNode, list[Triple]]:
    """What registry and code lists say, by what they say it of."""
    found = defaultdict[NamedNode, list[Triple]](list)
    for name in _SHARED:
        for triple in store.graph(iris.graph(name)):
            if isinstance(triple.subject, NamedNode) and triple.predicate not in _REGISTERED:
                found[triple.subject].append(triple)
    return found


def _data(
    store: Reader, name: NamedNode, graph: Iterable[Triple], shared: dict[NamedNode, list[Triple]]
) -> rdflib.Graph:
    """A source's graph, its conclusions, review and audit, and what else is known of the nodes they name."""
    data = {*graph, *store.graph(iris.conclusions(name))}
    claims = {triple.subject for triple in data if triple.predicate == GOV.evidence}
    for other in (iris.REVIEW, iris.AUDIT):
        triples = list(store.graph(other))
        mine = {triple.subject for triple in triples if triple.object in claims}
        data |= {triple for triple in triples if triple.subject in mine}
    named = {
        node for triple in data for node in (triple.subject, triple.object) if isinstance(node, NamedNode)
    }
    found = set[NamedNode]()
    while named:
        found |= named
        triples = [triple for node in named for triple in shared.get(node, ())]
        data.update(triples)
        above = {triple.object for triple in triples if triple.predicate in _UP}
        named = {node for node in above if isinstance(node, NamedNode)} - found
    data.update(triple for triple in ontology_triples() if triple.predicate in _LISTS)
    return to_rdflib_graph(data)


def _broken(data: rdflib.Graph, about: _About) -> Iterator[Fault]:
    """What the validator reports; a constraint on a source points at the node it means by its value."""
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    _, report, _ = _validator()(data, shacl_graph=shapes(), inference="none", inplace=True)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus, value = str(report.value(result, sh.focusNode)), report.value(result, sh.value)
        node = focus
        if "/source/" in focus and isinstance(value, rdflib.URIRef):
            node, value = str(value), None
        constraint = report.value(result, sh.sourceConstraint) or report.value(result, sh.sourceShape)
        words = _words([str(word) for word in report.objects(result, sh.resultMessage)], constraint)
        yield Fault(
            source=about.name,
            warning=report.value(result, sh.resultSeverity) == sh.Warning,
            shape=_shape_of(report.value(result, sh.sourceShape)),
            node=node,
            value="" if value is None else str(value),
            zh=words.get("zh", ""),
            en=words.get("en", ""),
            sentence=about.sentences.get(node, ""),
        )


def _validator() -> Callable[..., tuple[bool, rdflib.Graph, str]]:
    """The validator of pySHACL (an extra), whose types are not published."""
    try:
        module: Any = import_module("pyshacl")
    except ImportError as error:
        raise UsageError("checking shapes needs pySHACL: pip install 'govgraph[shacl]'") from error
    validate: Callable[..., tuple[bool, rdflib.Graph, str]] = module.validate
    return validate


@cache
def shapes() -> rdflib.Graph:
    """Return the shapes of `ontology/shapes.ttl`."""
    import rdflib

    text = files("govgraph.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


def _words(messages: Iterable[str], constraint: Node | None) -> dict[str, str]:
    """The messages of a result by language, which the validator drops where it fills in values."""
    import rdflib

    found: dict[str, str] = {}
    for template in shapes().objects(constraint, rdflib.URIRef("http://www.w3.org/ns/shacl#message")):
        if isinstance(template, rdflib.Literal):
            pattern = re.compile(re.sub(r"\\{\\\?\w+\\}", ".*", re.escape(template)), re.DOTALL)
            told = next((message for message in messages if pattern.fullmatch(message)), str(template))
            found[str(template.language)] = told
    return found


def _shape_of(node: object) -> str:
    """The name of the shape that a result comes from: of a property, the shape it stands in."""
    import rdflib

    while isinstance(node, rdflib.BNode):
        node = next(iter(shapes().subjects(object=node)), None)
    return str(node).removeprefix(SHAPES)


def _quotes(graph: Iterable[Triple], text: str | None, about: _About) -> tuple[int, list[Fault]]:
    """How many quotes a source has, and those that do not stand in its stored text where they say."""
    said = defaultdict[str, dict[NamedNode, str]](dict)
    for triple in graph:
        if triple.predicate in (OA.start, OA.end, OA.exact) and isinstance(triple.object, Literal):
            said[_iri(triple.subject)][triple.predicate] = triple.object.value
    spans = {node: found for node, found in said.items() if OA.exact in found}
    wrong = [
        Fault(
            about.name,
            False,
            "Quote",
            node,
            found[OA.exact],
            "引文不在所存原文的这一处",
            "The quote does not stand there in the stored text",
            about.sentences.get(node, ""),
        )
        for node, found in spans.items()
        if text is not None and text[_number(found, OA.start) : _number(found, OA.end)] != found[OA.exact]
    ]
    return (0, []) if text is None else (len(spans), wrong)


def _number(found: dict[NamedNode, str], name: NamedNode) -> int:
    digits = found.get(name, "")
    return int(digits) if digits.isdigit() else 0


# ---- the whole store -------------------------------------------------------------------------------


def _of_whole(store: Reader) -> Iterator[Fault]:
    for shape, (text, zh, en) in _WHOLE.items():
        rows = store.query(text)
        if not isinstance(rows, QuerySolutions):
            raise StoreError("the store answered a SELECT with something else; is it a SPARQL store?")
        for row in rows:
            yield Fault("", False, shape, _iri(row["node"]), "", zh, en)


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
