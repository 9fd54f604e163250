"""A store on disk in bad times: killed writers, two writers, a full disk, damage, other people's folders."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from govgraph.graph.engines import oxigraph, texts
from govgraph.graph.engines.contents import GRAPHS, MERGED
from govgraph.graph.store import OxigraphStore, Reader
from govgraph.ontology.errors import StoreError, UsageError
from govgraph.ontology.terms import BASE, GOV

GRAPH = NamedNode(f"{GRAPHS}entity")


def triples(mark: str, number: int = 20) -> list[Triple]:
    return [Triple(NamedNode(f"{BASE}org/{n}"), GOV.name, Literal(mark)) for n in range(number)]


def put(store: OxigraphStore, mark: str) -> None:
    with store.writer() as writer:
        writer.put(GRAPH, triples(mark))
        writer.put_text("0a1b2c3d", mark)


def marks(store: Reader) -> set[str]:
    found = {str(triple.object.value) for triple in store.graph(MERGED) if isinstance(triple.object, Literal)}
    return found | {store.text(source) or "" for source in store.texts()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(path: Path) -> Iterator[OxigraphStore]:
    with OxigraphStore(path) as store:
        put(store, "old")
        yield store


def generation(path: Path) -> Path:
    (found,) = (entry for entry in path.iterdir() if entry.name.startswith("g"))
    return found


def tree(path: Path) -> dict[str, bytes]:
    return {str(entry.relative_to(path)): entry.read_bytes() for entry in path.rglob("*") if entry.is_file()}


def test_a_store_is_a_folder_with_one_generation(path: Path, store: OxigraphStore) -> None:
    assert sorted(os.listdir(path)) == ["CURRENT", "g1", "lock"]
    assert (path / "CURRENT").read_text("utf-8") == "govgraph-store 2 g1\n"
    assert (path / "g1" / "texts" / "0a1b2c3d.txt").read_text("utf-8") == "old"
    put(store, "new")
    assert sorted(os.listdir(path)) == ["CURRENT", "g2", "lock"]


def test_what_changes_nothing_writes_nothing(path: Path, store: OxigraphStore) -> None:
    put(store, "old")
    with store.writer() as writer:
        writer.drop(NamedNode(f"{GRAPHS}other"))
        writer.drop_text("ffffffff")
    assert sorted(os.listdir(path)) == ["CURRENT", "g1", "lock"]


def test_a_large_graph_is_loaded_in_bulk_and_cut_down_again(path: Path) -> None:
    with OxigraphStore(path) as store:
        for number in (oxigraph.BULK + 1, 3, oxigraph.BULK + 2):
            with store.writer() as writer:
                writer.put(GRAPH, triples("many", number))
            assert set(store.graph(GRAPH)) == set(store.graph(MERGED)) == set(triples("many", number))


def test_opening_to_read_writes_nothing(path: Path, store: OxigraphStore) -> None:
    store.close()
    before = tree(path)
    with OxigraphStore.existing(path) as reader:
        assert marks(reader) == {"old"}
        assert bool(reader.query("ASK { ?s ?p ?o }"))
    assert tree(path) == before


def test_a_reader_keeps_its_state_until_it_asks_for_the_new_one(path: Path, store: OxigraphStore) -> None:
    with OxigraphStore.existing(path) as reader:
        for mark in ("b", "c", "d"):
            put(store, mark)
        assert marks(reader) == {"old"}
        assert sorted(os.listdir(path)) == ["CURRENT", "g1", "g4", "lock"]
        assert reader.refresh()
        assert not reader.refresh()
        assert marks(reader) == {"d"}
    put(store, "e")
    assert sorted(os.listdir(path)) == ["CURRENT", "g5", "lock"]


def test_an_answer_stays_as_it_was_while_the_store_goes_on(path: Path, store: OxigraphStore) -> None:
    answer, graph = store.query("SELECT ?o { ?s ?p ?o }"), store.graph(MERGED)
    for mark in ("b", "c", "d"):
        put(store, mark)
    assert {triple.object for triple in graph} == {Literal("old")}
    assert isinstance(answer, QuerySolutions)
    assert {row["o"] for row in answer} == {Literal("old")}
    assert marks(store) == {"d"}


def test_a_second_writer_is_told_who_writes(path: Path, store: OxigraphStore) -> None:
    with store.writer() as writer:
        writer.put(GRAPH, triples("new"))
        with OxigraphStore.existing(path) as other:
            with pytest.raises(StoreError, match=rf"is being written by process {os.getpid()} on .+; repeat"):
                put(other, "other")
            assert marks(other) == {"old"}
        with pytest.raises(StoreError, match="is being written"):
            put(store, "again")
    assert "new" in marks(store)


KILLED = """
import os, signal, sys
from pyoxigraph import Literal, NamedNode, Triple
from govgraph.graph.engines import generations
from govgraph.graph.engines import oxigraph
from govgraph.graph.engines.contents import GRAPHS
from govgraph.graph.store import OxigraphStore

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

path, moment = sys.argv[1:]
if moment == "commit":
    oxigraph.commit = die
    import govgraph.graph.store as store
    store.commit = die
elif moment == "rename":
    generations.os.rename = die
elif moment == "replace":
    generations.os.replace = die
with OxigraphStore(path).writer() as writer:
    writer.put(NamedNode(GRAPHS + "entity"), [Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("new"))])
    writer.put_text("0a1b2c3d", "new") if moment != "replace" else None
    if moment == "work":
        die()
"""


@pytest.mark.parametrize("moment", ["work", "commit", "rename", "replace"])
def test_a_killed_writer_leaves_the_store_as_it_was(path: Path, store: OxigraphStore, moment: str) -> None:
    child = subprocess.run([sys.executable, "-c", KILLED, str(path), moment], timeout=60, check=False)
    assert child.returncode == -signal.SIGKILL
    assert len(os.listdir(path)) > 3
    with OxigraphStore.existing(path) as reader:
        assert marks(reader) == {"old"}
        put(reader, "next")
        assert marks(reader) == {"next"}
    assert len(os.listdir(path)) == 4  # with the generation that `store` still reads


@pytest.mark.parametrize("moment", ["work", "commit"])
def test_a_killed_first_writer_leaves_a_folder_that_can_be_used(path: Path, moment: str) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(path), moment], timeout=60, check=False)
    with pytest.raises(UsageError, match="there is no store at"):
        OxigraphStore.existing(path)
    with OxigraphStore(path) as store:
        put(store, "first")
    assert sorted(os.listdir(path)) == ["CURRENT", "g1", "lock"]


def test_a_first_writer_that_fails_leaves_no_folder(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), OxigraphStore(path) as store, store.writer():
        raise ZeroDivisionError
    assert not path.exists()


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("moment", ["link_tree", "write_file", "publish"])
def test_a_full_disk_changes_nothing(
    path: Path, store: OxigraphStore, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if moment == "publish":
        monkeypatch.setattr(os, "rename", full)
    else:
        monkeypatch.setattr(oxigraph if moment == "link_tree" else texts, moment, full)
    with pytest.raises(StoreError, match="the disk is full .*free some space, then repeat"):
        put(store, "new")
    monkeypatch.undo()
    assert sorted(os.listdir(path)) == ["CURRENT", "g1", "lock"]
    with OxigraphStore.existing(path) as reader:
        assert marks(store) == marks(reader) == {"old"}


def test_a_folder_that_may_not_be_written_can_be_read(
    path: Path, store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "truncate", refused)
        with pytest.raises(StoreError, match=r"may not be written \(Permission denied\)"):
            put(store, "new")
    assert marks(store) == {"old"}


def test_a_file_system_without_hard_links_is_copied_to(
    path: Path, store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refused)
    with store.writer() as writer:
        writer.put(GRAPH, triples("new"))
    assert marks(store) == {"new", "old"}


@pytest.mark.parametrize("pattern", ["*.sst", "MANIFEST-*", "CURRENT"])
@pytest.mark.parametrize("harm", ["cut", "gone", "other"])
def test_a_damaged_store_says_so_in_one_line(
    path: Path, store: OxigraphStore, pattern: str, harm: str
) -> None:
    store.close()
    file = max((generation(path) / "rdf").glob(pattern), key=lambda file: file.stat().st_size)
    if harm == "cut":
        os.truncate(file, file.stat().st_size - 1)
    elif harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"\xff" * file.stat().st_size)
    with pytest.raises(StoreError, match="is damaged .*; delete the folder and build it again") as caught:
        OxigraphStore(path)
    assert "\n" not in str(caught.value)


def test_a_store_without_its_generation_or_current_is_damaged(path: Path, store: OxigraphStore) -> None:
    store.close()
    shutil.copytree(path, path.with_name("copy"))
    shutil.rmtree(generation(path))
    (path.with_name("copy") / "CURRENT").unlink()
    for folder in (path, path.with_name("copy")):
        with pytest.raises(StoreError, match="is damaged"):
            OxigraphStore(folder)
    assert generation(path.with_name("copy")).is_dir()


@pytest.mark.parametrize("line", ["", "govgraph-store", "govgraph-store 2", "govgraph-store 2 ../g1\n"])
def test_a_current_that_is_cut_off_is_damage(path: Path, store: OxigraphStore, line: str) -> None:
    (path / "CURRENT").write_text(line, "utf-8")
    with pytest.raises(StoreError, match="is damaged"):
        OxigraphStore(path)


@pytest.mark.parametrize(("format", "whose"), [(1, "an earlier"), (3, "a later")])
def test_a_store_of_another_format_is_refused(
    path: Path, store: OxigraphStore, format: int, whose: str
) -> None:
    (path / "CURRENT").write_text(f"govgraph-store {format} g1\n", "utf-8")
    before = tree(path)
    said = f"has format {format}, of {whose} govgraph, and this one reads 2; build the store again"
    with pytest.raises(StoreError, match=said):
        OxigraphStore(path)
    assert tree(path) == before


@pytest.mark.parametrize("what", ["files", "engine", "lock", "other CURRENT"])
def test_a_folder_of_something_else_is_never_touched(path: Path, what: str) -> None:
    path.mkdir()
    if what == "engine":
        engine = Store(path)
        del engine
    elif what == "files":
        (path / "thesis.txt").write_text("years of work", "utf-8")
    elif what == "lock":
        (path / "work").mkdir()
        (path / "work" / "thesis.txt").write_text("years of work", "utf-8")
    else:
        (path / "CURRENT").write_bytes(b"\xff\xfeelse")
    before = tree(path)
    for opening in (OxigraphStore, OxigraphStore.existing):
        with pytest.raises(
            StoreError, match="is not a store of govgraph; nothing was touched|cannot be read"
        ):
            opening(path)
    assert tree(path) == before


def test_a_file_is_no_store(path: Path) -> None:
    path.write_text("x", "utf-8")
    with pytest.raises(StoreError, match="is a file, not the folder of a store"):
        OxigraphStore(path)


def test_an_empty_folder_becomes_a_store(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UsageError, match=r"there is no store at .*; make it with: govgraph build"):
        OxigraphStore.existing(path)
    with OxigraphStore(path) as store:
        put(store, "new")
        assert marks(store) == {"new"}


def test_a_closed_store_and_a_finished_writer_say_so(store: OxigraphStore) -> None:
    with store.writer() as writer:
        pass
    with pytest.raises(StoreError, match="is closed"):
        writer.put(GRAPH, [])
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="is closed"), store.writer():
        pass
