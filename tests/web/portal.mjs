// A portal: another origin with pages of its own, for the journeys that embed the service's element or page.

import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startService } from "./service.mjs";

/** Serves `pages`, by path, on a free port; {origin, pages, stop}. Pages may be added later. */
export async function startPortal(pages = {}) {
  const server = createServer(({ url }, answer) => {
    const page = pages[new URL(url, "http://portal").pathname];
    answer.writeHead(page ? 200 : 404, { "Content-Type": page?.type ?? "text/html; charset=utf-8", ...(page?.policy ? { "Content-Security-Policy": page.policy } : {}) });
    answer.end(page?.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    pages,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** A portal's page with the element, under a policy as strict as it can be. `body` may have more around it. */
export const pageWithElement = (service, body = "<carepress-find></carepress-find>", html = 'lang="en"') => ({
  policy: `default-src 'none'; script-src 'self' ${new URL(service).origin}; style-src 'self'; connect-src ${new URL(service).origin}; img-src data:`,
  body: `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Portal</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/portal.css"><script type="module" src="/portal.js"></script>
<script type="module" src="${service}assets/carepress-find.js"></script></head><body><main><h1>Portal</h1>${body}</main></body></html>`,
});

export const portalFiles = {
  "/portal.css": { type: "text/css", body: ":root { color-scheme: light dark; } body { margin: 1rem; color: CanvasText; background: Canvas; } .themed { --carepress-accent: #6b2fa0; } .themed ::part(field), .themed::part(field) { font-style: italic; }" },
  "/portal.js": {
    type: "text/javascript",
    body: `window.told = []; window.violations = [];
for (const type of ["carepress-choose", "carepress-problem"]) document.addEventListener(type, (event) => window.told.push({ type, ...event.detail }));
addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));`,
  },
};

/** A portal and a service that allows its origin, for one journey. `options` are the service's besides. */
export async function withPortal(program, options, walk) {
  const portal = await startPortal({ ...portalFiles });
  const service = await startService(program, ["--origin", portal.origin, ...options]).catch(async (error) => {
    await portal.stop();
    throw error;
  });
  try {
    await walk({ portal, service: service.address });
  } finally {
    await Promise.all([portal.stop(), service.stop()]);
  }
}

/** An issuer of tokens: {options of the service, tokenFor, remove}. */
export function makeIssuer() {
  const folder = mkdtempSync(join(tmpdir(), "issuer-"));
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const keys = join(folder, "keys.json");
  writeFileSync(keys, JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "ES384", use: "sig" }] }));
  const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    options: ["--token-issuer", "https://id.example", "--token-audience", "https://handouts.example", "--token-keys", keys],
    tokenFor(scope) {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: "https://id.example", aud: "https://handouts.example", sub: "nurse-7", iat: now, exp: now + 600, scope };
      const text = `${encoded({ alg: "ES384", kid: "one", typ: "JWT" })}.${encoded(claims)}`;
      return `${text}.${sign("sha384", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Opens a page whose console must stay silent, but for `expected`; {context, page, close}. */
export async function openQuietly(browser, address, options = {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors = [];
  const expected = [];
  page.on("pageerror", (error) => errors.push(`error: ${error.message}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(`console: ${message.text()}`));
  await page.goto(address);
  return {
    context,
    page,
    expected,
    async close() {
      assert.deepEqual(errors.filter((error) => !expected.some((pattern) => pattern.test(error))), [], "the console is silent");
      await context.close();
    },
  };
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function expectNoFindings(page, axe, state) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" ")}`);
  }, rules);
  assert.deepEqual(found, [], state);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `${state}: the page is ${excess} pixels too wide`);
}
