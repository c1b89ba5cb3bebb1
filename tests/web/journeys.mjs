// journeys.mjs PROGRAM FOLDER: walks through the clinician's page of `PROGRAM serve` in Chromium. FOLDER has the npm packages
// of package.json, and gets a picture of each journey that fails. PROGRAM may be the address of a service that runs.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { accessibility } from "./accessibility.mjs";
import { docs } from "./docs.mjs";
import { embedding } from "./embedding.mjs";
import { finding } from "./finding.mjs";
import { handouts } from "./handouts.mjs";
import { infobutton } from "./infobutton.mjs";
import { launches } from "./launches.mjs";
import { startService } from "./service.mjs";
import { visits } from "./visits.mjs";
import { wholeWay } from "./whole_way.mjs";
import { words } from "./words.mjs";

const [program, folder, only] = process.argv.slice(2);
if (!program || !folder) {
  console.error("usage: journeys.mjs PROGRAM FOLDER [NAME]");
  process.exit(2);
}
const require = createRequire(resolve(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const service = await startService(program);
// A sandbox of its own needs rights that a container does not give.
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const { address } = service;
const atOnce = 3; // journeys wait most of the time

/** The browser as one journey sees it: its windows alone. */
class Windows {
  contexts = [];
  async newContext(options) {
    const context = await browser.newContext(options);
    this.contexts.push(context);
    return context;
  }
  pages = () => this.contexts.flatMap((context) => context.pages());
  close = () => Promise.all(this.contexts.map((context) => context.close()));
}

async function takePictures(windows, name) {
  for (const [number, page] of windows.pages().entries()) {
    const path = join(folder, `${name.replaceAll(/[^\p{L}\d]+/gu, "-")}-${number}.png`);
    await page.screenshot({ path }).then(() => console.log(`  see ${path}`), () => {}); // a page that crashed has none
  }
}

/** Returns whether all went well. */
async function tryJourney([name, walk]) {
  const began = performance.now();
  const windows = new Windows();
  try {
    await walk({ browser: windows, address, axe, program, require, log: service.log });
    console.log(`ok      ${name} (${Math.round(performance.now() - began)} ms)`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}\n${error.stack ?? error}`);
    await takePictures(windows, name);
    return false;
  } finally {
    await windows.close();
  }
}

const journeys = Object.entries({ ...words, ...finding, ...handouts, ...visits, ...launches, ...wholeWay, ...docs, ...embedding, ...infobutton, ...accessibility }).filter(([name]) => !only || name.includes(only));
const waiting = [...journeys];
const failed = [];
await Promise.all(Array.from({ length: atOnce }, async () => {
  while (waiting.length > 0) {
    const journey = waiting.shift();
    if (!(await tryJourney(journey))) failed.push(journey);
  }
}));
// A few may fail because three browsers share a busy machine. Alone they must go well; that they failed stays in what is printed.
const lost = [];
for (const journey of failed.slice(0, 3)) {
  console.log(`again   ${journey[0]}: alone`);
  if (!(await tryJourney(journey))) lost.push(journey);
}
lost.push(...failed.slice(3));

await browser.close();
await service.stop();
const good = journeys.length - lost.length;
console.log(`${good} of ${journeys.length} journeys went well`);
process.exit(journeys.length > 0 && good === journeys.length ? 0 : 1);
