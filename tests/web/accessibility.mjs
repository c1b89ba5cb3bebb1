// axe-core over the page in each of its states: light, dark, forced colours, a phone, a tablet in Spanish.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openDesk } from "./desk.mjs";

const visit = readFileSync(new URL("../../examples/visit.json", import.meta.url), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const viewOf = (desk, view) => desk.page.evaluate((name) => document.querySelector(`#tabs [data-view=${name}]`).click(), view);

/** The states, each from the one before. */
const states = {
  async start() {},
  async found(desk) {
    await desk.page.locator("#query").fill("K977");
    await desk.page.waitForFunction(() => document.querySelectorAll("#results [role=option]").length === 1);
    await desk.press("Enter");
  },
  paper: (desk) => viewOf(desk, "paper"),
  async handout(desk) {
    await viewOf(desk, "handout");
    await desk.page.locator("#items summary").first().click();
    await desk.waitForTotals(/\d/);
  },
  async several(desk) {
    await viewOf(desk, "find");
    await desk.page.locator("#query").fill("F204");
    await desk.page.waitForFunction(() => document.querySelector("#row-0")?.dataset.code === "F204");
    await desk.press("Enter");
    await viewOf(desk, "handout");
    await desk.page.locator("[data-part=grip]").first().waitFor();
  },
  async nothing(desk) {
    await viewOf(desk, "find");
    await desk.page.locator("#query").fill("zzqqxx");
    await desk.page.locator("#find-empty").waitFor();
  },
  async help(desk) {
    await desk.page.locator("#help-open").click();
  },
  async problem(desk) {
    await desk.press("Escape");
    await desk.paste('{"resourceType": "Bundle", "entry": []}');
    await desk.page.locator("#visit-problem").waitFor();
  },
  async visit(desk) {
    await desk.paste(visit);
    await desk.page.locator("#visit-banner").waitFor();
  },
};

async function expectNoFindings(desk, axe, state) {
  if (!(await desk.page.evaluate(() => "axe" in window))) await desk.page.evaluate(axe);
  const found = await desk.page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" ")}`);
  }, rules);
  assert.deepEqual(found, [], state);
  const excess = await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `${state}: the page is ${excess} pixels too wide`);
}

const walk = (options, names = Object.keys(states)) => async ({ browser, address, axe }) => {
  const desk = await openDesk(browser, address, { bypassCSP: true, ...options });
  for (const name of names) {
    await states[name](desk);
    await expectNoFindings(desk, axe, name);
  }
  await desk.context.close();
};

export const accessibility = {
  "axe finds nothing in the light": walk({}),
  "axe finds nothing in the dark": walk({ colorScheme: "dark" }),
  "axe finds nothing in forced colours": walk({ forcedColors: "active" }, ["start", "found", "several", "visit"]),
  "axe finds nothing on a phone": walk({ viewport: { width: 320, height: 640 }, hasTouch: true }),
  "axe finds nothing on a tablet, in Spanish": walk({ viewport: { width: 768, height: 1024 }, locale: "es-US" }, ["start", "found", "handout", "several", "visit"]),
  "axe finds nothing at 200 percent": walk({ viewport: { width: 720, height: 450 } }, ["start", "found", "paper", "handout", "visit"]),
};
