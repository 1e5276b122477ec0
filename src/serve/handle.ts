/** From a plain request to a plain response: what HTTP adds around the interactions. */
import { isTooDeep, MAX_DEPTH } from "../fhir/depth.js";
import { parseJson, stringifyJson } from "../fhir/json.js";
import { outcomeOf } from "../fhir/outcome.js";
import type { Bundle, Resource } from "../fhir/types.js";
import { batch } from "./bundle/batch.js";
import { transaction } from "./bundle/transaction.js";
import { parseUrl } from "./call.js";
import { capabilityStatement, type Software } from "./capabilities.js";
import { answerLater, askAgain, LATER } from "./later.js";
import type { Call, FhirRequest, FhirResponse, Reply } from "./message.js";
import { perform } from "./perform.js";
import { refusalOf, refuse } from "./refusal.js";
import { validateAny } from "./validate.js";
import type { World } from "./world.js";

/**
 * Answers one request; whatever comes in, an answer goes out.
 *
 * @param started when the server was made, as FHIR dateTime
 */
export function handle(world: World, software: Software, started: string, request: FhirRequest): FhirResponse {
  const headers = request.headers ?? {};
  try {
    const method = request.method === "HEAD" ? "GET" : request.method;
    const call = readCall({ ...request, method }, headers);
    checkAccept(call);
    const response = render(answer(world, software, started, call), world.base, preferredReturn(headers));
    if (request.method === "HEAD") delete response.body;
    return response;
  } catch (error) {
    const { status, issues } = refusalOf(error);
    return render({ status, resource: outcomeOf(issues) }, world.base);
  }
}

function answer(world: World, software: Software, started: string, call: Call): Reply {
  if (call.path.length === 0) return answerBase(world, call);
  if (call.path.length === 1 && call.path[0] === "metadata") {
    if (call.method !== "GET") throw refuse(405, "not-supported", "Only GET is possible at /metadata.");
    return { status: 200, resource: capabilityStatement(software, world.base, started) };
  }
  if (call.path.length === 1 && call.path[0] === "$validate") {
    if (call.method !== "POST") throw refuse(405, "not-supported", "Only POST is possible at /$validate.");
    return validateAny(world, call);
  }
  return call.path[0] === LATER ? askAgain(world, call) : perform(world, call);
}

const PROCESSORS = new Map([
  ["transaction", transaction],
  ["batch", batch],
]);

/** Bundles posted to the base. */
function answerBase(world: World, call: Call): Reply {
  if (call.method !== "POST") throw refuse(405, "not-supported", "Only POST of a Bundle is possible at the base URL.");
  const bundle = call.resource as Bundle | undefined;
  if (bundle?.resourceType !== "Bundle") {
    throw refuse(400, "invalid", "What is posted to the base URL is a Bundle; a resource goes to [base]/[its type].");
  }
  const process = PROCESSORS.get(bundle.type);
  if (!process) {
    throw refuse(
      400,
      "invalid",
      `A Bundle of type ${bundle.type} is not processed, only transaction and batch.`,
      "Bundle.type",
    );
  }
  const showWritten = preferredReturn(call.headers) === "representation";
  const work = () => ({ status: 200, resource: process(world, bundle, (one) => perform(world, one), showWritten) });
  return /\brespond-async\b/.test(call.headers.prefer ?? "") ? answerLater(world, work) : work();
}

const preferredReturn = (headers: Call["headers"]): string | undefined =>
  /\breturn=(\w+)/.exec(headers.prefer ?? "")?.[1];

const JSON_TYPE = /^\s*(?:application\/(?:fhir\+)?json|text\/json)\s*(?:;|$)/i;
const FORM_TYPE = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i;

function readCall(request: FhirRequest, headers: Call["headers"]): Call {
  const { method, body = "" } = request;
  const { path, query } = parseUrl(request.url);
  const type = headers["content-type"] ?? "";
  if (path.at(-1) === "_search" && method === "POST") {
    if (body && !FORM_TYPE.test(type)) throw refuse(415, "not-supported", "A search is posted as a form.");
    return { method, path, query: new URLSearchParams([...query, ...new URLSearchParams(body)]), headers };
  }
  if (method !== "POST" && method !== "PUT") return { method, path, query, headers };
  if (type && !JSON_TYPE.test(type)) {
    throw refuse(415, "not-supported", `This server reads application/fhir+json, not ${type}.`);
  }
  // What is there already, and a deletion, are asked about without a resource.
  if (path.at(-1) === "$validate" && body === "") return { method, path, query, headers };
  return { method, path, query, headers, resource: readResource(body) };
}

/** @throws Refusal 400 when the body is no FHIR JSON */
function readResource(body: string): Resource {
  if (body.trim() === "") throw refuse(400, "required", "The request has no body.");
  if (isTooDeep(body)) throw refuse(400, "too-long", `The JSON nests deeper than ${MAX_DEPTH} levels.`);
  const value = parseOrRefuse(body);
  if (typeof value === "object" && value !== null && typeof (value as Resource).resourceType === "string") {
    return value as Resource;
  }
  throw refuse(400, "structure", "The body is no FHIR resource: it has no resourceType.");
}

function parseOrRefuse(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    throw refuse(400, "structure", `The body is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

const ACCEPTED = /application\/(?:fhir\+)?json|text\/json|application\/\*|\*\/\*/i;
const FORMATS: ReadonlySet<string> = new Set(["json", "application/json", "application/fhir+json", "text/json"]);

function checkAccept({ query, headers }: Call): void {
  const format = query.get("_format");
  const accept = headers.accept;
  if (format !== null) {
    if (FORMATS.has(format.split(";")[0]?.trim().replace(" ", "+") ?? "")) return;
    throw refuse(406, "not-supported", `This server answers in JSON, not ${format}.`);
  }
  if (accept && !ACCEPTED.test(accept))
    throw refuse(406, "not-supported", `This server answers in JSON, not ${accept}.`);
}

function render(reply: Reply, base: string, preferred?: string): FhirResponse {
  const { status, location, contentLocation, versionId, lastModified } = reply;
  const body = bodyToShow(reply, preferred);
  return {
    status,
    headers: {
      ...(body ? { "content-type": "application/fhir+json; charset=utf-8" } : {}),
      ...(versionId ? { etag: `W/"${versionId}"` } : {}),
      ...(lastModified ? { "last-modified": new Date(lastModified).toUTCString() } : {}),
      ...(location ? { location: `${base}/${location}` } : {}),
      ...(contentLocation ? { "content-location": `${base}/${contentLocation}` } : {}),
    },
    ...(body ? { body: stringifyJson(body, 0) } : {}),
  };
}

/** What a write shows is the client's wish (https://hl7.org/fhir/R4/http.html#ops), the resource unless told. */
function bodyToShow({ resource, outcome: said }: Reply, preferred: string | undefined): Resource | undefined {
  if (!said) return resource;
  if (preferred === "minimal") return undefined;
  return preferred === "OperationOutcome" ? said : resource;
}
