"""Measure what a user waits for; prints one line a figure (median of five runs).

    python benchmarks/run.py [TEXT|FOLDER]

TEXT is the article to measure with; without it, the example's brief. What needs Chromium is left out,
visibly, where there is none. Of a FOLDER of texts the build is measured, once with each number of
processes: its time, the memory of its largest process, the store's size, and building again.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_document
from govgraph.pipeline import build, expand, open_store
from govgraph.viz.network import page

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
SENTENCE = "全县新建公园3个，获评全国文明县城。\n"
LONG = 200_000
"""Length in characters of the text that throughput is measured on."""


def median(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds by `clock` that `work` takes, median of `RUNS` after one run to warm up."""
    work()
    times: list[float] = []
    for _ in range(RUNS):
        start = clock()
        work()
        times.append(clock() - start)
    return statistics.median(times)


def of_children() -> float:
    """Seconds of processor that ended processes took."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def start_up() -> float:
    """Seconds of `govgraph --help` as a whole process."""
    command = [sys.executable, "-m", "govgraph", "--help"]
    return median(lambda: subprocess.run(command, capture_output=True, check=True))


def first_text(text: Path, folder: Path) -> tuple[float, float]:
    """Seconds of processor that importing the extractor and extracting a text takes, and a bare process.

    The bare one imports what the other does that is not govgraph's, and has rjieba load its dictionary
    and its model of word classes. Both find their byte code made, as that of installed packages is.
    """
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def process(code: str) -> str:
        command = [sys.executable, "-c", code, str(text)]
        return subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout

    first = (
        "import sys\n"
        "from govgraph.loaders.extract import extract\n"
        "from govgraph.loaders.reading.read import read_document\n"
        "extract(read_document(sys.argv[1]))\n"
    )
    loaded = process(first + "print(*sys.modules)").split()
    others = [name for name in loaded if name.split(".")[0] != "govgraph"]
    bare = (
        f"from importlib import import_module\nfor name in {others}: import_module(name)\n"
        "import rjieba\nrjieba.tag('咕噜咕噜')\n"
    )
    return median(lambda: process(first), of_children), median(lambda: process(bare), of_children)


def article_to_store(text: Path, folder: Path) -> float:
    """Seconds from the file to a stored graph, imports done."""
    numbers = iter(range(RUNS + 1))

    def work() -> None:
        store = open_store(folder / f"store{next(numbers)}")
        build(store, [extract(read_document(text))])
        store.close()

    return median(work)


def throughput(text: Path, folder: Path) -> float:
    """Characters of the text, repeated to `LONG`, that are read and extracted in a second of processor."""
    content = text.read_text("utf-8-sig")
    long_text = folder / "long.txt"
    repeated = (content + "\n\n") * (LONG // len(content) + 1)
    long_text.write_text(repeated, "utf-8")
    return len(repeated) / median(lambda: extract(read_document(long_text)), time.process_time)


def page_ready(text: Path, folder: Path) -> float | None:
    """Seconds until the network page of the text can be used in Chromium; None without Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    from playwright.sync_api import sync_playwright

    store = open_store()
    build(store, [extract(read_document(text))])
    html = folder / "network.html"
    html.write_text(page(store), "utf-8")
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(RUNS):
            tab = browser.new_page()
            start = time.perf_counter()
            tab.goto(html.as_uri())
            tab.wait_for_selector("html[data-ready]")
            times.append(time.perf_counter() - start)
            tab.close()
        browser.close()
    return statistics.median(times)


def run(*arguments: str) -> tuple[float, float, float]:
    """Seconds, seconds of processor, and megabytes (of its largest process) of a run of govgraph."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "govgraph", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"govgraph {' '.join(arguments)} failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def corpus(texts: Path, folder: Path) -> None:
    """Print what building a folder of texts takes."""
    files = expand([str(texts)])
    characters = sum(len(read_document(file).text) for file in files)
    print(f"{len(files)} texts, {characters:,} characters; one run each")
    start = time.process_time()
    for file in files:
        extract(read_document(file))
    speed = characters / (time.process_time() - start)
    print(f"read and extract: {speed:,.0f} characters/s of processor")
    for jobs in ("1", "2"):
        store = str(folder / f"store-{jobs}")
        for what in ("build", "build again, nothing new"):
            seconds, busy, memory = run("build", str(texts), "--store", store, "--jobs", jobs)
            print(
                f"{what}, {jobs} process{'es' * (jobs != '1')}: {seconds:.1f} s ({busy:.1f} s of processor), "
                f"{seconds / characters * 100_000:.2f} s per 100,000 characters, {memory:.0f} MB"
            )
        size = sum(file.stat().st_size for file in Path(store).rglob("*") if file.is_file())
        print(f"store: {size / 1e6:.0f} MB")


def main() -> None:
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir():
        with tempfile.TemporaryDirectory() as name:
            corpus(Path(sys.argv[1]), Path(name))
        return
    article()


def article() -> None:
    """Print what one text takes."""
    text = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "runzhou" / "brief.txt"
    print(f"text: {text.name}, {len(text.read_text('utf-8-sig'))} characters; median of {RUNS}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"govgraph --help, whole process    {start_up():.2f} s")
        sentence = folder / "sentence.txt"
        sentence.write_text(SENTENCE, "utf-8")
        for first, what in ((sentence, "sentence"), (text, "text")):
            whole, bare = first_text(first, folder)
            told = f"{whole - bare:.2f} s of govgraph's own, {whole:.2f} s in all"
            print(f"{f'extractor and first {what}':33} {told}")
        print(f"file → stored graph, after import {article_to_store(text, folder):.2f} s")
        speed = throughput(text, folder)
        print(f"read and extract, {LONG // 1000},000 characters {speed:,.0f} characters/s of processor")
        ready = page_ready(text, folder)
        told = "left out: no Chromium" if ready is None else f"{ready:.2f} s"
        print(f"network page ready in Chromium    {told}")


if __name__ == "__main__":
    main()
