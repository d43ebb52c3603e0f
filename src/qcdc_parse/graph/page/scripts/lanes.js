// Lanes of levels and columns of years, drawn over the graph so that their names stay in sight.

/** Draw what a viewport shows of lanes and columns; `zoom` and `pan` as Cytoscape.js has them. */
function drawLanes(canvas, lanes, columns, zoom, pan) {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  if (!lanes.length) return;
  const x = (value) => value * zoom + pan.x;
  const y = (value) => value * zoom + pan.y;
  const right = Math.min(width, x(columns.at(-1)[2]));
  const bottom = Math.min(height, y(lanes.at(-1)[2]));
  pen.strokeStyle = colour("--rule");
  pen.fillStyle = colour("--lane");
  lanes.forEach(([, from, to], n) => {
    if (n % 2) pen.fillRect(0, y(from), right, (to - from) * zoom);
  });
  pen.beginPath();
  for (const [, from] of lanes) line(pen, 0, y(from), right, y(from));
  for (const [, from] of columns) line(pen, x(from), Math.max(0, y(0)), x(from), bottom);
  pen.stroke();
  drawYears(pen, columns, x, width);
  drawLevels(pen, lanes, y, height);
}

function line(pen, x1, y1, x2, y2) {
  pen.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  pen.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
}

const STRIP = 26;

function drawYears(pen, columns, x, width) {
  pen.fillStyle = colour("--ground");
  pen.fillRect(0, 0, width, STRIP);
  pen.fillStyle = colour("--text-soft");
  pen.font = "600 13px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  let free = 0;
  for (const [year, from, to] of columns) {
    const [left, right] = [Math.max(0, x(from)), Math.min(width, x(to))];
    const text = year === null ? t("year_unknown") : String(year);
    const half = pen.measureText(text).width / 2;
    const middle = Math.min(Math.max((left + right) / 2, half + 4), width - half - 4);
    if (right <= left || middle - half < free) continue;
    pen.fillText(text, middle, STRIP / 2);
    free = middle + half + 10;
  }
}

function drawLevels(pen, lanes, y, height) {
  pen.textAlign = "left";
  pen.font = "600 13px system-ui, sans-serif";
  let free = STRIP;
  for (const [level, from, to] of lanes) {
    const [top, bottom] = [Math.max(free, y(from)), Math.min(height, y(to))];
    if (bottom - top < 20) continue;
    const text = levelName(level);
    pen.fillStyle = colour("--label-ground");
    pen.beginPath();
    pen.roundRect(6, top + 5, pen.measureText(text).width + 16, 22, 6);
    pen.fill();
    pen.fillStyle = colour("--label-text");
    pen.fillText(text, 14, top + 16.5);
    free = top + 30;
  }
}

