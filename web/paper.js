// The pages as they print: swapped when the new ones are there, so nothing flickers; turned, and made larger or smaller.

import { pageAddress } from "./api.js";
import { byId, el, setText, show } from "./dom.js";
import { say } from "./words.js";

const zooms = [0.75, 1, 1.25, 1.5, 2, 3];
const least = 300; // CSS pixels: a page of "whole page" is never narrower, if the window is not
const tools = 28; // around the buttons that lie over the pages
const eager = 2; // pages that are loaded at once; the others when they come into sight

let zoom = 1;
let sheet = { width: 612, height: 792 };
let shown = null;
let onLost; // called if a page cannot be loaded any more

const pages = () => byId("pages");

/** The width at which the whole page is seen, or the window's if it would be too small to read. */
function fittingWidth() {
  const { paddingLeft, paddingTop } = getComputedStyle(pages());
  const width = pages().clientWidth - 2 * parseFloat(paddingLeft);
  const height = pages().clientHeight - parseFloat(paddingTop) - byId("paper-tools").offsetHeight - tools;
  const whole = (height * sheet.width) / sheet.height;
  return Math.max(Math.min(width, whole < least ? width : whole), 120);
}

function resize() {
  pages().style.setProperty("--page-width", `${Math.floor(fittingWidth() * zoom)}px`);
  const size = zoom === 1 ? [say("paper.fit")] : [`${Math.round(zoom * 100)} %`, el("span", { class: "unseen" }, ` ${say("paper.fit")}`)];
  byId("zoom-fit").replaceChildren(...size);
  byId("zoom-out").disabled = zoom === zooms[0];
  byId("zoom-in").disabled = zoom === zooms.at(-1);
}

function zoomBy(step) {
  const place = Math.max(0, Math.min(zooms.length - 1, zooms.indexOf(zoom) + step));
  const middle = (pages().scrollTop + pages().clientHeight / 2) / pages().scrollHeight;
  zoom = step === 0 ? 1 : zooms[place];
  resize();
  pages().scrollTop = middle * pages().scrollHeight - pages().clientHeight / 2;
}

function pageImage(preview, number) {
  // Decoded with the frame that first shows it, so there is no moment without a page.
  const image = el("img", { alt: say("paper.page", { page: number, count: preview.pages }), draggable: "false", decoding: "sync" });
  if (number > eager) {
    image.loading = "lazy";
    image.addEventListener("error", () => preview === shown && image.hasAttribute("src") && onLost());
  }
  image.dataset.source = pageAddress(preview.key, number);
  return image;
}

/** Stops what is still being loaded: the service may be told at any time to drop it. */
function cancel(images) {
  for (const image of images) if (!image.complete || image.loading === "lazy") image.removeAttribute("src");
}

/**
 * Shows a preview's pages. The old ones stay until the one that is looked at is there. Throws if it cannot be had, and an
 * AbortError if it was superseded.
 */
export async function showPages(preview, keepsPlace, signal) {
  if (preview.key === shown?.key) return;
  const images = Array.from({ length: preview.pages }, (_, index) => pageImage(preview, index + 1));
  const abandon = () => cancel(images);
  signal.addEventListener("abort", abandon, { once: true });
  const first = images[keepsPlace ? Math.min(pageAt(), images.length - 1) : 0];
  first.loading = "eager";
  first.src = first.dataset.source; // alone: two pages would take twice as long
  await isLoaded(first, signal);
  signal.removeEventListener("abort", abandon);

  sheet = { width: preview.page_width_pt, height: preview.page_height_pt };
  const place = keepsPlace ? pages().scrollTop : 0;
  pages().style.setProperty("--page-ratio", `${sheet.width} / ${sheet.height}`);
  pages().classList.remove("is-empty");
  cancel(pages().querySelectorAll("img"));
  for (const image of images) if (image !== first) image.src = image.dataset.source;
  pages().replaceChildren(...images.map((image) => el("div", { class: "page" }, image)));
  shown = preview;
  show(byId("paper-tools"));
  resize();
  pages().scrollTop = place;
  sayPage();
}

/** Waits for an image. `decode()` would wait for some frames more. */
async function isLoaded(image, signal) {
  const isThere = image.complete || (await new Promise((resolve) => {
    image.addEventListener("load", () => resolve(true), { once: true });
    image.addEventListener("error", () => resolve(false), { once: true });
    signal.addEventListener("abort", () => resolve(false), { once: true });
  }));
  signal.throwIfAborted();
  if (!isThere) throw new Error("a page could not be loaded");
}

export function clearPages() {
  shown = null;
  pages().classList.remove("is-empty");
  cancel(pages().querySelectorAll("img"));
  pages().replaceChildren();
  show(byId("paper-tools"), false);
}

/** The page that is nearest to the middle of the window, from 0. */
function pageAt() {
  const middle = pages().getBoundingClientRect().top + pages().clientHeight / 2;
  const distances = [...pages().children].map((page) => {
    const { top, bottom } = page.getBoundingClientRect();
    return Math.max(top - middle, middle - bottom, 0);
  });
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

function sayPage() {
  if (!shown) return;
  const at = pageAt();
  setText(byId("page-at"), say("paper.at", { page: at + 1, count: shown.pages }));
  byId("page-back").disabled = at === 0;
  byId("page-next").disabled = at >= shown.pages - 1;
}

function turn(step) {
  const page = pages().children[pageAt() + step];
  if (!page) return;
  const isQuiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = pages().scrollTop + page.getBoundingClientRect().top - pages().getBoundingClientRect().top - parseFloat(getComputedStyle(pages()).paddingTop);
  pages().scrollTo({ top, behavior: isQuiet ? "instant" : "smooth" });
}

/** Says what it shows in the interface's language, after that has changed. */
export function renamePages() {
  pages().querySelectorAll("img").forEach((image, index) => {
    image.alt = say("paper.page", { page: index + 1, count: shown.pages });
  });
  resize();
  sayPage();
}

export function startPaper(lost) {
  onLost = lost;
  byId("zoom-in").addEventListener("click", () => zoomBy(1));
  byId("zoom-out").addEventListener("click", () => zoomBy(-1));
  byId("zoom-fit").addEventListener("click", () => zoomBy(0));
  byId("page-back").addEventListener("click", () => turn(-1));
  byId("page-next").addEventListener("click", () => turn(1));
  pages().addEventListener("scroll", sayPage, { passive: true });
  pages().addEventListener("keydown", (event) => {
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    turn(step);
  });
  new ResizeObserver(() => {
    resize();
    sayPage();
  }).observe(pages());
}
