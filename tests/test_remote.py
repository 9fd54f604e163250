"""What is particular to a store behind an endpoint: the network, other people's graphs, other servers."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from govgraph.graph.engines import http, lock, remote
from govgraph.graph.engines.contents import GRAPHS, MERGED
from govgraph.graph.engines.http import Endpoint, ask, drop_graph, get_graph, put_graph, update
from govgraph.graph.engines.lock import LOCK
from govgraph.graph.engines.remote import STAGED, RemoteStore
from govgraph.graph.export import export
from govgraph.graph.store import OxigraphStore
from govgraph.ontology.errors import QueryError, StoreError
from govgraph.ontology.terms import BASE, DCT, GOV

GRAPH, OTHER = NamedNode(f"{GRAPHS}entity"), NamedNode(f"{GRAPHS}vocab")
FOREIGN, LEFT = NamedNode("http://example.org/theirs"), NamedNode(f"{STAGED}left")
SAID = Triple(NamedNode(f"{BASE}org/一局"), GOV.name, Literal("一局", language="zh"))
THEIRS = Triple(NamedNode("http://example.org/x"), GOV.name, Literal("x"))

Answer = tuple[int, str, bytes]


@pytest.fixture
def store(sparql_server: str, tmp_path: Path) -> RemoteStore:
    store = RemoteStore(Endpoint.at(sparql_server), tmp_path / "texts")
    update(store.endpoint, "DROP ALL")
    return store


@pytest.fixture
def server() -> Iterator[Callable[[Answer], Endpoint]]:
    """Start servers on this machine, each of which gives one answer to everything."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> Endpoint:
        class Handler(BaseHTTPRequestHandler):
            def reply(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, media_type, body = answer
                self.send_response(status)
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = reply

            def log_message(self, format: str, *args: object) -> None:
                pass

        running.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=running[-1].serve_forever, args=(0.02,), daemon=True).start()
        base = f"http://127.0.0.1:{running[-1].server_address[1]}"
        return Endpoint(f"{base}/query", f"{base}/update", f"{base}/store", seconds=5)

    yield start
    for each in running:
        each.shutdown()
        each.server_close()


def test_graphs_of_others_are_neither_seen_nor_touched(store: RemoteStore) -> None:
    put_graph(store.endpoint, FOREIGN, [THEIRS])
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])
        assert list(writer.query("SELECT * { ?s ?p ?o }")) != []  # type: ignore[arg-type]
    assert store.names() == [GRAPH]
    assert list(store.graph(MERGED)) == [SAID]
    answer = store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(answer, QuerySolutions)
    assert [row["g"] for row in answer] == [GRAPH]
    with store.writer() as writer:
        writer.drop(GRAPH)
    assert list(get_graph(store.endpoint, FOREIGN)) == [THEIRS]


def test_what_a_broken_writer_left_is_never_seen_and_goes_with_the_next(store: RemoteStore) -> None:
    put_graph(store.endpoint, LEFT, [THEIRS])
    assert store.names() == []
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])
    assert list(get_graph(store.endpoint, LEFT)) == []
    assert list(store.graph(MERGED)) == [SAID]


@pytest.mark.parametrize("step", ["put_graph", "update"])
def test_a_commit_that_fails_changes_nothing(
    store: RemoteStore, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])
        writer.put_text("0a1b2c3d", "old")
    real, calls = getattr(remote, step), [0]

    def broken(*arguments: object) -> None:
        calls[0] += 1
        if step == "update" or calls[0] == 2:
            raise StoreError("the line is cut")
        real(*arguments)

    monkeypatch.setattr(remote, step, broken)
    with pytest.raises(StoreError, match="the line is cut"), store.writer() as writer:
        writer.put(GRAPH, [THEIRS])
        writer.put(OTHER, [THEIRS])
        writer.put_text("0a1b2c3d", "new")
    assert (store.names(), list(store.graph(MERGED))) == ([GRAPH], [SAID])
    assert store.text("0a1b2c3d") == "old"
    answer = ask(store.endpoint, "ASK { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/staged/')) }", {})
    assert isinstance(answer, QueryBoolean)
    assert not answer


def test_the_commit_is_one_request(store: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    real = http.update

    def counted(endpoint: Endpoint, text: str) -> None:
        sent.append(text)
        real(endpoint, text)

    monkeypatch.setattr(remote, "update", counted)
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])
        writer.put(OTHER, [SAID])
    assert len(sent) == 1
    with store.writer():
        pass
    assert len(sent) == 1


def aged(store: RemoteStore) -> None:
    """Make the lock that is there as old as that of a writer that died."""
    mine = f"?lock {DCT.date}"
    long_ago = '"2020-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    update(
        store.endpoint,
        f"DELETE {{ GRAPH {LOCK} {{ {mine} ?t }} }} INSERT {{ GRAPH {LOCK} {{ {mine} {long_ago} }} }} "
        f"WHERE {{ GRAPH {LOCK} {{ {mine} ?t }} }}",
    )


def test_writers_at_the_same_time_come_one_after_the_other_and_lose_nothing(store: RemoteStore) -> None:
    def add(number: int) -> None:
        with store.writer() as writer:
            said = Triple(NamedNode(f"{BASE}source/{number}"), GOV.name, Literal(number))
            writer.put(OTHER, [*writer.graph(OTHER), said])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(8)))
    numbers = sorted(int(triple.object.value) for triple in store.graph(OTHER))  # type: ignore[union-attr]
    assert numbers == list(range(8))
    assert set(store.graph(MERGED)) == set(store.graph(OTHER))
    assert list(get_graph(store.endpoint, LOCK)) == []


def test_two_builds_at_once_lose_no_source(store: RemoteStore, sparql_server: str, tmp_path: Path) -> None:
    builds: list[subprocess.Popen[bytes]] = []
    for name, count in (("东湖区.txt", 41), ("西山区.txt", 53)):
        (tmp_path / name).write_text(f"{name[:3]}推出“一窗通”机制，建成服务站{count}个。\n", encoding="utf-8")
        line = "import sys; from govgraph.cli import main; sys.argv[0] = 'govgraph'; main()"
        command = [sys.executable, "-c", line, "build", str(tmp_path / name), "--store", sparql_server]
        builds.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    said = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    registered = "GRAPH gg:meta { ?entry gov:namedGraph ?graph } GRAPH ?graph { ?s gov:fileName ?name }"
    for where in (registered, "?s a gov:Source ; gov:fileName ?name"):
        answer = store.query(f"SELECT DISTINCT ?name {{ {where} }} ORDER BY ?name")
        assert isinstance(answer, QuerySolutions)
        assert [row["name"].value for row in answer] == ["东湖区.txt", "西山区.txt"]


def test_a_second_writer_is_told_who_writes_and_changes_nothing(
    store: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    who = f"process {os.getpid()} on {socket.gethostname()}"
    message = rf"is being written by {who} since 2\d{{3}}-\d\d-\d\d [\d:]{{8}} UTC; repeat when it is done"
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])
        with pytest.raises(StoreError, match=message), store.writer() as second:
            second.put(GRAPH, [THEIRS])
    assert (store.names(), list(store.graph(MERGED))) == ([GRAPH], [SAID])


def test_the_lock_is_no_graph_of_the_store(store: RemoteStore) -> None:
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])
    with store.writer() as writer:
        assert list(get_graph(store.endpoint, LOCK)) != []
        assert store.names() == writer.names() == [GRAPH]
        for reader in (store, writer):
            answer = reader.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
            assert isinstance(answer, QuerySolutions)
            assert [row["g"] for row in answer] == [GRAPH]
        written = io.BytesIO()
        export(store, written, "n-quads")
        assert written.getvalue().decode() == f"{SAID} {GRAPH} .\n"
        for name in (LOCK, LEFT):
            with pytest.raises(StoreError, match="kept by the store itself"):
                writer.put(name, [SAID])
        writer.put(OTHER, [THEIRS])
    assert set(store.graph(MERGED)) == {SAID, THEIRS}


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt, StoreError])
def test_a_writer_that_fails_gives_the_lock_back(store: RemoteStore, stop: type[BaseException]) -> None:
    with pytest.raises(stop), store.writer():
        raise stop
    assert list(get_graph(store.endpoint, LOCK)) == []


def test_a_writer_given_up_for_dead_changes_nothing_any_more(store: RemoteStore) -> None:
    with pytest.raises(StoreError, match="was taken over; nothing was changed here"), store.writer() as slow:
        slow.put(GRAPH, [THEIRS])
        aged(store)
        with store.writer() as second:
            second.put(GRAPH, [SAID])
    assert (store.names(), list(store.graph(MERGED))) == ([GRAPH], [SAID])


def test_a_lock_lost_within_the_commit_stops_the_commit(
    store: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.writer() as writer:
        writer.put(GRAPH, [SAID])

    def late(endpoint: Endpoint, name: NamedNode, triples: list[Triple]) -> None:
        put_graph(endpoint, name, triples)
        drop_graph(endpoint, LOCK)

    monkeypatch.setattr(remote, "put_graph", late)
    with pytest.raises(StoreError, match="was taken over"), store.writer() as writer:
        writer.put(GRAPH, [THEIRS])
    assert (store.names(), list(store.graph(MERGED))) == ([GRAPH], [SAID])
    answer = ask(store.endpoint, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", {})
    assert isinstance(answer, QuerySolutions)
    assert {row["g"] for row in answer} == {GRAPH, MERGED}


def test_a_writer_at_work_renews_its_lock(store: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "RENEWAL", 0.0)
    with store.writer() as writer:
        aged(store)
        writer.put(GRAPH, [SAID])
        seen = [triple.object for triple in get_graph(store.endpoint, LOCK) if triple.predicate == DCT.date]
        assert len(seen) == 1 and "2020" not in str(seen[0])


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p }", "SELECT * {\n ?s gov:name ?o\n FILTER(?o >) }", "ASK { ?s nix:p ?o }"]
)
@pytest.mark.parametrize("bound", [False, True])
def test_a_wrong_text_is_told_in_the_words_of_the_local_store(
    store: RemoteStore, text: str, bound: bool
) -> None:
    bindings = {"s": GRAPH} if bound else None
    said: list[str] = []
    for each in (OxigraphStore.memory(), store):
        with pytest.raises(QueryError) as caught:
            each.query(text, bindings)
        said.append(str(caught.value))
    assert said[0] == said[1]


def test_what_only_the_server_refuses_is_told_in_its_words(
    server: Callable[[Answer], Endpoint],
) -> None:
    store = RemoteStore(server((400, "text/plain", b"no property paths here")))
    with pytest.raises(QueryError, match="refuses the text: no property paths here"):
        store.query("ASK { ?s <urn:p>+ ?o }")


def test_without_a_folder_no_texts_are_kept(sparql_server: str) -> None:
    store = RemoteStore(sparql_server)
    with store.writer() as writer:
        writer.put_text("0a1b2c3d", "text")
        writer.drop_text("ffffffff")
    assert (store.text("0a1b2c3d"), store.texts()) == (None, [])


def test_a_bare_address_has_the_paths_of_oxigraph_and_any_other_is_only_read() -> None:
    assert Endpoint.at("http://127.0.0.1:7878/") == Endpoint(
        "http://127.0.0.1:7878/query", "http://127.0.0.1:7878/update", "http://127.0.0.1:7878/store"
    )
    assert Endpoint.at("https://example.org/sparql") == Endpoint("https://example.org/sparql")
    with pytest.raises(StoreError, match="is only read"), RemoteStore("https://example.org/sparql").writer():
        pass


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = RemoteStore(f"http://127.0.0.1:{port}")
    for asking in (lambda: store.query("ASK {}"), lambda: list(store.graph(GRAPH))):
        with pytest.raises(StoreError, match=rf"http://127.0.0.1:{port}/\w+ cannot be reached .*server run"):
            asking()


def test_a_server_that_is_silent_is_not_waited_for_for_ever() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        endpoint = Endpoint(f"{address}/query", f"{address}/update", f"{address}/store", seconds=1)
        store = RemoteStore(endpoint)
        for asking in (lambda: store.query("ASK {}"), lambda: list(store.graph(GRAPH))):
            with pytest.raises(StoreError, match="did not answer in time"):
                asking()


@pytest.mark.parametrize(
    ("status", "error", "message"),
    [
        (400, QueryError, "refuses the text: the reason given"),
        (401, StoreError, r"wants other credentials \(HTTP 401\); set the Authorization header"),
        (403, StoreError, r"wants other credentials \(HTTP 403\)"),
        (404, StoreError, r"nothing answers .* \(HTTP 404\); check the address"),
        (414, StoreError, "answered HTTP 414: the reason given"),
        (500, StoreError, "answered HTTP 500: the reason given"),
        (503, StoreError, "answered HTTP 503: the reason given"),
    ],
)
def test_each_refusal_says_what_to_do(
    server: Callable[[Answer], Endpoint], status: int, error: type[Exception], message: str
) -> None:
    endpoint = server((status, "text/plain", b"the reason\ngiven"))
    with pytest.raises(error, match=message):
        ask(endpoint, "ASK {}", {})
    with pytest.raises(error, match=message):
        put_graph(endpoint, GRAPH, [SAID])


def test_a_graph_that_is_not_there_is_empty(server: Callable[[Answer], Endpoint]) -> None:
    endpoint = server((404, "text/plain", b""))
    assert list(get_graph(endpoint, GRAPH)) == []
    drop_graph(endpoint, GRAPH)


@pytest.mark.parametrize(
    "body", [b"<html>Sign in</html>", b'{"head":{"vars":["x"]},"results":{"bindings":[{']
)
def test_an_answer_that_is_no_result_is_an_error(server: Callable[[Answer], Endpoint], body: bytes) -> None:
    endpoint = server((200, "application/sparql-results+json", body))
    with pytest.raises(StoreError, match="cannot be read"):
        ask(endpoint, "SELECT ?x { ?x ?y ?z }", {})


def test_literals_of_virtuoso_are_read(server: Callable[[Answer], Endpoint]) -> None:
    body = (
        b'{"head":{"link":[],"vars":["n"]},"results":{"distinct":false,"ordered":true,"bindings":['
        b'{"n":{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"3"}}]}}'
    )
    answer = ask(server((200, "application/sparql-results+json", body)), "SELECT ?n { ?n ?p ?o }", {})
    assert isinstance(answer, QuerySolutions)
    assert [row["n"].value for row in answer] == ["3"]
