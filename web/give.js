// What is done with a handout: print, open, download, copy its title and code.

import { articlesOf, change, desk } from "./desk.js";
import { byId, confirm, el } from "./dom.js";
import { titleIn } from "./languages.js";
import { finishNote } from "./note.js";
import { noteUse } from "./storage.js";
import { say } from "./words.js";

let makeHandout; // returns a promise of the handout's preview
let onProblem;
let frame;

/** Makes the handout as it is now, and does something with it. */
async function give(action) {
  finishNote();
  change({ isPeeking: false });
  try {
    const preview = await makeHandout();
    noteUse(articlesOf().map(({ code }) => code));
    await action(preview);
  } catch (error) {
    onProblem(error);
  }
}

// Tablets print the page around a frame, or show no PDF in one.
const canPrintHere = () => navigator.pdfViewerEnabled !== false && !matchMedia("(pointer: coarse)").matches;

export function dropFrame() {
  frame?.remove();
  frame = undefined;
}

function printInFrame(preview) {
  dropFrame();
  return new Promise((resolve, reject) => {
    frame = el("iframe", { class: "print-frame", src: preview.pdf, title: say("give.print"), "aria-hidden": "true", tabindex: "-1" });
    frame.addEventListener("load", () => {
      try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
        resolve();
      } catch (error) {
        reject(error);
      }
    }, { once: true });
    document.body.append(frame);
  });
}

export function print() {
  return give(async (preview) => {
    if (canPrintHere()) {
      try {
        await printInFrame(preview);
        confirm(say("give.printing", { count: preview.pages }));
        return;
      } catch {
        dropFrame(); // the browser's viewer does not print from here
      }
    }
    openTab(preview);
    confirm(say("give.printThere"));
  });
}

function openTab({ pdf }) {
  if (!open(pdf, "_blank")) throw Object.assign(new Error("pop-up"), { status: -1 });
}

function download({ pdf, fileName }) {
  const link = el("a", { href: pdf, download: fileName });
  link.click();
  confirm(say("give.downloaded", { name: fileName }));
}

/** A line for each article, to paste into a note: title, code and language. */
function lines(articles) {
  return articles.map((article) => {
    const { title, name } = titleIn(article, desk.language, "en");
    return `${title} (${article.code}${name ? `, ${name}` : ""})`;
  });
}

export async function copy(articles) {
  const text = lines(articles).join("\n");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text); // without TLS, or in a frame
  }
  confirm(say("give.copied", { text: lines(articles)[0], count: articles.length }));
}

function copyBySelection(text) {
  const focused = document.activeElement;
  const field = el("textarea", { class: "unseen", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  focused?.focus();
}

export function startGive(make, problem) {
  makeHandout = make;
  onProblem = problem;
  byId("print").addEventListener("click", print);
  byId("open-pdf").addEventListener("click", () => give(openTab));
  byId("download").addEventListener("click", () => give(download));
}
