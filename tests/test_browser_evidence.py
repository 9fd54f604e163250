"""The network page in a real Chromium: from a search or a click to the sentence that says so."""

from __future__ import annotations

import pytest
from pages import PATROL, Open, centre, marked, spot
from playwright.sync_api import expect
from town import town


def test_a_search_in_chinese_leads_to_the_marked_sentence(visit: Open) -> None:
    page = visit()
    page.get_by_role("combobox").fill("巡护")
    page.get_by_role("option").first.click()
    assert page.locator("#panel h2").inner_text().startswith("河湖三员巡护机制")
    assert marked(page)[0] == "河湖三员巡护机制"
    quote = page.locator("#panel .quote").first
    assert quote.locator("p").inner_text() == "几年来，当地持续推进河湖三员巡护机制，群众反响良好。"
    assert "党的建设 · 云岭区五年工作综述 · 2024-03-02 · 字符 0" in quote.locator("footer").inner_text()
    assert "0.85" in quote.locator("footer").inner_text()


@pytest.mark.parametrize("typed", ["three-patrol", "ＴＨＲＥＥ－ＰＡＴＲＯＬ mech", "Three Patrol"[:5]])
def test_a_search_in_english_finds_whatever_the_width_or_case(visit: Open, typed: str) -> None:
    page = visit(hash="#lang=en")
    page.get_by_role("combobox").fill(typed)
    expect(page.get_by_role("option").first).to_contain_text("River and lake three-patrol mechanism")


def test_a_search_for_nothing_says_so(visit: Open) -> None:
    page = visit()
    page.get_by_role("combobox").fill("没有这样的名称")
    expect(page.locator("#hits")).to_have_text("没有找到")


def test_a_click_on_a_line_shows_its_sentence_with_the_words_marked(visit: Open) -> None:
    page = visit()
    edges = page.evaluate(
        "gov.data.edges.filter(e => gov.shown.edges.get(e.id)).map(e => [e.id, e.registry])"
    )
    chosen = [edge for edge, registry in edges if not registry][:6] + [
        edge for edge, registry in edges if registry
    ]
    assert {registry for _, registry in edges} == {True, False}
    for edge in chosen:
        page.get_by_role("button", name="全图").click()
        page.mouse.click(*spot(page, edge))
        assert page.evaluate("gov.state.chosen") == edge
        if edge.startswith("registry/"):
            expect(page.locator("#panel .registry")).to_contain_text("登记表")
        else:
            assert marked(page)[0] == page.evaluate("id => gov.cut(gov.edges.get(id).quotes[0]).words", edge)
        page.get_by_role("button", name="关闭").click()


def test_every_edge_shows_evidence_or_that_it_is_of_the_registry(visit: Open) -> None:
    page = visit()
    found = page.evaluate(
        """() => gov.data.edges.map(edge => {
          gov.go({ chosen: edge.id });
          const panel = document.getElementById('panel');
          const quote = panel.querySelector('.quote');
          return edge.registry
            ? quote.classList.contains('registry')
            : quote.querySelector('mark').textContent === gov.cut(edge.quotes[0]).words;
        })"""
    )
    assert found == [True] * len(town()[1])


def test_parallel_claims_are_listed_together(visit: Open) -> None:
    page = visit(hash="#edge=claim/t-twina")
    assert marked(page) == ["统筹推进第a次", "统筹推进第b次"]
    expect(page.locator("#panel")).to_contain_text("两者之间的全部说法 (2)")
    first, second = spot(page, "claim/t-twina"), spot(page, "claim/t-twinb")
    assert abs(first[0] - second[0]) + abs(first[1] - second[1]) > 5


def test_a_click_on_a_name_shows_its_figures_before_and_after(visit: Open) -> None:
    page = visit()
    page.mouse.click(*centre(page, PATROL))
    figure = page.locator("#panel .row", has_text="办事材料")
    assert " ".join(figure.locator(".value").inner_text().split()) == "30项 → 5项"
    expect(figure).to_contain_text("五年来 · 下降25项")
    assert "30项" in marked(page)
    row = page.locator("#panel .row", has=page.get_by_role("button", name="云岭区"))
    row.get_by_role("button", name="原句").click()
    expect(row.locator("mark")).to_have_text("推出河湖三员巡护机制")
    expect(row).to_contain_text("主语未写出")
