"""Many sources: in steps or at once, by one process or several, the store comes out the same."""

from __future__ import annotations

import gc
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from samples import Builder

from govgraph.graph import iris
from govgraph.graph.assemble import Assembly, assemble, merged, part
from govgraph.graph.engines import oxigraph
from govgraph.graph.inference import infer
from govgraph.graph.quads import by_predicate, source_triples
from govgraph.graph.registry import told_by, told_in
from govgraph.graph.store import OxigraphStore, Reader
from govgraph.loaders import extract as rules
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import PlaceRef, ThingType
from govgraph.ontology.terms import GOV
from govgraph.pipeline import build_files, expand, open_existing, remove

TEXTS = {
    "a.txt": "润州区2020年工作\n一、养老服务\n润州区建立“邻里帮”机制，新建养老床位200张，比上年增长12.5%。\n",
    "b.txt": "定南县新建公园24个，建立“邻里帮”机制，覆盖老人1.2万人，获评全国文明县城。\n",
    "c.txt": "润州区“邻里帮”机制在全省推广，区民政局投入资金300万元，服务老人3000名。\n",
    "d.txt": "定南县完成彩灯安装3盏，计划2021年安装5盏。\n",
}
"""Sources that name the same things, so that each tells the registry something of the others'."""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return expand([str(folder)])


def built(folder: Path, *steps: list[str], jobs: int = 1) -> Path:
    """A store that was built in steps."""
    for step in steps:
        _, failures, _ = build_files(str(folder), step, lambda _: None, jobs)
        assert failures == []
    return folder


def contents(reader: Reader) -> dict[NamedNode, set[Triple]]:
    return {name: set(reader.graph(name)) for name in [*reader.names(), iris.MERGED]}


def stored(folder: Path) -> dict[NamedNode, set[Triple]]:
    with open_existing(str(folder)) as store:
        return contents(store)


def test_steps_and_order_and_processes_make_no_difference(files: list[str], tmp_path: Path) -> None:
    whole = stored(built(tmp_path / "whole", files))
    assert len([name for name in whole if iris.is_source_graph(name)]) == len(TEXTS)
    assert stored(built(tmp_path / "two", files, jobs=2)) == whole
    for number, order in enumerate(list(permutations(files))[5::9]):
        steps = [[file] for file in order]
        assert stored(built(tmp_path / f"steps-{number}", *steps)) == whole
    assert stored(built(tmp_path / "halves", files[2:], files[:3])) == whole


def test_a_source_that_goes_leaves_the_store_as_if_it_had_never_come(
    files: list[str], tmp_path: Path
) -> None:
    folder = built(tmp_path / "s", files)
    with open_existing(str(folder)) as store:
        remove(store, ["b.txt", "d.txt"])
    assert stored(folder) == stored(built(tmp_path / "less", [files[0], files[2]]))


@pytest.mark.parametrize("at_work", [True, False])
def test_what_is_dropped_needs_no_collector_and_it_is_left_as_it_was(at_work: bool) -> None:
    document = read_bytes("\n".join(TEXTS.values()).encode(), "all.txt")
    assert rules.extract(document).relations  # on first use the tables are read
    gc.collect()
    (gc.enable if at_work else gc.disable)()
    try:
        rules.extract(document)
        left = gc.isenabled()
        gc.disable()
        assert (left, gc.collect()) == (at_work, 0)
    finally:
        gc.enable()


def test_small_portions_make_no_difference(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stored(built(tmp_path / "whole", files))
    monkeypatch.setattr(oxigraph, "MOST_WAITING", 10)
    monkeypatch.setattr(oxigraph, "BULK", 10)
    assert stored(built(tmp_path / "portions", files)) == whole


def test_what_is_there_already_is_neither_extracted_nor_written_again(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = built(tmp_path / "s", files)
    before = (folder / "CURRENT").read_text("utf-8")

    def refused(_: object) -> object:
        raise AssertionError("extracted again")

    monkeypatch.setattr(rules, "extract", refused)
    seen: list[str] = []
    summary, failures, _ = build_files(str(folder), files, seen.append)
    assert summary is not None and summary.sources == len(TEXTS) and failures == []
    assert seen == sorted(TEXTS)
    assert (folder / "CURRENT").read_text("utf-8") == before


def test_other_rules_or_another_file_name_extract_again(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = built(tmp_path / "s", files)
    monkeypatch.setattr(rules, "extractor", lambda: "govgraph, other rules")
    renamed = Path(files[0]).rename(tmp_path / "texts" / "z.txt")
    again = stored(built(folder, [str(renamed), *files[1:]]))
    labels = {t.object.value for t in again[iris.MERGED] if isinstance(t.object, Literal)}
    assert "govgraph, other rules" in labels and "z.txt" in labels and "a.txt" not in labels


# ---- what follows from one source, when another says more ------------------------------------------


def naming(text: str, name: str, kind: ThingType, **more: str) -> tuple[NamedNode, list[Triple]]:
    builder = Builder(text, PlaceRef("330108", "滨江区"))
    builder.thing(name, kind, **more)
    extraction = builder.build()
    return iris.source_graph(extraction.document.id), source_triples(extraction)


def test_conclusions_of_a_source_follow_what_another_says_of_its_things() -> None:
    one, hall = naming("敬老堂开放，养老服务进社区。", "敬老堂", ThingType.INSTITUTION)
    two, place = naming("敬老堂是一处老建筑。", "敬老堂", ThingType.PLACE)
    graphs = {one: [*hall], two: place}
    with OxigraphStore.memory() as store:
        for name, triples in graphs.items():
            with store.writer() as writer:
                assembly = Assembly(store, writer)
                assembly.put(name, part(name, triples))
                assembly.finish()
        steps = contents(store)
        del steps[iris.MERGED]
        assert steps == {name: set(triples) for name, triples in assemble(graphs).items()}
        with store.writer() as writer:
            assembly = Assembly(store, writer)
            assembly.drop(two)
            assembly.finish()
        alone = contents(store)
        del alone[iris.MERGED]
        assert alone == {name: set(triples) for name, triples in assemble({one: hall}).items()}


def test_what_follows_source_by_source_is_what_follows_from_all_together() -> None:
    found = [rules.extract(read_bytes(text.encode("utf-8"), name)) for name, text in TEXTS.items()]
    graphs = assemble({iris.source_graph(one.document.id): source_triples(one) for one in found})
    concluded = {name for name in graphs if name.value.startswith(iris.INFERRED.value)}
    assert len(concluded) == len(TEXTS) + 1
    facts = merged({name: triples for name, triples in graphs.items() if name not in concluded})
    assert set(infer(facts)) == merged({name: graphs[name] for name in concluded})
    assert any(triple.predicate == GOV.growth for name in concluded for triple in graphs[name])


def test_a_stored_source_tells_the_registry_the_same_as_the_source_itself() -> None:
    with OxigraphStore.memory() as store:
        for name, text in TEXTS.items():
            found = rules.extract(read_bytes(text.encode("utf-8"), name))
            graph = iris.source_graph(found.document.id)
            with store.writer() as writer:
                writer.put(graph, source_triples(found))
            assert told_in(store, graph) == told_by(by_predicate(source_triples(found)))
