// The same data as tables: sorted by any column, a page at a time.

const PAGE = 100;

const NODE_COLUMNS = [
  { label: "number", value: nameOf, open: true },
  { label: "name", value: (node) => node.title, wide: true },
  { label: "issuer", value: (node) => node.issuer ?? node.body, beside: (node) => (node.issuer === null ? null : placeOf(node)) },
  { label: "issued", value: (node) => node.issued ?? (node.year === null ? null : String(node.year)), text: day },
  { label: "level", value: (node) => levelName(node.level), order: (node) => LEVELS.findIndex((level) => level.name === node.level) },
  { label: "status", value: (node) => t(`state_${node.state}`) },
  { label: "force", value: (node) => t(`force_${forceOf(node)}`) },
  { label: "citing_count", value: (node) => node.citing, number: true },
  { label: "cited_count", value: (node) => node.cited, number: true },
];
const EDGE_COLUMNS = [
  { label: "source", value: (edge) => nameOf(edge.source), beside: (edge) => dateOf(edge.source), open: true },
  { label: "relation", value: (edge) => edge.relations.map((each) => relationName(each.relation)).join("; "), order: (edge) => edge.relation.at },
  { label: "target", value: (edge) => nameOf(edge.target), beside: (edge) => dateOf(edge.target), name: true },
  { label: "mentions_column", value: (edge) => edge.count, number: true },
  { label: "confidence", value: (edge) => t(`short_${edge.confidence}`), order: (edge) => "HML".indexOf(edge.confidence) },
  { label: "evidence", value: (edge) => (edge.rows.length ? DATA.texts[edge.rows[0][FIELDS.evidence.indexOf("text")]] : null), wide: true },
];

/** A table in a section; `draw(rows)` shows those rows, `open(row)` is called for the one whose button is pressed. */
function makeTable(section, label, columns, open) {
  const state = { rows: [], by: 0, down: false, page: 0 };
  const collator = new Intl.Collator("vi", { numeric: true });
  const keep = (index, row) => (columns[index].order ?? columns[index].value)(row);
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  function sorted() {
    const keys = state.rows.map((row) => [keep(state.by, row), row]);
    const sign = state.down ? -1 : 1;
    keys.sort(([a, x], [b, y]) => (a === null) - (b === null) || (a === null ? 0 : sign * compare(a, b)) || x.at - y.at);
    return keys.map(([, row]) => row);
  }

  function paint(focus) {
    const rows = sorted();
    const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
    state.page = Math.min(state.page, last);
    const from = state.page * PAGE;
    const part = rows.slice(from, from + PAGE);
    const turn = (by) => () => { state.page += by; paint(by > 0 ? "next" : "previous"); };
    const range = rows.length ? t("rows", { a: count(from + 1), b: count(from + part.length), n: count(rows.length) }) : t("rows_none");
    section.replaceChildren(
      el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t(label) }, el("table", {}, el("caption", {}, `${t(label)}. ${range}`), el("thead", {}, el("tr", {}, columns.map(head))), el("tbody", {}, part.map(line_of)))),
      el("p", { class: "pages" }, button(t("previous"), turn(-1), { "data-turn": "previous", disabled: !state.page }), el("span", {}, range), button(t("next"), turn(1), { "data-turn": "next", disabled: state.page >= last })),
    );
    if (focus !== undefined) say(range);
    if (typeof focus === "number") section.querySelectorAll("th button")[focus].focus();
    else if (focus) (section.querySelector(`[data-turn=${focus}]:not(:disabled)`) ?? section.querySelector(".scroll")).focus();
  }

  function head(column, index) {
    const active = index === state.by;
    const sort = () => { Object.assign(state, { by: index, down: active ? !state.down : Boolean(column.number), page: 0 }); paint(index); };
    return el("th", { scope: "col", "aria-sort": active ? (state.down ? "descending" : "ascending") : "none", class: column.number ? "number" : null }, button([t(column.label), el("span", { "aria-hidden": "true" }, active ? (state.down ? " ▼" : " ▲") : " ↕")], sort, { title: t("sort_by", { s: t(column.label) }) }));
  }

  function line_of(row) {
    return el("tr", {}, columns.map((column) => {
      const value = column.value(row);
      const text = value === null ? "–" : column.number ? count(value) : column.text ? column.text(value) : short(String(value), 220);
      const beside = column.beside?.(row);
      const more = beside ? muted(beside) : null;
      if (column.open) return el("th", { scope: "row" }, button(words(text), () => open(row), { class: "document", "aria-label": t("open_document", { s: text }) }), more);
      return el("td", { class: column.number ? "number" : column.wide ? "wide" : column.name ? "name" : null }, words(text), more);
    }));
  }

  return { draw(rows) { state.rows = rows; paint(); } };
}
