"""Options that several commands share."""

from __future__ import annotations

import click

STORE = click.option(
    "--store",
    "-s",
    "location",
    envvar="GOVGRAPH_STORE",
    default="govgraph-store",
    show_default=True,
    metavar="DIR|URL",
    help="Folder of the store, or the address of a SPARQL server. Environment: GOVGRAPH_STORE.",
)
OUTPUT = click.option(
    "--output", "-o", default="-", show_default=True, metavar="FILE", help="File to write; - is stdout."
)
LANG = click.option(
    "--lang",
    envvar="GOVGRAPH_LANG",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="Language of titles and texts. Environment: GOVGRAPH_LANG.",
)
