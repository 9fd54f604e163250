"use strict";
// The same network as tables: things, relations with their sentences, and figures.
(() => {
  const { make, label, say, data } = gov;
  const table = document.getElementById("table");
  const sorted = { things: ["name", 1], relations: ["subject", 1], figures: ["measure", 1] };

  const open = (id) => make("button", { type: "button", class: "link", onclick: () => gov.go({ chosen: id }) }, label(gov.item(id).label));

  const marked = (numbers) => {
    if (!numbers.length) return "";
    const { before, words, after } = gov.cut(numbers[0]);
    return make("span", { lang: "zh-CN" }, before, make("mark", {}, words), after);
  };

  const COLUMNS = {
    things: [
      ["name", (node) => open(node.id), (node) => gov.text(node.label)],
      ["type", (node) => label(gov.typeName(node)), (node) => gov.text(gov.typeName(node))],
      ["field", (node) => label(gov.boxes.get(node.box)), (node) => [...gov.boxes.keys()].indexOf(node.box)],
      ["degree", (node) => node.degree, (node) => node.degree],
      ["between", (node) => node.between, (node) => node.between],
      ["community", (node) => node.community + 1, (node) => node.community],
      ["reported", (node) => node.figures.length || "", (node) => node.figures.length],
      ["mentions", (node) => node.mentions.length, (node) => node.mentions.length],
    ],
    relations: [
      ["subject", (edge) => open(edge.from), (edge) => gov.text(gov.item(edge.from).label)],
      ["predicate", (edge) => make("button", { type: "button", class: "link", onclick: () => gov.go({ chosen: edge.id }) }, label(gov.relName(edge.rel))), (edge) => gov.text(gov.relName(edge.rel))],
      ["object", (edge) => open(edge.to), (edge) => gov.text(gov.item(edge.to).label)],
      ["evidence", (edge) => (edge.registry ? say("registry") : marked(edge.quotes)), null],
    ],
    figures: [
      ["measure", (figure) => make("button", { type: "button", class: "link", onclick: () => gov.go({ chosen: figure.id }) }, label(figure.name)), (figure) => gov.text(figure.name)],
      ["before", (figure) => (figure.before ? label(figure.before.value) : ""), null],
      ["value", (figure) => label(figure.value), null],
      ["period", (figure) => (figure.period ? label(figure.period) : ""), (figure) => (figure.period ? gov.text(figure.period) : "")],
      ["under", (figure) => open(figure.owner), (figure) => gov.text(gov.item(figure.owner).label)],
      ["evidence", (figure) => marked(figure.quotes), null],
    ],
  };
  const NUMBERS = new Set(["degree", "between", "community"]);

  const rowsOf = (kind) => {
    if (kind === "things") return data.nodes.filter(gov.allows);
    if (kind === "figures") return data.figures.filter(gov.allows);
    return data.edges.filter((edge) => gov.why(edge) !== "filtered");
  };

  const build = (kind) => {
    const [by, way] = sorted[kind];
    const columns = COLUMNS[kind];
    const key = columns.find(([name]) => name === by)[2];
    const rows = rowsOf(kind).map((row, place) => [key(row), place, row]);
    const compare = new Intl.Collator("zh-CN", { numeric: true }).compare;
    rows.sort(([a, p], [b, q]) => way * (typeof a === "number" ? a - b : compare(a, b)) || p - q);
    const title = kind === "figures" ? say("reported") : say(kind);
    const head = make("tr", {}, ...columns.map(([name, , sort]) => {
      const active = name === by;
      const cell = make("th", { scope: "col", class: NUMBERS.has(name) ? "num" : undefined, "aria-sort": active ? (way > 0 ? "ascending" : "descending") : undefined });
      if (!sort) cell.append(say(name));
      else {
        cell.append(make("button", { type: "button", onclick: () => {
          sorted[kind] = [name, active ? -way : 1];
          gov.showTable();
          table.querySelector(`[data-kind="${kind}"] th[aria-sort] button`).focus();
        } }, say(name)));
      }
      return cell;
    }));
    const body = make("tbody", {}, ...rows.map(([, , row]) => make("tr", {}, ...columns.map(([name, cell]) => make("td", { class: NUMBERS.has(name) ? "num" : name === "evidence" ? "words" : undefined }, String(cell(row)) === "" ? "" : cell(row))))));
    const id = `table-${kind}`;
    return make("section", { "data-kind": kind },
      make("h2", { id, tabindex: "-1" }, `${title} (${rows.length})`),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": id }, make("table", {}, make("thead", {}, head), body)));
  };

  gov.showTable = () => {
    const parts = Object.keys(COLUMNS).map(build);
    const jumps = parts.map((part) => {
      const title = part.querySelector("h2");
      return make("button", { type: "button", class: "plain", onclick: () => { title.scrollIntoView(); title.focus({ preventScroll: true }); } }, title.textContent);
    });
    table.replaceChildren(make("div", { class: "jumps" }, ...jumps), ...parts);
  };
})();
