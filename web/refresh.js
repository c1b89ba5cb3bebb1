// Keeps the paper up to date with the desk: what is superseded is cancelled, what went wrong is said.

import * as api from "./api.js";
import { change, desk, handoutJob, isEmpty, isPeek, onChange, peekJob, ready } from "./desk.js";
import { byId, el, show } from "./dom.js";
import { dropFrame } from "./give.js";
import { sayReplaced } from "./given.js";
import { sayTotals } from "./handout.js";
import { clearPages, renamePages, showPages } from "./paper.js";
import { dropPrivate, forgetKept, isFresh, previewOf } from "./preview.js";
import { clearProblem, showProblem, showRemarks } from "./problems.js";
import { visitIsGone, visitWasUsed } from "./visit.js";
import { say } from "./words.js";

const patience = 150; // milliseconds before the page says that it is at work

let waiting; // for the end of an event, before the paper is brought up to date
let running = null; // the preview that is being made: {text, controller, outcome}
let shownText = ""; // the job that is on the paper, as JSON
let shownUntil = 0; // when the service may drop its pages
let shownSubject = ""; // its articles: a change of looks keeps the place on the page
let handout = null; // the preview of the handout

const subjectOf = ({ job, visit }) => JSON.stringify([visit, job.articles]);

/** The handout's preview as it is now, for printing; null if there is none, which the page then says. */
export async function makeHandout() {
  for (;;) {
    clearTimeout(waiting);
    const outcome = await refresh();
    if (outcome === "failed") return null;
    if (outcome === "done" && handout) return handout.preview;
  }
}

/** What is to be on the paper: a look at one article, or the handout. */
const wantedNow = () => (isPeek() ? peekJob() : handoutJob());

/**
 * Brings the paper up to date with the desk. Resolves to "done", "failed", or "superseded" by a later call, which cancels
 * this one. A call for what is being made already changes nothing.
 */
export function refresh() {
  if (isEmpty() && !isPeek()) {
    running?.controller.abort();
    clearPaper();
    return Promise.resolve("failed");
  }
  const text = JSON.stringify(wantedNow());
  if (running?.text === text) return running.outcome;
  running?.controller.abort();
  const mine = { text, controller: new AbortController() };
  running = mine;
  mine.outcome = makePaper(isPeek(), mine.controller.signal).finally(() => {
    if (running !== mine) return;
    running = null;
    show(byId("progress"), false);
  });
  return mine.outcome;
}

/** A preview whose pages are on the paper; made again if the service has lost the one that was kept. */
async function shownPreview(wanted, signal) {
  const keepsPlace = shownSubject === subjectOf(wanted);
  const first = await previewOf(wanted, signal);
  try {
    await showPages(first, keepsPlace, signal);
    return first;
  } catch (error) {
    if (signal.aborted) throw error;
    forgetKept();
    const second = await previewOf(wanted, signal);
    await showPages(second, keepsPlace, signal);
    return second;
  }
}

/** The handout's preview, made anew. */
export function remakeHandout() {
  forgetKept();
  handout = null;
  shownText = "";
  return makeHandout();
}

async function makePaper(isLook, signal) {
  const timer = setTimeout(() => show(byId("progress"), !signal.aborted), patience);
  try {
    if (!isLook) await ready();
    const wanted = isLook ? peekJob() : handoutJob();
    const text = JSON.stringify(wanted);
    if (text === shownText && (isLook || (handout?.text === text && isFresh(handout.preview)))) return "done";
    const preview = await shownPreview(wanted, signal);
    clearProblem(byId("paper-problem"));
    shownText = text;
    shownSubject = subjectOf(wanted);
    shownUntil = preview.expires;
    if (!isLook) keepHandout(text, preview);
    return "done";
  } catch (error) {
    if (api.isAbort(error) || signal.aborted) return "superseded";
    sayProblem(error, isLook);
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}

function keepHandout(text, preview) {
  handout = { text, preview };
  dropPrivate(preview.key);
  visitWasUsed();
  sayTotals(preview);
  sayReplaced(preview);
  showRemarks(preview.diagnostics);
}

function clearPaper() {
  shownText = shownSubject = "";
  handout = null;
  dropPrivate();
  dropFrame();
  clearPages();
  clearProblem(byId("paper-problem"));
  sayTotals(null);
  sayReplaced(null);
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
    sayReplaced(null);
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

/** Makes the pages again if the service has dropped them meanwhile. */
export function makeAgain() {
  if (!shownUntil || Date.now() < shownUntil) return;
  shownText = "";
  refresh();
}

/** Says all again in the interface's language. */
export function redrawPaper() {
  renamePages();
  if (isEmpty()) showWelcome();
  if (!handout) return;
  sayTotals(handout.preview);
  sayReplaced(handout.preview);
  showRemarks(handout.preview.diagnostics);
}

export function startRefresh() {
  onChange((keys) => {
    if (keys.has("given") && handout) sayReplaced(handout.preview);
    clearTimeout(waiting);
    waiting = setTimeout(refresh); // once for all changes of one event
    if (keys.has("visit")) dropFrame();
  });
  addEventListener("online", refresh);
  showWelcome();
}
