// Journeys of somebody who puts a handout together.

import assert from "node:assert/strict";
import { openDesk } from "./desk.mjs";

async function openWith(browser, address, ...queries) {
  const desk = await openDesk(browser, address, { permissions: ["clipboard-read", "clipboard-write"] });
  for (const [query, title] of queries) {
    await desk.find(query, title);
    await desk.press("Enter");
  }
  return desk;
}

/** Takes the last handout by its grip, and holds it above the first. */
async function pickUpLast(desk) {
  const from = await desk.page.locator("#items [data-part=grip]").last().boundingBox();
  const to = await desk.page.locator("#items li").first().boundingBox();
  await desk.page.mouse.move(from.x + 5, from.y + 5);
  await desk.page.mouse.down();
  await desk.page.mouse.move(to.x + 20, to.y + 5, { steps: 5 });
}

const three = [["flu", "Flu"], ["asthma", "Asthma"], ["K977", "Back Pain"]];
const names = (titles) => titles.map((title) => title.split(":")[0]);

export const handouts = {
  async "several handouts are ordered by dragging, by keys and by buttons"({ browser, address }) {
    const desk = await openWith(browser, address, ...three);
    await desk.shows("3 articles");
    assert.deepEqual(names(await desk.titles()), ["Flu", "Asthma Attacks", "Back Pain and Sex"]);

    const grip = desk.page.locator("#items [data-part=grip]");
    await desk.page.locator("#items details").nth(2).waitFor(); // then the list is not drawn again by itself
    await pickUpLast(desk);
    await desk.changesPaper(() => desk.page.mouse.up());
    assert.deepEqual(names(await desk.titles()), ["Back Pain and Sex", "Flu", "Asthma Attacks"]);

    await grip.first().focus();
    await desk.press("ArrowDown");
    assert.deepEqual(names(await desk.titles()), ["Flu", "Back Pain and Sex", "Asthma Attacks"]);
    await desk.press("Alt+ArrowUp"); // the focus went along
    assert.deepEqual(names(await desk.titles()), ["Back Pain and Sex", "Flu", "Asthma Attacks"]);
    await desk.page.getByRole("button", { name: /^Move down: Back Pain/ }).click();
    assert.match(await desk.text("#toast"), /Back Pain and Sex.*: now 2 of 3/);
    await desk.page.getByRole("button", { name: /^Remove: Flu/ }).click();
    assert.deepEqual(names(await desk.titles()), ["Back Pain and Sex", "Asthma Attacks"]);
    await desk.close();
  },

  async "sections that arrive late take neither the dragged handout nor the focus away"({ browser, address }) {
    const desk = await openWith(browser, address, ...three.slice(0, 2));
    const held = [];
    await desk.page.route((url) => /\/articles\/K977$/.test(url.pathname), (route) => held.push(route));
    const letArrive = async () => {
      await Promise.all(held.splice(0).map((route) => route.continue()));
    };
    const details = desk.page.locator("#items details");
    await details.nth(1).waitFor();
    await desk.find("K977", "Back Pain");
    await desk.press("Enter");
    await desk.shows("3 articles");
    await pickUpLast(desk);
    assert.ok(held.length > 0, "the sections of the third are on their way");
    await letArrive();
    await desk.page.waitForResponse((answer) => answer.url().includes("/articles/K977"));
    assert.equal(await desk.page.locator("#items li.is-dragged").count(), 1, "the handout is still in the hand");
    await desk.changesPaper(() => desk.page.mouse.up());
    assert.deepEqual(names(await desk.titles()), ["Back Pain and Sex", "Flu", "Asthma Attacks"]);
    await details.nth(2).waitFor();

    await desk.page.locator("#language").selectOption("es"); // whose sections are asked for anew
    await desk.page.waitForFunction(() => document.querySelectorAll("#items details").length === 2);
    await desk.page.getByRole("button", { name: /^Remove: Flu/ }).focus();
    await letArrive();
    await details.nth(2).waitFor();
    assert.match(await desk.page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? ""), /^Remove: Flu/);
    await desk.close();
  },

  async "sections are left out by a tick, and the amount of paper follows"({ browser, address }) {
    const desk = await openWith(browser, address, ...three);
    await desk.waitForTotals(/^8 pages · 4 sheets/);
    assert.match(await desk.text("#warning"), /8 pages are a lot to read/);
    await desk.page.locator("#items summary").first().click();
    await desk.changesPaper(() => desk.page.getByLabel("How can you care for yourself at home?").first().uncheck());
    assert.match((await desk.page.locator("#items summary").allInnerTexts()).join(), /1 section left out/);
    await desk.page.getByRole("button", { name: /^Remove: Back Pain/ }).click();
    await desk.page.getByRole("button", { name: /^Remove: Asthma/ }).click();
    await desk.waitForTotals(/^[12] pages?/);
    assert.ok(await desk.page.locator("#warning").isHidden());
    await desk.close();
  },

  async "only layouts that work are offered, and each of them works"({ browser, address }) {
    const desk = await openWith(browser, address, ["F204", "Fever"]);
    const styles = () => desk.page.locator("input[name=style]").evaluateAll((inputs) => inputs.map(({ value }) => value));
    assert.ok(!(await styles()).includes("bilingual"), "English beside English");
    await desk.changesPaper(() => desk.page.locator("label", { hasText: "Español" }).click());
    assert.ok((await styles()).includes("bilingual"));
    for (const style of (await styles()).slice(1)) {
      await desk.changesPaper(() => desk.page.locator(`input[name=style][value="${style}"]`).check({ force: true }));
      assert.ok(await desk.page.locator("#paper-problem").isHidden(), style);
    }
    await desk.changesPaper(() => desk.page.locator("input[name=style][value=standard]").check({ force: true }));
    await desk.changesPaper(() => desk.page.locator("input[name=paper][value=A4]").check({ force: true }));
    const [width, height] = await desk.page.locator(".page").first().evaluate((page) => [page.offsetWidth, page.offsetHeight]);
    assert.ok(Math.abs(height / width - Math.SQRT2) < 0.01, "the paper is A4");
    await desk.close();
  },

  async "a look at another handout does not change what prints"({ browser, address }) {
    const desk = await openWith(browser, address, ["F204", "Fever"]);
    await desk.find("flu", "Flu");
    assert.match(await desk.text("#peek"), /Just a look/);
    const printed = await desk.print();
    assert.equal(printed.status, 200);
    await desk.shows("Fever in Children");
    assert.deepEqual(names(await desk.titles()), ["Fever in Children"]);
    assert.match(await desk.kept(), /last-used":"\[\\"F204\\"\]/);
    await desk.close();
  },

  async "a click on + adds, and the handout comes back when the pointer leaves the list"({ browser, address }) {
    const desk = await openWith(browser, address, ["F204", "Fever"]);
    await desk.find("flu", "Flu");
    await desk.page.locator("#row-0 .row-add").click();
    await desk.shows("2 articles");
    await desk.page.locator("#row-1").hover();
    await desk.shows(await desk.text("#row-1 .row-title"));
    await desk.page.mouse.move(800, 500);
    await desk.shows("2 articles");
    await desk.page.locator("#row-0 .row-add").click();
    await desk.shows("Fever in Children");
    assert.deepEqual(names(await desk.titles()), ["Fever in Children"]);
    await desk.close();
  },

  async "title and code are copied, and the PDF is downloaded under a name without patient data"({ browser, address }) {
    const desk = await openWith(browser, address, ["F204", "Fever"]);
    await desk.page.locator("#note").fill("For Maria Sample");
    await desk.page.locator("#copy").click();
    await desk.page.waitForFunction(() => /Copied/.test(document.querySelector("#toast").textContent));
    assert.equal(await desk.page.evaluate(() => navigator.clipboard.readText()), "Fever in Children: Care Instructions (F204, English)");
    const [download] = await Promise.all([desk.page.waitForEvent("download"), desk.page.locator("#download").click()]);
    assert.equal(download.suggestedFilename(), "F204-en.pdf");
    const [tab] = await Promise.all([desk.context.waitForEvent("page"), desk.page.locator("#open-pdf").click()]);
    await tab.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/v1\/previews\/[\w-]+\/handout\.pdf$/, { waitUntil: "commit" });
    await tab.close();
    await desk.page.locator("#start-over").click();
    assert.equal(await desk.page.locator("#note").inputValue(), "");
    await desk.page.locator(".welcome").waitFor();
    await desk.close();
  },

  async "a note has room for 16 kB and not more"({ browser, address }) {
    const desk = await openWith(browser, address, ["F204", "Fever"]);
    await desk.page.locator("#note").fill("é".repeat(9000));
    assert.equal((await desk.page.locator("#note").inputValue()).length, 8000, "whole letters, in bytes");
    assert.match(await desk.text("#note-hint"), /0 more characters/);
    await desk.waitForTotals(/^6 pages/);
    assert.ok(await desk.page.locator("#paper-problem").isHidden(), "so much is printed");
    await desk.page.locator("#note").fill("![picture](x.png)");
    desk.expected.push(/422/);
    await desk.page.locator("#paper-problem").waitFor();
    assert.match(await desk.text("#paper-problem"), /note has a picture/);
    assert.ok(await desk.page.locator("#print").isDisabled());
    await desk.page.locator("#note").fill("short");
    await desk.page.locator("#paper-problem").waitFor({ state: "hidden" });
    await desk.shows("Fever");
    await desk.close();
  },

  async "pages are turned, and made larger and smaller"({ browser, address }) {
    const desk = await openWith(browser, address, ...three);
    await desk.waitForTotals(/^8 pages/);
    const width = () => desk.page.locator(".page").first().evaluate((page) => page.offsetWidth);
    const fitting = await width();
    await desk.page.locator("#zoom-in").click();
    assert.ok((await width()) > fitting);
    await desk.page.locator("#zoom-fit").click();
    assert.equal(await width(), fitting);
    await desk.page.locator("#page-next").click();
    await desk.page.waitForFunction(() => document.querySelector("#page-at").textContent === "2 of 8");
    assert.deepEqual(await desk.page.locator("#pages img").evaluateAll((images) => images.map(({ alt }) => alt).slice(0, 2)), ["Page 1 of 8", "Page 2 of 8"]);
    await desk.close();
  },
};
