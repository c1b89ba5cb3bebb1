// What the list shows before anything is typed: what fits the visit, favourites, the last used, and all.

import * as api from "./api.js";
import { desk } from "./desk.js";
import * as storage from "./storage.js";

/** Articles by their codes, as the search describes them; those that are no longer in the library are forgotten. */
async function articlesBy(codes, known, signal) {
  const found = await Promise.all(codes.map(async (code) => {
    const there = known.find((article) => article.code === code);
    if (there) return there;
    try {
      return await api.article(code, desk.language, signal);
    } catch (error) {
      if (error.status !== 404) throw error;
      storage.forgetArticle(code);
      return null;
    }
  }));
  return found.filter(Boolean);
}

/** What is shown without a query: [{name, rows}]. */
export async function startingGroups(all, isOnlyLanguage, signal) {
  const isWanted = (article) => !isOnlyLanguage || article.translations.some(({ language }) => language === desk.language);
  const suggestions = desk.visit?.suggestions ?? [];
  const [suggested, favourites, used] = await Promise.all(
    [suggestions.map(({ code }) => code), storage.favourites(), storage.lastUsed()].map((codes) => articlesBy(codes, all, signal)));
  const rowsOf = (articles) => articles.filter(isWanted).map((article) => ({ article }));
  return [
    { name: "find.suggested", rows: suggested.map((article) => ({ article, suggestion: suggestions.find(({ code }) => code === article.code) })) },
    { name: "find.favourites", rows: rowsOf(favourites) },
    { name: "find.lastUsed", rows: rowsOf(used) },
    { name: "find.all", rows: all.map((article) => ({ article })) },
  ].filter((group) => group.rows.length > 0);
}
