"""The texts of a store's sources: in memory, or as files of a generation."""

from __future__ import annotations

import os
from pathlib import Path

from govgraph.graph.engines.generations import explained, write_file
from govgraph.ontology.errors import StoreError


class MemoryTexts:
    """Source texts in memory."""

    def __init__(self, texts: dict[str, str] | None = None) -> None:
        self._texts = dict(texts or {})

    def ids(self) -> list[str]:
        return sorted(self._texts)

    def get(self, source_id: str) -> str | None:
        return self._texts.get(source_id)

    def put(self, source_id: str, text: str) -> None:
        self._texts[source_id] = text

    def drop(self, source_id: str) -> None:
        self._texts.pop(source_id, None)


class FolderTexts:
    """Source texts as files of a generation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        with explained(self.folder, "listing the source texts"):
            return sorted(entry.name.removesuffix(".txt") for entry in os.scandir(self.folder))

    def get(self, source_id: str) -> str | None:
        try:
            return (self.folder / f"{source_id}.txt").read_bytes().decode("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"the text of {source_id} in {self.folder} cannot be read ({error})") from error

    def put(self, source_id: str, text: str) -> None:
        with explained(self.folder, "keeping a source text"):
            write_file(self.folder / f"{source_id}.txt", text.encode("utf-8"))

    def drop(self, source_id: str) -> None:
        with explained(self.folder, "dropping a source text"):
            (self.folder / f"{source_id}.txt").unlink(missing_ok=True)
