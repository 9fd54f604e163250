"""Shared fixtures. What a bare machine lacks is skipped with a reason; in CI it is a failure."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from chat_cases import Made
    from pages import Open
    from playwright.sync_api import Browser

    from govgraph.graph.store import Store
    from govgraph.ontology.records import Document

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run, so that a failure is one for everybody; slow machines get no deadline.
settings.register_profile("govgraph", derandomize=True, deadline=None)
settings.load_profile("govgraph")


def absent(what: str) -> None:
    """Skip the test for want of `what`, or fail it where everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI=true allows no skip")
    pytest.skip(f"{what} is not on this machine")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository with the article, the corpus and the annotated texts."""
    folder = ROOT.parent / "shared"
    if not (folder / "articles" / "runzhou-2021.txt").is_file():
        absent("../shared")
    return folder


@pytest.fixture(scope="session")
def article(shared: Path) -> Path:
    """The Runzhou article as it was saved from its page."""
    return shared / "articles" / "runzhou-2021.txt"


@pytest.fixture(scope="session")
def brief() -> Path:
    """The brief of the same facts that the repository ships."""
    return ROOT / "examples" / "runzhou" / "brief.txt"


def _runzhou(text: Path) -> Iterator[Store]:
    """A store in memory of one text of the example, after its review and with the audit of its figures."""
    from govgraph.graph.audit.run import audit
    from govgraph.graph.audit.triples import audit_triples
    from govgraph.graph.iris import AUDIT
    from govgraph.loaders.extract import extract
    from govgraph.loaders.reading.read import read_document
    from govgraph.pipeline import build, open_store
    from govgraph.reviewing import Review

    with open_store() as store:
        build(store, [extract(read_document(text))], Review(ROOT / "examples" / "runzhou" / "review"))
        checks = audit_triples(audit(store))
        with store.writer() as writer:
            writer.put(AUDIT, checks)
        yield store


@pytest.fixture(scope="session")
def brief_graph(brief: Path) -> Iterator[Store]:
    """The graph of the brief."""
    yield from _runzhou(brief)


@pytest.fixture(scope="session")
def article_graph(article: Path) -> Iterator[Store]:
    """The graph of the article."""
    yield from _runzhou(article)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium to drive."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    absent("chromium")
    raise AssertionError("unreachable")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium that runs for as long as the tests of a module."""
    from pages import ARGUMENTS
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages of the network that the browser opens."""
    from pages import write_pages

    return write_pages(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def visit(browser: Browser, pages: Path) -> Iterator[Open]:
    """Open a page of the network by its name; any fault of the page fails the test."""
    from pages import visits

    yield from visits(browser, pages)


@pytest.fixture(scope="session")
def sparql_server() -> Iterator[str]:
    """Address of an Oxigraph server in memory, on this machine only, for as long as the tests run."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        absent("the oxigraph server (extra: dev)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    limit = [shutil.which("timeout") or "timeout", "900"] if shutil.which("timeout") else []
    server = subprocess.Popen(
        [*limit, str(program), "serve", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def small_graph() -> Iterator[Store]:
    """A store in memory: the ontology and the made-up graph that the catalogue is checked on."""
    from pyoxigraph import RdfFormat, parse

    from govgraph.graph.iris import graph
    from govgraph.graph.store import OxigraphStore

    files = {"ontology": ROOT / "ontology" / "gov.ttl", "entity": ROOT / "tests" / "queries" / "graph.ttl"}
    with OxigraphStore.memory() as store:
        with store.writer() as writer:
            for name, path in files.items():
                quads = parse(path=path, format=RdfFormat.TURTLE)
                writer.put(graph(name), (quad.triple for quad in quads))
        yield store


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Document:
    """The text of the chat cases, which the rules are taken to read as they say."""
    from chat_cases import read_by_rules, rules

    read_by_rules(monkeypatch, base := rules())
    return base.document


@pytest.fixture(name="settings")
def chat_settings(tmp_path: Path) -> Made:
    """Settings for an endpoint, with waits that a test can afford."""
    from chat_server import Endpoint

    from govgraph.loaders.chat.settings import ChatSettings

    def made(place: Endpoint | str, **more: Any) -> ChatSettings:
        url = place if isinstance(place, str) else place.url
        given: dict[str, Any] = {"cache": tmp_path / "cache", "backoff": 0.01, "timeout": 20.0} | more
        return ChatSettings(url, "small-model", **given)

    return made
