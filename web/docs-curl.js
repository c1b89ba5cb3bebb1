// A route as a curl line for a POSIX shell.

import { resolve } from "./docs-schema.js";

const mostOptional = 2; // parameters: their examples together would find nothing

/** Whether a route may need a token: always, or where the library is closed. */
export const takesToken = (operation) => (operation.security ?? []).some((each) => Object.keys(each).length > 0);
const needsToken = (operation) => takesToken(operation) && operation.security.every((each) => Object.keys(each).length > 0);

/** In double quotes what has a variable of the shell, in single quotes anything else. */
function quoted(text) {
  if (/^[\w./:=-]+$/.test(text)) return text;
  if (/\$[A-Z]/.test(text)) return `"${text.replaceAll(/["\\`]/g, "\\$&")}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function addressOf({ path, operation }, address) {
  const parameters = operation.parameters;
  const valueOf = ({ name, example }) => (example === undefined ? `$${name.toUpperCase()}` : String(example));
  const segments = path.replaceAll(/\{(\w+)\}/g, (whole, name) => valueOf(parameters.find((each) => each.name === name)).split("/").map((each) => (each.startsWith("$") ? each : encodeURIComponent(each))).join("/"));
  const asked = parameters.filter((each) => each.in === "query");
  const optional = asked.filter((each) => !each.required && each.example !== undefined).slice(0, mostOptional);
  const query = asked.filter((each) => each.required || optional.includes(each));
  const pairs = query.map((each) => `${each.name}=${encodeURIComponent(valueOf(each)).replaceAll("%24", "$")}`);
  return address + segments + (pairs.length > 0 ? `?${pairs.join("&")}` : "");
}

function bodyOf(api, { operation }) {
  const body = resolve(api, operation.requestBody);
  if (!body) return [];
  const [[type, { example, examples }]] = Object.entries(body.content);
  const value = example ?? resolve(api, Object.values(examples ?? {})[0])?.value;
  const data = value === undefined ? "--data-binary @body.json" : `-d ${quoted(JSON.stringify(value))}`;
  return [`-H ${quoted(`Content-Type: ${type}`)}`, data];
}

/** The file that a response other than text goes into. */
function outputOf({ operation, path }) {
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1];
  const types = Object.keys(success?.content ?? {});
  if (types.includes("application/pdf")) return ["-o handout.pdf"];
  if (types[0]?.startsWith("image/")) return [`-o ${path.endsWith("{page}") ? "page.svg" : "picture"}`];
  return [];
}

/** `isClosed`: the library needs a token, which is then in the variable TOKEN. */
export function curlOf(api, route, { address, isClosed }) {
  const { method, operation } = route;
  const hasToken = needsToken(operation) || (isClosed && takesToken(operation));
  const parts = [
    `curl ${method === "GET" || (method === "POST" && operation.requestBody) ? "" : `-X ${method} `}${quoted(addressOf(route, address))}`,
    ...(hasToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...bodyOf(api, route),
    ...outputOf(route),
  ];
  return parts.join(" \\\n  ");
}
