// What the browser keeps: codes of articles, and how this workplace likes its pages. Nothing of a patient is ever passed
// here: no note, no visit, no query, not even the patient's language.

const prefix = "carepress.";
const mostFavourites = 30;
const mostUsed = 6;

function read(key) {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null; // storage is switched off, or a frame of another site may not have any
  }
}

function write(key, value) {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // The page works without.
  }
}

const settings = new Set(["words", "paper", "brand", "single-keys"]);

/** A setting of the workplace, or null. */
export function remembered(key) {
  return settings.has(key) ? read(key) : null;
}

export function remember(key, value) {
  if (!settings.has(key)) throw new Error(`"${key}" is not kept`);
  write(key, value);
}

function codes(key) {
  try {
    const list = JSON.parse(read(key) ?? "[]");
    return Array.isArray(list) ? list.filter((code) => /^[\w.-]{1,64}$/.test(code)) : [];
  } catch {
    return [];
  }
}

export const favourites = () => codes("favourites");
export const lastUsed = () => codes("last-used");
export const isFavourite = (code) => favourites().includes(code);

/** Returns whether the article is a favourite now. */
export function toggleFavourite(code) {
  const list = favourites();
  const rest = list.filter((each) => each !== code);
  const isNew = rest.length === list.length;
  write("favourites", JSON.stringify(isNew ? [code, ...rest].slice(0, mostFavourites) : rest));
  return isNew;
}

export function noteUse(used) {
  const rest = lastUsed().filter((code) => !used.includes(code));
  write("last-used", JSON.stringify([...used, ...rest].slice(0, mostUsed)));
}

export function forgetArticle(code) {
  write("favourites", JSON.stringify(favourites().filter((each) => each !== code)));
  write("last-used", JSON.stringify(lastUsed().filter((each) => each !== code)));
}
