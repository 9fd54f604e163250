"""Relations between things, and between things and figures."""
