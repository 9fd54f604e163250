"""The network: from store to networkx to a self-contained page."""
