"""govgraph: from a Chinese local-government article to a graph with evidence for every claim."""

__version__ = "0.1.0"
