// /infobutton/try: makes the address of an Infobutton request and shows its answer. Without this script the form asks by itself.

import { byId, el, setText, show } from "./dom.js";
import { capitalized, chooseWords, preferredWords, say, useWords } from "./words.js";

const form = byId("ask");
let token;
let hasAskedForSession = false;
/** What was asked last: its parameters, what was found, and the answer as it came. */
let last;

/** The parameters of the form that say something. Those of the second code go along with it. */
function parameters() {
  const all = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
  const hasSecond = all.some(([name]) => name === "mainSearchCriteria.v.c1");
  const isOfFirst = (name) => name === "mainSearchCriteria.v.c" || name === "mainSearchCriteria.v.dn";
  const hasFirst = all.some(([name]) => isOfFirst(name));
  return new URLSearchParams(all.filter(([name]) => (hasSecond || name !== "mainSearchCriteria.v.cs1") && (hasFirst || name !== "mainSearchCriteria.v.cs")));
}

const get = (path) => fetch(path, { credentials: "omit", referrerPolicy: "no-referrer", headers: token ? { Authorization: `Bearer ${token}` } : {} });

/** A service on this machine opens a session for its own pages; over a network it needs a token. Whether there is one now. */
async function signIn() {
  if (hasAskedForSession) {
    show(byId("sign-in"));
    return false;
  }
  hasAskedForSession = true;
  const answer = await fetch("/v1/sessions", { method: "POST", credentials: "omit" });
  if (!answer.ok) show(byId("sign-in"));
  else ({ token } = await answer.json());
  return answer.ok;
}

async function getLibrary(path) {
  const answer = await get(path);
  return answer.status === 401 && (await signIn()) ? get(path) : answer;
}

function sayAnswer() {
  if (!last) return;
  const { entries, query, raw, type } = last;
  setText(byId("status"), say("try.count", { count: entries.length }));
  byId("found").replaceChildren(...entries.map(({ title, lang, link }) => el("li", { lang },
    el("a", { href: link.find(({ rel }) => rel === "alternate").href }, title._value), " · ",
    el("a", { href: link.find(({ rel }) => rel === "related").href }, "PDF", el("span", { class: "unseen" }, ` ${title._value}`)))));
  byId("url").textContent = `${location.origin}/infobutton?${query}`;
  byId("raw-caption").textContent = type;
  byId("raw").textContent = raw;
  show(byId("raw-figure"), raw !== "");
  show(byId("answer"));
}

/** What an answer in JSON says, as people read it. */
const pretty = (text) => JSON.stringify(JSON.parse(text), null, 2);

async function ask() {
  const query = parameters();
  const asJson = new URLSearchParams(query);
  asJson.set("knowledgeResponseType", "application/json");
  const answer = await getLibrary(`/infobutton?${asJson}`);
  if (!answer.ok) {
    last = undefined;
    show(byId("answer"), false);
    const { detail } = await answer.json().catch(() => ({ detail: "" }));
    setText(byId("status"), `${say(answer.status === 400 ? "try.nothing" : "try.problem")} (${answer.status}${detail && answer.status !== 400 ? `: ${detail}` : ""})`);
    return;
  }
  const text = await answer.text();
  const wanted = query.get("knowledgeResponseType");
  const raw = wanted === "application/json" ? pretty(text) : wanted === "text/html" ? "" : await (await getLibrary(`/infobutton?${query}`)).text();
  last = { entries: JSON.parse(text).feed.entry, query: String(query), raw, type: wanted ?? "application/atom+xml" };
  sayAnswer();
}

async function fillLanguages() {
  const answer = await getLibrary("/v1/languages");
  if (!answer.ok) return;
  const [browser] = byId("language").options;
  const chosen = byId("language").value;
  const { languages } = await answer.json();
  byId("language").replaceChildren(browser, ...languages.map(({ language, name }) => el("option", { value: language, lang: language }, capitalized(name, language))));
  byId("language").value = chosen;
}

async function changeWords(tag) {
  await chooseWords(tag);
  sayAnswer();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId("url").textContent);
    setText(byId("status"), say("try.copied"));
  } catch {
    getSelection().selectAllChildren(byId("url")); // without TLS a page may not write to the clipboard
  }
}

async function start() {
  await useWords(preferredWords());
  show(byId("words-choice"));
  byId("words-language").addEventListener("change", (event) => changeWords(event.target.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask().catch(() => setText(byId("status"), say("try.problem")));
  });
  byId("copy").addEventListener("click", copy);
  byId("sign-in").addEventListener("submit", (event) => event.preventDefault());
  byId("token").addEventListener("change", () => {
    token = byId("token").value.trim();
    fillLanguages();
  });
  await fillLanguages();
}

start();
