"""The engines behind the seam of `govgraph.graph.store`: embedded on disk or in memory, or remote."""
