// Journeys through <carepress-find> and the clinician's page in a portal, which is another origin.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { expectNoFindings, makeIssuer, openQuietly, pageWithElement, portalFiles, startPortal, withPortal } from "./portal.mjs";
import { startService } from "./service.mjs";

const field = (page) => page.getByRole("combobox").first();
const options = (page) => page.locator("carepress-find [role=option]"); // of the list, not of the languages
const told = (page) => page.evaluate(() => window.told);

async function find(page, text) {
  await field(page).fill(text);
  await options(page).first().waitFor();
}

/** What is reached, as a screen reader is told: the option that aria-activedescendant names. */
const reached = (page) => page.evaluate(() => {
  const root = document.querySelector("carepress-find").shadowRoot;
  return root.getElementById(root.activeElement.getAttribute("aria-activedescendant"))?.querySelector(".title").textContent ?? "";
});

export const embedding = {
  async "a portal finds a handout, is told of it, and gives it in Spanish"({ browser, program }) {
    await withPortal(program, [], async ({ portal, service }) => {
      portal.pages["/"] = pageWithElement(service);
      const portalPage = await openQuietly(browser, portal.origin);
      const { page, context } = portalPage;
      const requests = [];
      page.on("request", (request) => request.url().startsWith(service) && requests.push(request));
      await find(page, "fever");
      assert.match(await options(page).first().innerText(), /Fever in Children.*\n.*F204 · 2 pages · .*English/);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      assert.deepEqual(await told(page), [{ type: "carepress-choose", code: "F204", title: "Fever in Children: Care Instructions", language: "en", address: `${service}F204?lang=en` }]);

      await page.getByLabel("Language").selectOption("es");
      assert.equal((await told(page))[1].address, `${service}F204?lang=es`);
      assert.equal(await page.evaluate(() => document.querySelector("carepress-find").shadowRoot.activeElement.id), "language", "focus stays");
      const opened = context.waitForEvent("page");
      await page.getByRole("link", { name: "Read (opens in a new tab)" }).click();
      const patientPage = await opened;
      await patientPage.waitForLoadState();
      assert.equal(await patientPage.locator("html").getAttribute("lang"), "es");
      assert.equal(await patientPage.evaluate(() => window.opener), null);
      await patientPage.close();

      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download PDF" }).click();
      assert.match((await download).suggestedFilename(), /^F204.*es.*\.pdf$/);
      assert.equal(readFileSync(await (await download).path()).subarray(0, 5).toString(), "%PDF-");

      assert.ok(requests.length >= 2);
      for (const request of requests) {
        const headers = await request.allHeaders();
        assert.deepEqual([headers.cookie, headers.referer, headers.authorization], [undefined, undefined, undefined], request.url());
      }
      assert.deepEqual(await context.cookies(), []);
      assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), "{}");
      assert.deepEqual(await page.evaluate(() => window.violations), []);
      await portalPage.close();
    });
  },

  async "the element is a combobox by keys and by pointer"({ browser, program }) {
    await withPortal(program, [], async ({ portal, service }) => {
      portal.pages["/"] = pageWithElement(service, '<carepress-find limit="3"></carepress-find><button type="button">After</button>');
      const portalPage = await openQuietly(browser, portal.origin);
      const { page } = portalPage;
      const isOpen = async () => (await field(page).getAttribute("aria-expanded")) === "true" && (await options(page).count()) > 0;
      await field(page).focus();
      await page.keyboard.press("ArrowDown"); // without words: all
      await options(page).first().waitFor();
      assert.equal(await options(page).count(), 3);
      const titles = await page.locator("carepress-find .title").allInnerTexts();
      const steps = [["", titles[0]], ["ArrowDown", titles[1]], ["ArrowDown", titles[2]], ["ArrowDown", titles[0]], ["ArrowUp", titles[2]]];
      for (const [key, title] of steps) {
        if (key) await page.keyboard.press(key);
        assert.equal(await reached(page), title, key);
        assert.equal(await page.locator('carepress-find [aria-selected="true"] .title').innerText(), title);
      }
      await page.keyboard.press("Escape");
      assert.equal(await isOpen(), false);
      assert.equal(await field(page).getAttribute("aria-activedescendant"), null);
      await find(page, "fever");
      await page.keyboard.press("Enter"); // nothing is reached
      assert.deepEqual(await told(page), []);
      await page.keyboard.press("Escape");
      assert.equal(await field(page).inputValue(), "fever");
      await page.keyboard.press("Escape");
      assert.equal(await field(page).inputValue(), "");
      await find(page, "fever");
      await page.keyboard.press("Tab");
      assert.equal(await isOpen(), false, "leaving closes the list");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "After");

      await find(page, "asthma");
      await options(page).first().click();
      assert.equal((await told(page))[0].code, "A640");
      assert.ok(await page.evaluate(() => document.querySelector("carepress-find").shadowRoot.activeElement?.role === "combobox"), "focus stays in the field");
      await page.getByRole("button", { name: "Clear" }).click();
      assert.equal(await page.getByRole("link", { name: /Read/ }).count(), 0);
      await field(page).fill("zzqqxx");
      await page.getByText("Nothing found. Try another word.").waitFor();
      await portalPage.close();
    });
  },

  async "a portal shows what was chosen itself"({ browser, program }) {
    await withPortal(program, [], async ({ portal, service }) => {
      portal.pages["/"] = pageWithElement(service);
      const portalPage = await openQuietly(browser, portal.origin);
      const { page } = portalPage;
      await page.evaluate(() => document.addEventListener("carepress-choose", (event) => event.preventDefault()));
      await find(page, "fever");
      await options(page).first().click();
      assert.equal((await told(page)).length, 1);
      assert.equal(await page.getByRole("link", { name: /Read/ }).count(), 0);
      await portalPage.close();
    });
  },

  async "the element speaks Spanish, turns right to left, and takes a portal's colours"({ browser, program }) {
    await withPortal(program, [], async ({ portal, service }) => {
      portal.pages["/es"] = pageWithElement(service, undefined, 'lang="es_MX"'); // as some write it
      portal.pages["/ar"] = pageWithElement(service, '<carepress-find class="themed" label="ابحث عن نشرة"></carepress-find>', 'lang="ar" dir="rtl"');
      const spanish = await openQuietly(browser, `${portal.origin}/es`);
      await spanish.page.getByLabel("Buscar una hoja").fill("fiebre");
      await options(spanish.page).first().waitFor();
      assert.match(await options(spanish.page).first().innerText(), /Fiebre en los niños/);
      await options(spanish.page).first().click();
      await spanish.page.getByRole("button", { name: "Descargar PDF" }).waitFor();
      await spanish.close();

      const arabic = await openQuietly(browser, `${portal.origin}/ar`);
      const { page } = arabic;
      await page.getByLabel("ابحث عن نشرة").fill("F204");
      await options(page).first().waitFor();
      const title = options(page).first().locator(".title bdi");
      assert.deepEqual([await title.getAttribute("lang"), await title.getAttribute("dir")], ["ar", "rtl"]);
      const boxOf = async (locator) => locator.boundingBox();
      const [input, clear] = [await boxOf(field(page)), await boxOf(page.locator("carepress-find .clear"))];
      assert.ok(clear.x - input.x < 5, "the button is at the end of the field, on the left");
      const looks = await field(page).evaluate((input) => [getComputedStyle(input).fontStyle, getComputedStyle(input).direction, getComputedStyle(input).getPropertyValue("--accent")]);
      assert.deepEqual(looks, ["italic", "rtl", "#6b2fa0"]);
      await arabic.close();
    });
  },

  async "an origin that is not allowed gets neither the element nor an answer"({ browser, address }) {
    const portal = await startPortal();
    try {
      portal.pages["/"] = { body: `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,"><script type="module" src="${address}assets/carepress-find.js"></script><carepress-find></carepress-find></html>` };
      const portalPage = await openQuietly(browser, portal.origin);
      portalPage.expected.push(/blocked by CORS policy/, /ERR_FAILED/);
      assert.equal(await portalPage.page.evaluate(() => customElements.get("carepress-find") === undefined), true);
      const outcome = await portalPage.page.evaluate((service) => fetch(`${service}v1/brands`).then(() => "read", () => "refused"), address);
      assert.equal(outcome, "refused");
      await portalPage.close();
    } finally {
      await portal.stop();
    }
  },

  async "a closed library needs a token, which the portal gives"({ browser, program }) {
    const issuer = makeIssuer();
    await withPortal(program, ["--access", "closed", ...issuer.options], async ({ portal, service }) => {
      portal.pages["/"] = pageWithElement(service);
      const portalPage = await openQuietly(browser, portal.origin);
      const { page } = portalPage;
      portalPage.expected.push(/401/);
      await field(page).fill("fever");
      await page.getByText("This library is closed. The page needs to sign you in.").waitFor();
      assert.deepEqual(await told(page), [{ type: "carepress-problem", status: 401 }]);
      await page.evaluate((token) => (document.querySelector("carepress-find").token = async () => token), issuer.tokenFor("carepress/library"));
      await find(page, "fever ");
      await options(page).first().click();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download PDF" }).click();
      await download;
      // A token for patients lets the portal's own script open a visit; without one it is not even told why it may not.
      const visit = readFileSync(new URL("../../examples/visit.json", import.meta.url), "utf8");
      const open = (headers) => page.evaluate(([url, body, more]) => fetch(url, { method: "POST", body, headers: { "Content-Type": "application/fhir+json", ...more } }).then(({ status }) => status, () => "refused"), [`${service}v1/visits`, visit, headers]);
      portalPage.expected.push(/blocked by CORS policy/, /ERR_FAILED/);
      assert.equal(await open({ Authorization: `Bearer ${issuer.tokenFor("carepress/visits")}` }), 201);
      assert.equal(await open({ Authorization: `Bearer ${issuer.tokenFor("carepress/library")}` }), 403);
      portalPage.expected.push(/403/);
      assert.equal(await open({}), "refused");

      const sets = `document.querySelector("carepress-find").token = ${JSON.stringify(issuer.tokenFor("carepress/library"))};`;
      portal.pages["/portal.js"] = { ...portalFiles["/portal.js"], body: portalFiles["/portal.js"].body + sets }; // before the element is known
      await page.reload();
      await find(page, "fever");
      await portalPage.close();
    }).finally(issuer.remove);
  },

  async "the element asks a busy service again, and says what else is wrong"({ browser, program }) {
    await withPortal(program, [], async ({ portal, service }) => {
      portal.pages["/"] = pageWithElement(service);
      const portalPage = await openQuietly(browser, portal.origin);
      const { page } = portalPage;
      portalPage.expected.push(/503/, /ERR_INTERNET_DISCONNECTED/, /422/);
      const allow = { "Access-Control-Allow-Origin": portal.origin, "Access-Control-Expose-Headers": "Retry-After" };
      let refused = 0;
      await page.route("**/v1/search?*", (route) => (refused++ < 1 ? route.fulfill({ status: 503, headers: { "Retry-After": "1", ...allow }, body: "{}" }) : route.continue()));
      await find(page, "fever");
      assert.equal(refused, 2);
      await portalPage.context.setOffline(true);
      await field(page).fill("flu");
      await page.getByText("Handouts can’t be reached. Check the network, then try again.").waitFor();
      await portalPage.context.setOffline(false);
      await page.evaluate(() => document.querySelector("carepress-find").setAttribute("layout", "bilingual"));
      await find(page, "K977");
      await options(page).first().click();
      await page.getByRole("button", { name: "Download PDF" }).click();
      await page.getByText("This handout can’t be made as a PDF. Read it instead.").waitFor();
      await portalPage.close();
    });
  },

  async "axe finds nothing in the element, in each state"({ browser, program, axe }) {
    await withPortal(program, [], async ({ portal, service }) => {
      portal.pages["/"] = pageWithElement(service);
      for (const look of [{ colorScheme: "light", viewport: { width: 320, height: 640 } }, { colorScheme: "dark" }, { forcedColors: "active" }]) {
        const { page, context } = await openQuietly(browser, portal.origin, { bypassCSP: true, ...look });
        const state = (name) => expectNoFindings(page, axe, `${name}, ${JSON.stringify(look)}`);
        await field(page).waitFor();
        await state("start");
        await find(page, "fever");
        await page.keyboard.press("ArrowDown");
        await state("list");
        await page.keyboard.press("Enter");
        await page.getByRole("link", { name: /Read/ }).waitFor();
        await state("chosen");
        await field(page).fill("zzqqxx");
        await page.getByText("Nothing found").waitFor();
        await state("nothing");
        await context.setOffline(true);
        await field(page).fill("flu");
        await page.getByText("can’t be reached").waitFor();
        await state("problem");
        await context.close();
      }
    });
  },

  async "a portal shows the clinician's page in a frame, and prints there; another one may not"({ browser, program }) {
    const portal = await startPortal();
    const service = await startService(program, ["--frame", portal.origin]);
    try {
      portal.pages["/"] = { body: `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,"><iframe src="${service.address}" title="Handouts" width="1400" height="850" allow="clipboard-write"></iframe></html>` };
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
      await context.addInitScript(() => {
        window.print = () => {
          window.parent.wasPrinted = true;
        };
      });
      const page = await context.newPage();
      await page.goto(portal.origin);
      const desk = page.frames()[1];
      await desk.locator("#query").fill("fever");
      await desk.locator("#pages img").first().waitFor();
      await desk.locator("#row-0.is-active").waitFor();
      await desk.locator("#print").click();
      await desk.waitForFunction(() => window.wasPrinted === true);
      const other = portal.origin.replace("127.0.0.1", "localhost"); // the same server, another origin
      const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
      await page.goto(other);
      await refused;
      assert.equal(await page.frames()[1].locator("#query").count(), 0);
      await context.close();
    } finally {
      await Promise.all([portal.stop(), service.stop()]);
    }
  },
};
