// /docs: the API as /openapi.json describes it, a page of routes to read, to look through, and to copy from.

import { copyable } from "./docs-copy.js";
import { curlOf, takesToken } from "./docs-curl.js";
import { exampleOf, fieldList, fieldsOf, nameOfReference, resolve } from "./docs-schema.js";
import { byId, el, setText, show } from "./dom.js";

const meanings = {
  400: "The path, the query or the body is malformed; detail says where.",
  401: "A token is missing, expired or not accepted; WWW-Authenticate says which.",
  403: "The token does not grant this, or the request comes from a page of another site.",
  404: "There is nothing of this name, or it has expired.",
  409: "It is in another state than the request assumes.",
  412: "It is another version than If-Match names.",
  413: "The body is too large.",
  415: "The body is of another media type than the route takes.",
  416: "The range starts after the end.",
  422: "It was read, but cannot be made; diagnostics says why.",
  500: "The service could not make it. Its messages are in diagnostics, if it has any.",
  503: "The service is busy. Try again after Retry-After seconds.",
};

const methods = ["get", "post", "put", "patch", "delete"];

/** The routes in the order of the description: {method, path, operation, id}. */
function routesOf(api) {
  return Object.entries(api.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({
      method: method.toUpperCase(),
      path,
      operation: { ...item[method], parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((each) => resolve(api, each)) },
      id: `${method}-${path.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "start"}`,
    })));
}

const isError = (status) => Number(status) >= 400;
const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Pieces with words between. */
const joined = (pieces, words) => pieces.flatMap((piece, index) => (index > 0 ? [words, ...[piece].flat()] : piece));
const codes = (names, words) => joined(names.map((name) => el("code", {}, name)), words);

/** A path, which may break before a slash. */
const pathText = (path) => el("code", {}, path.split(/(?<=.)(?=\/)/).flatMap((piece, index) => [index > 0 && el("wbr"), piece]));

function method(name) {
  return el("span", { class: "method", dataset: { method: name } }, name);
}

function accessText({ operation }) {
  if (!takesToken(operation)) return null;
  const isOptional = operation.security.some((each) => Object.keys(each).length === 0);
  return el("p", { class: "hint" }, isOptional ? "Needs a token if the library is closed." : "Always needs a token.");
}

function parameters(api, { operation }) {
  if (operation.parameters.length === 0) return [];
  const fields = operation.parameters.map((each) => ({
    name: each.name,
    where: each.in,
    isRequired: each.required,
    schema: { ...each.schema, description: each.description, examples: each.example === undefined ? each.schema?.examples : [each.example] },
  }));
  return [el("h4", {}, "Parameters"), fieldList(api, fields, true)];
}

function schemaFold(api, schema, isRequest) {
  if (!schema) return null;
  const name = nameOfReference(schema);
  const whole = resolve(api, schema);
  if (whole.type !== "object" || !whole.properties) return null;
  return el("details", { class: "schema" }, el("summary", {}, name ? `Fields of ${name}` : "Fields"), fieldList(api, fieldsOf(whole), isRequest));
}

function request(api, { operation }) {
  const body = resolve(api, operation.requestBody);
  if (!body) return [];
  const types = Object.entries(body.content);
  const [type, { schema, example, examples }] = types[0];
  const shown = examples ? Object.values(examples).map((each) => resolve(api, each)) : example === undefined ? [] : [{ summary: "", value: example }];
  return [
    el("h4", {}, "Request"),
    el("p", {}, codes(types.map(([name]) => name), " or "), body.required ? "" : ", if there is one"),
    schemaFold(api, schema, true),
    ...shown.map(({ summary, value }) => copyable(summary ? `Example: ${summary}` : `Example, ${type}`, JSON.stringify(value, null, 2))),
  ];
}

function headersText(api, headers) {
  const names = Object.entries(headers ?? {}).map(([name, header]) => [name, resolve(api, header).description]);
  const pieces = names.map(([name, text]) => [el("code", {}, name), text ? ` (${text[0].toLowerCase()}${text.slice(1)})` : ""]);
  return names.length > 0 && el("p", { class: "hint" }, "With ", joined(pieces, ", "), ".");
}

function response(api, [status, found]) {
  const answer = resolve(api, found);
  const types = Object.entries(answer.content ?? {});
  const json = types.find(([type]) => type.endsWith("json"));
  const example = json && !isError(status) ? (json[1].example ?? exampleOf(api, json[1].schema)) : undefined;
  return [
    el("p", {}, el("strong", {}, status), ` ${sentence(answer.description)} `, codes(types.map(([type]) => type), ", ")),
    headersText(api, answer.headers),
    json && schemaFold(api, json[1].schema, false),
    example !== undefined && copyable(`Example of ${status}`, JSON.stringify(example, null, 2)),
  ];
}

function errors(api, operation) {
  const listed = Object.entries(operation.responses).filter(([status]) => isError(status)).sort(([one], [other]) => one - other);
  if (listed.length === 0) return [];
  return [el("h4", {}, "Errors"), el("dl", { class: "errors" }, listed.flatMap(([status, found]) => [
    el("dt", {}, status),
    el("dd", {}, found.$ref ? (meanings[status] ?? resolve(api, found).description) : sentence(found.description)),
  ]))];
}

function routeSection(api, route, isClosed) {
  const { operation, path, id } = route;
  const answers = Object.entries(operation.responses).filter(([status]) => !isError(status));
  return el("article", { class: "route", id, "aria-labelledby": `${id}-name`, dataset: { path: `${route.method} ${path} ${operation.summary}`.toLowerCase() } },
    el("h3", { id: `${id}-name` }, method(route.method), el("a", { href: `#${id}` }, pathText(path))),
    el("p", {}, sentence(operation.summary), operation.description ? ` ${operation.description}` : ""),
    accessText(route),
    copyable("curl", curlOf(api, route, { address: location.origin, isClosed }), `curl of ${route.method} ${path}`),
    parameters(api, route),
    request(api, route),
    el("h4", {}, "Response"),
    answers.flatMap((answer) => response(api, answer)),
    errors(api, operation),
  );
}

function byTag(api, routes) {
  return api.tags.map((tag) => ({ ...tag, routes: routes.filter(({ operation }) => operation.tags?.includes(tag.name)) })).filter((tag) => tag.routes.length > 0);
}

function showRoutes(api, tags, isClosed) {
  const heading = ({ name }) => name[0].toUpperCase() + name.slice(1);
  byId("routes").replaceChildren(...tags.map((tag) => el("section", { "aria-labelledby": `tag-${tag.name}` },
    el("h2", { id: `tag-${tag.name}` }, heading(tag)),
    tag.description && el("p", {}, sentence(tag.description)),
    tag.routes.map((route) => routeSection(api, route, isClosed)),
  )));
  byId("contents").replaceChildren(...tags.map((tag) => el("section", {},
    el("h2", {}, tag.name),
    el("ul", {}, tag.routes.map((route) => el("li", { dataset: { route: route.id } },
      el("a", { href: `#${route.id}` }, method(route.method), pathText(route.path))))),
  )));
}

function showSchemas(api) {
  byId("schema-list").replaceChildren(...Object.entries(api.components.schemas).map(([name, schema]) => el("section", { class: "route", id: `schema-${name}`, "aria-labelledby": `schema-${name}-name` },
    el("h3", { id: `schema-${name}-name` }, el("a", { href: `#schema-${name}` }, name)),
    schema.description && el("p", {}, sentence(schema.description)),
    fieldList(api, fieldsOf(schema), schema.additionalProperties === false),
  )));
}

/** Only the routes that have all words of the filter, in the list and on the page. */
function filter() {
  const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const article of document.querySelectorAll("#routes .route")) {
    const isShown = words.every((word) => article.dataset.path.includes(word));
    count += isShown ? 1 : 0;
    show(article, isShown);
    show(document.querySelector(`[data-route="${article.id}"]`), isShown);
  }
  for (const section of document.querySelectorAll("#routes > section")) show(section, section.querySelector(".route:not([hidden])") !== null);
  for (const section of document.querySelectorAll("#contents > section")) show(section, section.querySelector("li:not([hidden])") !== null);
  setText(byId("filter-status"), words.length > 0 ? `${count} ${count === 1 ? "route" : "routes"}` : "");
}

/** Whether the library needs a token: a page can only find out by asking. */
async function isLibraryClosed() {
  const answer = await fetch("/v1/brands", { method: "HEAD", credentials: "omit" });
  return answer.status === 401;
}

async function start() {
  const wide = matchMedia("(width >= 48rem)");
  const fold = () => (byId("contents-fold").open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
  byId("filter").addEventListener("input", filter);
  setText(byId("address"), location.origin);
  const answer = await fetch("/openapi.json", { credentials: "omit" });
  if (!answer.ok) throw new Error(`/openapi.json: ${answer.status}`);
  const [api, isClosed] = await Promise.all([answer.json(), isLibraryClosed()]);
  setText(byId("lead"), `${sentence(api.info.summary)} Version ${api.info.version}, OpenAPI ${api.openapi}.`);
  setText(byId("access-here"), isClosed
    ? "The library of this service is closed: set TOKEN in your shell to a token, and the curl lines below send it."
    : "The library of this service is open: its routes work without a token.");
  showRoutes(api, byTag(api, routesOf(api)), isClosed);
  showSchemas(api);
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView(); // it was not there when the page was
}

start().catch(() => {
  setText(byId("problem"), "The description of the API can’t be read. Check the network, then load this page again.");
  show(byId("problem"));
});
