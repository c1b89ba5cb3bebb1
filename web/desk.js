// What is on the desk: the one state of the page. Views read it and change it through these functions only; each change
// is told to all listeners. It lives in memory and is gone with the page.

import * as api from "./api.js";
import { languageFor } from "./languages.js";
import { layoutOf, stylesOf } from "./layouts.js";

export const desk = {
  languages: [], // of the library
  layouts: [],
  brands: [],
  language: "en", // that the patient reads
  style: "standard",
  paper: "Letter",
  brand: "",
  items: [], // articles in the order of the handout, as the search describes them
  active: null, // the article that was reached in the list
  isPeeking: false, // the active article is looked at, though the handout consists of others
  note: "",
  hasNotice: false, // the page of help in many languages
  given: [], // the handouts that are in the chart, the latest first
  visit: null, // {key, language, suggestions, diagnostics, expires_in_s, parts}
};

const omitted = new Map(); // code -> the places of its sections that are left out
const sections = new Map(); // "code language" -> [{slug, heading}]
const omittedParts = new Set(); // of the visit's summary
const listeners = new Set();

export function onChange(listener) {
  listeners.add(listener);
}

/** Changes the state, and says what changed: names of the desk's keys, "sections" or "parts". */
export function change(changes, ...also) {
  Object.assign(desk, changes);
  const keys = new Set([...Object.keys(changes), ...also]);
  for (const listener of listeners) listener(keys);
}

// ---- what the handout consists of -------------------------------------------------------------------------------------

/** The articles that print: those of the handout, else the active one. */
export function articlesOf() {
  if (desk.items.length > 0 || desk.visit) return desk.items;
  return desk.active ? [desk.active] : [];
}

export const isEmpty = () => !desk.visit && articlesOf().length === 0;
export const has = (code) => desk.items.some((item) => item.code === code);
export const isPeek = () => desk.isPeeking && Boolean(desk.active) && (desk.visit !== null || desk.items.length > 0);

export function add(article) {
  if (!has(article.code)) change({ items: [...desk.items, article], isPeeking: false });
}

/** Adds those that are not there yet. */
export function addAll(articles) {
  change({ items: [...desk.items, ...articles.filter(({ code }) => !has(code))], isPeeking: false });
}

export function remove(code) {
  change({ items: desk.items.filter((item) => item.code !== code), isPeeking: false });
}

/** Moves an article to another place of the order. */
export function move(from, to) {
  if (from === to || to < 0 || to >= desk.items.length) return;
  const items = [...desk.items];
  items.splice(to, 0, ...items.splice(from, 1));
  change({ items, isPeeking: false });
}

/** Forgets all but the settings of the workplace. */
export function startOver() {
  omitted.clear();
  omittedParts.clear();
  change({ items: [], active: null, isPeeking: false, note: "", hasNotice: false, visit: null, style: "standard" }, "sections", "parts");
}

// ---- sections ---------------------------------------------------------------------------------------------------------

/** The sections of an article in the handout's language, or undefined until they are loaded. */
export const sectionsOf = (code) => sections.get(`${code} ${handoutLanguage()}`);

export async function loadSections(code) {
  const language = handoutLanguage();
  if (sections.has(`${code} ${language}`)) return;
  const found = await api.article(code, language);
  sections.set(`${code} ${language}`, found.sections);
  change({}, "sections");
}

/** The slugs that are left out: a section is left out of all articles that have one of its name. */
function omittedSlugs() {
  const slugs = new Set();
  for (const { code } of articlesOf())
    for (const place of omitted.get(code) ?? []) {
      const section = sectionsOf(code)?.[place];
      if (section) slugs.add(section.slug);
    }
  return slugs;
}

export const isOmitted = (slug) => omittedSlugs().has(slug);

export function omitSection(slug, isLeftOut) {
  for (const { code } of articlesOf()) {
    const places = new Set(omitted.get(code));
    sectionsOf(code)?.forEach((section, place) => {
      if (section.slug === slug) isLeftOut ? places.add(place) : places.delete(place);
    });
    omitted.set(code, places);
  }
  change({ isPeeking: false }, "sections");
}

export const isPartOmitted = (part) => omittedParts.has(part);

export function omitPart(part, isLeftOut) {
  isLeftOut ? omittedParts.add(part) : omittedParts.delete(part);
  change({ isPeeking: false }, "parts");
}

// ---- the job ----------------------------------------------------------------------------------------------------------

/** The language of the handout: the patient's, if all its articles are in it. A visit's summary is in any. */
export const handoutLanguage = () => (desk.visit ? desk.language : languageFor(articlesOf(), desk.language) ?? "en");

/** The styles that work: two languages side by side need another language than English, and the English articles. */
export function workingStyles(articles = articlesOf(), language = handoutLanguage()) {
  const isInEnglish = articles.every(({ translations }) => translations.some((each) => each.language === "en"));
  const hasTwo = language !== "en" && isInEnglish;
  return stylesOf(desk.layouts, Boolean(desk.visit)).filter(({ bilingual }) => !bilingual || hasTwo);
}

export const layout = () => layoutOf(workingStyles(), desk.style, desk.paper);

function looks(styles = workingStyles()) {
  const job = { layout: layoutOf(styles, desk.style, desk.paper)?.name };
  if (desk.brand) job.brand = desk.brand;
  return job;
}

/** Waits until all that the job needs is known. */
export async function ready() {
  const needed = articlesOf().filter(({ code }) => omitted.get(code)?.size > 0);
  await Promise.all(needed.map(({ code }) => loadSections(code)));
}

/** What prints: {job, visit}, where `visit` is the key of a visit or undefined. */
export function handoutJob() {
  const note = desk.note.trim() ? { note: { text: desk.note } } : {};
  if (desk.visit) {
    const job = { language: desk.language, articles: desk.items.map(({ code }) => code), language_notice: desk.hasNotice, ...note, ...looks() };
    if (omittedParts.size > 0) job.omit_parts = [...omittedParts];
    return { job, visit: desk.visit.key };
  }
  const job = { articles: articlesOf().map(({ code }) => ({ code })), language: handoutLanguage(), ...note, ...looks() };
  const slugs = [...omittedSlugs()];
  if (slugs.length > 0) job.omit_sections = slugs;
  if (desk.hasNotice) job.language_notice = true;
  return { job };
}

/** A look at the active article alone. */
export function peekJob() {
  const language = languageFor([desk.active], desk.language) ?? "en";
  return { job: { articles: [{ code: desk.active.code }], language, ...looks(workingStyles([desk.active], language)) } };
}
