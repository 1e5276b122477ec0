/** From a query string to criteria, and from criteria to the resources that meet them. */
import { isResourceType } from "../../definitions/r4.js";
import { parseReference } from "../../fhir/references.js";
import { refuse } from "../refusal.js";
import type { Live, Store } from "../store.js";
import { intervalOf, matchesDate, parseDateQuery } from "./dates.js";
import { findParameter, type Parameter, parametersOf } from "./parameters.js";
import { matchesToken, parseToken, plain, tokenKey, tokensOf } from "./tokens.js";
import { valuesAt } from "./values.js";

/** One parameter of a query; a resource meets it when any of the values matches. */
interface Criterion {
  parameter: Parameter;
  values: string[];
  matches: (version: Live) => boolean;
}

/** Parameters that shape the answer, not the choice of resources. */
const RESULT_PARAMETERS: ReadonlySet<string> = new Set([
  "_count",
  "_offset",
  "_format",
  "_pretty",
  "_total",
  "_summary",
]);

/**
 * Reads the criteria of a search or a conditional interaction.
 *
 * @param base the server's base URL, to recognise absolute references to it
 * @throws Refusal 400 for a parameter or modifier this server does not know: ignoring one would answer too much
 */
export function parseCriteria(type: string, query: URLSearchParams, base: string): Criterion[] {
  return [...query]
    .filter(([name]) => !RESULT_PARAMETERS.has(name))
    .map(([name, text]) => criterion(type, name, text, base));
}

function criterion(type: string, name: string, text: string, base: string): Criterion {
  const [code = "", modifier] = name.split(":", 2);
  const parameter = findParameter(type, code);
  if (!parameter) {
    const known = parametersOf(type).map((row) => row.code);
    throw refuse(400, "not-supported", `Unknown search parameter "${code}" of ${type}; known: ${known.join(", ")}.`);
  }
  const values = splitValues(text);
  if (values.length === 0) throw refuse(400, "invalid", `The search parameter "${code}" has no value.`);
  if (modifier === "missing") return { parameter, values: [], matches: missing(parameter, text) };
  const tests = values.map((value) => valueTest(parameter, modifier, value, base));
  const matches = (version: Live) =>
    parameter.places.some(({ path, target }) =>
      valuesAt(version.resource, path).some((value) => tests.some((test) => test(value, target))),
    );
  return { parameter, values: modifier ? [] : values, matches };
}

/** A comma separates alternatives, a backslash makes `,` `|` `$` `\` plain; the backslashes stay. */
const splitValues = (text: string): string[] => text.match(/(?:\\.|[^\\,])+/gs) ?? [];

function missing(parameter: Parameter, text: string): Criterion["matches"] {
  if (text !== "true" && text !== "false") throw refuse(400, "invalid", `":missing" is true or false, not "${text}".`);
  return (version) =>
    parameter.places.every(({ path }) => valuesAt(version.resource, path).length === 0) === (text === "true");
}

type ValueTest = (value: unknown, target: string | undefined) => boolean;

function valueTest(parameter: Parameter, modifier: string | undefined, text: string, base: string): ValueTest {
  if (parameter.kind === "reference") return referenceTest(modifier, plain(text), base);
  if (modifier) throw refuse(400, "not-supported", `The modifier ":${modifier}" is not supported here.`);
  if (parameter.kind === "date") {
    const query = parseDateQuery(plain(text));
    if (!query) throw refuse(400, "invalid", `"${text}" is not a date to search by (such as ge2016-01).`);
    return (value) => {
      const interval = intervalOf(value);
      return interval !== undefined && matchesDate(interval, query);
    };
  }
  const query = parseToken(text);
  return (value) => tokensOf(value).some((token) => matchesToken(token, query));
}

/** `Patient/1`, `1`, `:Patient=1` or a URL; an absolute reference to this server is as good as a relative one. */
function referenceTest(modifier: string | undefined, text: string, base: string): ValueTest {
  if (modifier && !isResourceType(modifier)) {
    throw refuse(400, "not-supported", `The modifier ":${modifier}" is not supported here.`);
  }
  const local = (reference: string) =>
    reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  const asked = local(modifier && !text.includes("/") ? `${modifier}/${text}` : text);
  return (value, target) => {
    const { reference } = value as { reference?: unknown };
    if (typeof reference !== "string") return false;
    const parts = parseReference(local(reference));
    if (target && parts?.type !== target) return false;
    if (asked === local(reference)) return true;
    if (!parts || parts.base) return false;
    return asked === `${parts.type}/${parts.id}` || asked === parts.id;
  };
}

/** All resources of a type that meet every criterion. */
export function findMatches(store: Store, type: string, criteria: readonly Criterion[]): Live[] {
  return [...candidates(store, type, criteria)].filter((version) => criteria.every((c) => c.matches(version)));
}

/** The smallest set the store's keys and indexes can narrow it down to. */
function candidates(store: Store, type: string, criteria: readonly Criterion[]): Iterable<Live> {
  for (const { parameter, values } of criteria) {
    if (values.length !== 1) continue;
    const [value = ""] = values;
    if (parameter.code === "_id") {
      const version = store.live(`${type}/${plain(value)}`);
      return version ? [version] : [];
    }
    const key = tokenKey(parameter.code, parseToken(value));
    if (key) return store.withToken(type, key);
  }
  return store.all(type);
}

/**
 * What a conditional interaction means: the resources its query matches.
 *
 * @throws Refusal 400 for a query without criteria, 412 for more than one match
 */
export function findOne(store: Store, type: string, query: URLSearchParams, base: string): Live | undefined {
  const criteria = parseCriteria(type, query, base);
  if (criteria.length === 0) throw refuse(400, "required", "A conditional interaction needs a search criterion.");
  const matches = findMatches(store, type, criteria);
  if (matches.length > 1) {
    const asked = decodeURIComponent(query.toString());
    throw refuse(412, "multiple-matches", `${matches.length} ${type} resources match ${asked}; one at most may.`);
  }
  return matches[0];
}
