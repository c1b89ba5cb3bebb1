// Keys that work everywhere, and the help that names them.

import { byId, el } from "./dom.js";
import { print } from "./give.js";
import { remember, remembered } from "./storage.js";
import { say } from "./words.js";

const usesSingleKeys = () => remembered("single-keys") !== "off";

const isTyping = (target) => target.closest("input:not([type=radio],[type=checkbox]), textarea, select") !== null;

const command = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl";

const help = [
  [["↓", "↑"], "keys.reach"],
  [["Enter"], "keys.take"],
  [[command, "P"], "keys.print"],
  [["Alt", "N"], "keys.note"],
  [["Alt", "↑"], "keys.order"],
  [["Esc"], "keys.escape"],
  [[command, "K"], "keys.find"],
];

function showHelp() {
  byId("help-keys").replaceChildren(...help.flatMap(([keys, word]) => [
    el("dt", {}, keys.flatMap((key, index) => [index > 0 && " ", el("kbd", {}, key)])),
    el("dd", {}, say(word)),
  ]));
  byId("single-keys").checked = usesSingleKeys();
  byId("help").showModal();
}

function focusOn(id, view) {
  byId("desk").dataset.view = view;
  byId("desk").dispatchEvent(new Event("view"));
  byId(id).focus();
  byId(id).select();
}

/** What a key does, or undefined. `code` is the place of the key: Alt and N is another letter on a Mac. */
function actionOf(event) {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isCommand && (event.key === "p" || event.key === "Enter")) return () => !byId("print").disabled && print();
  if (isCommand && event.key === "k") return () => focusOn("query", "find");
  if (event.altKey && !event.ctrlKey && event.code === "KeyN") return () => focusOn("note", "handout");
  if (isCommand || event.altKey || isTyping(event.target) || !usesSingleKeys()) return undefined;
  if (event.key === "/") return () => focusOn("query", "find");
  if (event.key === "?") return showHelp;
  return undefined;
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (byId("help").open) return;
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
  byId("help-open").addEventListener("click", showHelp);
  byId("help").addEventListener("click", (event) => event.target === byId("help") && byId("help").close());
  byId("single-keys").addEventListener("change", (event) => remember("single-keys", event.target.checked ? "on" : "off"));
}
