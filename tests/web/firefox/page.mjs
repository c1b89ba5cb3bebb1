// What both journeys hold about a page in Firefox.

import assert from "node:assert/strict";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Gathers what a page complains of; to be called before it is opened. */
export async function watch(page) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
  });
  return complaints;
}

export async function expectSilence(page, complaints) {
  assert.deepEqual(complaints, [], "the browser's console is silent");
  assert.deepEqual(await page.evaluate(() => window.violations), [], "the content security policy is kept");
}

/** Holds that axe-core finds nothing, and that the page is not wider than its window. */
export async function expectAccessible(page, axe) {
  await page.evaluate(axe);
  const found = await page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" ")}`);
  }, rules);
  assert.deepEqual(found, []);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `the page is ${excess} pixels too wide`);
}

export const textOf = (page, selector) => page.$eval(selector, (element) => element.innerText);
