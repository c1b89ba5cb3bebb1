// Journeys of somebody who tries Infobutton: /infobutton/try, and the pages that it leads to.

import assert from "node:assert/strict";
import { expectNoFindings, openQuietly } from "./portal.mjs";
import { startService } from "./service.mjs";

const open = async (browser, address, options) => {
  const opened = await openQuietly(browser, `${address}infobutton/try`, options);
  await opened.page.locator("#language option[value=ar]").waitFor({ state: "attached" }); // the library's languages are there
  return opened;
};

async function ask(page) {
  await page.locator("#ask button").click();
  await page.locator("#answer").waitFor();
}

export const infobutton = {
  async "the page makes the address of a request and shows its answer"({ browser, address }) {
    const opened = await open(browser, address);
    const { page } = opened;
    await page.getByLabel("Language of the handouts").selectOption("es");
    await page.getByLabel("Form of the answer").selectOption("JSON");
    await ask(page);
    assert.equal(await page.locator("#status").innerText(), "1 handout found");
    assert.equal(await page.locator("#found a").first().innerText(), "Fiebre en los niños: instrucciones de cuidado");
    const made = await page.locator("#url").innerText();
    assert.equal(made, `${address}infobutton?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=R50.9&informationRecipient.languageCode.c=es&taskContext.c.c=PROBLISTREV&knowledgeResponseType=application%2Fjson`);
    const answer = await (await fetch(made)).json();
    assert.deepEqual(JSON.parse(await page.locator("#raw").innerText()), answer);
    assert.equal(answer.feed.entry[0].lang, "es");

    await page.getByText("A second code", { exact: true }).click();
    await page.getByLabel("Second code system").selectOption("SNOMED CT");
    await page.getByLabel("Second code", { exact: true }).fill("161891005");
    await page.getByLabel("Form of the answer").selectOption("Atom");
    await ask(page);
    await page.locator("#status", { hasText: "2 handouts found" }).waitFor();
    assert.match(await page.locator("#raw").innerText(), /^<\?xml [^]*<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);

    await page.getByLabel("Code", { exact: true }).fill("Z99.9");
    await page.getByLabel("Second code", { exact: true }).fill("");
    await ask(page);
    await page.locator("#status", { hasText: "0 handouts found" }).waitFor();
    opened.expected.push(/400/);
    await page.getByLabel("Code", { exact: true }).fill("");
    await page.locator("#ask button").click();
    await page.locator("#status", { hasText: "Type a code or a name." }).waitFor();
    assert.equal(await page.locator("#answer").isVisible(), false);
    await opened.close();
  },

  async "the answer's links lead to the section and to the PDF"({ browser, address }) {
    const opened = await open(browser, address);
    const { page } = opened;
    await page.getByLabel("What is being done").selectOption("LABRREV");
    await ask(page);
    const pdf = await page.locator("#found a").nth(1).getAttribute("href");
    assert.equal(Buffer.from(await (await fetch(pdf)).arrayBuffer()).subarray(0, 5).toString(), "%PDF-");
    await page.locator("#found a").first().click();
    opened.expected.push(/404/); // a page for patients names no icon
    await page.waitForURL(/\/F204\?lang=en#section-\d$/);
    assert.match(await page.locator(":target").innerText(), /call for help/);
    await opened.close();
  },

  async "without scripts the form asks by itself"({ browser, address }) {
    const opened = await openQuietly(browser, `${address}infobutton/try`, { javaScriptEnabled: false });
    opened.expected.push(/404/); // a page for patients names no icon
    const { page } = opened;
    await page.getByLabel("Language of the handouts").selectOption("es");
    await page.locator("#ask button").click();
    await page.waitForURL(`${address}F204?lang=es`);
    await page.goBack();
    await page.getByText("A second code", { exact: true }).click();
    await page.getByLabel("Second code", { exact: true }).fill("M54.9");
    await page.locator("#ask button").click();
    await page.waitForURL(/\/infobutton\?/);
    assert.deepEqual(await page.locator("article h2").allInnerTexts(), ["Fiebre en los niños: instrucciones de cuidado", "Dolor de espalda y sexo: instrucciones de cuidado"]);
    await opened.close();
  },

  async "the page speaks Spanish"({ browser, address }) {
    const opened = await open(browser, address, { locale: "es-MX" });
    const { page } = opened;
    assert.equal(await page.locator("html").getAttribute("lang"), "es");
    await ask(page);
    assert.equal(await page.locator("#status").innerText(), "1 hoja encontrada");
    await page.getByLabel("Idioma de esta página").selectOption("en");
    await page.locator("#status", { hasText: "1 handout found" }).waitFor();
    await opened.close();
  },

  async "a closed library opens a session for the page"({ browser, program }) {
    const service = await startService(program, ["--access", "closed"]);
    try {
      const opened = await openQuietly(browser, `${service.address}infobutton/try`);
      opened.expected.push(/401/);
      await opened.page.locator("#language option[value=ar]").waitFor({ state: "attached" });
      await ask(opened.page);
      assert.equal(await opened.page.locator("#status").innerText(), "1 handout found");
      await opened.close();
    } finally {
      await service.stop();
    }
  },

  async "axe finds nothing in the pages of Infobutton"({ browser, address, axe }) {
    for (const look of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 320, height: 640 } }, { forcedColors: "active", locale: "es-ES" }]) {
      const name = JSON.stringify(look);
      const opened = await open(browser, address, { bypassCSP: true, ...look });
      const { page } = opened;
      await expectNoFindings(page, axe, `/infobutton/try, ${name}`);
      await page.locator("#ask details summary").click();
      await page.locator("#form").selectOption("application/json");
      await ask(page);
      await expectNoFindings(page, axe, `/infobutton/try, answered, ${name}`);
      opened.expected.push(/404/); // a page for patients names no icon
      for (const query of ["mainSearchCriteria.v.dn=pain", "mainSearchCriteria.v.dn=zzqqxx"]) {
        await page.goto(`${address}infobutton?${query}&knowledgeResponseType=text/html`);
        await page.locator("h1").waitFor();
        await expectNoFindings(page, axe, `/infobutton?${query}, ${name}`);
      }
      await opened.close();
    }
  },
};
