"""The network page in a real Chromium: views, filters, languages, keys and sizes of the window."""

from __future__ import annotations

import pytest
from pages import PATROL, Open, centre, marked
from playwright.sync_api import expect
from town import HOME


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
    expect(counts).to_have_text("70 / 80 事物 · 76 / 86 关系 · 39 数据 (见面板) · 隐藏 10: 被筛选")
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


def test_from_afar_every_field_has_its_name_within_its_box(visit: Open) -> None:
    page = visit("large", "#lang=en", size=(1500, 600))
    assert page.evaluate("gov.far()")
    missing = page.evaluate(
        """() => { const painted = new Set(), ink = CanvasRenderingContext2D.prototype, { fillText } = ink;
             ink.fillText = function (text, ...rest) { painted.add(text); return fillText.call(this, text, ...rest); };
             gov.network.redraw();
             ink.fillText = fillText;
             return [...gov.boxes.values()].map(([zh, en]) => en || zh).filter((name) => !painted.has(name)); }"""  # noqa: E501
    )
    assert missing == []
