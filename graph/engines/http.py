"""The HTTP side of a remote store: SPARQL 1.1 Query, Update and Graph Store Protocol.

Query and Update go through SPARQLWrapper, whole graphs through plain requests. Answers become the
objects of the embedded engine, so that callers see no difference. Found with real servers and kept
in mind here: `typed-literal` and 1 for true (Virtuoso), timeouts that end a 200 answer in broken JSON
(Oxigraph), texts whose form SPARQLWrapper guesses wrong.

- https://www.w3.org/TR/sparql11-protocol/
- https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from govgraph.graph.engines.contents import Results
from govgraph.graph.engines.oxigraph import read_answer, read_triples
from govgraph.graph.engines.sparql import form
from govgraph.ontology.errors import QueryError, StoreError
from govgraph.ontology.terms import PREFIXES

_PROLOGUE = " ".join(f"PREFIX {prefix}: <{address}>" for prefix, address in PREFIXES.items())
_SAID = 200
"""Number of characters of a server's own words that an error repeats."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of a server; `headers` go with every request (`Authorization`).

    `update` and `graphs` (Graph Store Protocol, `?graph=` form) are empty on a server that is only
    read. `seconds` is how long the server may be silent.
    """

    query: str
    update: str = ""
    graphs: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    seconds: int = 60

    @classmethod
    def at(cls, address: str) -> Self:
        """Return the endpoint at an address: a bare host has the paths of Oxigraph, others are only read."""
        if urlsplit(address).path not in ("", "/"):
            return cls(address)
        base = address.rstrip("/")
        return cls(f"{base}/query", f"{base}/update", f"{base}/store")


def ask(endpoint: Endpoint, text: str, dataset: Mapping[str, Iterable[str]]) -> Results:
    """Send a query with its dataset (`default-graph-uri`, `named-graph-uri`); the prefixes are declared.

    Raises `QueryError` where the server refuses the text, `StoreError` where it cannot be reached.
    """
    kind = form(text)
    body, media_type = _send(endpoint, endpoint.query, f"{_PROLOGUE} {text}", kind, dataset)
    with _understood(endpoint.query):
        if kind in ("CONSTRUCT", "DESCRIBE"):
            return read_triples(body, RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE)
        if not body.rstrip().endswith(b"}"):  # results are read as they are asked for: too late to find out
            raise ValueError(f"it ends in {body[-_SAID:].decode('utf-8', 'replace')!r}")
        return read_answer(body.replace(b'"typed-literal"', b'"literal"'))


def update(endpoint: Endpoint, text: str) -> None:
    """Send an update; raises `StoreError` where it did not happen or may not have."""
    _send(endpoint, endpoint.update, text, "INSERT", {})


def get_graph(endpoint: Endpoint, name: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a graph; none where the server has no such graph."""
    try:
        body, media_type = _request(endpoint, "GET", name)
    except FileNotFoundError:
        return
    with _understood(endpoint.graphs):
        format = RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE
        yield from [quad.triple for quad in pyoxigraph.parse(body, format)]


def put_graph(endpoint: Endpoint, name: NamedNode, triples: Iterable[Triple]) -> None:
    """Make these the triples of a graph."""
    body = pyoxigraph.serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES)
    _request(endpoint, "PUT", name, body)


def drop_graph(endpoint: Endpoint, name: NamedNode) -> None:
    """Delete a graph; a graph that is not there is no error."""
    try:
        _request(endpoint, "DELETE", name)
    except FileNotFoundError:
        return


def _send(
    endpoint: Endpoint, address: str, text: str, kind: str, parameters: Mapping[str, Iterable[str]]
) -> tuple[bytes, str]:
    """Return the body and media type of the answer to a query or update."""
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

    wrapper = SPARQLWrapper(address, updateEndpoint=address)
    wrapper.setMethod(POST)
    wrapper.setTimeout(endpoint.seconds)
    wrapper.setOnlyConneg(True)
    wrapper.setReturnFormat(TURTLE if kind in ("CONSTRUCT", "DESCRIBE") else JSON)
    wrapper.queryString, wrapper.queryType = text, kind or "SELECT"  # setQuery would guess the form
    for name, values in parameters.items():
        for value in values:
            wrapper.addParameter(name, value)
    for name, value in endpoint.headers.items():
        wrapper.addCustomHttpHeader(name, value)
    with _understood(address):
        try:
            with wrapper.query().response as response:
                return response.read(), _media_type(response.headers.get("Content-Type"))
        except SPARQLExceptions.SPARQLWrapperException as error:
            refused = error.__context__  # raised while the plain HTTP error was handled
            said = str(error).partition("Response:\n")[2] or "b''"
            if isinstance(refused, HTTPError):
                refused.close()
                raise _refused(address, refused.code, literal_eval(said)) from None
            raise StoreError(f"{address}: {error}") from None


def _request(
    endpoint: Endpoint, method: str, name: NamedNode, body: bytes | None = None
) -> tuple[bytes, str]:
    """Return body and media type of a Graph Store request; raises `FileNotFoundError` on 404."""
    request = Request(f"{endpoint.graphs}?graph={quote(name.value, safe='')}", data=body, method=method)
    for header, value in endpoint.headers.items():
        request.add_header(header, value)
    request.add_header("Accept", "application/n-triples, text/turtle;q=0.9, */*;q=0.1")
    if body is not None:
        request.add_header("Content-Type", "application/n-triples")
    with _understood(endpoint.graphs):
        try:
            with urlopen(request, timeout=endpoint.seconds) as response:
                return response.read(), _media_type(response.headers.get("Content-Type"))
        except HTTPError as error:
            if error.code == 404 and method != "PUT":
                error.close()
                raise FileNotFoundError from None
            raise


def _media_type(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()


@contextmanager
def _understood(address: str) -> Generator[None]:
    """Turn what can go wrong between us and a server into errors that say what to do."""
    try:
        yield
    except FileNotFoundError:
        raise
    except HTTPError as error:
        with error:
            raise _refused(address, error.code, error.read()) from None
    except TimeoutError:
        raise StoreError(f"{address} did not answer in time; ask for less, or allow more seconds") from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise StoreError(f"{address} did not answer in time; check the address") from None
        raise StoreError(
            f"{address} cannot be reached ({error.reason}); check that the server runs"
        ) from None
    except (OSError, HTTPException) as error:
        raise StoreError(f"the connection to {address} broke off ({error!r}); repeat") from error
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            f"the answer of {address} cannot be read ({error}); is it a SPARQL 1.1 server?"
        ) from error


def _refused(address: str, code: int, body: bytes) -> QueryError | StoreError:
    """Return the error for a status of a server and its own words."""
    said = " ".join(body.decode("utf-8", "replace").split())[:_SAID]
    match code:
        case 400:
            return QueryError(f"{address} refuses the text: {said or 'no reason given'}")
        case 401 | 403:
            return StoreError(
                f"{address} wants other credentials (HTTP {code}); set the Authorization header"
            )
        case 404 | 405:
            return StoreError(f"nothing answers {address} (HTTP {code}); check the address")
        case _:
            return StoreError(f"{address} answered HTTP {code}: {said or 'no reason given'}")
