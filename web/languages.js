// Which translation is meant: tags of browsers and records, such as es-US or zh-CN, against the languages of the library.

/** The first of `available` that a tag names (RFC 4647, "lookup"; Chinese also by its script), or undefined. */
export function lookUp(tag, available) {
  if (!tag) return undefined;
  const wanted = [tag];
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    wanted.push(`${language}-${script}`, language);
  } catch {
    return undefined;
  }
  if (/^fil\b/.test(tag)) wanted.push("tl");
  const lower = available.map((each) => each.toLowerCase());
  const found = wanted.map((each) => lower.indexOf(each.toLowerCase())).find((index) => index >= 0);
  return found === undefined ? undefined : available[found];
}

/** The languages that all of these articles are in. */
export function commonLanguages(articles) {
  const [first, ...rest] = articles.map(({ translations }) => translations.map(({ language }) => language));
  return (first ?? []).filter((language) => rest.every((each) => each.includes(language)));
}

/** In which language these articles can be printed together: the wanted one, else English, else any; or undefined. */
export function languageFor(articles, wanted) {
  const common = commonLanguages(articles);
  return [wanted, "en"].find((language) => common.includes(language)) ?? common[0];
}

/** An article's title in the first of the languages that it is in: {title, language, dir}. */
export function titleIn(article, ...languages) {
  for (const language of languages) {
    const found = article.translations.find((each) => each.language === language);
    if (found) return found;
  }
  return article;
}
