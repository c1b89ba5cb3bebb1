// What the paper is of: the title above it, and what can be done with one article.

import { articlesOf, desk, handoutLanguage, has, isEmpty, isPeek, onChange } from "./desk.js";
import { byId, confirm, el, icon, setText, show } from "./dom.js";
import { take } from "./find.js";
import { copy } from "./give.js";
import { languageFor, titleIn } from "./languages.js";
import { facts, titleText } from "./results.js";
import { isFavourite, toggleFavourite } from "./storage.js";
import { listText, nameOfLanguage, say, wordsLanguage } from "./words.js";

/** The article on the paper, if it is one alone. */
function single() {
  if (isPeek()) return desk.active;
  return !desk.visit && articlesOf().length === 1 ? articlesOf()[0] : null;
}

function shownArticles() {
  return single() ? [single()] : articlesOf();
}

/** Says honestly that something is not in the patient's language. */
function missingText() {
  const articles = shownArticles();
  const missing = articles.filter(({ translations }) => !translations.some((each) => each.language === desk.language));
  if (missing.length === 0) return "";
  const titles = listText(missing.map((article) => titleIn(article, wordsLanguage(), "en").title));
  const wanted = nameOfLanguage(desk.language);
  if (desk.visit && !isPeek()) return say("missing.visit", { titles, wanted });
  const used = nameOfLanguage(isPeek() ? languageFor(articles, desk.language) : handoutLanguage());
  if (articles.length > missing.length) return say("missing.several", { titles, wanted, used });
  return say("missing.all", { wanted, used, count: articles.length });
}

function sayTitle() {
  const article = single();
  const title = byId("paper-title");
  if (article) {
    const found = titleIn(article, languageFor([article], desk.language));
    title.replaceChildren(titleText(found));
    byId("paper-facts").replaceChildren(...facts(article).map((fact) => el("span", {}, fact)));
    return;
  }
  setText(title, desk.visit ? say("visit.summary") : articlesOf().length > 1 ? say("paper.several", { count: articlesOf().length }) : say("paper.label"));
  const parts = desk.visit && articlesOf().length > 0 ? [say("paper.with", { count: articlesOf().length })] : [];
  byId("paper-facts").replaceChildren(...parts.map((part) => el("span", {}, part)));
}

function sayActions() {
  const article = single();
  const button = byId("add");
  show(byId("paper-actions"), !isEmpty() && shownArticles().length > 0);
  show(byId("favourite"), article !== null);
  show(button, article !== null);
  if (article) {
    byId("favourite").setAttribute("aria-pressed", String(isFavourite(article.code)));
    const isTaken = has(article.code);
    button.replaceChildren(icon(isTaken ? "minus" : "add"), el("span", {}, say(isTaken ? "add.takeOut" : "add.add")));
  }
}

export function sayHead() {
  sayTitle();
  sayActions();
  const missing = missingText();
  setText(byId("paper-notice"), missing);
  show(byId("paper-notice"), missing !== "");
  const isLook = isPeek() && !has(desk.active.code);
  show(byId("peek"), isPeek());
  byId("peek").querySelector("p").textContent = say(isLook ? "peek.text" : "peek.taken");
}

export function startHead(onFavourite) {
  byId("add").addEventListener("click", () => take(single()));
  byId("copy").addEventListener("click", () => copy(shownArticles()));
  byId("favourite").addEventListener("click", () => {
    const article = single();
    const isNew = toggleFavourite(article.code);
    sayActions();
    confirm(say(isNew ? "favourite.added" : "favourite.removed", { title: article.title }));
    onFavourite();
  });
  onChange(sayHead);
  sayHead();
}
