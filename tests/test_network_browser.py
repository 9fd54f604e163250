"""The network page in a real Chromium without a network: what a reader sees, clicks and types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from town import HOME, WORDS, town

from govgraph.viz.graph import build
from govgraph.viz.model import Edge, Label, Quote, Thing
from govgraph.viz.network import render

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TITLE = Label("云岭区治理网络", "Yunling governance network")
PATROL = "initiative/999901-0"
HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'`${window.hit=1}"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages by name: the town, a large one, one of hostile names, an empty one, one without quotes."""
    folder = tmp_path_factory.mktemp("pages")
    hostile = [Thing(HOSTILE + end, Label(HOSTILE, HOSTILE), "Initiative", fields=(HOSTILE,)) for end in "ab"]
    silent = Edge("claim/x", "a", "ns#lead", "b", quotes=(Quote("claim/x", "", 3, 5, 103),))
    line = Edge(HOSTILE, HOSTILE + "a", HOSTILE, HOSTILE + "b", detail=Label(HOSTILE, HOSTILE))
    pages = {
        "town": build(*town(), WORDS),
        "large": build(*town(1000), WORDS),
        "hostile": build(hostile, [line], WORDS),
        "empty": build([], [], WORDS),
        "silent": build([Thing(name, Label(name), "Institution") for name in "ab"], [silent], WORDS),
    }
    for name, graph in pages.items():
        (folder / f"{name}.html").write_text(render(graph, TITLE), encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Open]:
    """Open a page of `folder`; any error, refused content or request of the page fails the test."""
    faults: list[str] = []
    contexts: list[Any] = []

    def opener(name: str = "town", hash: str = "", size: tuple[int, int] = (1440, 900), **more: Any) -> Page:
        usual: dict[str, Any] = {"offline": True, "reduced_motion": "reduce", "locale": "zh-CN"}
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **usual | more)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        address = (folder / f"{name}.html").as_uri()

        def asked(request: Any) -> None:
            if not request.url.startswith(address) and not request.url.startswith("data:"):
                faults.append(f"request: {request.url}")

        page.on("request", asked)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None
        )
        page.goto(address + hash)
        page.wait_for_selector("html[data-ready]")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert faults == []


# Looks across the line between the middles of both ends for a point that is this edge's, with no node near.
_SPOT = """id => {
  const { from, to } = gov.edges.get(id), network = gov.network;
  const places = network.getPositions([from, to]);
  const [a, b] = [network.canvasToDOM(places[from]), network.canvasToDOM(places[to])];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
  const { left, top } = document.getElementById('canvas').getBoundingClientRect();
  const free = (x, y) => [-3, 0, 3].every((dx) => [-3, 0, 3].every((dy) => network.getNodeAt({ x: x + dx, y: y + dy }) === undefined));
  for (let off = 0; off <= 80; off += 1) for (const side of [off, -off]) {
    for (let share = 0.1; share <= 0.9; share += 0.02) {
      const x = Math.round(a.x + (b.x - a.x) * share + nx * side), y = Math.round(a.y + (b.y - a.y) * share + ny * side);
      if (network.getEdgeAt({ x, y }) === id && free(x, y)) return [left + x, top + y];
    }
  }
  return null;
}"""  # noqa: E501


def marked(page: Page) -> list[str]:
    """The words marked in the panel."""
    return page.locator("#panel mark").all_text_contents()


def spot(page: Page, edge: str) -> tuple[float, float]:
    """A point of the window where a click meets this edge and no node."""
    found = page.evaluate(_SPOT, edge)
    assert found, f"{edge} cannot be met"
    return found[0], found[1]


def centre(page: Page, node: str) -> tuple[float, float]:
    """The middle of a node in the window."""
    found = page.evaluate(
        """id => {
          const { x, y } = gov.network.canvasToDOM(gov.network.getPosition(id));
          const box = document.getElementById('canvas').getBoundingClientRect();
          return [box.left + x, box.top + y];
        }""",
        node,
    )
    return found[0], found[1]


# ---- evidence --------------------------------------------------------------------------------


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


# ---- finding one's way -----------------------------------------------------------------------


def test_the_language_changes_names_and_words_of_the_page(visit: Open) -> None:
    page = visit()
    assert page.title() == "云岭区治理网络"
    page.get_by_role("radio", name="English").check()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title() == "Yunling governance network"
    expect(page.locator("#filters")).to_contain_text("Policy document")
    expect(page.locator("#counts")).to_contain_text("80 / 80 things")
    assert "治理举措" not in page.locator("#filters").inner_text()
    page.get_by_role("radio", name="双语").check()
    expect(page.locator("#filters")).to_contain_text("政策文件 Policy document")


@pytest.mark.parametrize(
    ("locale", "hash", "shown"),
    [
        ("zh-TW", "", "zh-CN"),
        ("en-GB", "", "en"),
        ("fr-FR", "", "en"),
        ("en-GB", "#lang=zh", "zh-CN"),
        ("zh-CN", "#lang=en", "en"),
    ],
)
def test_a_page_speaks_the_language_of_its_address_else_of_the_browser(
    visit: Open, locale: str, hash: str, shown: str
) -> None:
    page = visit(locale=locale, hash=hash)
    assert page.locator("html").get_attribute("lang") == shown
    assert page.url.partition("#")[2] == hash.removeprefix("#")


def test_a_change_of_language_keeps_the_name_in_the_middle_and_its_size(visit: Open) -> None:
    page = visit()
    place = f"gov.network.canvasToDOM(gov.network.getPositions(['{PATROL}'])['{PATROL}'])"
    page.evaluate(
        f"gov.network.moveTo({{ position: gov.network.getPositions(['{PATROL}'])['{PATROL}'], scale: 1 }})"
    )
    before = page.evaluate(place)
    page.get_by_role("radio", name="English").check()
    assert page.evaluate("gov.network.getScale()") == 1
    after = page.evaluate(place)
    assert max(abs(after[axis] - before[axis]) for axis in "xy") <= 1  # names stand on whole pixels
    page.evaluate("gov.fit(false)")
    page.get_by_role("radio", name="中文").check()
    assert page.evaluate("gov.network.getScale() === gov.fitScale") is True


@pytest.mark.parametrize(("lang", "shown"), [("zh", 0), ("en", 1), ("both", 1)])
def test_the_panel_tells_what_a_thing_is_to_who_reads_english(visit: Open, lang: str, shown: int) -> None:
    page = visit(hash=f"#node={HOME}&lang={lang}")
    expect(page.locator("#panel h2")).to_contain_text("Yunling District" if lang == "en" else "云岭区")
    expect(page.get_by_text("The district that the page is about.")).to_have_count(shown)


def test_filters_hide_and_the_page_says_how_much_and_why(visit: Open) -> None:
    page = visit()
    counts = page.locator("#counts")
    expect(counts).to_have_text("80 / 80 事物 · 86 / 86 关系 · 39 数据 (见面板)")
    page.get_by_label("事件").uncheck()
    expect(counts).to_have_text("70 / 80 事物 · 76 / 86 关系 · 39 数据 (见面板) · 隐藏 10: 被筛选 10")
    page.get_by_label("本地区自身的关系").uncheck()
    expect(counts).to_contain_text("47 / 86 关系")
    expect(counts).to_contain_text("隐藏 39: 本地区自身的关系 29，被筛选 10")
    page.get_by_label("数据作为节点").check()
    assert page.evaluate("gov.shown.nodes.length") > 80
    assert "no-type=Event" in page.url and "home=0" in page.url
    page.get_by_role("button", name="重置").click()
    expect(page.get_by_label("事件")).to_be_checked()
    expect(page.locator("#counts")).to_contain_text("80 / 80 事物")


def test_focus_shows_only_the_surroundings_and_can_be_taken_back(visit: Open) -> None:
    page = visit(hash=f"#node={PATROL}")
    page.get_by_role("button", name="只看邻域").click()
    expected = page.evaluate(
        "id => new Set([id, ...gov.near.get(id).flatMap(e => [e.from, e.to])]).size", PATROL
    )
    assert page.evaluate("gov.shown.nodes.length") == expected
    places = page.evaluate(
        "Object.values(gov.network.getPositions(gov.shown.nodes.getIds())).map(p => [p.x, p.y])"
    )
    assert [0, 0] in places
    page.get_by_role("button", name="返回").click()
    assert page.evaluate("gov.shown.nodes.length") == 80
    page.go_forward()
    assert page.evaluate("gov.shown.nodes.length") == expected


def test_a_double_click_focuses_and_shows_figures_as_leaves(visit: Open) -> None:
    page = visit(hash="#figures=1")
    page.mouse.dblclick(*centre(page, PATROL))
    assert page.evaluate("gov.state.focus") == PATROL
    leaf: str = page.evaluate("gov.shown.nodes.getIds().find(id => gov.figures.has(id))")
    page.mouse.click(*centre(page, leaf))
    expect(page.locator("#panel h2")).to_contain_text("办事材料")
    expect(page.locator("#panel .value")).to_contain_text("30项")
    assert "30项" in marked(page)
    page.get_by_role("button", name="退出邻域").click()
    expect(page.locator("#unfocus")).to_be_hidden()


def test_the_place_opens_its_own_relations_on_focus(visit: Open) -> None:
    page = visit(hash=f"#node={HOME}&focus={HOME}")
    assert page.evaluate("gov.counts().relations") >= 30
    expect(page.locator("#counts")).to_contain_text("不在邻域")


def test_an_address_brings_back_the_same_view(visit: Open) -> None:
    page = visit()
    page.get_by_role("radio", name="English").check()
    page.get_by_label("Event", exact=True).uncheck()
    page.mouse.click(*centre(page, PATROL))
    view = page.evaluate("[gov.state.chosen, gov.state.lang, [...gov.state.off.type]]")
    again = visit(hash=page.url.partition("#")[1] + page.url.partition("#")[2])
    assert again.evaluate("[gov.state.chosen, gov.state.lang, [...gov.state.off.type]]") == view
    assert again.locator("#panel h2").inner_text() == page.locator("#panel h2").inner_text()


def test_an_unknown_name_in_the_address_is_passed_over(visit: Open) -> None:
    page = visit(hash="#node=nobody&focus=nobody&lang=xx&no-type=Nothing")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate("gov.shown.nodes.length") == 80


def test_the_table_holds_the_same_as_the_picture(visit: Open) -> None:
    page = visit()
    page.get_by_role("radio", name="表").check()
    rows = page.locator("#table section").evaluate_all(
        "all => all.map(one => one.querySelectorAll('tbody tr').length)"
    )
    assert rows == [80, 86, len(page.evaluate("gov.data.figures"))]
    relations = page.locator("#table [data-kind=relations] tbody tr")
    assert relations.locator("mark").count() == 84
    page.get_by_role("button", name="关系数").click()
    page.get_by_role("button", name="关系数").click()
    expect(page.locator("#table tbody tr").first).to_contain_text("云岭区")
    page.locator("#table [data-kind=things]").get_by_role("button", name="云岭区", exact=True).click()
    expect(page.locator("#panel h2")).to_contain_text("云岭区")


def test_the_keyboard_alone_reaches_everything(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("议事厅")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    assert "邻里议事厅" in marked(page)
    page.locator("#canvas .vis-network").focus()
    before = page.evaluate("gov.state.chosen")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("gov.state.chosen")
    assert after not in ("", before)
    page.keyboard.press("Enter")
    assert page.evaluate("gov.state.focus") == after
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_a_field_opens_from_its_title_and_from_the_list(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name="查看: 教育").click()
    expect(page.locator("#panel h2")).to_contain_text("教育")
    assert page.locator("#panel .link").count() >= 8
    page.get_by_role("button", name="关闭").click()
    page.get_by_role("button", name="全图").click()
    left, top = page.evaluate(
        """() => { const [x, y] = gov.data.layouts.zh.boxes['field/health'];
             const spot = gov.network.canvasToDOM({ x: x + 30, y: y + 16 });
             const box = document.getElementById('canvas').getBoundingClientRect();
             return [box.left + spot.x, box.top + spot.y]; }"""
    )
    page.mouse.click(left, top)
    expect(page.locator("#panel h2")).to_contain_text("医疗卫生")


def test_from_afar_a_click_on_the_name_of_a_field_comes_nearer(visit: Open) -> None:
    page = visit("large")
    assert page.evaluate("gov.far()")
    name, left, top = page.evaluate(
        """() => { const [name, [x, y]] = Object.entries(gov.data.layouts.zh.boxes).at(-1);
             const spot = gov.network.canvasToDOM({ x: x + 30, y });
             const box = document.getElementById('canvas').getBoundingClientRect();
             return [name, box.left + spot.x + 4, box.top + spot.y - 4]; }"""
    )
    before = page.evaluate("gov.network.getScale()")
    page.mouse.click(left, top)
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate("gov.state.chosen") == name
    page.wait_for_function("before => gov.network.getScale() > before", arg=before)


def test_from_afar_names_stand_as_on_a_map_and_a_click_on_one_opens_it(visit: Open) -> None:
    page = visit("large")
    assert page.evaluate("gov.far()")
    spots = page.evaluate(
        """() => { const canvas = document.getElementById('canvas');
             const { left, top, width, height } = canvas.getBoundingClientRect();
             const spots = {};
             for (let x = 0; x < width; x += 4) for (let y = 60; y < height - 40; y += 4) {
               const name = gov.nameAt(gov.network.DOMtoCanvas({ x, y }));
               if (name) spots[name] = [left + x, top + y];
             }
             return Object.entries(spots); }"""
    )
    assert len(spots) > 20
    for name, (left, top) in spots[:: len(spots) // 3]:
        page.mouse.click(left, top)
        assert page.evaluate("gov.state.chosen") == name
        page.keyboard.press("Escape")
        page.get_by_role("button", name="全图").click()
        page.wait_for_function("!gov.state.chosen && gov.far()")
        page.wait_for_timeout(400)  # the view has come to rest


# ---- what must never happen ------------------------------------------------------------------


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


def test_a_narrow_window_keeps_everything_within_reach(visit: Open) -> None:
    page = visit(size=(390, 780))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("#filters")).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    page.mouse.click(*centre(page, PATROL))
    panel = page.locator("#panel").bounding_box()
    assert panel is not None and panel["height"] < 780 * 0.6
    x, y = centre(page, PATROL)
    assert 0 < x < 390 and y < panel["y"]


def test_the_whole_follows_the_size_of_the_window_until_somebody_moves_it(visit: Open) -> None:
    page = visit(size=(1440, 900))
    edges = """() => {
      const boxes = gov.shown.nodes.getIds().map((id) => gov.network.getBoundingBox(id));
      const low = gov.network.canvasToDOM({ x: Math.min(...boxes.map((box) => box.left)), y: Math.min(...boxes.map((box) => box.top)) });
      const high = gov.network.canvasToDOM({ x: Math.max(...boxes.map((box) => box.right)), y: Math.max(...boxes.map((box) => box.bottom)) });
      const { clientWidth, clientHeight } = document.getElementById('canvas');
      return low.x >= 0 && low.y >= 0 && high.x <= clientWidth && high.y <= clientHeight;
    }"""  # noqa: E501
    for width, height in ((1440, 560), (900, 900), (1440, 900)):
        before = page.evaluate("gov.fitScale")
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("before => gov.fitScale !== before", arg=before)
        assert page.evaluate("gov.network.getScale() === gov.fitScale") is True
        assert page.evaluate(edges) is True
    page.get_by_role("button", name="放大").click()
    page.wait_for_function("gov.network.getScale() > gov.fitScale")
    fitted = page.evaluate("gov.fitScale")
    page.set_viewport_size({"width": 1440, "height": 700})
    page.wait_for_timeout(300)
    assert page.evaluate("gov.fitScale") == fitted
