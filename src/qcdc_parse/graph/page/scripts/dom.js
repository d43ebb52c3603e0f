// Elements are made of names, attributes and texts; no text is ever read as markup.

/** An element: attributes by name, `on…` listeners; children are elements, texts or nothing. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  put(element, attributes, children);
  return element;
}

/** An element of a drawing. */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  put(element, attributes, children);
  return element;
}

function put(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
}

/** A text of a document, kept apart from the direction of what stands around it. */
const words = (text, attributes = {}) => el("bdi", attributes, text);

/** Words of ours or of a key that stand back behind those of a document. */
const muted = (text) => el("small", { class: "muted" }, " ", words(text));

const byId = (id) => document.getElementById(id);

/** A button that does something; its text is its name. */
const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

/** The elements of a list, the first of them at once and the others when asked for. */
function listed(items, make, most = 40) {
  const list = el("ul", { class: "listed" });
  const show = (from) => {
    for (const item of items.slice(from, from + most)) list.append(el("li", {}, make(item)));
    const left = items.length - from - most;
    if (left <= 0) return;
    const more = button(t("more", { n: count(Math.min(left, most)) }), () => {
      const row = more.parentElement;
      show(from + most);
      row.nextElementSibling?.querySelector("button, summary, a")?.focus();
      row.remove();
    });
    list.append(el("li", {}, more));
  };
  show(0);
  return list;
}
