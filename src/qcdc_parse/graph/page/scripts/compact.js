// A part of the graph laid out anew, as layout.py lays out the whole: what is not shown takes no room.

/** Places, lanes and columns of some documents; `shape` is the width of the view by its height. */
function compact(nodes, shape) {
  const bandOf = (bands, value) => bands.findIndex(([, from, to]) => value >= from && value < to);
  const cells = new Map();
  for (const node of [...nodes].sort((a, b) => a.x - b.x || a.y - b.y)) {
    const [lane, column] = [bandOf(DATA.lanes, node.y), bandOf(DATA.columns, node.x)];
    const name = `${lane} ${column}`;
    if (!cells.has(name)) cells.set(name, { lane, column, nodes: [] });
    cells.get(name).nodes.push(node);
  }
  const all = [...cells.values()];
  const grids = Array.from({ length: 25 }, (_, n) => gridOf(all, 1.3 ** (n - 12)));
  const off = (grid) => Math.abs(Math.log(grid.wide / grid.high / shape));
  return placed(all, grids.reduce((best, grid) => (off(grid) < off(best) ? grid : best)), shape);
}

/** Rows of lanes and cards side by side in columns. */
function gridOf(cells, stretch) {
  const [gapX, gapY, columnGap, laneGap] = DATA.gaps;
  const [rows, widths] = [new Map(), new Map()];
  for (const { lane, nodes } of cells) rows.set(lane, Math.max(rows.get(lane) ?? 1, Math.min(nodes.length, Math.round(Math.sqrt(nodes.length) * stretch))));
  for (const { lane, column, nodes } of cells) widths.set(column, Math.max(widths.get(column) ?? 1, Math.ceil(nodes.length / rows.get(lane))));
  const sum = (values) => [...values].reduce((a, b) => a + b, 0);
  return { rows, widths, wide: sum(widths.values()) * (DATA.card[0] + gapX) + widths.size * columnGap, high: sum(rows.values()) * (DATA.card[1] + gapY) + rows.size * laneGap };
}

function placed(cells, { rows, widths, wide, high }, shape) {
  const [gapX, gapY, columnGap, laneGap] = DATA.gaps;
  const apart = Math.min(Math.max(wide / high / shape, 1), 2.5);
  const [stepX, stepY] = [DATA.card[0] + gapX, (DATA.card[1] + gapY) * apart];
  const lanes = bandsOf(DATA.lanes, rows, stepY, laneGap * apart);
  const columns = bandsOf(DATA.columns, widths, stepX, columnGap);
  const places = new Map();
  for (const { lane, column, nodes } of cells) {
    const [left, top] = [columns.get(column)[1] + columnGap / 2, lanes.get(lane)[1] + (laneGap * apart) / 2];
    nodes.forEach((node, n) => {
      const [across, down] = [Math.floor(n / rows.get(lane)), n % rows.get(lane)];
      places.set(node, { x: left + (across + 0.5) * stepX, y: top + (down + 0.5) * stepY });
    });
  }
  return { places, lanes: [...lanes.values()], columns: [...columns.values()] };
}

/** The bands that hold something, one behind the other, by their place among all. */
function bandsOf(bands, sizes, step, gap) {
  const out = new Map();
  let edge = 0;
  bands.forEach(([name], at) => {
    if (!sizes.has(at)) return;
    out.set(at, [name, edge, edge + sizes.get(at) * step + gap]);
    [, , edge] = out.get(at);
  });
  return out;
}
