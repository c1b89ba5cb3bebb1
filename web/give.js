// What is done with a handout: print, open, download, copy its title and code.

import { pdfOf } from "./api.js";
import { articlesOf, change, desk } from "./desk.js";
import { byId, confirm, el } from "./dom.js";
import { titleIn } from "./languages.js";
import { finishNote } from "./note.js";
import { clearProblem, showProblem } from "./problems.js";
import { attach } from "./session.js";
import { noteUse } from "./storage.js";
import { say } from "./words.js";

let makeHandout; // returns a promise of the handout's preview, or of null
let remakeHandout; // the same, if the service has lost the preview
let frame;

/** Makes the handout as it is now, and does something with it. If it cannot be made, the paper says why. */
async function give(action) {
  finishNote();
  change({ isPeeking: false });
  const preview = await makeHandout();
  if (!preview) return;
  const codes = articlesOf().map(({ code }) => code);
  try {
    await action(preview).catch(async (error) => {
      if (error.status !== 404) throw error;
      const again = await remakeHandout();
      if (again) await action(again);
    });
    noteUse(codes);
  } catch (error) {
    const place = byId("paper-problem");
    showProblem(place, error, "preview", { label: say("problem.close"), action: () => clearProblem(place) });
  }
}

// Tablets print the page around a frame, or show no PDF in one.
const canPrintHere = () => navigator.pdfViewerEnabled !== false && !matchMedia("(pointer: coarse)").matches;

export function dropFrame() {
  if (!frame) return;
  URL.revokeObjectURL(frame.src);
  frame.remove();
  frame = undefined;
}

function printInFrame(pdf) {
  dropFrame();
  return new Promise((resolve, reject) => {
    frame = el("iframe", { class: "print-frame", src: URL.createObjectURL(pdf), title: say("give.print"), "aria-hidden": "true", tabindex: "-1" });
    frame.addEventListener("load", () => {
      const focused = document.activeElement;
      try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
        resolve();
      } catch (error) {
        reject(error);
      }
      focused?.focus({ preventScroll: true }); // keys are for the page again
    }, { once: true });
    document.body.append(frame);
  });
}

export function print() {
  return give(async (preview) => {
    if (canPrintHere()) {
      const pdf = await pdfOf(preview);
      try {
        await printInFrame(pdf);
        confirm(say("give.printing", { count: preview.pages }));
        return;
      } catch {
        dropFrame(); // the browser's viewer does not print from here
      }
    }
    if (openTab(preview)) confirm(say("give.printThere"));
  });
}

/** Whether the browser let a new tab open. */
function openTab({ pdf }) {
  const isOpen = open(pdf, "_blank") !== null;
  if (!isOpen) confirm(say("problem.popup"));
  return isOpen;
}

/** The service names the file by codes and language: the name says nothing of a patient. */
function download({ pdf }) {
  el("a", { href: pdf, download: "" }).click();
  confirm(say("give.downloaded"));
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

export function startGive(make, remake) {
  makeHandout = make;
  remakeHandout = remake;
  byId("print").addEventListener("click", print);
  byId("attach").addEventListener("click", () => give(attach));
  byId("open-pdf").addEventListener("click", () => give(async (preview) => openTab(preview)));
  byId("download").addEventListener("click", () => give(async (preview) => download(preview)));
}
