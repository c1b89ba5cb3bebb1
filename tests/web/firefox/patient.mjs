// The patient's page in Firefox: from the code on the paper to the article in another language.

import assert from "node:assert/strict";
import { expectAccessible, expectSilence, textOf, watch } from "./page.mjs";

export const patient = {
  async "an article is read by the code on the paper, in Spanish, in larger letters"({ page, address, axe, picture }) {
    const complaints = await watch(page);
    await page.setViewport({ width: 390, height: 800 });
    await page.goto(new URL("/read", address).href);
    await page.type("input[name=code]", "k977");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(new URL(page.url()).pathname, "/K977");
    assert.match(await textOf(page, "h1"), /Back Pain/);
    await Promise.all([page.waitForNavigation(), page.$eval("a[lang=es]", (link) => link.click())]);
    assert.match(await textOf(page, "h1"), /espalda/);
    await page.waitForSelector("#tools button");
    const size = () => page.$eval("article", (article) => parseFloat(getComputedStyle(article).fontSize));
    const usual = await size();
    await page.$$eval("#tools button", (buttons) => buttons.find(({ textContent }) => /grande/.test(textContent)).click());
    assert.ok((await size()) > usual);
    await picture("patient");
    await expectAccessible(page, axe);
    await expectSilence(page, complaints);
  },
};
