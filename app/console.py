"""What every command needs of the console: streams, progress, interrupts, and errors in one line."""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

from govgraph.ontology.errors import GovGraphError, QueryError, UsageError

if TYPE_CHECKING:
    from govgraph.graph.store import Store


@contextmanager
def opened(location: str) -> Generator[Store, None, None]:
    """Open the store at `location` for reading and close it at the end."""
    from govgraph.pipeline import open_existing

    store = open_existing(location)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def written(output: str) -> Generator[IO[bytes], None, None]:
    """Yield a stream to `output`; a file appears whole or not at all."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if Path(output).is_dir():
        raise UsageError(f"{output} is a folder: name a file in it")
    target = Path(output).resolve() if Path(output).is_symlink() else Path(output)
    if not target.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {target.parent}; make it first")
    if target.exists() and not target.is_file():
        # a device or a pipe is written to, never replaced
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        error.filename = output
        raise
    try:
        with stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def progress(total: int, label: str) -> Generator[Callable[[str], None], None, None]:
    """Yield a function to call with each item begun; shows a bar on a terminal only."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def advance(item: str) -> None:
            bar.update(task, advance=1, description=f"{label} {item}")

        yield advance


def interruptible(work: Callable[[], None], seconds: float | None) -> None:
    """Run `work` so that Ctrl-C, or the end of its time, stops it even inside a step of the engine.

    The engine cannot be told to stop, so the whole process ends: call it for reading only.
    """
    with ThreadPoolExecutor(1) as pool:
        try:
            pool.submit(work).result(seconds)
        except TimeoutError:
            abandon(f"stopped after {seconds:g} seconds; ask for less, or give more with --timeout")
        except KeyboardInterrupt:
            abandon("interrupted; nothing was changed")


def abandon(message: str) -> NoReturn:
    """Say one line on stderr and end at once, whatever other threads do."""
    click.echo(f"govgraph: {message}", err=True)
    os._exit(1)


def warn(notes: Iterable[str]) -> None:
    """Say each of `notes` on a line of stderr."""
    for note in notes:
        click.echo(f"govgraph: warning: {note}", err=True)


def fail(message: str, code: int) -> NoReturn:
    """Say one line on stderr and end."""
    click.echo(f"govgraph: {' '.join(message.split())}", err=True)
    sys.exit(code)


def reported(run: Callable[[], None]) -> Callable[[], None]:
    """Turn every failure of `run` into one line and an exit code; GOVGRAPH_DEBUG=1 shows the traceback."""

    @functools.wraps(run)
    def wrapper() -> None:
        try:
            run()
        except BrokenPipeError:
            # the reader of our output has gone; keep the interpreter from complaining at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except (KeyboardInterrupt, click.Abort):
            fail("interrupted; nothing was changed", 1)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.ClickException as error:
            fail(f"{error.format_message()} (see: govgraph --help)", 2)
        except (UsageError, QueryError) as error:
            fail(str(error), 2)
        except GovGraphError as error:
            fail(str(error), 1)
        except OSError as error:
            fail(os_message(error), 1)
        except Exception as error:
            if os.environ.get("GOVGRAPH_DEBUG"):
                raise
            fail(f"fault in govgraph: {type(error).__name__}: {error}; GOVGRAPH_DEBUG=1 shows where", 1)

    return wrapper


def os_message(error: OSError) -> str:
    """What the system refused, where, and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    hints = {
        errno.ENOSPC: "free some space and run again; nothing was changed",
        errno.EACCES: "check the permissions",
        errno.EROFS: "choose a place that can be written",
        errno.ENOENT: "check the name",
    }
    hint = hints.get(error.errno or 0)
    return f"{where}{error.strerror or error}" + (f"; {hint}" if hint else "")
