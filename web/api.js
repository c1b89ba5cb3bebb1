// Calls of the service's API, /v1. A call that is superseded is aborted by its signal; one that the service is too busy
// for is repeated when the service says.

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

async function call(path, options = {}) {
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
    return answer.status === 204 ? null : answer.json();
  }
}

const post = (path, job, options = {}) =>
  call(path, {
    method: "POST",
    body: typeof job === "string" ? job : JSON.stringify(job),
    ...options,
    headers: { "Content-Type": "application/json", ...options.headers },
  });

export function search({ text, language, onlyLanguage, limit }, signal) {
  const query = new URLSearchParams({ q: text, language, limit });
  if (onlyLanguage) query.set("only_language", "true");
  return call(`/v1/search?${query}`, { signal });
}

export const article = (code, language, signal) =>
  call(`/v1/articles/${encodeURIComponent(code)}?${new URLSearchParams({ language })}`, { signal });

export const languages = async () => (await call("/v1/languages")).languages;
export const layouts = async () => (await call("/v1/layouts")).layouts;
export const brands = async () => (await call("/v1/brands")).brands;

export const previewHandout = (job, signal) => post("/v1/previews", job, { signal });

// Who may open visits: a token that lives as long as the page.
let session;
async function bearer() {
  session ??= call("/v1/sessions", { method: "POST" });
  try {
    return { Authorization: `Bearer ${(await session).token}` };
  } catch (error) {
    session = undefined;
    throw error;
  }
}

/** Repeats a call with a new token if the old one has expired. */
async function withToken(callWith) {
  try {
    return await callWith(await bearer());
  } catch (error) {
    if (error.status !== 401) throw error;
    session = undefined;
    return callWith(await bearer());
  }
}

export const openVisit = (bundle, signal) =>
  withToken((headers) => post("/v1/visits", bundle, { signal, headers: { ...headers, "Content-Type": "application/fhir+json" } }));

export const previewVisit = (visit, job, signal) =>
  withToken((headers) => post(`/v1/visits/${visit}/previews`, job, { signal, headers }));

/** Drops what the service has of a patient. Also works while the page is left, so it never waits. */
export function dropVisit(visit) {
  session?.then(({ token }) => discard(`/v1/visits/${visit}`, { Authorization: `Bearer ${token}` })).catch(() => {});
}

export const dropPreview = (key) => discard(`/v1/previews/${key}`);

function discard(path, headers = {}) {
  fetch(path, { method: "DELETE", keepalive: true, credentials: "omit", headers }).catch(() => {});
}

export const pageAddress = (key, page) => `/v1/previews/${key}/${page}.svg`;
export const pdfAddress = (key) => `/v1/previews/${key}/handout.pdf`;
