"use strict";
// The data of the page, the words of its interface, what is shown, and the making of elements.
// Nothing here writes markup: all text goes through textContent.
const gov = {};
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  gov.data = read("data");
  gov.placed = read("nodes");
  gov.drawn = read("edges");

  gov.things = new Map(gov.data.nodes.map((node) => [node.id, node]));
  gov.figures = new Map(gov.data.figures.map((figure) => [figure.id, figure]));
  gov.edges = new Map(gov.data.edges.map((edge) => [edge.id, edge]));
  gov.boxes = new Map(gov.data.boxes.map(([id, zh, en]) => [id, [zh, en]]));
  gov.index = new Map([...gov.data.nodes, ...gov.data.figures].map((item, place) => [item.id, place]));
  gov.near = new Map(gov.data.nodes.map((node) => [node.id, []]));
  for (const edge of gov.data.edges) {
    gov.near.get(edge.from).push(edge);
    if (edge.to !== edge.from) gov.near.get(edge.to).push(edge);
  }
  for (const figure of gov.data.figures) {
    figure.type = "Figure";
    figure.label = [0, 1].map((tongue) => [figure.name[tongue] || figure.name[0], figure.value[tongue] || figure.value[0]].join(" "));
  }
  gov.data.types.Figure = ["数据", "Figure"];

  // A page without a language in its address speaks that of the browser, if it can.
  gov.ownLanguage = /^zh\b/i.test(window.navigator.language) ? "zh" : "en";
  gov.state = {
    lang: gov.ownLanguage, view: "graph", focus: "", chosen: "",
    off: { type: new Set(), field: new Set(), rel: new Set() },
    ...gov.data.defaults,
  };

  const WORDS = {
    search: ["搜索名称、数据、领域", "Search names, figures, fields"], hits: ["搜索结果", "Search results"],
    none: ["没有找到", "Nothing found"], filters: ["筛选与图例", "Filters and legend"],
    language: ["语言", "Language"], view: ["视图", "View"], graph: ["图", "Graph"], table: ["表", "Table"],
    type: ["类型", "Type"], field: ["领域", "Field"], rel: ["关系", "Relation"], show: ["显示", "Show"],
    all: ["全选", "All"], nothing: ["全不选", "None"],
    figures: ["数据作为节点", "Figures as nodes"], home: ["本地区自身的关系", "Relations of the area itself"],
    cross: ["跨领域的关系", "Relations across fields"],
    things: ["事物", "things"], relations: ["关系", "relations"], hidden: ["隐藏", "hidden"],
    filtered: ["被筛选", "filtered out"], outside: ["不在邻域", "outside the focus"],
    inPanel: ["见面板", "in the panel"],
    fit: ["全图", "Fit"], reset: ["重置", "Reset"], back: ["返回", "Back"], zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"],
    focus: ["只看邻域", "Focus"], unfocus: ["退出邻域", "Leave focus"],
    close: ["关闭", "Close"], menu: ["筛选", "Filters"], skip: ["以表格查看", "Read as a table"],
    hint: ["点领域放大；点名称或连线，看原句；双击名称，只看邻域", "Click a field to come nearer, a name or a line for the sentence; double-click a name for its surroundings"],
    canvas: ["关系图：方向键移到相邻名称，回车只看邻域，Esc 退出；同样的内容在表格里", "Network: arrow keys move between names, Enter focuses, Escape leaves; the table holds the same"],
    evidence: ["原句", "Sentence"], more: ["其余", "More"], mentions: ["原文提及", "Mentions"],
    reported: ["数据", "Figures"], links: ["关系", "Relations"], measures: ["在网络中的位置", "Place in the network"],
    degree: ["关系数", "Relations"], between: ["中介度", "Betweenness"], community: ["社群", "Community"],
    section: ["章节", "Section"], at: ["字符", "character"],
    confidence: ["提取器自评", "extractor's own score"], rule: ["规则", "rule"], noquote: ["此库未保留原文", "This store keeps no quotes"],
    registry: ["来自人工整理的登记表，不是来源中的说法", "From the curated registry, not stated by a source"],
    implied: ["主语未写出，按来源所在地补全", "Subject not printed; taken to be the source's own area"],
    between2: ["两者之间的全部说法", "All claims between the two"], period: ["时期", "Period"],
    before: ["此前", "before"], partOf: ["属于合计", "part of"], under: ["归属", "Reported under"],
    name: ["名称", "Name"], subject: ["主体", "Subject"], predicate: ["关系", "Relation"],
    object: ["对象", "Object"], measure: ["指标", "Measure"], value: ["数值", "Value"], chosen: ["已选", "Selected"],
    zoomed: ["查看", "Open"],
  };

  gov.word = (key) => WORDS[key];
  gov.say = (key) => {
    const [zh, en] = WORDS[key];
    return gov.state.lang === "zh" ? zh : gov.state.lang === "en" ? en : `${zh} ${en}`;
  };
  gov.text = ([zh, en]) => {
    if (gov.state.lang === "zh") return zh || en;
    if (gov.state.lang === "en") return en || zh;
    return zh && en ? `${zh} ${en}` : zh || en;
  };

  gov.make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "class") element.className = value;
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };

  // A label in the chosen language; in both, the English follows in a softer tone.
  gov.label = (pair, properties = {}) => {
    const [zh, en] = pair;
    const wrap = gov.make("span", properties);
    const first = gov.state.lang === "en" ? en || zh : zh || en;
    wrap.append(gov.make("span", { lang: first === zh ? "zh-CN" : "en" }, first));
    if (gov.state.lang === "both" && zh && en) wrap.append(" ", gov.make("span", { lang: "en", class: "second" }, en));
    return wrap;
  };

  gov.typeName = (node) => (node.sub && gov.data.types[node.sub]) || gov.data.types[node.type] || [node.type, ""];
  gov.relName = (rel) => gov.data.predicates[rel] || [rel, ""];
  gov.codeName = (code) => gov.data.codes[code] || [code, ""];
  gov.item = (id) => gov.things.get(id) || gov.figures.get(id);

  gov.fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》「」]/g, "");

  // The three stretches of a sentence: offsets count code points, as everywhere in govgraph.
  gov.cut = (number) => {
    const [sentence, start, end, at, confidence, rule] = gov.data.quotes[number];
    const [text, section, source, issued] = gov.data.sentences[sentence];
    const points = Array.from(text);
    const name = (index) => gov.data.sections[index];
    return {
      before: points.slice(0, start).join(""), words: points.slice(start, end).join(""), after: points.slice(end).join(""),
      at, confidence, rule: name(rule), section: name(section), source: name(source), issued: name(issued),
    };
  };

  const SHAPES = {
    Initiative: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
    Programme: "M8 .8L15.2 8L8 15.2L.8 8z",
    Institution: "M2 2h12v12H2z",
    PolicyDocument: "M3 1h7l3.5 3.5V15H3z",
    Honour: "M8 .6l2.2 4.9 5.3.5-4 3.6 1.2 5.3L8 12.1l-4.7 2.8 1.2-5.3-4-3.6 5.3-.5z",
    Event: "M8 1.4L15.4 14.4H.6z",
    Group: "M.6 1.8h14.8L8 14.8z",
    Person: "M4.3 1.2h7.4L15.4 8l-3.7 6.8H4.3L.6 8z",
    Place: "M8 .8a5.4 5.4 0 0 0-5.4 5.4C2.6 10 8 15.4 8 15.4S13.4 10 13.4 6.2A5.4 5.4 0 0 0 8 .8z",
    Figure: "M1.5 9h3v5.5h-3zM6.5 5.5h3v9h-3zM11.5 1.5h3v13h-3z",
  };
  gov.shapes = Object.fromEntries(Object.entries(SHAPES).map(([type, path]) => [type, new Path2D(path)]));
  gov.glyph = (type) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", `glyph g-${type}`);
    path.setAttribute("d", SHAPES[type] || SHAPES.Initiative);
    svg.append(path);
    return svg;
  };
})();
