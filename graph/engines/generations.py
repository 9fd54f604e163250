"""The folder of a store on disk, and how one state of it takes the place of another.

    DIR/CURRENT     one line: govgraph-store, format, name of the generation that is the store
    DIR/g7/rdf      its graphs (RocksDB); never written after CURRENT names it
    DIR/g7/sizes    the files of rdf with their sizes: a cut file can hide triples without a word
    DIR/g7/texts    its source texts, <source id>.txt
    DIR/work        what a writer has not finished
    DIR/lock        held by the writer

A writer works on hard links in `work`, makes the next generation of it, and replaces CURRENT: that
one rename is the commit. Readers hold their generation (a shared lock on its folder), so that a
writer deletes only what nobody reads. What a killed writer left is deleted by the next one. Where
a file system has no hard links or locks, files are copied and generations are not held.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from typing import Any

from govgraph.ontology.errors import StoreError

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows: an open file cannot be deleted there, so holding is not needed
    fcntl = None

FORMAT = 2
"""Version of this layout; a store of another one is refused. In 1, `graph/merged` was a named graph."""

_MAGIC = "govgraph-store"
_CURRENT = re.compile(rf"{_MAGIC} (\d+)(?: (g\d+))?\s*")
_OURS = re.compile(r"lock|CURRENT\.new|work|g\d+")


@contextmanager
def explained(path: Path, doing: str) -> Generator[None]:
    """Turn what the system or the engine says in the block into a `StoreError` that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # the engine reports damage as RuntimeError
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        number = error.errno if isinstance(error, OSError) else None
        if number in (ENOSPC, EDQUOT) or "No space left" in reason:
            raise StoreError(f"{path}: the disk is full ({doing}); free some space, then repeat") from error
        if number in (EACCES, EPERM, EROFS) or "Read-only file system" in reason:
            raise StoreError(f"{path} may not be written ({reason}); check its owner and rights") from error
        raise StoreError(f"{path}: {doing} failed ({reason})") from error


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a store; it need not exist yet."""

    path: Path

    def current(self) -> str | None:
        """Return the name of the generation that is the store; None where there is no store yet.

        Raises `StoreError` where the folder is something else, damaged, or of another format.
        """
        try:
            line = (self.path / "CURRENT").read_text("utf-8")
        except FileNotFoundError:
            self._check_free()
            return None
        except NotADirectoryError:
            raise StoreError(f"{self.path} is a file, not the folder of a store; name another") from None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path / 'CURRENT'} cannot be read ({error})") from error
        match = _CURRENT.fullmatch(line)
        if match and int(match.group(1)) != FORMAT:
            other = "a later" if int(match.group(1)) > FORMAT else "an earlier"
            raise StoreError(
                f"the store {self.path} has format {match.group(1)}, of {other} govgraph, and this one reads "
                f"{FORMAT}; build the store again in another folder"
            )
        if match and match.group(2):
            return match.group(2)
        if line.startswith(_MAGIC) or (not line and not self._foreign()):
            raise self.damaged("CURRENT is cut off")
        raise self._no_store()

    def damaged(self, reason: object) -> StoreError:
        """Return the error that says that the store cannot be read, and why."""
        words = " ".join(str(reason).split())
        return StoreError(f"the store {self.path} is damaged ({words}); delete the folder and build it again")

    def _no_store(self) -> StoreError:
        return StoreError(f"{self.path} is not a store of govgraph; nothing was touched, name another folder")

    def _foreign(self) -> list[str]:
        """Return the entries that no writer of a store makes."""
        return [entry for entry in os.listdir(self.path) if entry != "CURRENT" and not _OURS.fullmatch(entry)]

    def _check_free(self) -> None:
        """Raise `StoreError` unless the folder is missing, empty, or left by a killed first writer."""
        if self.path.is_dir():
            if self._foreign() or (os.listdir(self.path) and not self.lock.is_file()):
                raise self._no_store()
            if self._generations():
                raise self.damaged("CURRENT is missing")

    @property
    def lock(self) -> Path:
        """The file that a writer holds."""
        return self.path / "lock"

    @property
    def work(self) -> Path:
        """The folder of unfinished work."""
        return self.path / "work"

    def hold(self, generation: str) -> int | None:
        """Keep a generation from being deleted; returns what `release` takes."""
        if fcntl is None:
            return None
        held = os.open(self.path / generation, os.O_RDONLY)
        with suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_SH)
        return held

    @contextmanager
    def locked(self) -> Generator[None]:
        """Be the only writer within the block; the folder is made, and unmade if no store came of it."""
        self.current()
        made = not self.path.exists()
        with explained(self.path, "opening it for writing"):
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if not _lock(handle):
                raise StoreError(f"{self.path} is being written by {_holder(handle)}; repeat when it is done")
            with explained(self.path, "opening it for writing"):
                os.truncate(handle, 0)
                os.write(handle, f"govgraph: process {os.getpid()} on {socket.gethostname()}\n".encode())
            try:
                self.clean()
                yield
            finally:
                self.clean()
                if made and not (self.path / "CURRENT").exists():
                    self.lock.unlink()
                    with suppress(OSError):
                        self.path.rmdir()
        finally:
            os.close(handle)

    def clean(self) -> None:
        """Delete unfinished work and the generations that are neither current nor read by anyone."""
        shutil.rmtree(self.work, ignore_errors=True)
        (self.path / "CURRENT.new").unlink(missing_ok=True)
        current = self.current()
        for entry in self._generations():
            if entry.name != current and not _is_held(entry):
                shutil.rmtree(entry, ignore_errors=True)

    def _generations(self) -> list[Path]:
        return [entry for entry in self.path.iterdir() if re.fullmatch(r"g\d+", entry.name)]

    def check_whole(self, generation: str) -> None:
        """Raise `OSError` where files of a generation's graphs are missing, cut or new."""
        folder = self.path / generation
        if _sizes(folder / "rdf") != (folder / "sizes").read_text("utf-8"):
            raise OSError("files of its graphs are cut or missing")

    def publish(self, finished: Path) -> None:
        """Make a finished folder the next generation, and that the store, durably: the commit."""
        write_file(finished / "sizes", _sizes(finished / "rdf").encode())
        number = max((int(entry.name[1:]) for entry in self._generations()), default=0) + 1
        new = self.path / "CURRENT.new"
        with open(new, "w", encoding="utf-8") as file:
            file.write(f"{_MAGIC} {FORMAT} g{number}\n")
            file.flush()
            os.fsync(file.fileno())
        for folder in (finished / "texts", finished):
            _sync(folder)
        os.rename(finished, self.path / f"g{number}")
        os.replace(new, self.path / "CURRENT")
        _sync(self.path)


def _sizes(folder: Path) -> str:
    """Return a line for each file of a folder: its name and its size in bytes."""
    return "".join(sorted(f"{entry.name} {entry.stat().st_size}\n" for entry in os.scandir(folder)))


def link_tree(source: Path, target: Path) -> None:
    """Make a flat folder a second time, with hard links where the file system has them."""
    target.mkdir()
    for entry in os.scandir(source):
        try:
            os.link(entry.path, target / entry.name)
        except OSError:
            shutil.copy2(entry.path, target / entry.name)


def write_file(path: Path, content: bytes) -> None:
    """Write a file durably and anew, never through the hard link of another generation."""
    new = path.with_name(path.name + ".new")
    with open(new, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def release(held: int | None) -> None:
    """Let go of what `Folder.hold` returned."""
    if held is not None:
        os.close(held)


def _lock(handle: int) -> bool:
    """Take the writer's lock without waiting; whether it was free. It ends with the process."""
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            windows: Any = msvcrt
            os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, which stays readable
            windows.locking(handle, windows.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
    except OSError:
        return False
    return True


def _holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    line = os.read(handle, 200).decode("utf-8", "replace").strip()
    return line.removeprefix("govgraph: ") or "another process"


def _is_held(generation: Path) -> bool:
    if fcntl is None:
        return False
    try:
        handle = os.open(generation, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power loss, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
