// A record system for the journeys of launches: npm's oidc-provider as its authorization server, and the few resources of a
// chart that a launch reads, behind the tokens that it gives.

import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startService } from "./service.mjs";

const people = {
  ana: { name: [{ use: "official", given: ["Ana"], family: "Lopez" }], birthDate: "1971-03-04", identifier: [{ type: { coding: [{ code: "MR" }] }, value: "MR-0001" }], communication: [{ language: { coding: [{ code: "es" }] }, preferred: true }] },
  bo: { name: [{ text: "Bo Berg" }], birthDate: "1950", identifier: [{ value: "X-2" }], communication: [] },
};

const scopes = ["openid", "fhirUser", "launch", "launch/patient", "launch/encounter", "online_access", "offline_access"];
for (const type of ["Patient", "Encounter", "Condition", "MedicationRequest", "MedicationStatement", "AllergyIntolerance", "Appointment", "CarePlan", "CareTeam", "Goal",
  "Immunization", "List", "Flag", "AdverseEvent", "Observation", "DiagnosticReport", "Procedure", "ServiceRequest", "MedicationAdministration", "MedicationDispense",
  "Composition", "NutritionOrder", "DeviceRequest", "Practitioner", "Medication", "Organization"]) scopes.push(`patient/${type}.rs`);
scopes.push("patient/DocumentReference.crus", "patient/Communication.c");

/** What a launch opens, by its handle; a standalone launch opens "alone". */
const launches = {
  ana: { patient: "ana", encounter: "e1", need_patient_banner: true, intent: "handout", fhirContext: [{ reference: "ImagingStudy/1" }] },
  bo: { patient: "bo", need_patient_banner: true },
  embedded: { patient: "ana", encounter: "e1", need_patient_banner: false },
  alone: { patient: "bo", encounter: "e2" },
};

/** The visit of the examples, as if it were Ana's: its resources, which refer to each other by type and id. */
const visit = readFileSync(new URL("../../examples/visit.json", import.meta.url), "utf8");
const idOf = ({ resourceType, id }) => ({ Patient: "ana", Encounter: "e1" })[resourceType] ?? id;
export const asAnas = JSON.parse(JSON.parse(visit).entry.reduce((text, { fullUrl, resource }) => text.replaceAll(`"reference": "${fullUrl}"`, `"reference": "${resource.resourceType}/${idOf(resource)}"`), visit))
  .entry.map(({ resource }) => ({ ...resource, id: idOf(resource) }));

const resourceOf = (type, id) => (type === "Patient" && people[id] ? { resourceType: type, id, ...people[id] } : asAnas.find((each) => each.resourceType === type && each.id === id && type !== "Patient"));

/** A search: all of a type, since there is one visit. */
const found = (type, patient) => ({ resourceType: "Bundle", type: "searchset", entry: patient === "ana" ? asAnas.filter((each) => each.resourceType === type).map((resource) => ({ resource, search: { mode: "match" } })) : [] });

const statement = {
  resourceType: "CapabilityStatement", fhirVersion: "4.0.1", software: { name: "Journeys" },
  rest: [{ mode: "server", resource: [{ type: "DocumentReference", interaction: ["read", "create", "update", "search-type"].map((code) => ({ code })), searchParam: [{ name: "patient" }, { name: "identifier" }], conditionalCreate: true }] }],
};

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

/** DocumentReferences: created once for an identifier, read back, searched. */
async function answerDocuments(context, record, id) {
  if (context.method === "POST") {
    const wanted = context.get("If-None-Exist");
    const had = wanted && record.documents.find((each) => decodeURIComponent(wanted).includes(each.identifier?.[0]?.value ?? "?"));
    const document = had ?? { ...JSON.parse(await bodyOf(context.req)), id: `d${record.documents.length + 1}`, meta: { versionId: "1" } };
    if (!had) record.documents.push(document);
    context.status = had ? 200 : 201;
    context.set("Location", `${record.fhir}/DocumentReference/${document.id}/_history/1`);
    return document;
  }
  if (!id) return { resourceType: "Bundle", type: "searchset", entry: record.documents.map((resource) => ({ resource, search: { mode: "match" } })) };
  return record.documents.find((each) => each.id === id);
}

/** Answers a request for a resource of the chart that the token is for. */
async function answerFhir(provider, context, record) {
  const pass = () => {
    context.respond = false;
    return record.fhirServer(context.req, context.res);
  };
  if (context.path === "/fhir/metadata") {
    if (record.fhirServer) return pass();
    context.type = "application/fhir+json";
    context.body = JSON.stringify(statement);
    return undefined;
  }
  const token = await provider.AccessToken.find((context.get("authorization") || "").replace(/^Bearer /, ""));
  record.asked.push(context.path);
  if (!token || record.refuses.has(token.jti)) return void (context.status = 401);
  if (record.fhirServer) return pass();
  const [, , type, id] = context.path.split("/");
  const opened = record.opened.get(token.grantId);
  const resource = type === "DocumentReference" ? await answerDocuments(context, record, id) : id ? resourceOf(type, id) : found(type, opened?.patient);
  if (!resource || (type === "Patient" && opened?.patient !== id)) return void (context.status = 404);
  context.type = "application/fhir+json";
  context.body = JSON.stringify(resource);
}

function providerOptions(record, client) {
  return {
    clients: [{ client_id: "carepress", grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], application_type: "web", ...client }],
    scopes: scopes.filter((scope) => !record.withholds.includes(scope)),
    claims: { fhirUser: ["fhirUser"], openid: ["sub"] },
    conformIdTokenClaims: false,
    extraParams: ["launch", "aud"],
    pkce: { required: () => true, methods: ["S256"] },
    clientAuthMethods: ["none", "private_key_jwt"],
    enabledJWA: { clientAuthSigningAlgValues: ["RS384", "ES384"] },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    issueRefreshToken: async () => true,
    // Else a second chart would end the first one's tokens.
    expiresWithSession: async () => false,
    // Our keys are on this machine, which its own dispatcher does not ask.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    findAccount: async (_, id) => ({ accountId: id, claims: () => ({ sub: id, fhirUser: `${record.fhir}/Practitioner/${id}` }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope(oidc.params.scope);
      await grant.save();
      return grant;
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ["k"] },
  };
}

/**
 * Starts a record system on a free port: {fhir, asked, changes…, stop}. `client`: what is registered of ours. Faults are set on
 * what is returned: `fhirServer(request, response)` answers for the chart instead, `configuration(document)` and `tokens(body, context)` change what is answered, `refuses` has the ids of
 * access tokens that the record no longer takes.
 */
export async function startRecord(Provider, client) {
  const record = { asked: [], documents: [], refuses: new Set(), opened: new Map(), withholds: [], revoked: 0, configuration: (document) => document, tokens: () => {}, authorizes: () => {}, slow: undefined };
  let handle = (_, answer) => answer.writeHead(503).end();
  const server = createServer((request, answer) => handle(request, answer));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  record.issuer = `http://127.0.0.1:${server.address().port}`;
  record.fhir = `${record.issuer}/fhir`;
  record.register = (more) => {
    const provider = new Provider(record.issuer, providerOptions(record, { ...client, ...more }));
    provider.on("authorization.success", ({ oidc }) => record.opened.set(oidc.entities.Grant.jti, launches[oidc.params.launch ?? "alone"]));
    provider.use(async (context, next) => {
      if (context.path.startsWith("/interaction/")) {
        context.respond = false;
        return provider.interactionFinished(context.req, context.res, { login: { accountId: "dr1" } }, { mergeWithLastSubmission: false });
      }
      if (context.path === "/fhir/.well-known/smart-configuration") {
        const path = (name) => `${record.issuer}/${name}`;
        context.body = record.configuration({
          issuer: record.issuer, jwks_uri: path("jwks"), authorization_endpoint: path("auth"), token_endpoint: path("token"), revocation_endpoint: path("token/revocation"),
          grant_types_supported: ["authorization_code"], code_challenge_methods_supported: ["S256"],
          capabilities: ["launch-ehr", "launch-standalone", "client-public", "client-confidential-asymmetric", "context-ehr-patient", "context-ehr-encounter", "sso-openid-connect", "permission-v2", "permission-patient"],
        }, context);
        return undefined;
      }
      if (context.path.startsWith("/fhir/")) return answerFhir(provider, context, record);
      if (context.path === "/auth") {
        if (context.query.aud && context.query.aud !== record.fhir) return void (context.status = 400);
        record.authorizes(context.query);
      }
      await next();
      if (context.path === "/token/revocation" && context.status === 200) ++record.revoked;
      if (context.path !== "/token" || context.status !== 200) return undefined;
      const { AuthorizationCode: code, RefreshToken: refresh } = context.oidc?.entities ?? {};
      Object.assign(context.body, record.opened.get((code ?? refresh)?.grantId));
      return record.tokens(context.body, context);
    });
    const call = provider.callback();
    handle = (request, answer) => call(request, answer);
    return provider;
  };
  record.stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return record;
}

/** A free port of this machine, for an address that must be registered before the service starts. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A record system, and a service that it may launch, for one journey. `isConfidential`: the client has a key. */
export async function withRecord({ program, require }, walk, { isConfidential = false, yaml = "", options = [], prepare = () => {} } = {}) {
  const { Provider } = await import(require.resolve("oidc-provider"));
  const folder = mkdtempSync(join(tmpdir(), "record-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const record = await startRecord(Provider, { redirect_uris: [`${address}/launch/callback`] });
  prepare(record);
  let key = "";
  let authentication = { token_endpoint_auth_method: "none" };
  if (isConfidential) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
    writeFileSync(join(folder, "client.key"), privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    key = `    key: ${join(folder, "client.key")}\n`;
    authentication = { token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "ES384", jwks_uri: `${address}/.well-known/jwks.json` };
  }
  writeFileSync(join(folder, "records.yaml"), `address: ${address}\nrecords:\n  - fhir: ${record.fhir}\n    name: Harbor\n    client-id: carepress\n${key}${yaml}`);
  let service;
  try {
    service = await startService(program, ["--records", join(folder, "records.yaml"), ...options], port);
    record.register(authentication);
    await walk({ record, address, log: service.log, reload: service.reload, launch: (name, iss = record.fhir) => `${address}/launch?${new URLSearchParams({ iss, launch: name })}` });
  } finally {
    await Promise.all([record.stop(), service?.stop()]);
    rmSync(folder, { recursive: true });
  }
}
