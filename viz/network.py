"""The network page: a pyvis network in a template of its own, one file that asks the net for nothing.

The drawing library is read from the installed pyvis; every script and the style are allowed by their
hash in a Content-Security-Policy, and nothing else is. All text reaches the page as data, never as
markup. The same graph gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govgraph.graph.measures import add_measures
from govgraph.ontology.errors import GovGraphError
from govgraph.viz.graph import network_graph
from govgraph.viz.model import Label, Thing
from govgraph.viz.page import page_data

if TYPE_CHECKING:
    from govgraph.graph.store import Reader
    from govgraph.viz.graph import MultiDiGraph

    class Network:
        """What is used of pyvis, which has no type hints."""

        templateEnv: Environment

        def __init__(self, *, directed: bool, heading: str, cdn_resources: str) -> None: ...
        def set_template_dir(self, template_directory: str, template_file: str) -> None: ...
        def add_node(self, n_id: str, label: str, shape: str, *, x: float, y: float) -> None: ...
        def add_edge(self, source: str, to: str, *, id: str) -> None: ...
        def generate_html(self) -> str: ...
else:
    from pyvis.network import Network

TEMPLATE = "network.html.j2"
SCRIPTS = (
    "network-base.js",
    "network-shape.js",
    "network-draw.js",
    "network-panel.js",
    "network-table.js",
    "network.js",
)
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = "//# sourceMappingURL="
_TITLE = Label("治理网络", "Governance network")
_NAMED = 3
"""Up to so many places stand in the title."""


class GovernanceNetwork(Network):
    """A pyvis network that renders `network.html.j2` with autoescape and without any address."""

    def __init__(self, heading: str, data: dict[str, Any]) -> None:
        # Undirected pyvis networks drop parallel edges, so this one is directed.
        super().__init__(directed=True, heading=heading, cdn_resources="in_line")
        self.set_template_dir(str(files("govgraph.viz")), TEMPLATE)
        scripts = [_library(), *(_text(name) for name in SCRIPTS)]
        style = _text("network.css")
        loader = PackageLoader("govgraph.viz", "")
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "sort_keys": True,
            "separators": (",", ":"),
        }
        known: dict[str, Any] = {
            "page": data,
            "policy": _policy(scripts, style),
            "style": Markup(style),
            "scripts": [Markup(text) for text in scripts],
        }
        environment.globals.update(known)
        self.templateEnv = environment


def page(store: Reader, title: str | None = None) -> str:
    """Return the network page of everything in `store` as HTML; see `render`.

    Without a title the page is named after the places that its sources speak for.
    """
    graph = network_graph(store)
    if title:
        return render(graph, Label(title))
    things: list[Thing] = [values["thing"] for _, values in graph.nodes(data=True)]
    homes = [thing.label for thing in things if thing.home]
    if not 0 < len(homes) <= _NAMED:
        return render(graph, _TITLE)
    english = ", ".join(home.en for home in homes) if all(home.en for home in homes) else ""
    chinese = "、".join(home.zh for home in homes) + _TITLE.zh
    return render(graph, Label(chinese, f"{_TITLE.en}: {english}" if english else _TITLE.en))


def render(graph: MultiDiGraph, title: Label = _TITLE) -> str:
    """Return the network page of `graph` as HTML; measures are added to the graph.

    Raises `GovGraphError` where the installed pyvis does not bring the drawing library.
    """
    add_measures(graph)
    data = page_data(graph, title)
    network = GovernanceNetwork(" · ".join(filter(None, (title.zh, title.en))), data)
    places = data["layouts"]["zh+"]["nodes"]
    for node, (left, top, width, height) in zip([*data["nodes"], *data["figures"]], places, strict=True):
        label = node.get("label") or node["name"]
        network.add_node(
            node["id"], label=label[0] or label[1], shape="custom", x=left + width / 2, y=top + height / 2
        )
    for edge in data["edges"]:
        network.add_edge(edge["from"], edge["to"], id=edge["id"])
    for figure in data["figures"]:
        if figure["hangs"]:
            network.add_edge(figure["owner"], figure["id"], id="figure/" + figure["id"])
    return network.generate_html()


def _policy(scripts: list[str], style: str) -> str:
    """Return a policy that allows these scripts and this style and nothing else.

    See https://www.w3.org/TR/CSP3/; pictures may only be data, which the drawing library uses.
    """
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _text(name: str) -> str:
    return files("govgraph.viz").joinpath(name).read_text(encoding="utf-8")


def _library() -> str:
    """Return the script of vis-network, without the address of its source map."""
    path = files("pyvis").joinpath(_LIBRARY)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise GovGraphError(f"pyvis/{_LIBRARY} is missing; install pyvis 0.3.2 again") from None
    text = text.rpartition(_SOURCE_MAP)[0] or text
    if "</script" in text.lower():
        raise GovGraphError(f"pyvis/{_LIBRARY} cannot stand in a page; install pyvis 0.3.2 again")
    return text
