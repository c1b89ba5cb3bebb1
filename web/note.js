// The clinician's note: seen in the preview as it is typed, at most 16 kB, kept nowhere.

import { change, desk, onChange } from "./desk.js";
import { byId, setText } from "./dom.js";
import { say } from "./words.js";

const most = 16_000; // bytes in UTF-8, as the service allows
const pause = 200; // milliseconds after the last letter

let timer;

const bytes = (text) => new TextEncoder().encode(text).length;

/** The longest beginning that the service takes; letters are never cut in two. */
function fitting(text) {
  if (bytes(text) <= most) return text;
  const room = new Uint8Array(most);
  const { read } = new TextEncoder().encodeInto(text, room);
  return text.slice(0, read);
}

function sayRoom(text) {
  const left = most - bytes(text);
  setText(byId("note-hint"), left < 2048 ? say("note.left", { count: left }) : say("note.hint"));
}

export function startNote() {
  const field = byId("note");
  field.addEventListener("input", () => {
    const text = fitting(field.value);
    if (text !== field.value) field.value = text;
    sayRoom(text);
    clearTimeout(timer);
    timer = setTimeout(() => change({ note: field.value, isPeeking: false }), pause);
  });
  onChange((keys) => {
    if (!keys.has("note") || field.value === desk.note) return;
    clearTimeout(timer);
    field.value = desk.note;
    sayRoom(desk.note);
  });
}

/** Takes over what was typed a moment ago, before something is printed. */
export function finishNote() {
  clearTimeout(timer);
  if (byId("note").value !== desk.note) change({ note: byId("note").value });
}
