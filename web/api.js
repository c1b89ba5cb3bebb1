// Calls of the service's API, /v1. A call that is superseded is aborted by its signal; one that the service is too busy
// for is repeated when the service says. Without a session only an open library answers.

import { takeSecret } from "./token.js";

const mostTries = 4;
const longestWait = 5000; // milliseconds; what Retry-After may ask for

/** What went wrong with a call: `status` 0 means that the service could not be reached. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.title ?? "");
    this.status = status;
    this.detail = body.detail ?? "";
    this.diagnostics = body.diagnostics ?? [];
  }
}

export const isAbort = (error) => error?.name === "AbortError";

function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException("superseded", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

async function problemOf(answer) {
  try {
    return new Problem(answer.status, await answer.json());
  } catch {
    return new Problem(answer.status);
  }
}

/** The service's answer, which is good. */
async function answerOf(path, options = {}) {
  for (let tries = 1; ; ++tries) {
    let answer;
    try {
      answer = await fetch(path, { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer", ...options });
    } catch (error) {
      throw isAbort(error) ? error : new Problem(0);
    }
    if (answer.status === 503 && tries < mostTries) {
      const seconds = Number(answer.headers.get("Retry-After")) || 1;
      await wait(Math.min(seconds * 1000, longestWait), options.signal);
      continue;
    }
    if (!answer.ok) throw await problemOf(answer);
    return answer;
  }
}

const call = async (path, options) => (await answerOf(path, options)).json();

const post = (path, job, options = {}) =>
  call(path, {
    method: "POST",
    body: typeof job === "string" ? job : JSON.stringify(job),
    ...options,
    headers: { "Content-Type": "application/json", ...options.headers },
  });

// ---- who may ----------------------------------------------------------------------------------------------------------

let { token, session: launched } = takeSecret(); // of a portal, or of a record system; undefined if there is none
let isForLibraryAlone = false; // the token opens no session
let session = launched && Promise.resolve({ token: launched }); // a promise of the one of this page
let tellOver = () => {};

/** Whether a record system has opened the page, for one chart. */
export const isLaunched = () => launched !== undefined;

/** `listener` is called once, when the session of a launch is over. There is no other one for this page. */
export function onSessionOver(listener) {
  tellOver = listener;
}

function endLaunch() {
  const tell = tellOver;
  tellOver = () => {};
  tell();
}

const bearer = (secret) => ({ Authorization: `Bearer ${secret}` });

async function sessionHeaders() {
  session ??= call("/v1/sessions", { method: "POST", headers: token ? bearer(token) : {} });
  try {
    return bearer((await session).token);
  } catch (error) {
    session = undefined;
    throw error;
  }
}

/** Makes a call with the page's session, and again with a new one if it is over. */
async function withSession(callWith) {
  try {
    return await callWith(await sessionHeaders());
  } catch (error) {
    if (error.status !== 401) throw error;
    if (isLaunched()) {
      endLaunch();
      throw error;
    }
    session = undefined;
    return callWith(await sessionHeaders());
  }
}

/** A call of the library: without a session, unless the page has a token. */
async function inLibrary(callWith) {
  if (isLaunched()) return withSession(callWith);
  if (!token) return callWith({});
  if (isForLibraryAlone) return callWith(bearer(token));
  try {
    return await withSession(callWith);
  } catch (error) {
    if (error.status === 401) token = undefined; // the service does not take it; an open library needs none
    else if (error.status === 403) isForLibraryAlone = true;
    else throw error;
    return inLibrary(callWith);
  }
}

// ---- the library ------------------------------------------------------------------------------------------------------

export function search({ text, language, onlyLanguage, topic, set, offset = 0, limit }, signal) {
  const query = new URLSearchParams({ q: text, language, limit });
  if (onlyLanguage) query.set("only_language", "true");
  if (topic) query.set("topic", topic);
  if (set) query.set("set", set);
  if (offset > 0) query.set("offset", offset);
  return inLibrary((headers) => call(`/v1/search?${query}`, { signal, headers }));
}

export const article = (code, language, signal) =>
  inLibrary((headers) => call(`/v1/articles/${encodeURIComponent(code)}?${new URLSearchParams({ language })}`, { signal, headers }));

export const languages = async () => (await inLibrary((headers) => call("/v1/languages", { headers }))).languages;
export const topics = async () => (await inLibrary((headers) => call("/v1/topics", { headers }))).topics;
export const sets = async (language) =>
  (await inLibrary((headers) => call(`/v1/sets?${new URLSearchParams({ language })}`, { headers }))).sets;
export const layouts = async () => (await inLibrary((headers) => call("/v1/layouts", { headers }))).layouts;
export const brands = async () => (await inLibrary((headers) => call("/v1/brands", { headers }))).brands;

export const previewHandout = (job, signal) => inLibrary((headers) => post("/v1/previews", job, { signal, headers }));

// ---- the chart that a record system has opened ------------------------------------------------------------------------

export const openedSession = () => withSession((headers) => call("/v1/session", { headers }));

/** Reads the visit of the chart from the record. */
export const openChartVisit = () => withSession((headers) => post("/v1/session/visit", "", { headers }));

/** The handouts that are in the chart; with a preview, which of them it replaces. */
export const givenHandouts = (preview) =>
  withSession((headers) => call(`/v1/session/given${preview ? `?${new URLSearchParams({ preview })}` : ""}`, { headers }));

/** Puts the handout of a preview into the chart; the documents that it replaces become superseded. */
export const attachHandout = (preview, replaces) =>
  withSession((headers) => post("/v1/session/attach", { preview, replaces }, { headers }));

/** Signs out of the record. Also works while the page is left; the service forgets the session in any case. */
export async function closeSession() {
  const { token: handle } = await session;
  await fetch("/v1/session", { method: "DELETE", keepalive: true, credentials: "omit", headers: bearer(handle) }).catch(() => {});
}

// ---- visits -----------------------------------------------------------------------------------------------------------

export const openVisit = (bundle, signal) =>
  withSession((headers) => post("/v1/visits", bundle, { signal, headers: { ...headers, "Content-Type": "application/fhir+json" } }));

export const previewVisit = (visit, job, signal) =>
  withSession((headers) => post(`/v1/visits/${visit}/previews`, job, { signal, headers }));

/** Drops what the service has of a patient. Also works while the page is left, so it never waits. */
export function dropVisit(visit) {
  session?.then((opened) => discard(`/v1/visits/${visit}`, bearer(opened.token))).catch(() => {});
}

function discard(path, headers = {}) {
  fetch(path, { method: "DELETE", keepalive: true, credentials: "omit", headers }).catch(() => {});
}

// ---- previews ---------------------------------------------------------------------------------------------------------

export const pageAddress = (key, page) => `/v1/previews/${key}/${page}.svg`;
export const pdfAddress = (key) => `/v1/previews/${key}/handout.pdf`;
export const pdfOf = async (preview) => (await answerOf(preview.pdf)).blob();
export const dropPreview = (key) => discard(`/v1/previews/${key}`);
