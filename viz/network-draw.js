"use strict";
// The picture: chips with a type's sign and the name, boxes of fields, edges, and what of them is shown.
(() => {
  const { state, data } = gov;
  const FONT = 13, LINE = 17, SMALL = 11, SMALL_LINE = 14, ICON = 19, PAD_X = 8;
  const container = document.getElementById("canvas");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let colours = {};
  let rects = new Map();
  let ring = null;
  const ranked = [...data.nodes].sort((a, b) => gov.near.get(b.id).length - gov.near.get(a.id).length);
  let network = null;
  let lit = new Set();

  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    colours = { sans: value("--sans") };
    colours.face = colours.sans.replace(/"/g, "");
    for (const name of ["ground", "surface", "box", "line", "ink", "soft", "accent", "wash", "edge", "edge-strong"]) colours[name] = value(`--${name}`);
    for (const type of Object.keys(gov.shapes)) colours[type] = value(`--t-${type}`);
  };

  const nodes = new vis.DataSet(gov.placed.map(({ id, label, x, y }) => ({ id, label, x, y, shape: "custom", ctxRenderer: drawChip })));
  const edges = new vis.DataSet(gov.drawn.map((edge) => ({ ...edge, ...gov.bend(edge) })));

  // ---- what is shown -------------------------------------------------------------------------

  const layout = () => data.layouts[state.lang + (state.figures ? "+" : "")];
  const size = (id) => data.layouts[`${state.lang}+`].nodes[gov.index.get(id)];
  const claim = (edge) => gov.edges.get(edge.id);

  gov.allows = (item) => {
    if (item.type === "Figure") {
      const owner = gov.things.get(item.owner);
      return !state.off.type.has("Figure") && !state.off.field.has(item.box) && !state.off.type.has(owner.type);
    }
    return !state.off.type.has(item.type) && !state.off.field.has(item.box);
  };

  // Why an edge is not drawn: "filtered", "home", "cross", "outside", or nothing where it is.
  gov.why = (edge) => {
    const [from, to] = [gov.things.get(edge.from), gov.things.get(edge.to)];
    if (state.off.rel.has(edge.rel) || !gov.allows(from) || !gov.allows(to)) return "filtered";
    if (ring) {
      const own = edge.from === state.focus || edge.to === state.focus;
      return ring.has(edge.from) && ring.has(edge.to) && (own || !edge.home) ? "" : "outside";
    }
    const touched = edge.from === state.chosen || edge.to === state.chosen || edge.id === state.chosen;
    if (edge.home && !state.home && !touched) return "home";
    if (from.box !== to.box && !edge.home && !state.cross && !touched) return "cross";
    return "";
  };

  const showsNode = (item) => {
    if (ring) return ring.has(item.id) && gov.allows(item);
    return gov.allows(item) && (item.type !== "Figure" || state.figures);
  };

  const nodesShown = new vis.DataView(nodes, { filter: (node) => showsNode(gov.item(node.id)) });
  const edgesShown = new vis.DataView(edges, {
    filter: (edge) => {
      const known = claim(edge);
      if (known) return gov.why(known) === "";
      return showsNode(gov.item(edge.to)) && showsNode(gov.item(edge.from));
    },
  });
  gov.shown = { nodes: nodesShown, edges: edgesShown };

  gov.counts = () => {
    const count = { things: 0, allThings: data.nodes.length, relations: 0, allRelations: data.edges.length, why: {} };
    for (const node of data.nodes) {
      if (showsNode(node)) count.things += 1;
    }
    for (const edge of data.edges) {
      const why = gov.why(edge);
      if (why) count.why[why] = (count.why[why] || 0) + 1;
      else count.relations += 1;
    }
    return count;
  };

  // ---- drawing -------------------------------------------------------------------------------

  function mixed(colour, share, under) {
    const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const [a, b] = [parts(colour), parts(under)];
    return `rgb(${a.map((value, at) => Math.round(value * share + b[at] * (1 - share))).join(",")})`;
  }

  function drawChip({ ctx, id, x, y, state: { selected, hover } }) {
    const item = gov.item(id);
    const [width, height] = rects.get(id) || [60, 26];
    return { drawNode: () => paintChip(ctx, item, x - width / 2, y - height / 2, width, height, selected, hover), nodeDimensions: { width, height } };
  }

  function paintChip(ctx, item, left, top, width, height, selected, hover, blank = far()) {
    const colour = colours[item.type];
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, 7);
    ctx.fillStyle = ring ? colours.ground : colours.box;
    ctx.fill();
    ctx.globalAlpha = lit.size && !lit.has(item.id) && !selected ? 0.55 : 1;
    if (item.home) ctx.fillStyle = mixed(colour, 0.16, colours.surface);
    else if (item.type === "Figure") ctx.fillStyle = colours.box;
    else ctx.fillStyle = mixed(colour, blank ? 0.5 : 0.07, colours.surface);
    ctx.fill();
    ctx.lineWidth = selected ? 2.5 : hover ? 1.8 : 1;
    ctx.strokeStyle = selected || hover ? colours.accent : mixed(colour, item.type === "Figure" ? 0.25 : 0.45, colours.surface);
    ctx.stroke();
    if (blank) return;
    ctx.save();
    ctx.translate(left + PAD_X - 1, top + 6.5);
    ctx.scale(0.8, 0.8);
    ctx.fillStyle = colour;
    ctx.fill(gov.shapes[item.type]);
    ctx.restore();
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    const [zh, en, below] = item.lines;
    let line = top + 5 + LINE / 2 + 0.5;
    ctx.fillStyle = colours.ink;
    ctx.font = `${item.home ? 650 : 450} ${FONT}px ${colours.sans}`;
    const badge = item.figures && item.figures.length ? String(item.figures.length) : "";
    const room = width - ICON - 1.5 * PAD_X - (badge ? 17 + 7 * badge.length : 0);
    for (const text of state.lang === "en" ? en : zh) {
      ctx.fillText(text, left + ICON + PAD_X - 2, line, room);
      line += LINE;
    }
    if (badge) paintBadge(ctx, badge, left + width - PAD_X, top + height / 2);
    if (state.lang !== "both") return;
    ctx.fillStyle = colours.soft;
    ctx.font = `400 ${SMALL}px ${colours.sans}`;
    line -= (LINE - SMALL_LINE) / 2;
    for (const text of below) {
      ctx.fillText(text, left + ICON + PAD_X - 2, line, room);
      line += SMALL_LINE;
    }
  }

  // How many figures a name has, at the right end of its chip.
  function paintBadge(ctx, text, right, middle) {
    const before = [ctx.fillStyle, ctx.font];
    ctx.fillStyle = colours.Figure;
    ctx.font = `500 10.5px ${colours.sans}`;
    ctx.textAlign = "right";
    ctx.fillText(text, right, middle + 0.5);
    ctx.textAlign = "left";
    ctx.save();
    ctx.translate(right - ctx.measureText(text).width - 11, middle - 4.5);
    ctx.scale(0.55, 0.55);
    ctx.fill(gov.shapes.Figure);
    ctx.restore();
    [ctx.fillStyle, ctx.font] = before;
  }

  function paintBoxes(ctx) {
    if (ring) return;
    const scale = network.getScale();
    for (const [name, [left, top, width, height]] of Object.entries(layout().boxes)) {
      if (state.off.field.has(name)) continue;
      ctx.beginPath();
      ctx.roundRect(left, top, width, height, 12);
      ctx.fillStyle = colours.box;
      ctx.fill();
      ctx.lineWidth = name === state.chosen ? 2 / scale : 1;
      ctx.strokeStyle = name === state.chosen ? colours.accent : colours.line;
      ctx.stroke();
      if (!far()) paintTitle(ctx, name, Math.max(15, 12 / scale), null);
    }
  }

  // Below this scale words on chips are too small to read, and a readable title fills the head of its box.
  const far = gov.far = () => Boolean(network) && network.getScale() < 0.5;

  // From far away the names of the fields stand on the upper edge of their boxes, where no chip is, the
  // largest first; between them, as on a map, the names with most relations that find room, on larger chips.
  let grown = [];
  function paintNames(ctx) {
    grown = [];
    if (!far()) return;
    const scale = network.getScale();
    const taken = [];
    const px = 13 / scale, gap = 2 / scale, rim = 5 / scale;
    const apart = ([left, top, right, bottom], [a, b, c, d], wide, high) => right + wide <= a || c + wide <= left || bottom + high <= b || d + high <= top;
    const fits = (spot) => taken.every((other) => apart(spot, other, gap, 0)) && grown.every(([, other]) => apart(spot, other, rim, rim));
    if (!ring) {
      const boxes = Object.entries(layout().boxes).filter(([name]) => !state.off.field.has(name));
      for (const [name] of boxes.sort(([, a], [, b]) => b[2] * b[3] - a[2] * a[3])) {
        const plate = plateOf(ctx, name, px);
        if (!fits(plate)) continue;
        taken.push(plate);
        paintTitle(ctx, name, px, plate);
      }
    }
    const grow = 9.5 / FONT / scale;
    for (const item of ranked) {
      if (!showsNode(item)) continue;
      const [width, height] = rects.get(item.id).map((length) => length * grow);
      const { x, y } = nodes.get(item.id);
      let [a, b] = [x - width / 2, y - height / 2];
      if (!ring) {
        const [left, top, wide, high] = layout().boxes[item.box];
        const under = top + px * 0.8;
        if (width + 2 * rim > wide || under + height > top + high) continue;
        [a, b] = [Math.min(Math.max(a, left + rim), left + wide - width - rim), Math.min(Math.max(b, under), top + high - height)];
      }
      const spot = [a, b, a + width, b + height];
      if (!fits(spot)) continue;
      grown.push([item.id, spot]);
      ctx.save();
      ctx.translate(a, b);
      ctx.scale(grow, grow);
      paintChip(ctx, item, 0, 0, width / grow, height / grow, item.id === state.chosen, false, false);
      ctx.restore();
    }
  }

  const titleOf = (name) => {
    const [zh, en] = gov.boxes.get(name);
    return state.lang === "en" ? [en || zh, ""] : [zh, en];
  };

  // The left, upper, right and lower edge of the plate under the name of a field.
  function plateOf(ctx, name, px) {
    const [left, top, width] = layout().boxes[name];
    ctx.font = `650 ${px}px ${colours.sans}`;
    const wide = Math.min(ctx.measureText(titleOf(name)[0]).width, width - px);
    return [left + px * 0.1, top - px * 0.8, left + px * 0.9 + wide, top + px * 0.8];
  }

  function paintTitle(ctx, name, px, plate) {
    const [left, top, width] = layout().boxes[name];
    const [zh, en] = titleOf(name);
    ctx.font = `650 ${px}px ${colours.sans}`;
    const [x, y] = plate ? [left + px / 2, top] : [left + 16, top + 18];
    const room = width - (plate ? px : 32); // a plate keeps to its box, whatever the scale
    const wide = Math.min(ctx.measureText(zh).width, room);
    if (plate) {
      const [a, b, c, d] = plate;
      ctx.globalAlpha = 0.88;
      ctx.fillStyle = colours.surface;
      ctx.beginPath();
      ctx.roundRect(a, b, c - a, d - b, px * 0.4);
      ctx.fill();
      ctx.globalAlpha = 1;
    }
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillStyle = colours.ink;
    ctx.fillText(zh, x, y, room);
    if (state.lang !== "both" || !en || plate) return;
    ctx.font = `400 ${px * 0.86}px ${colours.sans}`;
    ctx.fillStyle = colours.soft;
    ctx.fillText(en, x + wide + 8, y, Math.max(20, width - 40 - wide));
  }

  // The name whose larger chip lies under a point, for these hide other chips.
  gov.nameAt = ({ x, y }) => (grown.find(([, [left, top, right, bottom]]) => x >= left && x <= right && y >= top && y <= bottom) || [""])[0];

  gov.boxAt = ({ x, y }) => {
    if (ring) return "";
    const above = far() ? (13 * 0.8) / network.getScale() : 0; // the plate of the name reaches over the edge
    for (const [name, [left, top, width, height]] of Object.entries(layout().boxes)) {
      if (!state.off.field.has(name) && x >= left && x <= left + width && y >= top - above && y <= top + Math.min(34, height)) return name;
    }
    return "";
  };

  const edgeStyle = (edge) => {
    const known = claim(edge);
    const strong = colours["edge-strong"];
    const within = known ? gov.things.get(edge.from).box === gov.things.get(edge.to).box : true;
    return {
      id: edge.id,
      color: { color: colours.edge, highlight: strong, hover: strong, opacity: within || ring ? 0.9 : known.home ? 0.35 : 0.6 },
      dashes: known && known.registry ? [5, 4] : false,
      font: { size: 11, face: colours.face, color: colours.soft, strokeWidth: 4, strokeColor: ring ? colours.ground : colours.box, align: "horizontal" },
    };
  };

  const labelled = new Set();
  const labelEdges = () => {
    const wanted = new Set();
    const near = ring ? edgesShown.get() : [];
    if (near.length <= 18) for (const edge of near) if (claim(edge)) wanted.add(edge.id);
    const changes = [];
    for (const id of labelled) if (!wanted.has(id)) changes.push({ id, label: undefined });
    for (const id of wanted) changes.push({ id, label: gov.text(gov.relName(gov.edges.get(id).rel)) });
    labelled.clear();
    for (const id of wanted) labelled.add(id);
    if (changes.length) edges.update(changes);
  };

  // ---- placing -------------------------------------------------------------------------------

  let placed = "";
  const placeAll = () => {
    const wanted = [state.lang, state.figures, state.focus, ring && [...ring.keys()].join()].join();
    if (wanted === placed) return;
    placed = wanted;
    const spots = layout().nodes;
    const moved = [];
    rects = new Map();
    for (const id of gov.index.keys()) {
      const [, , width, height] = size(id);
      rects.set(id, [width, height]);
      const at = spots[gov.index.get(id)];
      if (at && !ring) moved.push({ id, x: at[0] + at[2] / 2, y: at[1] + at[3] / 2 });
      else if (ring && ring.has(id)) moved.push({ id, ...ring.get(id) });
    }
    nodes.update(moved);
  };

  // vis keeps the size of a custom shape from the drawing before; this makes it take the new one at
  // once, so that lines end at the border and clicks meet the chip from the first frame on.
  const resize = () => {
    for (const [id, [width, height]] of rects) {
      const shape = network.body.nodes[id] && network.body.nodes[id].shape;
      if (shape) Object.assign(shape, { customSizeWidth: width, customSizeHeight: height, width: undefined });
    }
  };

  gov.refresh = () => {
    const framed = Boolean(ring);
    ring = state.focus ? gov.ring(state.focus, size, showRing, aspect()) : null;
    if (Boolean(ring) !== framed) edges.update(edges.map(edgeStyle));
    placeAll();
    nodesShown.refresh();
    edgesShown.refresh();
    lit = new Set();
    const chosen = gov.edges.get(state.chosen);
    if (chosen) lit = new Set([chosen.from, chosen.to]);
    else if (!ring && gov.item(state.chosen)) {
      lit = new Set([state.chosen]);
      for (const edge of edgesShown.get()) {
        if (edge.from === state.chosen) lit.add(edge.to);
        if (edge.to === state.chosen) lit.add(edge.from);
      }
    }
    labelEdges();
    if (!network) return;
    resize();
    const picked = gov.item(state.chosen) && nodesShown.get(state.chosen) ? [state.chosen] : [];
    const lines = chosen && edgesShown.get(chosen.id) ? [chosen.id] : [];
    network.setSelection({ nodes: picked, edges: lines }, { highlightEdges: true });
    network.redraw();
  };

  const showRing = (item) => gov.allows(item) && (item.type !== "Figure" || state.figures);

  const room = () => ({ width: container.clientWidth, height: container.clientHeight });
  const hidden = () => {
    const panel = document.getElementById("panel");
    if (panel.hidden) return { right: 0, bottom: 0 };
    const whole = panel.clientWidth > container.clientWidth - 20;
    return whole ? { right: 0, bottom: panel.clientHeight } : { right: panel.clientWidth, bottom: 0 };
  };

  const aspect = () => {
    const away = hidden();
    return Math.min(1.8, Math.max(0.75, (room().width - away.right) / Math.max(1, room().height - away.bottom)));
  };

  gov.extent = (ids) => {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const { x, y } = nodes.get(id);
      const [width, height] = rects.get(id);
      x0 = Math.min(x0, x - width / 2); x1 = Math.max(x1, x + width / 2);
      y0 = Math.min(y0, y - height / 2); y1 = Math.max(y1, y + height / 2);
    }
    return [x0, y0, x1 - x0, y1 - y0];
  };

  gov.frame = ([left, top, width, height], animate = true, most = 1.25) => {
    const away = hidden();
    const { width: wide, height: high } = room();
    const [free, tall] = [Math.max(120, wide - away.right), Math.max(120, high - away.bottom)];
    const margin = 20, head = 24, foot = 34;
    const scale = Math.min((free - 2 * margin) / Math.max(width, 1), (tall - foot - head) / Math.max(height, 1), most);
    const position = {
      x: left + width / 2 + away.right / 2 / scale,
      y: top + height / 2 + (away.bottom - (head - foot)) / 2 / scale,
    };
    network.moveTo({ position, scale, animation: animate && !still.matches ? { duration: 320, easingFunction: "easeInOutQuad" } : false });
    return scale;
  };

  // Whether the view shows the whole and nobody has moved it since; then it follows the size of the window.
  let whole = true;
  gov.fit = (animate) => {
    gov.fitScale = frameAll(animate);
    whole = true;
  };

  const frameAll = (animate = true) => {
    if (ring) return gov.frame(gov.extent(nodesShown.getIds()), animate, 1.15);
    const laid = layout();
    const boxes = Object.entries(laid.boxes).filter(([name]) => !state.off.field.has(name)).map(([, box]) => box);
    if (!boxes.length) return gov.frame([0, 0, laid.width, laid.height], animate);
    const x0 = Math.min(...boxes.map((box) => box[0])), y0 = Math.min(...boxes.map((box) => box[1]));
    const x1 = Math.max(...boxes.map((box) => box[0] + box[2])), y1 = Math.max(...boxes.map((box) => box[1] + box[3]));
    return gov.frame([x0, y0, x1 - x0, y1 - y0], animate);
  };

  // Bring what is chosen into sight with the least move; `zoom` also makes names large enough to read.
  gov.reveal = (ids, zoom) => {
    const shown = ids.filter((id) => nodesShown.get(id));
    if (!shown.length) return;
    whole = false;
    const [left, top, width, height] = gov.extent(shown);
    const scale = network.getScale();
    const away = hidden();
    const [right, bottom] = [room().width - away.right - 24, room().height - away.bottom - 24];
    const [a, b] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: left + width, y: top + height })];
    if ((zoom && scale < 0.7) || b.x - a.x > right - 24 || b.y - a.y > bottom - 56) {
      gov.frame([left, top, width, height], true, zoom ? Math.max(scale, 0.85) : scale);
      return;
    }
    const over = (low, high, least, most) => (low < least ? low - least : high > most ? high - most : 0);
    const [dx, dy] = [over(a.x, b.x, 24, right), over(a.y, b.y, 56, bottom)];
    if (!dx && !dy) return;
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + dx / scale, y: y + dy / scale }, scale, animation: still.matches ? false : { duration: 260, easingFunction: "easeInOutQuad" } });
  };

  gov.zoom = (factor) => {
    whole = false;
    network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: still.matches ? false : { duration: 160 } });
  };

  // ---- start ---------------------------------------------------------------------------------

  gov.draw = () => {
    readColours();
    gov.refresh();
    edges.update(edges.map(edgeStyle));
    network = new vis.Network(container, { nodes: nodesShown, edges: edgesShown }, {
      autoResize: true,
      physics: false,
      layout: { improvedLayout: false },
      nodes: { chosen: true },
      edges: { chosen: { edge: true, label: false }, width: 1.1, hoverWidth: 0.6, selectionWidth: 1.1, arrows: { to: { enabled: true, scaleFactor: 0.42 } } },
      interaction: { hover: true, dragNodes: false, hideEdgesOnDrag: data.many, hideEdgesOnZoom: data.many, selectConnectedEdges: true, tooltipDelay: 1e9 },
    });
    gov.network = network;
    network.on("beforeDrawing", paintBoxes);
    network.on("afterDrawing", paintNames);
    for (const move of ["zoom", "dragStart"]) network.on(move, () => { whole = false; });
    // vis sets its own view when it has told of the new size, so that ours must come after.
    network.on("resize", () => { if (whole) window.requestAnimationFrame(() => gov.fit(false)); });
    resize();
    gov.refresh();
    gov.fit(false);
    const repaint = () => {
      readColours();
      edges.update(edges.map(edgeStyle));
      network.redraw();
    };
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  };
})();
