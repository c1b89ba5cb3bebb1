// A visit: a FHIR bundle that is dropped, pasted or chosen. The service keeps it in memory under a key that only this page
// knows; it is dropped with the button, with the page, and when the service forgets it.

import * as api from "./api.js";
import { change, desk, onChange, startOver } from "./desk.js";
import { byId, confirm, setText, show } from "./dom.js";
import { find, resetFind } from "./find.js";
import { lookUp } from "./languages.js";
import { dropPrivate } from "./preview.js";
import { clearProblem, showProblem } from "./problems.js";
import { nameOfLanguage, say } from "./words.js";

const most = 32 * 1024 * 1024; // bytes of a bundle
let languageBefore;
let timeOut; // of the open visit

/** Opens a visit that was dropped, pasted or chosen. */
function open(text) {
  // On the page of one chart, the bundle could be another patient's.
  if (api.isLaunched()) confirm(say("chart.noBundle"));
  else openFrom(() => api.openVisit(text));
}

/** Opens a visit. One that is open already is closed first, whatever becomes of this one: no page is of two patients. */
async function openFrom(ask) {
  if (desk.visit) closeVisit();
  clearProblem(byId("visit-problem"));
  confirm(say("visit.opening"));
  try {
    const opened = await ask();
    if (desk.visit) closeVisit(); // another one was quicker
    languageBefore = desk.language;
    startOver();
    change({ visit: opened, language: languageOf(opened), hasNotice: true });
    await resetFind();
    byId("query").focus();
    confirm([say("visit.opened"), ...fits(opened)].join(" "));
  } catch (error) {
    sayProblem(error);
  }
}

/** Opens the visit that the record has in front of it. */
export const openChartVisit = () => openFrom(api.openChartVisit);

/** The language of the library that the patient reads, or one without region that only the summary is in: "de" of "de-DE". */
function languageOf({ language }) {
  const known = lookUp(language, desk.languages.map((each) => each.language));
  return known ?? (language ? new Intl.Locale(language).language : "en");
}

const fits = ({ suggestions: { length: count } }) => (count > 0 ? [say("visit.fits", { count })] : []);

function sayProblem(problem) {
  const place = byId("visit-problem");
  showProblem(place, problem, "visit", { label: say("problem.close"), action: () => clearProblem(place) });
}

async function openFile(file) {
  if (!file) return;
  if (file.size > most) {
    sayProblem(new api.Problem(413));
    return;
  }
  await open(await file.text());
}

function forget(visit) {
  clearTimeout(timeOut);
  dropPrivate();
  api.dropVisit(visit.key);
}

/** Closes the visit: nothing of it stays in the page or in the service. */
export function closeVisit() {
  if (!desk.visit) return;
  const { visit } = desk;
  const language = languageBefore;
  languageBefore = undefined;
  startOver();
  change({ language });
  setTimeout(forget, 0, visit); // after the paper is cleared, which cancels what it was asking for
  resetFind();
  byId("query").focus();
  confirm(say("visit.closed"));
}

/** The service has forgotten the visit, as after a long time. */
export function visitIsGone() {
  closeVisit();
  confirm(say("visit.gone"));
}

/** Closes the visit when the service forgets it: after a time in which its pages were not made again. */
export function visitWasUsed() {
  clearTimeout(timeOut);
  if (desk.visit?.expires_in_s) timeOut = setTimeout(visitIsGone, desk.visit.expires_in_s * 1000);
}

const looksLikeBundle = (text) => /^\s*\{/.test(text) && /"resourceType"\s*:\s*"Bundle"/.test(text.slice(0, 100_000));

function watchDrop() {
  const overlay = byId("drop");
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0; // of elements that were entered and not left
  document.addEventListener("dragenter", (event) => {
    if (!hasFile(event)) return;
    ++depth;
    show(overlay);
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) show(overlay, false);
  });
  document.addEventListener("dragover", (event) => hasFile(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    depth = 0;
    show(overlay, false);
    openFile(event.dataTransfer.files[0]);
  });
}

function sayVisit() {
  const { visit } = desk;
  show(byId("visit-banner"), visit !== null);
  show(byId("start-over"), visit === null);
  if (visit) setText(byId("visit-facts"), [say("visit.reads", { language: nameOfLanguage(languageOf(visit)) }), ...fits(visit)].join(" "));
}

/** Drops all that is the patient's, as the page is left; it may be shown again from the browser's memory. */
export function leaveDesk() {
  if (desk.visit) forget(desk.visit);
  else dropPrivate();
  const wasOpen = desk.visit !== null || desk.note !== "";
  languageBefore = undefined;
  if (wasOpen) startOver();
}

export function startVisit() {
  byId("visit-choose").addEventListener("click", () => byId("visit-file").click());
  byId("visit-file").addEventListener("change", (event) => {
    openFile(event.target.files[0]);
    event.target.value = ""; // the file's name is not kept either
  });
  byId("visit-close").addEventListener("click", closeVisit);
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const file = event.clipboardData.files[0];
    if (!file && !looksLikeBundle(text)) return;
    event.preventDefault();
    file ? openFile(file) : open(text);
  });
  watchDrop();
  addEventListener("pagehide", leaveDesk);
  addEventListener("pageshow", (event) => event.persisted && find());
  onChange((keys) => keys.has("visit") && sayVisit());
}

export const redrawVisit = sayVisit;
