// Journeys that begin in a record system: both launches of SMART App Launch, what the page then shows, and what goes wrong.

import assert from "node:assert/strict";
import { withRecord } from "./record.mjs";

const chart = /Ana Lopez|1971|March 4|MR-0001|"ana"|Bo Berg/;

/** A page of a browser whose console must stay silent, but for `expected`. */
async function openPage(browser, address, expected = []) {
  const context = browser.contexts[0] ?? (await browser.newContext({ locale: "en-US" }));
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(`error: ${error.message}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(`console: ${message.text()}`));
  const answer = await page.goto(address);
  return {
    page,
    status: answer.status(),
    text: (selector) => page.locator(selector).innerText(),
    async expectSilence() {
      assert.deepEqual(errors.filter((error) => !expected.some((pattern) => pattern.test(error))), [], "the console is silent");
    },
  };
}

/** What a browser shows that was not let in: the status and the words of the page. */
async function refusalOf(browser, address) {
  const { page, status, text } = await openPage(browser, address, [/4\d\d|5\d\d/]);
  const words = await text("main");
  await page.close();
  return `${status} ${words}`;
}

export const launches = {
  async "a launch from the record opens one chart, and says large whose it is"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ record, launch, address, log }) => {
      let query;
      record.authorizes = (asked) => (query = asked);
      const desk = await openPage(browser, launch("ana"));
      await desk.page.locator("#chart-owner").getByText("Ana Lopez").waitFor();
      assert.equal(desk.page.url(), `${address}/`, "the handle is not in the address any more");
      assert.match(await desk.text("#chart-owner"), /Ana Lopez\s+Born March 4, 1971\s+Record number MR-0001/);
      assert.match(await desk.text("#chart-facts"), /From the chart in Harbor\.$/);
      // The name may be there before the style sheet is.
      await desk.page.waitForFunction(() => parseFloat(getComputedStyle(document.querySelector(".chart-name")).fontSize) >= 24);
      assert.equal(await desk.page.locator("#language").inputValue(), "es", "the patient's language");
      assert.ok(await desk.page.locator("#visit-choose").isHidden());
      assert.equal(query.code_challenge_method, "S256");
      assert.equal(query.aud, record.fhir);
      assert.equal(query.launch, "ana");
      // The visit is read from the record, in the patient's language.
      await desk.page.locator("#paper-title").getByText("Visit summary").waitFor();
      assert.match(await desk.text("#visit-banner"), /A visit is open.*reads Spanish.*1 handout fits/s);
      await desk.page.locator("#pages img").first().waitFor();
      await desk.page.locator("#query").fill("fever");
      await desk.page.locator("#results [role=option]").first().waitFor();
      // One click puts it into the chart, once.
      assert.equal(await desk.text("#attach"), "Attach to Ana Lopez");
      await desk.page.locator("#attach").click();
      await desk.page.locator("#attach-outcome").getByText("Attached to the visit in the record, read back and compared.").waitFor();
      assert.equal(record.documents.length, 1);
      const [document] = record.documents;
      assert.equal(document.subject.reference, "Patient/ana");
      assert.equal(document.context.encounter[0].reference, "Encounter/e1");
      assert.equal(document.content[0].attachment.contentType, "application/pdf");
      assert.match(Buffer.from(document.content[0].attachment.data, "base64").toString("latin1"), /^%PDF-1\.7/);
      await desk.page.locator("#attach").click();
      await desk.page.locator("#attach-outcome").getByText("attached to the visit before. No second copy").waitFor();
      assert.equal(record.documents.length, 1);
      const kept = await desk.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.title, history.state]));
      assert.doesNotMatch(kept, chart);
      assert.doesNotMatch(kept, /[0-9a-f]{32}/);
      assert.doesNotMatch(log(), chart);
      await desk.expectSilence();
    });
  },

  async "a standalone launch lets the record choose the patient, and a confidential client proves itself"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ address, record }) => {
      let scope;
      record.authorizes = (asked) => (scope = asked.scope);
      const desk = await openPage(browser, `${address}/launch/standalone`);
      await desk.page.locator("#chart-owner").getByText("Bo Berg").waitFor();
      assert.match(await desk.text("#chart-owner"), /Bo Berg\s+Born 1950\s+Record number X-2/);
      assert.match(scope, /^openid fhirUser launch\/patient launch\/encounter /);
      const keys = await (await fetch(`${address}/.well-known/jwks.json`)).json();
      assert.deepEqual(keys.keys.map((key) => Object.keys(key).sort()), [["alg", "crv", "kid", "kty", "use", "x", "y"]]);
      await desk.expectSilence();
    }, { isConfidential: true });
  },

  async "two charts at once in one browser stay two sessions"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ launch, record }) => {
      const ana = await openPage(browser, launch("ana"));
      const bo = await openPage(browser, launch("bo"));
      await bo.page.locator("#chart-owner").getByText("Bo Berg").waitFor();
      await ana.page.locator("#chart-owner").getByText("Ana Lopez").waitFor();
      await ana.page.locator("#paper-title").getByText("Visit summary").waitFor();
      assert.match(await ana.text("#chart-owner"), /Ana Lopez/);
      assert.match(await bo.text("#chart-facts"), /No visit is open in the record/);
      assert.equal(await ana.page.locator("#language").inputValue(), "es");
      assert.equal(await bo.page.locator("#language").inputValue(), "en");
      await bo.page.locator("#chart-out").click();
      await bo.page.locator("#chart-over").waitFor();
      assert.match(await bo.text("#chart-over"), /This chart is closed here\s+You have signed out/);
      assert.doesNotMatch(await bo.page.evaluate(() => document.documentElement.outerHTML), /Bo Berg|X-2/);
      assert.ok(record.revoked >= 1, "the tokens are revoked");
      assert.match(await ana.text("#chart-owner"), /Ana Lopez/);
      await ana.page.locator("#query").fill("fever");
      await ana.page.locator("#results [role=option]").first().waitFor();
      await ana.expectSilence();
      await bo.expectSilence();
    });
  },

  async "the record's own banner is enough where it is in sight, and what is not granted is said"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ launch, record }) => {
      record.tokens = (body) => (body.scope = body.scope.replace(/patient\/DocumentReference\S* ?/, ""));
      // As the link of a card in the record has it.
      const desk = await openPage(browser, `${launch("embedded")}&article=F204&article=none`);
      await desk.page.locator("#items > li").nth(1).waitFor();
      assert.match(await desk.text("#items"), /Visit summary.*(Fever in Children|Fiebre)/s);
      assert.equal(await desk.page.locator("#items > li").count(), 2);
      assert.ok(await desk.page.locator("#attach").isHidden());
      await desk.page.locator("#chart-owner").getByText("Ana Lopez").waitFor();
      assert.equal((await desk.text("#chart-owner")).trim(), "Ana Lopez");
      assert.match(await desk.text("#chart-facts"), /does not let Carepress attach handouts: print or download them/);
      await desk.expectSilence();
    });
  },

  async "a token that the record refuses is renewed once; then the page says to sign in again"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ launch, record, log }) => {
      let given = 0;
      record.tokens = (body) => {
        ++given;
        if (given === 1) record.refuses.add(body.access_token);
      };
      const desk = await openPage(browser, launch("ana"));
      await desk.page.locator("#chart-owner").getByText("Ana Lopez").waitFor();
      assert.equal(given, 2, "one code, one refresh");
      await desk.page.close();
      record.tokens = (body, { oidc }) => {
        record.refuses.add(body.access_token);
        if (oidc.entities.AuthorizationCode) body.refresh_token = "unknown";
      };
      const over = await openPage(browser, launch("ana"), [/401/]);
      await over.page.locator("#chart-over").waitFor();
      assert.match(await over.text("#chart-over"), /The sign-in to the record has ended.*launch Carepress again from the record/s);
      assert.doesNotMatch(log(), chart);
      await over.expectSilence();
    });
  },

  async "a way back that is replayed, made up or cancelled opens nothing"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ launch, address, record }) => {
      const seen = [];
      const context = await browser.newContext({ locale: "en-US" });
      context.on("request", (request) => seen.push(request.url()));
      const desk = await openPage(browser, launch("ana"));
      await desk.page.locator("#chart-owner").getByText("Ana Lopez").waitFor();
      const back = seen.find((url) => url.startsWith(`${address}/launch/callback`));
      assert.match(await refusalOf(browser, back), /^400 .*was used before, took too long, or did not begin here.*Launch again from the record/s);
      assert.match(await refusalOf(browser, `${address}/launch/callback?code=x&state=${"0".repeat(32)}`), /^400 /);
      assert.match(await refusalOf(browser, `${address}/launch/callback`), /^400 /);

      /** The way back of a launch that the browser does not follow. */
      const stateOf = async () => {
        const answer = await fetch(launch("ana"), { redirect: "manual" });
        assert.equal(answer.status, 303);
        return new URL(answer.headers.get("location")).searchParams.get("state");
      };
      assert.match(await refusalOf(browser, `${address}/launch/callback?error=access_denied&state=${await stateOf()}`), /^403 .*sign-in was cancelled/s);
      assert.match(await refusalOf(browser, `${address}/launch/callback?code=made-up&state=${await stateOf()}`), /^502 .*was used before/s);
      assert.match(await refusalOf(browser, `${address}/launch/callback?code=x&iss=https%3A%2F%2Fevil.example&state=${await stateOf()}`), /^403 .*Another server answered/s);
      const state = await stateOf();
      assert.match(await refusalOf(browser, `${address}/launch/callback?state=${state}`), /^400 .*sent no code/s);
      assert.match(await refusalOf(browser, `${address}/launch/callback?code=x&state=${state}`), /^400 .*was used before/s);
      assert.ok(record.asked.length > 0);
    });
  },

  async "another record system is refused before anything is fetched"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ launch, address, record }) => {
      let asked = 0;
      record.configuration = (document) => (++asked, document);
      for (const iss of ["https://evil.example/fhir", record.issuer, `${record.fhir}/x`, `${record.fhir}@evil.example`, ""])
        assert.match(await refusalOf(browser, launch("ana", iss)), /^403 .*This record system may not open it.*letter by letter/s, iss);
      assert.equal(asked, 0);
      assert.match(await refusalOf(browser, `${address}/launch?${new URLSearchParams({ iss: record.fhir })}`), /^400 .*sent no "launch"/s);
      assert.equal(asked, 0);
    });
  },

  async "servers that answer wrongly end the launch with what is wrong"({ browser, program, require }) {
    await withRecord({ program, require }, async ({ launch, record, log }) => {
      const tokens = (change) => {
        record.tokens = change;
      };
      record.configuration = (document) => ({ ...document, code_challenge_methods_supported: ["plain"] });
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*does not have S256/s);
      record.configuration = (_, context) => (context.redirect("https://evil.example/"), "");
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*answers with 302, a redirect/s);
      record.configuration = (_, context) => ((context.status = 404), "none");
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*did not say how to sign in: it answers with 404/s);
      record.configuration = (document) => document;

      tokens((body) => delete body.patient);
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*named no patient.*Open a patient's chart/s);
      const unsigned = (part) => `${Buffer.from('{"alg":"none","kid":"x"}').toString("base64url")}.${part}.c2ln`;
      tokens((body) => (body.id_token = unsigned(body.id_token.split(".")[1])));
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*id_token\) is not valid: the algorithm is not allowed/s);
      tokens((_, context) => {
        context.type = "text/html";
        context.body = "<p>ana</p>";
      });
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*not JSON/s);
      tokens((body, context) => {
        context.type = "json";
        context.body = JSON.stringify(body).slice(0, -30);
      });
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*not a whole JSON object/s);
      tokens((_, context) => {
        context.respond = false;
        context.res.destroy();
      });
      assert.match(await refusalOf(browser, launch("ana")), /^502 .*\/token: the server closed the connection/s);
      assert.doesNotMatch(log(), chart);
    });
  },
};
