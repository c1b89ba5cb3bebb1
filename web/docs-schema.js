// What JSON Schema says, as lists of fields and as examples.

import { el } from "./dom.js";

/** What a reference means; anything else is itself. */
export function resolve(api, thing) {
  if (!thing?.$ref) return thing;
  return thing.$ref.slice(2).split("/").reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], api);
}

/** "Hit" of {$ref: "#/components/schemas/Hit"}; empty for what is not a reference. */
export const nameOfReference = (thing) => thing?.$ref?.split("/").at(-1) ?? "";

/** An example: the one that the schema has, else one made of those of its parts. */
export function exampleOf(api, schema) {
  const whole = resolve(api, schema);
  if (!whole || whole === true) return undefined;
  if (whole.examples) return whole.examples[0];
  if (whole.const !== undefined) return whole.const;
  if (whole.default !== undefined) return whole.default;
  if (whole.enum) return whole.enum[0];
  const [type] = [whole.type].flat();
  if (type === "object") return Object.fromEntries(Object.entries(whole.properties ?? {}).map(([name, of]) => [name, exampleOf(api, of)]));
  if (type === "array") return [exampleOf(api, whole.items)].filter((item) => item !== undefined);
  return { string: "", integer: 1, number: 1, boolean: true }[type];
}

function typeOf(api, schema) {
  const name = nameOfReference(schema);
  if (name) return el("a", { href: `#schema-${name}` }, name);
  const types = [schema.type ?? (schema.enum ? "string" : "any")].flat().join(" or ");
  if (types !== "array") return types;
  return el("span", {}, "array of ", typeOf(api, schema.items ?? {}));
}

/** What limits a value, in words. */
function facts(schema) {
  const has = (key) => schema[key] !== undefined;
  return [
    has("enum") && `one of ${schema.enum.map((each) => JSON.stringify(each)).join(", ")}`,
    has("default") && schema.default !== "" && `default ${JSON.stringify(schema.default)}`,
    has("minimum") && `at least ${schema.minimum}`,
    has("maximum") && `at most ${schema.maximum}`,
    has("minLength") && `at least ${schema.minLength} characters`,
    has("maxLength") && `at most ${schema.maxLength} characters`,
    has("minItems") && `at least ${schema.minItems}`,
    has("maxItems") && `at most ${schema.maxItems}`,
    has("pattern") && `pattern ${schema.pattern}`,
    has("examples") && typeof schema.examples[0] !== "object" && `for example ${schema.examples[0]}`,
  ].filter(Boolean);
}

/** The fields of an object, or of the objects in an array: {name, schema, isRequired}. */
export function fieldsOf(schema) {
  const object = schema.type === "array" ? (schema.items ?? {}) : schema;
  return Object.entries(object.properties ?? {}).map(([name, of]) => ({ name, schema: of, isRequired: object.required?.includes(name) ?? false }));
}

/** A list of fields or parameters, which say `where` they are. A request's say if they must be there, others if they may not. */
export function fieldList(api, fields, isRequest) {
  const presence = (isRequired) => isRequired === isRequest && el("strong", {}, isRequest ? ", required" : ", optional");
  return el("ul", { class: "fields" }, fields.map(({ name, schema, isRequired, where }) => {
    const inner = fieldsOf(schema);
    const limits = facts(schema).join("; ");
    return el("li", {},
      el("p", {}, el("code", { class: "name" }, name), el("span", { class: "facts" }, typeOf(api, schema), where ? `, in the ${where}` : "", presence(isRequired ?? false))),
      schema.description && el("p", {}, schema.description),
      limits && el("p", { class: "facts" }, limits),
      inner.length > 0 && fieldList(api, inner, isRequest));
  }));
}
