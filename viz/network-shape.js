"use strict";
// Geometry without a picture: how edges bend, and the ring of a name's surroundings.
(() => {
  // Edges between the same two ends are fanned out; edges of one box leave their chips sideways.
  const pairs = new Map();
  for (const edge of gov.drawn) {
    const key = [edge.from, edge.to].sort().join("\n");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge.id);
  }
  gov.bend = (edge) => {
    if (edge.from === edge.to) return {};
    const ids = pairs.get([edge.from, edge.to].sort().join("\n"));
    const place = ids.indexOf(edge.id) - (ids.length - 1) / 2;
    const forward = edge.from < edge.to ? 1 : -1;
    if (ids.length > 1) {
      const curve = place * 0.3 * forward;
      return { smooth: { enabled: true, type: curve < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(curve) } };
    }
    const [from, to] = [gov.item(edge.from), gov.item(edge.to)];
    if (from.box === to.box) return { smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 } };
    return { smooth: { enabled: true, type: forward > 0 ? "curvedCW" : "curvedCCW", roundness: 0.08 } };
  };

  // Put the neighbours of a name on ellipses round it, in the order of relation and type, and push
  // apart what overlaps. `size` gives left, top, width, height; `shows` says what may appear;
  // `aspect` is the width of the free room to its height.
  gov.ring = (centre, size, shows, aspect) => {
    const spots = new Map([[centre, { x: 0, y: 0 }]]);
    const around = new Map();
    for (const edge of gov.near.get(centre) || []) {
      const other = edge.from === centre ? edge.to : edge.from;
      if (other !== centre && shows(gov.things.get(other)) && !gov.state.off.rel.has(edge.rel) && !around.has(other)) around.set(other, `${edge.rel}|${edge.from === centre}`);
    }
    const things = [...around.keys()].sort((a, b) => {
      const [p, q] = [around.get(a), around.get(b)];
      return p < q ? -1 : p > q ? 1 : gov.index.get(a) - gov.index.get(b);
    });
    const figures = gov.data.figures.filter((figure) => figure.owner === centre && shows(figure)).map((figure) => figure.id);
    const all = [...things, ...figures];
    const [, , wide, high] = size(centre);
    let first = 0;
    for (let lap = 0; first < all.length; lap += 1) {
      const across = wide / 2 + 150 + lap * 190, down = Math.max(high / 2 + 110, (across - wide / 4) / aspect);
      const least = Math.max(6, Math.floor((Math.PI * (across + down)) / 135));
      const rest = all.length - first;
      const count = rest <= least * 1.2 ? rest : least;
      for (let place = 0; place < count; place += 1) {
        const angle = -Math.PI / 2 + ((place + (lap % 2) / 2) / count) * 2 * Math.PI + (count <= 2 ? Math.PI / 2 : 0);
        spots.set(all[first + place], { x: across * Math.cos(angle), y: down * Math.sin(angle) });
      }
      first += count;
    }
    part(centre, spots, size);
    return spots;
  };

  function part(centre, spots, size) {
    const ids = [...spots.keys()];
    const boxes = ids.map((id) => size(id));
    for (let turn = 0; turn < 60; turn += 1) {
      let moved = false;
      for (let a = 0; a < ids.length; a += 1) {
        for (let b = a + 1; b < ids.length; b += 1) {
          const [p, q] = [spots.get(ids[a]), spots.get(ids[b])];
          const [dx, dy] = [q.x - p.x, q.y - p.y];
          const overX = (boxes[a][2] + boxes[b][2]) / 2 + 16 - Math.abs(dx);
          const overY = (boxes[a][3] + boxes[b][3]) / 2 + 14 - Math.abs(dy);
          if (overX <= 0 || overY <= 0) continue;
          moved = true;
          const share = ids[a] === centre ? [0, 1] : [0.5, 0.5];
          if (overX < overY) {
            const push = (dx < 0 ? -1 : 1) * overX;
            p.x -= push * share[0];
            q.x += push * share[1];
          } else {
            const push = (dy < 0 ? -1 : 1) * overY;
            p.y -= push * share[0];
            q.y += push * share[1];
          }
        }
      }
      if (!moved) return;
    }
  }
})();
