// journeys.mjs PROGRAM FOLDER: walks through the clinician's page of `PROGRAM serve` in Chromium. FOLDER has the npm packages
// of package.json, and gets a picture of each journey that fails. PROGRAM may be the address of a service that runs.

import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accessibility } from "./accessibility.mjs";
import { finding } from "./finding.mjs";
import { handouts } from "./handouts.mjs";
import { startService } from "./service.mjs";
import { visits } from "./visits.mjs";

const [program, folder, only] = process.argv.slice(2);
if (!program || !folder) {
  console.error("usage: journeys.mjs PROGRAM FOLDER [NAME]");
  process.exit(2);
}
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const service = await startService(program);
// A sandbox of its own needs rights that a container does not give.
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const { address } = service;
let failures = 0;
let count = 0;

for (const [name, walk] of Object.entries({ ...finding, ...handouts, ...visits, ...accessibility })) {
  if (only && !name.includes(only)) continue;
  ++count;
  const began = performance.now();
  try {
    await walk({ browser, address, axe, log: service.log });
    console.log(`ok      ${name} (${Math.round(performance.now() - began)} ms)`);
  } catch (error) {
    ++failures;
    console.log(`FAILED  ${name}\n${error.stack ?? error}`);
    mkdirSync(folder, { recursive: true });
    for (const [number, page] of browser.contexts().flatMap((context) => context.pages()).entries()) {
      const path = join(folder, `${name.replaceAll(" ", "-")}-${number}.png`);
      await page.screenshot({ path }).then(() => console.log(`  see ${path}`), () => {});
    }
  }
  await Promise.all(browser.contexts().map((context) => context.close()));
}

await browser.close();
await service.stop();
console.log(`${count - failures} of ${count} journeys went well`);
process.exit(failures > 0 || count === 0 ? 1 : 0);
