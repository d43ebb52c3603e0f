// What is shown: the filters, and which documents and citations pass them.

const YEARS = NODES.map((node) => node.year).filter((year) => year !== null);
const FACETS = {
  relation: { label: "relation", of: null, name: (at) => relationName(RELATIONS[at]), values: [] },
  level: { label: "level", of: (node) => node.level, name: levelName, values: [] },
  status: { label: "status", of: (node) => node.state, name: (state) => t(`state_${state}`), values: [] },
  force: { label: "force", of: forceOf, name: (force) => t(`force_${force}`), values: [] },
  body: { label: "body", of: (node) => node.body, name: bodyName, values: [] },
};
const ORDERS = { level: LEVELS.map((level) => level.name), status: ["held", "cited", "candidate"], force: ["unknown", "replaced", "repealed"] };

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const SURE = EDGES.filter((edge) => edge.sure);
const UNSURE_COUNTS = tally(EDGES.filter((edge) => !edge.sure).map((edge) => edge.relation.at));
const STATED = new Set(EDGES.flatMap((edge) => edge.relations.map((each) => each.relation.at)));

for (const [name, facet] of Object.entries(FACETS)) {
  const counts = tally(facet.of ? NODES.map(facet.of) : SURE.map((edge) => edge.relation.at));
  const order = ORDERS[name] ?? (facet.of ? null : RELATIONS.map((relation) => relation.at));
  const rank = (value) => (order ? order.indexOf(value) : -counts.get(value));
  facet.values = [...(facet.of ? counts.keys() : STATED)].sort((a, b) => rank(a) - rank(b) || (String(a) < String(b) ? -1 : 1));
  facet.counts = counts;
  facet.off = new Set();
}
const SPAN = { from: null, to: null, undated: true, lonely: false, sure: false };

/** Which documents and citations are shown; `near` are those within some steps of one, `kept` is shown whatever the filters say. */
function visible(near, kept) {
  const nodes = new Uint8Array(NODES.length);
  const edges = new Uint8Array(EDGES.length);
  for (const node of NODES) nodes[node.at] = passes(node) || node === kept ? 1 : 0;
  for (const edge of EDGES) {
    const stated = edge.relations.some((each) => !FACETS.relation.off.has(each.relation.at));
    edges[edge.at] = stated && (edge.sure || !SPAN.sure) && nodes[edge.source.at] && nodes[edge.target.at] ? 1 : 0;
  }
  if (near) within(near.node, near.steps, nodes, edges);
  if (SPAN.lonely) {
    const held = new Uint8Array(NODES.length);
    for (const edge of EDGES) if (edges[edge.at]) held[edge.source.at] = held[edge.target.at] = 1;
    for (const node of NODES) if (!held[node.at] && node !== kept) nodes[node.at] = 0;
  }
  return { nodes, edges };
}

function passes(node) {
  for (const facet of Object.values(FACETS)) if (facet.of && facet.off.has(facet.of(node))) return false;
  if (node.year === null) return SPAN.undated;
  return (SPAN.from === null || node.year >= SPAN.from) && (SPAN.to === null || node.year <= SPAN.to);
}

/** Leave only what is within some steps of a document along the lines that are shown. */
function within(from, steps, nodes, edges) {
  const reached = new Uint8Array(NODES.length);
  reached[from.at] = 1;
  for (let edge_of = [from], step = 0; step < steps && edge_of.length; step += 1) {
    const next = [];
    const visit = (node) => {
      if (!reached[node.at]) next.push(node);
      reached[node.at] = 1;
    };
    for (const node of edge_of) {
      for (const edge of node.out) if (edges[edge.at]) visit(edge.target);
      for (const edge of node.in) if (edges[edge.at]) visit(edge.source);
    }
    edge_of = next;
  }
  for (const node of NODES) if (!reached[node.at]) nodes[node.at] = 0;
  for (const edge of EDGES) if (!nodes[edge.source.at] || !nodes[edge.target.at]) edges[edge.at] = 0;
}

/** The controls of all filters; `changed` is called after each change. */
function filterControls(changed) {
  const form = el("form", { onsubmit: (event) => event.preventDefault() });
  for (const [name, facet] of Object.entries(FACETS)) form.append(facetControl(name, facet, changed));
  form.append(yearControl(changed), el("p", {}, button(t("reset"), () => { resetFilters(); rebuild(); changed(); byId("reset").focus(); }, { id: "reset" })));
  const rebuild = () => form.replaceWith(filterControls(changed));
  return form;
}

function resetFilters() {
  for (const facet of Object.values(FACETS)) facet.off.clear();
  Object.assign(SPAN, { from: null, to: null, undated: true, lonely: false, sure: false });
}

/** How many there are; lines by the relation that leads, the unsure ones apart. */
function countOf(facet, value) {
  const unsure = facet.of ? 0 : UNSURE_COUNTS.get(value) ?? 0;
  return `${count(facet.counts.get(value) ?? 0)}${unsure ? ` + ${count(unsure)}?` : ""}`;
}

function facetControl(name, facet, changed) {
  const boxes = el("div", { class: "boxes" });
  const draw = () => {
    boxes.replaceChildren(
      ...facet.values.map((value) =>
        checkbox(facet.name(value), !facet.off.has(value), (on) => { on ? facet.off.delete(value) : facet.off.add(value); changed(); }, countOf(facet, value), { "data-facet": name, "data-value": facet.of ? value ?? "" : RELATIONS[value].name }),
      ),
    );
  };
  const all = (off) => { facet.off = new Set(off ? facet.values : []); draw(); changed(); };
  draw();
  return el(
    "details",
    { open: facet.open ?? name !== "body", class: "facet", ontoggle: (event) => { facet.open = event.target.open; } },
    el("summary", {}, t(facet.label)),
    el("fieldset", {}, el("legend", { class: "unseen" }, t(facet.label)), el("p", { class: "bulk" }, button(t("all"), () => all(false)), button(t("none"), () => all(true))), boxes),
  );
}

function checkbox(text, checked, set, number = "", attributes = {}) {
  const input = el("input", { type: "checkbox", onchange: () => set(input.checked), ...attributes });
  input.checked = checked;
  return el("label", { class: "check" }, input, words(text), number && el("span", { class: "number" }, number));
}

function yearControl(changed) {
  const field = (label, key, hint) => {
    const set = () => { SPAN[key] = /^\d{1,4}$/.test(input.value.trim()) ? Number(input.value) : null; changed(); };
    const input = el("input", { type: "text", inputmode: "numeric", maxlength: 4, id: `year-${key}`, placeholder: hint, value: SPAN[key] ?? "", oninput: set });
    return el("label", { class: "year" }, t(label), input);
  };
  const flag = (label, key) => checkbox(t(label), SPAN[key], (on) => { SPAN[key] = on; changed(); }, "", { id: `flag-${key}` });
  const ends = YEARS.length ? [Math.min(...YEARS), Math.max(...YEARS)] : ["", ""];
  return el(
    "details",
    { open: true, class: "facet" },
    el("summary", {}, t("years")),
    el("fieldset", {}, el("legend", { class: "unseen" }, t("years")), el("div", { class: "years" }, field("year_from", "from", ends[0]), field("year_to", "to", ends[1])), flag("undated", "undated"), flag("lonely", "lonely"), flag("sure_only", "sure")),
  );
}
