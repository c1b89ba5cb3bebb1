// One row of the list of articles, and groups of them.

import { desk, has } from "./desk.js";
import { el, icon } from "./dom.js";
import { givenText } from "./given.js";
import { titleIn } from "./languages.js";
import { isFavourite } from "./storage.js";
import { dateText, say, wordsLanguage } from "./words.js";

const mostNames = 2; // of languages in a row; the others are counted

/**
 * A title in two tones: what follows a colon is the same in most titles of a library. It is inline, so that it is aligned
 * as the interface is, whatever the direction of its own letters.
 */
export function titleText({ title, language, dir }) {
  const [, head, rest] = /^(.+?)(\s*[:：፦៖].*)$/u.exec(title) ?? [null, title, ""];
  return el("span", { lang: language, dir }, head, rest && el("span", { class: "title-rest" }, rest));
}

/** The patient's language first, then those that the library has most of. */
function languagesText({ translations }) {
  const rank = ({ language }) => (language === desk.language ? -1 : desk.languages.findIndex((each) => each.language === language));
  const names = [...translations].sort((one, other) => rank(one) - rank(other)).map(({ name }) => name);
  if (names.length <= mostNames + 1) return names.join(", ");
  return say("row.languages", { names: names.slice(0, mostNames).join(", "), count: names.length - mostNames });
}

const heldBack = { draft: "row.draft", review: "row.review", retired: "row.retired" };

/** What is worth knowing of an article before it is chosen. */
export function facts(article) {
  return [
    article.status in heldBack ? say(heldBack[article.status]) : "",
    article.code,
    article.reading_grade === null ? "" : say("row.grade", { grade: article.reading_grade }),
    article.pages ? say("pages", { count: article.pages }) : "",
    article.updated ? dateText(article.updated) : "",
    article.reviewed_by ? say("row.reviewed", { name: article.reviewed_by }) : say("row.sample"),
  ].filter(Boolean);
}

/** Where the words were found: in any of the article's languages. */
function snippetOf(article) {
  if (!article.snippet?.length) return null;
  const parts = article.snippet.map(({ text, found }) => (found ? el("mark", {}, text) : text));
  return el("p", { class: "row-snippet", dir: "auto" }, parts);
}

/** Why an article is suggested. */
const reasonText = ({ source, system, topic }) =>
  topic ? say(`visit.${source}`, { system: system.replace("SNOMED-CT", "SNOMED CT"), topic }) : say("visit.named");

/**
 * The title that the clinician reads comes first; below it the one that the patient reads, if that is another one.
 * The round button is for pointers alone: Enter does the same, and the preview has a real button.
 */
export function row({ article, suggestion }, id, patientLanguage) {
  const title = titleIn(article, wordsLanguage(), "en", article.language);
  const theirs = titleIn(article, patientLanguage);
  const isTaken = has(article.code);
  const given = givenText(article.code);
  return el("div", { class: "row", role: "option", id, "aria-selected": String(isTaken), dataset: { code: article.code } },
    el("div", { class: "row-words" },
      el("p", { class: "row-title" }, titleText(title)),
      theirs.language !== title.language && el("p", { class: "row-theirs" }, el("span", { lang: theirs.language, dir: theirs.dir }, theirs.title)),
      suggestion ? el("p", { class: "row-reason" }, reasonText(suggestion)) : snippetOf(article),
      given && el("p", { class: "given" }, given),
      el("p", { class: "row-languages" }, languagesText(article)),
      el("p", { class: "row-facts" },
        facts(article).map((fact) => el("span", {}, fact)),
        isFavourite(article.code) && el("span", { class: "row-star" }, icon("star"), el("span", { class: "unseen" }, say("row.favourite"))),
      ),
    ),
    el("span", { class: "row-add", "aria-hidden": "true", title: say(isTaken ? "add.remove" : "add.add") }, icon(isTaken ? "check" : "add")),
  );
}

/** Marks the rows of articles that are in the handout. */
export function markTaken(list) {
  for (const option of list.querySelectorAll("[role=option]")) {
    const isTaken = has(option.dataset.code);
    if (option.getAttribute("aria-selected") === String(isTaken)) continue;
    option.setAttribute("aria-selected", String(isTaken));
    const button = option.querySelector(".row-add");
    button.replaceChildren(icon(isTaken ? "check" : "add"));
    button.title = say(isTaken ? "add.remove" : "add.add");
  }
}
