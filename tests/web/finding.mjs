// Journeys of somebody who looks for a handout.

import assert from "node:assert/strict";
import { openDesk, textOf } from "./desk.mjs";

export const finding = {
  async "a handout is found, noted and printed by keys alone"({ browser, address }) {
    const desk = await openDesk(browser, address);
    const keys = ["f", "e", "v", "Control+p"]; // from launch to print
    for (const key of keys.slice(0, 3)) await desk.press(key);
    await desk.shows("Fever in Children");
    assert.ok(await desk.page.locator("#query").evaluate((field) => field === document.activeElement));
    const { status, type, bytes } = await desk.print();
    assert.ok(keys.length < 10);
    assert.deepEqual([status, type, bytes.subarray(0, 5).toString()], [200, "application/pdf", "%PDF-"]);

    await desk.press("Alt+n");
    await desk.changesPaper(() => desk.page.keyboard.type("Call **Dana** on Monday"));
    assert.match(textOf(await desk.print()), /Call Dana on Monday/);
    const kept = await desk.kept();
    assert.match(kept, /F204/, "the article is one of the last used");
    assert.doesNotMatch(kept, /Dana|fev/, "no note and no query is kept");
    await desk.close();
  },

  async "rows are previewed as arrow keys and the pointer reach them"({ browser, address }) {
    const desk = await openDesk(browser, address);
    await desk.find("fever", "Fever in Children");
    await desk.changesPaper(() => desk.press("ArrowDown"));
    const second = await desk.text("#row-1 .row-title");
    assert.equal(await desk.text("#paper-title"), second);
    await desk.press("ArrowUp");
    await desk.shows("Fever in Children");
    await desk.page.mouse.move(100, 100);
    await desk.page.locator("#row-2").hover();
    await desk.shows(await desk.text("#row-2 .row-title"));
    await desk.page.mouse.move(900, 500);
    await desk.shows("Fever in Children"); // what a key has chosen comes back
    await desk.close();
  },

  async "a preview that is superseded is cancelled, and the page before stays until the new one is there"({ browser, address }) {
    const desk = await openDesk(browser, address);
    await desk.find("fever", "Fever in Children");
    const shown = await desk.shownPage();
    const held = [];
    await desk.page.route("**/v1/previews", (route) => held.push(route));
    const cancelled = desk.page.waitForEvent("requestfailed", (request) => request.url().endsWith("/v1/previews"));
    await desk.press("ArrowDown");
    while (held.length < 1) await desk.page.waitForTimeout(10);
    await desk.press("ArrowDown");
    assert.match((await cancelled).failure().errorText, /ERR_ABORTED/);
    while (held.length < 2) await desk.page.waitForTimeout(10);
    assert.equal(await desk.shownPage(), shown);
    await desk.page.locator("#progress").waitFor(); // work that takes long is seen
    assert.equal(held.length, 2, "nothing is asked for twice");
    await held[1].continue();
    await desk.shows(await desk.text("#row-2 .row-title"));
    await desk.page.unrouteAll({ behavior: "ignoreErrors" });
    await desk.close();
  },

  async "favourites and the last used come first, and typing finds by code, topic and misspelt word"({ browser, address }) {
    const desk = await openDesk(browser, address);
    await desk.find("K977", "Back Pain");
    await desk.page.locator("#favourite").click();
    await desk.find("J11.1", "Flu");
    await desk.find("asthmma", "Asthma"); // "astma" is Polish
    assert.match(await desk.text("#find-status"), /Showing “asthma” for “asthmma”/);
    await desk.print();
    await desk.press("Control+k");
    await desk.press("Escape");
    await desk.page.locator(".group-name").first().waitFor();
    assert.deepEqual(await desk.page.locator(".group-name").allInnerTexts(), ["Favorites", "Last used", "All handouts"]);
    assert.deepEqual(JSON.parse(await desk.kept()), { "carepress.favourites": '["K977"]', "carepress.last-used": '["A640"]' });
    await desk.close();
  },

  async "a set is shown in its order and added as a whole, and a topic narrows the list and what is typed"({ browser, address }) {
    const desk = await openDesk(browser, address);
    const codes = () => desk.page.locator("#results [role=option]").evaluateAll((rows) => rows.map((row) => row.dataset.code));
    await desk.page.locator("#show").selectOption({ label: "Sick child" });
    await desk.page.locator("#add-set").waitFor();
    assert.deepEqual(await codes(), ["F204", "V228", "E415"]);
    await desk.page.locator("#add-set").click();
    await desk.page.locator("#pages img").first().waitFor();
    assert.equal(await desk.page.locator("#items > li").count(), 3);
    assert.equal(await desk.page.locator("#add-set").isVisible(), false, "nothing is left to add");

    await desk.page.locator("#show").selectOption("topic:J00-J99");
    await desk.page.waitForFunction(() => document.querySelector("#row-0")?.dataset.code !== "F204");
    const lungs = await codes();
    assert.ok(lungs.includes("A640") && !lungs.includes("K977"), lungs.join(" "));
    await desk.page.locator("#query").fill("lice");
    await desk.page.locator("#find-empty button").click();
    await desk.page.waitForFunction(() => document.querySelector("#row-0")?.dataset.code === "L315");
    assert.equal(await desk.page.locator("#show").inputValue(), "", "all handouts again");
    await desk.page.locator("#words-language").selectOption("es");
    await desk.page.waitForFunction(() => document.querySelector("#show").textContent.includes("Niño enfermo"));
    assert.match(await desk.page.locator("#show").textContent(), /Pulmones y respiración/);
    await desk.close();
  },

  async "a long list goes on as it is scrolled, each handout once"({ browser, address }) {
    const desk = await openDesk(browser, address);
    let articles;
    await desk.page.route("**/v1/search?*", async (route) => { // a library of 250, made of the articles that there are
      const asked = new URL(route.request().url()).searchParams;
      if (!articles) {
        const all = await (await route.fetch({ url: new URL("/v1/search?q=&limit=100", route.request().url()).href })).json();
        const named = (title) => ({ title, translations: [{ language: "en", name: "English", dir: "ltr", title }] });
        articles = Array.from({ length: 250 }, (_, at) => ({ ...all.hits[at % all.hits.length], ...named(`Handout ${at}`) }));
      }
      const offset = Number(asked.get("offset") ?? 0);
      const hits = articles.slice(offset, offset + Number(asked.get("limit")));
      await route.fulfill({ json: { query: asked.get("q"), corrections: [], total: articles.length, offset, hits } });
    });
    await desk.page.locator("#query").fill("a");
    await desk.page.waitForFunction(() => document.querySelector("#row-0 .row-title")?.textContent === "Handout 0");
    for (let rows = 0; rows < 250; ) {
      await desk.page.locator("#results [role=option]").last().scrollIntoViewIfNeeded();
      const before = rows;
      await desk.page.waitForFunction((count) => document.querySelectorAll("#results [role=option]").length > count, before);
      rows = await desk.page.locator("#results [role=option]").count();
    }
    const listed = await desk.page.locator("#results [role=option]").evaluateAll((all) => all.map((row) => [row.id, row.querySelector(".row-title").textContent]));
    assert.deepEqual(listed, articles.map(({ title }, at) => [`row-${at}`, title]));
    await desk.page.unrouteAll({ behavior: "ignoreErrors" });
    await desk.close();
  },

  async "what is not found, and a service that cannot be reached, are said with what to do"({ browser, address }) {
    const desk = await openDesk(browser, address);
    await desk.page.locator("#query").fill("zzqqxx");
    await desk.page.locator("#find-empty").waitFor();
    assert.match(await desk.text("#find-empty"), /Nothing found for “zzqqxx”\s+Try another word/);
    await desk.find("fever", "Fever in Children");
    desk.expected.push(/ERR_INTERNET_DISCONNECTED/);
    await desk.context.setOffline(true);
    await desk.press("ArrowDown");
    await desk.page.locator("#paper-problem").waitFor();
    assert.match(await desk.text("#paper-problem"), /can’t be reached\. Check the network/);
    assert.ok(await desk.page.locator("#print").isDisabled(), "what is not seen is not printed");
    await desk.context.setOffline(false);
    await desk.shows(await desk.text("#row-1 .row-title")); // by itself
    await desk.close();
  },

  async "a busy service is asked again when it says"({ browser, address }) {
    const desk = await openDesk(browser, address);
    let refused = 0;
    desk.expected.push(/503/);
    await desk.page.route("**/v1/previews", (route) =>
      refused++ < 1 ? route.fulfill({ status: 503, headers: { "Retry-After": "1" }, contentType: "application/problem+json", body: "{}" }) : route.continue());
    await desk.find("fever", "Fever in Children");
    assert.equal(refused, 2);
    await desk.close();
  },

  async "a handout that the service does not give is not printed, and the page says so"({ browser, address }) {
    const desk = await openDesk(browser, address);
    await desk.find("fever", "Fever in Children");
    desk.expected.push(/500/);
    await desk.page.route("**/handout.pdf", (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: "{}" }));
    await desk.press("Control+p");
    await desk.page.locator("#paper-problem").waitFor();
    assert.match(await desk.text("#paper-problem"), /Something went wrong/);
    assert.equal(await desk.page.evaluate(() => window.printed), undefined);
    assert.doesNotMatch(await desk.kept(), /last-used/);
    await desk.close();
  },

  async "what the service has lost is made again"({ browser, address }) {
    const desk = await openDesk(browser, address);
    desk.expected.push(/404/);
    await desk.find("fever", "Fever in Children");
    const [, , , key] = (await desk.shownPage()).split("/");
    await desk.context.request.delete(new URL(`/v1/previews/${key}`, address).href);
    await desk.changesPaper(() => desk.press("Control+p")); // the PDF is gone, so the handout is made again
    await desk.page.waitForFunction(() => window.printed === 1);
    let isLost = true;
    await desk.page.route("**/1.svg", (route) => {
      const isFirst = isLost;
      isLost = false;
      return isFirst ? route.fulfill({ status: 404 }) : route.continue();
    });
    await desk.changesPaper(() => desk.press("ArrowDown"));
    assert.ok(await desk.page.locator("#paper-problem").isHidden());
    await desk.close();
  },

  async "a portal's token opens the session, and is not left in the address"({ browser, address }) {
    const desk = await openDesk(browser, address, {}, "#token=abc.def.ghi");
    desk.expected.push(/401/); // the service on this machine takes no tokens
    assert.equal(await desk.page.evaluate(() => location.href), address);
    assert.equal(desk.authorizations[0], "Bearer abc.def.ghi");
    assert.doesNotMatch(await desk.kept(), /abc/);
    await desk.close();
  },

  async "everything is in Spanish for a clinician who reads Spanish"({ browser, address }) {
    const desk = await openDesk(browser, address, { locale: "es-MX" });
    assert.equal(await desk.page.locator("html").getAttribute("lang"), "es");
    assert.equal(await desk.page.locator("#language").inputValue(), "es");
    await desk.find("fiebre", "Fiebre en los niños");
    assert.equal(await desk.text("#print"), "Imprimir");
    const sample = /\b(the|handout|Print|Add|page)\b/;
    for (const part of [".find-head", "#tabs", "#handout", "#paper-actions"]) assert.doesNotMatch(await desk.text(part), sample);
    await desk.changesPaper(() => desk.page.locator("label", { hasText: "Español + inglés" }).click());
    await desk.page.locator("#words-language").selectOption("en");
    await desk.page.getByRole("button", { name: "Print" }).waitFor();
    assert.match(await desk.kept(), /"carepress.words":"en"/);
    await desk.close();
  },
};
