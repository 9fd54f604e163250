"""The network for other programs: GraphML and GEXF with plain attributes and the measures."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import networkx as nx

from govgraph.viz.measures import add_measures

if TYPE_CHECKING:
    from govgraph.viz.graph import MultiDiGraph

_OBJECTS = frozenset(["thing", "edge", "words"])
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def plain(graph: MultiDiGraph) -> MultiDiGraph:
    """Return a copy with the measures added and only text, numbers and truth values as attributes."""
    copy: MultiDiGraph = nx.MultiDiGraph()
    for node, values in graph.nodes(data=True):
        copy.add_node(node, **{name: value for name, value in values.items() if name not in _OBJECTS})
    for a, b, key, values in graph.edges(keys=True, data=True):
        copy.add_edge(
            a, b, key=key, **{name: value for name, value in values.items() if name not in _OBJECTS}
        )
    add_measures(copy)
    return copy


def to_graphml(graph: MultiDiGraph) -> str:
    """Return the network as GraphML (http://graphml.graphdrawing.org); edge ids are claim IRIs."""
    copy = plain(graph)
    for _, _, key, values in copy.edges(keys=True, data=True):
        values["claim"] = key
    return "\n".join(nx.generate_graphml(copy, named_key_ids=True)) + "\n"


def to_gexf(graph: MultiDiGraph) -> str:
    """Return the network as GEXF 1.2 (https://gexf.net), without the date of writing."""
    copy = plain(graph)
    for _, _, key, values in copy.edges(keys=True, data=True):
        values["claim"] = key
    buffer = io.BytesIO()
    nx.write_gexf(copy, buffer, version="1.2draft")
    return _CLOCK.sub("", buffer.getvalue().decode("utf-8")) + "\n"
