// The graph as objects that know each other, made of the rows of the page's data.

const rowOf = (fields, row) => Object.fromEntries(fields.map((name, n) => [name, row[n]]));
const FIELDS = DATA.fields;

const RELATIONS = DATA.relations.map(([name, family, names], at) => ({ at, name, family, names }));
const LEVELS = [...DATA.levels.map(([name, names]) => ({ name, names })), { name: null, names: null }];
const FILES = DATA.files.map(([name, sha256, link]) => ({ name, sha256, link }));

const readEvidence = (row) => {
  const evidence = rowOf(FIELDS.evidence, row);
  return { ...evidence, file: FILES[evidence.file], text: DATA.texts[evidence.text], relation: RELATIONS[evidence.relation] };
};

const NODES = DATA.nodes.map((row, at) => {
  const node = rowOf(FIELDS.node, row);
  return { ...node, at, files: node.files.map((n) => FILES[n]), out: [], in: [], open: [], maybe: [] };
});
const BY_KEY = new Map(NODES.map((node) => [node.key, node]));

const EDGES = DATA.edges.map((row, at) => {
  const edge = rowOf(FIELDS.edge, row);
  const made = {
    ...edge,
    at,
    source: NODES[edge.source],
    target: NODES[edge.target],
    relation: RELATIONS[edge.relation],
    relations: edge.relations.map(([n, times]) => ({ relation: RELATIONS[n], times })),
    evidence: null,
    rows: edge.evidence,
    sure: edge.status !== "candidate",
  };
  made.source.out.push(made);
  made.target.in.push(made);
  return made;
});

for (const row of DATA.open) {
  const open = rowOf(FIELDS.open, row);
  const made = { ...open, evidence: readEvidence(open.evidence) };
  if (BY_KEY.has(open.source)) BY_KEY.get(open.source).open.push(made);
  for (const key of open.source === null ? [open.target, ...open.candidates] : open.candidates) BY_KEY.get(key)?.maybe.push(made);
}

/** The evidence of an edge, read when it is first looked at. */
function evidenceOf(edge) {
  edge.evidence ??= edge.rows.map(readEvidence);
  return edge.evidence;
}

/** What people call a document, in a few words. */
const nameOf = (node) => short(node.label, 90);

/** The day, else the year, that tells documents of one name apart. */
const dateOf = (node) => day(node.issued) ?? (node.year === null ? null : String(node.year));

/** The body's code where the issuer that is printed does not say its place: every province has a Sở Nội vụ. */
function placeOf(node) {
  const places = node.body?.split("@")[1]?.split(".") ?? [];
  const said = plain(node.issuer ?? "").replace(/[^a-z0-9]+/g, "-");
  return places.length && !places.some((place) => `-${said}-`.includes(`-${place}-`)) ? node.body : null;
}

/** As much of a text as has room, whole words where they can be had. */
function short(text, most) {
  const letters = Array.from(text);
  if (letters.length <= most) return text;
  const cut = letters.slice(0, most - 1).join("");
  const blank = cut.lastIndexOf(" ");
  return `${blank > most / 2 ? cut.slice(0, blank) : cut}…`;
}

const relationName = (relation) => relation.names[language];
const levelName = (level) => LEVELS.find((each) => each.name === level).names?.[language] ?? t("level_unknown");
const bodyName = (body) => (body === null ? t("body_unknown") : Object.hasOwn(DATA.bodies, body) ? `${DATA.bodies[body]} (${body})` : body);
const forceOf = (node) => (node.ended.length ? node.ended[0][0] : "unknown");
