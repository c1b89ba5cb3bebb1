// The clinician's page: wires its parts together. The state is in desk.js; each part draws what it is about.

import * as api from "./api.js";
import { startChoices } from "./choices.js";
import { articlesOf, change, desk, handoutJob, isEmpty, isPeek, onChange, peekJob, ready, startOver } from "./desk.js";
import { byId, el, show } from "./dom.js";
import { find, resetFind, startFind } from "./find.js";
import { dropFrame, startGive } from "./give.js";
import { redrawHandout, sayTotals, startHandout } from "./handout.js";
import { sayHead, startHead } from "./head.js";
import { startKeys } from "./keys.js";
import { lookUp } from "./languages.js";
import { usualPaper } from "./layouts.js";
import { startNote } from "./note.js";
import { clearPages, renamePages, showPages, startPaper } from "./paper.js";
import { dropPrivate, isFresh, previewOf } from "./preview.js";
import { clearProblem, showProblem, showRemarks } from "./problems.js";
import { remembered } from "./storage.js";
import { closeVisit, redrawVisit, startVisit, visitIsGone } from "./visit.js";
import { capitalized, chooseWords, nameOfLanguage, preferredWords, say, translate, useWords } from "./words.js";

const patience = 150; // milliseconds before the page says that it is at work

let running; // the preview that is being made
let shownText = ""; // the job that is on the paper, as JSON
let shownSubject = ""; // its articles: a change of looks keeps the place on the page
let handout = null; // the preview of the handout

/** The handout's preview as it is now, for printing. */
async function makeHandout() {
  await ready();
  const text = JSON.stringify(handoutJob());
  if (!handout || handout.text !== text || !isFresh(handout.preview)) {
    handout = { text, preview: await previewOf(handoutJob()) };
  }
  return handout.preview;
}

const subjectOf = ({ job, visit }) => JSON.stringify([visit, job.articles]);

/** Brings the paper up to date with the desk. What is superseded is cancelled. */
async function refresh() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  if (isEmpty() && !isPeek()) return clearPaper();
  const isLook = isPeek();
  const timer = setTimeout(() => show(byId("progress")), patience);
  try {
    if (!isLook) await ready();
    const wanted = isLook ? peekJob() : handoutJob();
    const text = JSON.stringify(wanted);
    if (text === shownText && (isLook || handout?.text === text)) return;
    const preview = await previewOf(wanted, signal);
    await showPages(preview, shownSubject === subjectOf(wanted), signal);
    clearProblem(byId("paper-problem"));
    shownText = text;
    shownSubject = subjectOf(wanted);
    if (isLook) return;
    handout = { text, preview };
    dropPrivate(preview.key);
    sayTotals(preview);
    showRemarks(preview.diagnostics);
  } catch (error) {
    if (!api.isAbort(error) && !signal.aborted) sayProblem(error, isLook);
  } finally {
    clearTimeout(timer);
    if (running.signal === signal) show(byId("progress"), false);
  }
}

function clearPaper() {
  shownText = shownSubject = "";
  handout = null;
  dropPrivate();
  dropFrame();
  clearPages();
  clearProblem(byId("paper-problem"));
  sayTotals(null);
  showRemarks([]);
  show(byId("progress"), false);
  showWelcome();
}

function sayProblem(error, isLook) {
  if (error.status === 404 && desk.visit) return visitIsGone();
  shownText = shownSubject = "";
  clearPages();
  if (!isLook) {
    handout = null;
    sayTotals(null);
    showRemarks([]);
  }
  const again = { label: say("problem.again"), action: refresh };
  const plain = { label: say("problem.standard"), action: () => change({ style: "standard" }) };
  showProblem(byId("paper-problem"), error, "preview", ...(error.status === 422 ? (desk.style === "standard" ? [] : [plain]) : [again]));
}

function showWelcome() {
  byId("pages").classList.add("is-empty");
  byId("pages").replaceChildren(el("div", { class: "welcome" }, el("p", {}, say("welcome.title")), el("p", { class: "hint" }, say("welcome.text"))));
}

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

function setView(view) {
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
  const endPeek = () => desk.isPeeking && change({ isPeeking: false });
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
  change({}, "words");
  renamePages();
  if (isEmpty()) showWelcome();
  if (handout) {
    sayTotals(handout.preview);
    showRemarks(handout.preview.diagnostics);
  }
  find({ keeps: true });
}

async function load() {
  const [languages, layouts, brands] = await Promise.all([api.languages(), api.layouts(), api.brands()]);
  const known = languages.map(({ language }) => language);
  const brandNames = brands.map(({ name }) => name);
  const own = navigator.languages.map((tag) => lookUp(tag, known)).find(Boolean) ?? "en";
  languages.sort((one, other) => other.articles - one.articles || one.name.localeCompare(other.name));
  change({
    languages, layouts, brands,
    language: own,
    paper: remembered("paper") ?? usualPaper(navigator.languages),
    brand: brandNames.includes(remembered("brand")) ? remembered("brand") : (brandNames.includes("default") ? "default" : (brandNames[0] ?? "")),
  });
}

async function start() {
  await useWords(preferredWords());
  startPaper();
  startHead(() => find({ keeps: true }));
  startHandout();
  startNote();
  startGive(makeHandout, (error) => (desk.visit && error.status === 404 ? visitIsGone() : showProblem(byId("paper-problem"), error, error.status === -1 ? "popup" : "give")));
  startKeys();
  startViews();
  let timer;
  onChange((keys) => {
    clearTimeout(timer);
    timer = setTimeout(refresh); // once for all changes of one event
    if (keys.has("languages") || keys.has("language")) fillLanguages();
    if (keys.has("visit")) dropFrame();
  });
  byId("language").addEventListener("change", (event) => change({ language: event.target.value }));
  byId("words-language").addEventListener("change", (event) => changeWords(event.target.value));
  addEventListener("online", () => {
    find({ keeps: true });
    refresh();
  });
  showWelcome();
  try {
    await load();
  } catch (error) {
    showProblem(byId("find-problem"), error, "find", { label: say("problem.again"), action: () => location.reload() });
    return;
  }
  startChoices();
  startVisit();
  startFind();
  await find();
}

start();
