// /docs/embed: <carepress-find> at work, with the code that puts it into a page as it is set here.

import { copyable } from "./docs-copy.js";
import { byId, el, show } from "./dom.js";

const find = byId("find");
const here = location.origin;

const attributes = ["language", "layout", "brand"];
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function elementCode() {
  const set = ["lang", ...attributes].filter((name) => find.getAttribute(name)).map((name) => ` ${name}="${escaped(find.getAttribute(name))}"`);
  return `<script type="module" src="${here}/assets/carepress-find.js"></script>\n\n<carepress-find${set.join("")}></carepress-find>`;
}

function sayCode() {
  byId("code").replaceChildren(copyable("HTML", elementCode(), "the HTML of the search box"));
}

function sayEvent({ type, detail }) {
  byId("told").replaceChildren(copyable(`Your page is told: ${type}`, JSON.stringify(detail, null, 2), "the event"));
}

function choose() {
  const words = byId("choose-lang").value;
  const isRightToLeft = words === "ar";
  byId("stage").dir = isRightToLeft ? "rtl" : "ltr";
  byId("stage").classList.toggle("is-themed", byId("choose-look").value === "themed");
  words === "es" ? find.setAttribute("lang", "es") : find.removeAttribute("lang");
  for (const name of attributes) {
    const { value } = byId(`choose-${name}`);
    value ? find.setAttribute(name, value) : find.removeAttribute(name);
  }
  sayCode();
}

// ---- a closed library -------------------------------------------------------------------------------------------------

let hasAsked = false;

/** A service on this machine opens a session for its own pages; over a network it needs a token. */
async function signIn() {
  if (hasAsked) return show(byId("sign-in"));
  hasAsked = true;
  const answer = await fetch("/v1/sessions", { method: "POST", credentials: "omit" });
  if (!answer.ok) return show(byId("sign-in"));
  find.token = (await answer.json()).token;
  find.clear();
  await offerChoices();
}

async function list(path, name) {
  const headers = find.token ? { Authorization: `Bearer ${find.token}` } : {};
  const answer = await fetch(path, { headers, credentials: "omit" });
  if (answer.status === 401) await signIn();
  return answer.ok ? (await answer.json())[name] : [];
}

/** What the PDF can be made in; none are offered while the library is closed. */
async function offerChoices() {
  const languages = await list("/v1/languages", "languages");
  if (languages.length === 0) return;
  const [layouts, brands] = await Promise.all([list("/v1/layouts", "layouts"), list("/v1/brands", "brands")]);
  const offer = (id, options) => {
    const [usual] = byId(id).options;
    byId(id).replaceChildren(usual, ...options);
  };
  offer("choose-language", languages.map(({ language, name }) => el("option", { value: language, lang: language }, name)));
  offer("choose-layout", layouts.filter((each) => !each.for_visits && !each.bilingual).map(({ name }) => el("option", { value: name }, name)));
  offer("choose-brand", brands.map(({ name }) => el("option", { value: name }, name)));
}

function start() {
  for (const id of ["choices", "sign-in"]) byId(id).addEventListener("submit", (event) => event.preventDefault());
  byId("choices").addEventListener("change", choose);
  byId("token").addEventListener("change", () => {
    find.token = byId("token").value.trim();
    offerChoices();
  });
  find.addEventListener("carepress-choose", sayEvent);
  find.addEventListener("carepress-problem", (event) => {
    sayEvent(event);
    if (event.detail.status === 401) signIn();
  });
  choose();
  byId("token-code").append(copyable("Script", 'document.querySelector("carepress-find").token = async () => (await fetch("/my/token")).text();', "the script that gives a token"));
  byId("event-code").append(copyable("Script", `document.addEventListener("carepress-choose", ({ detail }) => {
  console.log(detail.code, detail.title, detail.language, detail.address);
});`, "the script that listens"));
  byId("style-code").append(copyable("CSS", `carepress-find {
  --carepress-accent: #6b2fa0;
  --carepress-radius: 0;
  --carepress-font: 100%/1.5 Georgia, serif;
}
carepress-find::part(label) { text-transform: uppercase; }`, "the style sheet"));
  byId("frame-code").append(copyable("HTML", `<iframe src="${here}/" title="Handouts" allow="clipboard-write"></iframe>`, "the frame"));
  offerChoices();
}

start();
