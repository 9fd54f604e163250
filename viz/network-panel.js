"use strict";
// The panel at the side: what is known about the chosen name, line or field, each claim with its sentence.
(() => {
  const { make, label, say, data, state } = gov;
  const panel = document.getElementById("panel");
  const FEW = 3;
  const FIELD_ORDER = ["Initiative", "Programme", "Figure", "PolicyDocument", "Institution", "Event", "Honour", "Group", "Person", "Place"];

  const joined = (parts) => parts.filter(Boolean).flatMap((part, place) => (place ? [" · ", part] : [part]));
  const short = (words) => words && make("span", { class: "short" }, words);

  const quote = (number) => {
    const { before, words, after, at, confidence, rule, section, source, issued } = gov.cut(number);
    const where = [section, source, short(issued), short(at >= 0 && `${say("at")} ${at}`)];
    const how = [short(confidence && `${say("confidence")} ${confidence}`), short(rule && `${say("rule")} ${rule}`)];
    const footer = make("footer", {}, make("div", {}, ...joined(where)), make("div", {}, ...joined(how)));
    const text = words || before || after
      ? make("p", { lang: "zh-CN" }, before, make("mark", {}, words), after)
      : make("p", {}, say("noquote"));
    return make("blockquote", { class: "quote" }, text, footer);
  };

  const quotes = (numbers) => {
    const box = make("div");
    numbers.slice(0, FEW).forEach((number) => box.append(quote(number)));
    if (numbers.length > FEW) {
      const rest = numbers.slice(FEW);
      const more = make("button", { type: "button", class: "more" }, `${say("more")} ${rest.length} …`);
      more.addEventListener("click", () => more.replaceWith(...rest.map(quote)));
      box.append(more);
    }
    return box;
  };

  const registry = () => make("blockquote", { class: "quote registry" }, make("p", {}, say("registry")));

  // A row whose sentence opens under it; `open` shows it from the start.
  const row = (head, body, open) => {
    const inner = make("div");
    const toggle = make("button", { type: "button", class: "more", "aria-expanded": String(open) }, say("evidence"));
    const set = (shown) => {
      toggle.setAttribute("aria-expanded", String(shown));
      inner.hidden = !shown;
      if (shown && !inner.childNodes.length) inner.append(body());
    };
    toggle.addEventListener("click", () => set(toggle.getAttribute("aria-expanded") !== "true"));
    set(open);
    return make("div", { class: "row" }, make("div", { class: "head" }, head, toggle), inner);
  };

  const link = (id) => {
    const item = gov.item(id);
    return make("button", { type: "button", class: "link", onclick: () => gov.go({ chosen: id }) }, label(item.label));
  };

  const heading = (pair) => {
    const [zh, en] = pair;
    const main = state.lang === "en" ? en || zh : zh || en;
    const other = main === zh ? en : zh;
    const title = make("h2", { tabindex: "-1" }, make("span", { lang: main === zh ? "zh-CN" : "en" }, main));
    if (other && other !== main) title.append(make("span", { class: "second", lang: other === zh ? "zh-CN" : "en" }, other));
    return title;
  };

  const tag = (pair, type) => make("span", { class: "tag" }, type ? gov.glyph(type) : "", label(pair));
  const fieldTag = (name) => {
    const known = gov.boxes.get(name);
    return known ? make("button", { type: "button", class: "tag", onclick: () => gov.go({ chosen: name, focus: "" }) }, label(known)) : "";
  };

  const figureHead = (figure) => {
    const value = make("span", { class: "value" });
    if (figure.before) value.append(make("span", { class: "old" }, label(figure.before.value)), " → ");
    value.append(label(figure.value));
    const head = make("div", {}, label(figure.name), " ", value);
    const total = gov.figures.get(figure.partOf);
    const after = joined([
      figure.period && label(figure.period),
      ...[...figure.changes, ...figure.targets].map(({ value: text }) => label(text)),
      figure.stage && figure.stage !== "done" && label(gov.codeName(figure.stage)),
      total && make("span", {}, `${say("partOf")} `, label(total.label)),
    ]);
    if (after.length) head.append(make("div", { class: "change" }, ...after));
    return head;
  };

  const figureQuotes = (figure) => {
    const numbers = [...figure.quotes];
    for (const other of [figure.before, ...figure.changes, ...figure.targets]) if (other) numbers.push(...other.quotes);
    return quotes([...new Set(numbers)]);
  };

  const figureRow = (figure, open, owner) => {
    const head = figureHead(figure);
    if (owner) head.append(make("div", { class: "change" }, link(figure.owner)));
    return row(head, () => figureQuotes(figure), open);
  };

  const claimQuotes = (edge) => {
    const box = make("div");
    if (edge.registry) box.append(registry());
    else box.append(edge.quotes.length ? quotes(edge.quotes) : make("p", { class: "note" }, say("noquote")));
    if (edge.implied) box.append(make("p", { class: "note" }, say("implied")));
    return box;
  };

  const extras = (edge) => {
    const words = [gov.text(edge.detail) && label(edge.detail), edge.stage && edge.stage !== "done" && label(gov.codeName(edge.stage))];
    return words.some(Boolean) ? make("span", { class: "change" }, " · ", ...joined(words)) : "";
  };

  const section = (key, count) => make("h3", {}, count === undefined ? say(key) : `${say(key)} (${count})`);

  const relations = (node) => {
    const found = new Map();
    for (const edge of gov.near.get(node.id)) {
      const out = edge.from === node.id;
      const key = `${out ? 0 : 1}${edge.rel}`;
      if (!found.has(key)) found.set(key, { out, rel: edge.rel, edges: [] });
      found.get(key).edges.push(edge);
    }
    const box = make("div");
    const open = gov.near.get(node.id).length <= (node.mentions.length ? 2 : 4);
    for (const { out, rel, edges } of [...found.values()].sort((a, b) => a.edges.length - b.edges.length)) {
      box.append(make("p", { class: "group" }, out ? "" : "← ", label(gov.relName(rel)), out ? " →" : "", edges.length > 1 ? ` ${edges.length}` : ""));
      edges.forEach((edge) => {
        const head = make("div", {}, link(out ? edge.to : edge.from), extras(edge));
        box.append(row(head, () => claimQuotes(edge), open));
      });
    }
    return box;
  };

  const showThing = (node) => {
    const tags = make("div", { class: "tags" }, tag(gov.typeName(node), node.type));
    const fields = node.fields.filter((name) => gov.boxes.has(name));
    (fields.length ? fields : [node.box]).slice(0, 4).forEach((name) => tags.append(fieldTag(name)));
    if (node.level) tags.append(tag(gov.codeName(node.level)));
    const place = gov.things.get(node.place);
    if (place && place.id !== node.id) tags.append(make("button", { type: "button", class: "tag", onclick: () => gov.go({ chosen: place.id }) }, gov.glyph("Place"), label(place.label)));
    const focused = state.focus === node.id;
    const acts = make("div", { class: "acts" }, make("button", { type: "button", class: "plain", onclick: () => gov.go({ focus: focused ? "" : node.id }) }, say(focused ? "unfocus" : "focus")));
    const gloss = node.gloss && state.lang !== "zh" ? make("p", { class: "gloss", lang: "en" }, node.gloss) : "";
    const parts = [heading(node.label), gloss, tags, acts];
    const figures = node.figures.map((id) => gov.figures.get(id)).filter(Boolean);
    if (node.mentions.length && !node.home) parts.push(section("mentions", node.mentions.length), quotes(node.mentions));
    if (figures.length) {
      parts.push(section("reported", figures.length));
      let box = node.box;
      figures.forEach((figure) => {
        if (figures.length > 9 && figure.box !== box) parts.push(make("p", { class: "group" }, label(gov.boxes.get(figure.box))));
        box = figure.box;
        parts.push(figureRow(figure, figures.length <= 2));
      });
    }
    const near = gov.near.get(node.id);
    if (near.length) parts.push(section("links", near.length), relations(node));
    if (node.mentions.length && node.home) parts.push(section("mentions", node.mentions.length), quotes(node.mentions));
    parts.push(section("measures"), make("p", { class: "note" }, `${say("degree")} ${node.degree} · ${say("between")} ${node.between} · ${say("community")} ${node.community + 1}`));
    return parts;
  };

  const showFigure = (figure) => [
    heading(figure.name),
    make("div", { class: "tags" }, tag(data.types.Figure, "Figure"), fieldTag(figure.box)),
    make("div", { class: "claim" }, figureHead(figure)),
    section("evidence"), figureQuotes(figure),
    section("under"), link(figure.owner),
  ];

  const showEdge = (edge) => {
    const sentence = (one) => make("p", { class: "claim" }, link(one.from), make("span", { class: "rel" }, " — ", label(gov.relName(one.rel)), " → "), link(one.to), extras(one));
    const others = gov.near.get(edge.from).filter((one) => one.id !== edge.id && (one.from === edge.to || one.to === edge.to));
    const parts = [heading(gov.relName(edge.rel)), sentence(edge), claimQuotes(edge)];
    if (others.length) {
      parts.push(section("between2", others.length + 1));
      others.forEach((one) => parts.push(make("div", { class: "row" }, sentence(one), claimQuotes(one))));
    }
    return parts;
  };

  const showField = (name) => {
    const nodes = data.nodes.filter((node) => node.box === name);
    const figures = data.figures.filter((figure) => figure.box === name);
    const parts = [heading(gov.boxes.get(name)), make("div", { class: "tags" }, tag(gov.word("field")))];
    for (const type of FIELD_ORDER) {
      const these = nodes.filter((node) => node.type === type);
      if (type === "Figure" && figures.length) {
        parts.push(section("reported", figures.length));
        figures.forEach((figure) => parts.push(figureRow(figure, false, true)));
      } else if (these.length) {
        parts.push(make("h3", {}, gov.text(data.types[type]), ` (${these.length})`));
        these.forEach((node) => parts.push(make("div", { class: "row" }, link(node.id))));
      }
    }
    return parts;
  };

  gov.showPanel = (focus) => {
    const id = state.chosen;
    const item = gov.things.get(id);
    let parts = null;
    if (item) parts = showThing(item);
    else if (gov.figures.has(id)) parts = showFigure(gov.figures.get(id));
    else if (gov.edges.has(id)) parts = showEdge(gov.edges.get(id));
    else if (gov.boxes.has(id)) parts = showField(id);
    panel.hidden = !parts;
    panel.setAttribute("aria-label", say("chosen"));
    if (!parts) return panel.replaceChildren();
    const close = make("button", { type: "button", class: "plain close", "aria-label": say("close"), onclick: () => gov.go({ chosen: "" }) }, "✕");
    panel.replaceChildren(close, ...parts);
    panel.scrollTop = 0;
    document.getElementById("live").textContent = panel.querySelector("h2").textContent;
    if (focus) panel.querySelector("h2").focus({ preventScroll: true });
    return undefined;
  };
})();
