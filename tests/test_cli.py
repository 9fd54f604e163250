"""The command line as a user meets it: whole processes, their output, messages and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from govgraph.cli import govgraph
from govgraph.console import written

TEXT = "润州区实施87个产业项目，完成投资291.71亿元。该区建立“六统十八联”工作机制。\n"


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run govgraph as a user does; output decoded as UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "govgraph", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env=os.environ | environment,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("note") / "note.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def store(note: Path) -> str:
    folder = str(note.parent / "store")
    done = run("build", str(note), "--store", folder)
    assert done.returncode == 0, done.stderr
    return folder


def fails(done: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    """Assert exit `code`, nothing on stdout, and one line on stderr that holds all `parts`."""
    assert done.returncode == code, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert [part for part in parts if part not in done.stderr] == []


def commands() -> list[str]:
    return sorted(govgraph.commands)


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: python -m govgraph {name}")
    assert isinstance(govgraph.commands[name], click.Command)


def test_build_says_what_the_store_holds(note: Path, tmp_path: Path) -> None:
    done = run("build", str(note), "--store", str(tmp_path / "s"))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        f"{tmp_path / 's'}: 1 source",
        "  claims   5: 2 figures, 1 relation; the rest mentions",
        "  things   2: 1 Initiative, 1 Place",
    ]


def test_build_says_which_source_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text("Hello, this is English.\n", "utf-8")
    done = run("build", str(tmp_path / "hello.txt"), "--store", str(tmp_path / "s"))
    assert done.returncode == 0
    assert done.stderr == (
        f"govgraph: warning: {tmp_path / 'hello.txt'}: no figure, name or relation was found in it; "
        "is it Chinese prose?\n"
    )


def test_extract_writes_records_with_their_place_in_the_text(note: Path) -> None:
    done = run("extract", str(note))
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(TEXT[r["start"] : r["end"]] == r["quote"] for r in records)
    assert [(r["quote"], str(r["value"]), r["unit"]) for r in records if r["kind"] == "measurement"] == [
        ("87个", "87", "个"),
        ("291.71亿元", "29171000000", "元"),
    ]


def test_extract_reads_standard_input(note: Path) -> None:
    assert run("extract", "-", stdin=TEXT.encode()).stdout == run("extract", str(note)).stdout


def test_query_prints_csv_when_piped(store: str) -> None:
    text = "SELECT ?v WHERE { ?r a gov:Result ; gov:value ?v } ORDER BY ?v"
    done = run("query", "-e", text, "--store", store)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["v", "87", "29171000000"]


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("audit-findings", "en", "no rows: no check stands in the store; run govgraph audit --save first"),
        ("audit-findings", "zh", "没有结果: 图中没有存入核查；先运行 govgraph audit --save"),
        ("people", "en", "no rows"),
    ],
)
def test_an_answer_without_rows_says_so_and_what_to_do(store: str, name: str, lang: str, said: str) -> None:
    done = run("query", name, "--store", store, "--lang", lang)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, f"govgraph: {said}\n")


def test_the_parts_of_the_program_agree_in_a_pipeline(store: str, tmp_path: Path) -> None:
    dump = tmp_path / "dump.nq"
    assert run("export", "--store", store, "-o", str(dump)).returncode == 0
    same = run("diff", store, str(dump))
    assert same.returncode == 0, same.stderr + same.stdout
    page = tmp_path / "network.html"
    assert run("network", "--store", store, "-o", str(page)).returncode == 0
    assert "六统十八联" in page.read_text("utf-8")


def test_remove_leaves_nothing_of_the_source_behind(note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("定南县新建公园24个。\n", "utf-8")
    folder, alone = str(tmp_path / "s"), str(tmp_path / "alone")
    assert run("build", str(note), str(other), "--store", folder).returncode == 0
    assert run("build", str(other), "--store", alone).returncode == 0
    done = run("remove", "note.txt", "--store", folder)
    assert done.returncode == 0, done.stderr
    left, expected = (run("export", "-f", "n-quads", "--store", s).stdout for s in (folder, alone))
    assert left == expected
    assert not any("润州" in path.read_text("utf-8") for path in Path(folder).rglob("*.txt"))


def test_the_order_of_sources_and_building_twice_change_no_byte(note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("定南县新建公园24个,建立“六统十八联”工作机制。\n", "utf-8")
    dumps: set[str] = set()
    for number, order in enumerate([(note, other), (other, note), (note, other, note)]):
        folder = str(tmp_path / f"s{number}")
        for source in order:
            assert run("build", str(source), "--store", folder).returncode == 0
        dumps.add(run("export", "-f", "n-quads", "--store", folder).stdout)
    assert len(dumps) == 1


@pytest.mark.parametrize(
    ("content", "part"),
    [(b"", "empty"), (b"\x00\x01\x02\x03" * 50, "binary"), (b"\x81\xff\xfe\x00" * 9, "")],
    ids=["empty", "binary", "undecodable"],
)
def test_a_source_that_is_no_text_is_refused_in_one_line(content: bytes, part: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    fails(run("build", str(path), "--store", str(tmp_path / "s")), 1, "bad.txt", part)
    assert not (tmp_path / "s").exists()


def test_a_bad_source_is_reported_and_the_others_are_stored(note: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "s")
    done = run("build", str(note), str(tmp_path / "missing.txt"), "--store", folder)
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
    assert done.stdout.startswith(f"{folder}: 1 source")


def test_wrong_calls_end_with_code_two_and_say_what_is_right(store: str) -> None:
    fails(run("query", "honuors", "--store", store), 2, "honuors", "honours")
    fails(run("query", "honours", "-p", "nothing=1", "--store", store), 2, "nothing")
    fails(run("query", "honours", "-e", "ASK {}", "--store", store), 2, "one of them")
    fails(run("remove", "nothing.txt", "--store", store), 2, "nothing.txt", "note.txt")
    fails(run("export", "--format", "nothing", "--store", store), 2, "nothing", "turtle")
    fails(run("nothing"), 2, "nothing")
    fails(run("query", "-e", "SELECT * WHERE { ?s ?p }", "--store", store), 2, "1:")
    remote = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    fails(run("query", "-e", remote, "--store", store), 2, "SERVICE")
    fails(run("query", "-e", "DELETE WHERE { ?s ?p ?o }", "--store", store), 2)
    fails(run("query", "honours", "--timeout", "nan", "--store", store), 2, "timeout")
    fails(run("export", "--store", store, "-o", "nowhere/x.ttl"), 2, "nowhere")
    for name in ("query honours", "audit", "check", "network", "export", "info"):
        fails(run(*name.split(), "--store", "nowhere"), 2, "no store at nowhere", "govgraph build")
    fails(run("build", "note.txt", "--store", "ftp://127.0.0.1/x"), 2, "ftp")


def test_a_pipe_is_written_to_and_a_link_is_followed(store: str, tmp_path: Path) -> None:
    (tmp_path / "target.csv").write_text("old", "utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "target.csv")
    assert run("export", "--store", store, "-o", str(tmp_path / "link.csv")).returncode == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_text("utf-8-sig").startswith("indicator_zh,")
    os.mkfifo(tmp_path / "pipe")
    show = "import pathlib, sys; sys.stdout.buffer.write(pathlib.Path(sys.argv[1]).read_bytes())"
    reader = subprocess.Popen([sys.executable, "-c", show, str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert run("export", "--store", store, "-f", "csv", "-o", str(tmp_path / "pipe")).returncode == 0
    assert (reader.communicate(timeout=30)[0]).decode("utf-8-sig").startswith("indicator_zh,")
    assert (tmp_path / "pipe").is_fifo()


def test_wrong_data_ends_with_code_one_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "torn.ttl").write_text("<a> <b> .", "utf-8")
    fails(run("query", "honours", "--store", str(tmp_path / "torn.ttl")), 1, "torn.ttl", "1")


def test_a_folder_that_is_no_store_is_left_alone(note: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"x")
    fails(run("build", str(note), "--store", str(folder)), 1, "photos")
    assert [path.name for path in folder.iterdir()] == ["a.jpg"]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("old", "utf-8")
    with pytest.raises(KeyError), written(str(file)) as stream:
        stream.write(b"half")
        raise KeyError
    assert (file.read_text("utf-8"), os.listdir(tmp_path)) == ("old", ["graph.ttl"])
    with written(str(file)) as stream:
        stream.write(b"whole")
    assert (file.read_text("utf-8"), os.listdir(tmp_path)) == ("whole", ["graph.ttl"])


def test_a_file_that_cannot_be_written_is_named_as_it_was_given(store: str, tmp_path: Path) -> None:
    output = tmp_path / ("长" * 82 + ".ttl")
    done = run("export", "--store", store, "-o", str(output))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"govgraph: {output}: ")
    assert list(tmp_path.iterdir()) == []
