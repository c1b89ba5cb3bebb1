// The clinician's page: wires its parts together. The state is in desk.js; each part draws what it is about.

import * as api from "./api.js";
import { startChoices } from "./choices.js";
import { change, desk, onChange, startOver } from "./desk.js";
import { byId, el } from "./dom.js";
import { find, resetFind, startFind } from "./find.js";
import { startGive } from "./give.js";
import { redrawHandout, startHandout } from "./handout.js";
import { sayHead, startHead } from "./head.js";
import { startKeys } from "./keys.js";
import { lookUp } from "./languages.js";
import { usualPaper } from "./layouts.js";
import { startNote } from "./note.js";
import { startPaper } from "./paper.js";
import { showProblem } from "./problems.js";
import { makeAgain, makeHandout, redrawPaper, remakeHandout, startRefresh } from "./refresh.js";
import { isOfChart, openChart, preferredLanguage, redrawChart, startSession } from "./session.js";
import { remembered } from "./storage.js";
import { closeVisit, redrawVisit, startVisit } from "./visit.js";
import { capitalized, chooseWords, nameOfLanguage, preferredWords, say, useWords } from "./words.js";

function fillLanguages() {
  const select = byId("language");
  const known = desk.languages.map(({ language }) => language);
  const more = known.includes(desk.language) ? [] : [{ language: desk.language, name: nameOfLanguage(desk.language) }];
  const options = [...desk.languages, ...more].map(({ language, name }) => {
    const ours = capitalized(nameOfLanguage(language));
    const isSame = ours.toLowerCase() === name.toLowerCase();
    return el("option", { value: language, selected: language === desk.language }, isSame ? ours : `${ours} · ${name}`);
  });
  select.replaceChildren(...options);
  select.value = desk.language;
}

function endPeek() {
  if (desk.isPeeking) change({ isPeeking: false });
}

function setView(view) {
  if (view === "handout") endPeek();
  byId("desk").dataset.view = view;
  sayView();
}

function sayView() {
  const { view } = byId("desk").dataset;
  for (const button of byId("tabs").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
}

function startOverAll() {
  if (desk.visit) return closeVisit();
  startOver();
  setView("find");
  resetFind();
  byId("query").focus();
}

/** Whether one part of the page is shown at a time; style.css has the same condition. */
const isNarrow = () => matchMedia("(width < 44rem), (width < 72rem) and (height < 32rem)").matches;

function startViews() {
  for (const button of byId("tabs").children) button.addEventListener("click", () => setView(button.dataset.view));
  byId("desk").addEventListener("view", sayView);
  byId("results").addEventListener("row-chosen", () => isNarrow() && setView("paper"));
  byId("peek-back").addEventListener("click", endPeek);
  byId("handout").addEventListener("pointerenter", (event) => event.pointerType === "mouse" && endPeek());
  byId("handout").addEventListener("focusin", endPeek);
  byId("start-over").addEventListener("click", startOverAll);
}

async function changeWords(tag) {
  await chooseWords(tag);
  fillLanguages();
  sayHead();
  redrawHandout();
  redrawVisit();
  redrawChart();
  change({}, "words");
  redrawPaper();
  find({ keeps: true });
}

const ask = () => Promise.all([api.languages(), api.layouts(), api.brands()]);

/** Lays what the service has on the desk, with the choices of this workplace. */
function layOut([languages, layouts, brands]) {
  const known = languages.map(({ language }) => language);
  const brandNames = brands.map(({ name }) => name);
  const own = navigator.languages.map((tag) => lookUp(tag, known)).find(Boolean) ?? "en";
  languages.sort((one, other) => other.articles - one.articles || one.name.localeCompare(other.name));
  change({
    languages, layouts, brands,
    language: own,
    paper: remembered("paper") ?? usualPaper(navigator.languages),
    brand: [remembered("brand"), "default"].find((name) => brandNames.includes(name)) ?? brandNames[0] ?? "",
  });
}

async function start() {
  // Of a chart, first whose it is.
  const opened = isOfChart() ? useWords(preferredWords()).then(startSession) : Promise.resolve();
  const answers = opened.then(ask).then((found) => ({ found }), (error) => ({ error }));
  await useWords(preferredWords());
  startPaper(makeAgain);
  startHead(() => find({ keeps: true }));
  startHandout();
  startNote();
  startGive(makeHandout, remakeHandout);
  startKeys();
  startViews();
  startRefresh();
  onChange((keys) => (keys.has("languages") || keys.has("language")) && fillLanguages());
  byId("language").addEventListener("change", (event) => change({ language: event.target.value }));
  byId("words-language").addEventListener("change", (event) => changeWords(event.target.value));
  addEventListener("online", () => find({ keeps: true }));
  const { found, error } = await answers;
  if (error) {
    showProblem(byId("find-problem"), error, "find", { label: say("problem.again"), action: () => location.reload() });
    return;
  }
  layOut(found);
  if (preferredLanguage()) change({ language: preferredLanguage() });
  startChoices();
  startVisit();
  startFind();
  await find();
  await openChart();
}

start();
