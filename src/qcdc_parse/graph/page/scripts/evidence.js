// Evidence: the sentence, the mention marked in it, and where it stands.

/** A sentence with its mention marked; `marks` are places in it. */
function sentence(text, marks) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), el("mark", {}, text.slice(from, to)));
    at = to;
  }
  return el("blockquote", {}, el("bdi", {}, ...parts, text.slice(at)));
}

/** The name of a file, a link where it has one; the page is part of the link. */
function fileLink(file, page = null) {
  const text = [file.name, page === null ? null : t("page", { n: page })].filter(Boolean).join(", ");
  if (!file.link) return words(text, { class: "file", title: `SHA-256 ${file.sha256}` });
  const bare = file.link.split("#")[0];
  const href = page === null || bare !== file.link ? file.link : `${file.link}#page=${page}`;
  return el("a", { href, class: "file", title: `SHA-256 ${file.sha256}`, target: "_blank", rel: "noopener noreferrer" }, words(text));
}

/** One mention as proof. */
function evidenceItem(evidence) {
  const where = [
    evidence.section && t("section", { s: evidence.section }),
    evidence.part ? t("attachment", { n: evidence.part }) : null,
    evidence.paragraph !== null && evidence.page === null ? t("paragraph", { n: evidence.paragraph }) : null,
  ];
  return el(
    "div",
    { class: "evidence" },
    sentence(evidence.text, evidence.marks),
    evidence.surface ? el("p", {}, `${t("surface")}: `, el("mark", {}, words(evidence.surface))) : null,
    el("p", { class: "where" }, fileLink(evidence.file, evidence.page), where.filter(Boolean).map((text) => ["; ", words(text)])),
    el(
      "p",
      { class: "how" },
      relationTag(evidence.relation),
      el("span", { class: `confidence ${evidence.confidence}`, title: t(`confidence_${evidence.confidence}`) }, t(`short_${evidence.confidence}`)),
      el("span", { class: "rule" }, `${t("rule")} `, el("code", {}, evidence.rule)),
    ),
  );
}

/** The name of a relation beside its line. */
const relationTag = (relation, unsure = false) => el("span", { class: "relation" }, lineSample(relation.family, unsure), relationName(relation));
