"""The query catalogue, bound parameters and result formats."""
