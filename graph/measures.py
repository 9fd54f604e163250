"""Measures of the network as node attributes: degree, betweenness and community.

They look at the graph without direction and count parallel edges once, except `degree`, which
counts every claim. Equal input, equal output: nodes are numbered in their order before anything is
drawn by lot, and the lot has a fixed seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_EXACT = 500
"""Up to so many nodes betweenness is exact; beyond it is estimated from `_PIVOTS` of them."""
_PIVOTS = 200
_SEED = 0


def add_measures(graph: MultiDiGraph) -> None:
    """Set `degree`, `betweenness` (0 to 1, six decimals) and `community` (0 is the largest) on all nodes.

    Communities are those of Louvain; every node outside the edges is one of its own.
    """
    import networkx as nx

    names = sorted(graph)
    numbers = {name: number for number, name in enumerate(names)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_edges_from(sorted({(numbers[a], numbers[b]) for a, b in graph.edges() if a != b}))
    pivots = _PIVOTS if len(names) > _EXACT else None
    # The stubs of networkx leave the type of a seed open.
    centrality = nx.betweenness_centrality  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    louvain = nx.community.louvain_communities  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    between: dict[int, float] = centrality(plain, k=pivots, seed=_SEED)
    groups: list[set[int]] = louvain(plain, seed=_SEED)
    groups.sort(key=lambda group: (-len(group), min(group)))
    community = {number: index for index, group in enumerate(groups) for number in group}
    for name in names:
        number = numbers[name]
        graph.nodes[name]["degree"] = int(graph.degree(name))
        graph.nodes[name]["betweenness"] = round(between[number], 6)
        graph.nodes[name]["community"] = community[number]
