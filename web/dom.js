// Small helpers for the document: everything that the page shows is made with these, never from strings of HTML.

/** The element with this id, which index.html has. */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. Attributes that are false, null or undefined are left out; `class`, `dataset` and `on` (listeners by
 * their event) are understood. Children that are false, null or undefined are left out, too.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "on") for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

/** An icon of index.html. It says nothing to screen readers: the button around it has the words. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export function show(element, isShown = true) {
  element.hidden = !isShown;
}

/** Sets the text only if it differs: live regions would say it again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** For screen readers alone: what has changed elsewhere on the page. */
export function announce(text) {
  setText(byId("live"), text);
}

let toastTimer;
/** A short confirmation that everybody sees and hears. */
export function confirm(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.classList.add("is-shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("is-shown"), 4000);
}
