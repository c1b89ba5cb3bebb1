// The whole way of a handout: from a chart in a record system (Medplum's, behind npm's oidc-provider) into it, and once more in a
// newer edition.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openMedplum } from "../record/medplum.mjs";
import { openDesk } from "./desk.mjs";
import { asAnas, withRecord } from "./record.mjs";

const articles = fileURLToPath(new URL("../../articles", import.meta.url));
const rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";

const ana = { resourceType: "Patient", id: "ana", name: [{ use: "official", given: ["Ana"], family: "Lopez" }], birthDate: "1971-03-04",
  communication: [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: "es" }] }, preferred: true }] };
/** As orders are: by the product, which no article is about. */
const warfarin = { resourceType: "MedicationRequest", id: "warfarin", status: "active", intent: "order", subject: { reference: "Patient/ana" },
  encounter: { reference: "Encounter/e1" }, authoredOn: "2026-11-22", dosageInstruction: [{ text: "Take 1 tablet each evening." }],
  medicationCodeableConcept: { coding: [{ system: rxnorm, code: "855332", display: "warfarin sodium 5 MG Oral Tablet" }], text: "Warfarin 5 mg tablet" } };

/** A library of two articles in two languages. */
function makeLibrary(folder) {
  for (const language of ["en", "es"]) {
    cpSync(join(articles, language, "images"), join(folder, language, "images"), { recursive: true });
    for (const name of ["sprained-ankle", "taking-warfarin"]) cpSync(join(articles, language, `${name}.md`), join(folder, language, `${name}.md`));
  }
}

/** Makes the next edition of an article, in both languages; {code, version}. */
function revise(folder, name) {
  let edition;
  for (const language of ["en", "es"]) {
    const file = join(folder, language, `${name}.md`);
    const text = readFileSync(file, "utf8");
    const [, code] = /^code: (.*)$/m.exec(text);
    const [, version] = /^version: "(\d+)"$/m.exec(text);
    edition = { code, version: String(Number(version) + 1) };
    writeFileSync(file, text.replace(/^version: .*$/m, `version: "${edition.version}"`));
  }
  return edition;
}

/** Waits until the service has loaded an edition. */
async function untilEdition(address, { code, version }) {
  for (;;) {
    const article = await (await fetch(`${address}/v1/articles/${code}`)).json();
    if (article.version === version) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const wordsOf = (bytes) => execFileSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8" });
const pdfOf = (document) => Buffer.from(document.content[0].attachment.data, "base64");

/** The journey's own folder, record system and page. */
async function withChart({ browser, program, require }, walk) {
  const library = mkdtempSync(join(tmpdir(), "library-"));
  makeLibrary(library);
  const { repository, answer } = openMedplum(require);
  for (const resource of [ana, ...asAnas.filter(({ resourceType }) => resourceType !== "Patient"), warfarin]) await repository.createResource(resource);
  const documents = async () => (await repository.searchResources({ resourceType: "DocumentReference" })).sort((one, other) => one.date.localeCompare(other.date));
  try {
    await withRecord({ program, require }, async (place) => {
      await walk({ ...place, library, documents, repository, open: () => openDesk(browser, place.launch("ana")) });
    }, { options: ["--library", library], prepare: (record) => (record.fhirServer = answer) });
  } finally {
    rmSync(library, { recursive: true });
  }
}

/** Adds what the visit suggests to its summary, by a click on the round button of each. */
async function addSuggested(desk, count) {
  const rows = desk.page.locator("#results [role=group]").first().locator("[role=option]");
  await desk.page.waitForFunction((wanted) => document.querySelector("#results [role=group]").querySelectorAll("[role=option]").length === wanted, count);
  for (let at = 0; at < count; ++at) await desk.changesPaper(() => rows.nth(at).locator(".row-add").click());
}

/** A document of another program, of the same visit and type. */
const foreign = { resourceType: "DocumentReference", id: "foreign", status: "current", subject: { reference: "Patient/ana" }, date: "2026-11-22T09:00:00Z",
  type: { coding: [{ system: "http://loinc.org", code: "67781-5" }] }, context: { encounter: [{ reference: "Encounter/e1" }] },
  content: [{ attachment: { contentType: "text/plain", language: "es", data: "Tm90ZQ==" } }] };

export const wholeWay = {
  async "the whole way is not open to another program's document: it is neither shown as given nor replaced, whatever a page asks for"(journey) {
    await withChart(journey, async ({ open, documents, repository }) => {
      await repository.createResource(foreign);
      const desk = await open();
      desk.expected = [/409/];
      await desk.shows("Visit summary");
      assert.ok(await desk.page.locator("#replaces").isHidden());
      await desk.page.route("**/v1/session/attach", (route) => route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), replaces: ["foreign"] }) }));
      await desk.page.locator("#attach").click();
      await desk.page.locator("#paper-problem").waitFor();
      assert.deepEqual((await documents()).map(({ id, status }) => [id, status]), [["foreign", "current"]], "nothing is attached");
      await desk.close();
    });
  },

  async "the whole way: launched from a record, the summary and two articles with a note are attached, read back and superseded"(journey) {
    await withChart(journey, async ({ address, open, documents, library, reload, log }) => {
      const desk = await open();
      await desk.shows("Visit summary");
      assert.match(await desk.text("#chart-owner"), /Ana Lopez/);
      assert.equal(await desk.page.locator("#language").inputValue(), "es");
      assert.match(await desk.text("#visit-banner"), /reads Spanish.*2 handouts fit/s);
      assert.ok(await desk.page.locator("#replaces").isHidden());
      assert.doesNotMatch(await desk.text("#results"), /Given/);
      await addSuggested(desk, 2);
      await desk.changesPaper(() => desk.page.locator("#note").fill("Llame si el tobillo se hincha."));
      await desk.page.locator("#attach").click();
      await desk.page.locator("#attach-outcome").getByText("Attached to the visit in the record, read back and compared.").waitFor();

      // What the record has is what the patient reads.
      const [first, ...others] = await documents();
      assert.deepEqual(others, []);
      assert.equal(first.subject.reference, "Patient/ana");
      assert.equal(first.context.encounter[0].reference, "Encounter/e1");
      assert.equal(first.content[0].attachment.language, "es");
      const words = wordsOf(pdfOf(first));
      for (const part of [/Llame si el tobillo se hincha/, /Warfarin/i, /warfarina/i, /tobillo/i]) assert.match(words, part);
      assert.deepEqual(first.context.related.map(({ identifier }) => identifier.system), ["urn:carepress:summary", "urn:carepress:article", "urn:carepress:article"]);
      await desk.page.locator("#items .given").nth(1).waitFor();
      assert.match(await desk.text("#items"), /Given [A-Z][a-z]+ \d+/);
      assert.ok(await desk.page.locator("#replaces").isHidden(), "it does not replace itself");
      await desk.close();

      // An article is revised; whoever opens the chart again sees that, and one click gives the new edition.
      const edition = revise(library, "taking-warfarin");
      reload();
      await untilEdition(address, edition);
      const again = await open();
      await again.shows("Visit summary");
      await again.page.locator("#results .given").getByText("an older edition").first().waitFor();
      await addSuggested(again, 2);
      await again.page.locator("#replaces").waitFor();
      assert.match(await again.text("#replaces"), /^Replace the summary given [A-Z][a-z]+ \d+$/);
      await again.page.locator("#attach").click();
      await again.page.locator("#attach-outcome").getByText("read back and compared. The older one is superseded.").waitFor();
      const [older, newer] = await documents();
      assert.equal(older.id, first.id);
      assert.equal(older.status, "superseded");
      assert.deepEqual(pdfOf(older), pdfOf(first), "nothing else of it has changed");
      assert.equal(newer.status, "current");
      assert.deepEqual(newer.relatesTo, [{ code: "replaces", target: { reference: `DocumentReference/${older.id}` } }]);
      assert.doesNotMatch(log(), /Ana|Lopez|Warfarin|"ana"/i);
    });
  },
};
