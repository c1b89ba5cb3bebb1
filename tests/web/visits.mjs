// Journeys with a visit: a made-up patient who prefers Spanish.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openDesk, textOf } from "./desk.mjs";

const english = readFileSync(new URL("../../examples/visit.json", import.meta.url), "utf8");
const bundle = english.replace('"urn:ietf:bcp:47", "code": "en"', '"urn:ietf:bcp:47", "code": "es"');
const ofPatient = /Maria|Sample,|1971|000-1234|Rivera/;

/** Everything of the page that could say something of the patient, but for the pictures of the pages. */
const allText = (desk) => desk.page.evaluate(() =>
  document.documentElement.outerHTML + [...document.querySelectorAll("input, textarea")].map(({ value }) => value).join());

async function openVisit(browser, address) {
  const desk = await openDesk(browser, address);
  await desk.paste(bundle);
  await desk.page.locator("#visit-banner").waitFor();
  await desk.shows("Visit summary");
  return desk;
}

export const visits = {
  async "a visit's summary and a suggested handout are seen, noted and printed in Spanish"({ browser, address, log }) {
    const desk = await openVisit(browser, address);
    assert.match(await desk.text("#visit-banner"), /A visit is open.*reads Spanish.*1 handout fits/s);
    assert.equal(await desk.page.locator("#language").inputValue(), "es");
    assert.equal(await desk.text(".group-name >> nth=0"), "Suggested for this visit");
    assert.match(await desk.text("#row-0"), /Sprained Ankle.*A condition of this visit: SNOMED CT 44465007/s);
    await desk.press("ArrowDown");
    await desk.shows("Esguince de tobillo");
    assert.match(await desk.text("#peek"), /Just a look/);
    const before = await desk.text("#totals");
    await desk.press("Enter");
    await desk.shows("Visit summary");
    await desk.page.waitForFunction((old) => document.querySelector("#totals").textContent !== old, before);
    await desk.press("Alt+n");
    await desk.changesPaper(() => desk.page.keyboard.type("Vuelva el lunes"));
    const printed = textOf(await desk.print());
    for (const words of [/Resumen de la visita/, /Maria Sample/, /Vuelva el lunes/, /Esguince de tobillo/]) assert.match(printed, words);
    const [download] = await Promise.all([desk.page.waitForEvent("download"), desk.page.locator("#download").click()]);
    assert.match(download.suggestedFilename(), /^visit-summary(-es)?\.pdf$/);
    assert.doesNotMatch(await allText(desk), ofPatient);
    assert.doesNotMatch(await desk.kept(), /lunes|Maria|"es"/);
    assert.doesNotMatch(log(), ofPatient);
    await desk.close();
  },

  async "parts of a visit's summary are left out by a tick, for somebody else's copy"({ browser, address }) {
    const desk = await openVisit(browser, address);
    await desk.page.locator("#items summary").first().click();
    const parts = await desk.page.locator("#items .sections").first().locator("label").allInnerTexts();
    assert.deepEqual(parts.slice(0, 3).map((part) => part.trim()), ["Why you came", "What was found", "What to do"]);
    assert.match(textOf(await desk.print()), /Acetaminophen|acetaminofén/i);
    await desk.changesPaper(() => desk.page.getByLabel("Medicines", { exact: true }).uncheck());
    const copy = textOf(await desk.print());
    assert.doesNotMatch(copy, /Acetaminophen|acetaminofén/i);
    assert.match(copy, /Esta copia/, "the page says that it does not show all");
    await desk.close();
  },

  async "a visit's file is dropped anywhere on the page"({ browser, address }) {
    const desk = await openDesk(browser, address);
    const drag = (types) => desk.page.evaluate(([text, names]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "visit.json", { type: "application/json" }));
      for (const name of names) document.querySelector("#pages").dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [bundle, types]);
    await drag(["dragenter", "dragover"]);
    assert.match(await desk.text("#drop"), /Drop it here to open the visit\. Nothing is stored/);
    await drag(["drop"]);
    await desk.shows("Visit summary");
    assert.ok(await desk.page.locator("#drop").isHidden());
    await desk.close();
  },

  async "a handout is found beside a visit, in the patient's language"({ browser, address }) {
    const desk = await openVisit(browser, address);
    await desk.find("back pain sex", "Dolor de espalda y sexo");
    assert.match(await desk.text("#row-0"), /Back Pain and Sex.*Dolor de espalda y sexo/s);
    await desk.press("Enter");
    await desk.shows("Visit summary");
    assert.equal((await desk.titles()).length, 2);
    await desk.close();
  },

  async "closing a visit drops it here and in the service"({ browser, address }) {
    const desk = await openVisit(browser, address);
    await desk.changesPaper(() => desk.page.locator("#note").fill("Hola"));
    const page = await desk.shownPage();
    assert.equal((await desk.fetchBytes(page)).status, 200);
    const dropped = desk.page.waitForResponse((answer) => answer.request().method() === "DELETE" && /\/v1\/visits\//.test(answer.url()));
    await desk.page.locator("#visit-close").click();
    assert.equal((await dropped).status(), 204);
    await desk.page.locator(".welcome").waitFor();
    assert.equal((await desk.fetchBytes(page)).status, 404);
    assert.equal(await desk.page.locator("#note").inputValue(), "");
    assert.equal(await desk.page.locator("#language").inputValue(), "en");
    assert.ok(await desk.page.locator("#visit-banner").isHidden());
    assert.doesNotMatch(await allText(desk), /Hola|print-frame|previews/);
    await desk.close();
  },

  async "a visit that nobody uses is closed when the service forgets it"({ browser, address }) {
    const desk = await openDesk(browser, address);
    await desk.page.route("**/v1/visits", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), expires_in_s: 2 } });
    });
    await desk.paste(bundle);
    await desk.page.locator("#visit-banner").waitFor();
    await desk.page.locator("#visit-banner").waitFor({ state: "hidden" });
    assert.match(await desk.text("#toast"), /open for too long and has been closed/);
    assert.equal(await desk.page.locator("#pages img").count(), 0);
    await desk.close();
  },

  async "leaving the page drops the visit"({ browser, address }) {
    const desk = await openVisit(browser, address);
    const page = await desk.shownPage();
    const dropped = [];
    desk.context.on("request", (request) => request.method() === "DELETE" && dropped.push(new URL(request.url()).pathname));
    await desk.page.goto("about:blank");
    const other = await desk.context.newPage();
    await other.goto(address);
    for (let tries = 0; (await desk.fetchFrom(address, page)).status !== 404; ++tries) {
      assert.ok(tries < 50, "the pages of the visit are still there");
      await other.waitForTimeout(50);
    }
    assert.ok(dropped.some((path) => path.startsWith("/v1/visits/")), `dropped: ${dropped}`);
    await desk.context.close();
  },

  async "a file that is not a visit is refused with the reason, and the desk stays as it is"({ browser, address }) {
    const desk = await openDesk(browser, address);
    desk.expected.push(/422/);
    await desk.find("fever", "Fever in Children");
    await desk.paste('{"resourceType": "Bundle", "type": "collection", "entry": []}');
    await desk.page.locator("#visit-problem").waitFor();
    assert.match(await desk.text("#visit-problem"), /This visit can’t be opened\.\s+The bundle has no patient\./);
    assert.equal(await desk.text("#paper-title"), "Fever in Children: Care Instructions");
    await desk.page.locator("#visit-file").setInputFiles({ name: "visit.json", mimeType: "application/json", buffer: Buffer.from(bundle) });
    await desk.page.locator("#visit-banner").waitFor();
    assert.ok(await desk.page.locator("#visit-problem").isHidden());
    await desk.paste('{"resourceType": "Bundle", "type": "collection", "entry": []}');
    await desk.page.locator("#visit-problem").waitFor();
    assert.ok(await desk.page.locator("#visit-banner").isHidden(), "the visit before is closed, so that nobody takes it for the new one");
    await desk.close();
  },
};
