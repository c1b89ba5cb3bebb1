// The clinician's page in Firefox: from the first letter typed to the PDF.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expectAccessible, expectSilence, textOf, watch } from "./page.mjs";

/** Waits until the paper shows what has this title, with pages that are really drawn. */
const shows = (page, title) => page.waitForFunction((wanted) => {
  const image = document.querySelector("#pages img");
  return document.querySelector("#paper-title").textContent.includes(wanted) && document.querySelector("#progress").hidden
    && image?.complete && image.naturalWidth > 0;
}, {}, title);

const shownPage = (page) => page.$eval("#pages img", (image) => image.getAttribute("src"));

/** Does something, and waits until another preview is on the paper. */
async function changesPaper(page, action) {
  const before = await shownPage(page);
  await action();
  await page.waitForFunction((old) => {
    const image = document.querySelector("#pages img");
    return image?.complete && image.naturalWidth > 0 && image.getAttribute("src") !== old;
  }, {}, before);
}

async function find(page, query, title) {
  await page.focus("#query");
  await page.$eval("#query", (field) => field.select());
  await page.keyboard.type(query);
  await shows(page, title);
}

const wordsOf = (pdf) => execFileSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8" });

/** The words of the PDF of what is shown, as it is opened and downloaded. */
async function wordsOfHandout(page) {
  const address = new URL((await shownPage(page)).replace(/[^/]+$/, "handout.pdf"), page.url());
  const answer = await fetch(address);
  assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "application/pdf"]);
  return wordsOf(Buffer.from(await answer.arrayBuffer()));
}

/** Waits until the browser has written what it prints, and returns its words. */
async function wordsOfPaper(file) {
  const isWhole = () => existsSync(file) && readFileSync(file).subarray(-10).includes("%%EOF");
  for (const patience = Date.now() + 15_000; !isWhole(); await new Promise((resolve) => setTimeout(resolve, 100)))
    assert.ok(Date.now() < patience, "the browser prints nothing");
  return wordsOf(readFileSync(file));
}

export const clinician = {
  async "a handout is found, previewed, noted, chosen in Spanish and printed"({ page, address, axe, picture, printed }) {
    const complaints = await watch(page);
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(address);
    await page.waitForSelector("#results [role=option]");
    assert.ok(await page.$eval("#query", (field) => field === document.activeElement));
    await page.keyboard.type("fev");
    await shows(page, "Fever in Children");
    await picture("found");
    await page.keyboard.press("Enter");
    await find(page, "flu", "Flu");
    await page.keyboard.press("Enter");
    await shows(page, "2 articles");
    await changesPaper(page, () => page.select("#language", "es"));
    await page.focus("#note");
    await changesPaper(page, () => page.keyboard.type("Llame el **lunes**"));
    await page.waitForFunction(() => document.querySelector("#totals").textContent.startsWith("6 pages") && document.querySelector("#progress").hidden);
    await picture("handout");
    await expectAccessible(page, axe);
    await expectSilence(page, complaints);
    await page.click("#print"); // with the note as it is now
    const expected = [/Fiebre en los niños/, /Llame el lunes/, /Gripe: instrucciones/];
    const [paper, handout] = [await wordsOfPaper(printed), await wordsOfHandout(page)];
    for (const pattern of expected) {
      assert.match(paper, pattern);
      assert.match(handout, pattern);
    }
    await expectSilence(page, []); // the viewer of PDFs talks on the console
  },
};
