// Language, layout, paper and brand as buttons. They are radio buttons, so each group is one stop of the Tab key, and
// the preview follows the arrow keys. Only what works is offered.

import { articlesOf, change, desk, handoutLanguage, layout, onChange, workingStyles } from "./desk.js";
import { byId, el, icon } from "./dom.js";
import { commonLanguages } from "./languages.js";
import { paperOf } from "./layouts.js";
import { remember } from "./storage.js";
import { capitalized, hasWords, nameOfLanguage, say } from "./words.js";

const mostLanguages = 5; // before "more"
let showsAllLanguages = false;

/** A group of radio buttons: options are {value, label, icon, lang, dir, title}. */
function group(name, legend, options, value, className, onChoose, ...more) {
  return el("fieldset", { class: `choice ${className}` },
    el("legend", {}, legend),
    el("div", { class: "options" },
      options.map((option) =>
        el("label", { class: "option", title: option.title },
          el("input", { type: "radio", name, value: option.value, checked: option.value === value, on: { change: () => onChoose(option.value) } }),
          option.icon && icon(option.icon),
          el("span", { lang: option.lang, dir: option.dir }, option.label))),
      more));
}

// ---- language ---------------------------------------------------------------------------------------------------------

function languageOptions() {
  const common = desk.visit ? desk.languages.map(({ language }) => language) : commonLanguages(articlesOf());
  const options = desk.languages
    .filter(({ language }) => common.includes(language))
    .map(({ language, name, dir }) => ({ value: language, label: capitalized(name, language), lang: language, dir, title: nameOfLanguage(language) }));
  if (desk.visit && !common.includes(desk.language)) {
    options.unshift({ value: desk.language, label: capitalized(nameOfLanguage(desk.language)) });
  }
  return options;
}

function languageGroup() {
  const all = languageOptions();
  const value = handoutLanguage();
  const isFirst = (option, index) => index < mostLanguages || option.value === value;
  const options = showsAllLanguages ? all : all.filter(isFirst);
  const hidden = all.length - options.length;
  const more = hidden > 0 && el("button", { type: "button", class: "option more", on: { click: () => {
    showsAllLanguages = true;
    update();
    byId("choices").querySelector("[name=handout-language]:checked")?.focus();
  } } }, say("choice.more", { count: hidden }));
  return group("handout-language", say("choice.language"), options, value, "languages", (language) => change({ language }), more || []);
}

// ---- layout -----------------------------------------------------------------------------------------------------------

function styleLabel(style, { description }) {
  const key = `style.${style}`;
  if (style === "bilingual") return capitalized(say(key, { language: nameOfLanguage(handoutLanguage()) }));
  return hasWords(key) ? say(key) : description || style;
}

function styleGroup(styles) {
  const options = styles.map(({ style, layouts }) => {
    const first = Object.values(layouts)[0];
    const drawn = ["standard", "large-print", "bilingual", "two-column", "fridge-sheet", "teach-back"].find((each) => style.startsWith(each));
    return { value: style, label: styleLabel(style, first), title: first.purpose, icon: drawn ?? "standard" };
  });
  const current = styles.find(({ style }) => style === desk.style) ?? styles[0];
  return group("style", say("choice.layout"), options, current?.style, "styles", (style) => change({ style }));
}

function paperGroup(styles) {
  const current = styles.find(({ style }) => style === desk.style) ?? styles[0];
  const papers = Object.keys(current?.layouts ?? {}).sort().reverse();
  return group("paper", say("choice.paper"), papers.map((paper) => ({ value: paper, label: paper })), layout() && paperOf(layout()), "segments", (paper) => {
    remember("paper", paper);
    change({ paper });
  });
}

function brandGroup() {
  const options = desk.brands.map(({ name, organization }) => ({ value: name, label: organization || name }));
  return group("brand", say("choice.brand"), options, desk.brand, "brands", (brand) => {
    remember("brand", brand);
    change({ brand });
  });
}

// ---- drawing ----------------------------------------------------------------------------------------------------------

let drawn = "";

/** Draws the groups anew if what they offer has changed, and keeps the focus where it is. */
function update() {
  const styles = workingStyles();
  const groups = [
    ...(articlesOf().length > 0 || desk.visit ? [languageGroup()] : []),
    styleGroup(styles),
    paperGroup(styles),
    ...(desk.brands.length > 1 ? [brandGroup()] : []),
  ];
  const text = groups.map((each) => each.outerHTML).join("");
  if (text === drawn) return;
  drawn = text;
  const { name, value } = document.activeElement ?? {};
  const hadFocus = byId("choices").contains(document.activeElement);
  byId("choices").replaceChildren(...groups);
  if (!hadFocus || !name) return;
  const again = byId("choices").querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`) ?? byId("choices").querySelector(`[name="${name}"]:checked`);
  again?.focus();
}

export function startChoices() {
  onChange(() => update());
  update();
}
