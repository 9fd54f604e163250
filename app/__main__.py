"""`python -m govgraph` is the command line."""

from govgraph.cli import main

main()
