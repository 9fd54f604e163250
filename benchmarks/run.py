"""Measure what a user waits for; prints one line a figure (median of five runs).

    python benchmarks/run.py [TEXT]

TEXT is the article to measure with; without it, the example's brief. What needs Chromium is left out,
visibly, where there is none.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from govgraph.pipeline import build, open_store
from govgraph.loaders.extract import extract
from govgraph.loaders.read import read_document
from govgraph.viz.network import page

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
LONG = 200_000
"""Length in characters of the text that throughput is measured on."""


def median(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, median of `RUNS` after one run to warm up."""
    work()
    times: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def start_up() -> float:
    """Seconds of `govgraph --help` as a whole process."""
    command = [sys.executable, "-m", "govgraph", "--help"]
    return median(lambda: subprocess.run(command, capture_output=True, check=True))


def article_to_store(text: Path, folder: Path) -> float:
    """Seconds from the file to a stored graph, imports done."""
    numbers = iter(range(RUNS + 1))

    def work() -> None:
        store = open_store(folder / f"store{next(numbers)}")
        build(store, [extract(read_document(text))])
        store.close()

    return median(work)


def throughput(text: Path, folder: Path) -> float:
    """Characters a second of reading and extracting the text, repeated to `LONG` characters, on one core."""
    content = text.read_text("utf-8-sig")
    long_text = folder / "long.txt"
    repeated = (content + "\n\n") * (LONG // len(content) + 1)
    long_text.write_text(repeated, "utf-8")
    return len(repeated) / median(lambda: extract(read_document(long_text)))


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


def main() -> None:
    text = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "runzhou" / "brief.txt"
    print(f"text: {text.name}, {len(text.read_text('utf-8-sig'))} characters; median of {RUNS}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"govgraph --help, whole process    {start_up():.2f} s")
        print(f"file → stored graph, after import {article_to_store(text, folder):.2f} s")
        print(f"read and extract, {LONG // 1000},000 characters {throughput(text, folder):,.0f} characters/s")
        ready = page_ready(text, folder)
        print(
            f"network page ready in Chromium    {'left out: no Chromium' if ready is None else f'{ready:.2f} s'}"
        )


if __name__ == "__main__":
    main()
