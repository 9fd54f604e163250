"use strict";
// The controls: search, filters, switches, keys, and the state in the address.
(() => {
  const { make, label, say, data, state } = gov;
  const at = (id) => document.getElementById(id);
  const input = at("search"), hits = at("hits"), container = at("canvas");
  gov.typeOrder = ["Initiative", "Programme", "PolicyDocument", "Institution", "Event", "Honour", "Group", "Person", "Place", "Figure"];
  let depth = 0;

  // ---- the state and the address -------------------------------------------------------------

  const address = () => {
    const query = new URLSearchParams();
    const kind = gov.edges.has(state.chosen) ? "edge" : gov.boxes.has(state.chosen) ? "field" : "node";
    if (state.chosen) query.set(kind, state.chosen);
    if (state.focus) query.set("focus", state.focus);
    if (state.lang !== gov.ownLanguage) query.set("lang", state.lang);
    if (state.view !== "graph") query.set("view", state.view);
    for (const [name, usual] of Object.entries(data.defaults)) if (state[name] !== usual) query.set(name, state[name] ? "1" : "0");
    for (const name of ["type", "field", "rel"]) for (const value of [...state.off[name]].sort()) query.append(`no-${name}`, value);
    const text = query.toString();
    return text ? `#${text}` : "#";
  };

  const readAddress = () => {
    const query = new URLSearchParams(window.location.hash.slice(1));
    const wanted = query.get("node") || query.get("edge") || query.get("field") || "";
    state.chosen = gov.item(wanted) || gov.edges.has(wanted) || gov.boxes.has(wanted) ? wanted : "";
    state.focus = gov.things.has(query.get("focus")) ? query.get("focus") : "";
    state.lang = ["zh", "en", "both"].includes(query.get("lang")) ? query.get("lang") : gov.ownLanguage;
    state.view = query.get("view") === "table" ? "table" : "graph";
    for (const [name, usual] of Object.entries(data.defaults)) state[name] = query.has(name) ? query.get(name) === "1" : usual;
    for (const name of ["type", "field", "rel"]) state.off[name] = new Set(query.getAll(`no-${name}`));
  };

  // Change the state, tell the address, draw. A step can be taken back with Back, here and in the browser.
  gov.go = (change, { frame = true, zoom = true, step = true, focus = false } = {}) => {
    const before = address();
    const framed = state.focus;
    Object.assign(state, change);
    if (state.focus && change.chosen && change.focus === undefined && !inFocus(change.chosen)) state.focus = "";
    if (change.focus && !change.chosen) state.chosen = change.focus;
    const after = address();
    if (after !== before) {
      if (step) {
        depth += 1;
        window.history.pushState({ depth }, "", after);
      } else window.history.replaceState({ depth }, "", after);
    }
    show(focus);
    if (state.view !== "graph" || !frame) return;
    if (state.focus !== framed) gov.fit();
    else if (state.chosen) gov.reveal(ends(state.chosen), zoom);
  };

  const inFocus = (id) => {
    const reach = new Set([state.focus]);
    for (const edge of gov.near.get(state.focus)) reach.add(edge.from).add(edge.to);
    return gov.boxes.has(id) ? false : ends(id).every((end) => reach.has(end) || gov.figures.has(end));
  };

  const ends = (id) => {
    const edge = gov.edges.get(id);
    if (edge) return [edge.from, edge.to];
    if (gov.boxes.has(id)) return data.nodes.filter((node) => node.box === id).map((node) => node.id);
    const figure = gov.figures.get(id);
    return figure && !state.figures ? [figure.owner] : [id];
  };

  const show = (focus = false) => {
    at("table").hidden = state.view !== "table";
    container.hidden = at("corner").hidden = state.view === "table";
    at("hint").hidden = state.view === "table" || Boolean(state.chosen);
    gov.showPanel(focus);
    gov.refresh();
    if (state.view === "table") gov.showTable();
    counts();
    at("back").disabled = depth === 0;
    at("unfocus").hidden = !state.focus;
  };

  const counts = () => {
    const found = gov.counts();
    const parts = [`${found.things} / ${found.allThings} ${say("things")}`, `${found.relations} / ${found.allRelations} ${say("relations")}`];
    const reasons = ["home", "cross", "filtered", "outside"].filter((name) => found.why[name]);
    const why = reasons.map((name) => (reasons.length > 1 ? `${say(name)} ${found.why[name]}` : say(name)));
    const unseen = found.allRelations - found.relations;
    if (data.figures.length) parts.push(`${data.figures.length} ${say("reported")}${state.figures ? "" : ` (${say("inPanel")})`}`);
    const away = unseen ? ` · ${say("hidden")} ${unseen}: ${why.join(state.lang === "en" ? ", " : "，")}` : "";
    at("counts").textContent = parts.join(" · ") + away;
    at("counts").title = at("counts").textContent;
    for (const name of ["home", "cross"]) {
      const cell = at("filters").querySelector(`[data-count="${name}"]`);
      if (cell) cell.textContent = String(data.edges.filter((edge) => kindOf(edge) === name).length);
    }
  };
  const kindOf = (edge) => (edge.home ? "home" : gov.things.get(edge.from).box !== gov.things.get(edge.to).box ? "cross" : "");

  // Change what moves the names about, and keep the one in the middle of the view where it was.
  const steady = (change) => {
    const { network } = gov, scale = network.getScale(), middle = network.getViewPosition();
    const away = (node) => Math.hypot(node.x - middle.x, node.y - middle.y);
    const near = gov.shown.nodes.get().reduce((best, node) => (best && away(best) <= away(node) ? best : node), null);
    change();
    const after = near && gov.shown.nodes.get(near.id);
    if (!after || scale < gov.fitScale * 1.05) return gov.fit(false);
    return network.moveTo({ position: { x: after.x + middle.x - near.x, y: after.y + middle.y - near.y }, scale, animation: false });
  };

  // ---- filters -------------------------------------------------------------------------------

  const tally = (values) => {
    const count = new Map();
    for (const value of values) count.set(value, (count.get(value) || 0) + 1);
    return count;
  };

  const check = (checked, change, ...content) => {
    const box = make("input", { type: "checkbox" });
    box.checked = checked;
    box.addEventListener("change", () => change(box.checked));
    return make("label", {}, box, ...content);
  };

  const filterGroup = (kind, entries) => {
    const off = state.off[kind];
    const set = (values) => {
      state.off[kind] = new Set(values);
      gov.go({}, { frame: false, step: false });
      filters();
    };
    const all = make("button", { type: "button", onclick: () => set(off.size ? [] : entries.map(([id]) => id)) }, say(off.size ? "all" : "nothing"));
    all.setAttribute("aria-label", `${say(kind)}: ${say(off.size ? "all" : "nothing")}`);
    const list = make("ul");
    for (const [id, text, count, sign] of entries) {
      const change = (on) => {
        if (on) off.delete(id);
        else off.add(id);
        gov.go({}, { frame: false, step: false });
        all.textContent = say(off.size ? "all" : "nothing");
      };
      const item = make("li", {}, check(!off.has(id), change, sign || "", label(text)), make("span", { class: "n" }, String(count)));
      if (kind === "field") item.append(make("button", { type: "button", class: "go", "aria-label": `${say("zoomed")}: ${gov.text(text)}`, onclick: () => gov.go({ chosen: id, focus: "", view: "graph" }) }, "›"));
      list.append(item);
    }
    return [make("h2", {}, say(kind), all), list];
  };

  const filters = () => {
    const types = tally(data.nodes.map((node) => node.type));
    const fields = tally(data.nodes.map((node) => node.box));
    const rels = tally(data.edges.map((edge) => edge.rel));
    const show = make("ul");
    const more = [["figures", data.figures.length], ["home", 0], ["cross", 0]];
    for (const [name, count] of more) {
      const change = (on) => {
        gov.go({ [name]: on }, { frame: false, step: false });
        if (name === "figures") gov.fit();
      };
      show.append(make("li", {}, check(state[name], change, name === "figures" ? gov.glyph("Figure") : "", label(gov.word(name))), make("span", { class: "n", "data-count": name }, String(count))));
    }
    const typeRows = gov.typeOrder.filter((type) => types.has(type)).map((type) => [type, data.types[type], types.get(type), gov.glyph(type)]);
    const relRows = [...rels].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([rel, count]) => [rel, gov.relName(rel), count]);
    at("filters").replaceChildren(
      ...filterGroup("type", typeRows), make("h2", {}, say("show")), show,
      ...filterGroup("field", data.boxes.map(([id, zh, en]) => [id, [zh, en], fields.get(id) || 0])), ...filterGroup("rel", relRows));
    at("filters").setAttribute("aria-label", say("filters"));
    counts();
  };

  // ---- search --------------------------------------------------------------------------------

  const entries = [
    ...data.nodes.map((node) => ({ id: node.id, type: node.type, label: node.label, under: () => `${gov.text(gov.typeName(node))} · ${gov.text(gov.boxes.get(node.box))}`,
      text: [...node.label, ...new Set(node.mentions.map((number) => gov.cut(number).words))] })),
    ...data.figures.map((figure) => ({ id: figure.id, type: "Figure", label: figure.label, under: () => gov.text(gov.item(figure.owner).label), text: figure.label })),
    ...data.boxes.map(([id, zh, en]) => ({ id, type: "", label: [zh, en], under: () => say("field"), text: [zh, en] })),
  ];
  for (const entry of entries) entry.folded = entry.text.map(gov.fold);
  let found = [], active = -1;

  const search = () => {
    const wanted = gov.fold(input.value);
    const score = (entry) => Math.min(...entry.folded.map((text) => { const place = text.indexOf(wanted); return place < 0 ? Infinity : place * 10 + text.length - wanted.length; }));
    found = wanted ? entries.map((entry) => [score(entry), entry]).filter(([value]) => value < Infinity)
      .sort((a, b) => (a[1].type === "Figure") - (b[1].type === "Figure") || a[0] - b[0]).map(([, entry]) => entry) : [];
    active = found.length ? 0 : -1;
    const options = found.slice(0, 40).map((entry, place) => {
      const item = make("li", { role: "option", id: `hit-${place}`, "aria-selected": String(place === active) }, entry.type ? gov.glyph(entry.type) : make("span"), label(entry.label), make("span", { class: "under" }, entry.under()));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => pick(place));
      return item;
    });
    if (wanted && !options.length) options.push(make("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, say("none")));
    hits.replaceChildren(...options);
    open(Boolean(wanted));
  };

  const open = (shown) => {
    hits.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (shown && active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const move = (step) => {
    const count = Math.min(found.length, 40);
    if (!count) return;
    active = (active + step + count) % count;
    [...hits.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    hits.children[active].scrollIntoView({ block: "nearest" });
    open(true);
  };

  const pick = (place) => {
    const entry = found[place];
    if (!entry) return;
    open(false);
    gov.go({ chosen: entry.id, view: state.view }, { focus: true });
  };

  input.addEventListener("input", search);
  input.addEventListener("focus", () => { if (input.value) search(); });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (hits.hidden) search(); else move(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "Enter") { event.preventDefault(); if (!hits.hidden) pick(active); }
    else if (event.key === "Escape") { if (!hits.hidden) { event.preventDefault(); open(false); } else input.value = ""; }
  });

  // ---- the picture's pointer and keys --------------------------------------------------------

  const pointer = () => {
    const { network } = gov;
    network.on("click", ({ nodes, edges, pointer: { canvas } }) => {
      const name = gov.nameAt(canvas) || nodes[0];
      if (name) return gov.go({ chosen: name }, { zoom: false });
      if (edges.length) {
        const id = edges[0];
        return gov.go({ chosen: gov.edges.has(id) ? id : id.replace(/^figure\//, "") }, { zoom: false });
      }
      const box = gov.boxAt(canvas);
      if (box || state.chosen) gov.go({ chosen: box }, { frame: Boolean(box) && gov.far() });
      return undefined;
    });
    network.on("doubleClick", ({ nodes, pointer: { canvas } }) => {
      const name = gov.nameAt(canvas) || nodes[0];
      if (gov.things.has(name)) gov.go({ chosen: name, focus: name });
    });
    const hand = (on) => () => { container.style.cursor = on ? "pointer" : ""; };
    for (const name of ["hoverNode", "hoverEdge"]) network.on(name, hand(true));
    for (const name of ["blurNode", "blurEdge"]) network.on(name, hand(false));
    const frame = container.querySelector(".vis-network");
    frame.setAttribute("role", "application");
    frame.addEventListener("keydown", keys);
  };

  const keys = (event) => {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (ways[event.key]) step(...ways[event.key]);
    else if (event.key === "Enter" && gov.things.has(state.chosen)) gov.go({ focus: state.focus === state.chosen ? "" : state.chosen });
    else if (event.key === "Escape") gov.go(state.focus ? { focus: "" } : { chosen: "" });
    else if (event.key === "+" || event.key === "=") gov.zoom(1.25);
    else if (event.key === "-") gov.zoom(0.8);
    else if (event.key === "0") gov.fit();
    else return;
    event.preventDefault();
  };

  // Move to the name that lies nearest in a direction; straight ahead counts as nearer.
  const step = (dx, dy) => {
    const spots = gov.network.getPositions(gov.shown.nodes.getIds());
    const here = spots[state.chosen] || (() => { const view = gov.network.getViewPosition(); return { x: view.x, y: view.y }; })();
    let best = "", least = Infinity;
    for (const [id, spot] of Object.entries(spots)) {
      const ahead = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
      const aside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
      if (id === state.chosen || (ahead <= 4 && state.chosen)) continue;
      const cost = Math.abs(ahead) + 2.5 * aside;
      if (cost < least) [best, least] = [id, cost];
    }
    if (best) gov.go({ chosen: best }, { step: false });
  };

  // ---- the frame of the page -----------------------------------------------------------------

  const radios = (place, name, options, value, change) => {
    const legend = make("legend", { class: "unseen" }, say(name));
    at(place).replaceChildren(legend, ...options.map(([id, text, tongue]) => {
      const box = make("input", { type: "radio", name, value: id });
      box.checked = id === value;
      box.addEventListener("change", () => change(id));
      return make("label", {}, box, make("span", { lang: tongue }, text));
    }));
  };

  const button = (id, key, act) => make("button", { type: "button", class: "plain", id, onclick: act }, say(key));

  const reset = () => {
    for (const name of ["type", "field", "rel"]) state.off[name] = new Set();
    input.value = "";
    gov.go({ chosen: "", focus: "", ...data.defaults });
    filters();
    gov.fit();
  };

  const chrome = () => {
    document.documentElement.lang = state.lang === "en" ? "en" : "zh-CN";
    document.title = gov.text(data.title);
    at("title").replaceChildren(label(data.title));
    radios("languages", "language", [["zh", "中文", "zh-CN"], ["en", "English", "en"], ["both", "双语", "zh-CN"]], state.lang, (lang) => {
      steady(() => {
        gov.go({ lang }, { frame: false, step: false });
        chrome();
      });
      at("languages").querySelector("input:checked").focus();
    });
    radios("views", "view", [["graph", say("graph")], ["table", say("table")]], state.view, (view) => {
      gov.go({ view });
      if (view === "graph") gov.fit(false);
    });
    at("corner").replaceChildren(button("back", "back", () => window.history.back()), button("fit", "fit", () => gov.fit()),
      button("unfocus", "unfocus", () => gov.go({ focus: "" })), button("reset", "reset", reset));
    for (const [key, text, factor] of [["zoomIn", "+", 1.3], ["zoomOut", "−", 1 / 1.3]]) at("corner").append(make("button", { type: "button", class: "plain", "aria-label": say(key), onclick: () => gov.zoom(factor) }, text));
    at("corner").setAttribute("aria-label", say("view"));
    input.placeholder = say("search");
    input.setAttribute("aria-label", say("search"));
    hits.setAttribute("aria-label", say("hits"));
    at("hint").textContent = say("hint");
    at("skip").textContent = say("skip");
    at("menu").textContent = say("menu");
    const frame = container.querySelector(".vis-network");
    if (frame) frame.setAttribute("aria-label", say("canvas"));
    filters();
    show();
  };

  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    gov.go({ view: "table" });
    chrome();
    at("table").focus();
  });
  at("menu").addEventListener("click", () => at("menu").setAttribute("aria-expanded", String(at("filters").classList.toggle("open"))));
  window.addEventListener("popstate", (event) => {
    depth = (event.state && event.state.depth) || 0;
    const focus = state.focus;
    readAddress();
    chrome();
    if (state.focus !== focus) gov.fit();
  });

  readAddress();
  const wanted = { chosen: state.chosen };
  gov.draw();
  pointer();
  chrome();
  gov.fit(false);
  if (wanted.chosen && !state.focus) gov.reveal(ends(wanted.chosen), true);
  window.history.replaceState({ depth }, "", address());
  performance.mark("govgraph-ready");
  document.documentElement.dataset.ready = "";
})();
