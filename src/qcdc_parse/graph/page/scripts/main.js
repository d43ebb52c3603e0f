// The page as a whole: what is chosen and shown, and what the controls do.

const state = { view: "graph", chosen: null, near: null, shown: null };
const panel = byId("panel");
const drawn = makeGraph(byId("graph"), byId("lanes"), byId("tip"), { node: (node) => choose({ node }), edge: (edge) => choose({ edge }), nothing: () => choose(null) });
const tables = {
  nodes: makeTable(byId("view-nodes"), "documents", NODE_COLUMNS, (node) => choose({ node }, { focus: true })),
  edges: makeTable(byId("view-edges"), "citations", EDGE_COLUMNS, (edge) => choose({ edge }, { focus: true })),
};
const act = {
  choose: (chosen) => choose(chosen, { centred: true, focus: true }),
  near: (node, steps) => { setNear({ node, steps }); fitAll(drawn); },
  unfocus: () => { setNear(null); centreChosen(); },
  centre: (nodes) => { setView("graph"); centre(drawn, nodes); },
  close: () => { choose(null); byId(state.view === "graph" ? "graph" : "main").focus(); },
};

const say = (text) => { byId("said").textContent = text; };
const centreChosen = () => state.chosen && centre(drawn, state.chosen.node ? [state.chosen.node] : [state.chosen.edge.source, state.chosen.edge.target]);

/** Choose a document, a line or nothing: mark it, open the panel, keep it in the address; `passing` ones are no step to go back to. */
function choose(chosen, { centred = false, focus = false, quiet = false, passing = false } = {}) {
  state.chosen = chosen;
  const hidden = chosen?.node && state.shown && !state.shown.nodes[chosen.node.at];
  if (hidden) state.near = null;
  const was = panel.hidden;
  fillPanel(panel, chosen, state.near, act);
  if (hidden || (state.shown && state.shown.kept)) refresh();
  else highlight(drawn, chosen);
  if (was !== panel.hidden) resized();
  if (centred && state.view === "graph") centreChosen();
  if (focus && chosen) panel.querySelector("h2").focus();
  if (chosen) say(t("chosen", { s: chosen.node ? nameOf(chosen.node) : t("line_of", { a: nameOf(chosen.edge.source), b: nameOf(chosen.edge.target) }) }));
  if (!quiet) keepAddress(chosen, passing);
}

/** Show only what is near a document, or everything again; the control that asked keeps the focus. */
function setNear(near) {
  const asked = document.activeElement?.id;
  state.near = near;
  refresh();
  fillPanel(panel, state.chosen, near, act);
  (byId(asked) ?? byId("near-only") ?? byId("graph")).focus();
}

/** A key as part of an address, which takes whole characters only. */
const written = (key) => encodeURIComponent(key.replace(/\p{Cs}/gu, "\ufffd"));

function keepAddress(chosen, passing) {
  const hash = !chosen ? "" : chosen.node ? `#key=${written(chosen.node.key)}` : `#from=${written(chosen.edge.source.key)}&to=${written(chosen.edge.target.key)}`;
  if (window.location.hash !== hash) window.history[passing ? "replaceState" : "pushState"](null, "", hash || window.location.href.split("#")[0]);
}

/** Choose what the address names. */
function readAddress() {
  const named = new URLSearchParams(window.location.hash.slice(1).replaceAll("+", "%2B"));
  const [key, from, to] = ["key", "from", "to"].map((name) => named.get(name));
  const node = BY_KEY.get(key);
  const edge = EDGES.find((each) => each.source.key === from && each.target.key === to);
  choose(node ? { node } : edge ? { edge } : null, { centred: true, quiet: true });
  if (key !== null && !node) say(t("not_here", { s: key }));
}

/** Show what the filters and the neighbourhood leave, wherever it is looked at. */
function refresh() {
  const kept = state.chosen?.node ?? null;
  const shown = visible(state.near, kept);
  shown.kept = kept !== null && !passes(kept);
  state.shown = shown;
  showVisible(drawn, shown, state.near !== null);
  highlight(drawn, state.chosen);
  const nodes = NODES.filter((node) => shown.nodes[node.at]);
  const edges = EDGES.filter((edge) => shown.edges[edge.at]);
  byId("shown").textContent = t("shown", { n: count(nodes.length), of_n: count(NODES.length), m: count(edges.filter((edge) => edge.sure).length), of_m: count(SURE.length), k: count(edges.filter((edge) => !edge.sure).length), of_k: count(EDGES.length - SURE.length) });
  if (state.view === "nodes") tables.nodes.draw(nodes);
  if (state.view === "edges") tables.edges.draw(edges);
  const note = byId("near-note");
  note.hidden = state.near === null;
  if (state.near) note.replaceChildren(words(nameOf(state.near.node)), `: ${t("near_only", { n: state.near.steps })} `, button(t("near_off"), act.unfocus));
}

function setView(view) {
  state.view = view;
  for (const each of document.querySelectorAll("[data-view]")) each.setAttribute("aria-pressed", String(each.dataset.view === view));
  for (const each of ["graph", "nodes", "edges"]) byId(`view-${each}`).hidden = each !== view;
  refresh();
  resized();
}

const resized = () => resettle(drawn, state.chosen?.node);

function setLanguage(next) {
  language = next;
  remembered("language", next);
  translate(document);
  byId("language").lang = next === "vi" ? "en" : "vi";
  byId("filters").replaceChildren(filterControls(refresh));
  fillLegend(byId("legend-body"));
  fillPanel(panel, state.chosen, state.near, act);
  nameTheme();
  refresh();
}

const darkByDefault = window.matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (darkByDefault.matches ? "dark" : "light")) === "dark";

const nameTheme = () => { byId("theme").textContent = t(isDark() ? "theme_light" : "theme_dark"); };

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  nameTheme();
  drawn.cy.style(graphStyle());
  drawn.backdrop();
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function graphKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in STEPS) {
    const [dx, dy] = STEPS[event.key];
    const from = state.chosen?.node ?? state.chosen?.edge.target;
    const next = from ? neighbourAt(drawn, from, dx, dy) : NODES.find((node) => state.shown.nodes[node.at]);
    if (next) choose({ node: next }, { centred: true, passing: true });
  } else if (event.key === "+" || event.key === "=") zoomBy(drawn, 1.3);
  else if (event.key === "-") zoomBy(drawn, 1 / 1.3);
  else if (event.key === "0") fitAll(drawn);
  else if (event.key === "Enter" && state.chosen) panel.querySelector("h2").focus();
  else if (event.key === "Escape") choose(null);
  else return;
  event.preventDefault();
}

for (const each of document.querySelectorAll("[data-view]")) each.addEventListener("click", () => setView(each.dataset.view));
byId("graph").addEventListener("keydown", graphKey);
panel.addEventListener("keydown", (event) => { if (event.key === "Escape") act.close(); });
byId("zoom_in").addEventListener("click", () => zoomBy(drawn, 1.3));
byId("zoom_out").addEventListener("click", () => zoomBy(drawn, 1 / 1.3));
byId("fit").addEventListener("click", () => fitAll(drawn));
byId("language").addEventListener("click", () => setLanguage(language === "vi" ? "en" : "vi"));
byId("theme").addEventListener("click", () => { setTheme(isDark() ? "light" : "dark"); remembered("theme", document.documentElement.dataset.theme); });
byId("side-switch").addEventListener("click", () => byId("side-switch").setAttribute("aria-expanded", String(document.body.classList.toggle("side-open"))));
darkByDefault.addEventListener("change", () => setTheme(null));
window.addEventListener("hashchange", readAddress);
window.addEventListener("popstate", readAddress);
window.addEventListener("resize", resized);

const theme = remembered("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
searchBox(byId("search"), byId("results"), (node) => choose({ node }, { centred: true, focus: state.view !== "graph" }));
setLanguage(language);
setView("graph");
readAddress();
