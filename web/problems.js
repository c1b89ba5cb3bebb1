// Problems in plain words, with what to do about them.

import { byId, el, show } from "./dom.js";
import { hasWords, say } from "./words.js";

const mostErrors = 5; // more would hide what there is to do

/** A message of the program: in English, a sentence. Hints about options of the command line are of no use here. */
function sentences({ message, hint }) {
  const isForTerminals = /(^|\s)--\w|carepress \w+ |\.ya?ml\b|samples:/.test(hint ?? "");
  const said = message.replace(/^Bundle\.[\w.[\]]+: |, the first at Bundle\.[\w.[\]]+/g, ""); // places are for programmers
  const parts = [said, isForTerminals ? "" : (hint ?? "")];
  return parts
    .filter(Boolean)
    .map((part) => part[0].toLocaleUpperCase("en") + part.slice(1) + (/[.?!]$/.test(part) ? "" : "."))
    .join(" ");
}

/** A diagnostic: in the interface's words if there are any for its code, else in the program's. */
export function diagnosticText(diagnostic) {
  const key = `diagnostic.${diagnostic.code}`;
  if (hasWords(key)) return el("span", {}, say(key));
  return el("span", { lang: "en" }, sentences(diagnostic));
}

/** The title of a problem: what happened, and what to do. */
function explanation(problem, what) {
  if (problem.status === 0) return say("problem.offline");
  if (problem.status === 503) return say("problem.busy");
  if (problem.status === 413) return say("problem.large");
  if (problem.status === 401 || problem.status === 403) return say("problem.forbidden");
  if (problem.status === 404) return say("problem.gone");
  if (problem.status >= 500 || !problem.status) return say("problem.broken");
  return say(`problem.${what}`);
}

/** Shows a problem in `place`, with buttons: {label, action}. `what` is what did not work: "find", "preview" or "visit". */
export function showProblem(place, problem, what, ...actions) {
  const errors = (problem.diagnostics ?? []).filter(({ severity }) => severity === "error");
  const buttons = actions.map(({ label, action }) => el("button", { type: "button", class: "button", on: { click: action } }, label));
  place.replaceChildren(
    el("p", {}, el("strong", {}, explanation(problem, what))),
    ...(errors.length > 0 ? [el("ul", {}, errors.slice(0, mostErrors).map((each) => el("li", {}, diagnosticText(each))))] : []),
    ...(errors.length === 0 && problem.status === 422 && problem.detail ? [el("p", { lang: "en" }, sentences({ message: problem.detail }))] : []),
    ...(buttons.length > 0 ? [el("p", { class: "notice-actions" }, buttons)] : []),
  );
  show(place);
}

export function clearProblem(place) {
  if (place.hidden) return;
  show(place, false);
  place.replaceChildren();
}

/** What the program remarked about a handout that it made: warnings at once, notes on demand. */
export function showRemarks(diagnostics) {
  const place = byId("remarks");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  const notes = diagnostics.filter(({ severity, code }) => severity === "note" && code !== "visit/article-suggested");
  const list = (items) => el("ul", {}, items.map((each) => el("li", {}, diagnosticText(each))));
  place.replaceChildren(
    ...(warnings.length > 0 ? [list(warnings)] : []),
    ...(notes.length > 0 ? [el("details", {}, el("summary", {}, say("handout.remarks", { count: notes.length })), list(notes))] : []),
  );
  show(place, warnings.length + notes.length > 0);
}
