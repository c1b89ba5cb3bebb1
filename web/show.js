// Which handouts the list shows: all, those of a set that the library offers, or those on one topic.

import * as api from "./api.js";
import { addAll, has } from "./desk.js";
import { byId, confirm, el, show } from "./dom.js";
import { hasWords, say, wordsLanguage } from "./words.js";

let topics = [];
let sets = [];

/** What is chosen, for the search: {topic} or {set}, or {} for all. */
export function shown() {
  const [kind, value] = byId("show").value.split(/:(.*)/s);
  return kind === "topic" || kind === "set" ? { [kind]: value } : {};
}

export const showsAll = () => Object.keys(shown()).length === 0;

export function showAll() {
  byId("show").value = "";
}

/** A topic in words of this page; the service has them in English. */
const nameOf = ({ topic, name }) => (hasWords(`topic.${topic}`) ? say(`topic.${topic}`) : name);

function fill() {
  const chosen = byId("show").value;
  const group = (label, options) => options.length > 0 && el("optgroup", { label: say(label) }, options);
  const byName = [...topics].sort((one, other) => nameOf(one).localeCompare(nameOf(other), wordsLanguage()));
  byId("show").replaceChildren(...[
    el("option", { value: "" }, say("find.all")),
    group("show.sets", sets.map(({ set, name }) => el("option", { value: `set:${set}` }, name))),
    group("show.topics", byName.map((each) => el("option", { value: `topic:${each.topic}` }, `${nameOf(each)} (${each.articles})`))),
  ].filter(Boolean));
  byId("show").value = chosen;
  if (byId("show").selectedIndex < 0) showAll();
  show(byId("show-filter"), topics.length + sets.length > 0);
}

/** Asks what there is to choose from, in the words of this page. */
export async function fillShow() {
  [topics, sets] = await Promise.all([api.topics(), api.sets(wordsLanguage())]);
  fill();
}

/** Offers to add the articles of a set at once. `articles` are those of the list. */
export function offerSet(articles) {
  const isOffered = Boolean(shown().set) && articles.some(({ code }) => !has(code));
  show(byId("add-set"), isOffered);
  byId("add-set").onclick = () => {
    addAll(articles);
    confirm(say("show.added", { count: articles.length }));
  };
}

export function startShow(find) {
  byId("show").addEventListener("change", () => find());
}
