// Text to copy: a frame with a caption and a button.

import { el } from "./dom.js";

/** `name` says what is copied to those who don't see it, where the caption alone would not. */
export function copyable(caption, text, name = caption) {
  const code = el("code", {}, text);
  const button = el("button", { type: "button", class: "copy" }, "Copy", el("span", { class: "unseen" }, ` ${name}`));
  const said = el("span", { class: "unseen", role: "status" });
  button.addEventListener("click", async () => {
    const isCopied = await copy(code);
    button.firstChild.data = isCopied ? "Copied" : "Selected";
    said.textContent = isCopied ? "Copied" : "Selected: press Ctrl C to copy";
    setTimeout(() => {
      button.firstChild.data = "Copy";
      said.textContent = "";
    }, 4000);
  });
  return el("figure", { class: "example" }, el("figcaption", {}, el("span", {}, caption), button, said), el("pre", {}, code));
}

/** Without TLS, and in a frame, a browser may not let a page write to the clipboard: then the text is selected. */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return false;
  }
}
