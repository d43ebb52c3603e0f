// The search field and its list of results, moved through by arrow keys.

const MOST_FOUND = 30;

/** Make a field search as it is typed in; `choose` is called for the result that is taken. */
function searchBox(input, list, choose) {
  let found = [];
  let active = -1;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function open() {
    const all = search(input.value);
    found = all.slice(0, MOST_FOUND);
    list.replaceChildren(...found.map(option));
    active = -1;
    if (!tokens(input.value).length) return close();
    if (!all.length) list.append(el("li", { class: "none", role: "presentation" }, t("found_none")));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    say(!all.length ? t("found_none") : t(all.length > MOST_FOUND ? "found_first" : "found", { n: count(all.length), m: MOST_FOUND }));
    if (found.length) mark(0);
    return undefined;
  }

  function option(node, at) {
    const facts = [day(node.issued) ?? node.year, t(`state_${node.state}`), forceOf(node) === "unknown" ? null : t(`force_${forceOf(node)}`), state.shown.nodes[node.at] ? null : t("hidden_here")];
    return el(
      "li",
      { role: "option", id: `result-${at}`, "aria-selected": "false", "data-key": node.key, onmousedown: (event) => { event.preventDefault(); take(at); } },
      el("strong", {}, words(nameOf(node))),
      node.number && node.title ? el("span", {}, words(short(node.title, 120))) : null,
      el("small", {}, facts.filter(Boolean).join(" · ")),
    );
  }

  function mark(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    list.children[at].setAttribute("aria-selected", "true");
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `result-${at}`);
  }

  function take(at) {
    const node = found[at];
    close();
    choose(node);
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", () => { if (input.value) open(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !list.hidden && active >= 0) take(active);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length) {
      if (list.hidden) open();
      else mark((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else return;
    event.preventDefault();
  });
}
