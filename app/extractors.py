"""Choose who reads the records: the rules alone, or the rules and a chat endpoint."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from govgraph.ontology.records import Document, Extraction

if TYPE_CHECKING:
    from govgraph.batch import Extractor
    from govgraph.loaders.chat.extractor import ChatExtractor


@dataclass(frozen=True, slots=True)
class _Reporting:
    """A chat extractor that says on stderr what the model added to a source, and what was refused."""

    inner: ChatExtractor

    @property
    def name(self) -> str:
        """Who made the records."""
        return self.inner.name

    def __call__(self, document: Document, /) -> Extraction:
        from govgraph.loaders.chat.extractor import report

        extraction = self.inner(document)
        click.echo(report(extraction), err=True)
        return extraction


@contextmanager
def chosen(name: str, *, watched: bool) -> Generator[Extractor | None]:
    """Yield the extractor `chat`, or None for the `rules`, which need nothing.

    At the end it is said on stderr what the model took. `watched` shows on a terminal which paragraph is
    asked about. Raises `UsageError` where the environment does not say whom to ask.
    """
    if name == "rules":
        yield None
        return
    from govgraph.loaders.chat.extractor import ChatExtractor
    from govgraph.loaders.chat.settings import ChatSettings

    extractor = ChatExtractor(ChatSettings.from_environment())
    with ExitStack() as stack:
        if watched and sys.stderr.isatty():
            from rich.console import Console

            status = stack.enter_context(Console(stderr=True).status("asking"))
            extractor.watch = lambda what: status.update(f"asking about {what}")
        yield _Reporting(extractor)
    click.echo(extractor.usage.text(), err=True)
