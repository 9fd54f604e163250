"""The writer's lock of a remote store: one graph on the server, by SPARQL 1.1 alone.

A writer inserts its token where the graph is empty, and reads back: the lock is its own if no other
token stands there. Servers that run updates one after the other let one in; on others two may come
in at once, see each other, and both step back for a while. All times are the server's (`NOW()`), so
the clocks of the writers need not agree. A writer at work renews its lock; one that died is known by
a lock that nobody renewed, which the next one takes over. So whatever a writer sends as its commit
must hold only under `Lock.held`, which a writer that was given up for dead no longer meets.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from pyoxigraph import Literal, NamedNode, QuerySolutions

from govgraph.graph.engines.contents import GRAPHS
from govgraph.graph.engines.http import Endpoint, ask, update
from govgraph.ontology.errors import QueryError, StoreError
from govgraph.ontology.terms import DCT

LOCK = NamedNode(f"{GRAPHS}lock")
"""The graph of the lock; it is no graph of the store: not listed, not merged, not written by `put`."""

PATIENCE = 10.0
"""Seconds that a writer waits for another one."""

DEAD = timedelta(hours=1)
"""Age from which a lock that was not renewed is taken over."""

RENEWAL = 600.0
"""Seconds after which a writer at work renews its lock; far below `DEAD`."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """What a lock says: whose it is, since when, and when the writer last gave a sign of life."""

    token: str
    who: str
    since: str
    seen: str


@dataclass(slots=True)
class Lock:
    """The lock of one writer, as `locked` gives it."""

    endpoint: Endpoint
    token: str = field(default_factory=lambda: f"urn:uuid:{uuid4()}")
    renewed: float = 0.0

    @property
    def held(self) -> str:
        """A pattern for the WHERE of an update: it has one solution while the lock is this writer's."""
        return f"GRAPH {LOCK} {{ <{self.token}> {DCT.issued} ?taken }}"

    def take(self) -> None:
        """Take the lock, waiting for `PATIENCE` at most; raises `StoreError` that names who has it."""
        end = time.monotonic() + PATIENCE
        while True:
            others = self._try()
            if not others:
                self.renewed = time.monotonic()
                return
            if time.monotonic() > end:
                raise StoreError(self._taken(others[0]))
            time.sleep(0.2 + int(self.token[-4:], 16) / 0xFFFF / 2)  # two that step back differ

    def _try(self) -> list[_Holder]:
        """Try once; returns the writers that stand in the way, none where the lock is ours."""
        now, holders = self._look()
        alive = [holder for holder in holders if not _is_dead(holder.seen, now)]
        if alive:
            return alive
        who = Literal(f"process {os.getpid()} on {socket.gethostname()}")
        steps = [
            f"DELETE {{ GRAPH {LOCK} {{ ?lock ?p ?o }} }} WHERE {{ GRAPH {LOCK} {{ ?lock {DCT.date} ?seen ; "
            f"?p ?o }} FILTER(STR(?lock) = {Literal(holder.token)} && STR(?seen) = {Literal(holder.seen)}) }}"
            for holder in holders
        ]
        insert = (
            f"INSERT {{ GRAPH {LOCK} {{ <{self.token}> {DCT.issued} ?now ; {DCT.date} ?now ; "
            f"{DCT.creator} {who} }} }} "
            f"WHERE {{ BIND(NOW() AS ?now) FILTER NOT EXISTS {{ GRAPH {LOCK} {{ ?s ?p ?o }} }} }}"
        )
        update(self.endpoint, " ;\n".join([*steps, insert]))
        holders = self._look()[1]
        others = [holder for holder in holders if holder.token != self.token]
        if holders and not others:
            return []
        self.release()
        return others or [_Holder("", "a writer that does not say who it is", "", "")]

    def keep(self) -> None:
        """Renew the lock where it is time to; raises `StoreError` where it is no longer ours."""
        if time.monotonic() - self.renewed > RENEWAL:
            self.renew()

    def renew(self) -> None:
        """Renew the lock; raises `StoreError` where it is no longer ours."""
        mine = f"<{self.token}> {DCT.date}"
        update(
            self.endpoint,
            f"DELETE {{ GRAPH {LOCK} {{ {mine} ?seen }} }} INSERT {{ GRAPH {LOCK} {{ {mine} ?now }} }} "
            f"WHERE {{ GRAPH {LOCK} {{ {mine} ?seen }} BIND(NOW() AS ?now) }}",
        )
        self.check()
        self.renewed = time.monotonic()

    def check(self) -> None:
        """Raise `StoreError` unless the lock is still this writer's."""
        holders = self._look()[1]
        if [holder.token for holder in holders] != [self.token]:
            by = next((f" by {holder.who}" for holder in holders if holder.token != self.token), "")
            raise StoreError(
                f"the lock of {self.endpoint.query} was taken over{by}; nothing was changed here, repeat"
            )

    def release(self) -> None:
        """Give the lock back; a lock that is not ours stays."""
        mine = f"GRAPH {LOCK} {{ <{self.token}> ?p ?o }}"
        update(self.endpoint, f"DELETE {{ {mine} }} WHERE {{ {mine} }}")

    def _look(self) -> tuple[str, list[_Holder]]:
        """Return the time of the server and who has the lock, in the order of their tokens."""
        answer = ask(
            self.endpoint,
            f"SELECT ?now ?lock ?who ?since ?seen {{ BIND(NOW() AS ?now) OPTIONAL {{ GRAPH {LOCK} "
            f"{{ ?lock {DCT.issued} ?since ; {DCT.date} ?seen ; {DCT.creator} ?who }} }} }}",
            {},
        )
        rows = list(answer) if isinstance(answer, QuerySolutions) else []
        if not rows:
            raise StoreError(f"{self.endpoint.query} does not tell the time; is it a SPARQL 1.1 server?")
        holders = [
            _Holder(row["lock"].value, row["who"].value, row["since"].value, row["seen"].value)
            for row in rows
            if row["lock"] is not None
        ]
        return rows[0]["now"].value, sorted(holders, key=lambda holder: holder.token)

    def _taken(self, holder: _Holder) -> str:
        since = f" since {_utc(holder.since)}" if holder.since else ""
        return (
            f"{self.endpoint.query} is being written by {holder.who}{since}; repeat when it is done. If that "
            f"writer has died, its lock ends within an hour, or at once by the update: DROP GRAPH {LOCK}"
        )


@contextmanager
def locked(endpoint: Endpoint) -> Generator[Lock]:
    """Be the only writer of a server within the block; raises `StoreError` where another one stays."""
    lock = Lock(endpoint)
    try:
        lock.take()
        yield lock
    finally:
        with suppress(StoreError, QueryError):  # what is left lapses
            lock.release()


def _is_dead(seen: str, now: str) -> bool:
    """Whether a lock last renewed at `seen` is to be taken over."""
    try:
        return datetime.fromisoformat(now) - datetime.fromisoformat(seen) > DEAD
    except (ValueError, TypeError):  # no time, or one without a zone beside one with
        return False


def _utc(moment: str) -> str:
    """Return a time of the server as people read it, or as it is where it has no zone."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return read.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if read.tzinfo else moment
