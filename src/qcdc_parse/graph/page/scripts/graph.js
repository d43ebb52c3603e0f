// The drawing: Cytoscape.js with the places that came with the data.

const LARGE = EDGES.length > 1500;
const READABLE = 0.52;

/** Make the drawing. `on.node`, `on.edge` and `on.nothing` are called for what is clicked. */
function makeGraph(holder, canvas, tip, on) {
  const view = fitting(DATA.lanes, DATA.columns, holder.clientWidth, holder.clientHeight);
  const brief = view.zoom < READABLE;
  const cy = cytoscape({
    container: holder,
    elements: [
      ...NODES.map((node) => ({
        group: "nodes",
        data: { id: `n${node.at}`, at: node.at, label: cardLabel(node), ...briefLabel(node), shape: SHAPES[node.state] },
        position: { x: node.x, y: node.y },
        classes: [node.state, ...(forceOf(node) === "unknown" ? [] : ["ended"]), ...(brief ? ["brief"] : [])],
      })),
      ...EDGES.map((edge) => ({
        group: "edges",
        data: { id: `e${edge.at}`, at: edge.at, source: `n${edge.source.at}`, target: `n${edge.target.at}`, arrow: FAMILIES[edge.relation.family].arrow },
        classes: [edge.relation.family, ...(edge.sure ? [] : ["unsure"]), ...(brief ? ["brief"] : [])],
      })),
    ],
    layout: { name: "preset", fit: false },
    style: graphStyle(),
    ...view,
    minZoom: 0.02,
    maxZoom: 3,
    autoungrabify: true,
    boxSelectionEnabled: false,
    selectionType: "single",
    autounselectify: true,
    textureOnViewport: LARGE,
  });
  const drawn = { cy, nodes: NODES.map((node) => cy.getElementById(`n${node.at}`)), edges: EDGES.map((edge) => cy.getElementById(`e${edge.at}`)), lanes: DATA.lanes, columns: DATA.columns, shown: null, moved: false, brief, fitted: true };
  drawn.backdrop = () => drawLanes(canvas, drawn.lanes, drawn.columns, cy.zoom(), cy.pan());
  cy.on("viewport resize", drawn.backdrop);
  cy.on("zoom", () => letters(drawn));
  cy.on("dragpan scrollzoom pinchzoom", () => { drawn.fitted = false; });
  cy.on("tap", "node", (event) => on.node(NODES[event.target.data("at")]));
  cy.on("tap", "edge", (event) => on.edge(EDGES[event.target.data("at")]));
  cy.on("tap", (event) => { if (event.target === cy) on.nothing(); });
  tips(cy, tip, holder);
  return drawn;
}

/** Large letters, and few, where the view is far off; many lines have no heads there and cannot be pointed at. */
function letters(drawn) {
  const brief = drawn.cy.zoom() < READABLE;
  if (brief === drawn.brief) return;
  drawn.brief = brief;
  drawn.cy.batch(() => drawn.cy.elements().toggleClass("brief", brief));
}

/** What the pointer is over, in full. */
function tips(cy, tip, holder) {
  const hide = () => { tip.hidden = true; holder.style.cursor = ""; };
  cy.on("mouseover", "node, edge", (event) => {
    const at = event.target.data("at");
    tip.replaceChildren(...(event.target.isNode() ? nodeTip(NODES[at]) : edgeTip(EDGES[at])));
    tip.hidden = false;
    holder.style.cursor = "pointer";
    const { x, y } = event.renderedPosition;
    tip.style.left = `${Math.max(4, Math.min(x + 14, holder.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, y + 18 + tip.offsetHeight > holder.clientHeight ? y - tip.offsetHeight - 10 : y + 18)}px`;
  });
  cy.on("mouseout viewport tapstart", hide);
}

const nodeTip = (node) => [el("strong", {}, words(nameOf(node))), node.title && node.number ? el("div", {}, words(short(node.title, 160))) : null, el("small", {}, [day(node.issued), t(`state_${node.state}`), forceOf(node) === "unknown" ? null : t(`force_${forceOf(node)}`)].filter(Boolean).join(" · "))].filter(Boolean);

const edgeTip = (edge) => [el("strong", {}, edge.relations.map((each) => relationName(each.relation)).join(", ")), el("div", {}, words(nameOf(edge.source)), " → ", words(nameOf(edge.target))), edge.sure ? null : el("small", {}, t("unsure_line"))].filter(Boolean);

/** Show what is visible, moved together where only a part is wanted. */
function showVisible(drawn, shown, together) {
  const { cy, nodes, edges } = drawn;
  cy.batch(() => {
    NODES.forEach((_, n) => { if (drawn.shown?.nodes[n] !== shown.nodes[n]) nodes[n].toggleClass("gone", !shown.nodes[n]); });
    EDGES.forEach((_, n) => { if (drawn.shown?.edges[n] !== shown.edges[n]) edges[n].toggleClass("gone", !shown.edges[n]); });
    if (together) {
      const { places, lanes, columns } = compact(NODES.filter((node) => shown.nodes[node.at]), cy.width() / cy.height());
      for (const [node, place] of places) nodes[node.at].position(place);
      Object.assign(drawn, { lanes, columns, moved: true });
    } else if (drawn.moved) {
      for (const node of NODES) nodes[node.at].position({ x: node.x, y: node.y });
      Object.assign(drawn, { lanes: DATA.lanes, columns: DATA.columns, moved: false });
    }
  });
  drawn.shown = shown;
  drawn.backdrop();
}

/** Mark what is chosen and its neighbours; all else steps back. */
function highlight(drawn, chosen) {
  const { cy, nodes, edges } = drawn;
  cy.batch(() => {
    cy.elements(".chosen, .near, .far").removeClass("chosen near far");
    if (!chosen) return;
    const centre = chosen.node ? [chosen.node] : [chosen.edge.source, chosen.edge.target];
    const lines = chosen.node ? [...chosen.node.out, ...chosen.node.in] : [chosen.edge];
    const close = new Set([...centre, ...lines.flatMap((edge) => [edge.source, edge.target])].map((node) => node.at));
    const near = new Set(lines.map((edge) => edge.at));
    nodes.forEach((node, n) => node.addClass(close.has(n) ? "near" : "far"));
    edges.forEach((edge, n) => edge.addClass(near.has(n) ? "near" : "far"));
    if (chosen.node) nodes[chosen.node.at].addClass("chosen");
    else edges[chosen.edge.at].addClass("chosen");
  });
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Move the view; at once where motion is not wanted. */
function moveTo(drawn, view) {
  drawn.cy.stop();
  if (calm() || LARGE) drawn.cy.viewport(view);
  else drawn.cy.animate({ ...view, duration: 250 });
  drawn.backdrop();
}

/** Zoom and pan that show all lanes and columns, beside their names. */
function fitting(lanes, columns, width, height) {
  if (!lanes.length || !width) return { zoom: 1, pan: { x: 0, y: 0 } };
  const [wide, high] = [columns.at(-1)[2], lanes.at(-1)[2]];
  const gutter = width > 700 ? 130 : 0;
  const [across, down] = [width - gutter - 12, height - STRIP - 12];
  const zoom = Math.min(1.1, across / wide, down / high);
  return { zoom, pan: { x: gutter + Math.max(0, across - wide * zoom) / 2, y: STRIP + Math.max(4, (down - high * zoom) / 2) } };
}

function fitAll(drawn) {
  const { cy } = drawn;
  drawn.fitted = true;
  moveTo(drawn, fitting(drawn.lanes, drawn.columns, cy.width(), cy.height()));
}

/** Bring documents into the middle, near enough to read. */
function centre(drawn, at) {
  const { cy } = drawn;
  drawn.fitted = false;
  const places = at.map((node) => drawn.nodes[node.at].position());
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const [width, height] = [Math.max(...xs) - Math.min(...xs) + 260, Math.max(...ys) - Math.min(...ys) + 160];
  const zoom = Math.min(Math.max(cy.zoom(), 0.8), 1.2, Math.max(0.1, Math.min(cy.width() / width, cy.height() / height)));
  const [x, y] = [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2];
  moveTo(drawn, { zoom, pan: { x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom } });
}

/** After the view has changed its size: the whole again, or what was chosen, if it went out of sight. */
function resettle(drawn, node) {
  const { cy } = drawn;
  cy.resize();
  const place = node && drawn.nodes[node.at].renderedPosition();
  if (drawn.fitted) fitAll(drawn);
  else if (place && (place.x < 0 || place.y < STRIP || place.x > cy.width() || place.y > cy.height())) centre(drawn, [node]);
  drawn.backdrop();
}

function zoomBy(drawn, factor) {
  const { cy } = drawn;
  drawn.fitted = false;
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

/** The nearest document that is shown, in the direction of an arrow key. */
function neighbourAt(drawn, from, dx, dy) {
  const here = drawn.nodes[from.at].position();
  let best = null;
  let least = Infinity;
  for (const node of NODES) {
    if (node === from || !drawn.shown.nodes[node.at]) continue;
    const there = drawn.nodes[node.at].position();
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (ahead > 0 && ahead + 3 * aside < least) [best, least] = [node, ahead + 3 * aside];
  }
  return best;
}
