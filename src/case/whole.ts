/**
 * A case whose shape is broken, made whole enough to look at its links, times and codes in the same pass: what is wrong
 * is taken out, and what is missing has a stand-in. Nothing is ever made of such a case.
 */
import type { FindingCode } from "../finding/catalogue.js";
import type { Finding } from "../finding/finding.js";
import { BY_NAME, VERDICTS } from "./document.js";
import { stepsOf } from "./pointer.js";
import { schemaErrors } from "./schema.js";
import { resolve, type SchemaNode } from "./schema-nodes.js";
import type { SchemaError } from "./schema-words.js";

/** A stand-in may lack something itself: an item its name, a document its patient. */
const ROUNDS = 5;

/**
 * Mends the document in place.
 *
 * @returns whether it has the shape of a case now
 */
export function makeWhole(data: unknown): boolean {
  for (let round = 0; round < ROUNDS; round++) {
    const broken = schemaErrors(data).filter(({ keyword }) => keyword === "type" || keyword === "required");
    if (broken.length === 0) return true;
    for (const [i, error] of broken.entries()) mend(data, error, `\u{E000}${round}.${i}`);
  }
  return false;
}

/** @param name a text that nobody writes, and that no other stand-in is */
function mend(data: unknown, { keyword, instancePath, params, parentSchema }: SchemaError, name: string): void {
  const steps = stepsOf(instancePath);
  if (keyword === "required") {
    const missing: string = params.missingProperty;
    const owner = at(data, steps);
    if (owner) owner[missing] = standIn(parentSchema.properties?.[missing] ?? {}, name);
    return;
  }
  const last = steps.pop();
  const owner = at(data, steps);
  if (!owner || last === undefined) return;
  if (Array.isArray(owner)) owner[Number(last)] = standIn(parentSchema, name);
  else delete owner[last];
}

/** What earlier mending took out leads nowhere. */
const at = (data: unknown, steps: readonly string[]): Record<string, unknown> | undefined =>
  steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], data) as
    | Record<string, unknown>
    | undefined;

function standIn(node: SchemaNode, name: string): unknown {
  const types = [resolve(node).type ?? []].flat();
  if (types.length === 0 || types.includes("string")) return name;
  if (types.includes("object")) return {};
  if (types.includes("array")) return [];
  return types.includes("boolean") ? true : 1;
}

/** What later stages say of a broken case that may only be the echo of what is broken. */
const ECHOES: ReadonlySet<FindingCode> = new Set([
  "case/implied-nothing",
  "case/unused-code",
  "case/unreachable-anchor",
  "case/age-at-without-age",
]);
/** These are an echo when they name what was written, but lost with the broken part. */
const OF_NAMES: ReadonlySet<FindingCode> = new Set([
  "case/dangling-link",
  "case/unknown-anchor",
  "case/unknown-encounter",
]);

const placeOf = ({ case: at }: Finding): string => `${at?.line}:${at?.column}`;

/**
 * @param told what the text and the schema had to say: where it stands, nothing more is said
 * @param names every id and name that the broken document holds anywhere
 * @param text the document as written
 */
export function withoutEchoes(
  findings: readonly Finding[],
  told: readonly Finding[],
  names: ReadonlySet<string>,
  text: string,
): Finding[] {
  const refused = new Set(told.map(placeOf));
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const named = ({ case: place }: Finding) =>
    place ? lines[place.line - 1]?.slice(place.column - 1, place.column - 1 + (place.length ?? 1)) : undefined;
  return findings.filter(
    (found) =>
      !ECHOES.has(found.code) &&
      !refused.has(placeOf(found)) &&
      !(OF_NAMES.has(found.code) && names.has(named(found) ?? "")),
  );
}

/** The keys whose values are ids and names: of items, and of what a result set lists. */
const NAMING: ReadonlySet<string> = new Set(["id", "name", "each", ...VERDICTS]);
/** The keys of mappings whose own keys are names. */
const NAMES: ReadonlySet<string> = new Set(BY_NAME);

/** Every id and name of an item, wherever it stands. */
export function namesIn(data: unknown): Set<string> {
  const names = new Set<string>();
  const walk = (value: unknown, key: string) => {
    if (typeof value === "string") {
      if (NAMING.has(key)) names.add(value);
    } else if (Array.isArray(value)) {
      for (const item of value) walk(item, key);
    } else if (typeof value === "object" && value !== null) {
      for (const [inner, member] of Object.entries(value)) {
        if (NAMES.has(key)) names.add(inner);
        walk(member, inner);
      }
    }
  };
  walk(data, "");
  return names;
}
