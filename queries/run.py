"""Run a query of the catalogue, of a file or of a text, with parameters given as text.

A parameter's text is converted by its declared type into a term and bound by the store
(`govgraph.graph.engines.sparql.bind`); nothing that the caller writes is pasted into the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from govgraph.ontology.errors import QueryError, UsageError
from govgraph.queries.catalogue import (
    Parameter,
    ParameterType,
    Query,
    load_catalogue,
    parse_query,
    plain_query,
    split_header,
)
from govgraph.queries.resolve import resolve
from govgraph.queries.results import Result

if TYPE_CHECKING:
    from govgraph.graph.store import Reader

_DIGITS = 18
_XSD = "http://www.w3.org/2001/XMLSchema#"


def question(name: str | None, expression: str | None = None) -> Query:
    """Return the query named, or the one that `expression` is the text of."""
    if expression is not None:
        return read_query(expression, "the text")
    if name is None:
        raise UsageError("no query: give a name of the catalogue, a file or a text")
    return find_query(name)


def find_query(name: str) -> Query:
    """Return the query of the catalogue with this name, or that of the file with this path.

    Raises `UsageError` where there is neither, `VocabularyError` where the file's header is wrong.
    """
    catalogue = load_catalogue()
    if name in catalogue:
        return catalogue[name]
    if "{" in name:
        raise UsageError("this looks like the text of a query; give it with -e, or save it in a file")
    path = Path(name)
    if path.is_file():
        try:
            return read_query(path.read_text(encoding="utf-8-sig"), name)
        except UnicodeDecodeError as error:
            raise UsageError(f"{name}: not UTF-8 at byte {error.start}; save the query as UTF-8") from error
    near = get_close_matches(name.lower(), catalogue, n=3, cutoff=0.5)
    near += [known for known in catalogue if name.lower() in known and known not in near]
    hint = f"did you mean {' or '.join(near[:5])}?" if near else "govgraph query lists the names"
    raise UsageError(f"no query {name!r} in the catalogue, and no such file; {hint}")


def read_query(text: str, name: str) -> Query:
    """Take a query text, with a header like the catalogue's or without; `name` stands in messages."""
    return parse_query(name, text, name) if split_header(text)[0] else plain_query(name, text)


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Split `name=value` texts at the first equals sign; raises `UsageError` on another form.

    >>> pairs(["field=教育", "least=50"])
    {'field': '教育', 'least': '50'}
    """
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"parameter {text!r}: write NAME=VALUE")
        if name.strip() in found:
            raise UsageError(f"parameter {name.strip()!r} is given twice")
        found[name.strip()] = value.strip()
    return found


def run(store: Reader, query: Query, parameters: Mapping[str, str] | None = None) -> Result:
    """Run `query` on `store` with `parameters` as texts and return the whole answer.

    Raises `UsageError` where a parameter is unknown, missing or cannot be read, and `QueryError`
    where the query does not parse or fails.
    """
    answer = store.query(query.text, to_terms(store, query, parameters or {}))
    if isinstance(answer, QueryBoolean):
        return Result(query, truth=bool(answer))
    try:
        if isinstance(answer, QuerySolutions):
            variables = tuple(variable.value for variable in answer.variables)
            return Result(query, variables, tuple(tuple(solution) for solution in answer))
        # a server may send a triple twice, and each engine has an order of its own
        return Result(query, triples=tuple(sorted(set(answer), key=str)))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"{query.name}: {error}") from error


def to_terms(store: Reader, query: Query, parameters: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """Read the given texts and the defaults as terms; a parameter that is left open has none."""
    for name in parameters:
        if name not in query.parameters:
            known = ", ".join(query.parameters) or "it takes none"
            near = get_close_matches(name, query.parameters, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise UsageError(f"{query.name}: no parameter {name!r}; {hint}known: {known}")
    found: dict[str, NamedNode | Literal] = {}
    for name, parameter in query.parameters.items():
        given = parameters.get(name, parameter.default)
        if given is None and parameter.required:
            raise UsageError(
                f"{query.name}: parameter {name} ({parameter.title.zh}, {parameter.title.en}) is missing; "
                f"write {name}={parameter.example}"
            )
        if given is not None:
            found[name] = to_term(store, parameter, given)
    return found


def to_term(store: Reader, parameter: Parameter, text: str) -> NamedNode | Literal:
    """Read `text` as the parameter's type says; raises `UsageError` where it does not fit."""
    name = parameter.name
    match parameter.type:
        case ParameterType.IRI:
            return resolve(store, text, name, parameter.kind)
        case ParameterType.STRING:
            return Literal(text)
        case ParameterType.LANG_STRING:
            value, sign, tag = text.rpartition("@")
            if sign and tag in {"zh", "en"}:
                return Literal(value, language=tag)
            return Literal(text, language="en" if text.isascii() else "zh")
        case ParameterType.INTEGER | ParameterType.DECIMAL:
            return _number(parameter, text)
        case ParameterType.DATE:
            try:
                return Literal(date.fromisoformat(text).isoformat(), datatype=NamedNode(f"{_XSD}date"))
            except ValueError as error:
                raise UsageError(f"{name}: {text!r} is no date; write it like {parameter.example}") from error


def _number(parameter: Parameter, text: str) -> Literal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    whole = parameter.type is ParameterType.INTEGER
    # beyond 18 digits on either side the engines' decimals overflow, and 1e999999999 would never end
    fits = number.is_finite() and (not number or -_DIGITS <= number.adjusted() < _DIGITS)
    if not fits or (whole and number != number.to_integral_value()):
        wanted = "a whole number" if whole else "a number"
        raise UsageError(f"{parameter.name}: {text!r} is not {wanted}; write it like {parameter.example}")
    written = f"{int(number)}" if whole else f"{number:f}"
    return Literal(written, datatype=NamedNode(f"{_XSD}{parameter.type}"))
