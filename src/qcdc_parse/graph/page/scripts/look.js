// How documents and relations are drawn: never told by colour alone.

/** By family of relations: the colour's name, width, pattern of the line, head of the arrow. */
const FAMILIES = {
  ends: { colour: "--ends", width: 3.4, dash: null, arrow: "tee" },
  changes: { colour: "--changes", width: 2.4, dash: [12, 4, 3, 4], arrow: "diamond" },
  rests: { colour: "--rests", width: 1.9, dash: null, arrow: "triangle" },
  tells: { colour: "--tells", width: 2.2, dash: [2, 4], arrow: "vee" },
  belongs: { colour: "--belongs", width: 1.9, dash: [16, 4], arrow: "circle" },
  cites: { colour: "--cites", width: 1.2, dash: null, arrow: "vee" },
};
const UNSURE = [5, 5];
const SHAPES = { held: "round-rectangle", cited: "rectangle", candidate: "cut-rectangle" };

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function graphStyle() {
  const c = (name) => colour(`--${name}`);
  const dense = EDGES.length > 800;
  const [width, height] = DATA.card;
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", width, height, shape: "data(shape)", "background-color": c("card"), "border-color": c("card-border"), "border-width": 1.5,
        color: c("text"), "font-family": "system-ui, sans-serif", "font-size": 13, "text-valign": "center", "text-halign": "center", "text-wrap": "wrap",
        "line-height": 1.25, "min-zoomed-font-size": 5, "outline-width": 0, "overlay-opacity": 0,
      },
    },
    { selector: "node.brief", style: { label: "data(brief)", "font-size": "data(large)", "font-weight": 600 } },
    { selector: "node.held", style: { "background-color": c("held"), "border-color": c("held-border"), "border-width": 2 } },
    { selector: "node.candidate", style: { "border-style": "dashed", "border-width": 2 } },
    { selector: "node.ended", style: { "border-style": "double", "border-width": 5, "border-color": c("ends") } },
    {
      selector: "edge",
      style: {
        "curve-style": dense ? "straight" : "unbundled-bezier", "control-point-distances": 26, "control-point-weights": 0.5, opacity: Math.min(0.8, Math.max(0.25, 13 / Math.sqrt(EDGES.length))),
        "arrow-scale": 1.1, "overlay-opacity": 0,
      },
    },
    ...Object.entries(FAMILIES).map(([family, look]) => ({
      selector: `edge.${family}`,
      style: {
        width: look.width, "line-color": colour(look.colour), "target-arrow-color": colour(look.colour), "target-arrow-shape": look.arrow,
        ...(look.dash ? { "line-style": "dashed", "line-dash-pattern": look.dash } : {}),
      },
    })),
    ...Object.entries(FAMILIES).map(([family, look]) => ({ selector: `edge.${family}.brief`, style: { width: look.width * 2 } })),
    ...(dense ? [{ selector: "edge.brief", style: { "target-arrow-shape": "none", events: "no" } }] : []),
    {
      selector: "edge.unsure",
      style: {
        "line-style": "dashed", "line-dash-pattern": UNSURE, "target-arrow-fill": "hollow", label: "?", color: c("text"), "font-size": 15, "font-weight": "bold",
        "text-background-color": c("ground"), "text-background-opacity": 1, "text-background-padding": 2, "text-background-shape": "roundrectangle", "min-zoomed-font-size": 7,
      },
    },
    { selector: ".far", style: { opacity: 0.3 } },
    { selector: "edge.far", style: dense ? { visibility: "hidden" } : { opacity: 0.06 } },
    { selector: "edge.near", style: { opacity: 1, events: "yes", "target-arrow-shape": "data(arrow)", "z-index": 5 } },
    { selector: "node.near", style: { "border-width": 3, "border-color": c("accent"), "z-index": 6 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": c("accent"), "outline-width": 5, "outline-color": c("accent-soft"), "outline-offset": 2, "z-index": 9 } },
    { selector: "edge.chosen", style: { opacity: 1, width: 5, "z-index": 9 } },
    { selector: "edge.near.brief, edge.chosen.brief", style: { width: 7, "arrow-scale": 1.6 } },
    { selector: "node.near.brief", style: { "border-width": 6 } },
    { selector: "node.chosen.brief", style: { "border-width": 10, "outline-width": 14 } },
    { selector: ".gone", style: { display: "none" } },
  ];
}

/** Marks that turn letters round are not drawn: a label is drawn alone, and the panel shows the text as it is. */
const drawable = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ");

/** Two lines on a card: number, or type, and as much of the title as has room. */
function cardLabel(node) {
  const first = drawable(node.number ?? node.type ?? nameOf(node));
  const second = drawable(node.title ?? (node.number ? node.type : null) ?? "");
  return [forceOf(node) === "unknown" ? first : `⊘ ${first}`, second].filter(Boolean).map((line) => fitted(short(line, 60), 13)).join("\n");
}

/** What is left of it where the whole cannot be read: the number in type as large as has room, cut where none that can be read has. */
function briefLabel(node) {
  const text = short(drawable(node.number ?? node.type ?? nameOf(node)), 24);
  const brief = forceOf(node) === "unknown" ? text : `⊘ ${text}`;
  const large = [30, 26, 22].find((size) => widthOf(brief, size, 600) <= ROOM) ?? 22;
  return { brief: fitted(brief, large, 600), large };
}

const ROOM = DATA.card[0] - 12;
const RULER = document.createElement("canvas").getContext("2d");

function widthOf(text, size, weight = 400) {
  RULER.font = `${weight} ${size}px system-ui, sans-serif`;
  return RULER.measureText(text).width;
}

/** As much of a line as has room on a card. */
function fitted(text, size, weight = 400) {
  if (widthOf(text, size, weight) <= ROOM) return text;
  let most = Array.from(text).length - 1;
  while (most > 1 && widthOf(short(text, most), size, weight) > ROOM) most -= 1;
  return short(text, most);
}

/** A sample of the line of a family, for the legend and beside names of relations. */
function lineSample(family, unsure = false) {
  const look = FAMILIES[family];
  const dash = unsure ? UNSURE : look.dash;
  const heads = {
    triangle: svg("path", { d: "M36 3 L46 8 L36 13 Z", class: "head" }),
    vee: svg("path", { d: "M36 3 L46 8 L36 13 L39 8 Z", class: "head" }),
    diamond: svg("path", { d: "M34 8 L40 3 L46 8 L40 13 Z", class: "head" }),
    tee: svg("path", { d: "M42 2 H46 V14 H42 Z", class: "head" }),
    circle: svg("circle", { cx: 41, cy: 8, r: 5, class: "head" }),
  };
  return svg(
    "svg",
    { class: `sample ${family}${unsure ? " unsure" : ""}`, viewBox: "0 0 48 16", width: 48, height: 16, "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 8, x2: 38, y2: 8, "stroke-width": look.width, "stroke-dasharray": dash ? dash.join(" ") : null }),
    heads[look.arrow],
  );
}

/** A sample of a document's card. */
function cardSample(kind) {
  const shapes = {
    held: svg("rect", { x: 2, y: 2, width: 40, height: 14, rx: 5, class: "held" }),
    cited: svg("rect", { x: 2, y: 2, width: 40, height: 14, class: "cited" }),
    candidate: svg("path", { d: "M6 2 H38 L42 6 V12 L38 16 H6 L2 12 V6 Z", class: "candidate" }),
    ended: svg("g", {}, svg("rect", { x: 1.5, y: 1.5, width: 41, height: 15, class: "ended" }), svg("rect", { x: 4.5, y: 4.5, width: 35, height: 9, class: "ended" })),
  };
  return svg("svg", { class: "sample", viewBox: "0 0 44 18", width: 44, height: 18, "aria-hidden": "true" }, shapes[kind]);
}
