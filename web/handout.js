// "This handout": its articles in their order, with their sections to tick, and how much paper they take.

import { articlesOf, change, desk, handoutLanguage, has, isOmitted, isPartOmitted, loadSections, move, omitPart, omitSection, onChange, remove, sectionsOf } from "./desk.js";
import { byId, confirm, el, icon, setText, show } from "./dom.js";
import { makeDraggable } from "./drag.js";
import { givenText } from "./given.js";
import { titleIn } from "./languages.js";
import { titleText } from "./results.js";
import { hasWords, say, wordsLanguage } from "./words.js";

export const manyPages = 6;
let dragging = { isDragging: () => false };
let isStale = false; // what is drawn is older than the desk, because an item is being dragged
const open = new Set(); // codes of articles whose sections are shown; "visit" is the summary

function button(name, label, action, attributes = {}) {
  return el("button", { type: "button", class: "icon-button small", "aria-label": label, title: label, on: { click: action }, ...attributes }, icon(name));
}

/** Moves an article by a button or a key, and keeps the focus on what was pressed. */
function moveBy(index, step, focus) {
  const to = index + step;
  if (to < 0 || to >= desk.items.length) return;
  const { code, title } = desk.items[index];
  move(index, to);
  const item = byId("items").querySelector(`[data-code="${CSS.escape(code)}"]`);
  const wanted = item?.querySelector(`[data-part="${focus}"]`);
  (wanted?.disabled ? item.querySelector("[data-part=grip]") : wanted)?.focus();
  confirm(say("items.moved", { title, place: to + 1, count: desk.items.length }));
}

function removeAt(index) {
  const { code, title } = desk.items[index];
  remove(code);
  confirm(say("add.removed", { title }));
  const next = desk.items[Math.min(index, desk.items.length - 1)];
  const target = next && byId("items").querySelector(`[data-code="${CSS.escape(next.code)}"] [data-part=remove]`);
  (target ?? byId("query")).focus();
}

/** Ticks for what a part of the handout consists of: {key, label, isOut}. */
function ticks(key, parts, onToggle) {
  const left = parts.filter(({ isOut }) => isOut).length;
  const summary = left > 0 ? say("sections.some", { count: left }) : say("sections.all");
  const details = el("details", { class: "sections", open: open.has(key) },
    el("summary", {}, summary),
    parts.map(({ value, label, lang, dir, isOut }) =>
      el("label", { class: "tick", lang, dir },
        el("input", { type: "checkbox", value, checked: !isOut, on: { change: (event) => onToggle(value, !event.target.checked) } }),
        " ", el("span", {}, label))));
  details.addEventListener("toggle", () => (details.open ? open.add(key) : open.delete(key)));
  return details;
}

/** A visit's articles print whole: its job has no place for their sections. */
function sectionTicks(article) {
  const sections = sectionsOf(article.code);
  if (!sections?.length || desk.visit) return null;
  const { language, dir } = titleIn(article, handoutLanguage());
  return ticks(article.code, sections.map(({ slug, heading }) => ({ value: slug, label: heading, lang: language, dir, isOut: isOmitted(slug) })), omitSection);
}

function summaryItem() {
  const parts = desk.visit.parts ?? [];
  const label = (part) => (hasWords(`part.${part}`) ? say(`part.${part}`) : part);
  return el("li", { class: "item" },
    el("div", { class: "item-line" }, el("p", { class: "item-title" }, say("visit.summary"))),
    parts.length > 0 && ticks("visit", parts.map((part) => ({ value: part, label: label(part), isOut: isPartOmitted(part) })), omitPart));
}

function item(article, index) {
  const isOrdered = has(article.code) && desk.items.length > 1;
  const title = titleIn(article, wordsLanguage(), "en", article.language);
  const given = givenText(article.code);
  return el("li", { class: "item", dataset: { code: article.code } },
    el("div", { class: "item-line" },
      isOrdered && button("grip", say("items.grip", { title: title.title }), null, { "data-part": "grip", class: "icon-button small grip", "aria-describedby": "items-hint" }),
      el("p", { class: "item-title" }, titleText(title), given && el("span", { class: "given" }, given)),
      has(article.code) && button("close", say("items.remove", { title: title.title }), () => removeAt(index), { "data-part": "remove" })),
    el("div", { class: "item-more" },
      sectionTicks(article),
      isOrdered && el("div", { class: "item-order" },
        button("up", say("items.up", { title: title.title }), () => moveBy(index, -1, "up"), { "data-part": "up", disabled: index === 0 }),
        button("down", say("items.down", { title: title.title }), () => moveBy(index, 1, "down"), { "data-part": "down", disabled: index === desk.items.length - 1 }))));
}

function onItemKey(event) {
  const line = event.target.closest("[data-code]");
  if (!line || !has(line.dataset.code)) return;
  const index = desk.items.findIndex(({ code }) => code === line.dataset.code);
  const isOnGrip = event.target.dataset.part === "grip";
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step && (event.altKey || isOnGrip)) {
    event.preventDefault();
    moveBy(index, step, event.target.dataset.part ?? "grip");
  } else if (event.key === "Delete" && event.target.tagName === "BUTTON") {
    event.preventDefault();
    removeAt(index);
  }
}

/** What has the focus in the list: the same control of the same article, whenever it is drawn. */
function controlKey(control) {
  const { tagName, value, dataset } = control;
  return [control.closest("[data-code]")?.dataset.code, tagName, dataset.part, value].join();
}

/** Replaces the list; the control that has the focus keeps it. */
function replaceItems(items) {
  const list = byId("items");
  const focused = list.contains(document.activeElement) ? controlKey(document.activeElement) : null;
  list.replaceChildren(...items);
  if (focused !== null) [...list.querySelectorAll("input, button, summary")].find((control) => controlKey(control) === focused)?.focus();
}

function draw() {
  isStale = dragging.isDragging();
  if (isStale) return;
  const articles = articlesOf();
  replaceItems([desk.visit && summaryItem(), ...articles.map(item)].filter(Boolean));
  const hint = desk.items.length > 1 ? "items.order" : articles.length === 0 && !desk.visit ? "items.none" : has(articles[0]?.code) || desk.visit ? "" : "items.single";
  setText(byId("items-hint"), hint ? say(hint) : "");
  show(byId("items-hint"), hint !== "");
  const count = byId("tabs-count");
  const number = articles.length + (desk.visit ? 1 : 0);
  setText(count, String(number));
  show(count, number > 0);
  if (!desk.visit) for (const article of articles) loadSections(article.code).catch(() => {}); // without them there is nothing to tick
}

function amount({ pages: count, sheets }) {
  return count === 1 ? say("pages", { count }) : `${say("pages", { count })} · ${say("sheets", { count: sheets })}`;
}

/** Says what the handout takes; `preview` is null while it cannot be made. */
export function sayTotals(preview) {
  setText(byId("totals"), preview ? amount(preview) : "");
  const isMuch = preview !== null && preview.pages > manyPages;
  show(byId("warning"), isMuch);
  byId("warning").replaceChildren(...(isMuch ? [icon("warning"), el("span", {}, say("handout.long", { count: preview.pages }))] : []));
  for (const id of ["print", "attach", "open-pdf", "download"]) byId(id).disabled = preview === null;
}

export function startHandout() {
  byId("items").addEventListener("keydown", onItemKey);
  dragging = makeDraggable(byId("items"), {
    handle: "[data-part=grip]",
    first: () => (desk.visit ? 1 : 0),
    onMove: move,
    onEnd: () => {
      if (isStale) draw();
    },
  });
  byId("notice-page").addEventListener("change", (event) => change({ hasNotice: event.target.checked, isPeeking: false }));
  onChange((keys) => {
    byId("notice-page").checked = desk.hasNotice;
    if (["items", "active", "visit", "sections", "parts", "language", "given"].some((key) => keys.has(key))) draw();
  });
  draw();
}

/** Draws all anew in the interface's language. */
export const redrawHandout = draw;
