// Words of the page in the language that is chosen, and texts as search compares them.

const DATA = JSON.parse(document.getElementById("data").textContent);

/** What the browser remembers for us; nothing where it keeps nothing for files. */
function remembered(name, value) {
  try {
    if (value !== undefined) window.localStorage.setItem(`qcdc-graph-${name}`, value);
    return window.localStorage.getItem(`qcdc-graph-${name}`);
  } catch {
    return null;
  }
}

let language = remembered("language") === "en" ? "en" : "vi";

function t(name, values = {}) {
  return DATA.labels[language][name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** A number as people write it in the language. */
function count(n) {
  return n.toLocaleString(language);
}

/** An ISO day as people write it in the language. */
function day(iso) {
  return iso && language === "vi" ? iso.split("-").reverse().join("/") : iso;
}

/** Lower case, no tone marks, đ as d: code point by code point, so that words stay where they are. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** Words and numbers of a text: `30-CT/TW` is 30, ct, tw; zeros before a number do not count. */
function tokens(text) {
  return (plain(text).match(/\d+|[^\W\d_]+|[^\x00-\x7f\s\p{P}\p{S}]+/gu) ?? []).map((token) => token.replace(/^0+(?=\d)/, ""));
}

/** Put the words of the language into all elements that name one. */
function translate(root) {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const element of root.querySelectorAll("[data-label]")) element.textContent = t(element.dataset.label);
  for (const element of root.querySelectorAll("[data-name]")) element.setAttribute("aria-label", t(element.dataset.name));
  for (const element of root.querySelectorAll("[data-title]")) element.title = t(element.dataset.title);
  for (const element of root.querySelectorAll("[data-placeholder]")) element.placeholder = t(element.dataset.placeholder);
}
