// journeys.mjs PROGRAM FOLDER [NAME]: walks through the pages of `PROGRAM serve` in Firefox, by WebDriver BiDi, and takes a picture
// of each state. FOLDER has the npm packages of package.json, and gets the pictures. PROGRAM may be the address of a service that runs.

import { createRequire } from "node:module";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { startService } from "../service.mjs";
import { clinician } from "./clinician.mjs";
import { patient } from "./patient.mjs";

const [program, folder, only] = process.argv.slice(2);
if (!program || !folder) {
  console.error("usage: journeys.mjs PROGRAM FOLDER [NAME]");
  process.exit(2);
}
const require = createRequire(resolve(folder, "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const service = await startService(program);
const printed = resolve(folder, "printed.pdf"); // what the browser prints
rmSync(printed, { force: true });
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  extraPrefsFirefox: {
    "print.always_print_silent": true,
    "print_printer": "Mozilla Save to PDF",
    "print.printer_Mozilla_Save_to_PDF.print_to_file": true,
    "print.printer_Mozilla_Save_to_PDF.print_to_filename": printed,
  },
});

/** Returns whether all went well. */
async function tryJourney([name, walk]) {
  const began = performance.now();
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const picture = (state) => page.screenshot({ path: join(folder, `${state}.png`) });
  try {
    await walk({ page, address: service.address, axe, picture, printed });
    console.log(`ok      ${name} (${Math.round(performance.now() - began)} ms)`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}\n${error.stack ?? error}`);
    await picture("failed").then(() => console.log(`  see ${join(folder, "failed.png")}`), () => {});
    return false;
  } finally {
    await context.close();
  }
}

const journeys = Object.entries({ ...clinician, ...patient }).filter(([name]) => !only || name.includes(only));
const outcomes = [];
for (const journey of journeys) outcomes.push(await tryJourney(journey));

await browser.close();
await service.stop();
const good = outcomes.filter(Boolean).length;
console.log(`${good} of ${outcomes.length} journeys in Firefox went well`);
process.exit(journeys.length > 0 && good === journeys.length ? 0 : 1);
