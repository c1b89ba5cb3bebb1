// The clinician's page in a browser, as a test uses it: what can be done with it, and what is held about it at all times.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

const wide = { width: 1440, height: 900 };

/** Opens the page and waits until its list is there. `options` are of the browser's context. */
export async function openDesk(browser, address, options = {}, hash = "") {
  const context = await browser.newContext({ viewport: wide, locale: "en-US", ...options });
  context.setDefaultTimeout(10_000);
  // Chromium without a screen cannot print: a frame that was to be printed says so to the page.
  await context.addInitScript(() => {
    window.print = () => {
      top.printed = (top.printed ?? 0) + 1;
    };
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
  });
  const page = await context.newPage();
  const desk = new Desk(page, context);
  await page.goto(address + hash);
  await page.locator("#results [role=option]").first().waitFor();
  return desk;
}

const answerOf = async (answer) => ({ status: answer.status(), type: answer.headers()["content-type"], bytes: await answer.body() });

/** The words of a PDF, as poppler reads them. */
export function textOf({ status, type, bytes }) {
  assert.deepEqual([status, type], [200, "application/pdf"]);
  return execFileSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8" });
}

export class Desk {
  constructor(page, context) {
    this.page = page;
    this.context = context;
    this.errors = [];
    this.authorizations = []; // that sessions were asked for with
    page.on("request", (request) => {
      if (request.url().endsWith("/v1/sessions")) this.authorizations.push(request.headers().authorization);
    });
    this.expected = []; // patterns of errors that a journey brings about on purpose
    page.on("pageerror", (error) => this.errors.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.errors.push(`console: ${message.text()}`);
    });
  }

  text = (selector) => this.page.locator(selector).innerText();
  press = (key) => this.page.keyboard.press(key);

  /** Types into the search field, and waits until the list and the preview are those of it. */
  async find(query, title) {
    await this.page.locator("#query").fill(query);
    await this.shows(title);
  }

  /** Waits until the paper shows what has this title, with pages that are really drawn. */
  async shows(title) {
    await this.page.waitForFunction((wanted) => {
      const image = document.querySelector("#pages img");
      return document.querySelector("#paper-title").textContent.includes(wanted) && document.querySelector("#progress").hidden
        && image?.complete && image.naturalWidth > 0;
    }, title);
  }

  /** The address of the first page, which is another one for each preview. */
  shownPage = () => this.page.locator("#pages img").first().getAttribute("src");

  /** Does something, and waits until another preview is on the paper. */
  async changesPaper(action) {
    const before = await this.shownPage();
    await action();
    await this.page.waitForFunction((old) => {
      const source = document.querySelector("#pages img")?.getAttribute("src");
      return source && source !== old;
    }, before);
  }

  titles = () => this.page.locator("#items .item-title").allInnerTexts();

  async waitForTotals(pattern) {
    await this.page.waitForFunction((source) => new RegExp(source).test(document.querySelector("#totals").textContent), pattern.source);
  }

  /** Pastes text, as from a record's window. */
  paste = (text) => this.page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

  /** Presses the keys of Print, and returns the PDF that was printed. */
  async print() {
    const count = await this.page.evaluate(() => window.printed ?? 0);
    const fetched = this.page.waitForResponse((answer) => answer.url().endsWith("/handout.pdf"));
    await this.press("Control+p");
    await this.page.waitForFunction((before) => (window.printed ?? 0) > before, count);
    return answerOf(await fetched);
  }

  fetchBytes = (path) => this.fetchFrom(this.page.url(), path);

  async fetchFrom(address, path) {
    const answer = await this.context.request.get(new URL(path, address).href);
    return answerOf(answer);
  }

  kept = () => this.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

  /** What must be true at the end of each journey. */
  async close() {
    const unexpected = this.errors.filter((error) => !this.expected.some((pattern) => pattern.test(error)));
    assert.deepEqual(unexpected, [], "the browser's console is silent");
    assert.deepEqual(await this.page.evaluate(() => window.violations), [], "the content security policy is kept");
    assert.equal(await this.page.title(), "Carepress", "the title says nothing of what is open");
    assert.equal(new URL(this.page.url()).pathname + new URL(this.page.url()).search + new URL(this.page.url()).hash, "/", "nor does the address");
    await this.context.close();
  }
}
