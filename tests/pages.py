"""Pages of the network in a real Chromium without a network, and where to click on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from town import WORDS, town

from govgraph.viz.graph import build
from govgraph.viz.model import Edge, Label, Quote, Thing
from govgraph.viz.network import render

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TITLE = Label("云岭区治理网络", "Yunling governance network")
PATROL = "initiative/999901-0"
HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'`${window.hit=1}"

Open = Callable[..., Page]


def write_pages(folder: Path) -> Path:
    """Write pages by name: the town, a large one, one of hostile names, an empty one, one without quotes."""
    hostile = [Thing(HOSTILE + end, Label(HOSTILE, HOSTILE), "Initiative", fields=(HOSTILE,)) for end in "ab"]
    silent = Edge("claim/x", "a", "ns#lead", "b", quotes=(Quote("claim/x", "", 3, 5, 103),))
    line = Edge(HOSTILE, HOSTILE + "a", HOSTILE, HOSTILE + "b", detail=Label(HOSTILE, HOSTILE))
    pages = {
        "town": build(*town(), WORDS),
        "large": build(*town(1000), WORDS),
        "hostile": build(hostile, [line], WORDS),
        "empty": build([], [], WORDS),
        "silent": build([Thing(name, Label(name), "Institution") for name in "ab"], [silent], WORDS),
    }
    for name, graph in pages.items():
        (folder / f"{name}.html").write_text(render(graph, TITLE), encoding="utf-8")
    return folder


def visits(browser: Browser, folder: Path) -> Iterator[Open]:
    """Open a page of `folder`; any error, refused content or request of the page fails the test."""
    faults: list[str] = []
    contexts: list[Any] = []

    def opener(name: str = "town", hash: str = "", size: tuple[int, int] = (1440, 900), **more: Any) -> Page:
        usual: dict[str, Any] = {"offline": True, "reduced_motion": "reduce", "locale": "zh-CN"}
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **usual | more)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        address = (folder / f"{name}.html").as_uri()

        def asked(request: Any) -> None:
            if not request.url.startswith(address) and not request.url.startswith("data:"):
                faults.append(f"request: {request.url}")

        page.on("request", asked)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None
        )
        page.goto(address + hash)
        page.wait_for_selector("html[data-ready]")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert faults == []


# Looks across the line between the middles of both ends for a point that is this edge's, with no node near.
_SPOT = """id => {
  const { from, to } = gov.edges.get(id), network = gov.network;
  const places = network.getPositions([from, to]);
  const [a, b] = [network.canvasToDOM(places[from]), network.canvasToDOM(places[to])];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
  const { left, top } = document.getElementById('canvas').getBoundingClientRect();
  const free = (x, y) => [-3, 0, 3].every((dx) => [-3, 0, 3].every((dy) => network.getNodeAt({ x: x + dx, y: y + dy }) === undefined));
  for (let off = 0; off <= 80; off += 1) for (const side of [off, -off]) {
    for (let share = 0.1; share <= 0.9; share += 0.02) {
      const x = Math.round(a.x + (b.x - a.x) * share + nx * side), y = Math.round(a.y + (b.y - a.y) * share + ny * side);
      if (network.getEdgeAt({ x, y }) === id && free(x, y)) return [left + x, top + y];
    }
  }
  return null;
}"""  # noqa: E501


def marked(page: Page) -> list[str]:
    """The words marked in the panel."""
    return page.locator("#panel mark").all_text_contents()


def spot(page: Page, edge: str) -> tuple[float, float]:
    """A point of the window where a click meets this edge and no node."""
    found = page.evaluate(_SPOT, edge)
    assert found, f"{edge} cannot be met"
    return found[0], found[1]


def centre(page: Page, node: str) -> tuple[float, float]:
    """The middle of a node in the window."""
    found = page.evaluate(
        """id => {
          const { x, y } = gov.network.canvasToDOM(gov.network.getPosition(id));
          const box = document.getElementById('canvas').getBoundingClientRect();
          return [box.left + x, box.top + y];
        }""",
        node,
    )
    return found[0], found[1]
