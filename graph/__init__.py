"""IRIs, quads, named graphs, inference, stores and exports."""
