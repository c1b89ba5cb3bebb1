// Find as you type: the search field and its list. The row that is reached by an arrow key, or on which the pointer rests,
// is previewed at once; Enter, or the round button, puts it into the handout.

import * as api from "./api.js";
import { add, change, desk, has, onChange, remove } from "./desk.js";
import { announce, byId, confirm, el, setText, show } from "./dom.js";
import { startingGroups } from "./lists.js";
import { clearProblem, showProblem } from "./problems.js";
import { markTaken, row } from "./results.js";
import { fillShow, offerSet, showAll, shown, showsAll, startShow } from "./show.js";
import { say } from "./words.js";

const step = 40; // articles that are asked for at once
const mostRows = 100; // that the service gives at once: a set is there as a whole
const rest = 80; // milliseconds for which the pointer rests on a row before it is previewed

let total = 0;
let loaded = 0; // of `total`: the list gets the others as it is scrolled
let isLoading = false;
let rows = []; // {article, suggestion}, in the order of the list
let active = -1; // the row that is reached
let pinned = -1; // the row that was chosen by a key or a click: it comes back when the pointer leaves the list
let isPinnedLook = false; // or the handout does, if the row was taken since
let request;
let announceTimer;

const list = () => byId("results");
const text = () => byId("query").value.trim();

// ---- asking -----------------------------------------------------------------------------------------------------------

const wish = () => ({ text: text(), language: desk.language, onlyLanguage: byId("only-language").checked, ...shown() });

/** Adds the next articles to the end of the list. */
async function findMore() {
  if (isLoading || loaded >= total) return;
  isLoading = true;
  const { signal } = request;
  try {
    const found = await api.search({ ...wish(), offset: loaded, limit: step }, signal);
    if (signal.aborted) return;
    const options = found.hits.map((article, at) => row({ article }, `row-${rows.length + at}`, desk.language));
    (list().querySelector("[role=group]:last-child") ?? list()).append(...options);
    rows.push(...found.hits.map((article) => ({ article })));
    loaded = found.hits.length > 0 ? loaded + found.hits.length : total;
    isLoading = false;
  } catch (error) {
    if (api.isAbort(error)) return;
    isLoading = false; // scrolling asks again
  }
}

/** Asks for what is typed, and shows it. `keeps` keeps the row that is reached, as when only words or order change. */
export async function find({ keeps = false } = {}) {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const query = text();
  const wanted = wish();
  show(byId("query-clear"), query !== "");
  try {
    const found = await api.search({ ...wanted, limit: wanted.set ? mostRows : step }, signal);
    const isStart = query === "" && showsAll();
    const groups = isStart ? await startingGroups(found.hits, wanted.onlyLanguage, signal) : [{ name: "", rows: found.hits.map((article) => ({ article })) }];
    if (signal.aborted) return;
    clearProblem(byId("find-problem"));
    total = found.total;
    loaded = found.hits.length;
    isLoading = false;
    showGroups(groups, keeps);
    sayFound(query, found);
    offerSet(found.hits);
    if (query && !keeps) reach(rows.length > 0 ? 0 : -1);
  } catch (error) {
    if (api.isAbort(error)) return;
    showProblem(byId("find-problem"), error, "find", { label: say("problem.again"), action: () => find() });
  }
}

function showGroups(groups, keeps) {
  const code = rows[active]?.article.code;
  const top = list().scrollTop;
  rows = groups.flatMap((group) => group.rows);
  let index = 0;
  list().replaceChildren(...groups.map((group, at) => {
    const options = group.rows.map((each) => row(each, `row-${index++}`, desk.language));
    if (!group.name) return options;
    return [el("div", { role: "group", "aria-labelledby": `group-${at}` },
      el("div", { class: "group-name", id: `group-${at}`, role: "presentation" }, say(group.name)), options)];
  }).flat());
  show(list(), rows.length > 0);
  byId("query").setAttribute("aria-expanded", String(rows.length > 0));
  list().scrollTop = keeps ? top : 0;
  pinned = -1;
  mark(rows.findIndex(({ article }) => article.code === code));
  if (keeps) pinned = active;
}

function sayFound(query, { corrections }) {
  const changed = (corrections ?? []).map(({ written, meant }) => say("find.corrected", { written, meant }));
  setText(byId("find-status"), [say("find.count", { count: total }), ...changed].join(". "));
  sayNothing(query);
  clearTimeout(announceTimer); // not at each letter
  announceTimer = setTimeout(() => announce(byId("find-status").textContent), 700);
}

function sayNothing(query) {
  const isOnlyLanguage = byId("only-language").checked;
  const look = (change) => () => {
    change();
    find();
  };
  const lookEverywhere = look(() => (byId("only-language").checked = false));
  const button = (label, click) => el("p", {}, el("button", { type: "button", class: "button", on: { click } }, say(label)));
  byId("find-empty").replaceChildren(
    el("p", { class: "find-empty-title" }, say("find.nothing", { query })),
    el("p", {}, say("find.nothingHint")),
    ...[
      !showsAll() && button("find.showAll", look(showAll)),
      isOnlyLanguage && button("find.anyLanguage", lookEverywhere),
    ].filter(Boolean),
  );
  show(byId("find-empty"), total === 0);
}

// ---- reaching and taking ----------------------------------------------------------------------------------------------

function mark(index) {
  active = index;
  for (const old of list().querySelectorAll(".is-active")) old.classList.remove("is-active");
  const option = byId(`row-${index}`);
  if (!option) return byId("query").removeAttribute("aria-activedescendant");
  option.classList.add("is-active");
  byId("query").setAttribute("aria-activedescendant", option.id);
}

function reach(index) {
  mark(index);
  const article = rows[index]?.article ?? null;
  if (article?.code !== desk.active?.code || !desk.isPeeking) change({ active: article ?? desk.active, isPeeking: article !== null });
}

function reachAndPin(index) {
  if (rows.length === 0) return;
  pinned = Math.max(0, Math.min(rows.length - 1, index));
  isPinnedLook = true;
  reach(pinned);
  byId(`row-${pinned}`).scrollIntoView({ block: "nearest" });
}

/** Puts an article into the handout, or takes it out again. */
export function take(article) {
  if (!article) return;
  const isTaken = has(article.code);
  isPinnedLook = false;
  isTaken ? remove(article.code) : add(article);
  confirm(say(isTaken ? "add.removed" : "add.added", { title: article.title }));
}

function endSearch() {
  if (byId("query").value) {
    byId("query").value = "";
    find();
  }
  change({ isPeeking: false });
}

/** Empties the field, for the next patient or visit. */
export function resetFind() {
  byId("query").value = "";
  byId("only-language").checked = false;
  showAll();
  mark(-1);
  pinned = -1;
  return find();
}

// ---- keys and pointers ------------------------------------------------------------------------------------------------

function onKey(event) {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };
  if (event.key in steps) {
    event.preventDefault();
    reachAndPin(active + steps[event.key]);
  } else if (event.key === "Enter" && !event.repeat) {
    event.preventDefault();
    take(rows[active]?.article);
    byId("query").select(); // what is typed next is another search
  } else if (event.key === "Escape") {
    event.preventDefault();
    endSearch();
  }
}

function watchPointer() {
  let timer;
  let at = "";
  const indexOf = (target) => Number(target.closest("[role=option]")?.id.slice(4) ?? -1);
  list().addEventListener("pointermove", (event) => {
    const place = `${event.clientX} ${event.clientY}`;
    if (event.pointerType !== "mouse" || place === at) return; // the list moved, not the pointer
    at = place;
    const index = indexOf(event.target);
    clearTimeout(timer);
    if (index >= 0 && index !== active) timer = setTimeout(() => reach(index), rest);
  });
  list().addEventListener("pointerleave", () => {
    clearTimeout(timer);
    if (pinned < 0 || pinned === active) return;
    mark(pinned);
    change({ active: rows[pinned].article, isPeeking: isPinnedLook });
  });
  list().addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list().addEventListener("click", (event) => {
    clearTimeout(timer);
    const index = indexOf(event.target);
    if (index < 0) return;
    const isForTaking = event.target.closest(".row-add");
    reachAndPin(index);
    if (isForTaking) take(rows[index].article);
    else list().dispatchEvent(new CustomEvent("row-chosen", { bubbles: true }));
  });
}

export function startFind() {
  byId("query").addEventListener("input", () => find());
  byId("query").addEventListener("keydown", onKey);
  byId("query-clear").addEventListener("click", () => {
    endSearch();
    byId("query").focus();
  });
  byId("only-language").addEventListener("change", () => find());
  watchPointer();
  startShow(find);
  fillShow().catch(() => {}); // the list works without
  list().addEventListener("scroll", () => {
    const isNearEnd = list().scrollTop + list().clientHeight > list().scrollHeight - 400;
    if (isNearEnd) findMore();
  }, { passive: true });
  onChange((keys) => {
    if (keys.has("items")) {
      markTaken(list());
      offerSet(rows.map(({ article }) => article));
    }
    if (keys.has("words")) fillShow().catch(() => {});
    if (keys.has("language") || keys.has("given")) find({ keeps: true });
  });
}
