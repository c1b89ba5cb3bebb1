// What is in the chart already: which handouts were given before, and which of them the one on the paper replaces.

import * as api from "./api.js";
import { change, desk } from "./desk.js";
import { byId, setText, show } from "./dom.js";
import { nameOfLanguage, say, wordsLanguage } from "./words.js";

let latest; // the last question of what is replaced: an answer to an earlier one says nothing any more
let replaced = []; // what the handout on the paper replaces, as the page shows it

/** "March 12", in the time of this workplace; with the year if it is another one. "" if the record does not say when. */
function dayOf(date) {
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T12:00` : date);
  if (!/^\d{4}-\d{2}-\d{2}/.test(date) || Number.isNaN(time.valueOf())) return "";
  const isThisYear = time.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(wordsLanguage(), { month: "long", day: "numeric", ...(!isThisYear && { year: "numeric" }) }).format(time);
}

/** "Given March 12, an older edition", of an article that was given to this patient last; else "". */
export function givenText(code) {
  for (const { date, articles } of desk.given) {
    const article = articles.find((each) => each.code === code);
    if (!article) continue;
    const day = dayOf(date);
    return [
      day ? say("given.on", { day }) : say("given.before"),
      article.language !== desk.language && say("given.in", { language: nameOfLanguage(article.language) }),
      article.edition !== "same" && say(`given.${article.edition}`),
    ].filter(Boolean).join(", ");
  }
  return "";
}

/** Looks what was given before. Returns whether that is all there is. */
export async function loadGiven() {
  try {
    const { documents, is_whole: isWhole } = await api.givenHandouts();
    change({ given: documents });
    return isWhole;
  } catch (error) {
    if (error.status === 401) throw error;
    return false;
  }
}

/** What a handout would replace, in words. */
function wordsOf(documents) {
  const [{ date, is_summary: isSummary }] = documents;
  const day = dayOf(date);
  if (documents.length > 1 || !day) return say("replace.several", { count: documents.length });
  return say(isSummary ? "replace.summary" : "replace.handout", { day });
}

/** Shows which documents the handout of a preview replaces, ticked; null: there is no handout. */
export async function sayReplaced(preview) {
  latest = preview;
  replaced = [];
  show(byId("replaces"), false);
  if (!preview || desk.given.length === 0) return;
  const { documents } = await api.givenHandouts(preview.key).catch(() => ({ documents: [] }));
  if (latest !== preview) return;
  replaced = documents.filter((each) => each.is_replaced);
  if (replaced.length === 0) return;
  setText(byId("replaces-words"), wordsOf(replaced));
  byId("replaces-tick").checked = true;
  show(byId("replaces"));
}

/** The documents that are to be superseded: as the page shows them, and ticked. */
export const replacedIds = () => (byId("replaces-tick").checked ? replaced.map(({ id }) => id) : []);

/** Nothing of the chart stays. */
export function forgetGiven() {
  sayReplaced(null);
  change({ given: [] });
}
