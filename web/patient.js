// The patient's page: reads the article aloud, shows larger letters, prints. Without this script the page is whole.

const tools = document.getElementById("tools");
const article = document.querySelector("article");
const sizes = [1, 1.25, 1.5, 1.8, 2.2]; // of the usual size
const sizeKey = "carepress-letters"; // for this tab: the size of letters, and nothing else

function button(word, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = word;
  made.addEventListener("click", action);
  tools.append(made);
  return made;
}

// Letters

function readSize() {
  try {
    return Math.min(sizes.length - 1, Math.max(0, Number(sessionStorage.getItem(sizeKey)) || 0));
  } catch {
    return 0; // the browser keeps nothing
  }
}

let size = readSize();

function setSize(wanted) {
  size = wanted;
  document.documentElement.style.fontSize = size === 0 ? "" : `${sizes[size] * 100}%`;
  larger.disabled = size === sizes.length - 1;
  smaller.disabled = size === 0;
  try {
    sessionStorage.setItem(sizeKey, String(size));
  } catch {
    // it is as large until the page is left
  }
}

// Listening

const spoken = "h1, h2, h3, h4, h5, h6, p, li, caption, figcaption, th, td, pre";
let reading = null; // the pieces that are still to be read, or null

/** The texts of the article in reading order, each once: of a list item, what is not in a list inside of it. */
function pieces() {
  const all = [];
  for (const element of article.querySelectorAll(spoken)) {
    if (element.parentElement.closest("p, pre, caption, figcaption")) continue;
    const own = element.cloneNode(true);
    for (const inner of own.querySelectorAll(spoken)) inner.remove();
    const text = own.textContent.replace(/\s+/g, " ").trim();
    if (text) all.push({ element, text, language: element.closest("[lang]").lang });
  }
  return all;
}

function stop() {
  reading = null;
  speechSynthesis.cancel();
  for (const element of article.querySelectorAll(".is-read")) element.classList.remove("is-read");
  listen.textContent = tools.dataset.listen;
  listen.setAttribute("aria-pressed", "false");
}

function readNext() {
  for (const element of article.querySelectorAll(".is-read")) element.classList.remove("is-read");
  const piece = reading?.shift();
  if (!piece) return stop();
  const own = reading;
  const words = new SpeechSynthesisUtterance(piece.text);
  words.lang = piece.language;
  words.rate = 0.9;
  words.onend = () => own === reading && readNext();
  words.onerror = () => own === reading && stop();
  piece.element.classList.add("is-read");
  piece.element.scrollIntoView({ block: "nearest" });
  speechSynthesis.speak(words);
}

function listenOrStop() {
  if (reading) return stop();
  reading = pieces();
  listen.textContent = tools.dataset.stop;
  listen.setAttribute("aria-pressed", "true");
  readNext();
}

const canSpeak = "speechSynthesis" in window;
const listen = canSpeak ? button(tools.dataset.listen, listenOrStop) : null;
const larger = button(tools.dataset.larger, () => setSize(size + 1));
const smaller = button(tools.dataset.smaller, () => setSize(size - 1));
button(tools.dataset.print, () => print());
if (canSpeak) addEventListener("pagehide", stop);
setSize(size);
tools.hidden = false;
