// The words of the interface, without a browser: each language has all of them, and index.html begins with the English.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const read = (name) => readFileSync(new URL(`../../web/${name}`, import.meta.url), "utf8");
const english = JSON.parse(read("words/en.json"));

/** The {names} that a text fills in; forms of a plural are one text. */
const names = (text) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort();

export const words = {
  async "the words of every language are complete"() {
    const offered = [...read("index.html").matchAll(/<option value="(\w+)" lang=/g)].map(([, tag]) => tag);
    assert.deepEqual(offered, ["en", "es"]);
    for (const tag of offered.slice(1)) {
      const translated = JSON.parse(read(`words/${tag}.json`));
      assert.deepEqual(Object.keys(translated), Object.keys(english), tag);
      for (const key of Object.keys(english)) assert.deepEqual(names(translated[key]), names(english[key]), `${tag}: ${key}`);
    }
  },

  async "the pages begin with the English words"() {
    for (const [name, least] of [["index.html", 40], ["infobutton-try.html", 25]]) {
      const page = read(name);
      const texts = [
        ...page.matchAll(/data-word="([^"]+)"[^>]*>([^<]*)</g),
        ...page.matchAll(/data-word-label="([^"]+)"[^>]* aria-label="([^"]*)"/g),
        ...page.matchAll(/data-word-placeholder="([^"]+)"[^>]* placeholder="([^"]*)"/g),
      ];
      assert.ok(texts.length > least, `${name}: ${texts.length}`);
      for (const [, key, text] of texts) assert.equal(text, english[key], key);
    }
  },
};
