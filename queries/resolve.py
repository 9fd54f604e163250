"""From what a person types to the IRI it stands for: an IRI, a CURIE, or a label in Chinese or English."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from govgraph.ontology.errors import UsageError
from govgraph.ontology.terms import BASE, PREFIXES
from govgraph.queries.catalogue import KINDS

if TYPE_CHECKING:
    from govgraph.graph.store import Reader

_LABELS = """
    SELECT ?thing ?main ?label WHERE {
      VALUES (?property ?main) {
        (rdfs:label true) (skos:prefLabel true) (skos:altLabel false)
        (gov:fileName false) (dct:identifier false)
      }
      ?thing ?property ?label
    }"""
_STANDS = "ASK { { ?thing ?p ?o } UNION { ?s ?q ?thing } }"
_MOST_NEAR = 5
_LEAST_LIKENESS = 0.5


def resolve(store: Reader, text: str, name: str, kind: str | None = None) -> NamedNode:
    """Return the IRI that `text` stands for in `store`.

    A label must be the whole label, in either language (of a source also its file name or id);
    case, width and enclosing quotation marks do not matter. Where it is the main label of one thing
    and a by-name of others, the main one wins. Raises `UsageError` naming the parameter `name` where
    nothing fits, or several do.
    """
    iri = find_iri(text)
    if iri is not None:
        if not _stands_in(store, iri):
            raise UsageError(f"{name}: {text} does not stand in this store; {_near(store, text, kind)}")
        if not is_kind(iri.value, kind):
            raise UsageError(
                f"{name}: {text} is none of the kind {kind or 'thing'}; {_near(store, '', kind)}"
            )
        return iri
    for labels in (_exactly(store, text), _labels(store)):
        main, other = _things(labels, text, kind)
        found = main or other
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            options = ", ".join(compact(each) for each in found)
            raise UsageError(f"{name}: {text!r} is the name of {len(found)} things; choose one of {options}")
    raise UsageError(f"{name}: nothing here is called {text!r}; {_near(store, text, kind)}")


def find_iri(text: str) -> NamedNode | None:
    """Read an IRI, with or without <>, or a CURIE with a known prefix; None where it is neither."""
    bare = text.removeprefix("<").removesuffix(">")
    prefix, sign, local = bare.partition(":")
    if sign and not local.startswith("//") and prefix in PREFIXES and local:
        bare = f"{PREFIXES[prefix]}{local}"
    elif not bare.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(bare)
    except ValueError:
        return None


def compact(iri: str) -> str:
    """Write an IRI as a CURIE with the longest fitting known prefix, or as <IRI> where none fits.

    >>> compact("https://w3id.org/govgraph/place/321111")
    'gp:321111'
    """
    fitting = [prefix for prefix, base in PREFIXES.items() if iri.startswith(base) and len(iri) > len(base)]
    if not fitting:
        return f"<{iri}>"
    prefix = max(fitting, key=lambda each: (len(PREFIXES[each]), each))
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def fold(text: str) -> str:
    """Bring a label to the form in which labels are compared.

    >>> fold("“ＰＭ２.５”")
    'pm2.5'
    """
    return unicodedata.normalize("NFKC", text).casefold().strip(" \"'“”‘’《》「」<>")


def _labels(store: Reader, label: Literal | None = None) -> Iterator[tuple[str, bool, str]]:
    """Yield (IRI, whether it is a main label, label) for all labels, or for those that are `label`."""
    answer = store.query(_LABELS, {} if label is None else {"label": label})
    assert isinstance(answer, QuerySolutions)
    for thing, main, found in answer:
        if isinstance(thing, NamedNode) and isinstance(main, Literal) and isinstance(found, Literal):
            yield thing.value, main.value in {"true", "1"}, found.value


def _exactly(store: Reader, text: str) -> Iterator[tuple[str, bool, str]]:
    for language in ("zh", "en"):
        yield from _labels(store, Literal(text, language=language))


def _things(
    labels: Iterable[tuple[str, bool, str]], text: str, kind: str | None
) -> tuple[list[str], list[str]]:
    """Return the IRIs that have `text` as a main label, and those that have it as another."""
    wanted = fold(text)
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for iri, main, label in labels:
        if fold(label) == wanted and is_named(iri, kind):
            found[main].add(iri)
    return sorted(found[True]), sorted(found[False])


def is_kind(iri: str, kind: str | None) -> bool:
    """Tell whether `iri` is of a kind of `KINDS`; any fits None."""
    if kind is None:
        return True
    return iri.startswith(tuple(f"{BASE}{'ns#' if part == 'ns' else f'{part}/'}" for part in KINDS[kind]))


def is_named(iri: str, kind: str | None) -> bool:
    """Tell whether a label may stand for `iri`: of the kind, and no claim, whose label is a sentence."""
    return is_kind(iri, kind) and not iri.startswith(f"{BASE}claim/")


def _stands_in(store: Reader, iri: NamedNode) -> bool:
    answer = store.query(_STANDS, {"thing": iri})
    return isinstance(answer, QueryBoolean) and bool(answer)


def _near(store: Reader, text: str, kind: str | None) -> str:
    """Say which labels come near to `text`, or all where there are few, for a message."""
    wanted = fold(text.partition(":")[2] or text)
    scored: dict[str, tuple[float, str]] = {}
    for iri, _, label in _labels(store):
        if is_named(iri, kind):
            scored[iri] = max(scored.get(iri, (-1.0, "")), (_likeness(wanted, fold(label)), label))
    ranked = sorted((-score, label, iri) for iri, (score, label) in scored.items())
    near = [each for each in ranked if -each[0] >= _LEAST_LIKENESS]
    if near or 0 < len(ranked) <= _MOST_NEAR:
        shown = ", ".join(f"{label} ({compact(iri)})" for _, label, iri in (near or ranked)[:_MOST_NEAR])
        return f"near: {shown}" if near else f"there are: {shown}"
    return "govgraph query search -p text=… looks for names"


def _likeness(wanted: str, label: str) -> float:
    short, long = sorted((wanted, label), key=len)
    if len(short) > 1 and short in long:
        return 0.9 + 0.1 * len(short) / len(long)
    matcher = SequenceMatcher(None, wanted, label, autojunk=False)
    # the quick bound spares the slow count for the many labels that are nothing like it
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST_LIKENESS else 0.0
