// words.mjs FOLDER READER FILE...: prints, as one JSON object a line, the text that a reader finds in each PDF, as its own search
// sees it. READER is pdfjs-4, pdfjs-5 or mupdf, a package of FOLDER/node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, reader, ...files] = process.argv.slice(2);
const from = createRequire(pathToFileURL(path.resolve(folder, "package.json")));

// What pdf.js asks of a browser before it draws; nothing is drawn here.
class Nothing {}
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= Nothing;
// Node 18 of Debian 12 lacks these.
process.getBuiltinModule ??= (name) => from(name);
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject;
  const promise = new Promise((a, b) => ((resolve = a), (reject = b)));
  return { promise, resolve, reject };
};
console.warn = () => {}; // "Cannot polyfill", "Cannot load @napi-rs/canvas"
const print = console.log;
console.log = () => {};

/** The pages as PDFFindController joins them, before it normalises. */
async function pdfjs(file) {
  const { getDocument } = await import(pathToFileURL(from.resolve(`${reader}/legacy/build/pdf.mjs`)));
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; ++number) {
    const { items } = await (await document.getPage(number)).getTextContent({ disableNormalization: true });
    pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  await task.destroy();
  return pages.join("\n");
}

async function mupdf(file) {
  const { Document } = await import(pathToFileURL(from.resolve("mupdf")));
  const document = Document.openDocument(readFileSync(file), "application/pdf");
  const pages = [];
  for (let number = 0; number < document.countPages(); ++number) {
    const text = document.loadPage(number).toStructuredText();
    pages.push(text.asText());
    text.destroy?.();
  }
  return pages.join("\n");
}

for (const file of files) {
  const text = await (reader === "mupdf" ? mupdf(file) : pdfjs(file));
  print(JSON.stringify({ file, text }));
}
