"""The errors of govgraph, one tree.

    GovGraphError
    ├── SourceError     a source cannot be read: missing, empty, binary, wrongly encoded
    ├── RecordError     a record breaks an invariant (offsets, missing evidence)
    ├── VocabularyError a data file or a term of the vocabulary is wrong
    ├── StoreError      a store is locked, damaged or full
    ├── QueryError      a query does not parse or fails while it runs
    ├── ChatError       the chat endpoint of the optional extractor fails or a limit is reached
    ├── ReviewError     decisions of a review are wrong, or contradict each other
    └── UsageError      the call is wrong: unknown store, query, parameter, format or source

Every message says what happened, where, and what to do about it. The command line ends with
code 2 on `UsageError` and `QueryError` and 1 on every other.
"""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun for a message: `1 figure`, `2 figures`."""
    return f"{number} {noun}{'s' * (number != 1)}"


class GovGraphError(Exception):
    """Base of all errors that govgraph raises on purpose."""


class SourceError(GovGraphError):
    """A source document cannot be read."""


class RecordError(GovGraphError):
    """A record breaks an invariant, such as a quote that is not in its text."""


class VocabularyError(GovGraphError):
    """A data file of the vocabulary, or a use of one of its terms, is wrong."""


class StoreError(GovGraphError):
    """A store cannot be opened, read or written."""


class QueryError(GovGraphError):
    """A SPARQL query does not parse, is not allowed, or fails while it runs."""


class ChatError(GovGraphError):
    """The chat endpoint cannot be reached, refuses, or a limit of requests is reached."""


class ReviewError(GovGraphError):
    """Decisions of a review cannot be read, or contradict each other."""


class UsageError(GovGraphError):
    """The call is wrong: an unknown name, parameter or format."""
