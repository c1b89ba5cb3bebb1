// Previews of jobs: asks for them, keeps those without patient data for as long as the service does, and drops the others
// as soon as they are replaced.

import * as api from "./api.js";

const mostKept = 24;
const margin = 10_000; // milliseconds before the service drops a preview in which it is no longer used

const kept = new Map(); // job as JSON -> preview
const secret = new Set(); // keys of previews with a note or a visit

/** Whether a preview has, or may have, something of a patient. */
const isPrivate = ({ job, visit }) => Boolean(visit || job.note);

export const isFresh = (preview) => Date.now() < preview.expires;

/**
 * The preview of a job: {key, pages, sheets, diagnostics, pdf, isPrivate …}. The same job is not asked for twice.
 * Throws Problem, or an AbortError if it was superseded.
 */
export async function previewOf(wanted, signal) {
  const text = JSON.stringify(wanted);
  const known = kept.get(text);
  if (known && isFresh(known)) return known;
  const asked = Date.now();
  const made = wanted.visit ? await api.previewVisit(wanted.visit, wanted.job, signal) : await api.previewHandout(wanted.job, signal);
  const preview = {
    ...made,
    diagnostics: made.diagnostics ?? [],
    pdf: api.pdfAddress(made.key),
    isPrivate: isPrivate(wanted),
    expires: asked + made.expires_in_s * 1000 - margin,
  };
  if (preview.isPrivate) {
    secret.add(preview.key);
  } else {
    kept.delete(text);
    kept.set(text, preview);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value);
  }
  return preview;
}

/** Forgets previews that the service does not have any more, as after it was started again. */
export function forgetKept() {
  kept.clear();
}

/** Drops the previews with patient data, but for the one that is used. */
export function dropPrivate(exceptKey) {
  for (const key of secret) {
    if (key === exceptKey) continue;
    secret.delete(key);
    api.dropPreview(key);
  }
}
