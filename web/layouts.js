// Groups the service's layouts into what people choose: a style, such as large print, and the paper it is printed on.
// A layout that this page does not know is a style of its own name.

const order = ["standard", "large-print", "bilingual", "two-column", "fridge-sheet", "teach-back"];
const countriesOfLetter = ["US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "SV", "HN", "NI", "PA", "DO", "PR"];

/** "Letter", "A4" or the size in millimetres. */
export function paperOf({ page }) {
  const is = (width, height) => Math.abs(page.width_pt - width) < 1.5 && Math.abs(page.height_pt - height) < 1.5;
  if (is(612, 792)) return "Letter";
  if (is(595.28, 841.89)) return "A4";
  const millimetres = (points) => Math.round((points * 25.4) / 72);
  return `${millimetres(page.width_pt)} × ${millimetres(page.height_pt)} mm`;
}

export function styleOf({ name }) {
  const style = name.replace(/^visit-summary-?/, "").replace(/(^|-)a4$/, "");
  return style === "" || style === "letter" ? "standard" : style;
}

/** The styles for handouts, or for visits: [{style, layouts: {paper: layout}}], in the order in which they are offered. */
export function stylesOf(layouts, forVisits) {
  const styles = new Map();
  for (const layout of layouts) {
    if (layout.for_visits !== forVisits) continue;
    const style = styleOf(layout);
    if (!styles.has(style)) styles.set(style, { style, layouts: {}, bilingual: layout.bilingual });
    styles.get(style).layouts[paperOf(layout)] = layout;
  }
  const rank = ({ style }) => (order.includes(style) ? order.indexOf(style) : order.length);
  return [...styles.values()].sort((one, other) => rank(one) - rank(other) || one.style.localeCompare(other.style));
}

/** The layout of a style for the paper, or for the paper that there is. */
export function layoutOf(styles, style, paper) {
  const found = styles.find((each) => each.style === style) ?? styles[0];
  if (!found) return null;
  return found.layouts[paper] ?? Object.values(found.layouts)[0];
}

/** The paper of the country that the browser is set to. */
export function usualPaper(tags) {
  for (const tag of tags) {
    const { region } = new Intl.Locale(tag).maximize();
    if (region) return countriesOfLetter.includes(region) ? "Letter" : "A4";
  }
  return "Letter";
}
