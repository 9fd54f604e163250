"""Every export holds what the store holds, in the same bytes each time, and opens where it should."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    parse,
)
from samples import sample

from govgraph.graph.assemble import assemble
from govgraph.graph.engines.contents import GRAPHS, MERGED
from govgraph.graph.export import FORMATS, description, export, format_of
from govgraph.graph.iris import META, source_graph
from govgraph.graph.jsonld import write_jsonld
from govgraph.graph.quads import source_triples
from govgraph.graph.store import OxigraphStore
from govgraph.graph.tables import COLUMNS, guarded, network
from govgraph.ontology.errors import UsageError
from govgraph.ontology.terms import BASE, DCT, GOV, OA, PREFIXES, RDFS, SKOS, XSD

ONE_GRAPH = ["turtle", "n-triples", "rdf-xml", "json-ld"]
DATASETS = ["trig", "n-quads"]


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    extraction = sample()
    store = OxigraphStore.memory()
    graphs = assemble({source_graph(extraction.document.id): source_triples(extraction)})
    with store.writer() as writer:
        for name, triples in graphs.items():
            writer.put(name, triples)
    return store


def written(store: OxigraphStore, format: str, *, quotes: bool = True) -> bytes:
    stream = io.BytesIO()
    export(store, stream, format, quotes=quotes)
    assert not stream.closed
    return stream.getvalue()


def canonical(quads: Any) -> str:
    """The canonical N-Quads (RDFC-1.0) of some quads: equal for equal graphs."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def quads(store: OxigraphStore) -> Iterator[Quad]:
    for name in store.names():
        for triple in store.graph(name):
            yield Quad(triple.subject, triple.predicate, triple.object, name)


def read(content: bytes, format: str, tmp_path: Path) -> list[Quad]:
    file = tmp_path / f"graph{FORMATS[format].endings[0]}"
    file.write_bytes(content)
    return list(parse(path=file))


@pytest.mark.parametrize("format", ONE_GRAPH)
def test_a_format_of_one_graph_round_trips(store: OxigraphStore, format: str, tmp_path: Path) -> None:
    again = read(written(store, format), format, tmp_path)
    assert len(again) > 5000
    assert canonical(again) == canonical(Quad(*triple) for triple in store.graph(MERGED))


@pytest.mark.parametrize("format", DATASETS)
def test_a_format_of_datasets_round_trips(store: OxigraphStore, format: str, tmp_path: Path) -> None:
    again = read(written(store, format), format, tmp_path)
    assert {quad.graph_name for quad in again} == set(store.names())
    assert canonical(again) == canonical(quads(store))


def test_n_quads_are_canonical_and_sorted(store: OxigraphStore) -> None:
    lines = written(store, "n-quads").decode().splitlines(keepends=True)
    assert lines == sorted(lines, key=lambda line: line.encode())
    assert "".join(sorted(lines)) == canonical(quads(store))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_store_gives_the_same_bytes_in_every_process(
    store: OxigraphStore, format: str, tmp_path: Path
) -> None:
    (tmp_path / "graph.nq").write_bytes(written(store, "n-quads"))
    program = (
        "import sys\n"
        "from govgraph.graph.convert import load_file\n"
        "from govgraph.graph.export import export\n"
        "export(load_file(sys.argv[1]), sys.stdout.buffer, sys.argv[2])\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "graph.nq"), format]
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    child = subprocess.run(command, capture_output=True, check=True, timeout=60, env=environment)
    assert child.stdout == written(store, format)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_store_can_be_written(format: str, tmp_path: Path) -> None:
    content = written(OxigraphStore.memory(), format)
    if format in [*ONE_GRAPH, *DATASETS]:
        assert read(content, format, tmp_path) == []


@pytest.mark.parametrize("format", FORMATS)
def test_without_quotes_no_words_of_a_source_are_left(store: OxigraphStore, format: str) -> None:
    sentence = "2020年底，市场主体3000户，较2015年底增长50%，包括小微企业2400户、其他企业600户。"
    assert (sentence in written(store, format).decode()) == (format not in ("graphml", "gexf"))
    assert sentence not in written(store, format, quotes=False).decode()


def test_without_quotes_only_the_words_are_left_out(store: OxigraphStore, tmp_path: Path) -> None:
    kept = read(written(store, "n-triples", quotes=False), "n-triples", tmp_path)
    assert {quad.triple for quad in kept} == {t for t in store.graph(MERGED) if t.predicate != OA.exact}


def test_turtle_is_by_subject_with_prefixes(store: OxigraphStore) -> None:
    text = written(store, "turtle").decode()
    assert text.startswith("@prefix ")
    assert "gi:330108-一窗通机制 a gov:Initiative" in text
    subjects = [line.split(" ")[0] for line in text.splitlines() if line and line[0] not in "@\t "]
    assert len(subjects) == len(set(subjects))


def test_json_ld_is_plain_where_the_context_says_the_rest(store: OxigraphStore) -> None:
    document = json.loads(written(store, "json-ld"))
    nodes = {node["id"]: node for node in document["@graph"]}
    mechanism = nodes["gi:330108-一窗通机制"]
    assert mechanism["lead"] == "gp:330108"
    assert mechanism["label"] == "一窗通机制"
    (total,) = [node for node in nodes.values() if node.get("valueText") == "3000户"]
    assert (total["value"], total["end"], total["unit"]) == ("3000", "2020-12-31", "u:户")
    assert sorted(total["part"]) == total["part"] and len(total["part"]) == 2
    assert (total["bound"], total["stage"], "Result" in total["type"]) == ("exact", "done", True)
    assert nodes["ind:群众满意度"]["polarity"] == 1
    assert nodes["ind:群众满意度"]["names"] == {"en": "Public satisfaction", "zh": "群众满意度"}
    context = json.loads((files("govgraph.ontology") / "context.jsonld").read_text("utf-8"))
    assert document["@context"] == context["@context"]


NAMES = [
    *(RDFS.label, SKOS.prefLabel, SKOS.notation, OA.start, GOV.value, GOV.start),
    *(GOV.implied, GOV.lead, GOV.bound, GOV.surface, GOV.valueText),
]
NODES = [
    *(NamedNode(PREFIXES["gi"] + name) for name in ("", "一", "a/b", "//c", "d:e", "f#g")),
    *(NamedNode("urn:x"), NamedNode("http://example.org/%E4%B8%80"), GOV.exact, GOV.Result, GOV.value),
]
TYPES = [XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.date, NamedNode("http://example.org/t")]
LITERALS = st.one_of(
    st.builds(Literal, st.text(), language=st.sampled_from(["zh", "en"])),
    st.builds(Literal, st.text(), datatype=st.sampled_from(TYPES)),
    st.builds(
        Literal,
        st.sampled_from(["1", "-1", "01", "true", "1.50", str(2**60), "1e3", "²", "2021-07-26"]),
        datatype=st.sampled_from(TYPES),
    ),
)
OBJECTS = st.one_of(st.sampled_from(NODES), LITERALS, st.just(BlankNode("b")))
SUBJECTS = st.sampled_from([*NODES, BlankNode("b")])


@given(st.sets(st.builds(Triple, SUBJECTS, st.sampled_from(NAMES), OBJECTS), max_size=12))
def test_any_graph_survives_json_ld(triples: set[Triple]) -> None:
    stream = io.BytesIO()
    write_jsonld(sorted(triples, key=str), stream)
    again = parse(stream.getvalue(), format=_format("jsonld"))
    assert canonical(again) == canonical(Quad(*triple) for triple in triples)


def _format(ending: str) -> Any:
    from pyoxigraph import RdfFormat

    return RdfFormat.from_extension(ending)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


TERMS = """@prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/mine> dct:title "我的数据"@zh ; dct:license <https://example.org/terms> ."""


@pytest.mark.parametrize("format", [*ONE_GRAPH, *DATASETS])
def test_what_describes_the_dataset_goes_with_it_in_every_format_of_rdf(
    store: OxigraphStore, format: str, tmp_path: Path
) -> None:
    (tmp_path / "terms.ttl").write_text(TERMS, "utf-8")
    about = description(tmp_path / "terms.ttl")
    assert len(about) == 2
    stream = io.BytesIO()
    export(store, stream, format, about=about)
    with_it = set(read(stream.getvalue(), format, tmp_path))
    without = set(read(written(store, format), format, tmp_path))
    assert {quad.triple for quad in with_it - without} == set(about)
    assert {quad.graph_name for quad in with_it - without} == (
        {META} if format in DATASETS else {DefaultGraph()}
    )
    assert without < with_it


@pytest.mark.parametrize("format", FORMATS)
def test_no_licence_is_claimed_that_nobody_gave(store: OxigraphStore, format: str) -> None:
    text = written(store, format).decode()
    assert len(text) > 1000
    assert not any(word in text for word in ("creativecommons", str(DCT.license.value), "dct:license"))


@pytest.mark.parametrize("format", ["csv", "graphml", "gexf"])
def test_a_table_or_network_takes_no_description(store: OxigraphStore, format: str, tmp_path: Path) -> None:
    (tmp_path / "terms.ttl").write_text(TERMS, "utf-8")
    with pytest.raises(UsageError, match=f"{format} has no place for a description"):
        export(store, io.BytesIO(), format, about=description(tmp_path / "terms.ttl"))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("terms.ttl", "<urn:a> <urn:b> [ <urn:c> 1 ] .", "has a blank node; give it an address"),
        ("terms.ttl", "<urn:a> <urn:b> ", "cannot be read as RDF"),
        ("terms.doc", TERMS, "cannot be read as RDF"),
    ],
)
def test_a_description_that_cannot_be_read_is_an_error_of_the_call(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=rf"{name}: .*{message}"):
        description(tmp_path / name)
    with pytest.raises(UsageError, match="no.ttl: cannot be read as RDF"):
        description(tmp_path / "no.ttl")


def test_csv_has_a_row_for_every_figure_in_the_order_of_the_text(store: OxigraphStore) -> None:
    content = written(store, "csv")
    assert content.startswith(b"\xef\xbb\xbfindicator_zh,")
    found = rows(content)
    assert [row["as_written"] for row in found] == [
        *("9份", "4份", "3000户", "50%", "2400户", "600户", "2项", "12家", "1万余人", "300万元"),
        *("92%", "第3名", "200张"),
    ]
    assert list(found[0]) == list(COLUMNS)
    total = found[2]
    assert total | {"claim": "", "source": ""} == {
        **dict.fromkeys(COLUMNS, ""),
        "indicator_zh": total["indicator_zh"],
        "indicator_en": total["indicator_en"],
        "value": "3000",
        "unit": "户",
        "bound": "exact",
        "role": "level",
        "stage": "done",
        "place": "滨江区",
        "end": "2020-12-31",
        "period": "2020年底",
        "field": total["field"],
        "as_written": "3000户",
        "sentence": "2020年底，市场主体3000户，较2015年底增长50%，包括小微企业2400户、其他企业600户。",
        "quote": "3000户",
    }
    assert total["claim"].startswith(f"{BASE}claim/")
    assert [row["role"] for row in found if row["as_written"] in ("9份", "50%", "第3名", "200张")] == [
        *("baseline", "change", "rank", "target")
    ]
    assert (found[1]["initiative"], found[7]["actor"]) == ("一窗通机制", "区民政局")
    assert found[8]["bound"] == "moreThan"


def test_csv_without_quotes_has_no_such_columns(store: OxigraphStore) -> None:
    (header, *_) = written(store, "csv", quotes=False).decode("utf-8-sig").splitlines()
    assert header.split(",") == [name for name in COLUMNS if name not in ("sentence", "quote")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "+86"),
        ("-3.5", "-3.5"),
        ("-3.5%", "'-3.5%"),
        ("-1)*A1", "'-1)*A1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "＝1"),
        ("一窗通", "一窗通"),
        ("", ""),
    ],
)
def test_a_cell_is_never_run_as_a_formula(cell: str, expected: str) -> None:
    assert guarded(cell) == expected


def test_the_network_has_things_and_the_relations_between_them(store: OxigraphStore) -> None:
    graph = network(store)
    assert graph.nodes["initiative/330108-一窗通机制"] == {
        "label": "一窗通机制",
        "label_en": "",
        "type": "Initiative",
        "field": graph.nodes["initiative/330108-一窗通机制"]["field"],
    }
    relations = {(a, b): data["relation"] for a, b, data in graph.edges(data=True)}
    assert relations["initiative/330108-一窗通机制", "place/330108"] == "lead"
    assert relations["initiative/330108-一窗通机制", "honour/省级政务创新案例"] == "received"
    assert all(key.startswith("claim/") for _, _, key in graph.edges(keys=True))


def test_graphml_and_gexf_are_read_back_by_networkx(store: OxigraphStore, tmp_path: Path) -> None:
    graph = network(store)
    for format, reader in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        file = tmp_path / f"network.{format}"
        file.write_bytes(written(store, format))
        again = reader(file)
        assert set(again.nodes) == set(graph.nodes)
        assert again.number_of_edges() == graph.number_of_edges()
        assert again.nodes["initiative/330108-一窗通机制"]["label"] == "一窗通机制"
    assert "lastmodified" not in (tmp_path / "network.gexf").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "output", "expected"),
    [
        (None, "-", "turtle"),
        (None, "成果.csv", "csv"),
        (None, "x.NQ", "n-quads"),
        (None, "a.b/x.json", "json-ld"),
        ("trig", "x.csv", "trig"),
    ],
)
def test_the_format_is_the_one_named_or_that_of_the_ending(
    name: str | None, output: str, expected: str
) -> None:
    assert format_of(name, output) == expected


@pytest.mark.parametrize(
    ("name", "output", "message"),
    [
        ("nquads", "-", "no format 'nquads'; did you mean n-quads\\?; there are turtle, trig"),
        ("pdf", "-", "no format 'pdf'; there are turtle"),
        (None, "x.pdf", "no format for the ending of x.pdf; name one of turtle"),
        (None, "x", "no format for the ending of x;"),
    ],
)
def test_an_unknown_format_is_an_error_of_the_call(name: str | None, output: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        format_of(name, output)


def test_graphs_are_named_as_in_the_store(store: OxigraphStore) -> None:
    assert f"gg:{store.names()[0].value.removeprefix(GRAPHS)} {{" in written(store, "trig").decode()
