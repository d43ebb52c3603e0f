// The panel: all that is known of the document or the line that is chosen.

/** Fill the panel. `act` has `choose`, `near`, `unfocus`, `centre`, `close`. */
function fillPanel(panel, chosen, near, act) {
  panel.hidden = !chosen;
  if (!chosen) return panel.replaceChildren();
  panel.replaceChildren(button("✕", act.close, { class: "close", "aria-label": t("close"), title: t("close") }), ...(chosen.node ? nodePanel(chosen.node, near, act) : edgePanel(chosen.edge, act)));
  panel.scrollTop = 0;
  return undefined;
}

const documentButton = (node, act) => button(words(nameOf(node)), () => act.choose({ node }), { class: "document", "data-key": node.key });

const dated = (node) => (dateOf(node) ? el("small", { class: "date" }, ` ${dateOf(node)}`) : null);

/** A document by key: a button where it is in the graph, with its date. */
const keyButton = (key, act) => (BY_KEY.has(key) ? [documentButton(BY_KEY.get(key), act), dated(BY_KEY.get(key))] : el("code", {}, words(key)));

function nodePanel(node, near, act) {
  return [
    el("h2", { tabindex: -1 }, words(nameOf(node))),
    node.title ? el("p", { class: "title" }, words(node.title)) : null,
    el("p", { class: "badges" }, el("span", { class: `badge ${node.state}` }, t(`state_${node.state}`)), forceOf(node) === "unknown" ? null : el("span", { class: "badge ended" }, `⊘ ${t(`force_${forceOf(node)}`)}`)),
    nearControl(node, near, act),
    metadata(node, act),
    citations("cited", node.out, (edge) => edge.target, "cites_nothing", act),
    citations("citing", node.in, (edge) => edge.source, "nothing_cites", act),
    openMentions("open_mentions", node.open, act, t("open_hint")),
    openMentions("about_open", node.maybe, act),
  ].filter(Boolean);
}

function nearControl(node, near, act) {
  const steps = el("select", { id: "near-steps" }, [1, 2, 3, 4].map((n) => el("option", { value: n }, n)));
  steps.value = near?.node === node ? near.steps : 1;
  const text = () => t("near_only", { n: steps.value });
  const show = button(text(), () => act.near(node, Number(steps.value)), { id: "near-only" });
  steps.addEventListener("change", () => { show.textContent = text(); if (near) act.near(node, Number(steps.value)); });
  return el("p", { class: "near" }, el("label", {}, `${t("near_steps")} `, steps), show, near ? button(t("near_off"), act.unfocus, { id: "near-off" }) : null, button(t("center"), () => act.centre([node])));
}

function metadata(node, act) {
  const rows = [
    ["number", node.number],
    ["doc_type", node.type],
    ["issuer", node.issuer, placeOf(node)],
    ["issued", dateOf(node)],
    ["term", node.term],
    ["system", node.system && t(`system_${node.system}`)],
    ["level", levelName(node.level)],
    ["body_code", node.body],
    ["key", node.key],
  ].filter(([, value]) => value !== null && value !== undefined);
  return el(
    "dl",
    {},
    rows.flatMap(([name, value, place]) => [el("dt", {}, t(name)), el("dd", {}, words(value), place ? muted(place) : null)]),
    node.files.length ? [el("dt", {}, t("files")), node.files.map((file) => el("dd", {}, fileLink(file)))] : null,
    node.ended.flatMap(([how, by, issued, source]) => [el("dt", {}, t(`ended_${how}`)), el("dd", {}, keyButton(by, act), issued && !BY_KEY.has(by) ? ` ${day(issued)}` : "", " (", t("ended_source", { s: "" }), words(source === "catalogue" ? t("catalogue") : source), ")")]),
  );
}

/** The citations of one direction, the leading relations first, each with its sentences behind it. */
function citations(label, edges, other, empty, act) {
  const sorted = [...edges].sort((a, b) => b.sure - a.sure || a.relation.at - b.relation.at || b.count - a.count || a.at - b.at);
  const item = (edge) => {
    const held = el("details", { class: "citation" }, el("summary", {}, el("span", {}, relationTag(edge.relation, !edge.sure), " ", words(nameOf(other(edge)), { class: "other" }), dated(other(edge))), el("span", { class: "times" }, t("mentions", { n: count(edge.count) }))));
    held.addEventListener("toggle", () => {
      if (held.open && held.children.length === 1) held.append(el("p", {}, button(t("open_document", { s: nameOf(other(edge)) }), () => act.choose({ node: other(edge) }), { class: "document", "data-key": other(edge).key })), ...edgeBody(edge));
    });
    return held;
  };
  return el("section", { class: label }, el("h3", {}, `${t(label)} (${count(edges.length)})`), edges.length ? listed(sorted, item) : el("p", { class: "empty" }, t(empty)));
}

function openMentions(label, opened, act, hint = null) {
  if (!opened.length) return null;
  const item = (open) =>
    el(
      "div",
      { class: "open" },
      evidenceItem(open.evidence),
      open.target !== null ? el("p", {}, t("open_from_title"), " ", keyButton(open.target, act)) : null,
      open.candidates.length ? [el("p", {}, `${t("open_candidates")}:`), el("ul", { class: "candidates" }, open.candidates.map((key) => el("li", {}, keyButton(key, act))))] : open.target === null ? el("p", {}, t("open_none")) : null,
    );
  return el("section", { class: label }, el("h3", {}, `${t(label)} (${count(opened.length)})`), hint ? el("p", {}, hint) : null, listed(opened, item, 20));
}

function edgePanel(edge, act) {
  return [
    el("h2", { tabindex: -1 }, edge.relations.map((each) => relationName(each.relation)).join("; ")),
    edge.sure ? null : el("p", { class: "badges" }, el("span", { class: "badge unsure" }, `? ${t("unsure_line")}`)),
    el("dl", {}, el("dt", {}, t("source")), el("dd", {}, documentButton(edge.source, act), dated(edge.source)), el("dt", {}, t("target")), el("dd", {}, documentButton(edge.target, act), dated(edge.target))),
    el("p", {}, button(t("center"), () => act.centre([edge.source, edge.target]))),
    ...edgeBody(edge),
  ].filter(Boolean);
}

/** What a line says, without its ends. */
function edgeBody(edge) {
  return [
    el("p", { class: "stated" }, edge.relations.map(({ relation, times }) => el("span", {}, relationTag(relation, !edge.sure), ` ${t("mentions", { n: count(times) })} `))),
    el("p", { class: `confidence ${edge.confidence}` }, t(`confidence_${edge.confidence}`)),
    el("h4", {}, t("evidence")),
    listed(evidenceOf(edge), evidenceItem, 20),
  ];
}
