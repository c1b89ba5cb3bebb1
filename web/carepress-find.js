// <carepress-find>: finds a handout of a Carepress service, in any page. This one file is all that it needs; /docs/embed of
// the service shows it at work, and describes its attributes, events, properties, parts and colours.
//
// It is a combobox with a list (WAI-ARIA Authoring Practices, "editable combobox with list autocomplete"): focus stays in the
// field. It keeps nothing in the browser, sends no cookies, and tells no one what was looked for but the service.

const wordsOf = {
  en: {
    label: "Find a handout",
    placeholder: "Topic, code or symptom",
    results: "Handouts",
    count: (count) => (count === 1 ? "1 handout" : `${count} handouts`),
    nothing: "Nothing found. Try another word.",
    languages: (first, more) => (more > 0 ? `${first} + ${more} more` : first),
    pages: (count) => (count === 1 ? "1 page" : `${count} pages`),
    language: "Language",
    read: "Read",
    newTab: "opens in a new tab",
    pdf: "Download PDF",
    making: "Making the PDF…",
    made: "The PDF is downloaded.",
    chosen: (title) => `Chosen: ${title}`,
    clear: "Clear",
    closed: "This library is closed. The page needs to sign you in.",
    offline: "Handouts can’t be reached. Check the network, then try again.",
    broken: "Something went wrong. Try again.",
    refused: "This handout can’t be made as a PDF. Read it instead.",
  },
  es: {
    label: "Buscar una hoja",
    placeholder: "Tema, código o síntoma",
    results: "Hojas",
    count: (count) => (count === 1 ? "1 hoja" : `${count} hojas`),
    nothing: "No se encontró nada. Pruebe con otra palabra.",
    languages: (first, more) => (more > 0 ? `${first} y ${more} más` : first),
    pages: (count) => (count === 1 ? "1 página" : `${count} páginas`),
    language: "Idioma",
    read: "Leer",
    newTab: "se abre en otra pestaña",
    pdf: "Descargar PDF",
    making: "Creando el PDF…",
    made: "Se descargó el PDF.",
    chosen: (title) => `Elegida: ${title}`,
    clear: "Borrar",
    closed: "Esta biblioteca está cerrada. La página debe iniciar su sesión.",
    offline: "No se puede acceder a las hojas. Revise la red e inténtelo de nuevo.",
    broken: "Algo salió mal. Inténtelo de nuevo.",
    refused: "No se puede crear el PDF de esta hoja. Léala aquí.",
  },
};

const pause = 120; // milliseconds without typing before the service is asked
const quiet = 600; // milliseconds before a count is announced
const usualLimit = 8;
const mostNames = 2; // of languages in a row; the others are counted
const mostTries = 3; // while the service is busy
const longestWait = 5000; // milliseconds; what Retry-After may ask for

const css = `
:host {
  --accent: var(--carepress-accent, #0a6963);
  --on-accent: var(--carepress-on-accent, #ffffff);
  --ground: var(--carepress-ground, #ffffff);
  --hover: var(--carepress-hover, #e0f0ee);
  --ink: var(--carepress-ink, #14201e);
  --muted: var(--carepress-muted, #4f5f5c);
  --edge: var(--carepress-edge, #758784);
  --bad: var(--carepress-bad, #951b13);
  --radius: var(--carepress-radius, 0.5rem);
  display: block; position: relative; color: var(--ink); text-align: start;
  font: var(--carepress-font, 100%/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif);
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --accent: var(--carepress-accent, light-dark(#0a6963, #6fd0c5));
    --on-accent: var(--carepress-on-accent, light-dark(#ffffff, #042c28));
    --ground: var(--carepress-ground, light-dark(#ffffff, #161e1d));
    --hover: var(--carepress-hover, light-dark(#e0f0ee, #17332f));
    --ink: var(--carepress-ink, light-dark(#14201e, #e6eeec));
    --muted: var(--carepress-muted, light-dark(#4f5f5c, #a3b3b0));
    --edge: var(--carepress-edge, light-dark(#758784, #748784));
    --bad: var(--carepress-bad, light-dark(#951b13, #ffb6ae));
  }
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
p, ul { margin: 0; padding: 0; list-style: none; }
label { display: block; margin-block-end: 0.375rem; font-weight: 600; }
button, input, select { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.box { position: relative; }
input { width: 100%; min-height: 2.75rem; padding-block: 0.5rem; padding-inline: 0.75rem 2.75rem; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--ground); text-align: start; }
input::placeholder { color: var(--muted); opacity: 1; }
.clear { position: absolute; inset-block-start: 0; inset-inline-end: 0; width: 2.75rem; height: 2.75rem; padding: 0; border: 0; border-radius: var(--radius); background: none; font-size: 1.25rem; line-height: 1; color: var(--muted); cursor: pointer; }
.clear:hover { color: var(--ink); }
ul { position: absolute; z-index: 10; inset-inline: 0; inset-block-start: calc(100% + 0.25rem); max-height: 22rem; overflow-y: auto; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--ground); box-shadow: 0 8px 28px rgb(0 0 0 / 25%); }
li { padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; border-inline-start: 4px solid transparent; }
li.is-active { background: var(--hover); border-inline-start-color: var(--accent); }
.title { display: block; font-weight: 600; }
.facts { display: block; font-size: 0.875em; color: var(--muted); }
.status { min-height: 1.45em; margin-block-start: 0.25rem; font-size: 0.875em; color: var(--muted); }
.status.bad { color: var(--bad); }
.card { margin-block-start: 0.5rem; padding: 0.75rem; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--ground); }
.choices { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5rem 0.75rem; margin-block-start: 0.5rem; }
.choices label { margin: 0; font-size: 0.875em; font-weight: 400; color: var(--muted); }
select { display: block; min-height: 2.75rem; max-width: 100%; padding: 0.25rem 0.5rem; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--ground); color: var(--ink); }
.action { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0.375rem 0.875rem; border: 1px solid var(--accent); border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; cursor: pointer; }
.action.second { background: var(--ground); color: var(--accent); }
.action:hover { text-decoration: underline; }
.action[aria-disabled="true"] { opacity: 0.7; cursor: progress; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { li.is-active { outline: 2px solid Highlight; outline-offset: -2px; } .action, ul { border: 1px solid; } }
`;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A title in its own language and direction, at the side where the page's lines begin. */
const titleOf = ({ title, language, dir }) => make("span", { class: "title", part: "title" }, make("bdi", { lang: language, dir }, title));

/** What went wrong with a call: `status` 0 means that the service could not be reached. */
class Problem extends Error {
  constructor(status) {
    super(`the service answered ${status}`);
    this.status = status;
  }
}

function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}

/** The translation in a language: the same tag, else the same language of another region or script. */
function translationFor(translations, wish) {
  const primary = (tag) => tag.toLowerCase().split("-")[0];
  return translations.find(({ language }) => language.toLowerCase() === wish.toLowerCase())
    ?? translations.find(({ language }) => primary(language) === primary(wish));
}

class CarepressFind extends HTMLElement {
  static observedAttributes = ["service", "lang", "language", "label"];

  /**
   * A bearer token, or a function that returns one or a promise of one, for a library that is closed. It is not an
   * attribute, which would be seen in the page's source. What a page has set before this file came is kept.
   */
  token = this.token;

  #input = make("input", { id: "field", part: "field", type: "text", role: "combobox", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "list", "aria-haspopup": "listbox" });
  #label = make("label", { for: "field", part: "label" });
  #clear = make("button", { type: "button", class: "clear", part: "clear", tabindex: "-1", hidden: "" }, "×");
  #list = make("ul", { id: "list", part: "list", role: "listbox", hidden: "" });
  #status = make("p", { class: "status", part: "status", role: "status" });
  #card = make("div", { class: "card", part: "card", hidden: "" });
  #hits = [];
  #active = -1;
  #chosen = null;
  #request;
  #timer;
  #announceTimer;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet(); // a page's policy on styles does not forbid it
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    root.append(this.#label, make("div", { class: "box" }, this.#input, this.#clear, this.#list), this.#status, this.#card);
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.#input.addEventListener("click", () => this.#list.hidden && this.#find());
    this.#clear.addEventListener("click", () => this.clear());
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault()); // focus stays in the field
    this.#list.addEventListener("pointermove", (event) => this.#reach(this.#rowOf(event), false));
    this.#list.addEventListener("click", (event) => this.#choose(this.#hits[this.#rowOf(event)]));
    root.addEventListener("focusout", ({ relatedTarget }) => root.contains(relatedTarget) || this.#close());
  }

  connectedCallback() {
    this.#sayWords();
  }

  disconnectedCallback() {
    this.#stop();
    this.#close();
  }

  attributeChangedCallback() {
    if (!this.isConnected) return;
    this.#sayWords();
    if (this.#chosen) this.#showCard();
  }

  /** Forgets what was typed and chosen. */
  clear() {
    this.#stop();
    this.#input.value = "";
    this.#clear.hidden = true;
    this.#chosen = null;
    this.#card.hidden = true;
    this.#close();
    this.#say("");
    this.#input.focus();
  }

  // ---- settings -------------------------------------------------------------------------------------------------------

  /** The address of the service: the attribute, else where this file comes from. Throws if it is not one of http(s). */
  get #service() {
    const address = new URL(this.getAttribute("service") || "/", this.hasAttribute("service") ? document.baseURI : import.meta.url);
    if (!/^https?:$/.test(address.protocol)) throw new Problem(0);
    return address;
  }

  #addressOf = (path) => new URL(path, this.#service).href;

  /** The language of the words: the nearest `lang`, else the browser's. */
  get #wordsLanguage() {
    const tag = this.closest("[lang]")?.lang || navigator.language;
    return tag.toLowerCase().startsWith("es") ? "es" : "en";
  }

  get #words() {
    return wordsOf[this.#wordsLanguage];
  }

  /** The language that titles are shown in and a handout begins with; the service refuses what is not a tag. */
  get #language() {
    const tag = (this.getAttribute("language") || this.closest("[lang]")?.lang || navigator.language).replaceAll("_", "-");
    return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag) ? tag : "en";
  }

  get #limit() {
    const limit = Number(this.getAttribute("limit"));
    return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : usualLimit;
  }

  #sayWords() {
    this.#label.textContent = this.getAttribute("label") || this.#words.label;
    this.#input.placeholder = this.#words.placeholder;
    this.#list.setAttribute("aria-label", this.#words.results);
    this.#clear.setAttribute("aria-label", this.#words.clear);
    for (const element of [this.#label, this.#input, this.#status, this.#card]) element.lang = this.#wordsLanguage;
    if (this.hasAttribute("label")) this.#label.removeAttribute("lang");
  }

  // ---- the service ----------------------------------------------------------------------------------------------------

  async #call(path, options = {}) {
    const token = typeof this.token === "function" ? await this.token() : this.token;
    const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    for (let tries = 1; ; ++tries) {
      const answer = await fetch(this.#addressOf(path), { credentials: "omit", referrerPolicy: "no-referrer", ...options, headers });
      if (answer.ok) return answer;
      if (answer.status !== 503 || tries === mostTries) throw new Problem(answer.status);
      await wait(Math.min((Number(answer.headers.get("Retry-After")) || 1) * 1000, longestWait), options.signal);
    }
  }

  #fail(error, refusal) {
    if (error?.name === "AbortError") return;
    const status = error instanceof Problem ? error.status : 0;
    const { closed, offline, broken } = this.#words;
    this.#say(status === 401 || status === 403 ? closed : status === 0 ? offline : status === 422 ? refusal : broken, "bad");
    this.#tell("carepress-problem", { status });
  }

  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** In the line below the field, which screen readers hear. `kind`: "bad", or "unseen" for what the page shows anyway. */
  #say(text, kind = "") {
    clearTimeout(this.#announceTimer);
    this.#status.className = `status ${kind}`;
    if (this.#status.textContent !== text) this.#status.textContent = text; // it would be read again
  }

  // ---- finding --------------------------------------------------------------------------------------------------------

  #stop() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  #typed() {
    this.#stop();
    this.#clear.hidden = this.#input.value === "";
    if (this.#input.value.trim() === "") {
      this.#close();
      return this.#say("");
    }
    this.#timer = setTimeout(() => this.#find(), pause);
  }

  /** Asks for what is typed, or for all, and shows the list. */
  async #find(reach) {
    this.#stop();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const text = this.#chosen?.title === this.#input.value ? "" : this.#input.value.trim();
    const query = new URLSearchParams({ q: text, language: this.#language, limit: this.#limit });
    try {
      const found = await (await this.#call(`v1/search?${query}`, { signal })).json();
      if (signal.aborted) return;
      this.#hits = found.hits;
      this.#showList();
      if (reach) this.#reach(reach === "first" ? 0 : this.#hits.length - 1);
      this.#announceTimer = setTimeout(() => this.#say(found.total > 0 ? this.#words.count(found.total) : this.#words.nothing), found.total > 0 ? quiet : 0);
    } catch (error) {
      if (error?.name !== "AbortError") this.#close();
      this.#fail(error, this.#words.broken);
    }
  }

  #showList() {
    this.#list.replaceChildren(...this.#hits.map((hit, index) => this.#row(hit, index)));
    this.#list.scrollTop = 0;
    this.#reach(-1);
    this.#open(this.#hits.length > 0 && this.shadowRoot.activeElement === this.#input);
  }

  #row(hit, index) {
    const facts = [hit.code, hit.pages ? this.#words.pages(hit.pages) : "", this.#languagesText(hit)].filter(Boolean);
    return make("li", { id: `option-${index}`, part: "option", role: "option", "aria-selected": "false" },
      titleOf(hit),
      make("span", { class: "facts", part: "facts" }, make("bdi", { dir: "ltr" }, facts.join(" · "))));
  }

  /** The title's language first, then those that the browser prefers. Each name is isolated, as some run the other way. */
  #languagesText({ translations, language }) {
    const preferred = [language, ...navigator.languages];
    const rank = (each) => {
      const place = preferred.findIndex((tag) => translationFor([each], tag));
      return place < 0 ? preferred.length : place;
    };
    const names = [...translations].sort((one, other) => rank(one) - rank(other)).map(({ name }) => `\u2068${name}\u2069`);
    const shown = names.length > mostNames + 1 ? names.slice(0, mostNames) : names;
    return this.#words.languages(shown.join(", "), names.length - shown.length);
  }

  #open(isOpen) {
    this.#list.hidden = !isOpen;
    this.#input.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    this.#reach(-1);
    this.#open(false);
  }

  #rowOf = ({ target }) => [...this.#list.children].indexOf(target.closest("li"));

  #reach(index, scrolls = true) {
    if (index === this.#active && index >= 0) return;
    this.#active = index;
    for (const [at, row] of [...this.#list.children].entries()) {
      row.classList.toggle("is-active", at === index);
      row.setAttribute("aria-selected", String(at === index));
      row.part.toggle("active-option", at === index);
    }
    const row = this.#list.children[index];
    if (!row) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", row.id);
    if (scrolls) row.scrollIntoView({ block: "nearest" });
  }

  #pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.#list.hidden;
    const last = this.#hits.length - 1;
    const actions = {
      ArrowDown: () => (isOpen ? this.#reach(this.#active < last ? this.#active + 1 : 0) : this.#find(event.altKey ? undefined : "first")),
      ArrowUp: () => (isOpen ? (event.altKey ? this.#close() : this.#reach(this.#active > 0 ? this.#active - 1 : last)) : this.#find("last")),
      Enter: () => isOpen && this.#active >= 0 && this.#choose(this.#hits[this.#active]),
      Escape: () => (isOpen ? this.#close() : this.#input.value !== "" && this.clear()),
    };
    const action = actions[event.key];
    if (!action) return;
    if (event.key === "Escape" && !isOpen && this.#input.value === "") return; // it is the page's: of a dialog, say
    if (event.key !== "Enter" || isOpen) event.preventDefault();
    action();
  }

  // ---- choosing -------------------------------------------------------------------------------------------------------

  #choose(hit) {
    if (!hit) return;
    this.#stop();
    this.#close();
    const translation = translationFor(hit.translations, this.#language) ?? translationFor(hit.translations, hit.language);
    this.#take({ code: hit.code, translations: hit.translations, ...translation });
  }

  /** Tells the page, which may show what was chosen itself by preventDefault(). */
  #take(chosen) {
    this.#chosen = chosen;
    this.#input.value = chosen.title;
    this.#clear.hidden = false;
    const { code, title, language } = chosen;
    this.#say(this.#words.chosen(title), "unseen");
    const shows = this.#tell("carepress-choose", { code, title, language, address: this.#patientPage }, true);
    if (shows) this.#showCard();
    this.#card.hidden = !shows;
  }

  get #patientPage() {
    const { code, language } = this.#chosen;
    return this.#addressOf(`${encodeURIComponent(code)}?${new URLSearchParams({ lang: language })}`);
  }

  #showCard() {
    const { code, language, translations } = this.#chosen;
    const words = this.#words;
    const select = make("select", { id: "language", part: "language" }, ...translations.map((each) => {
      const option = make("option", { value: each.language, lang: each.language }, each.name);
      option.selected = each.language === language;
      return option;
    }));
    select.addEventListener("change", () => {
      this.#take({ ...this.#chosen, ...translations.find((each) => each.language === select.value) });
      this.shadowRoot.getElementById("language").focus();
    });
    const pdf = make("button", { type: "button", class: "action second", part: "pdf" }, words.pdf);
    pdf.addEventListener("click", () => this.#downloadPdf(pdf));
    this.#card.replaceChildren(
      make("p", {}, titleOf(this.#chosen), make("span", { class: "facts", part: "facts" }, code)),
      make("div", { class: "choices" },
        make("div", {}, make("label", { for: "language" }, words.language), select),
        make("a", { class: "action", part: "read", href: this.#patientPage, target: "_blank", rel: "noopener noreferrer" }, words.read, make("span", { class: "unseen" }, ` (${words.newTab})`)),
        pdf));
  }

  async #downloadPdf(button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    this.#say(this.#words.making);
    const { code, language } = this.#chosen;
    const job = { articles: [{ code }], language };
    for (const name of ["layout", "brand"]) if (this.getAttribute(name)) job[name] = this.getAttribute(name);
    try {
      const answer = await this.#call("v1/handouts", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(job) });
      const [, name] = /filename="([\w. -]+)"/.exec(answer.headers.get("Content-Disposition") ?? "") ?? [null, `${code}.pdf`];
      const address = URL.createObjectURL(await answer.blob());
      make("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it after the click
      this.#say(this.#words.made);
    } catch (error) {
      this.#fail(error, this.#words.refused);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }
}

if (!customElements.get("carepress-find")) customElements.define("carepress-find", CarepressFind);
