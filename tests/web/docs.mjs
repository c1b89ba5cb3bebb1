// Journeys of somebody who builds on the service: /docs and /docs/embed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectNoFindings, makeIssuer, openQuietly } from "./portal.mjs";
import { startService } from "./service.mjs";

const api = JSON.parse(readFileSync(new URL("../../web/openapi.json", import.meta.url), "utf8"));
const resolve = (thing) => (thing?.$ref ? thing.$ref.slice(2).split("/").reduce((at, key) => at[key], api) : thing);

/** Where a value is not what its schema says. Knows the keywords that examples need. */
function mismatches(reference, value, place) {
  const schema = resolve(reference) ?? {};
  const type = value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.includes(type) && !(type === "integer" && types.includes("number"))) return [`${place} is ${type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${place} is not one of the enum`];
  if (type === "array") return value.flatMap((item, index) => mismatches(schema.items, item, `${place}[${index}]`));
  if (type !== "object") return [];
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${place}.${name} is missing`);
  return [...missing, ...Object.entries(value).flatMap(([name, each]) =>
    schema.properties && !schema.properties[name] && schema.additionalProperties !== true ? [`${place}.${name} is not described`] : mismatches(schema.properties?.[name], each, `${place}.${name}`))];
}

const options = (page) => page.locator("carepress-find [role=option]");
const ready = (page) => page.locator("#routes .route").first().waitFor();

async function openDocs(browser, address, options) {
  const opened = await openQuietly(browser, `${address}docs`, options);
  await ready(opened.page);
  return opened;
}

const curlOf = (page, id) => page.locator(`#${id} figure`, { hasText: "curl" }).first().locator("code").innerText();

/** Runs a curl line as somebody who has pasted it; returns what it printed and the bytes of the file that it wrote. */
function run(line, variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), "curl-"));
  try {
    const output = execFileSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, ...variables } });
    const file = /-o (\S+)/.exec(line)?.[1];
    return { output, bytes: file ? readFileSync(join(folder, file)) : Buffer.alloc(0) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const docs = {
  async "the examples of openapi.json are what their schemas say"() {
    let count = 0;
    const check = (schema, value, place) => {
      ++count;
      assert.deepEqual(mismatches(schema, value, place), []);
    };
    for (const [name, schema] of Object.entries(api.components.schemas)) for (const value of schema.examples ?? []) check(schema, value, name);
    for (const [path, item] of Object.entries(api.paths)) for (const [method, operation] of Object.entries(item)) {
      const contents = [resolve(operation.requestBody), ...Object.values(operation.responses ?? {}).map(resolve)].flatMap((each) => Object.values(each?.content ?? {}));
      for (const { schema, example, examples } of contents) {
        if (example !== undefined) check(schema, example, `${method} ${path}`);
        for (const named of Object.values(examples ?? {})) check(schema, resolve(named).value, `${method} ${path}`);
      }
    }
    assert.ok(count >= 15, `${count} examples`);
    assert.deepEqual(mismatches(api.components.schemas.Brand, { name: 1, more: "" }, "Brand"), ["Brand.description is missing", "Brand.organization is missing", "Brand.name is integer", "Brand.more is not described"]);
  },

  async "every route is on the page, with an example and a curl line that works"({ browser, address }) {
    const opened = await openDocs(browser, address);
    const { page } = opened;
    const routes = Object.entries(api.paths).flatMap(([path, item]) => Object.keys(item).filter((key) => key !== "parameters").map((method) => `${method.toUpperCase()} ${path}`));
    const shown = await page.locator("#routes .route > h3").evaluateAll((all) => all.map((heading) => [...heading.children].map((each) => each.textContent).join(" ")));
    assert.deepEqual([...shown].sort(), [...routes].sort());
    assert.equal(await page.locator("#contents a").count(), routes.length);
    assert.doesNotMatch(await page.locator("main").innerText(), /undefined|\[object|NaN|null,null/);
    assert.match(await page.locator("#access-here").innerText(), /is open/);

    const found = JSON.parse(run(await curlOf(page, "get-v1-search")).output);
    assert.equal(found.hits[0].code, "F204");
    assert.equal(run(await curlOf(page, "post-v1-handouts")).bytes.subarray(0, 5).toString(), "%PDF-");
    const preview = JSON.parse(run(await curlOf(page, "post-v1-previews")).output);
    assert.match(run(await curlOf(page, "get-v1-previews-key-page"), { KEY: preview.key }).bytes.toString(), /^<svg|^<\?xml/);
    const session = JSON.parse(run(await curlOf(page, "post-v1-sessions")).output);
    const visit = JSON.parse(run(await curlOf(page, "post-v1-visits"), { TOKEN: session.token }).output);
    assert.equal(visit.language, "es");
    assert.equal(run(await curlOf(page, "delete-v1-visits-key"), { TOKEN: session.token, KEY: visit.key }).output, "");
    await opened.close();
  },

  async "the page is looked through by keys, links lead to routes, and lines are copied"({ browser, address }) {
    const opened = await openQuietly(browser, `${address}docs#post-v1-handouts`, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = opened;
    await ready(page);
    const inView = (id) => page.waitForFunction((name) => Math.abs(document.getElementById(name).getBoundingClientRect().top) < 200, id);
    await inView("post-v1-handouts");
    await page.locator(".skip").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.locator("#filter").fill("post preview");
    assert.deepEqual(await page.locator("#contents a:visible").allInnerTexts().then((all) => all.map((text) => text.replace(/\s+/g, " "))), ["POST /v1/previews", "POST /v1/visits/{key}/previews"]);
    assert.equal(await page.locator("#routes .route:visible").count(), 2);
    assert.equal(await page.locator("#filter-status").innerText(), "2 routes");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await inView("post-v1-previews");
    await page.getByRole("button", { name: "Copy curl of POST /v1/previews" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await curlOf(page, "post-v1-previews"));
    await page.locator("#filter").fill("");
    assert.ok((await page.locator("#routes .route:visible").count()) > 20);
    await opened.close();
  },

  async "a closed library is said, with what it needs"({ browser, program }) {
    const issuer = makeIssuer();
    const service = await startService(program, ["--access", "closed", ...issuer.options]);
    try {
      const opened = await openDocs(browser, service.address);
      opened.expected.push(/401/);
      assert.match(await opened.page.locator("#access-here").innerText(), /is closed: set TOKEN/);
      const line = await curlOf(opened.page, "get-v1-brands");
      assert.match(line, /-H "Authorization: Bearer \$TOKEN"/);
      assert.match(run(line, { TOKEN: issuer.tokenFor("carepress/library") }).output, /"harbor"/);
      assert.match(run(line, { TOKEN: "" }).output, /"status":401/);

      await opened.page.goto(`${service.address}docs/embed`);
      const { page } = opened;
      await page.getByLabel("Token").fill(issuer.tokenFor("carepress/library"));
      await page.getByLabel("Token").press("Enter");
      await page.locator("#choose-brand option[value=harbor]").waitFor({ state: "attached" });
      await page.getByRole("combobox", { name: "Find a handout" }).fill("fever");
      await options(page).filter({ hasText: "Fever in Children" }).waitFor();
      await opened.close();
    } finally {
      await service.stop();
      issuer.remove();
    }
  },

  async "a closed library on this machine opens a session for the page"({ browser, program }) {
    const service = await startService(program, ["--access", "closed"]);
    try {
      const opened = await openQuietly(browser, `${service.address}docs/embed`);
      opened.expected.push(/401/);
      await opened.page.locator("#choose-brand option[value=harbor]").waitFor({ state: "attached" });
      await opened.page.getByRole("combobox", { name: "Find a handout" }).fill("fever");
      await options(opened.page).filter({ hasText: "Fever in Children" }).waitFor();
      await opened.close();
    } finally {
      await service.stop();
    }
  },

  async "the code beside the element is that of the choices"({ browser, address }) {
    const opened = await openQuietly(browser, `${address}docs/embed`);
    const { page } = opened;
    await page.locator("#choose-brand option[value=harbor]").waitFor({ state: "attached" });
    for (const [id, value] of [["lang", "es"], ["language", "ar"], ["layout", "large-print"], ["brand", "harbor"], ["look", "themed"]]) await page.locator(`#choose-${id}`).selectOption(value);
    assert.equal(await page.locator("#code code").innerText(), `<script type="module" src="${address}assets/carepress-find.js"></script>\n\n<carepress-find lang="es" language="ar" layout="large-print" brand="harbor"></carepress-find>`);
    await page.getByLabel("Buscar una hoja").fill("F204");
    await options(page).first().click();
    assert.deepEqual(JSON.parse(await page.locator("#told code").innerText()).language, "ar");
    const job = page.waitForRequest("**/v1/handouts");
    await page.getByRole("button", { name: "Descargar PDF" }).click();
    assert.deepEqual(JSON.parse((await job).postData()), { articles: [{ code: "F204" }], language: "ar", layout: "large-print", brand: "harbor" });
    await opened.close();
  },

  async "axe finds nothing in the pages for developers"({ browser, address, axe }) {
    for (const look of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 320, height: 640 } }, { forcedColors: "active" }]) {
      const name = JSON.stringify(look);
      const opened = await openDocs(browser, address, { bypassCSP: true, ...look });
      const { page } = opened;
      await expectNoFindings(page, axe, `/docs, ${name}`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
      await page.locator("#filter").fill("visits");
      await expectNoFindings(page, axe, `/docs, unfolded and filtered, ${name}`);
      await page.goto(`${address}docs/embed`);
      await page.locator("#choose-look").selectOption("themed");
      await page.getByRole("combobox", { name: "Find a handout" }).fill("fever");
      await options(page).first().waitFor();
      await expectNoFindings(page, axe, `/docs/embed, list, ${name}`);
      await options(page).first().click();
      await page.locator("#told code").waitFor();
      await expectNoFindings(page, axe, `/docs/embed, chosen, ${name}`);
      await opened.close();
    }
  },
};
