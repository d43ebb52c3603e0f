// The legend: what lines, cards and lanes mean.

function fillLegend(body) {
  const families = Object.keys(FAMILIES).filter((family) => RELATIONS.some((relation) => relation.family === family));
  const names = (family) => RELATIONS.filter((relation) => relation.family === family).map(relationName).join("; ");
  const kinds = ["held", "cited", "candidate"];
  body.replaceChildren(
    el("h2", {}, t("legend_edges")),
    el("ul", {}, families.map((family) => el("li", {}, lineSample(family), el("span", {}, t(`family_${family}`), el("small", {}, names(family)))))),
    el("ul", {}, el("li", {}, lineSample("rests", true), el("span", {}, t("unsure_line")))),
    el("h2", {}, t("legend_nodes")),
    el("ul", {}, kinds.map((kind) => el("li", {}, cardSample(kind), el("span", {}, t(`state_${kind}`)))), el("li", {}, cardSample("ended"), el("span", {}, t("ended_mark")))),
    el("p", {}, t("legend_lanes")),
  );
}
