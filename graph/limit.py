"""A query with a time limit, in a process of its own: the engine cannot be stopped inside a step.

`python -m govgraph.graph.limit FOLDER` is that process: it reads a query as JSON, answers on stdout with
the form of the query, a line break, and SPARQL JSON or N-Triples, and ends with code 3 and a line on
stderr where the query is wrong, 4 where the store is. Starting it takes 0.1 s.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from govgraph.graph.contents import Results
from govgraph.graph.oxigraph import read_answer, read_engine, read_triples
from govgraph.graph.sparql import Bindings, form
from govgraph.graph.store import OxigraphStore
from govgraph.ontology.errors import QueryError, StoreError

_QUERY_WRONG, _STORE_WRONG = 3, 4


def query_within(
    store: OxigraphStore, text: str, bindings: Bindings | None = None, *, seconds: float
) -> Results:
    """Answer a query as `OxigraphStore.query` does, or raise `QueryError` when the time is over.

    The state is the one that `store` reads. Raises `StoreError` for a store in memory, which no other
    process can read.
    """
    folder = store.engine_folder
    if folder is None:
        raise StoreError("a store in memory cannot be asked with a time limit; keep it in a folder")
    asked = {"text": text, "bindings": {name: str(term) for name, term in (bindings or {}).items()}}
    command = [sys.executable, "-m", "govgraph.graph.limit", str(folder)]
    try:
        done = subprocess.run(
            command, input=json.dumps(asked).encode(), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"the query took longer than {seconds:g} s and was stopped; ask for less, or allow more time"
        ) from None
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if done.returncode == _QUERY_WRONG:
        raise QueryError(said)
    if done.returncode != 0:
        raise StoreError(said or f"the process of the query ended with code {done.returncode}; repeat")
    kind, _, answer = done.stdout.partition(b"\n")
    return read_answer(answer) if kind in (b"SELECT", b"ASK") else read_triples(answer, RdfFormat.N_TRIPLES)


def main(folder: str) -> int:
    """Answer the query on stdin; returns the exit code."""
    asked = json.load(sys.stdin)
    bindings = {name: _term(text) for name, text in asked["bindings"].items()}
    try:
        answer = read_engine(Path(folder)).query(asked["text"], bindings)
        if isinstance(answer, QuerySolutions | QueryBoolean):
            content = answer.serialize(format=QueryResultsFormat.JSON)
        else:
            content = answer.serialize(format=RdfFormat.N_TRIPLES)
    except (QueryError, StoreError) as error:
        print(error, file=sys.stderr)
        return _QUERY_WRONG if isinstance(error, QueryError) else _STORE_WRONG
    sys.stdout.buffer.write(f"{form(asked['text'])}\n".encode() + (content or b""))
    return 0


def _term(text: str) -> NamedNode | Literal:
    """Return a term from its N-Triples form."""
    (quad,) = pyoxigraph.parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES)
    if not isinstance(quad.object, NamedNode | Literal):
        raise QueryError(f"{text} cannot be bound; bind an IRI or a literal")
    return quad.object


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
