// Search by number and title: words in any order, tone marks, case and separators do not count.

const WEIGHTS = [
  ["number", 12],
  ["type", 6],
  ["title", 4],
  ["year", 4],
  ["issued", 3],
  ["issuer", 2],
  ["term", 2],
  ["key", 1],
];

const INDEX = NODES.map((node) => {
  const weights = new Map();
  const add = (text, weight) => {
    for (const token of tokens(text)) weights.set(token, Math.max(weights.get(token) ?? 0, weight));
  };
  for (const [field, weight] of WEIGHTS) if (node[field] !== null) add(String(node[field]), weight);
  for (const file of node.files) add(file.name, 1);
  return { node, weights, all: [...weights], serial: node.number ? tokens(node.number)[0] : null };
});

/** Documents that say every word of a query, or words that begin so, the best first; words that only join others may be missing. */
function search(query) {
  const said = tokens(query);
  const needed = said.filter((word) => !DATA.fillers.includes(word));
  const [wanted, extra] = needed.length ? [needed, said.filter((word) => DATA.fillers.includes(word))] : [said, []];
  if (!wanted.length) return [];
  const found = [];
  for (const entry of INDEX) {
    const score = scoreOf(entry, wanted);
    if (score > 0) found.push({ node: entry.node, score: score + extra.filter((word) => entry.weights.has(word)).length });
  }
  found.sort((a, b) => b.score - a.score || b.node.citing - a.node.citing || (a.node.key < b.node.key ? -1 : 1));
  return found.map((each) => each.node);
}

function scoreOf({ weights, all, serial }, wanted) {
  let score = 0;
  for (const word of wanted) {
    let best = (weights.get(word) ?? 0) * 2;
    if (!best) for (const [token, weight] of all) if (weight > best && token.startsWith(word)) best = weight;
    if (!best) return 0;
    score += best + (word === serial ? 12 : 0);
  }
  return score;
}
