"""The network page in a real Chromium: what must never happen, whatever it holds."""

from __future__ import annotations

from importlib.resources import files

import pytest
from pages import PATROL, Open, marked
from playwright.sync_api import expect
from town import HOME


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_hostile_names_execute_nothing(visit: Open, lang: str) -> None:
    page = visit("hostile", hash=f"#lang={lang}")
    assert page.locator("#counts").inner_text().startswith("2 / 2")
    for change in ("{chosen: gov.data.nodes[0].id}", "{chosen: gov.data.edges[0].id}", "{view: 'table'}"):
        page.evaluate(f"gov.go({change})")
    page.get_by_role("combobox").fill("script")
    expect(page.get_by_role("option").first).to_contain_text("<script>")
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
    expect(page.locator("#table")).to_contain_text("</script><script>window.hit=1</script><img src=x")


def test_a_store_without_quotes_says_so(visit: Open) -> None:
    page = visit("silent", hash="#edge=claim/x")
    expect(page.locator("#panel .quote p")).to_have_text("此库未保留原文")


def test_an_empty_network_is_no_error(visit: Open) -> None:
    page = visit("empty")
    expect(page.locator("#counts")).to_have_text("0 / 0 事物 · 0 / 0 关系")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash", ["", f"#node={PATROL}", "#view=table&lang=both", f"#focus={HOME}&lang=en"])
def test_axe_finds_nothing_serious(visit: Open, scheme: str, hash: str) -> None:
    page = visit(hash=hash, color_scheme=scheme)
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def test_a_thousand_names_are_ready_and_can_be_searched(visit: Open) -> None:
    page = visit("large")
    assert page.evaluate("performance.getEntriesByName('govgraph-ready')[0].startTime") < 3000
    assert page.evaluate("gov.shown.nodes.length") == 1000
    page.get_by_role("combobox").fill("议事厅")
    page.keyboard.press("Enter")
    assert len(marked(page)) >= 1
