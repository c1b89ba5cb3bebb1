// A launch from a record system: the page was opened for one chart, as /#session=…, and stays with it. The handle is taken out
// of the address at once, lives in memory, and is gone with the page. Whose chart it is, is always in sight.

import * as api from "./api.js";
import { addAll, desk, onChange } from "./desk.js";
import { byId, confirm, el, setText, show } from "./dom.js";
import { forgetGiven, loadGiven, replacedIds } from "./given.js";
import { lookUp } from "./languages.js";
import { leaveDesk, openChartVisit } from "./visit.js";
import { say, wordsLanguage } from "./words.js";

let chart; // what the service says of the session
let isGivenKnown = true; // whether the record told all that was given before

const isDate = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** "March 4, 1971": as far as the record knows it. */
function dateText(date) {
  if (!isDate.test(date)) return date;
  const [year, month, day] = date.split("-").map(Number);
  const parts = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat(wordsLanguage(), parts).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
}

/** Name, birth date and record number; the latter two only where the record's own banner is not in sight. */
function ownerParts({ patient, needs_patient_banner: isNeeded }) {
  if (!patient) return [el("strong", { class: "chart-name" }, say("chart.unnamed"))];
  const more = isNeeded ? [
    patient.birth_date && say("chart.born", { date: dateText(patient.birth_date) }),
    patient.record_number && say("chart.number", { number: patient.record_number }),
  ] : [];
  return [el("strong", { class: "chart-name" }, patient.name || say("chart.unnamed")), ...more.filter(Boolean).map((part) => el("span", {}, part))];
}

/** What cannot be done, and why. */
function limits({ may_read_visit: mayRead, may_attach: mayAttach, has_encounter: hasVisit }) {
  const missing = [
    !hasVisit && say("chart.noVisit"),
    hasVisit && !mayRead && say("chart.noReading"),
    !mayAttach && say("chart.noAttaching"),
    !isGivenKnown && say("chart.givenUnknown"),
  ];
  return missing.filter(Boolean).join(" ");
}

function sayChart() {
  const banner = byId("chart-banner");
  show(banner, chart !== undefined);
  if (!chart) return;
  byId("chart-owner").replaceChildren(...ownerParts(chart));
  const mayAttach = chart.may_attach && chart.has_encounter;
  show(byId("attach"), mayAttach);
  setText(byId("attach-words"), say("attach.to", { name: chart.patient?.name || say("chart.unnamed") }));
  setText(byId("chart-facts"), [say("chart.of", { record: chart.record }), limits(chart)].filter(Boolean).join(" "));
}

/** What became of an attachment, in a sentence or two. */
function outcomeText({ state, is_opened: isOpened, is_superseded: isSuperseded, why }) {
  if (state === "not_attached") return say("attach.failed", { why });
  if (state === "uncertain") return say("attach.uncertain");
  const outcome = say(state === "already_there" ? "attach.already" : isOpened ? "attach.done" : "attach.unread");
  return isSuperseded ? `${outcome} ${say("attach.superseded")}` : outcome;
}

/** What a handout is made of: when it changes, what became of the one before says nothing of it. */
const parts = ["items", "note", "language", "style", "paper", "brand", "parts", "hasNotice", "visit"];

/** Attaches a handout; the button says to whom. */
export async function attach(preview) {
  const button = byId("attach");
  button.disabled = true; // a second click would only ask whether it is there
  const outcome = await api.attachHandout(preview.key, replacedIds()).finally(() => (button.disabled = false));
  confirm(outcomeText(outcome));
  setText(byId("attach-outcome"), [outcomeText(outcome), ...outcome.notes].join(" "));
  show(byId("attach-outcome"));
  await sayGiven();
}

/** Looks what was given before, and says it if the record does not tell. */
async function sayGiven() {
  isGivenKnown = await loadGiven();
  sayChart();
}

/** The session is over: nothing of the patient stays, and the page says what to do. */
function end(text) {
  chart = undefined;
  sayChart();
  for (const part of ["chart-owner", "attach-words", "attach-outcome"]) byId(part).replaceChildren();
  leaveDesk();
  forgetGiven();
  for (const part of ["desk", "tabs", "visit-banner", "drop"]) show(byId(part), false);
  setText(byId("chart-over-text"), text);
  show(byId("chart-over"));
}

async function signOut() {
  await api.closeSession();
  end(say("chart.signedOut"));
}

/** Whether the page is of one chart. */
export const isOfChart = () => api.isLaunched();

export const redrawChart = sayChart;

/** Shows whose chart the page is of; before anything else of it can be used. */
export async function startSession() {
  if (!isOfChart()) return;
  api.onSessionOver(() => end(say("chart.again")));
  byId("chart-out").addEventListener("click", signOut);
  onChange((keys) => parts.some((part) => keys.has(part)) && show(byId("attach-outcome"), false));
  // Left pages keep nothing; the record's tokens are given back.
  addEventListener("pagehide", () => chart && api.closeSession());
  addEventListener("pageshow", (event) => event.persisted && end(say("chart.again")));
  // A bundle could be another patient's.
  show(byId("visit-choose"), false);
  chart = await api.openedSession();
  sayChart();
}

/** Opens the visit that the record was in, if it may be read; then what a card offered is added. */
export async function openChart() {
  if (!chart) return;
  const given = sayGiven();
  if (chart.has_encounter && chart.may_read_visit) await openChartVisit();
  addAll(await offeredArticles());
  await given;
}

/** The articles that a card in the record offered, as the search describes them; those that the library lacks are left out. */
async function offeredArticles() {
  const found = await Promise.all((chart?.articles ?? []).map(async (code) => {
    const { hits } = await api.search({ text: code, language: desk.language, limit: 10 });
    return hits.find((each) => each.code === code);
  }));
  return found.filter(Boolean);
}

/** The language that the patient prefers, if the library has it. */
export function preferredLanguage() {
  return chart?.patient?.language ? lookUp(chart.patient.language, desk.languages.map((each) => each.language)) : undefined;
}
