// The words of the interface, from words/<language>.json. A language is added by a file of the same keys and an option of
// the select in index.html.

import { byId } from "./dom.js";
import { remember, remembered } from "./storage.js";

const known = ["en", "es"];
let words = {};
let english = {};
let language = "en";
let plurals = new Intl.PluralRules("en");

async function load(tag) {
  const answer = await fetch(new URL(`words/${tag}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`the words of "${tag}" are missing`);
  return answer.json();
}

/** The interface's language: the one that was chosen, else the first of the browser's that there is. */
export function preferredWords() {
  const wanted = [remembered("words"), ...navigator.languages].filter(Boolean);
  for (const tag of wanted) {
    const found = known.find((each) => tag === each || tag.startsWith(`${each}-`));
    if (found) return found;
  }
  return "en";
}

export async function useWords(tag) {
  [english, words] = await Promise.all([load("en"), load(tag)]);
  language = tag;
  plurals = new Intl.PluralRules(tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = words.direction;
  byId("words-language").value = tag;
  translate(document);
}

export function chooseWords(tag) {
  remember("words", tag);
  return useWords(tag);
}

export const wordsLanguage = () => language;

/**
 * The text of a key, with each {name} replaced by a value. A text that depends on a number has a form for each category of
 * plurals, chosen by `count`.
 */
export function say(key, values = {}) {
  const found = words[key] ?? english[key];
  if (found === undefined) throw new Error(`no words for "${key}"`);
  const text = typeof found === "string" ? found : (found[plurals.select(values.count)] ?? found.other);
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(language) : (value ?? whole);
  });
}

export const hasWords = (key) => key in words || key in english;

/** Fills in all elements that name their words. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of root.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", say(element.dataset.wordLabel));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.wordLabel);
  }
  for (const element of root.querySelectorAll("[data-word-placeholder]")) {
    element.placeholder = say(element.dataset.wordPlaceholder);
  }
}

/** Names of languages are written small in many languages; on a button they begin with a capital. */
export function capitalized(name, tag = language) {
  const [first = ""] = name;
  return first.toLocaleUpperCase(tag) + name.slice(first.length);
}

/** The name of a language in the interface's own language. */
export function nameOfLanguage(tag) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** An ISO 8601 date, short. */
export function dateText(date) {
  const [year, month, day] = date.split("-").map(Number);
  if (!year) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(Date.UTC(year, (month || 1) - 1, day || 1));
}

export function listText(parts) {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(parts);
}
